"""Articles as brat's standoff files, to be corrected there, and back."""

import os
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from urllib.parse import quote, unquote

from quoteattr.io.brat_annotations import iter_annotations
from quoteattr.io.brat_quotations import QuotationReader
from quoteattr.io.files import open_atomic
from quoteattr.io.standoff import LABELS, Standoff, read_pairs
from quoteattr.text.checks import check_text
from quoteattr.types import Article

__all__ = ["BRAT_CONFIGURATION", "read_brat", "write_brat"]

BRAT_CONFIGURATION = "annotation.conf"
"""The file of a folder that says what may be annotated; one that is there stays as it is."""

_CONFIGURATION = """\
[entities]
Content
Cue
Source

[relations]
HasCue\tArg1:Content, Arg2:Cue
HasSource\tArg1:Content, Arg2:Source
Continues\tArg1:Content, Arg2:Content

[events]

[attributes]
Kind\tArg:Content, Value:direct|indirect|mixed
"""
_LONGEST_NAME = 200
_COUNT = re.compile(r"~\d+$")
_EMPTY = "%"


def write_brat(articles: Iterable[Article], folder: str | os.PathLike[str]) -> int:
    """Write each article as a .txt and an .ann file, with an annotation.conf that brat needs to show them.

    Contents, cues and sources are text-bound annotations, joined by relations to the first content; the kind of a
    quotation is an attribute of that one, and a note on it has id, scores and the speaker with the role. Sentences,
    summary, mentions and evidence are left out. A span over several lines is one fragment a line, because brat has no
    other; spans that are empty, or hold nothing but a line end, are left out.

    Args:
        articles: The articles, in order; one is held at a time.
        folder: The folder, which is made if it is not there. Files are called after the article's id, with "%" and the
            byte's number in the place of what a file name should not have, and cut at 200 characters; "~" and a number
            stand behind one that is taken already, and in the place of one that is missing.

    Returns:
        How many articles were written.

    Raises:
        OSError: If a file cannot be written.
        InvalidTextError: If a text has a lone surrogate, which no file can hold.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> from quoteattr.types import Quotation, QuotationId, Span
        >>> said = Quotation(QuotationId("q1"), "direct", (Span(0, 6),), (Span(7, 11),))
        >>> with TemporaryDirectory() as name:
        ...     _ = write_brat([Article("“Yes,” said Eve.", id="a", quotations=(said,))], name)
        ...     print(Path(name, "a.ann").read_text(encoding="utf-8").expandtabs(4))
        T1  Content 0 6 “Yes,”
        T2  Cue 7 11    said
        R1  HasCue Arg1:T1 Arg2:T2
        A1  Kind T1 direct
        #1  AnnotatorNotes T1   {"id": "q1", "score": 1.0}
        <BLANKLINE>
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    configuration = folder / BRAT_CONFIGURATION
    if not configuration.exists():
        configuration.write_text(_CONFIGURATION, encoding="utf-8", newline="")
    taken: set[str] = set()
    for article in articles:
        check_text(article.text)
        name = _name_of(article.id, taken)
        for ending, content in ((".txt", article.text), (".ann", "".join(iter_annotations(article)))):
            with open_atomic(folder / f"{name}{ending}") as file:
                file.write(content)
    return len(taken)


def read_brat(folder: str | os.PathLike[str], labels: Mapping[str, str] = LABELS) -> Iterator[Article]:
    r"""Read the articles that `write_brat` wrote, corrected in brat or not, or that people annotated with labels alike.

    A quotation that was added has an id of its own, the kind that its quotation marks say, and the speaker of its note
    if it has one: `{"speaker": "Ada Burns"}` is enough.

    Args:
        folder: The folder, and those in it. The files are UTF-8; offsets are code points of the .txt as it stands.
        labels: Lower-cased label to what it marks: "content", "cue" or "source".

    Yields:
        An article for each pair of files, by name; its quotations are in order of their contents.

    Raises:
        SchemaError: If the folder has no pair, a file of a pair is missing, or a line cannot be read or does not fit
            the text; the message names file and line.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as name:
        ...     _ = Path(name, "a.txt").write_text("“Yes,” said Eve.", encoding="utf-8")
        ...     annotation = 'T1\tContent 0 6\t“Yes,”\n#1\tAnnotatorNotes T1\t{"speaker": "Eve"}\n'
        ...     _ = Path(name, "a.ann").write_text(annotation, encoding="utf-8")
        ...     [article] = read_brat(name)
        >>> print(article)
        Eve
          direct   “Yes,”
    """
    folder = Path(folder)
    for path, text, annotation in read_pairs(folder):
        file = Standoff(path, text, labels)
        file.read(annotation)
        quotations, speakers = QuotationReader(file).read()
        yield Article(
            text,
            id=_id_of(path.relative_to(folder).with_suffix("").as_posix()),
            quotations=quotations,
            speakers=speakers,
        )


def _name_of(article_id: str | None, taken: set[str]) -> str:
    """Return a file name that no other article has, whatever the case of letters means to the file system."""
    name = _EMPTY if article_id == "" else quote(article_id or "", safe="", errors="surrogatepass")
    # A point in front hides a file, and one behind is lost on Windows.
    name = re.sub(r"^\.|\.$", "%2E", name.replace("~", "%7E"))[:_LONGEST_NAME]
    number = 1
    while (numbered := name if name and number == 1 else f"{name}~{number}").casefold() in taken:
        number += 1
    taken.add(numbered.casefold())
    return numbered


def _id_of(name: str) -> str | None:
    base = _COUNT.sub("", name)
    if base == _EMPTY:
        return ""
    return unquote(base, errors="surrogatepass") or None
