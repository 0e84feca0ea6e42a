"""Gather the occurrences of names into entities: full names with short forms, organisations with acronyms."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from quoteattr.speakers.entity import Entity
from quoteattr.speakers.lexicon import given_name_pronoun, word_set
from quoteattr.speakers.names import Name
from quoteattr.speakers.nicknames import same_given_name
from quoteattr.speakers.reading import Reading
from quoteattr.speakers.short_forms import SKIPPED, with_short_forms
from quoteattr.speakers.slips import is_slip

__all__ = ["Entity", "gather", "same_line"]

# More people of one surname than this are not told apart, so that time stays linear.
_MOST_NAMESAKES = 40
# In paragraphs; longer ones are not looked through, so that time stays linear.
_LONGEST_SECTION = 20
# Of shorter surnames, too many are one letter apart.
_FEWEST_OF_SLIP = 6


def gather(reading: Reading, names: Sequence[Name]) -> list[Entity]:
    """Gather names into entities.

    A short name belongs to the person whose full name ends (or begins) with it; among several, the honorific
    decides, then the full name that stands before it in the same paragraph or section, then the order of first mention.

    Args:
        reading: The article's words.
        names: All its names, in order.

    Returns:
        The entities in order of first occurrence.
    """
    people: list[Entity] = []
    by_word: dict[str, list[Entity]] = defaultdict(list)
    others: dict[tuple[str, ...], Entity] = {}
    short: list[Name] = []
    surnames = {_core(n.words)[-1] for n in names if n.kind == "person" and len(n.words) > 1}
    for name in names:
        if name.kind == "organisation" and len(name.words) == 1 and name.words[0] in surnames:
            # A surname in capitals, as transcripts and headlines print it.
            short.append(name)
        elif len(_core(name.words)) > 1 and name.kind in {"person", "unknown"}:
            _add_full(name, people, by_word)
        elif len(name.words) == 1 and name.kind in {"person", "unknown"}:
            short.append(name)
        else:
            _add_other(name, others)
    _add_short(short, people, by_word, reading)
    entities = with_short_forms(reading, people, list(others.values()))
    entities.sort(key=lambda e: e.first)
    for entity in entities:
        entity.names.sort(key=lambda n: n.start)
        if entity.kind == "person" or (entity.kind == "unknown" and len(entity.fullest.words) > 1):
            # A surname alone does not tell what it names, the rest of the article does.
            entity.names = [replace(n, kind="person") if n.kind == "unknown" else n for n in entity.names]
        _agree(entity)
    return entities


@lru_cache(maxsize=4096)
def _core(words: tuple[str, ...]) -> tuple[str, ...]:
    suffixes = word_set("titles", "suffixes")
    core = tuple(w for w in words if w not in suffixes)
    return core or words


def _add_full(name: Name, people: list[Entity], by_word: dict[str, list[Entity]]) -> None:
    core = _core(name.words)
    for entity in by_word[core[-1]]:
        if any(
            len(form) > 1 and _same_person(core, _core(form)) and same_line(name.words, form) for form in entity.forms
        ):
            entity.add(name)
            return
    entity = Entity.of(name)
    people.append(entity)
    for word in dict.fromkeys(core):
        if len(by_word[word]) < _MOST_NAMESAKES:
            by_word[word].append(entity)


def _same_person(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether two full names can be one person's: same surname, given names equal, short or initial."""
    if one == other:
        return True
    if one[-1] != other[-1]:
        # "Mary Lou Bruner" against "Mary Lou"; "Ana de la Cruz" against "Ana Cruz" is caught by its last word.
        short, long = sorted((one, other), key=len)
        return len(short) > 1 and long[: len(short)] == short
    if len(one) == 1 or len(other) == 1:
        return True
    return (
        same_given_name(one[0], other[0]) or is_slip(one[0], other[0]) or one[0] in other[1:-1] or other[0] in one[1:-1]
    )


