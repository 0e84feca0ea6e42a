"""Records of persons gathered by name, pronoun and role, and clusters of them with what they look like together."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from quoteattr.speakers.merging.groups import Group
from quoteattr.speakers.merging.people import NameFit, PersonName, compare_names, read_person, with_nickname
from quoteattr.speakers.merging.positions import Position
from quoteattr.speakers.merging.records import Record
from quoteattr.speakers.merging.role_fit import RoleFit, compare_positions, same_place

__all__ = ["Cluster", "Item", "gather_items"]

# A person in the news is described in hundreds of ways; as many tell all that matters.
_MOST_LOOKS = 40


@dataclass(frozen=True, slots=True)
class Item:
    """Records that nothing tells apart.

    Args:
        name: Their name.
        pronoun: Their pronoun; `None` when unknown.
        position: Their role; empty when none is stated.
        records: The records, of articles in order of place.
    """

    name: PersonName
    pronoun: str | None
    position: Position
    records: tuple[Record, ...]

    @property
    def role(self) -> str:
        """One wording of the role, the same whatever the order of the records."""
        return min(record.role for record in self.records)

    @property
    def shown(self) -> str:
        """One wording of the name, the same whatever the order of the records."""
        return min(record.member.name for record in self.records)

    @property
    def label(self) -> str:
        """Name and role for a reader."""
        return f"“{self.shown}”, {self.role}" if self.role else f"“{self.shown}”"


def gather_items(records: Iterable[Record]) -> list[Item]:
    """Gather records of persons into items, those that tell most first.

    Args:
        records: Records of named persons.

    Returns:
        The items, so ordered that a fuller name comes before a shorter one, and a stated role before none; the order
        depends on names and roles alone.
    """
    found: dict[tuple[PersonName, str | None, Position], list[Record]] = defaultdict(list)
    for record in records:
        if isinstance(record.name, PersonName):
            found[record.name, record.pronoun, record.position].append(record)
    items = [Item(*key, tuple(some)) for key, some in found.items()]
    items.sort(key=lambda item: (_rank(item.name), item.pronoun or "~", item.position.rank))
    return items


def _rank(name: PersonName) -> tuple[object, ...]:
    return (*name.rank, name.surname, name.given, name.suffix)


@dataclass(slots=True, eq=False)
class Cluster:
    """Items that are one person.

    Args:
        group: Their records.
        forms: Their names, each as an article prints it.
        positions: Their stated roles, each with a wording.
        label: The role that most of their records had, when it was taken in; empty while none is stated.
        pronoun: Their pronoun; `None` while unknown.
    """

    group: Group
    forms: dict[PersonName, str] = field(default_factory=dict)
    positions: dict[Position, str] = field(default_factory=dict)
    pronoun: str | None = None
    label: str = ""
    _stated: int = 0

    def show(self, item: Item) -> None:
        """Learn names, role and pronoun from an item that was taken in."""
        for form, text in ((item.name, item.shown), *_other_forms(item)):
            # A given name or a surname alone would contradict the other that comes later.
            if (form.given or not self.forms) and len(self.forms) < _MOST_LOOKS:
                self.forms.setdefault(form, text)
        if item.role and len(self.positions) < _MOST_LOOKS:
            self.positions.setdefault(item.position, item.role)
        if item.role and len(item.records) > self._stated:
            self.label, self._stated = item.role, len(item.records)
        self.pronoun = self.pronoun or item.pronoun

    def fit_name(self, name: PersonName) -> tuple[NameFit, str] | None:
        """Tell how a name agrees with the one that is most like it, and which; `None` when it contradicts one."""
        fits = [(compare_names(name, form), text) for form, text in self.forms.items()]
        known = [(fit, text) for fit, text in fits if fit is not None]
        return min(known, key=lambda pair: pair[0]) if len(known) == len(fits) else None

    def fit_role(self, position: Position) -> tuple[RoleFit, str]:
        """Tell how a role agrees with the roles so far, with the wording of the one that decides."""
        fits = [(compare_positions(position, other), other) for other in self.positions]
        known = [(fit, other) for fit, other in fits if fit != RoleFit.UNKNOWN]
        if not known:
            return RoleFit.UNKNOWN, ""
        best, other = max(known, key=lambda pair: pair[0])
        worst, against = min(known, key=lambda pair: pair[0])
        # A bare "senator" between those of two states must not join them; a shared place outweighs an old role.
        placed = best == RoleFit.SAME and same_place(position, other)
        if best < RoleFit.RELATED or (worst == RoleFit.CONTRADICTS and not placed):
            return worst, self.positions[against]
        return best, self.positions[other]


def _other_forms(item: Item) -> Iterator[tuple[PersonName, str]]:
    """Yield the other full names that the articles themselves give to the person, in an order of their own."""
    said = {text for record in item.records for text in (record.member.name, *record.aliases) if " " in text}
    texts = sorted(said.union(filter(None, map(with_nickname, said))))
    forms = [(name, text) for text in texts if (name := read_person(text)) is not None]
    like = (item.name.surname, item.name.suffix)
    fitting = [form for form in forms if form[0].given and (form[0].surname, form[0].suffix) == like]
    yield from sorted((f for f in fitting if compare_names(f[0], item.name) is not None), key=lambda f: _rank(f[0]))
