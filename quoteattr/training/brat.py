"""Read articles that were annotated with brat, from its standoff files."""

from collections.abc import Iterator, Mapping
from pathlib import Path

from quoteattr.io.standoff import LABELS, Standoff, read_pairs
from quoteattr.training.readers import AnnotatedArticle, AnnotatedQuotation

__all__ = ["LABELS", "read_brat"]


def read_brat(folder: str | Path, labels: Mapping[str, str] = LABELS) -> Iterator[AnnotatedArticle]:
    r"""Read the pairs of a .txt and an .ann file in a folder and the folders in it, by name.

    Text-bound annotations (T, fragments parted by ";") are the spans. Relations (R) and events (E) join them: contents
    and cues that are joined, directly or by one another, are one quotation, and so are the sources joined to any of
    them; one source may belong to many. A content that nothing joins is a quotation of its own, a cue or source without
    a content is none. Other labels and the lines of brat's attributes, normalisations and notes are left out.

    Args:
        folder: The folder. Its files are UTF-8; offsets are code points of the .txt as it stands, line ends included.
        labels: Lower-cased label to what it marks: "content", "cue", "source", or "discard" for text set aside.

    Yields:
        An article for each pair; its id is the path from the folder, without ending.

    Raises:
        SchemaError: If the folder has no pair, a file of a pair is missing, or a line cannot be read or does not fit
            the text; the message names file and line.

    Example:
        >>> from tempfile import TemporaryDirectory
        >>> with TemporaryDirectory() as name:
        ...     _ = Path(name, "a.txt").write_text("“Yes.” said Eve")
        ...     _ = Path(name, "a.ann").write_text("T1\tQuote 0 6\t“Yes.”\nT2\tCue 7 11\tsaid\nE1\tCue:T2 Quote:T1\n")
        ...     [article] = read_brat(name)
        >>> article.quotations
        (AnnotatedQuotation(content=(Span(start=0, end=6),), cue=(Span(start=7, end=11),), source=(), speaker=None),)
    """
    folder = Path(folder)
    for path, text, annotation in read_pairs(folder):
        file = Standoff(path, text, labels)
        file.read(annotation)
        of = file.spans_of
        found = sorted((of(g.content), of(g.cue), of(g.source)) for g in file.groups())
        discard = of(key for key, part in file.parts.items() if part == "discard")
        name = str(path.relative_to(folder).with_suffix(""))
        yield AnnotatedArticle(name, text, tuple(AnnotatedQuotation(*parts) for parts in found), discard)