def same_line(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Tell whether the suffixes allow one person: "Jr." and "III" are father and son.

    Args:
        one: The words of a name, case-folded.
        other: Those of another.

    Example:
        >>> same_line(("burns", "jr"), ("burns",)), same_line(("burns", "jr"), ("burns", "sr"))
        (True, False)
    """
    lines = [set(words) & {"jr", "sr", "ii", "iii", "iv"} for words in (one, other)]
    return lines[0] == lines[1] or not all(lines)


def _add_other(name: Name, others: dict[tuple[str, ...], Entity]) -> None:
    key = tuple(w for w in name.words if w not in SKIPPED) or name.words
    if key in others:
        others[key].add(name)
    else:
        others[key] = Entity.of(name)


def _add_short(short: Sequence[Name], people: list[Entity], by_word: dict[str, list[Entity]], reading: Reading) -> None:
    alone: dict[str, Entity] = {}
    by_initial: dict[str, list[Entity]] = defaultdict(list)
    for entity in people:
        initial = by_initial[_core(entity.fullest.words)[-1][0]]
        if len(initial) < _MOST_NAMESAKES:
            initial.append(entity)
    apart = _apart(short, by_word)
    for name in short:
        word = name.words[0]
        # "The Hendles" is no slip for "Hendle".
        several = word.endswith("s") and name.first > 0 and reading.tokens[name.first - 1].lower == "the"
        fitting = _fitting(name, by_word.get(word, ())) or ([] if several else _misspelt(name, by_initial))
        if word in alone and (not fitting or not name.pronoun):
            # "Mr. Reddy" was nobody with a full name, so a plain "Reddy" is he.
            alone[word].add(name)
        elif fitting and (name.pronoun or word not in apart or not _come_later(fitting, apart[word])):
            _choose(name, fitting, reading).add(name)
        else:
            alone[word] = Entity.of(name)
            people.append(alone[word])


def _apart(short: Sequence[Name], by_word: Mapping[str, list[Entity]]) -> dict[str, int]:
    """Return by surname where an honorific first tells of somebody who has no full name in the article.

    Of "President Burns … Mr. Burns … Ada Burns, the first lady", the one without an honorific before them is he.
    """
    found: dict[str, int] = {}
    for name in short:
        word = name.words[0]
        if name.pronoun and word in by_word and word not in found and not _fitting(name, by_word[word]):
            found[word] = name.start
    return found


def _come_later(people: Sequence[Entity], offset: int) -> bool:
    return all(e.full_starts and e.full_starts[0] > offset for e in people)


def _fitting(name: Name, people: Iterable[Entity]) -> list[Entity]:
    word = name.words[0]
    last = [e for e in people if _core(e.fullest.words)[-1] == word]
    found = (
        last
        or [e for e in people if e.fullest.words[0] == word]
        or [e for e in people if len(e.fullest.words) > 2 and word in e.fullest.words[1:]]
    )
    return [e for e in found if not name.pronoun or _pronoun_of(e) in {name.pronoun, None}]


def _misspelt(name: Name, by_initial: Mapping[str, list[Entity]]) -> list[Entity]:
    """Return the one person whose surname a word is but for a slip of the pen."""
    word = name.words[0]
    found = [e for e in by_initial.get(word[0], ()) if is_slip(word, _core(e.fullest.words)[-1])]
    known = given_name_pronoun(word) is not None or len(word) < _FEWEST_OF_SLIP
    return found if len(found) == 1 and not known else []


def _pronoun_of(entity: Entity) -> str | None:
    sure = next((n.pronoun for n in entity.names[:_MOST_NAMESAKES] if n.pronoun), None)
    guess = given_name_pronoun(entity.fullest.words[0])
    return sure or (guess if guess != "either" else None)


def _choose(name: Name, people: list[Entity], reading: Reading) -> Entity:
    """Choose between namesakes: whose full name stands before it in its paragraph or section, else the first one."""
    if len(people) == 1:
        return people[0]
    for begin in _beginnings(reading, name.start):
        near = [e for e in people if _stands_between(e.full_starts, begin, name.start)]
        if len(near) == 1:
            return near[0]
    return min(people, key=lambda e: (e.kind != "person", e.first))


def _beginnings(reading: Reading, offset: int) -> Iterator[int]:
    """Yield where the paragraph of an offset begins, and its section when a rule ("___") opens it."""
    here = reading.paragraph_of(offset)
    if not reading.paragraphs:
        yield 0
        return
    yield reading.paragraphs[here].start
    for paragraph in reading.paragraphs[max(0, here - _LONGEST_SECTION) : here][::-1]:
        if not any(map(str.isalnum, reading.text[paragraph.start : paragraph.end])):
            yield paragraph.end
            return


def _stands_between(starts: Sequence[int], low: int, high: int) -> bool:
    index = bisect_left(starts, low)
    return index < len(starts) and starts[index] < high


def _agree(entity: Entity) -> None:
    """Set the pronoun from honorifics first, then from the given name."""
    if entity.kind not in {"person", "unknown"}:
        return
    counts = Counter(n.pronoun for n in entity.names if n.pronoun)
    if counts:
        entity.kind, entity.sure = "person", True
        entity.pronoun = counts.most_common(1)[0][0]
        return
    if len(entity.fullest.words) > 1 or entity.kind == "person":
        guess = given_name_pronoun(entity.fullest.words[0])
        entity.pronoun = guess if guess in {"he", "she"} else None
