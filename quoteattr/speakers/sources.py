"""Read a source span: its head mention, what kind of thing that is, and what it agrees with."""

import re
from collections.abc import Mapping, Sequence

from quoteattr.speakers.descriptions import described
from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.lists import joins_speakers, listed_names, lists_speakers, opening_words
from quoteattr.speakers.mentions import NameIndex, SourceMention, is_role_noun, pronoun_class, sort_of_noun
from quoteattr.speakers.names import Name
from quoteattr.speakers.reading import Reading, Token
from quoteattr.types import Mention, Span, SpeakerKind

__all__ = ["read_source"]

_PARENTHESIS = re.compile(r"[,;:()\[\]—–]|--| - ")
_FURTHEST_NOUN = 4


def read_source(reading: Reading, index: NameIndex, source: Sequence[Span]) -> SourceMention | None:
    """Find the head mention of a source.

    Args:
        reading: The article's words.
        index: Its names.
        source: The spans of one source, in order.

    Returns:
        The head mention; `None` for a source without a word.

    Example:
        >>> from quoteattr.speakers.names import find_names
        >>> from quoteattr.speakers.reading import read
        >>> text = "the council leader, Bill Dixon, spoke"
        >>> r = read(text, [], [])
        >>> found = read_source(r, NameIndex(find_names(r)), [Span(0, 31)])
        >>> text[found.mention.start:found.mention.end], found.sort
        ('Bill Dixon', 'person')
    """
    best: SourceMention | None = None
    for span in source:
        tokens = reading.within(span.start, span.end)
        if _labels_turn(reading, tokens):
            return _of_pronoun(reading.tokens[tokens.start], "first")
        found = _read_span(reading, index, tokens) if tokens else None
        if found is not None and (best is None or (best.name is None and found.name is not None)):
            best = found
    return best


def _read_span(reading: Reading, index: NameIndex, tokens: range) -> SourceMention | None:
    words = reading.tokens
    if all(words[i].lower in {"the", "a", "an"} for i in tokens):
        # A source cut off before its name.
        tokens = _whole_phrase(words, index, tokens)
        if tokens.stop == tokens.start + 1:
            return None
    start = tokens.start
    while start < tokens.stop - 1 and words[start].lower in word_set("noun_phrases", "openers"):
        start += 1
    tokens = range(start, tokens.stop)
    last = words[tokens.stop - 1]
    if len(tokens) > 1 and last.lower in {"whom", "which"} and words[tokens.stop - 2].lower == "of":
        # "most of whom"
        return _of_pronoun(last, "relative")
    pronoun = pronoun_class(words[start].lower)
    if (
        pronoun
        and not lists_speakers(words, index, tokens)
        and (len(tokens) == 1 or not _continues(words, tokens, pronoun))
    ):
        return _of_pronoun(words[start], pronoun)
    head_end = _head_end(reading, index, tokens)
    if lists_speakers(words, index, tokens) or joins_speakers(words, index, start, head_end):
        return _nominal(reading, index, tokens, head_end, "group", joint=True)
    name = index.at(head_end - 1)
    if name is None or name.last != head_end:
        name = _name_beside(reading, index, head_end, tokens.stop)
    elif name.kind == "group":
        return _nominal(reading, index, tokens, head_end, _sort_of_people(words[start], name))
    return _nominal(reading, index, tokens, head_end) if name is None else _of_name(name)


def _labels_turn(reading: Reading, tokens: range) -> bool:
    """Tell whether a source is the letter before a turn of an interview ("Q:", "A:"), for whose turn it is."""
    if len(tokens) != 1 or reading.tokens[tokens.start].text not in {"Q", "A"}:
        return False
    token = reading.tokens[tokens.start]
    opens = reading.paragraphs[reading.paragraph_of(token.start)].start == token.start
    return opens and reading.text[token.end : token.end + 1] == ":"


def _whole_phrase(words: Sequence[Token], index: NameIndex, tokens: range) -> range:
    """Lengthen a source that is only an article by the name or the speaker's noun that follows."""
    for i in range(tokens.stop, min(len(words), tokens.stop + _FURTHEST_NOUN)):
        name = index.titled(i)
        if words[i].gap.strip() or words[i].lower in word_set("function_words"):
            break
        if name is not None and name.title == i:
            return range(tokens.start, name.last)
        if sort_of_noun(words[i].lower) and (i + 1 == len(words) or not sort_of_noun(words[i + 1].lower)):
            return range(tokens.start, i + 1)
    return range(tokens.start, tokens.start + 1)


