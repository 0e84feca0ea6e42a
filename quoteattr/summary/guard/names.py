"""Names of a summary that the article does not have: invented ones, and two real ones mixed into one."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from quoteattr.speakers.lexicon import given_name_pronoun, same_title, word_set
from quoteattr.speakers.nicknames import same_given_name
from quoteattr.summary.guard.lexis import (
    is_abstract,
    is_finite,
    is_grammar,
    is_no_surname,
    is_people,
    is_place,
    is_title_word,
    plain_words,
    same_names,
)
from quoteattr.summary.guard.reference import Reference
from quoteattr.summary.guard.words import Word, folded
from quoteattr.types import Span

__all__ = ["NameFinding", "Names"]

# Words that may stand between a given name and a surname: "Ada M. van der Burns", "Ada and Bill Burns".
_REACH = 4
_PARTICLES = frozenset(["de", "der", "den", "van", "von", "al", "bin", "la", "el", "di", "da", "le", "du", "dos", "y"])


@dataclass(frozen=True, slots=True, order=True)
class NameFinding(Span):
    """A name, or a part of one, that the article does not bear out.

    Args:
        start: Offset in the summary of its first character.
        end: Offset after its last character.
        mixed: Whether both parts occur in the article, but not as one name.
    """

    mixed: bool = False


@dataclass(frozen=True, eq=False)
class Names:
    """The names of an article.

    Args:
        reference: The article.

    Example:
        >>> from quoteattr.summary.guard.words import read_words
        >>> from quoteattr.types import Article
        >>> names = Names(Reference(Article("Mayor Ada Burns met Bill Dixon in Leeds.")))
        >>> text = "In York, Ada Dixon met Burns."
        >>> [(text[f.start:f.end], f.mixed) for f in names.strange(text, read_words(text))]
        [('York', False), ('Ada Dixon', True)]
    """

    reference: Reference

    @cached_property
    def _keys(self) -> frozenset[str]:
        return frozenset(word.key for word in self.reference.words)

    @cached_property
    def _capital_bases(self) -> frozenset[str]:
        return frozenset(word.base for word in self.reference.words if word.capital)

    @cached_property
    def _bases(self) -> frozenset[str]:
        return frozenset(word.base for word in self.reference.words)

    @cached_property
    def _lower_keys(self) -> frozenset[str]:
        return frozenset(word.key for word in self.reference.words if word.text[0].islower())

    @cached_property
    def _places(self) -> Mapping[str, list[int]]:
        places: dict[str, list[int]] = defaultdict(list)
        for i, word in enumerate(self.reference.words):
            places[word.key].append(i)
        return places

    @cached_property
    def _acronyms(self) -> frozenset[str]:
        """Initials of every run of capitalised words, small words left out or not."""
        found: set[str] = set()
        words = self.reference.words
        for i, word in enumerate(words):
            if not word.capital:
                continue
            initials = every = word.key[0]
            for following in words[i + 1 : i + 9]:
                if following.capital:
                    initials, every = initials + following.key[0], every + following.key[0]
                    found |= {initials, every}
                elif len(following.key) <= 3:
                    every += following.key[0]
                else:
                    break
        return frozenset(found)

    def strange(
        self, text: str, words: Sequence[Word], *, opens: frozenset[int] = frozenset([0])
    ) -> Iterator[NameFinding]:
        """Yield the names among a sentence's words that the article does not bear out.

        Args:
            text: The summary.
            words: The words of one of its sentences.
            opens: Places of words whose capital says nothing, such as the sentence's first.
        """
        until = -1
        for i, word in enumerate(words):
            if i < until or not word.capital or is_grammar(word):
                continue
            following = _name_after(text, words, i)
            if following and self._is_given(word.key) and not is_place(word.key):
                until, last = following, words[following - 1]
                if not (self._knows_part(word) and self._knows_part(last)):
                    yield NameFinding(word.start, _end(last))
                elif not self._are_together(word.key, last.key):
                    yield NameFinding(word.start, _end(last), mixed=True)
            elif (
                not self.knows(word)
                and not self._spells_out(words, i)
                and (i not in opens or self._opens_as_name(text, words, i))
            ):
                yield NameFinding(word.start, _end(word))

    def knows(self, word: Word) -> bool:
        """Tell whether a capitalised word occurs in the article in a compatible form.

        Args:
            word: A word of the summary.
        """
        return self._knows_key(word.key, word.base) or (word.text.isupper() and word.key in self._acronyms)

    def _knows_key(self, key: str, base: str) -> bool:
        if key in self._keys or base in self._bases or key in plain_words() or is_title_word(key):
            return True
        if any(form in self._keys for form in same_title(key)):
            return True
        return any(self._has_form(form) for form in same_names().get(key, ()))

    def _has_form(self, form: tuple[str, ...]) -> bool:
        if len(form) == 1:
            return form[0] in self._keys
        return f" {' '.join(form)} " in self.reference.joined_words

    def _knows_part(self, word: Word) -> bool:
        """Tell whether a part of a person's name occurs as it is; a given name may be another form of itself."""
        if word.key in self._keys and (word.key not in self._lower_keys or word.base in self._capital_bases):
            return True
        return self._is_given(word.key) and any(same_given_name(word.key, key) for key in self._givens if len(key) > 1)

    @cached_property
    def _givens(self) -> frozenset[str]:
        """First words of the names of persons, of the speakers and of the list."""
        names = (name for s in self.reference.article.speakers if s.kind == "person" for name in (s.name, *s.aliases))
        first = {folded(name.split()[0]) for name in names if len(name.split()) > 1 and name[0].isupper()}
        listed = {w.key for w in self.reference.words if w.capital and given_name_pronoun(w.key)}
        return frozenset(first - word_set("function_words") | listed)

    def _is_given(self, key: str) -> bool:
        return given_name_pronoun(key) is not None or key in self._givens

    def _are_together(self, given: str, surname: str) -> bool:
        """Tell whether the article has a given name and a surname, in any form of the given name, as one name."""
        words = self.reference.words
        return any(
            same_given_name(given, words[j].key)
            for i in self._places.get(surname, ())
            for j in range(max(0, i - _REACH), i)
            if words[j].capital and self._is_linked(j, i)
        )

    def _is_linked(self, j: int, i: int) -> bool:
        between = self.reference.words[j + 1 : i]
        gaps = self.reference.article.text[self.reference.words[j].end : self.reference.words[i].start]
        if set(gaps) & set(";:!?()\n"):
            return False
        if len(between) == 2 and between[0].key == "and":
            # "Ada and Bill Burns".
            return between[1].capital
        return all(w.capital or w.key in _PARTICLES for w in between) and "," not in gaps

    def _spells_out(self, words: Sequence[Word], i: int) -> bool:
        """Tell whether a word belongs to the long form of an acronym of the article."""
        for first in range(max(0, i - 6), i + 1):
            initials = every = ""
            for j in range(first, min(len(words), first + 9)):
                if not words[j].capital and len(words[j].key) > 3:
                    break
                every += words[j].key[0]
                initials += words[j].key[0] if words[j].capital else ""
                if j >= i and len(initials) > 1 and {initials, every} & self._shouted:
                    return True
        return False

    @cached_property
    def _shouted(self) -> frozenset[str]:
        return frozenset(w.key for w in self.reference.words if w.text.isupper() and len(w.key) > 1)

    def _opens_as_name(self, text: str, words: Sequence[Word], i: int) -> bool:
        """Tell whether a sentence's first word, which the article does not have, is a name."""
        word = words[i]
        if given_name_pronoun(word.key) or is_place(word.key):
            return True
        if i + 1 >= len(words):
            return False
        after = text[_end(word) : words[i + 1].start]
        if any(c in after for c in "’'") and word.text.endswith(("’s", "'s")):
            return not is_people(word)
        return after.isspace() and is_finite(words[i + 1]) and not is_people(word) and not is_abstract(word)


def _name_after(text: str, words: Sequence[Word], i: int) -> int:
    """Return the place after the surname that follows a given name; 0 when none does."""
    for j in range(i + 1, min(i + _REACH, len(words))):
        gap = text[words[j - 1].end : words[j].start]
        if gap not in {" ", ". ", "-"} or words[j - 1].text.endswith(("’s", "'s")):
            return 0
        if gap == ". " and not words[j - 1].initial:
            return 0
        if words[j].initial or words[j].key in _PARTICLES:
            continue
        if not words[j].capital or is_no_surname(words[j]):
            return 0
        # Before another name it is a title ("Virginia Governor Bill Hale"), at the end a surname ("Ada Dean").
        goes_on = j + 1 < len(words) and words[j + 1].capital and text[words[j].end : words[j + 1].start] in {" ", ". "}
        return 0 if is_title_word(words[j].key) and goes_on else j + 1
    return 0


def _end(word: Word) -> int:
    return word.end - 2 if word.text.endswith(("’s", "'s")) else word.end
