"""Claims whose speaker changed: the article has somebody else say it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from quoteattr.speakers.lexicon import given_name_pronoun, word_set
from quoteattr.speakers.nicknames import same_given_name
from quoteattr.summary.guard.claims import Claim
from quoteattr.summary.guard.lexis import is_title_word, report_verbs
from quoteattr.summary.guard.reference import Reference, joined
from quoteattr.summary.guard.words import Word, is_content, read_words
from quoteattr.types import Quotation

__all__ = ["Voices", "capital_runs", "name_words", "same_voice", "speaker_names"]

# So much of a claim's content must be in what another speaker says.
_ENOUGH = 0.5
# By so much it must agree better with the other speaker's words than with those of its own.
_MARGIN = 0.25
# So many words that say something must be shared.
_FEWEST = 2
_FEWEST_QUOTED = 2


@dataclass(frozen=True, slots=True)
class _Said:
    """A quotation of the article with its words."""

    quotation: Quotation
    names: tuple[tuple[str, ...], ...]
    spoken_for: tuple[tuple[str, ...], ...]
    bases: frozenset[str]
    words: str

    @property
    def is_open(self) -> bool:
        """Whether nobody is named as the speaker, so that it may be anybody: none, or "the mayor"."""
        speaker = self.quotation.speaker
        return speaker is None or not any(word[:1].isupper() for word in speaker.name.split()[-1:])


@dataclass(frozen=True, eq=False)
class Voices:
    """Who says what in an article.

    Args:
        reference: The article, its quotations with speakers.
    """

    reference: Reference

    @cached_property
    def _said(self) -> tuple[_Said, ...]:
        text = self.reference.article.text
        return tuple(
            _Said(
                quotation,
                tuple(speaker_names(quotation, text)),
                tuple(_spoken_for(quotation, text)),
                frozenset(w.base for s in quotation.content for w in self.reference.within(s) if is_content(w)),
                joined(w for s in quotation.content for w in self.reference.within(s)),
            )
            for quotation in self.reference.article.quotations
        )

    def rightful(self, claim: Claim, contents: Sequence[Word], quoted: Sequence[Sequence[Word]]) -> Quotation | None:
        """Return the article's quotation of somebody else that a claim repeats; `None` for a claim that is borne out.

        Args:
            claim: What the summary says somebody said.
            contents: The words of its content.
            quoted: Of these the words of each string in quotation marks.
        """
        name = name_words(claim.name)
        if not name or not self._said:
            return None
        exact = self._quoted_by_other(name, quoted)
        if exact is not None:
            return exact
        bases = frozenset(w.base for w in contents if is_content(w)) - frozenset(w.base for w in read_words(claim.name))
        if len(bases) < _FEWEST:
            return None
        own, other, best = 0.0, 0.0, None
        for said in self._said:
            overlap = self.reference.overlap(bases, said.bases)
            if self._can_be(name, said):
                own = max(own, overlap)
            elif overlap > other and len(bases & said.bases) >= _FEWEST:
                other, best = overlap, said.quotation
        if other < _ENOUGH or own > other - _MARGIN or self._stated_of(name, bases) > other - _MARGIN:
            return None
        return best

    def _can_be(self, name: tuple[str, ...], said: _Said) -> bool:
        """Tell whether a name can be that of the speaker of a quotation; who speaks for a body is the body."""
        if said.is_open or any(same_voice(name, form) for form in said.names) or self._is_quoted_in(name, said):
            return True
        return not self._is_person(name) and any(set(name) & set(form) for form in said.spoken_for)

    @staticmethod
    def _is_quoted_in(name: tuple[str, ...], said: _Said) -> bool:
        """Tell whether somebody's words hold a quotation of the name: "The Post reports that Burns said …"."""
        words = said.words.split()
        return any(
            word == name[-1] and not report_verbs().isdisjoint(words[i + 1 : i + 3]) for i, word in enumerate(words)
        )

    def _is_person(self, name: tuple[str, ...]) -> bool:
        if len(name) > 1:
            return given_name_pronoun(name[0]) is not None
        people = (s.name for s in self.reference.article.speakers if s.kind == "person")
        return any(name_words(person)[-1:] == name for person in people)

    def _quoted_by_other(self, name: tuple[str, ...], quoted: Iterable[Sequence[Word]]) -> Quotation | None:
        """Return a quotation of somebody else that holds the same words, when none of the speaker's own does."""
        for words in quoted:
            if len(words) < _FEWEST_QUOTED:
                continue
            holding = [said for said in self._said if joined(words) in said.words]
            if holding and not any(
                said.quotation.speaker is None or any(same_voice(name, form) for form in said.names) for said in holding
            ):
                return holding[0].quotation
        return None

    def _stated_of(self, name: tuple[str, ...], bases: frozenset[str]) -> float:
        """Return how much of a claim stands in one sentence with the speaker, outside of what anybody else says."""
        best = 0.0
        foreign = [span for said in self._said for span in said.quotation.content if said.quotation.speaker is not None]
        for sentence, words in zip(self.reference.sentences, self.reference.sentence_words, strict=True):
            if not any(w.key == name[-1] for w in words):
                continue
            inside = [s for s in foreign if s.start < sentence.end and sentence.start < s.end]
            free = [w for w in words if not any(s.start <= w.start < s.end for s in inside)]
            if any(w.key == name[-1] for w in free):
                best = max(best, self.reference.overlap(bases, frozenset(w.base for w in free if is_content(w))))
        return best


