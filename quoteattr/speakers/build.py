"""Build the speakers: name, kind, role, aliases and mentions of every referent that speaks."""

import re
from collections.abc import Iterable, Iterator

from quoteattr.speakers.bearers import is_personal, is_plural
from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import is_role_noun, pronoun_class
from quoteattr.speakers.reading import Reading
from quoteattr.speakers.referents import Referent
from quoteattr.speakers.roles import Role, best_role, is_former
from quoteattr.speakers.taking_up import VAGUE
from quoteattr.types import Mention, Span, Speaker, SpeakerId, SpeakerKind

__all__ = ["build_speakers"]


def build_speakers(reading: Reading, referents: Iterable[Referent]) -> dict[int, Speaker]:
    """Build one speaker for each referent.

    Args:
        reading: The article's words.
        referents: What the sources were resolved to; repetitions are one speaker.

    Returns:
        The speakers by the number of their referent, in order of first mention.
    """
    unique = {referent.number: referent for referent in referents}
    mentions = {number: _mentions(referent) for number, referent in unique.items()}
    order = sorted(unique, key=lambda number: (mentions[number][0], number))
    return {
        number: _speaker(reading, unique[number], mentions[number], SpeakerId(f"s{place}"))
        for place, number in enumerate(order, start=1)
    }


def _mentions(referent: Referent) -> tuple[Mention, ...]:
    found = dict(referent.mentions)
    if referent.entity is not None:
        found.update({n.start: Mention(n.start, n.end, "name") for n in referent.entity.names})
    if not found:
        found[referent.label.start] = Mention(referent.label.start, referent.label.end, "nominal")
    return tuple(sorted(found.values()))


def _speaker(reading: Reading, referent: Referent, mentions: tuple[Mention, ...], identifier: SpeakerId) -> Speaker:
    name = _clean(reading, _with_article(reading.text, referent, _closed(reading.text, referent.label)))
    role = _role(reading, referent)
    return Speaker(
        id=identifier,
        name=name,
        kind=_kind(reading, referent, bears_role=role is not None and _of_person(reading, role)),
        role=None if role is None else reading.text[role.start : role.end],
        role_span=None if role is None else Span(role.start, role.end),
        aliases=tuple(_aliases(reading, mentions, name)),
        mentions=mentions,
        former=role is not None and is_former(reading, role),
    )


def _with_article(text: str, referent: Referent, span: Span) -> Span:
    """Give back the article without which a name of one word is hardly one ("The Hill")."""
    known = referent.entity is not None and referent.entity.fullest.words[0] in word_set("heads", "naming", "with-the")
    if not known or referent.entity is None or len(referent.entity.fullest.words) > 1 or referent.kind == "person":
        return span
    places = (name.start - len(_THE) for name in referent.entity.names)
    start = next((place for place in places if place >= 0 and text.startswith(_THE, place)), None)
    return span if start is None else Span(start, start + len(_THE) + len(span))


_THE = "The "
_BRACKET = re.compile(r"\.?\)")
_CLOSING = {"“": "”", "‘": "’"}


def _closed(text: str, span: Span) -> Span:
    """Lengthen a name by the mark that closes it ("Burns’s “Tides”") or by the stop of an abbreviation ("the U.S.")."""
    inside = text[span.start : span.end]
    after = text[span.end : span.end + 1]
    if inside.rfind("(") > inside.rfind(")") and (bracket := _BRACKET.match(text, span.end)):
        return Span(span.start, bracket.end())
    if (after == "." and _abbreviated(inside)) or (after == "%" and inside[-1:].isdigit()):
        return Span(span.start, span.end + 1)
    opening = next((mark for mark, closing in _CLOSING.items() if closing == after), "")
    unclosed = bool(opening) and opening in inside[inside.rfind(after) + 1 :]
    unclosed = unclosed or (after == '"' and inside.count('"') % 2 == 1)
    return Span(span.start, span.end + 1) if unclosed else span


def _abbreviated(name: str) -> bool:
    """Tell whether the last word of a name is an abbreviation that ends in a stop ("the U.S.", "Tom Reddy Jr.")."""
    last = name.split()[-1:]
    dotted = bool(last) and "." in last[0] and all(0 < len(part) < 3 for part in last[0].split("."))
    return dotted or any(word.casefold() in word_set("titles", "stopped") for word in last)


def _clean(reading: Reading, span: Span) -> str:
    """Return the text of a name on one line."""
    return " ".join(reading.text[span.start : span.end].split())


def _kind(reading: Reading, referent: Referent, *, bears_role: bool) -> SpeakerKind:
    entity = referent.entity
    if entity is not None and entity.kind == "unknown" and len(entity.fullest.words) == 1:
        person = bears_role or referent.pronoun or any(is_personal(reading, name) for name in entity.names)
        several = not person and any(is_plural(reading, name) for name in entity.names)
        return "person" if person else "group" if several else "organisation"
    if entity is not None and entity.kind == "unknown" and (bears_role or referent.pronoun):
        return referent.sort
    return referent.kind or referent.sort


def _of_person(reading: Reading, role: Role) -> bool:
    """Tell whether a role is a person's and not an organisation's ("a local newspaper")."""
    return any(is_role_noun(reading.tokens[i].lower) for i in reading.within(role.start, role.end))


def _role(reading: Reading, referent: Referent) -> Role | None:
    if referent.entity is not None or referent.sort == "group":
        return best_role(reading, referent.roles)
    if referent.sort != "person":
        return None
    tokens = reading.within(referent.label.start, referent.label.end)
    skipped = word_set("function_words") | word_set("nouns", "quantity") | {"least"}
    start = next((i for i in tokens if reading.tokens[i].lower not in skipped), None)
    relatives = word_set("noun_phrases", "relatives")
    clause = next((i for i in tokens if reading.tokens[i].lower in relatives), tokens.stop)
    heads = [i for i in range(tokens.start, clause) if is_role_noun(reading.tokens[i].lower)]
    # "A man" is no position, whatever else is said of him.
    heads = [i for i in heads if reading.tokens[i].lower not in VAGUE]
    if start is None or not heads or heads[0] < start:
        return None
    if reading.tokens[start].possessive and start > tokens.start and pronoun_class(reading.tokens[start - 1].lower):
        # "Her Majesty’s Chief Inspector" is no role without "Her".
        start -= 1
    return Role(reading.tokens[start].start, referent.label.end, "description")


def _aliases(reading: Reading, mentions: Iterable[Mention], name: str) -> Iterator[str]:
    seen = {name, name.removeprefix(_THE)}
    for mention in mentions:
        text = _clean(reading, _closed(reading.text, mention))
        if mention.kind != "pronoun" and text not in seen:
            seen.add(text)
            yield text
