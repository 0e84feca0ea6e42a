"""Join the persons of many articles: each name looks among the fuller ones for the person it can be."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from quoteattr.speakers.merging.groups import Group, part_by_article, singles
from quoteattr.speakers.merging.identity import Reason
from quoteattr.speakers.merging.people import Commonness, NameFit, PersonName, commonness, compare_names
from quoteattr.speakers.merging.person_items import Cluster, Item, gather_items
from quoteattr.speakers.merging.records import Record
from quoteattr.speakers.merging.role_fit import RoleFit, compare_positions
from quoteattr.speakers.merging.wording import tell_apart, tell_doubt, tell_itself, tell_join
from quoteattr.speakers.nicknames import nickname_lines

__all__ = ["join_persons"]

# Of more people than this with one name, nobody can tell who is meant, and comparing them all takes too long.
_MOST_NAMESAKES = 40
# Who is in so many times the articles of anybody else of the name is the one that needs no introduction.
_BETTER_KNOWN = 5
_C, _D, _U, _R, _A, _S = RoleFit
# How well the roles must agree at least, by how the names agree, for a rare, a middling and a common name.
_NEEDED: dict[NameFit, tuple[RoleFit, RoleFit, RoleFit]] = {
    NameFit.FULL: (_C, _D, _U),
    NameFit.MIDDLE: (_D, _D, _R),
    NameFit.SHORT: (_D, _U, _A),
    NameFit.SUFFIX: (_A, _A, _S),
    NameFit.INITIAL: (_A, _A, _S),
    NameFit.LOOSE: (_A, _A, _S),
    NameFit.SURNAME: (_A, _A, _A),
    NameFit.GIVEN: (_S, _S, _S),
}
_REASONS: dict[NameFit, Reason] = {
    NameFit.FULL: "full name",
    NameFit.MIDDLE: "middle name",
    NameFit.SHORT: "short form",
    NameFit.SUFFIX: "suffix",
    NameFit.INITIAL: "initial",
    NameFit.LOOSE: "short form",
    NameFit.SURNAME: "surname",
    NameFit.GIVEN: "given name",
}


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A person that an item can be.

    Args:
        cluster: The person.
        name: How the names agree.
        form: The name of the person that agrees best.
        role: How the roles agree.
        wording: The role of the person that decided.
        bearers: How common the name is.
    """

    cluster: Cluster
    name: NameFit
    form: str
    role: RoleFit
    wording: str
    bearers: Commonness

    @property
    def accepted(self) -> bool:
        """Whether names and roles together suffice."""
        return self.role >= _NEEDED[self.name][self.bearers]

    @property
    def weight(self) -> RoleFit:
        """What the roles say for it; a difference says nothing for anybody."""
        return max(self.role, RoleFit.UNKNOWN)


def join_persons(records: Iterable[Record]) -> list[Group]:
    """Join records of named persons.

    Args:
        records: The records.

    Returns:
        A group for each person.
    """
    people = _People()
    for item in gather_items(records):
        people.add(item)
    return people.groups


