"""The form of the page, as a browser sends it."""

from dataclasses import dataclass, fields
from urllib.parse import parse_qs

from quoteattr.errors import OptionError, SchemaError
from quoteattr.integrations.server.asked import Asked, decode
from quoteattr.integrations.server.problems import RequestError
from quoteattr.options import Options

__all__ = ["Form", "read_form"]


@dataclass(frozen=True, slots=True)
class Form:
    """What stands in the fields of the page.

    Args:
        text: The article.
        max_sentences: Sentences of the summary, as typed.
        focus: What the summary should be about.

    Example:
        >>> Form("It rained.", max_sentences="2").asked().options.max_sentences
        2
    """

    text: str = ""
    max_sentences: str = ""
    focus: str = ""

    def asked(self) -> Asked:
        """Return what is asked for.

        Raises:
            SchemaError: If there is no article.
            OptionError: If the number is none, or not one of those accepted.
        """
        if not self.text.strip():
            raise SchemaError("There is no article yet: paste its text into the box.")
        number = self.max_sentences.strip()
        if number and not (number.isascii() and number.isdigit() and len(number) < 10):
            raise OptionError(f"“{number:.20}” sentences were asked for; accepted are whole numbers from 1.")
        options = Options(max_sentences=int(number) if number else None, focus=self.focus.strip() or None)
        return Asked(((None, self.text),), options)


def read_form(body: bytes) -> Form:
    """Read what a browser sends from the form of the page.

    Args:
        body: The body of the request, `application/x-www-form-urlencoded`.

    Raises:
        RequestError: If it is not of that form.

    Example:
        >>> read_form(b"text=It+rained.&focus=rain").focus
        'rain'
    """
    try:
        values = parse_qs(decode(body), errors="strict", max_num_fields=len(fields(Form)))
    except ValueError as error:
        raise RequestError(400, f"the fields of the form were asked for, found something else ({error})") from error
    found = {part.name: values[part.name][0] for part in fields(Form) if part.name in values}
    # A browser sends every line end of a text box as CR LF, whatever was pasted.
    return Form(**{name: value.replace("\r\n", "\n") for name, value in found.items()})
