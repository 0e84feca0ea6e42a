"""Check a summary against its article."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from quoteattr.errors import OptionError
from quoteattr.summary.guard.claims import Claim, annotated_claims, ruled_claims
from quoteattr.summary.guard.dates import DateMention, date_occurs, find_dates
from quoteattr.summary.guard.names import Names
from quoteattr.summary.guard.negation import negations
from quoteattr.summary.guard.quantities import Quantity, find_quantities, occurs
from quoteattr.summary.guard.quoted import Quoted, inner
from quoteattr.summary.guard.reference import Reference
from quoteattr.summary.guard.swaps import Swaps
from quoteattr.summary.guard.voices import Voices
from quoteattr.summary.guard.words import Word, read_words
from quoteattr.text.marks import QuotedRegion, pair_marks
from quoteattr.text.sentences import split_sentences
from quoteattr.types import Article, Issue, IssueKind, Quotation, Sentence, Span

__all__ = ["Checker", "check"]

_LONGEST_SHOWN = 80


def check(article: Article, text: str, *, summary: Article | None = None) -> tuple[Issue, ...]:
    """Return the claims of a summary that its article does not bear out, in order.

    A sentence that stands in the article word for word is taken as it is. In every other one each string in quotation
    marks must stand in the article, a claim must belong to the speaker that it is given to, names, numbers, amounts and
    dates must occur there in some form, and what is negated must be negated there too.

    Args:
        article: The article, annotated.
        text: The summary, whoever wrote it.
        summary: The same text annotated like an article, which tells best whose claim is whose; `None` reads that by
            rule.

    Raises:
        OptionError: If `summary` is of another text.

    Example:
        >>> article = Article("The repair costs $1.2 million, Mayor Ada Burns said.")
        >>> [issue.message for issue in check(article, "Repairs cost $1.4 million.")]
        ["the number '$1.4 million' does not occur in the article"]
        >>> check(article, "Burns said repairs cost $1,200,000.")
        ()
    """
    return Checker(article).check(text, summary=summary)


@dataclass(frozen=True, eq=False)
class _Draft:
    """A summary with what every check looks at."""

    text: str
    annotated: Article | None

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return split_sentences(self.text)

    @cached_property
    def words(self) -> tuple[Word, ...]:
        return read_words(self.text)

    @cached_property
    def regions(self) -> tuple[QuotedRegion, ...]:
        return pair_marks(self.text)

    @cached_property
    def dates(self) -> tuple[DateMention, ...]:
        return find_dates(self.text)

    @cached_property
    def quantities(self) -> tuple[Quantity, ...]:
        return find_quantities(self.text, self.dates)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        if self.annotated is not None:
            return annotated_claims(self.annotated)
        return ruled_claims(self.text, self.words, self.sentences, self.regions)

    def within(self, span: Span) -> tuple[Word, ...]:
        return tuple(w for w in self.words if span.start <= w.start < span.end)


class Checker:
    """An article made ready for checking summaries of it.

    Args:
        article: The article, annotated.

    Example:
        >>> checker = Checker(Article("It rained in Leeds on Monday."))
        >>> [issue.kind for issue in checker.check("It rained in York on Tuesday.")]
        ['name', 'number']
    """

    def __init__(self, article: Article) -> None:
        self.reference = Reference(article)
        self.names = Names(self.reference)
        self.quoted = Quoted(self.reference)
        self.voices = Voices(self.reference)
        self.swaps = Swaps(self.reference)
        self.dates = find_dates(article.text)
        self.quantities = find_quantities(article.text, self.dates)

    def check(self, text: str, *, summary: Article | None = None) -> tuple[Issue, ...]:
        """Return what `check` returns.

        Args:
            text: The summary.
            summary: The same text annotated; `None` reads it by rule.

        Raises:
            OptionError: If `summary` is of another text.
        """
        if summary is not None and summary.text != text:
            raise OptionError(
                f"the annotation of the summary was asked for, found one of another text ({summary.text[:40]!r}); "
                "annotate the summary itself and pass what comes back, or pass None"
            )
        draft = _Draft(text, summary)
        doubtful = [s for s in draft.sentences if not self.reference.is_verbatim(draft.within(s))]
        issues = {issue for sentence in doubtful for issue in self._sentence(draft, sentence)}
        issues |= set(self._quotations(draft, doubtful)) | set(self._speakers(draft, doubtful))
        return tuple(_distinct(sorted(issues, key=lambda issue: (issue.start, issue.end, issue.kind))))

    def _sentence(self, draft: _Draft, sentence: Sentence) -> Iterator[Issue]:
        words = draft.within(sentence)
        yield from self._names(draft, words)
        yield from self._numbers(draft, sentence)
        for swap in self.swaps.found(draft.text, words):
            shown = _shown(draft.text, swap)
            yield _issue(swap.kind, swap, f"{shown} stands where the article has {swap.was!r}")
        for found in negations(self.reference, draft.text, words):
            where = self.reference.sentences[found.sentence]
            says = "negated here" if found.added else "not negated here, but"
            there = "not in the article" if found.added else "in the article"
            shown = _shown(draft.text, found)
            yield _issue("negation", found, f"{shown} is {says} {there}: {self._passage(where)}")

    def _names(self, draft: _Draft, words: Sequence[Word]) -> Iterator[Issue]:
        # A capital after a mark, a colon or a bracket says as little as one at the start.
        opens = frozenset(i for i, w in enumerate(words) if not i or draft.text[w.start - 1] in "“\"‘'(:—–•")
        for found in self.names.strange(draft.text, words, opens=opens):
            what = "is not one name in the article" if found.mixed else "does not occur in the article"
            yield _issue("name", found, f"the name {_shown(draft.text, found)} {what}")

    def _numbers(self, draft: _Draft, sentence: Sentence) -> Iterator[Issue]:
        for date in draft.dates:
            if sentence.start <= date.start < sentence.end and not date_occurs(date, self.dates):
                yield _issue("number", date, f"the date {_shown(draft.text, date)} does not occur in the article")
        for number in draft.quantities:
            if sentence.start <= number.start < sentence.end and not occurs(number, self.quantities):
                yield _issue("number", number, f"the number {_shown(draft.text, number)} does not occur in the article")

    def _quotations(self, draft: _Draft, sentences: Sequence[Sentence]) -> Iterator[Issue]:
        for span in self.quoted.altered(draft.text, sentences, draft.regions):
            yield _issue("quotation", span, f"{_shown(draft.text, span)} is quoted, but does not stand in the article")

    def _speakers(self, draft: _Draft, sentences: Sequence[Sentence]) -> Iterator[Issue]:
        for claim in draft.claims:
            around = [s for s in sentences if s.start <= claim.start < s.end]
            # Where a sentence of the article is repeated, the alignment tells a swapped name.
            if not around or self.swaps.repeats(draft.within(around[0]), claim.name):
                continue
            contents = [w for span in claim.content for w in draft.within(span)]
            regions = [inner(r) for r in draft.regions if not r.depth and _among(r, claim.content)]
            rightful = self.voices.rightful(claim, contents, [draft.within(region) for region in regions])
            if rightful is not None and rightful.speaker is not None:
                said = f"{rightful.speaker.name}: {self._passage(rightful)}"
                yield _issue("speaker", claim, f"{claim.name!r} is given what the article has from {said}")

    def _passage(self, where: Span | Quotation) -> str:
        return _shown(self.reference.article.text, Span(where.start, where.end))


def _distinct(issues: Sequence[Issue]) -> Iterator[Issue]:
    """Yield the issues, of several of one kind that overlap the first, and no name where a speaker is doubted."""
    speakers = [issue for issue in issues if issue.kind == "speaker"]
    last: dict[IssueKind, int] = {}
    for issue in issues:
        if issue.kind == "name" and any(s.start < issue.end and issue.start < s.end for s in speakers):
            continue
        if issue.start >= last.get(issue.kind, 0):
            yield issue
            last[issue.kind] = issue.end


def _among(region: QuotedRegion, content: Sequence[Span]) -> bool:
    return any(region.start < span.end and span.start < region.end for span in content)


def _issue(kind: IssueKind, where: Span, message: str) -> Issue:
    return Issue(kind, where.start, where.end, message)


def _shown(text: str, span: Span) -> str:
    words = " ".join(text[span.start : span.end].split())
    return repr(words if len(words) <= _LONGEST_SHOWN else f"{words[: _LONGEST_SHOWN - 1].rstrip()}…")
