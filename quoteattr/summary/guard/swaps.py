"""Sentences that repeat one of the article's nearly word for word, with somebody or something else in one place."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from quoteattr.speakers.lexicon import given_name_pronoun, word_set
from quoteattr.summary.guard.dates import find_dates
from quoteattr.summary.guard.lexis import is_calendar, is_title_word
from quoteattr.summary.guard.negation import is_lexical_negator, is_plain_negator
from quoteattr.summary.guard.quantities import find_quantities
from quoteattr.summary.guard.reference import Reference, joined
from quoteattr.summary.guard.voices import capital_runs, name_words, same_voice, speaker_names
from quoteattr.summary.guard.words import Word, folded, is_content
from quoteattr.types import IssueKind, Quotation, Span

__all__ = ["SwapFinding", "Swaps"]

# So much of a sentence must stand in the article's before it counts as repeated.
_ENOUGH = 0.75
# So many of its words must stand there in the same order.
_IN_ORDER = 0.6
# Another sentence of the article that agrees nearly as well may be the one that was meant.
_NEARLY = 0.1
# So much of a sentence must stand in the article's before the two are the same but for an edit.
_REPEATED = 0.9
# A passage of more words than this has been rewritten.
_LONGEST_CHANGE = 4
_LONGEST_SOURCE = 10
# How many of the article's sentences one of the summary is aligned with.
_BEST = 2


@dataclass(frozen=True, slots=True, order=True)
class SwapFinding(Span):
    """What stands in the place of something else.

    Args:
        start: Offset in the summary.
        end: Offset after it.
        kind: `speaker` for the source of a quotation, `name` for another name, `number` for a number or a date,
            `negation` for a negation on one side only.
        was: What the article has there.
    """

    kind: IssueKind
    was: str


@dataclass(frozen=True, slots=True)
class _Alignment:
    """Words of the summary's sentence beside those of an article's."""

    mine: Sequence[Word]
    theirs: Sequence[Word]
    blocks: Sequence[tuple[str, int, int, int, int]]

    @property
    def agrees(self) -> bool:
        """Whether most words stand on both sides in the same order."""
        return sum(k - i for tag, i, k, *_ in self.blocks if tag == "equal") >= _IN_ORDER * len(self.mine)

    def mapped(self, first: int, last: int) -> tuple[int, int]:
        """Return the places of the summary's words that stand for some of the article's."""
        start, end = 0, len(self.mine)
        for tag, i, k, j, m in self.blocks:
            if tag == "equal" and j < first:
                start = min(k, i + first - j)
            elif tag == "equal" and m > last:
                end = max(i, i + last - j)
                break
        return start, max(start, end)


@dataclass(frozen=True, eq=False)
class Swaps:
    """What may be swapped in sentences of an article.

    Args:
        reference: The article, its quotations with speakers.

    Example:
        >>> from quoteattr.summary.guard.words import read_words
        >>> from quoteattr.types import Article
        >>> swaps = Swaps(Reference(Article("The bridge in Leeds is safer than the one in York, he said.")))
        >>> text = "The bridge in York is safer than the one in York, he said."
        >>> [(text[f.start:f.end], f.kind, f.was) for f in swaps.found(text, read_words(text))]
        [('York', 'name', 'Leeds')]
    """

    reference: Reference

    def found(self, text: str, words: Sequence[Word]) -> Iterator[SwapFinding]:
        """Yield what a sentence has in the place of something else.

        Args:
            text: The summary.
            words: The words of one of its sentences.
        """
        likeness = self.reference.likeness(words)
        best = sorted(range(len(likeness)), key=lambda i: -likeness[i])[:_BEST]
        alignments = [
            self._align(words, self.reference.sentence_words[i])
            for i in best
            if likeness[i] >= _ENOUGH and likeness[i] >= likeness[best[0]] - _NEARLY
        ]
        answers = [list(self._compare(text, alignment)) for alignment in alignments if alignment.agrees]
        # What one of the sentences bears out is no mistake.
        if answers and all(answers):
            yield from answers[0]

    def repeats(self, words: Sequence[Word], name: str) -> bool:
        """Tell whether a sentence repeats one of the article's that has a name too.

        Args:
            words: The words of one of the summary's sentences.
            name: The name.
        """
        likeness = self.reference.likeness(words)
        best = max(range(len(likeness)), key=likeness.__getitem__, default=None)
        if best is None or likeness[best] < _REPEATED:
            return False
        return set(name_words(name)) <= {word.key for word in self.reference.sentence_words[best]}

    @staticmethod
    def _align(mine: Sequence[Word], theirs: Sequence[Word]) -> _Alignment:
        matcher = SequenceMatcher(None, [w.key for w in mine], [w.key for w in theirs], autojunk=False)
        return _Alignment(mine, theirs, matcher.get_opcodes())

    def _compare(self, text: str, alignment: _Alignment) -> Iterator[SwapFinding]:
        yield from self._sources(alignment)
        for tag, i, k, j, m in alignment.blocks:
            mine, theirs = alignment.mine[i:k], alignment.theirs[j:m]
            if tag == "replace":
                yield from self._names(mine, theirs)
                yield from self._numbers(text, mine, theirs)
            if tag != "equal":
                yield from _negators(mine, theirs, alignment.mine[k : k + 1] or alignment.mine[i - 1 : i])

    @cached_property
    def _by_source(self) -> tuple[tuple[Span, Quotation], ...]:
        found = [
            (q.source[0], q)
            for q in self.reference.article.quotations
            if q.source and (q.speaker is not None or _is_indefinite(q.source_text))
        ]
        return tuple(sorted(found, key=lambda item: item[0]))

    def _sources(self, alignment: _Alignment) -> Iterator[SwapFinding]:
        """Compare who speaks: the summary may name the speaker in full, but nobody else."""
        starts = [word.start for word in alignment.theirs]
        if not starts:
            return
        for span, quotation in self._by_source:
            if not starts[0] <= span.start <= starts[-1]:
                continue
            first, last = bisect_left(starts, span.start), bisect_left(starts, span.end)
            begin, end = alignment.mapped(first, last)
            mine = alignment.mine[begin:end]
            if len(mine) > _LONGEST_SOURCE or joined(alignment.theirs[first:last]) in joined(mine):
                continue
            mine = [w for w in mine if w.capital and not is_calendar(w.key)]
            named = [run for run in capital_runs(mine) if not _is_common(run)]
            if named and not self._is_speaker(named, quotation):
                yield SwapFinding(mine[0].start, mine[-1].end, "speaker", self._speaker_of(quotation))

    def _is_speaker(self, named: Sequence[tuple[str, ...]], quotation: Quotation) -> bool:
        names = [*speaker_names(quotation, self.reference.article.text)]
        return any(same_voice(run, name) for run in named for name in names)

    @staticmethod
    def _speaker_of(quotation: Quotation) -> str:
        return quotation.speaker.name if quotation.speaker is not None else quotation.source_text

    def _names(self, mine: Sequence[Word], theirs: Sequence[Word]) -> Iterator[SwapFinding]:
        """Compare names that stand in the same place, with nothing beside them."""
        if not all(w.capital for w in mine):
            return
        if _is_unnamed(theirs, mine):
            yield SwapFinding(mine[0].start, mine[-1].end, "name", " ".join(w.text for w in theirs))
        if not all(w.capital for w in theirs):
            return
        one, other = (name_words(" ".join(w.text for w in side)) for side in (mine, theirs))
        if _is_common(one) or _is_common(other) or same_voice(one, other):
            return
        if {w.base for w in mine} & {w.base for w in theirs} or self._are_one(one, other):
            return
        yield SwapFinding(mine[0].start, mine[-1].end, "name", " ".join(w.text for w in theirs))

    def _are_one(self, one: tuple[str, ...], other: tuple[str, ...]) -> bool:
        """Tell whether the article has both names for one speaker."""
        for speaker in self.reference.article.speakers:
            names = [name_words(name) for name in (speaker.name, *speaker.aliases)]
            if all(any(same_voice(side, name) for name in names) for side in (one, other)):
                return True
        return False

    def _numbers(self, text: str, mine: Sequence[Word], theirs: Sequence[Word]) -> Iterator[SwapFinding]:
        """Compare numbers and dates that stand in the same place."""
        here = text[mine[0].start : mine[-1].end]
        there = self.reference.article.text[theirs[0].start : theirs[-1].end]
        if not (_is_number(here) and _is_number(there)):
            return
        ours, its = find_quantities(here), find_quantities(there)
        days, dates = find_dates(here), find_dates(there)
        same_numbers = len(ours) == len(its) and all(a.fits(b) for a, b in zip(ours, its, strict=True))
        if not same_numbers or [(d.number, d.day) for d in days] != [(d.number, d.day) for d in dates]:
            yield SwapFinding(mine[0].start, mine[-1].end, "number", there)


def _negators(mine: Sequence[Word], theirs: Sequence[Word], beside: Sequence[Word]) -> Iterator[SwapFinding]:
    """Compare the negations of two passages that stand in the same place.

    Args:
        mine: What the summary has there.
        theirs: What the article has there.
        beside: The summary's next word, which is shown where it has nothing there.
    """
    one, other = ([w for w in side if is_plain_negator(w)] for side in (mine, theirs))
    if bool(one) == bool(other) or max(len(mine), len(theirs)) > _LONGEST_CHANGE:
        return
    # The rest must say as much, or more than the negation has changed.
    here, there = (sum(is_content(w) and not is_plain_negator(w) for w in side) for side in (mine, theirs))
    if here != there:
        return
    if any(is_lexical_negator(w) for w in (*mine, *theirs)):
        return
    shown = one or mine or beside
    yield SwapFinding(shown[0].start, shown[-1].end, "negation", " ".join(w.text for w in theirs))


def _is_number(words: str) -> bool:
    """Tell whether words are one number or one date and nothing else."""
    spans = [*find_quantities(words), *find_dates(words)]
    return len(spans) == 1 and len(spans[0]) == len(words)


def _is_unnamed(theirs: Sequence[Word], mine: Sequence[Word]) -> bool:
    """Tell whether the article has somebody whom it does not name, where the summary has nothing but a name."""
    keys = {w.key for w in theirs}
    if all(is_calendar(w.key) or is_title_word(w.key) for w in mine):
        return False
    if theirs[0].key in _INDEFINITE and len(theirs) > 1:
        # "One Leeds councillor" is nobody who is named "Leeds".
        return keys.isdisjoint(w.key for w in mine)
    if any(w.capital for w in theirs):
        return False
    if keys == {"they"}:
        return len(mine) > 1 and given_name_pronoun(mine[0].key) is not None
    return not keys & (_DEFINITE | word_set("function_words", "words", "pronouns") - _INDEFINITE)


def _is_indefinite(source: str) -> bool:
    """Tell whether a source is somebody whom the article does not name: "one", "officials", "a neighbour"."""
    first = folded(source.split(maxsplit=1)[0]) if source.split() else ""
    return source[:1].islower() and first not in _DEFINITE


_INDEFINITE = frozenset(["one", "each", "some", "many", "others", "someone", "somebody", "everyone", "everybody"])
_DEFINITE = frozenset(
    ["the", "he", "she", "it", "they", "who", "which", "that", "this", "these", "those", "i", "we", "you", "my", "our"]
)


def _is_common(run: Sequence[str]) -> bool:
    return all(key in word_set("function_words") or is_title_word(key) for key in run)
