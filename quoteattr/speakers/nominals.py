"""Nominals: the noun phrase around a noun, and the person that a description such as "the senator" points to."""

from collections.abc import Iterator

from quoteattr.speakers.discourse import Candidate, Discourse
from quoteattr.speakers.lexicon import same_title, word_set
from quoteattr.speakers.mentions import NameIndex, SourceMention, sort_of_noun
from quoteattr.speakers.reading import Reading, Token
from quoteattr.speakers.referents import Referent, Registry
from quoteattr.types import Mention, Span

__all__ = ["link_nominal", "noun_phrase"]

_LONGEST = 6
_DETERMINERS = "the a an this that these those his her their its our my some any many several most few no both all another".split()
_BARE = frozenset("man woman official candidate nominee spokesman spokeswoman person".split())


def noun_phrase(reading: Reading, index: NameIndex, i: int) -> SourceMention | None:
    """Return the noun phrase whose head is one token.

    Args:
        reading: The article's words.
        index: Its names.
        i: Index of the head.

    Returns:
        The mention; `None` when the token is not a head, because a noun or a possessive follows.
    """
    words = reading.tokens
    token = words[i]
    if token.possessive or _modifies(words, i):
        return None
    start = i
    while start > 0 and i - start < _LONGEST and _adjoins(words[start - 1], words[start]):
        before = words[start - 1]
        if before.lower in _DETERMINERS:
            start -= 1
            break
        if not _can_modify(before):
            break
        start -= 1
    sort = sort_of_noun(token.lower) or "other"
    inside = words[start : i + 1]
    owner = next((n for k in range(i, start - 1, -1) if (n := index.at(k)) is not None and n.first >= start), None)
    return SourceMention(
        Mention(inside[0].start, token.end, "nominal"),
        sort,
        sort == "group",
        head=token.lower,
        modifiers=tuple(t.lower for t in inside[:-1] if t.lower not in _DETERMINERS),
        definite=inside[0].lower in {"the", "this", "that", "these", "those", "his", "her", "their", "its"},
        owner=owner,
        description=Span(inside[0].start, token.end),
    )


def _modifies(words: tuple[Token, ...], i: int) -> bool:
    if i + 1 >= len(words) or words[i + 1].gap.strip() or words[i + 1].sentence != words[i].sentence:
        return False
    after = words[i + 1]
    return sort_of_noun(after.lower) is not None and after.lower not in word_set("cue_verbs", "words")


def _adjoins(before: Token, token: Token) -> bool:
    if before.sentence != token.sentence:
        return False
    return not token.gap.strip() or (before.possessive and token.gap.strip(" ’'sS") == "")


def _can_modify(token: Token) -> bool:
    word = token.lower
    if word in word_set("function_words") or word in word_set("cue_verbs", "words"):
        return False
    return not word.endswith("ing") or "-" in word


def link_nominal(
    reading: Reading, index: NameIndex, registry: Registry, people: Discourse, mention: SourceMention
) -> Referent | None:
    """Find the person that a definite singular description points to.

    Args:
        reading: The article's words.
        index: Its names.
        registry: Its referents, with their roles.
        people: The persons mentioned so far.
        mention: The description.

    Returns:
        The referent; `None` when the description introduces somebody.
    """
    if mention.sort != "person" or not mention.definite:
        return None
    best: Referent | None = None
    best_score = 0.0
    for candidate in people.candidates():
        referent = registry.referents[candidate.entity]
        score = _fit(reading, referent, mention, candidate)
        if score > best_score:
            best, best_score = referent, score
    return best or _introduced_later(reading, registry, mention)


def _fit(reading: Reading, referent: Referent, mention: SourceMention, candidate: Candidate) -> float:
    """Score how well a description fits a person; 0 when it does not."""
    if _disagrees(referent, mention):
        return 0.0
    if referent.entity is None:
        return 2.0 - candidate.rank / 20 if mention.head in referent.heads and not mention.modifiers else 0.0
    best = 0.0
    for words in role_words(reading, referent):
        if not words & same_title(mention.head):
            continue
        shared = sum(1 for word in mention.modifiers if word in words)
        missing = len(mention.modifiers) - shared
        best = max(best, 3.0 + shared - 0.8 * missing)
    return best and max(best - candidate.rank / 10, 0.05)


def _disagrees(referent: Referent, mention: SourceMention) -> bool:
    for pronoun, other in (("he", "she"), ("she", "he")):
        if mention.head in word_set("titles", "roles", pronoun) and referent.pronoun == other:
            return True
    return False


def role_words(reading: Reading, referent: Referent) -> Iterator[frozenset[str]]:
    """Yield the words of each role stated for a referent."""
    for span in referent.roles:
        yield frozenset(reading.tokens[i].lower for i in reading.within(span.start, span.end))


def _introduced_later(reading: Reading, registry: Registry, mention: SourceMention) -> Referent | None:
    """Find the one person whose role, stated later, has all the words of the description."""
    wanted = frozenset(mention.modifiers)
    found = [
        referent
        for referent in registry.by_role(mention.head)
        if not _disagrees(referent, mention)
        and any(wanted <= words for words in role_words(reading, referent))
    ]
    return found[0] if len(found) == 1 and wanted else None
