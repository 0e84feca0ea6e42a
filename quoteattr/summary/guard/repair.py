"""Repair a summary: leave out what the article does not bear out, or say it in the article's own words."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from quoteattr.errors import OptionError
from quoteattr.summary.balance import join_balanced
from quoteattr.summary.guard.checks import Checker
from quoteattr.summary.guard.words import Word, read_words
from quoteattr.summary.layout import read_layout
from quoteattr.summary.words import split_words, word_class
from quoteattr.text.marks import QuotedRegion, pair_marks
from quoteattr.text.sentences import split_sentences
from quoteattr.types import Article, Issue, Repair, Sentence, Span, Summary, SummarySentence

__all__ = ["RepairMode", "guard"]

RepairMode = Literal["drop", "replace", "none"]
"""What is done with a sentence that the article does not bear out."""

# How much salience counts beside likeness, and what a beginning that points back costs.
_SALIENCE = 0.3
_POINTS_BACK = 0.2
# A sentence that has less in common with the one it replaces would say something else.
_LEAST_LIKENESS = 0.2


def guard(article: Article, text: str, *, repair: RepairMode = "replace", summary: Article | None = None) -> Summary:
    """Check a summary against its article, and repair the sentences that the article does not bear out.

    Args:
        article: The article, annotated.
        text: The summary, whoever wrote it.
        repair: `replace` puts the sentence of the article that says most of the same in the place of a wrong one,
            and leaves it out where none comes near; `drop` leaves it out; `none` only reports.
        summary: The same text annotated like an article, as for `check`.

    Returns:
        The summary with its issues; their offsets are those of `draft` when something was changed. It is empty only
        when the article has no sentence, or the text was empty and `repair` is "none". `sentences` are those of the
        article that were put in.

    Raises:
        OptionError: If `repair` is another word, or `summary` is of another text.

    Example:
        >>> article = Article("The bridge is shut, Ada Burns said. It reopens in May.")
        >>> guarded = guard(article, "Burns said the bridge in York is shut.")
        >>> guarded.text, guarded.issues[0].repair
        ('The bridge is shut, Ada Burns said.', 'replaced')
    """
    if repair not in get_args(RepairMode):
        raise OptionError(f"a repair was asked for, found {repair!r}; pass one of {', '.join(get_args(RepairMode))}")
    checker = Checker(article)
    issues = checker.check(text, summary=summary)
    if repair == "none" or (text.strip() and not issues):
        return Summary(text, issues=issues)
    return _Repair(checker, text, issues).summary(replace_wrong=repair == "replace")


@dataclass(frozen=True, eq=False)
class _Repair:
    """The repair of one summary."""

    checker: Checker
    text: str
    issues: tuple[Issue, ...]

    @property
    def article(self) -> Article:
        return self.checker.reference.article

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        return split_sentences(self.text)

    def summary(self, *, replace_wrong: bool) -> Summary:
        """Return the repaired summary."""
        pieces: list[Span | int] = []
        kinds: dict[Issue, Repair] = {}
        for sentence in self.sentences:
            wrong = [issue for issue in self.issues if sentence.start <= issue.start < sentence.end]
            if not wrong:
                pieces.append(sentence)
                continue
            taken = [piece for piece in pieces if isinstance(piece, int)]
            place = self._substitute(self._words(sentence), taken, _LEAST_LIKENESS) if replace_wrong else None
            kinds |= dict.fromkeys(wrong, "dropped" if place is None else "replaced")
            if place is not None:
                pieces.append(place)
        text, put_in = self._checked(pieces)
        return Summary(
            text,
            tuple(self._sentence(place) for place in sorted(put_in)),
            tuple(replace(issue, repair=kinds.get(issue, "dropped")) for issue in self.issues),
            self.text,
        )

    def _checked(self, pieces: Sequence[Span | int]) -> tuple[str, list[int]]:
        """Print the pieces, leave out what does not stand a second check, and never return nothing."""
        parts = self._print_all(pieces)
        joined = " ".join(part for part, _ in parts)
        # Whose claim is whose has been checked with more knowledge than there is now.
        doubts = [issue for issue in self.checker.check(joined) if issue.kind != "speaker"]
        kept, at = [], 0
        for part, place in parts:
            if not any(at <= issue.start < at + len(part) for issue in doubts):
                kept.append((part, place))
            at += len(part) + 1
        if not kept:
            best = self._substitute(self._words(Span(0, len(self.text))), [], 0.0)
            kept = [(self._print(best), best)] if best is not None else []
        return " ".join(part for part, _ in kept), [place for _, place in kept if place is not None]

    def _print_all(self, pieces: Sequence[Span | int]) -> list[tuple[str, int | None]]:
        """Print each piece; neighbours that were kept stay together, because a quotation may reach over both."""
        printed: list[tuple[str, int | None]] = []
        run: list[Span] = []
        for piece in [*pieces, None]:
            if isinstance(piece, Span) and (not run or not self.text[run[-1].end : piece.start].strip()):
                run.append(piece)
                continue
            if run:
                span = Span(run[0].start, run[-1].end)
                printed.append((_balanced(self.text, span, pair_marks(self.text)), None))
            run = [piece] if isinstance(piece, Span) else []
            if isinstance(piece, int):
                printed.append((self._print(piece), piece))
        return [(part, place) for part, place in printed if part]

    def _words(self, span: Span) -> tuple[Word, ...]:
        return read_words(self.text[span.start : span.end])

    def _sentence(self, place: int) -> SummarySentence:
        sentence = self.checker.reference.sentences[place]
        return SummarySentence(sentence.start, sentence.end, sentence.score or 0.0, self._print(place))

    @cached_property
    def _regions(self) -> tuple[QuotedRegion, ...]:
        return pair_marks(self.article.text)

    def _print(self, place: int) -> str:
        return _balanced(self.article.text, self.checker.reference.sentences[place], self._regions)

    @cached_property
    def _merit(self) -> NDArray[np.float64]:
        """What speaks for each sentence of the article by itself; minus infinity for what is no story."""
        sentences = self.checker.reference.sentences
        story = read_layout(self.article.text, sentences).story
        first = [split_words(self.article.text[s.start : s.end])[:1] for s in sentences]
        back = word_class("pronouns") | word_class("connectives")
        points_back = np.array([bool(word) and word[0].casefold() in back for word in first], dtype=np.float64)
        merit = _SALIENCE * np.array([s.score or 0.0 for s in sentences]) - _POINTS_BACK * points_back
        return np.where(story, merit, -np.inf) if story.any() else merit

    def _substitute(self, words: Sequence[Word], taken: Sequence[int], least: float) -> int | None:
        """Return the place of the article's sentence that says most of what some words of the summary say."""
        reference = self.checker.reference
        if not reference.sentences:
            return None
        likeness = np.array(reference.likeness(words))
        value = likeness + self._merit
        value[likeness < least] = -np.inf
        value[[*taken, *(self._present if least else ())]] = -np.inf
        place = int(np.argmax(value))
        return place if np.isfinite(value[place]) else None

    @cached_property
    def _present(self) -> list[int]:
        """Return the places of sentences that the summary has already."""
        here = {" ".join(self.text[s.start : s.end].split()) for s in self.sentences}
        article = self.article.text
        return [
            place
            for place, s in enumerate(self.checker.reference.sentences)
            if " ".join(article[s.start : s.end].split()) in here
        ]


def _balanced(text: str, span: Span, regions: Sequence[QuotedRegion]) -> str:
    """Print a span with its marks completed; one of which nothing would be left keeps its words."""
    return join_balanced(text, [span], regions) or " ".join(text[span.start : span.end].split())
