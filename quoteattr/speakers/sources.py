"""Read a source span: its head mention, what kind of thing that is, and what it agrees with."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from quoteattr.speakers.beside import PARENTHESIS, name_beside
from quoteattr.speakers.commas import within_phrase
from quoteattr.speakers.descriptions import described
from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.lists import joins_speakers, listed_names, lists_speakers, opening_words
from quoteattr.speakers.mentions import NameIndex, SourceMention, is_role_noun, pronoun_class, sort_of_noun
from quoteattr.speakers.names import Name
from quoteattr.speakers.reading import Reading, Token
from quoteattr.speakers.source_kinds import head_kind, noun_kind, people_kind, plain_sort
from quoteattr.speakers.titles import title_before
from quoteattr.types import Mention, Span, SpeakerKind

__all__ = ["read_source"]

_FURTHEST_NOUN = 4
# What stands without an article before a participle: plurals, and what has none ("Research conducted for").
_BEFORE_PARTICIPLES = ("s", "research", "data", "evidence", "footage")
_BEFORE_RELATIVES = frozenset({"from", "to", "for", "with", "by", "on"})


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
    tokens = _without_cue(reading, index, range(start, tokens.stop))
    tokens = _without_title(reading, index, tokens)
    start = tokens.start
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
        found = _nominal(reading, index, tokens, head_end, "group", joint=True)
        return replace(found, kind="document") if _joins_documents(words, range(start, head_end)) else found
    name = index.at(head_end - 1)
    if name is None or name.last != head_end:
        name = name_beside(words, index, tokens, head_end)
    elif name.kind == "group":
        found = _nominal(reading, index, tokens, head_end, _sort_of_people(words[start], name))
        return replace(found, kind=people_kind(words[start].lower, name.words[-1]))
    return _nominal(reading, index, tokens, head_end) if name is None else _of_name(name)


def _joins_documents(words: Sequence[Token], tokens: range) -> bool:
    """Tell whether all that "and" joins are documents ("some emails and other records")."""
    ends = [i - 1 for i in tokens[1:] if words[i].lower in {"and", "or"}] + [tokens.stop - 1]
    return all(noun_kind(words[i]) == "document" and not words[i].capital for i in ends)


def _without_cue(reading: Reading, index: NameIndex, tokens: range) -> range:
    """Cut off what is no speaker's at the end: the verb of "Fox News reports:", the relative of "women from whom"."""
    words, stop = reading.tokens, tokens.stop
    last = words[stop - 1]
    name = index.at(stop - 2) if len(tokens) > 1 else None
    colon = reading.text[last.end : last.end + 1] == ":"
    if colon and name is not None and last.lower in word_set("cue_verbs", "words") and not last.capital:
        return range(tokens.start, stop - 1)
    if len(tokens) > 2 and last.lower in {"whom", "which"} and words[stop - 2].lower in _BEFORE_RELATIVES:
        return range(tokens.start, stop - 2)
    cut = last.lower in {"that", "the", "a", "an"} and not last.capital
    return range(tokens.start, stop - 1) if len(tokens) > 2 and cut else tokens


def _without_title(reading: Reading, index: NameIndex, tokens: range) -> range:
    """Cut off a title in marks before what somebody named is ("“Harbour Lights” creator Ada Burns")."""
    for k in tokens[1:]:
        opening = title_before(reading, k)
        if opening is None or opening > tokens.start + 1:
            continue
        name = next(iter(index.among(range(k, tokens.stop))), None)
        titled = name is not None and name.kind == "person" and is_role_noun(reading.tokens[name.first - 1].lower)
        return range(k, tokens.stop) if titled else tokens
    return tokens


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
    if PARENTHESIS.search(words[i].gap):
        return not within_phrase(words, index, tokens, i)
    if any(mark in words[i].gap for mark in ("“", "''", '"')) and noun_kind(words[i - 1]) == "document":
        # "his book “The Long Tide”"
        return True
    if _adds_clause(words, i) or _sets_apart(words, i):
        return True
    if words[i].lower in word_set("noun_phrases", "boundaries"):
        before = opening_words() | {"and", "or"}
        attribute = words[i].lower in word_set("noun_phrases", "placing") and words[i - 1].lower in before
        return not attribute and not _within_office(words, index, i)
    plural = noun_kind(words[i - 1]) in {"group", "document"} and words[i - 1].lower.endswith(_BEFORE_PARTICIPLES)
    return (i > tokens.start + 1 or plural) and _participle(words, i, tokens.stop)


def _adds_clause(words: Sequence[Token], i: int) -> bool:
    """Tell whether a word behind a noun says where or when, or begins a clause ("polls there", "a talk he gave")."""
    if noun_kind(words[i - 1]) is None or words[i - 1].lower in word_set("nouns", "quantity") or words[i].capital:
        return False
    return words[i].lower in word_set("noun_phrases", "adding")


def _sets_apart(words: Sequence[Token], i: int) -> bool:
    """Tell whether a word sets apart some of those named or counted before it ("men such as", "nine out of ten")."""
    after = words[i + 1].lower if i + 1 < len(words) else ""
    return (words[i].lower, after) in {("such", "as"), ("out", "of")}


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
    if words[i].capital or "-" in word or words[i - 1].possessive:
        # "the party’s presumed Lowmere nominee"
        return word in word_set("function_words", "words", "auxiliaries") and i > 0
    if word in word_set("function_words", "words", "auxiliaries"):
        return True
    if word.endswith("ing") and words[i - 1].lower.endswith("s") and sort_of_noun(words[i - 1].lower) == "group":
        # "several judges handling lawsuits"
        return True
    before = words[i - 1].lower.endswith("s") or noun_kind(words[i - 1]) == "document"
    if before and word in word_set("noun_phrases", "participles"):
        return i + 1 < stop and words[i + 1].lower in word_set("function_words")
    if i + 1 >= stop:
        return word.endswith("ed") and noun_kind(words[i - 1]) in {"group", "document"}
    governs = words[i + 1].lower in word_set("function_words") or words[i + 1].capital
    sorts = {"person", "group", "document", "organisation"}
    # "a memo leaked late last night"
    return word.endswith(("ing", "ed")) and noun_kind(words[i - 1]) in (sorts if governs else {"document"})


def _of_name(name: Name) -> SourceMention:
    sorts: Mapping[str, SpeakerKind] = {
        "group": "group",
        "organisation": "organisation",
        "place": "other",
        "document": "document",
    }
    sort = sorts.get(name.kind, "person")
    span = Span(name.start, name.end)
    return SourceMention(Mention(name.start, name.end), sort, sort == "group", name=name, description=span)


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
    kind = None if sort is not None else head_kind(words, tokens, head_end)
    sort = sort or plain_sort(inside)
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
        kind=kind,
    )