@dataclass(slots=True)
class _People:
    """The persons so far, with an index of the names under which each is looked for."""

    groups: list[Group] = field(default_factory=list)
    index: dict[tuple[str, ...], list[Cluster]] = field(default_factory=lambda: defaultdict(list))

    def add(self, item: Item) -> None:
        alone, beside = part_by_article(item.records)
        self.groups += singles(beside)
        if not alone:
            return
        item = Item(item.name, item.pronoun, item.position, tuple(alone))
        candidates = list(self._candidates(item))
        pool = [c for c in candidates if c.accepted or c.role >= RoleFit.UNKNOWN]
        best = [c for c in pool if c.weight == max(c.weight for c in pool)]
        best = [c for c in best if _better_known(c, best)] or best
        if len(best) == 1 and best[0].accepted:
            self._join(item, best[0])
        elif any(c.accepted for c in candidates) and not _tells_itself(item):
            self._leave_alone(item, pool)
        else:
            self._begin(item, candidates)

    def _candidates(self, item: Item) -> Iterator[_Candidate]:
        for cluster in self._look_up(item.name):
            fit = cluster.fit_name(item.name)
            if fit is None or (item.pronoun and cluster.pronoun and item.pronoun != cluster.pronoun):
                continue
            role, wording = cluster.fit_role(item.position)
            bearers = max(commonness(item.name), *map(commonness, cluster.forms)) if item.name.given else None
            yield _Candidate(cluster, *fit, role, wording, commonness(item.name) if bearers is None else bearers)

    def _look_up(self, name: PersonName) -> list[Cluster]:
        """Return the persons a name can stand for, in the order in which they were found."""
        found: dict[int, Cluster] = {}
        for key in _keys_of_seeker(name):
            found.update((id(cluster), cluster) for cluster in self.index.get(key, ())[:_MOST_NAMESAKES])
            if found and not name.given:
                # A given name alone is looked for only when nobody has it for a surname.
                break
        return list(found.values())

    def _crowded(self, name: PersonName) -> bool:
        return any(len(self.index.get(key, ())) > _MOST_NAMESAKES for key in _keys_of_seeker(name))

    def _join(self, item: Item, candidate: _Candidate) -> None:
        text = tell_join(item, candidate.name, candidate.form, candidate.role, candidate.wording)
        rest = candidate.cluster.group.take(item.records, _REASONS[candidate.name], text)
        self.groups += singles(rest)
        if len(rest) < len(item.records):
            candidate.cluster.show(item)
            self._register(candidate.cluster, item.name)

    def _leave_alone(self, item: Item, pool: list[_Candidate]) -> None:
        """Keep records apart that can be several people, from those and from each other."""
        for group in singles(item.records):
            group.apart += [(c.cluster.group, tell_doubt(item, [p.cluster for p in pool])) for c in pool]
            self.groups.append(group)

    def _begin(self, item: Item, candidates: list[_Candidate]) -> None:
        """Begin a person, or several when nothing says that the records are of one."""
        own = compare_names(item.name, item.name) or NameFit.FULL
        needed = _NEEDED[own][commonness(item.name)]
        same = compare_positions(item.position, item.position) >= needed and not self._crowded(item.name)
        parts = [Group()] if same else singles(item.records)
        if same:
            parts[0].take(item.records, _REASONS[own], tell_itself(item, own))
        for group in parts:
            for candidate in candidates:
                group.keep_apart(
                    candidate.cluster.group, tell_apart(item, candidate.form, candidate.role, candidate.wording)
                )
        self.groups += parts
        if same:
            cluster = Cluster(parts[0])
            cluster.show(item)
            self._register(cluster, *cluster.forms)

    def _register(self, cluster: Cluster, *names: PersonName) -> None:
        for name in names:
            for key in _keys_of_host(name):
                known = self.index[key]
                if len(known) <= _MOST_NAMESAKES and cluster not in known:
                    known.append(cluster)


def _better_known(candidate: _Candidate, rivals: list[_Candidate]) -> bool:
    """Tell whether a full name, unless it is a common one, can only mean the far better known of its bearers."""
    if candidate.name > NameFit.MIDDLE or candidate.bearers == Commonness.COMMON:
        return False
    others = max((len(c.cluster.group.places) for c in rivals if c is not candidate), default=0)
    return len(candidate.cluster.group.places) >= _BETTER_KNOWN * others


def _tells_itself(item: Item) -> bool:
    """Tell whether full name and role point to one person, whoever else the name alone can be."""
    same = compare_positions(item.position, item.position) == RoleFit.SAME
    return same and compare_names(item.name, item.name) == NameFit.FULL


def _keys_of_host(name: PersonName) -> Iterator[tuple[str, ...]]:
    """Yield the keys under which a person of this name can be looked for."""
    yield ("surname", name.key)
    if name.given:
        first = name.given[0]
        yield ("given", first)
        yield (name.key, first)
        yield (name.key, "initial", first[0])
        yield from ((name.key, "middle", word) for word in name.given[1:] if len(word) > 1)
        yield from ((name.key, "line", str(line)) for line in sorted(nickname_lines(first)))


def _keys_of_seeker(name: PersonName) -> Iterator[tuple[str, ...]]:
    """Yield the keys under which the persons stand that a name can be."""
    if not name.given:
        yield ("surname", name.key)
        yield ("given", name.surname)
        return
    first = name.given[0]
    if len(first) == 1:
        yield (name.key, "initial", first)
    else:
        yield (name.key, first)
        yield (name.key, "middle", first)
        yield from ((name.key, "line", str(line)) for line in sorted(nickname_lines(first)))
    yield from ((name.key, word) for word in name.given[1:] if len(word) > 1)
