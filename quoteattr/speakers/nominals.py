"""Nominals: the noun phrase around a noun, and the person whose role a description repeats."""

from collections.abc import Sequence

from quoteattr.speakers.antecedents import role_words
from quoteattr.speakers.lexicon import same_title, word_set
from quoteattr.speakers.mentions import NameIndex, SourceMention, sort_of_noun
from quoteattr.speakers.reading import Reading, Token
from quoteattr.speakers.referents import Referent, Registry
from quoteattr.types import Mention, Span

__all__ = ["introduced_later", "is_bare", "is_dated", "noun_phrase", "office_end", "points_back"]

_LONGEST = 6
_COMPLEMENT = frozenset({"of", "and"})


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
    if (token.possessive and sort_of_noun(token.lower) != "person") or _modifies(words, i):
        return None
    start = i
    alone = token.lower in word_set("noun_phrases", "any-determiner")
    while start > 0 and not alone and i - start < _LONGEST and _adjoins(words[start - 1], words[start]):
        before = words[start - 1]
        if before.lower in word_set("noun_phrases", "any-determiner"):
            start -= 1
            break
        if not _can_modify(before) or (start < i and _parts_thousands(words[start + 1]) and not before.text.isdigit()):
            break
        start -= 1
    sort = sort_of_noun(token.lower) or "other"
    inside = words[start : i + 1]
    whole = _quantified(words, start)
    owner = next((n for k in range(i, start - 1, -1) if (n := index.at(k)) is not None and n.first >= start), None)
    return SourceMention(
        Mention(inside[0].start, token.end, "nominal"),
        sort,
        sort == "group",
        head=token.lower,
        modifiers=tuple(t.lower for t in inside[:-1] if t.lower not in word_set("noun_phrases", "any-determiner")),
        definite=inside[0].lower in word_set("noun_phrases", "determiners"),
        owner=owner,
        description=Span(words[whole].start, words[_complement_end(words, i)].end),
    )


def _quantified(words: tuple[Token, ...], start: int) -> int:
    """Return where the quantity before a noun phrase begins ("a lot of", "half of the", "30 percent of")."""
    if start < 2 or words[start - 1].lower != "of" or not _adjoins(words[start - 2], words[start - 1]):
        return start
    k = start - 2
    if words[k].lower not in word_set("nouns", "measures") | word_set("nouns", "quantity"):
        return start
    while k > 0 and start - k < _LONGEST and _adjoins(words[k - 1], words[k]) and _measures(words[k - 1]):
        k -= 1
    # "tens of thousands of voters"
    return _quantified(words, k)


def _measures(token: Token) -> bool:
    return token.text[0].isdigit() or token.lower in word_set("nouns", "before-measures") | word_set(
        "nouns", "quantity"
    )


def _complement_end(words: tuple[Token, ...], i: int) -> int:
    """Return the last token of what a noun governs by "of" ("supporters of the bill")."""
    last = k = i
    while k + 1 < len(words) and k - i < _LONGEST and _adjoins(words[k], words[k + 1]):
        k += 1
        word = words[k].lower
        if word in _COMPLEMENT or word in word_set("noun_phrases", "any-determiner"):
            continue
        if word in word_set("function_words") or (word in word_set("cue_verbs", "words") and not words[k].capital):
            break
        if last == i and words[i + 1].lower != "of":
            break
        last = k
    return last


def _modifies(words: tuple[Token, ...], i: int) -> bool:
    if i + 1 >= len(words) or words[i + 1].gap.strip() or words[i + 1].sentence != words[i].sentence:
        return False
    after = words[i + 1]
    return sort_of_noun(after.lower) is not None and after.lower not in word_set("cue_verbs", "words")


def _adjoins(before: Token, token: Token) -> bool:
    if before.sentence != token.sentence:
        return False
    if _parts_thousands(token) and before.text.isdigit():
        return True
    return not token.gap.strip() or (before.possessive and token.gap.strip(" ’'sS") == "")


def _parts_thousands(token: Token) -> bool:
    """Tell whether a comma parts a token from the number before it ("2,000")."""
    return token.gap == "," and token.text.isdigit()


