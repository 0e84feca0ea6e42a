"""Names that only the rest of the article explains: surnames that look like ordinary words, words that are no part."""

from collections.abc import Sequence
from dataclasses import replace

from quoteattr.speakers.lexicon import given_name_pronoun, word_set
from quoteattr.speakers.named import Name, NameKind
from quoteattr.speakers.reading import Reading, Token
from quoteattr.speakers.titles import is_function_word

__all__ = ["revise"]

Words = tuple[str, ...]
# Words of the name of an organisation, and of the person after it.
_FEWEST_OF_TWO = 3
_LONGEST_APPOSITION = 9


def revise(reading: Reading, names: Sequence[Name]) -> list[Name]:
    """Use what other places say of the words of a name.

    An ordinary word before a name that is known otherwise is dropped, a surname that looks like an ordinary word, a
    place, a people or an organisation becomes a name of its bearer, and a people belongs to a name that never stands
    without it.

    Args:
        reading: The article's words.
        names: The names that their own words tell.

    Returns:
        The names, not in order.
    """
    tokens = reading.tokens
    surnames = {n.words[-1:] for n in names if n.kind == "person" and len(n.words) > 1}
    names = [part for name in names for part in _parted(tokens, name, surnames)]
    inner = {n.words for n in names if not tokens[n.first].opens}
    alone = {n.words for n in names if n.title == n.first}
    bodies = {n.words for n in names if _is_body(tokens, n, surnames)}
    revised = []
    for name in names:
        changed = _without_opener(reading, name, inner, surnames) or _with_determiner(tokens, name, inner)
        changed = changed or _with_people(tokens, name, surnames | alone) or _as_surname(tokens, name, surnames)
        changed = changed or (replace(name, kind="organisation") if name.words in bodies else None)
        revised.append(changed or name)
    covered = {i for n in names for i in range(n.title, n.last)}
    for i, token in enumerate(tokens):
        if token.capital and (token.lower,) in surnames and i not in covered and _stands_as_name(tokens, i):
            revised.append(Name(token.start, token.end, i, i + 1, i, "person", None, (token.lower,)))
    return revised


def _parted(tokens: Sequence[Token], name: Name, surnames: set[Words]) -> tuple[Name, ...]:
    """Part an organisation from the person who speaks right after it ("a talk with the Lowmere Post Burns said")."""
    k = name.last - 1
    after = tokens[name.last] if name.last < len(tokens) else None
    if after is not None and after.lower in word_set("function_words", "words", "adverbs"):
        # "English also said"
        after = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
    speaking = word_set("cue_verbs", "words") - word_set("function_words", "words", "auxiliaries")
    speaks = after is not None and after.lower in speaking and after.gap.isspace()
    if not speaks or name.kind != "organisation" or name.last - name.first < _FEWEST_OF_TWO:
        return (name,)
    bodies = word_set("nouns", "organisation")
    if name.words[-1:] not in surnames or name.words[-1] in bodies or name.words[-2] not in bodies:
        return (name,)
    body = replace(name, end=tokens[k - 1].end, last=k, words=name.words[:-1])
    return body, Name(tokens[k].start, tokens[k].end, k, k + 1, k, "person", None, name.words[-1:])


def _without_opener(reading: Reading, name: Name, inner: set[Words], surnames: set[Words]) -> Name | None:
    """Drop an ordinary word that opens a sentence before a name known from elsewhere ("Blaming Ada Burns, …")."""
    token, rest = reading.tokens[name.first], name.words[1:]
    if name.kind != "unknown" or not token.opens or not rest:
        return None
    ordinary = token.lower in reading.lower_seen or (token.lower.endswith("ing") and len(token.lower) > 5)
    known = rest in inner if len(rest) > 1 else rest in inner and rest in surnames and ordinary
    named = ordinary and len(rest) > 1 and given_name_pronoun(rest[0]) is not None
    if not known and not named:
        return None
    person: NameKind = "person" if rest[-1:] in surnames or given_name_pronoun(rest[0]) else "unknown"
    first = name.first + 1
    start = reading.tokens[first].start
    return replace(name, start=start, first=first, title=first, words=rest, kind=person)


def _with_determiner(tokens: Sequence[Token], name: Name, inner: set[Words]) -> Name | None:
    """Lengthen a name by the determiner that belongs to it ("Our Harbour PAC") where it opens a sentence."""
    k = name.title - 1
    if k < 0 or name.title < name.first or not tokens[k].opens or not tokens[name.first].follows(tokens[k]):
        return None
    words = (tokens[k].lower, *name.words)
    known = words in inner or (len(words) >= _FEWEST_OF_TWO and words[:-1] in inner)
    return replace(name, start=tokens[k].start, first=k, title=k, words=words) if known else None


