"""Read articles with textacy's `direct_quotations`.

python textacy_reader.py article | paragraphs

It raises on a text with an odd number of quotation marks. `article` gives it whole articles, as it is shipped;
`paragraphs` gives it each line apart, so that an unclosed mark costs one paragraph only.
"""

import sys
from collections.abc import Callable, Iterator
from typing import Any

from reader_protocol import Found, Said, serve
from spacy_spans import find_model, said_of


def load(*, by_paragraph: bool) -> Callable[[str], Found]:
    """Load textacy and its model."""
    import spacy  # type: ignore[import-not-found, unused-ignore]
    from textacy.extract.triples import direct_quotations  # type: ignore[import-not-found, unused-ignore]

    nlp = spacy.load(MODEL)

    def said_in(doc: Any, offset: int) -> list[Said]:
        return [said_of(triple, lambda start, end: [offset + start, offset + end]) for triple in direct_quotations(doc)]

    def read_paragraphs(text: str) -> Found:
        said: list[Said] = []
        errors = []
        for doc, offset in nlp.pipe(_paragraphs(text), as_tuples=True):
            try:
                said += said_in(doc, offset)
            except Exception as error:
                errors.append(f"{type(error).__name__}: {error}")
        return said, errors

    return read_paragraphs if by_paragraph else lambda text: (said_in(nlp(text), 0), [])


def _paragraphs(text: str) -> Iterator[tuple[str, int]]:
    """Yield the lines that are not blank, with their offsets."""
    offset = 0
    for line in text.splitlines(keepends=True):
        if not line.isspace():
            yield line, offset
        offset += len(line)


MODEL = find_model()

if __name__ == "__main__":
    serve(lambda: load(by_paragraph=sys.argv[1] == "paragraphs"), ["textacy", "spacy", MODEL])
