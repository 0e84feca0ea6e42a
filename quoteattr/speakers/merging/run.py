"""Group the speakers of many articles into identities."""

from collections.abc import Iterable, Sequence

from quoteattr.speakers.merging.bodies import join_bodies
from quoteattr.speakers.merging.finish import finish
from quoteattr.speakers.merging.groups import Group, singles
from quoteattr.speakers.merging.identity import Identity
from quoteattr.speakers.merging.people import PersonName
from quoteattr.speakers.merging.persons import join_persons
from quoteattr.speakers.merging.records import Record, read_records
from quoteattr.types import Article

__all__ = ["group_records", "merge"]


def merge(articles: Iterable[Article], *, keep_articles: bool = True) -> tuple[Identity, ...]:
    """Group the speakers of many articles into identities, conservatively and with the evidence.

    Two speakers are joined when their names can be one person's and their roles agree well enough for how common the
    name is; when a name can be two people's, it is left alone. Organisations are joined by name, acronym and stated
    short name. Speakers without a proper name ("a senior official", "voters") and two speakers of one article are never
    joined. `docs/merging.md` has the rules. The groups do not depend on the order of the articles.

    Args:
        articles: Annotated articles, read once: a list, or a stream such as `pipeline.pipe(texts)`. Articles without
            an id are referred to by their place.
        keep_articles: Whether identities keep hold of the articles, which `Identity.quotations` and `Member.speaker`
            need. False keeps names, roles and counts alone, for more articles than memory holds.

    Returns:
        The identities, the most quoted first. Every speaker of every article is a member of exactly one.

    Raises:
        InputTypeError: If it is not an iterable of articles.
        OptionError: If two articles share an id.

    Example:
        >>> from quoteattr.types import Speaker, SpeakerId
        >>> def article(id, name, role=None):
        ...     return Article("", id, speakers=(Speaker(SpeakerId("s1"), name, role=role),))
        >>> identities = merge([
        ...     article("a", "Ada Burns", "leader of Lowmere Council"),
        ...     article("b", "Burns", "Lowmere council leader"),
        ...     article("c", "Tom Burns"),
        ... ])
        >>> [(identity.name, identity.articles) for identity in identities]
        [('Ada Burns', ('a', 'b')), ('Tom Burns', ('c',))]
        >>> print(identities[0].evidence[0])
        “Burns”, Lowmere council leader, and “Ada Burns”: ...
    """
    return finish(group_records(list(read_records(articles, keep_articles=keep_articles))))


def group_records(records: Sequence[Record]) -> list[Group]:
    """Group records as `merge` does.

    Args:
        records: The speakers of all articles.

    Returns:
        The groups; every record is in exactly one.
    """
    unnamed = [record for record in records if record.name is None]
    surnames = frozenset(record.name.surname for record in records if isinstance(record.name, PersonName))
    return [*join_persons(records), *join_bodies(records, surnames), *singles(unnamed)]