def _can_modify(token: Token) -> bool:
    word = token.lower
    if word in word_set("function_words") or word in word_set("cue_verbs", "words"):
        return False
    return not word.endswith("ing") or "-" in word


def introduced_later(reading: Reading, registry: Registry, mention: SourceMention) -> Referent | None:
    """Find the one person whose stated role has all the words of a description.

    Args:
        reading: The article's words.
        registry: Its referents, with their roles.
        mention: The description.

    Returns:
        The referent; `None` when no person or more than one fits, or when the description is a bare noun.
    """
    wanted = frozenset(mention.modifiers)
    titles = same_title(mention.head)
    found = [
        referent
        for referent in registry.with_role_word(titles)
        if any(wanted <= words and words & titles for words in role_words(reading, referent))
    ]
    return found[0] if len(found) == 1 and wanted else None


def is_bare(reading: Reading, mention: SourceMention) -> bool:
    """Tell whether a nominal only points back: no owner and nothing after it explains it.

    Args:
        reading: The article's words.
        mention: The nominal.
    """
    tokens = reading.within(mention.description.start, mention.description.end)
    closed = (k for k in tokens if k > tokens.start + len(mention.modifiers) + 1)
    tail = next(closed, None)
    return mention.definite and mention.owner is None and (tail is None or "," in reading.tokens[tail].gap)


def is_dated(reading: Reading, mention: SourceMention) -> bool:
    """Tell whether a document is the one spoken of already: "the report published today", "a report released Monday".

    Args:
        reading: The article's words.
        mention: The nominal.
    """
    if mention.sort != "document" or mention.owner is not None:
        return False
    tokens = reading.within(mention.description.start, mention.description.end)
    tail = [reading.tokens[i].lower for i in tokens if reading.tokens[i].start >= mention.mention.end]
    if not tail and tokens.stop < len(reading.tokens) and not reading.tokens[tokens.stop].gap.strip():
        # In running text the description ends with the noun.
        tail = [token.lower for token in reading.tokens[tokens.stop : tokens.stop + 2]]
    dated = bool(tail) and tail[0].endswith("ed")
    if {"by", "from", "of", "for", "about"} & set(tail):
        return mention.definite and dated
    return mention.definite or (dated and not mention.modifiers)


def points_back(reading: Reading, i: int, mention: SourceMention) -> bool:
    """Tell whether a noun phrase in the running text stands for a person named before: "the Texas senator" alone.

    Args:
        reading: The article's words.
        i: Index of its head.
        mention: The noun phrase.
    """
    words = reading.tokens
    start = reading.within(mention.mention.start, mention.mention.end).start
    # Without a modifier, an office is anybody's unless the clause begins with it ("The senator from Ohio left").
    leads = words[start].opens or "," in words[start].gap
    complete = mention.modifiers or (leads and office_end(words, i) > i + 1)
    if words[start].lower != "the" or not complete or reading.quotation_at(words[i].start) is not None:
        return False
    i = office_end(words, i) - 1
    if i + 1 >= len(words):
        return True
    after = words[i + 1]
    governs = after.lower in {"of", "for", "at", "in", "who", "that"} and not after.gap.strip()
    return not governs and not (after.capital and not after.gap.strip(" ,"))


def office_end(words: Sequence[Token], i: int) -> int:
    """Return where an office ends whose noun governs a place or a charge ("senator from Ohio", "secretary of state").

    Args:
        words: The article's words.
        i: Index of the noun.

    Returns:
        The index after the last word of the office; `i + 1` when the noun governs nothing of the kind.
    """
    offices = word_set("titles", "offices") | word_set("titles", "running")
    k = i + 1
    if k + 1 >= len(words) or words[k].lower not in {"of", "from"} or words[i].lower not in offices:
        return i + 1
    if words[i].possessive or not words[k].follows(words[i]):
        return i + 1
    k += 1
    while k < len(words) and words[k].follows(words[k - 1]) and _in_office(words[k]):
        k += 1
        if words[k - 1].possessive:
            break
    return k if k > i + 2 else i + 1


def _in_office(token: Token) -> bool:
    return token.capital or token.lower in word_set("titles", "complements")
