"""Join what an organisation is called for short to its full name: acronyms, first words, "the Times"."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from quoteattr.speakers.entity import Entity
from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.named import Name
from quoteattr.speakers.reading import Reading
from quoteattr.speakers.slips import is_slip

__all__ = ["SKIPPED", "with_short_forms"]

# Acronyms with which the others are compared, so that time stays linear.
_MOST_OFTEN = 40
_FEWEST_LACKING = 2
# Words of a name that its acronym leaves out.
SKIPPED = frozenset({"the", "of", "and", "for", "&"})


def with_short_forms(reading: Reading, people: Sequence[Entity], others: Sequence[Entity]) -> list[Entity]:
    """Join short forms to the organisations that they stand for.

    Args:
        reading: The article's words.
        people: Entities that are persons, or may be.
        others: All other entities.

    Returns:
        The entities that are left, not in order.
    """
    _tell_families(reading, people)
    entities = _with_first_words([*_with_handles(people), *_with_slips(_with_acronyms(reading, list(others)))])
    return _with_last_words(_with_endings(entities))


def _tell_families(reading: Reading, people: Sequence[Entity]) -> None:
    """Tell the plural of a surname after "the" from a name ("the Burnses" where there is an Ada Burns)."""
    surnames = {e.fullest.words[-1] for e in people if len(e.fullest.words) > 1}
    for entity in people:
        word = entity.fullest.words[-1]
        several = len(entity.fullest.words) == 1 and word not in surnames
        several = several and (word.removesuffix("s") in surnames or word.removesuffix("es") in surnames)
        before = [reading.tokens[n.first - 1].lower for n in entity.names if n.first]
        if several and entity.kind == "unknown" and len(entity.names) == len(before) and {*before} == {"the"}:
            entity.kind = "group"
            entity.names = [replace(name, kind="group") for name in entity.names]


def _with_handles(people: Sequence[Entity]) -> list[Entity]:
    """Join a name written as one word to the person whose name it is ("@AdaBurns" to "Ada Burns")."""
    full = {"".join(e.fullest.words): e for e in people if len(e.fullest.words) > 1}
    kept: list[Entity] = []
    for entity in people:
        words = entity.fullest.words
        if len(words) == 1 and words[0] in full:
            full[words[0]].absorb(entity)
            full[words[0]].names.sort(key=lambda n: n.start)
        else:
            kept.append(entity)
    return kept


def _with_acronyms(reading: Reading, entities: list[Entity]) -> list[Entity]:
    """Join an acronym to its organisation: by its letters, or because it explains the name right before it."""
    by_initials: dict[str, Entity] = {}
    by_end: dict[int, Entity] = {}
    for entity in entities:
        if len(entity.fullest.words) > 1:
            words = [w for w in entity.fullest.words if w not in SKIPPED]
            for some in (words, entity.fullest.words):
                by_initials.setdefault("".join(w[0] for w in some), entity)
            by_end.update((name.last, entity) for name in entity.names)
    kept: list[Entity] = []
    for entity in entities:
        full = _abbreviated(reading, entity, by_initials, by_end)
        if full is not None and full is not entity:
            full.absorb(entity)
        else:
            kept.append(entity)
    return kept


def _with_slips(entities: list[Entity]) -> list[Entity]:
    """Join an acronym that is misspelt once to the one that is not ("MNSBC" for "MSNBC")."""
    often = [e for e in entities if len(e.forms) == 1 and len(e.fullest.words) == 1 and len(e.names) > 1][:_MOST_OFTEN]
    kept: list[Entity] = []
    for entity in entities:
        name = entity.fullest
        single = entity.kind == "organisation" and len(entity.names) == 1 and len(name.words) == 1
        found = [e for e in often if single and e.kind == "organisation" and is_slip(name.words[0], e.fullest.words[0])]
        if len(found) == 1:
            found[0].absorb(entity)
        else:
            kept.append(entity)
    return kept


def _abbreviated(
    reading: Reading, entity: Entity, by_initials: dict[str, Entity], by_end: dict[int, Entity]
) -> Entity | None:
    if len(entity.fullest.words) > 1 or entity.kind == "group":
        return None
    letters = entity.fullest.words[0].replace(".", "")
    if len(letters) > 1 and letters in by_initials:
        return by_initials[letters]
    if entity.kind != "organisation":
        return None
    ends = (_explained_end(reading, name) for name in entity.names)
    return next((by_end[end] for end in ends if end in by_end), None)


def _explained_end(reading: Reading, name: Name) -> int | None:
    """Return where the name ends that an acronym stands right after, in brackets or as "…, or SVP"; else `None`."""
    if "(" in reading.tokens[name.first].gap:
        return name.first
    before = reading.tokens[name.first - 1] if name.first else None
    offered = before is not None and before.lower == "or" and before.gap.strip() == ","
    return name.first - 1 if offered else None


def _with_first_words(entities: list[Entity]) -> list[Entity]:
    """Join a word to the one organisation whose name begins with it ("Fox" to "Fox News").

    Of a longer name only the last word may be lacking, and only one that says what it is: "Our Harbour" is short for
    "Our Harbour PAC".
    """
    by_first: dict[tuple[str, ...], list[Entity]] = defaultdict(list)
    for entity in entities:
        words = entity.fullest.words
        if entity.kind == "organisation" and len(words) > 1:
            by_first[words[:1]].append(entity)
            if len(words) > _FEWEST_LACKING and words[-1] in _ends():
                by_first[words[:-1]].append(entity)
    kept: list[Entity] = []
    for entity in entities:
        words = entity.fullest.words
        # "The U.N." is not short for "U.N. Harbour Board".
        short = entity.kind in {"unknown", "organisation"} and words[0] not in word_set("places", "dotted")
        full = by_first.get(words, ()) if short else ()
        full = [other for other in full if other is not entity]
        if len(full) == 1:
            full[0].absorb(entity)
        else:
            kept.append(entity)
    for entity in kept:
        entity.names.sort(key=lambda n: n.start)
    return kept


@cache
def _ends() -> frozenset[str]:
    return word_set("nouns", "organisation") | word_set("heads", "naming", "words")


def _with_endings(entities: list[Entity]) -> list[Entity]:
    """Join a name of several words to the one organisation whose name ends with it ("Security Council").

    "U.N. Security Council" and "United Nations Security Council" are one.
    """
    longer: dict[tuple[str, ...], dict[str, Entity]] = defaultdict(dict)
    kept: list[Entity] = []
    for entity in sorted(entities, key=lambda e: -len(e.fullest.words)):
        words = entity.fullest.words
        if entity.kind != "organisation" or len(words) == 1:
            kept.append(entity)
            continue
        fronts = {k: _letters(words[:k]) for k in range(1, len(words) - 1)}
        same = next((longer[words[k:]][front] for k, front in fronts.items() if front in longer[words[k:]]), None)
        full = list(longer[words].values()) if words in longer else []
        if same is None and len(full) == 1:
            same = full[0]
        if same is not None:
            same.absorb(entity)
            continue
        kept.append(entity)
        for k, front in fronts.items():
            longer[words[k:]][front] = entity
    return kept


def _letters(words: Sequence[str]) -> str:
    """Return what the words in front of a name are for short: "un" for "United Nations" as for "U.N."."""
    return "".join(word[0] for word in words) if len(words) > 1 else words[0].replace(".", "")


def _with_last_words(entities: list[Entity]) -> list[Entity]:
    """Join "the Times" to the newspaper named last before it whose name ends so, else to the first one after it."""
    full: dict[str, list[tuple[int, Entity]]] = defaultdict(list)
    for entity in entities:
        for name in entity.names:
            if len(name.words) > 1 and name.kind in {"organisation", "unknown"}:
                full[name.words[-1]].append((name.start, entity))
    for places in full.values():
        places.sort(key=lambda place: place[0])
    starts = {word: [start for start, _ in places] for word, places in full.items()}
    kept: list[Entity] = []
    for entity in entities:
        word = entity.fullest.words[-1]
        if len(entity.fullest.words) == 1 and word in word_set("nouns", "papers") and word in full:
            for name in entity.names:
                latest = full[word][max(bisect_left(starts[word], name.start) - 1, 0)][1]
                latest.add(replace(name, kind=latest.kind))
        else:
            kept.append(entity)
    return kept
