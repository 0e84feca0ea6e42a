"""Groups of records while they grow: who is in, why, and which look-alikes stay out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from quoteattr.speakers.merging.identity import Reason
from quoteattr.speakers.merging.records import Record

__all__ = ["Group", "Join", "part_by_article", "singles"]


@dataclass(frozen=True, slots=True)
class Join:
    """Records that were taken into a group together.

    Args:
        records: The records.
        reason: The rule; `None` for the records that began the group and need none.
        text: The same for a reader.
    """

    records: tuple[Record, ...]
    reason: Reason | None = None
    text: str = ""


@dataclass(slots=True, eq=False)
class Group:
    """Records that are one identity.

    Args:
        joins: What was taken in, in order.
        places: The places of their articles: two speakers of one article are two identities.
        apart: Groups of like names that were kept apart, each with the reason.
    """

    joins: list[Join] = field(default_factory=list)
    places: set[int] = field(default_factory=set)
    apart: list[tuple["Group", str]] = field(default_factory=list)

    @property
    def records(self) -> Iterator[Record]:
        """Its records, in the order in which they were taken in."""
        for join in self.joins:
            yield from join.records

    def take(self, records: Iterable[Record], reason: Reason | None = None, text: str = "") -> tuple[Record, ...]:
        """Take in the records of articles that are not in the group, and return the others."""
        free: list[Record] = []
        rest: list[Record] = []
        for record in records:
            (rest if record.member.place in self.places else free).append(record)
        if free:
            self.joins.append(Join(tuple(free), reason, text))
            self.places.update(record.member.place for record in free)
        return tuple(rest)

    def keep_apart(self, other: "Group", text: str) -> None:
        """Note on both sides why a look-alike is not taken in."""
        self.apart.append((other, text))
        other.apart.append((self, text))


def singles(records: Iterable[Record]) -> list[Group]:
    """Make a group of each record.

    Args:
        records: The records.
    """
    groups = []
    for record in records:
        groups.append(Group())
        groups[-1].take([record])
    return groups


def part_by_article(records: Iterable[Record]) -> tuple[list[Record], list[Record]]:
    """Part records of one name into those alone in their article and those with a namesake beside them.

    Args:
        records: Records that look like one identity.

    Returns:
        The records that are alone, and the others, each of which its own article tells apart.
    """
    items = list(records)
    counts: dict[int, int] = {}
    for record in items:
        counts[record.member.place] = counts.get(record.member.place, 0) + 1
    alone = [record for record in items if counts[record.member.place] == 1]
    return alone, [record for record in items if counts[record.member.place] > 1]
