"""Make identities of the finished groups: name, kind, roles, aliases, members, evidence."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from quoteattr.speakers.merging.groups import Group
from quoteattr.speakers.merging.identity import Evidence, Identity, LookAlike, Member, StatedRole
from quoteattr.speakers.merging.organisations import read_organisation
from quoteattr.speakers.merging.people import PersonName, read_person
from quoteattr.speakers.merging.records import Record
from quoteattr.types import SpeakerKind

__all__ = ["finish"]

_MOST_LOOK_ALIKES = 5


def finish(groups: Sequence[Group]) -> tuple[Identity, ...]:
    """Make identities of groups.

    Args:
        groups: The groups; each has a record.

    Returns:
        The identities, the most quoted first; of equals those in more articles, then by name.
    """
    ordered = sorted(groups, key=_order)
    ids = {id(group): f"i{number}" for number, group in enumerate(ordered, start=1)}
    return tuple(_identity(group, ids) for group in ordered)


def _order(group: Group) -> tuple[int, int, str, list[tuple[str, str]]]:
    members = [record.member for record in group.records]
    quoted = sum(member.n_quotations for member in members)
    return -quoted, -len(members), _name(group), sorted((str(m.article), m.speaker_id) for m in members)


def _identity(group: Group, ids: dict[int, str]) -> Identity:
    records = sorted(group.records, key=lambda record: (record.member.place, record.member.speaker_id))
    name = _name(group)
    named = any(record.name is not None for record in records)
    texts = {text for record in records for text in (record.member.name, *record.aliases)} - {name}
    aliases = (text for text in texts if _is_name(text) or not named)
    return Identity(
        id=ids[id(group)],
        name=name,
        kind=_most_common(record.kind for record in records),
        roles=_roles(records),
        aliases=tuple(sorted(aliases, key=lambda text: (text.casefold(), text))),
        members=tuple(record.member for record in records),
        evidence=tuple(_evidence(group)),
        look_alikes=_look_alikes(group, ids),
        named=named,
    )


def _is_name(text: str) -> bool:
    return read_person(text) is not None or read_organisation(text) is not None


def _name(group: Group) -> str:
    """Choose the fullest name, in the wording of most articles, if possible not all in capitals."""
    counts = Counter(record.member.name for record in group.records)
    fullness = {record.member.name: _fullness(record) for record in group.records}
    short = {r.member.name: isinstance(r.name, PersonName) and r.name.rank[0] for r in group.records}
    shouts = {text: text.isupper() and " " in text for text in counts}
    return min(counts, key=lambda text: (fullness[text], shouts[text], -counts[text], short[text], text))


def _fullness(record: Record) -> tuple[int, int, bool]:
    """Rank a name; a short form is as full as the long one, since many people are known by it."""
    if isinstance(record.name, PersonName):
        form, words, suffix = record.name.rank
        return form // 2, words, suffix
    return (-len(record.name.words) if record.name else 0, 0, False)


def _most_common(values: Iterable[SpeakerKind]) -> SpeakerKind:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value))


def _roles(records: Iterable[Record]) -> tuple[StatedRole, ...]:
    articles: dict[str, list[str | int]] = defaultdict(list)
    for record in records:
        if record.role:
            articles[record.role].append(record.member.article)
    roles = [StatedRole(role, tuple(found)) for role, found in articles.items()]
    return tuple(sorted(roles, key=lambda stated: (-len(stated), stated.role)))


def _evidence(group: Group) -> list[Evidence]:
    found = []
    for join in group.joins:
        members: list[Member] = sorted((r.member for r in join.records), key=lambda m: (m.place, m.speaker_id))
        begun_alone = join is group.joins[0] and len(members) == 1
        if join.reason is not None and not begun_alone:
            found.append(Evidence(join.reason, join.text, tuple(members)))
    return found


def _look_alikes(group: Group, ids: dict[int, str]) -> tuple[LookAlike, ...]:
    found = {LookAlike(ids[id(other)], text) for other, text in group.apart if id(other) in ids}
    return tuple(sorted(found, key=lambda other: (int(other.identity[1:]), other.text))[:_MOST_LOOK_ALIKES])
