"""Words that only take up who was spoken of just before: "both", "each of them", "the man"."""

from quoteattr.speakers.discourse import Candidate, Discourse
from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import SourceMention
from quoteattr.speakers.reading import Reading
from quoteattr.speakers.referents import Referent, Registry
from quoteattr.types import SpeakerKind

__all__ = ["VAGUE", "family", "regnal", "taken_up"]

VAGUE = frozenset(["man", "woman", "person", "boy", "girl", "guy", "one"])
"""Nouns that say of somebody no more than a pronoun does."""

# In sentences, between somebody and what takes them up.
_FURTHEST = 2
# "Tom and Ada Hendle" has four words.
_FEWEST_OF_PAIR = 3


def taken_up(reading: Reading, registry: Registry, discourse: Discourse, mention: SourceMention) -> Candidate | None:
    """Return whom a source takes up that says nothing of its own.

    Args:
        reading: The article's words.
        registry: Its referents.
        discourse: What has been mentioned so far.
        mention: The source.

    Returns:
        The speakers named together before "each", "both" or "the two"; who was introduced before "the man" as one;
        `None` for other words, or when there is none so near.
    """
    tokens = reading.within(mention.description.start, mention.description.end)
    here = reading.tokens[tokens.start].sentence
    words = {reading.tokens[i].lower for i in tokens}
    if words <= word_set("noun_phrases", "taking-up"):
        return _several(registry, discourse, words, here)
    plain = mention.head in VAGUE and mention.definite and not mention.modifiers and mention.owner is None
    key = registry.latest_headed("person", mention.head, ()) if plain else None
    known = registry.keyed(key) if key is not None else None
    if known is None:
        return None
    near = (c for c in discourse.candidates() if here - c.latest.sentence <= _FURTHEST)
    return next((candidate for candidate in near if candidate.entity == known.number), None)


def _several(registry: Registry, discourse: Discourse, words: set[str], here: int) -> Candidate | None:
    # "the three mayors, each", "polls, including ones"
    near: set[SpeakerKind] = {"group", "document"} if "ones" in words else {"group"} if "each" in words else set()
    for candidate in discourse.candidates():
        sort, away = registry.referents[candidate.entity].sort, here - candidate.latest.sentence
        pair = registry.is_joint(candidate.entity) and "ones" not in words
        if (pair and away <= _FURTHEST) or (sort in near and not away):
            return candidate
    return None


def regnal(registry: Registry, mention: SourceMention) -> Referent | None:
    """Return the one whose title is part of the name, called by it alone ("the pope", "Pope" in a headline).

    Args:
        registry: The article's referents.
        mention: The description.
    """
    if mention.head not in word_set("titles", "regnal") or mention.modifiers or mention.owner is not None:
        return None
    found = registry.beginning_with(mention.head)
    return found[0] if len(found) == 1 else None


def family(reading: Reading, registry: Registry, named: Referent) -> Referent | None:
    """Return the pair that the plural of a surname stands for ("the Hendles" after "Tom and Ada Hendle").

    Args:
        reading: The article's words.
        registry: Its referents.
        named: What the plural names so far.

    Returns:
        The one pair so named of which only the second has the surname; `None` for any other name.
    """
    if named.entity is None or named.entity.kind != "group" or len(named.entity.fullest.words) > 1:
        return None
    plural = named.entity.fullest.words[0]
    found = []
    for referent in registry.joint():
        words = [reading.tokens[i] for i in reading.within(referent.label.start, referent.label.end)]
        second = [token.lower for token in words].index("and") if "and" in {token.lower for token in words} else 0
        if second == 1 and len(words) > _FEWEST_OF_PAIR and plural in {f"{words[-1].lower}s", f"{words[-1].lower}es"}:
            found.append(referent)
    return found[0] if len(found) == 1 else None
