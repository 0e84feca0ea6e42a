"""Join the speakers of the sections of one long text.

Sections are compared as articles are, and besides by what only one text allows: what stands before a section is read
with it, so that a mention there belongs to a speaker of both; and a surname alone means the only bearer of it whom an
earlier section names in full.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from quoteattr.speakers.merging.people import PersonName, fold
from quoteattr.speakers.merging.records import Record, read_records
from quoteattr.speakers.merging.role_fit import RoleFit, compare_positions
from quoteattr.speakers.merging.run import group_records
from quoteattr.types import Article, Speaker, SpeakerId

__all__ = ["Part", "join_sections"]

Key = tuple[int, SpeakerId]


@dataclass(frozen=True, slots=True)
class Part:
    """The speakers of one section.

    Args:
        start: Where the section begins in the text; mentions before are those of the section before, too.
        speakers: Its speakers; all offsets are those of the whole text.
    """

    start: int
    speakers: tuple[Speaker, ...]


def join_sections(
    text: str, parts: Sequence[Part]
) -> tuple[tuple[Speaker, ...], tuple[Mapping[SpeakerId, Speaker], ...]]:
    """Join the speakers of a text's sections.

    Args:
        text: The whole text.
        parts: The speakers of its sections, in order.

    Returns:
        The speakers of the text, in order of first mention, numbered anew; and for each section which of them each of
        its own speakers is. Two speakers of one section are never joined.

    Example:
        >>> from quoteattr.types import Mention
        >>> text = "Ada Burns spoke first. Burns spoke again."
        >>> ada = Speaker(SpeakerId("s1"), "Ada Burns", mentions=(Mention(0, 9),))
        >>> burns = Speaker(SpeakerId("s1"), "Burns", mentions=(Mention(23, 28),))
        >>> speakers, _ = join_sections(text, [Part(0, (ada,)), Part(23, (burns,))])
        >>> [(speaker.name, len(speaker.mentions)) for speaker in speakers]
        [('Ada Burns', 2)]
    """
    articles = (Article(text, speakers=part.speakers) for part in parts)
    records = {(r.member.place, r.member.speaker_id): r for r in read_records(articles, keep_articles=False)}
    groups = _Groups(records)
    for one, other in _shared(parts):
        groups.join(one, other)
    for found in group_records(list(records.values())):
        keys = [(record.member.place, record.member.speaker_id) for record in found.records]
        for other in keys[1:]:
            groups.join(keys[0], other)
    for one, other in list(_by_surname(groups, records)):
        groups.join(one, other)
    by_key = {(place, s.id): s for place, part in enumerate(parts) for s in part.speakers}
    members = groups.all()
    joined = [_joined(parts, by_key, records, keys) for keys in members]
    of: tuple[dict[SpeakerId, Speaker], ...] = tuple({} for _ in parts)
    speakers = []
    for number, place in enumerate(sorted(range(len(joined)), key=lambda i: joined[i].mentions[:1]), start=1):
        speakers.append(replace(joined[place], id=SpeakerId(f"s{number}")))
        for part, identifier in members[place]:
            of[part][identifier] = speakers[-1]
    return tuple(speakers), of


class _Groups:
    """Speakers that are one, each the speaker of another section."""

    def __init__(self, keys: Mapping[Key, Record]) -> None:
        self._of: dict[Key, list[Key]] = {key: [key] for key in keys}

    def join(self, one: Key, other: Key) -> None:
        """Join two speakers and all that are one with them, unless two of them are of one section."""
        ours, theirs = self._of[one], self._of[other]
        if ours is theirs or not {part for part, _ in ours}.isdisjoint(part for part, _ in theirs):
            return
        ours += theirs
        for key in theirs:
            self._of[key] = ours

    def all(self) -> list[list[Key]]:
        """Return the groups, each in order of its sections."""
        return [sorted(group) for group in {id(group): group for group in self._of.values()}.values()]


def _shared(parts: Sequence[Part]) -> Iterator[tuple[Key, Key]]:
    """Yield speakers of neighbouring sections with a mention in common, pronouns apart."""
    for place, (before, after) in enumerate(pairwise(parts)):
        known = {m.start: s.id for s in before.speakers for m in s.mentions if m.kind != "pronoun"}
        for speaker in after.speakers:
            for mention in speaker.mentions:
                if mention.kind != "pronoun" and mention.start < after.start and mention.start in known:
                    yield (place, known[mention.start]), (place + 1, speaker.id)


def _by_surname(groups: _Groups, records: Mapping[Key, Record]) -> Iterator[tuple[Key, Key]]:
    """Yield the only bearer of a surname whom an earlier section names in full, and a later surname alone."""
    bearers: dict[str, list[list[Key]]] = defaultdict(list)
    alone: list[tuple[str, list[Key]]] = []
    for group in groups.all():
        names = [name for key in group if isinstance(name := records[key].name, PersonName) and name.given]
        for surname in sorted({name.surname for name in names}):
            bearers[surname].append(group)
        if not names and (surname := _single_word(records[group[0]])):
            alone.append((surname, group))
    for surname, group in alone:
        full = bearers[surname]
        if len(full) == 1 and full[0][0] < group[0] and _agree(records, full[0], group):
            yield full[0][0], group[0]


def _single_word(record: Record) -> str:
    """Return a name of one word, folded; who is called by nothing else is not always seen to be a person."""
    name = record.member.name
    return fold(name) if record.name is not None and name and not any(map(str.isspace, name)) else ""


def _agree(records: Mapping[Key, Record], one: Sequence[Key], other: Sequence[Key]) -> bool:
    """Tell whether neither a role nor a pronoun says that two are different people."""
    pronouns = [{records[key].pronoun for key in keys} - {None} for keys in (one, other)]
    if all(pronouns) and pronouns[0].isdisjoint(pronouns[1]):
        return False
    fits = (compare_positions(records[a].position, records[b].position) for a in one for b in other)
    return all(fit >= RoleFit.UNKNOWN for fit in fits)


def _joined(
    parts: Sequence[Part], by_key: Mapping[Key, Speaker], records: Mapping[Key, Record], keys: Sequence[Key]
) -> Speaker:
    """Make one speaker of several, named and described by the fullest of its names."""
    fullest = by_key[min(keys, key=lambda key: (_fullness(records[key]), key[0]))]
    speakers = [by_key[key] for key in keys]
    with_role = next((s for s in (fullest, *speakers) if s.role), fullest)
    names = dict.fromkeys(text for speaker in speakers for text in (speaker.name, *speaker.aliases))
    own = {m for key in keys for m in by_key[key].mentions if m.start >= parts[key[0]].start}
    return replace(
        fullest,
        role=with_role.role,
        role_span=with_role.role_span,
        former=with_role.former,
        aliases=tuple(name for name in names if name != fullest.name),
        mentions=tuple(sorted(own or fullest.mentions)),
    )


def _fullness(record: Record) -> tuple[bool, int, int, bool]:
    """Rank a name, the fullest first; what is read as a person's in one section may be anything in another."""
    if isinstance(record.name, PersonName):
        return (False, *record.name.rank)
    return True, -len(record.name.words) if record.name else 0, 0, False
