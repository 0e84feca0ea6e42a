"""Find proper names: where they begin and end, what stands before them, and what they seem to name."""

from collections.abc import Container, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from quoteattr.speakers.lexicon import given_name_pronoun, word_set
from quoteattr.speakers.reading import Reading, Token
from quoteattr.speakers.runs import LONGEST_RUN, capital_runs
from quoteattr.speakers.titles import after_title, is_function_word, is_title, next_is_name

__all__ = ["Name", "NameKind", "find_names"]

NameKind = Literal["person", "organisation", "group", "place", "unknown"]


@dataclass(frozen=True, slots=True)
class Name:
    """One occurrence of a proper name.

    Args:
        start: Offset of its first character, after any title or honorific.
        end: Offset after its last character, before any possessive ending.
        first: Index of its first token.
        last: Index after its last token.
        title: Index of the first token of the title or honorific before it; equals `first` when there is none.
        kind: What it seems to name; "unknown" when the words alone do not tell.
        pronoun: The pronoun that its honorific goes with; `None` when it has none or a neutral one.
        words: Its words, case-folded.
        shouts: Whether it is printed in capitals throughout, as headlines print names.
    """

    start: int
    end: int
    first: int
    last: int
    title: int
    kind: NameKind
    pronoun: str | None
    words: tuple[str, ...]
    shouts: bool = False


def find_names(reading: Reading) -> tuple[Name, ...]:
    """Find every proper name of an article, in order.

    Args:
        reading: The article's words.

    Example:
        >>> from quoteattr.speakers.reading import read
        >>> from quoteattr.types import Sentence
        >>> text = "In Leeds, Mayor Bill Dixon met Mrs. Ada Burns of the Ford Foundation."
        >>> [(text[n.start:n.end], n.kind) for n in find_names(read(text, [Sentence(0, len(text))], []))]
        [('Leeds', 'place'), ('Bill Dixon', 'person'), ('Ada Burns', 'person'), ('Ford Foundation', 'organisation')]
    """
    tokens = reading.tokens
    plain = [name for i, j in capital_runs(reading) for name in _split_run(reading, i, j)]
    plain = _revise(reading, plain)
    known = {n.words for n in plain} | {n.words[-1:] for n in plain if n.kind == "person"}
    kinds = {name.words: name.kind for name in plain}
    headlines = _headline_names(tokens, reading.title_case, known, kinds)
    return tuple(sorted((*plain, *headlines), key=lambda name: name.start))


def _revise(reading: Reading, names: list[Name]) -> list[Name]:
    """Use what other places say: drop an ordinary word before a name, add surnames that look like ordinary words."""
    tokens = reading.tokens
    inner = {n.words for n in names if not tokens[n.first].opens}
    surnames = {n.words[-1:] for n in names if n.kind == "person" and len(n.words) > 1}
    revised = []
    for name in names:
        rest = name.words[1:]
        known = rest in inner and (
            len(rest) > 1 or (rest in surnames and tokens[name.first].lower in reading.lower_seen)
        )
        if name.kind == "unknown" and tokens[name.first].opens and known:
            kind: NameKind = "person" if rest in surnames or given_name_pronoun(rest[0]) else "unknown"
            first = name.first + 1
            revised.append(replace(name, start=tokens[first].start, first=first, title=first, words=rest, kind=kind))
        else:
            revised.append(name)
    covered = {i for n in names for i in range(n.title, n.last)}
    for i, token in enumerate(tokens):
        if token.capital and (token.lower,) in surnames and i not in covered and _stands_as_name(tokens, i):
            revised.append(Name(token.start, token.end, i, i + 1, i, "person", None, (token.lower,)))
    return revised