def _continues(words: Sequence[Token], tokens: range, pronoun: str) -> bool:
    """Tell whether a pronoun only opens a longer phrase ("his campaign", "that report", "who else")."""
    word, after = words[tokens.start], words[tokens.start + 1]
    auxiliary = after.lower in word_set("function_words", "words", "auxiliaries")
    if pronoun == "relative":
        return not auxiliary and not after.gap.strip()
    near = not after.gap.strip(" “‘\"'")
    return word.lower in word_set("noun_phrases", "determining") and near and not auxiliary


def _of_pronoun(token: Token, pronoun: str) -> SourceMention:
    plural = pronoun in {"they", "first-plural"}
    return SourceMention(
        Mention(token.start, token.end, "pronoun"),
        "group" if plural else "person",
        plural,
        pronoun=pronoun,
        description=Span(token.start, token.end),
    )


def _sort_of_people(determiner: Token, name: Name) -> SpeakerKind:
    """Tell a single member of a party or people ("the Kentucky Republican") from all of them."""
    word = name.words[-1]
    single = not word.endswith("s") and sort_of_noun(word) == "person"
    return "person" if single and determiner.lower in opening_words() else "group"


def _head_end(reading: Reading, index: NameIndex, tokens: range) -> int:
    """Return the index after the last token of the head: before the first comma, preposition or relative pronoun."""
    words = reading.tokens
    start, stop = tokens.start, tokens.stop
    i = start
    while i < stop:
        name = index.titled(i)
        inside = name is not None and name.title < i
        if i > start and not inside and _ends_head(words, index, tokens, i):
            return i
        i = max(i + 1, name.last if name and name.last <= stop else 0)
    return stop


def _ends_head(words: Sequence[Token], index: NameIndex, tokens: range, i: int) -> bool:
    if _PARENTHESIS.search(words[i].gap):
        return True
    if words[i].lower in word_set("noun_phrases", "boundaries"):
        attribute = words[i].lower in word_set("noun_phrases", "placing") and words[i - 1].lower in opening_words()
        return not attribute and not _within_office(words, index, i)
    return i > tokens.start + 1 and _participle(words, i, tokens.stop)


def _within_office(words: Sequence[Token], index: NameIndex, i: int) -> bool:
    """Tell whether "of" belongs to an office that stands before a name ("secretary of state Bill Dixon")."""
    if words[i].lower != "of" or not is_role_noun(words[i - 1].lower):
        return False
    k = i + 1
    while k < len(words) and words[k].lower in word_set("titles", "complements") | {"and"}:
        k += 1
    name = index.at(k)
    return k > i + 1 and name is not None and name.first == k and words[k].follows(words[k - 1])


def _participle(words: Sequence[Token], i: int, stop: int) -> bool:
    """Tell whether a participle or verb after the noun opens a clause ("people working for", "a man named")."""
    word = words[i].lower
    if words[i].capital or i + 1 >= stop or "-" in word:
        return word in word_set("function_words", "words", "auxiliaries") and i > 0
    if word in word_set("function_words", "words", "auxiliaries"):
        return True
    if word.endswith("ing") and words[i - 1].lower.endswith("s") and sort_of_noun(words[i - 1].lower) == "group":
        # "several judges handling lawsuits"
        return True
    governs = words[i + 1].lower in word_set("function_words") or words[i + 1].capital
    return (
        governs
        and word.endswith(("ing", "ed"))
        and sort_of_noun(words[i - 1].lower) in {"person", "group", "document", "organisation"}
    )


def _of_name(name: Name) -> SourceMention:
    sorts: Mapping[str, SpeakerKind] = {"group": "group", "organisation": "organisation", "place": "other"}
    sort = sorts.get(name.kind, "person")
    span = Span(name.start, name.end)
    return SourceMention(Mention(name.start, name.end), sort, sort == "group", name=name, description=span)


