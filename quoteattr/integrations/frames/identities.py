"""Rows that say who the speakers of many articles are."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from quoteattr.io.rows import Row
from quoteattr.speakers.merging import merge
from quoteattr.types import Article, SpeakerId

__all__ = ["identity_rows"]


def identity_rows(articles: Iterable[Article]) -> Iterator[Row]:
    """Yield a row for each speaker of each article, with who that is over all of them.

    No row is there before the last article was read. Of each article, only what is known of its speakers is kept.

    Args:
        articles: The articles; two of them may have one id.

    Yields:
        The rows, in the order of the articles and of their speakers.

    Example:
        >>> from quoteattr.types import Speaker
        >>> def article(id, name, role):
        ...     return Article("", id, speakers=(Speaker(SpeakerId("s1"), name, role=role),))
        >>> stream = [article("a", "Ada Burns", "mayor of Lowmere"), article("b", "Burns", "Lowmere mayor")]
        >>> for row in identity_rows(stream):
        ...     print(row["article_id"], row["speaker"], row["identity_id"], row["identity"], row["identity_articles"])
        a Ada Burns i1 Ada Burns 2
        b Burns i1 Ada Burns 2
    """
    ids: list[str | None] = []
    order: dict[tuple[int, SpeakerId], int] = {}

    def by_place() -> Iterator[Article]:
        for place, article in enumerate(articles):
            ids.append(article.id)
            order.update({(place, speaker.id): len(order) + n for n, speaker in enumerate(article.speakers)})
            yield replace(article, id=None)

    rows: list[tuple[int, Row]] = []
    for identity in merge(by_place(), keep_articles=False):
        shared = {
            "identity_id": identity.id,
            "identity": identity.name,
            "identity_role": identity.roles[0].role if identity.roles else None,
            "identity_roles": [stated.role for stated in identity.roles],
            "named": identity.named,
            "identity_articles": len(identity.articles),
            "identity_quotations": identity.n_quotations,
        }
        for member in identity.members:
            row = {"article_id": ids[member.place], "speaker_id": member.speaker_id, "speaker": member.name} | shared
            rows.append((order[member.place, member.speaker_id], row | {"article_index": member.place}))
    yield from (row for _, row in sorted(rows, key=lambda found: found[0]))
