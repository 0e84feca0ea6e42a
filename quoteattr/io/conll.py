"""Tokens with the tags of content, cue and source, in columns."""

import re
from collections.abc import Callable, Iterable, Iterator

from quoteattr.io.offsets import Offsets, counter
from quoteattr.types import Article, Span

__all__ = ["CONLL_COLUMNS", "iter_conll"]

CONLL_COLUMNS = ("ID", "FORM", "START", "END", "CONTENT", "CUE", "SOURCE")
"""The columns, in order: those after FORM are ours."""

# A word with its accents and with the hyphens, points and apostrophes inside it; or one character of another sort.
_TOKEN = re.compile(r"\w(?:[\w\u0300-\u036f]|[-.'’](?=\w)|(?<=\d),(?=\d))*|[^\w\s]")


def iter_conll(articles: Iterable[Article], *, offsets: Offsets = "codepoint") -> Iterator[str]:
    r"""Yield a file in the manner of CoNLL: one token a line, a blank line after each sentence.

    The form is CoNLL-U Plus: a first line names the columns, one that begins with "# newdoc" each article. The last
    three columns say by B, I and O what is content (with the quotation's kind: "B-direct"), cue and source; "B" begins
    a span, so that the fragments of one content each have their own. Where quotations stand one within the other, a
    token belongs to the outer one, because a column has room for one tag; which cue belongs to which content is not
    said. That makes it a form to train and score taggers on, and not one to read articles back from.

    Args:
        articles: The articles, in order; one is held at a time.
        offsets: What START and END count: `codepoint`, or `utf16` for the code units of JavaScript and Java, which a
            line "# offsets = utf16" then says of each article.

    Raises:
        OptionError: If `offsets` is neither.

    Example:
        >>> from quoteattr.types import Quotation, QuotationId
        >>> said = Quotation(QuotationId("q1"), "direct", (Span(0, 6),), (Span(7, 11),))
        >>> file = "".join(iter_conll([Article("“Yes,” said Eve.", id="a", quotations=(said,))]))
        >>> print(file.rstrip().expandtabs(7))
        # global.columns = ID FORM QUOTEATTR:START QUOTEATTR:END QUOTEATTR:CONTENT QUOTEATTR:CUE QUOTEATTR:SOURCE
        # newdoc id = a
        1      “      0      1      B-direct      O      O
        2      Yes    1      4      I-direct      O      O
        3      ,      4      5      I-direct      O      O
        4      ”      5      6      I-direct      O      O
        5      said   7      11     O      B-cue  O
        6      Eve    12     15     O      O      O
        7      .      15     16     O      O      O
    """
    standard, own = CONLL_COLUMNS[:2], CONLL_COLUMNS[2:]
    yield f"# global.columns = {' '.join((*standard, *(f'QUOTEATTR:{name}' for name in own)))}\n"
    for article in articles:
        name = "" if article.id is None else f" id = {' '.join(article.id.split())}"
        yield f"# newdoc{name}\n"
        if offsets != "codepoint":
            yield f"# offsets = {offsets}\n"
        yield from _sentences(article, counter(article.text, offsets))


def _sentences(article: Article, count: Callable[[int], int]) -> Iterator[str]:
    tokens = [Span(*token.span()) for token in _TOKEN.finditer(article.text)]
    said = article.quotations
    columns = (
        _tags(tokens, article.text, ((span, q.kind) for q in said for span in q.content)),
        _tags(tokens, article.text, ((span, "cue") for q in said for span in q.cue)),
        _tags(tokens, article.text, ((span, "source") for q in said for span in q.source)),
    )
    starts = sorted((s.start for s in article.sentences), reverse=True)
    number = 0
    for token, *tags in zip(tokens, *columns, strict=True):
        begins = number == 0
        while starts and starts[-1] <= token.start:
            starts.pop()
            begins = True
        number = 1 if begins else number + 1
        if begins and token != tokens[0]:
            yield "\n"
        form = article.text[token.start : token.end]
        yield "\t".join((str(number), form, str(count(token.start)), str(count(token.end)), *tags)) + "\n"
    yield "\n"


def _tags(tokens: Iterable[Span], text: str, spans: Iterable[tuple[Span, str]]) -> Iterator[str]:
    # Outer spans come first and keep what they have; a span that begins within another has what is left.
    labelled = sorted(spans, key=lambda item: (item[0].start, -item[0].end))
    owners: list[int | None] = [None] * len(text)
    for owner, (span, _) in enumerate(labelled):
        for n in range(span.start, span.end):
            if owners[n] is None:
                owners[n] = owner
    before = None
    for token in tokens:
        now = next((owner for owner in owners[token.start : token.end] if owner is not None), None)
        yield "O" if now is None else f"{'I' if now == before else 'B'}-{labelled[now][1]}"
        before = now