def _name_beside(reading: Reading, index: NameIndex, head_end: int, stop: int) -> Name | None:
    """Find the person's name set beside a singular role ("the governor, Ada Burns, …", "a man named Bill Dixon")."""
    words = reading.tokens
    sort = sort_of_noun(words[head_end - 1].lower)
    if sort == "organisation" or words[head_end - 1].lower == "group":
        return _organisation_beside(words, index, head_end, stop)
    if sort not in {"person", None}:
        return None
    for i in range(head_end, stop):
        if words[i].lower in {"who", "which", "that"}:
            return None
        named = words[i].lower in {"named", "called"} or _identified(words, i)
        if named or _PARENTHESIS.search(words[i].gap):
            name = next(iter(index.among(range(i, min(i + 8, stop)))), None)
            if name is not None and len(name.words) == 1 and "(" in words[name.first].gap:
                # "Ada Burns (D-Conn.)"
                return None
            if name is not None and name.kind in {"person", "unknown"} and _leads_to(words, i + named, name):
                return name if named or _closes(words, name, stop) else None
    return None


def _organisation_beside(words: Sequence[Token], index: NameIndex, i: int, stop: int) -> Name | None:
    """Find the name set beside an organisation's noun ("one group, Harbour Watch," "a website called Tideline")."""
    if i >= stop:
        return None
    i += words[i].lower in {"called", "named", "known"}
    i += words[i].lower == "as" if i < stop else 0
    called = words[i - 1].lower in {"called", "named", "as"}
    i += called and i < stop and words[i].lower == "the"
    name = index.at(i) if i < stop else None
    beside = name is not None and name.first == i and name.kind in {"organisation", "unknown"}
    marked = called or (i < stop and words[i].gap.strip() == ",")
    return name if name is not None and beside and marked and _closes(words, name, stop) else None


def _identified(words: Sequence[Token], i: int) -> bool:
    return words[i].lower == "as" and words[i - 1].lower in {"identified", "known"}


def _closes(words: Sequence[Token], name: Name, stop: int) -> bool:
    after = words[name.last] if name.last < stop else None
    return after is None or after.lower == "of" or bool(_PARENTHESIS.search(after.gap))


def _leads_to(words: Sequence[Token], i: int, name: Name) -> bool:
    """Tell whether a name begins at a token, which may lie behind the last one, or after a role that begins there."""
    if i < len(words) and words[i].lower in {"the", "a", "an"}:
        i += 1
    if name.title <= i <= name.first:
        return True
    titled = name.title < name.first and not any(
        words[k].lower in word_set("function_words") for k in range(i, name.title)
    )
    return (titled or sort_of_noun(words[name.title - 1].lower) == "person") and not any(
        _PARENTHESIS.search(words[k].gap) for k in range(i + 1, name.first + 1)
    )


def _nominal(
    reading: Reading,
    index: NameIndex,
    tokens: range,
    head_end: int,
    sort: SpeakerKind | None = None,
    *,
    joint: bool = False,
) -> SourceMention:
    words = reading.tokens
    inside = words[tokens.start : head_end]
    head = inside[-1].lower
    sort = sort or _sort(inside, head)
    names = (index.at(i) for i in range(head_end - 1, tokens.start - 1, -1))
    description = described(words, index, tokens, joint=joint)
    return SourceMention(
        Mention(inside[0].start, inside[-1].end, "nominal"),
        sort,
        sort == "group",
        head=head,
        modifiers=tuple(t.lower for t in inside[:-1] if t.lower not in opening_words()),
        definite=inside[0].lower in word_set("noun_phrases", "determiners"),
        owner=next((name for name in names if name is not None), None),
        description=description,
        members=listed_names(words, index, reading.within(description.start, description.end)) if joint else (),
    )


def _sort(inside: Sequence[Token], head: str) -> SpeakerKind:
    first = inside[0].lower
    if head in word_set("nouns", "group"):
        return "group"
    if first in word_set("nouns", "quantity") and len(inside) > 1:
        return "group"
    found = sort_of_noun(head)
    if found is not None:
        return found
    if head.endswith("s") and not head.endswith("ss"):
        return "group"
    return "person" if head in {"one", "another", "someone", "anyone", "man", "woman"} else "other"
