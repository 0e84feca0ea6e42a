"""Read articles with sayswho's quotation finder, after its own preparation of the text.

Its class `SaysWho` adds coreference by `en_coreference_web_trf`, which does not stand on PyPI; without that model the
class cannot be made, but its two steps before coreference can be called, as here.
"""

from collections.abc import Callable

from prepared_text import align
from reader_protocol import Found, serve
from spacy_spans import find_model, said_of


def load() -> Callable[[str], Found]:
    """Load sayswho and its model."""
    import spacy  # type: ignore[import-not-found, unused-ignore]
    from sayswho.helpers import prep_text_for_quote_detection  # type: ignore[import-not-found, unused-ignore]
    from sayswho.quote_finder import quote_finder  # type: ignore[import-not-found, unused-ignore]

    nlp = spacy.load(MODEL)

    def read(text: str) -> Found:
        prepared = prep_text_for_quote_detection(text)
        place = align(text, prepared)
        return [said_of(triple, place) for triple in quote_finder(nlp(prepared))], []

    return read


MODEL = find_model()

if __name__ == "__main__":
    serve(load, ["sayswho", "spacy", MODEL])