def _stands_as_name(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a surname that is also an ordinary word ("Will", "Day", "Cook", "May") stands as a name."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    if tokens[i].lower in word_set("nouns", "time"):
        return not _dates(tokens, i)
    if not tokens[i].opens:
        return True
    return after is not None and after.lower in word_set("cue_verbs", "words") and not is_function_word(tokens[i])


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


def _split_run(reading: Reading, i: int, j: int) -> Iterator[Name]:
    """Part a run of capitalised words into title and name; one that is only a title names nobody."""
    tokens = reading.tokens
    first = after_title(tokens, i, j)
    if first == j - 1 and tokens[j - 1].lower in _plain_organisations():
        # "Justice Department" is an organisation, not a justice of that name.
        first = i
    has_title = first > i
    peoples = word_set("places", "peoples")
    if not _organisation(tokens[first:j]):
        while first < j - 1 and (
            tokens[first].lower in peoples or is_function_word(tokens[first]) or _leads_list(tokens, first)
        ):
            if given_name_pronoun(tokens[first].lower) and first == i:
                break
            first += 1
    if first >= j:
        return
    core = tokens[first:j]
    if len(core) == 1 and not has_title and (_is_common(core[0], reading.lower_seen) or _ends_phrase(tokens, i)):
        return
    honorific = tokens[first - 1].lower if first > i else ""
    pronoun = next((p for p in ("he", "she") if honorific in word_set("titles", "honorifics", p)), None)
    yield Name(
        start=core[0].start,
        end=core[-1].end,
        first=first,
        last=j,
        title=i,
        kind=_kind(core, titled=has_title),
        pronoun=pronoun,
        words=tuple(t.lower for t in core),
        shouts=_shouts(core),
    )


def _shouts(core: Sequence[Token]) -> bool:
    return all(t.text.isupper() for t in core) and any(len(t.text) > 4 for t in core)


def _leads_list(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a noun of several people opens a sentence before a name ("Celebrities Ada Burns and …")."""
    return tokens[i].opens and tokens[i].lower in word_set("nouns", "group") and tokens[i].lower.endswith("s")


def _plain_organisations() -> frozenset[str]:
    return word_set("nouns", "organisation") - word_set("nouns", "surnames")


def _ends_phrase(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a capitalised organisation noun only ends a longer phrase ("a super PAC", "the city’s Council")."""
    if i == 0 or tokens[i].lower not in _plain_organisations() or tokens[i].sentence != tokens[i - 1].sentence:
        return False
    if tokens[i - 1].possessive and not tokens[i].gap.strip():
        return True
    if not tokens[i].follows(tokens[i - 1]):
        return False
    return not tokens[i - 1].capital and tokens[i - 1].lower not in word_set("function_words")


def _is_common(token: Token, lower_seen: frozenset[str]) -> bool:
    """Tell whether a single capitalised word is an ordinary word or a title used alone ("The President")."""
    if token.lower in word_set("titles", "roles") or is_title(token):
        return True
    return token.opens and (token.lower in lower_seen or token.lower in word_set("nouns"))


def _organisation(core: Sequence[Token]) -> bool:
    words = word_set("nouns", "organisation")
    if len(core) == 2 and given_name_pronoun(core[0].lower) and core[1].lower in word_set("nouns", "surnames"):
        return False
    return len(core) > 1 and any(t.lower in words for t in core)


def _kind(core: Sequence[Token], *, titled: bool) -> NameKind:
    joined = "-".join(t.lower for t in core)
    if _organisation(core) or core[0].lower == "university":
        return "organisation"
    if titled:
        return "person"
    if joined in word_set("places", "places"):
        return "place"
    if len(core) == 1:
        return _kind_of_word(core[0])
    return _kind_of_words(core)


def _kind_of_words(core: Sequence[Token]) -> NameKind:
    if any(t.lower == "of" for t in core):
        return "organisation"
    if core[-1].lower in word_set("places", "peoples"):
        return "group"
    return "person" if given_name_pronoun(core[0].lower) or core[0].initial or core[1].initial else "unknown"


def _kind_of_word(token: Token) -> NameKind:
    if token.lower in word_set("places", "peoples"):
        return "group"
    if token.lower in _plain_organisations():
        return "organisation"
    capitals = token.text.replace(".", "").replace("-", "").isupper()
    if len(token.text) > 1 and (capitals or (len(token.text) < 5 and token.text[-1].isupper())):
        # "DfE" as well as "HMRC".
        return "organisation"
    return "person" if given_name_pronoun(token.lower) else "unknown"


def _headline_names(
    tokens: Sequence[Token],
    sentences: frozenset[int],
    known: Container[tuple[str, ...]],
    kinds: dict[tuple[str, ...], NameKind],
) -> Iterator[Name]:
    """Find names in headlines: those that the article also has elsewhere, and a given name with the next word."""
    i = 0
    while i < len(tokens):
        token = tokens[i]
        length = 0
        if token.sentence in sentences and token.capital:
            length = _known_length(tokens, i, known) or _given_length(tokens, i)
        if length:
            words = tuple(t.lower for t in tokens[i : i + length])
            kind = kinds.get(words, "person" if length > 1 or given_name_pronoun(words[0]) else "unknown")
            core = tokens[i : i + length]
            yield Name(token.start, core[-1].end, i, i + length, i, kind, None, words, _shouts(core))
        i += length or 1


def _known_length(tokens: Sequence[Token], i: int, known: Container[tuple[str, ...]]) -> int:
    words = tuple(t.lower for t in tokens[i : i + LONGEST_RUN])
    return next((n for n in range(len(words), 0, -1) if words[:n] in known), 0)


def _given_length(tokens: Sequence[Token], i: int) -> int:
    if given_name_pronoun(tokens[i].lower) is None or is_function_word(tokens[i]) or not next_is_name(tokens, i):
        return 0
    after = tokens[i + 1]
    return 0 if after.lower in word_set("function_words") or after.lower in word_set("nouns", "time") else 2
