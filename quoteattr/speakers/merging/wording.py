"""Say for a reader why records were joined or kept apart."""

from collections.abc import Sequence

from quoteattr.speakers.merging.people import Commonness, NameFit, commonness
from quoteattr.speakers.merging.person_items import Cluster, Item
from quoteattr.speakers.merging.role_fit import RoleFit

__all__ = ["tell_apart", "tell_doubt", "tell_itself", "tell_join"]

_BEARERS = {
    Commonness.RARE: "a rare one",
    Commonness.MIDDLING: "not a very common one",
    Commonness.COMMON: "a common one",
}
_NAMES = {
    NameFit.FULL: "the same full name, {bearers}",
    NameFit.MIDDLE: "the same given name and surname; a middle name or initial stands in one of them only",
    NameFit.SUFFIX: "the same given name and surname; a suffix stands in one of them only",
    NameFit.SHORT: "the same surname, and a given name with its short form",
    NameFit.INITIAL: "the same surname, and a given name with its initial",
    NameFit.LOOSE: "the same surname, and two forms of one given name",
    NameFit.SURNAME: "the surname alone, and nobody else it can be",
    NameFit.GIVEN: "the given name alone, and nobody else it can be",
}
_OWN = {
    NameFit.MIDDLE: "the same initials and surname",
    NameFit.INITIAL: "the same initial and surname",
    NameFit.SURNAME: "the same surname",
}
_ROLES = {
    RoleFit.CONTRADICTS: "the roles are far apart ({roles})",
    RoleFit.DIFFERS: "the roles differ, but one person can hold both ({roles})",
    RoleFit.UNKNOWN: "no role speaks against it",
    RoleFit.RELATED: "the roles are related ({roles})",
    RoleFit.AGREES: "the roles agree ({roles})",
    RoleFit.SAME: "the role is the same ({roles})",
}
_AGAINST = {
    RoleFit.CONTRADICTS: "the roles contradict each other ({roles})",
    RoleFit.DIFFERS: "the roles have nothing in common ({roles})",
    RoleFit.UNKNOWN: "no role says that they are one",
    RoleFit.RELATED: "the roles are related, which is not enough ({roles})",
    RoleFit.AGREES: "the roles agree, which is not enough ({roles})",
    RoleFit.SAME: "the role is the same, which is not enough ({roles})",
}


def tell_join(item: Item, name: NameFit, form: str, role: RoleFit, wording: str) -> str:
    """Say why an item was taken into a person.

    Args:
        item: The item.
        name: How its name agrees with a name of the person.
        form: That name.
        role: How its role agrees with a role of the person.
        wording: That role; empty when none decided.
    """
    names = _NAMES[name].format(bearers=_BEARERS[commonness(item.name)])
    return f"{item.label}, and “{form}”: {names}; {_ROLES[role].format(roles=_pair(item, wording))}"


def tell_itself(item: Item, name: NameFit) -> str:
    """Say why the records of an item are one person's.

    Args:
        item: The item.
        name: How much of the name they have.
    """
    what = _OWN.get(name, "the same full name, {bearers}").format(bearers=_BEARERS[commonness(item.name)])
    return f"{item.label}, in {len(item.records)} articles: {what}; {'the same role' if item.role else 'no role'}"


def tell_apart(item: Item, form: str, role: RoleFit, wording: str) -> str:
    """Say why an item was kept apart from a person.

    Args:
        item: The item.
        form: The name of the person that is most like its own.
        role: How its role agrees with a role of the person.
        wording: That role; empty when none decided.
    """
    return f"{item.label}, and “{form}”: {_AGAINST[role].format(roles=_pair(item, wording))}"


def tell_doubt(item: Item, clusters: Sequence[Cluster]) -> str:
    """Say that an item can be several people.

    Args:
        item: The item.
        clusters: The people it can be.
    """
    return f"{item.label}: can be {' or '.join(map(_label_of, clusters[:3]))}{' or others' * (len(clusters) > 3)}"


def _label_of(cluster: Cluster) -> str:
    form = next(iter(cluster.forms.values()))
    return f"“{form}”, {cluster.label}" if cluster.label else f"“{form}”"


def _pair(item: Item, wording: str) -> str:
    return " and ".join(f"“{role}”" for role in dict.fromkeys((item.role, wording)) if role)
