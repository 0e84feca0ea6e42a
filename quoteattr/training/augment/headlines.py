"""Make a headline of what somebody said: "Burns: Bridge will open"; "Bridge will open, says Burns"."""

from collections.abc import Sequence
from random import Random

from quoteattr.data import table
from quoteattr.speakers.lexicon import word_set
from quoteattr.text.marks import QuotedRegion, pair_marks
from quoteattr.training.augment.aligned import title_case
from quoteattr.training.augment.edits import Piece, compose
from quoteattr.training.augment.passages import splice
from quoteattr.training.augment.speech import full_names, surname
from quoteattr.training.readers import AnnotatedArticle, AnnotatedQuotation
from quoteattr.types import Span

__all__ = ["add_headline"]

_WORDS = range(4, 15)
_MARKS = frozenset("‘’'“”\"")


def add_headline(article: AnnotatedArticle, random: Random) -> AnnotatedArticle:
    """Return the article under a headline made of one of its short quotations.

    Args:
        article: The article.
        random: Source of chance.

    Returns:
        The article unchanged when no named person says a short clause.

    Example:
        >>> quotation = AnnotatedQuotation((Span(15, 49),), (Span(10, 14),), (Span(0, 9),))
        >>> article = AnnotatedArticle("a", "Ada Burns said that the “lovely” bridge will open.", (quotation,))
        >>> add_headline(article, Random(1)).text.splitlines()[0]
        'Burns: The ‘Lovely’ Bridge Will Open'
    """
    regions = pair_marks(article.text)
    clauses = [(q, clause) for q in article.quotations if (clause := _clause(article.text, q, regions))]
    names = full_names(article) if clauses else {}
    named = [(clause, names[q.source[0]]) for q, clause in clauses if q.source[0] in names]
    if not named:
        return article
    clause, name = random.choice(named)
    return splice(article, [_headline(clause, name if random.random() < 0.3 else surname(name), random)], 0)


def _clause(text: str, quotation: AnnotatedQuotation, regions: Sequence[QuotedRegion]) -> str | None:
    """Return a short content as a clause of its own, marks inside it single; `None` when it is none."""
    if not (len(quotation.content) == len(quotation.cue) == len(quotation.source) == 1):
        return None
    cue, content = quotation.cue[0], quotation.content[0]
    if text[cue.start : cue.end].casefold() not in word_set("augmentation", "headline", "clausal"):
        return None
    clause = _single_marks(text, content, regions).removeprefix("that ").strip().rstrip(".,;")
    if len(clause.split()) not in _WORDS or "\n" in clause or clause.endswith(("?", "!")):
        return None
    return clause


def _single_marks(text: str, content: Span, regions: Sequence[QuotedRegion]) -> str:
    """Return a content with single marks; one wholly in marks loses them."""
    out, place = [], content.start
    for region in regions:
        if region.depth == 0 and region.closed and content.start <= region.start and region.end <= content.end:
            inner = text[region.start + region.opening : region.end - region.closing].rstrip(",.")
            whole = region.start == content.start and region.end == content.end
            out += [text[place : region.start], inner if whole else f"‘{inner}’"]
            place = region.end
    return "".join([*out, text[place : content.end]])


def _headline(clause: str, name: str, random: Random) -> AnnotatedArticle:
    """Return clause and name in one of the forms of headlines, as a sentence, in Title Case or in capitals."""
    case = random.choices((str, title_case, str.upper), (4, 3, 1))[0]
    form = random.choice(("colon", "marked", "after", "before"))
    source: Piece = ("source", case(name))
    if form in ("after", "before"):
        word = random.choice(table("augmentation")["headline"][form])
        cue: Piece = ("cue", word.title() if case is title_case else case(word))
        if form == "before":
            return compose(source, " ", cue, " ", ("content", case(clause)))
        return compose(("content", case(_sentence(clause))), ", ", cue, " ", source)
    content = case(_sentence(clause))
    if form == "marked" and not _MARKS & set(content):
        content = f"‘{content}’"
    return compose(source, ("cue", ":"), " ", ("content", content))


def _sentence(clause: str) -> str:
    return clause[:1].upper() + clause[1:]