def _with_people(tokens: Sequence[Token], name: Name, known: set[Words]) -> Name | None:
    """Give a people back to a name that never stands without it ("the British Legion")."""
    k = name.first - 1
    if len(name.words) > 1 or name.title == name.first or name.words in known or given_name_pronoun(name.words[0]):
        return None
    if tokens[name.first].text.isupper():
        # "the Welsh SVP": letters are a name by themselves.
        return None
    people = word_set("places", "peoples") - word_set("places", "parties")
    if tokens[k].lower not in people or k > name.title:
        return None
    kind: NameKind = "group" if name.kind == "group" else "organisation"
    words = (tokens[k].lower, *name.words)
    return replace(name, start=tokens[k].start, first=k, title=k, words=words, kind=kind)


def _is_body(tokens: Sequence[Token], name: Name, surnames: set[Words]) -> bool:
    """Tell whether the words around a name say that it is an organisation's."""
    if name.kind != "unknown" or len(name.words) == 1 or name.title < name.first or name.words[-1:] in surnames:
        return False
    if given_name_pronoun(name.words[0]):
        return False
    return _apposes_body(tokens, name.last) or _takes_which(tokens, name) or _follows_body(tokens, name)


def _apposes_body(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether an apposition says what an organisation is ("Harbour Watch, a campaign group,")."""
    if i + 1 >= len(tokens) or tokens[i].gap != ", " or tokens[i].lower not in {"a", "an"}:
        return False
    for k in range(i + 1, min(len(tokens) - 1, i + _LONGEST_APPOSITION)):
        after = tokens[k + 1]
        if after.gap.strip() or after.lower in word_set("noun_phrases", "boundaries") or after.lower == "based":
            return tokens[k].lower in word_set("nouns", "organisation")
    return False


def _takes_which(tokens: Sequence[Token], name: Name) -> bool:
    """Tell whether "which" goes on with a name that opens a sentence or has an article ("Vane Tideline, which")."""
    i = name.last
    which = i < len(tokens) and tokens[i].gap == ", " and tokens[i].lower == "which"
    return which and (tokens[name.first].opens or tokens[name.first - 1].lower == "the")


def _follows_body(tokens: Sequence[Token], name: Name) -> bool:
    """Tell whether "the" or what it is stands before a name ("the Vane Tideline", "the newspaper Vane Tideline").

    A noun behind it would be the head ("the Vane Tideline trial").
    """
    k = name.first - 1
    if k < 0 or not tokens[name.first].gap.isspace() or tokens[k].possessive:
        return False
    body = tokens[k].lower in word_set("heads", "bodies") and not tokens[k].capital
    if not body and tokens[k].lower != "the":
        return False
    after = tokens[name.last] if name.last < len(tokens) else None
    if after is None or after.gap.strip() or after.sentence != tokens[k].sentence:
        return True
    return after.lower in word_set("function_words") or after.lower in word_set("cue_verbs", "words")


def _as_surname(tokens: Sequence[Token], name: Name, surnames: set[Words]) -> Name | None:
    """Take a place, people or organisation for the person of that surname where it speaks ("said English")."""
    if name.kind not in {"group", "place", "organisation"} or name.words not in surnames or len(name.words) > 1:
        return None
    near = name.first > 0 and tokens[name.first].gap.isspace()
    before = tokens[name.first - 1] if near else None
    after = tokens[name.last] if name.last < len(tokens) else None
    if after is not None and after.lower in word_set("function_words", "words", "adverbs"):
        # "English also said"
        after = tokens[name.last + 1] if name.last + 1 < len(tokens) else None
    speaking = word_set("cue_verbs", "words") - word_set("function_words", "words", "auxiliaries")
    speaks = after is not None and after.gap.isspace() and after.lower in speaking
    spoken = before is not None and before.lower in speaking
    described = (
        tokens[name.first].opens and after is not None and after.gap.strip() == "," and name.kind != "organisation"
    )
    determined = before is not None and before.lower in word_set("function_words", "words", "determiners")
    return replace(name, kind="person") if (speaks or spoken or described) and not determined else None


def _stands_as_name(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a surname that is also an ordinary word ("Will", "Day", "Cook", "May") stands as a name."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if tokens[i].lower in word_set("nouns", "time"):
        return not _dates(tokens, i)
    if not tokens[i].opens:
        return True
    speaks = after is not None and after.lower in word_set("cue_verbs", "words") | {"who"}
    described = after is not None and after.gap.strip() == "," and _describes(after)
    return (speaks or described) and not is_function_word(tokens[i])


def _describes(token: Token) -> bool:
    """Tell whether an apposition or a relative clause begins ("Bush, Ohio’s former governor, …")."""
    owner = token.possessive and token.capital
    return owner or token.lower in word_set("noun_phrases", "articles") | {"who", "whose"}


def _dates(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a month stands in a date ("in May", "5 May", "May 5", "early May") or a verb opens ("May I")."""
    if tokens[i].possessive:
        return False
    before, after = tokens[i - 1] if i else None, tokens[i + 1] if i + 1 < len(tokens) else None
    if after is None or after.text[0].isdigit() or (before is not None and before.text[0].isdigit()):
        return True
    speaks = after.lower in word_set("cue_verbs", "words") and not after.gap.strip()
    leads = before is not None and before.sentence == tokens[i].sentence and not tokens[i].gap.strip()
    placed = leads and before is not None and before.lower in word_set("nouns", "before-dates")
    return placed or not speaks