def speaker_names(quotation: Quotation, text: str) -> Iterator[tuple[str, ...]]:
    """Yield the names of a quotation's speaker, the words of each folded.

    Args:
        quotation: A quotation; one without a speaker yields nothing.
        text: The article's text.
    """
    speaker = quotation.speaker
    if speaker is None:
        return
    for name in (speaker.name, *speaker.aliases):
        yield name_words(name)
    for span in quotation.source:
        yield from list(capital_runs(read_words(text[span.start : span.end])))[-1:]


def _spoken_for(quotation: Quotation, text: str) -> Iterator[tuple[str, ...]]:
    """Yield the names of those for whom a quotation's speaker may speak: "Burns campaign chairman Bill Dixon"."""
    for span in quotation.source:
        yield from capital_runs(read_words(text[span.start : span.end]))
    if quotation.speaker is not None and quotation.speaker.role:
        yield from capital_runs(read_words(quotation.speaker.role))


def capital_runs(words: Sequence[Word]) -> Iterator[tuple[str, ...]]:
    """Yield the runs of capitalised words, titles left out, the words folded.

    Args:
        words: Any words.
    """
    run: list[str] = []
    for word in words:
        if word.capital and not is_title_word(word.key) and word.key not in word_set("function_words"):
            run.append(word.key)
            continue
        if run:
            yield tuple(run)
        run = []
    if run:
        yield tuple(run)


def name_words(name: str) -> tuple[str, ...]:
    """Return the words of a name, folded, without honorifics and small words; a title alone is kept.

    Args:
        name: A name.

    Example:
        >>> name_words("Mayor Ada Burns")
        ('ada', 'burns')
    """
    words = [w.key for w in read_words(name) if w.key not in word_set("function_words")]
    kept = tuple(key for key in words if not is_title_word(key))
    return kept or tuple(words)


def same_voice(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two names can be one speaker's.

    Args:
        one: The words of a name, folded, without titles.
        other: Those of another.

    Example:
        >>> same_voice(("ada", "burns"), ("burns",)), same_voice(("ada", "burns"), ("bill", "burns"))
        (True, False)
    """
    if not one or not other:
        return False
    if set(one) <= set(other) or set(other) <= set(one):
        return True
    if one[-1] == other[-1] and len(one) > 1 and len(other) > 1:
        return same_given_name(one[0], other[0])
    short, long = sorted((one, other), key=len)
    return len(short) == 1 and len(long) > 1 and short[0] == "".join(word[0] for word in long)
