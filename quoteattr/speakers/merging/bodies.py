"""Join the organisations, named groups and lasting documents of many articles: one name, an acronym, a short name."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.merging.groups import Group, part_by_article, singles
from quoteattr.speakers.merging.organisations import OrganisationName, acronyms_of, read_organisation
from quoteattr.speakers.merging.records import Record

__all__ = ["join_bodies"]

# Two letters stand for too many things.
_SHORTEST_ACRONYM = 3
_Words = tuple[str, ...]


@dataclass(slots=True, eq=False)
class _Body:
    """Records of one name.

    Args:
        words: The name, folded and without small differences.
        group: The records.
        acronym: Whether it is an acronym.
        stated: Acronyms and short names that the articles give it.
    """

    words: _Words
    group: Group
    acronym: bool = False
    stated: set[_Words] = field(default_factory=set)

    @property
    def shown(self) -> str:
        """The name, the same whatever the order of the records."""
        return f"“{min(record.member.name for record in self.group.joins[0].records)}”"


def join_bodies(records: Iterable[Record], surnames: frozenset[str]) -> list[Group]:
    """Join records of what has a proper name and is no person.

    Args:
        records: The records.
        surnames: Surnames of persons in the same articles, folded: a single word among them names nobody for sure.

    Returns:
        A group for each body.
    """
    by_name: dict[_Words, list[Record]] = defaultdict(list)
    for record in records:
        if isinstance(record.name, OrganisationName):
            by_name[_key(record.name)].append(record)
    groups: list[Group] = []
    bodies: dict[_Words, _Body] = {}
    for words in sorted(by_name):
        alone, beside = part_by_article(by_name[words])
        bearers, others = _one_company(alone)
        groups += singles([*beside, *others])
        if len(words) == 1 and words[0] in surnames - word_set("places", "places") and not _has_article(bearers):
            groups += singles(bearers)
        elif bearers:
            bodies[words] = _begin(words, bearers)
    return groups + list(_join_short(bodies))


def _has_article(records: Iterable[Record]) -> bool:
    """Tell whether some article prints "the" before the name, which nobody does before a surname."""
    return any(record.member.name.casefold().startswith("the ") for record in records)


def _key(name: OrganisationName) -> _Words:
    return (name.words[0].replace(".", ""),) if name.acronym else name.words


def _one_company(records: list[Record]) -> tuple[list[Record], list[Record]]:
    """Part off all records when two legal forms show that two companies share the name."""
    forms = {record.name.legal for record in records if isinstance(record.name, OrganisationName)} - {""}
    return (records, []) if len(forms) < 2 else ([], records)


def _begin(words: _Words, records: list[Record]) -> _Body:
    body = _Body(words, Group(), any(isinstance(r.name, OrganisationName) and r.name.acronym for r in records))
    shown = " and ".join(f"“{text}”" for text in sorted({record.member.name for record in records})[:3])
    body.group.take(records, "same name", f"{shown}, in {len(records)} articles: the same name")
    for record in records:
        body.stated.update(_stated(record, words))
    return body


def _stated(record: Record, words: _Words) -> Iterator[_Words]:
    """Yield the acronyms and first words by which an article itself calls a body."""
    for alias in record.aliases:
        name = read_organisation(alias)
        if name is not None and len(name.words) < len(words):
            short = _key(name)
            if (name.acronym and short[0][0] in {word[0] for word in words}) or short == words[: len(short)]:
                yield short


def _join_short(bodies: Mapping[_Words, _Body]) -> Iterator[Group]:
    """Take each acronym and short name into the one body that it stands for, the longest names first."""
    stated: dict[_Words, list[_Body]] = defaultdict(list)
    spelled: dict[str, list[_Body]] = defaultdict(list)
    for body in bodies.values():
        for short in sorted(body.stated):
            stated[short].append(body)
        for letters in sorted(acronyms_of(body.words)) if len(body.words) > 1 else ():
            spelled[letters].append(body)
    for words, body in bodies.items():
        hosts = stated.get(words) or (spelled.get(words[0], []) if _spells(body) else [])
        if len(hosts) == 1:
            yield from _join(body, hosts[0], stated=hosts[0] in stated.get(words, ()))
        elif hosts:
            yield from _leave_alone(body, hosts)
        else:
            yield body.group


def _spells(body: _Body) -> bool:
    return body.acronym and len(body.words[0]) >= _SHORTEST_ACRONYM


def _join(body: _Body, host: _Body, *, stated: bool) -> Iterator[Group]:
    how = "an article calls it so" if stated else "the letters are those of its name, and of no other name here"
    text = f"{body.shown} and {host.shown}: {how}"
    rest = host.group.take(body.group.records, "acronym" if body.acronym else "short name", text)
    yield from singles(rest)


def _leave_alone(body: _Body, hosts: list[_Body]) -> Iterator[Group]:
    names = " or ".join(host.shown for host in hosts[:3])
    for group in singles(body.group.records):
        group.apart += [(host.group, f"{body.shown}: can be {names}") for host in hosts]
        yield group
