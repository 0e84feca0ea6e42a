"""What a merge returns: identities with their members, their roles and the evidence."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from quoteattr.errors import UnboundError
from quoteattr.types import Quotation, Speaker, SpeakerId, SpeakerKind

__all__ = ["Evidence", "Identity", "LookAlike", "Member", "Reason", "StatedRole"]

Reason = Literal[
    "full name",
    "middle name",
    "short form",
    "suffix",
    "initial",
    "surname",
    "given name",
    "same name",
    "acronym",
    "short name",
]


@dataclass(frozen=True, slots=True)
class Member:
    """One speaker of one article.

    Args:
        place: Place of the article among those given, from 0.
        article_id: Its id; `None` when it has none.
        speaker_id: The speaker's id within the article.
        name: The speaker's name there.
        n_quotations: How many quotations the speaker has there.

    Example:
        >>> Member(3, None, SpeakerId("s1"), "Ada Burns", 2).article
        3
    """

    place: int
    article_id: str | None
    speaker_id: SpeakerId
    name: str
    n_quotations: int
    _speaker: Speaker | None = field(default=None, repr=False, compare=False)

    @property
    def article(self) -> str | int:
        """The article's id, or its place when it has none."""
        return self.place if self.article_id is None else self.article_id

    @property
    def speaker(self) -> Speaker:
        """The speaker, from which its article's text and graph can be reached.

        Raises:
            UnboundError: If the articles were not kept.
        """
        if self._speaker is None:
            raise UnboundError(
                f"speaker {self.speaker_id!r} of article {self.article!r} was asked for, but the articles were not "
                "kept; merge with keep_articles=True, or look it up in your own articles by `article` and `speaker_id`"
            )
        return self._speaker

    def to_dict(self) -> dict[str, Any]:
        """Return a plain dictionary."""
        return {
            "place": self.place,
            "article_id": self.article_id,
            "speaker_id": self.speaker_id,
            "name": self.name,
            "n_quotations": self.n_quotations,
        }


@dataclass(frozen=True, slots=True)
class StatedRole:
    """A role with the articles that state it.

    Args:
        role: The role, verbatim; a past one that does not say so is marked "(former)".
        articles: Ids of the articles that state it, or their places, in order of place.

    Example:
        >>> len(StatedRole("mayor of Lowmere", ("a1", "a7")))
        2
    """

    role: str
    articles: tuple[str | int, ...]

    def __len__(self) -> int:
        return len(self.articles)

    def to_dict(self) -> dict[str, Any]:
        """Return a plain dictionary."""
        return {"role": self.role, "articles": list(self.articles)}


@dataclass(frozen=True, slots=True)
class Evidence:
    """Why some members belong to an identity.

    Args:
        reason: Which rule joined them: `full name`, `middle name` (a middle name or initial stands in one only),
            `short form` (Bill and William), `suffix` (Jr. stands in one only), `initial` (A. and Ada), `surname` or
            `given name` (alone, with a role that fits), and for the others `same name`, `acronym`, or `short name`
            (one that an article states).
        text: The same for a reader, with the names and roles.
        members: Who was joined by it.

    Example:
        >>> Evidence("full name", "“Ada Burns” in 2 articles: the same full name, a rare one").reason
        'full name'
    """

    reason: Reason
    text: str
    members: tuple[Member, ...] = ()

    def __str__(self) -> str:
        return self.text

    def to_dict(self) -> dict[str, Any]:
        """Return a plain dictionary; members are given by article and speaker id."""
        members = [{"article": m.article, "speaker_id": m.speaker_id} for m in self.members]
        return {"reason": self.reason, "text": self.text, "members": members}


@dataclass(frozen=True, slots=True)
class LookAlike:
    """Another identity of a like name, and why it was kept apart.

    Args:
        identity: The id of the other identity.
        text: Why it was kept apart, for a reader.

    Example:
        >>> str(LookAlike("i4", "“Chris Smith”: the roles contradict each other (“judge”, “footballer”)"))
        '“Chris Smith”: the roles contradict each other (“judge”, “footballer”)'
    """

    identity: str
    text: str

    def __str__(self) -> str:
        return self.text

    def to_dict(self) -> dict[str, Any]:
        """Return a plain dictionary."""
        return {"identity": self.identity, "text": self.text}


@dataclass(frozen=True, slots=True)
class Identity:
    """One person, organisation, group or document over many articles.

    Args:
        id: Identifier among the identities of one merge ("i1" for the most quoted).
        name: The fullest name that the articles give.
        kind: `person`, `organisation`, `group`, `document` or `other`.
        roles: The roles that the articles state, those of most articles first.
        aliases: Other names and short forms in the articles, in alphabetical order; descriptions only of the unnamed.
        members: The speakers that are this one, in order of place.
        evidence: Why they were joined; empty for a single member.
        look_alikes: Identities of like names that were kept apart, at most five.
        named: Whether it has a proper name; without one it is never joined to another.

    Example:
        >>> identity = Identity("i1", "Ada Burns", "person", (StatedRole("mayor", ("a1",)),))
        >>> identity.label
        'Ada Burns, mayor'
    """

    id: str
    name: str
    kind: SpeakerKind = "person"
    roles: tuple[StatedRole, ...] = ()
    aliases: tuple[str, ...] = ()
    members: tuple[Member, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    look_alikes: tuple[LookAlike, ...] = ()
    named: bool = True

    @property
    def label(self) -> str:
        """Name and the role that most articles state."""
        role = self.roles[0].role if self.roles else ""
        return f"{self.name}, {role}" if role and role.casefold() not in self.name.casefold() else self.name

    @property
    def articles(self) -> tuple[str | int, ...]:
        """Ids of the articles that quote it, or their places, in order of place."""
        return tuple(dict.fromkeys(m.article for m in self.members))

    @property
    def n_quotations(self) -> int:
        """How many quotations it has over all articles."""
        return sum(m.n_quotations for m in self.members)

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """Its quotations over all articles, in order of place.

        Raises:
            UnboundError: If the articles were not kept.
        """
        return tuple(self._quotations())

    def _quotations(self) -> Iterator[Quotation]:
        for member in self.members:
            yield from member.speaker.quotations

    def __str__(self) -> str:
        """Say in one line who it is and how often it is quoted."""
        counts = (self.n_quotations, "quotation"), (len(self.articles), "article")
        said, where = (f"{n} {noun}{'' if n == 1 else 's'}" for n, noun in counts)
        return f"{self.label}: {said} in {where}"

    def to_dict(self) -> dict[str, Any]:
        """Return a JSON-able dictionary; quotations are given by their number."""
        return {
            "id": self.id,
            "name": self.name,
            "kind": self.kind,
            "roles": [r.to_dict() for r in self.roles],
            "aliases": list(self.aliases),
            "n_quotations": self.n_quotations,
            "members": [m.to_dict() for m in self.members],
            "evidence": [e.to_dict() for e in self.evidence],
            "look_alikes": [other.to_dict() for other in self.look_alikes],
            "named": self.named,
        }
