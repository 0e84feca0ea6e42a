"""Referents: everything in an article that a source may stand for, named or not, while it is being put together."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import islice

from quoteattr.speakers.entities import Entity
from quoteattr.speakers.names import NameKind
from quoteattr.speakers.roles import Role
from quoteattr.types import Mention, Span, SpeakerKind

__all__ = ["Decision", "Referent", "Registry"]

_SORTS: dict[NameKind, SpeakerKind] = {
    "person": "person",
    "unknown": "person",
    "organisation": "organisation",
    "group": "group",
    "place": "organisation",
    "document": "document",
}
# A description that fits more persons than this says nothing, and time must stay linear.
_MOST_OF_ONE_ROLE = 20
_MOST_ROLES = 40


@dataclass(slots=True)
class Referent:
    """One person, organisation, group or document.

    Args:
        number: Its index in the registry.
        sort: What it is, as far as that tells what else it can be called.
        label: Where the words stand that name it best.
        entity: The names behind it; `None` for an unnamed one.
        pronoun: "he" or "she" when something tells; `None` otherwise.
        sure: Whether the article itself tells the pronoun.
        heads: Head nouns under which it has been mentioned, case-folded.
        mentions: Mentions other than names.
        roles: Where a role is stated for it.
        kind: What kind of speaker it is; `None` when `sort` tells.
    """

    number: int
    sort: SpeakerKind
    label: Span
    entity: Entity | None = None
    pronoun: str | None = None
    sure: bool = False
    heads: set[str] = field(default_factory=set)
    mentions: dict[int, Mention] = field(default_factory=dict)
    roles: list[Role] = field(default_factory=list)
    kind: SpeakerKind | None = None

    @property
    def named(self) -> bool:
        """Whether a proper name stands for it."""
        return self.entity is not None

    def mention(self, mention: Mention) -> None:
        """Record a mention; the first one that begins at an offset is kept."""
        self.mentions.setdefault(mention.start, mention)

    def state(self, role: Role) -> None:
        """Record a role; beyond a number that no article needs, further ones are dropped."""
        if len(self.roles) < _MOST_ROLES:
            self.roles.append(role)

    @property
    def name_mention(self) -> Mention | None:
        """The mention that gives the fullest name; `None` when it has no name."""
        return None if self.entity is None else Mention(self.label.start, self.label.end, "name")


@dataclass(frozen=True, slots=True)
class Decision:
    """What one quotation's source refers to.

    Args:
        referent: The referent; `None` when it is unknown.
        evidence: The mentions that lead from the source to the name.
        score: How sure the decision is, from 0 to 1, before it is calibrated; means nothing without a referent.
        group: What kind of decision it was, one of `quoteattr.speakers.trust.GROUPS`; "" without a referent.
    """

    referent: Referent | None = None
    evidence: tuple[Mention, ...] = ()
    score: float = 1.0
    group: str = ""


class Registry:
    """All referents of an article.

    Args:
        entities: The named ones, numbered from 0.
    """

    def __init__(self, entities: Iterable[Entity]) -> None:
        self.referents: list[Referent] = []
        self._by_key: dict[tuple[str, ...], int] = {}
        self._by_name: dict[int, Referent] = {}
        self._by_role_word: dict[str, list[Referent]] = {}
        self._by_name_word: dict[str, list[Referent]] = {}
        self._latest_headed: dict[tuple[str, str], tuple[str, ...]] = {}
        self._latest_owned: dict[str, tuple[str, ...]] = {}
        self._joint: dict[int, None] = {}
        self._by_first_word: dict[str, list[Referent]] = {}
        for entity in entities:
            sort = _SORTS[entity.kind]
            full = entity.fullest
            referent = self._add(sort, Span(full.start, full.end))
            referent.entity, referent.pronoun, referent.sure = entity, entity.pronoun, entity.sure
            for name in entity.names:
                self._by_name[name.start] = referent
            if len(full.words) > 1:
                self._by_first_word.setdefault(full.words[0], []).append(referent)
            if sort == "organisation" and len(full.words) > 1:
                for word in set(full.words):
                    self._by_name_word.setdefault(word, []).append(referent)
        self._named = len(self.referents)

    def _add(self, sort: SpeakerKind, label: Span) -> Referent:
        referent = Referent(len(self.referents), sort, label)
        self.referents.append(referent)
        return referent

    def settle(self, number: int, pronoun: str) -> None:
        """Settle which pronoun a person goes with."""
        self.referents[number].pronoun, self.referents[number].sure = pronoun, True

    def of_name(self, start: int) -> Referent:
        """Return the referent of the name that begins at an offset."""
        return self._by_name[start]

    def unnamed(self, key: tuple[str, ...] | None, sort: SpeakerKind, label: Span) -> Referent:
        """Return the unnamed referent of a key, made when it is new.

        Args:
            key: What makes it the same referent when met again; `None` for one that is always new.
            sort: What it is, when new.
            label: The words that describe it, when new.
        """
        if key is not None and key in self._by_key:
            return self.referents[self._by_key[key]]
        referent = self._add(sort, label)
        if key is not None:
            self._by_key[key] = referent.number
            if key[0] == "owned":
                self._latest_owned[key[1]] = key
            if key[0] == "joint":
                self._joint[referent.number] = None
        return referent

    def joint(self) -> list[Referent]:
        """Return those that are several speakers named together, in order of first mention; no more than matter."""
        return [self.referents[number] for number in islice(self._joint, _MOST_OF_ONE_ROLE)]

    def beginning_with(self, word: str) -> list[Referent]:
        """Return those whose full name, of several words, begins with a word, case-folded."""
        return self._by_first_word.get(word, [])

    def is_joint(self, number: int) -> bool:
        """Tell whether a referent is several speakers named together."""
        return number in self._joint

    def keyed(self, key: tuple[str, ...]) -> Referent | None:
        """Return the unnamed referent of a key; `None` when there is none."""
        number = self._by_key.get(key)
        return None if number is None else self.referents[number]

    def head(self, referent: Referent, key: tuple[str, ...], head: str) -> None:
        """Record the head noun under which a referent was mentioned just now."""
        referent.heads.add(head)
        self._latest_headed[referent.sort, head] = key

    def latest_headed(self, sort: SpeakerKind, head: str, modifiers: tuple[str, ...]) -> tuple[str, ...] | None:
        """Return the key of the latest unnamed referent with a head noun, if all the modifiers are its words."""
        key = self._latest_headed.get((sort, head))
        return key if key is not None and set(modifiers) <= set(key) else None

    def latest_owned(self, head: str) -> tuple[str, ...] | None:
        """Return the key of the latest referent that somebody owns ("campaign"); `None` when there is none."""
        return self._latest_owned.get(head)

    def organisation_with(self, head: str, words: Iterable[str]) -> Referent | None:
        """Return the one named organisation that a description calls by words of its name ("the foundation").

        Args:
            head: The head noun of the description, case-folded.
            words: Its other words.

        Returns:
            The referent; `None` when the name of none, or of several, has the head noun, or it lacks another word.
        """
        wanted = set(words)
        known = self._by_name_word.get(head, ())[:_MOST_OF_ONE_ROLE]
        found = [r for r in known if r.entity is not None and wanted <= set(r.entity.fullest.words)]
        return found[0] if len(found) == 1 and (len(known) == 1 or len(wanted) > 1) else None

    def index_roles(self, words_of: Callable[[Span], Iterable[str]]) -> None:
        """Index the named referents by the words of their roles, once all roles are stated.

        Args:
            words_of: Gives the words of a span, case-folded.
        """
        for referent in self.referents[: self._named]:
            for word in {word for role in referent.roles for word in words_of(role)}:
                found = self._by_role_word.setdefault(word, [])
                if len(found) < _MOST_OF_ONE_ROLE:
                    found.append(referent)

    def with_role_word(self, words: Iterable[str]) -> list[Referent]:
        """Return the named referents for which a role with any of the words is stated, in order of first mention."""
        found = {r.number: r for word in words for r in self._by_role_word.get(word, ())}
        return [found[number] for number in sorted(found)]
