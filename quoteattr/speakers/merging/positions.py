"""Roles, taken apart: title, walk of life, place, employer, party, and whether it is a past one."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise

from quoteattr.data import table
from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import is_role_noun
from quoteattr.speakers.merging.people import fold
from quoteattr.speakers.reading import Token, read

__all__ = ["Position", "read_position"]

_MOST_WORDS = 40
_JOINING = frozenset({"of", "for", "and"})


@dataclass(frozen=True, slots=True)
class Position:
    """What a role says, in parts.

    Args:
        heads: Its role nouns ("senator").
        fields: The walks of life it belongs to.
        regions: The states and countries it names.
        names: The other proper names in it, as of employers and towns.
        initials: The acronyms that names of several words give ("dnc").
        phrases: Pairs of ordinary words that make a proper name together ("tax policy", of a Tax Policy Center).
        words: Its other words of content.
        parties: The parties it names.
        former: Whether it is a past one.
    """

    heads: frozenset[str] = frozenset()
    fields: frozenset[str] = frozenset()
    regions: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    initials: frozenset[str] = frozenset()
    phrases: frozenset[str] = frozenset()
    words: frozenset[str] = frozenset()
    parties: frozenset[str] = frozenset()
    former: bool = False

    @property
    def rank(self) -> tuple[int, list[list[str]], bool]:
        """How much it tells, least first for what tells most, and then an order that depends on nothing else."""
        telling = (self.heads, self.regions, self.names, self.phrases, self.words, self.parties)
        parts = [sorted(part) for part in (*telling, self.fields, self.initials)]
        return -sum(map(len, telling)), parts, self.former

    @property
    def pronoun(self) -> str | None:
        """Return "she" if a noun goes with it ("spokeswoman"), else `None`: women are called chairmen as well."""
        return "she" if self.heads & word_set("titles", "roles", "she") else None


@lru_cache(maxsize=1 << 16)
def read_position(role: str, *, former: bool = False) -> Position:
    """Take a role apart.

    Args:
        role: A role as an article states it.
        former: Whether the article says elsewhere that it is a past one.

    Example:
        >>> position = read_position("former Democratic senator from N.Y.")
        >>> sorted(position.heads), sorted(position.regions), sorted(position.parties), position.former
        (['senator'], ['states/new-york'], ['democrat'], True)
    """
    tokens = list(read(role[:1000], [], []).tokens[:_MOST_WORDS])
    former = former or any(t.lower.split("-", 1)[0] in word_set("past_roles") for t in tokens[:4])
    regions, rest = _take_regions(tokens)
    heads = frozenset(_heads(tokens))
    plain = [t for t in rest if not _is_empty(t) and not _party(t) and t.lower not in _parts_of(heads)]
    return Position(
        heads=heads,
        fields=_fields(tokens, heads),
        regions=frozenset(regions),
        names=frozenset(part for t in plain if _is_proper(t) for part in _name_parts(t)),
        initials=frozenset(_initials(tokens)),
        phrases=frozenset(_phrases(tokens)),
        words=frozenset(t.lower for t in plain if not _is_proper(t)),
        parties=frozenset(party for t in tokens for party in _party(t)),
        former=former,
    )


def _take_regions(tokens: list[Token]) -> tuple[set[str], list[Token]]:
    """Part the words into the regions that they name and the others; "R-Tex." names one too."""
    found: set[str] = set()
    rest: list[Token] = []
    i = 0
    while i < len(tokens):
        region, length = _region_at(tokens, i)
        if region:
            found.add(region)
        else:
            rest.append(tokens[i])
        i += length
    return found, rest


def _region_at(tokens: list[Token], i: int) -> tuple[str | None, int]:
    """Return the region that is named at a word, and in how many words."""
    if not tokens[i].capital:
        return None, 1
    for length in (3, 2, 1):
        region = _regions().get("-".join(t.lower.replace(".", "") for t in tokens[i : i + length]))
        if region:
            return region, length
    behind = tokens[i].lower.split("-", 1)[1] if _party(tokens[i]) and "-" in tokens[i].text else ""
    return _regions().get(behind.replace(".", "")), 1


@cache
def _regions() -> Mapping[str, str]:
    lines = [(kind, line.split()) for kind in ("states", "countries") for line in table("regions")[kind]]
    return {form: f"{kind}/{forms[0]}" for kind, forms in lines for form in forms}


@cache
def _parties() -> Mapping[str, str]:
    return {form: line.split()[0] for line in table("positions")["parties"]["groups"] for form in line.split()}


def _party(token: Token) -> frozenset[str]:
    word = token.lower.split("-", 1)[0] if token.text[:2] in {"D-", "R-"} else token.lower
    named = token.capital or word in word_set("titles", "roles")
    return frozenset({_parties()[word]}) if named and word in _parties() else frozenset()


def _heads(tokens: list[Token]) -> Iterator[str]:
    """Yield the last role noun before each preposition that follows the start or an "and"."""
    prepositions = word_set("function_words", "words", "prepositions")
    head, governed = "", False
    for i, token in enumerate(tokens):
        if token.lower == "and" or "," in token.gap:
            yield from filter(None, [head])
            head, governed = "", False
        if token.possessive:
            # "Ada Burns's lawyer": what stands before the owner is no head of this role.
            head, governed = "", False
        elif token.lower in prepositions:
            governed = True
        elif not governed and is_role_noun(token.lower):
            if token.lower in word_set("titles", "abbreviations"):
                # "Chairman Rep.", "candidate Sen.": two roles side by side.
                yield from filter(None, [head])
            head = _compound(tokens, i)
    yield from filter(None, [head])


def _compound(tokens: list[Token], i: int) -> str:
    word, before = _plain_head(tokens[i].lower), tokens[i - 1].lower if i else ""
    joined = f"{before}-{word}"
    return joined if joined in _list("heads", "compounds") or before in _list("heads", "lesser") else word


def _plain_head(word: str) -> str:
    """Return "rep" for "reps", which stands before the first of several names, and "chairman" for "co-chairman"."""
    word = word.removeprefix("co-")
    return word[:-1] if word[-1:] == "s" and word[:-1] in word_set("titles", "abbreviations") else word


@cache
def _list(*path: str) -> frozenset[str]:
    return word_set("positions", *path)


def _parts_of(heads: Iterable[str]) -> frozenset[str]:
    return frozenset(part for head in heads for part in (head, *head.split("-")))


def _is_empty(token: Token) -> bool:
    word = token.lower
    return word in word_set("function_words") or word in _list("empty") or word in word_set("past_roles")


def _is_proper(token: Token) -> bool:
    """Tell whether a word is part of a proper name and not a word of a title in capitals ("Council Leader")."""
    return token.capital and token.lower not in _title_words()


@cache
def _title_words() -> frozenset[str]:
    return word_set("titles") | word_set("nouns") | word_set("organisation_names", "general") | _list("fields")


def _name_parts(token: Token) -> list[str]:
    """Return the words of a name without full stops: "A.F.L.-C.I.O." is "AFL-CIO"."""
    return [part for part in fold(token.text).replace(".", "").split("-") if part]


def _initials(tokens: list[Token]) -> Iterator[str]:
    """Yield the first letters of each run of three capitalised words or more ("Democratic National Committee")."""
    run = ""
    for i, token in enumerate(tokens):
        if token.capital:
            run = (run if token.gap.isspace() else "") + token.lower[0]
        elif token.lower not in _JOINING:
            run = ""
        ends = i + 1 == len(tokens) or not (tokens[i + 1].capital and tokens[i + 1].gap.isspace())
        if token.capital and ends and len(run) > 2:
            yield run


def _phrases(tokens: list[Token]) -> Iterator[str]:
    """Yield pairs of capitalised words after a preposition that only together are a name."""
    prepositions = word_set("function_words", "words", "prepositions")
    start = next((i for i, token in enumerate(tokens) if token.lower in prepositions), len(tokens))
    for one, other in pairwise(tokens[start:]):
        plain = one.capital and other.capital and other.follows(one) and not (_is_proper(one) or _is_proper(other))
        if plain and not {one.lower, other.lower} <= _local_words():
            yield f"{one.lower} {other.lower}"


@cache
def _local_words() -> frozenset[str]:
    """Return the words whose pairs every town has: "City Council", "Police Department"."""
    return word_set("organisation_names", "general") | word_set("organisation_names", "local") | word_set("nouns")


def _fields(tokens: list[Token], heads: frozenset[str]) -> frozenset[str]:
    """Find the walks of life: by the heads; else by the words beside them."""
    by_head = {field for head in heads for field in _fields_of(head)}
    if any(t.text[:2] in {"D-", "R-"} and _party(t) for t in tokens):
        by_head.add("politics")
    return frozenset(by_head or {field for t in tokens for field in _fields_of(t.lower)})


@cache
def _fields_by_word() -> Mapping[str, frozenset[str]]:
    fields = {field: _list("fields", field) for field in table("positions")["fields"]}
    return {word: frozenset(f for f in fields if word in fields[f]) for words in fields.values() for word in words}


def _fields_of(word: str) -> frozenset[str]:
    found = _fields_by_word().get(word, frozenset())
    if found or "-" not in word:
        return found
    # "attorney-general" is a matter of attorneys; "co-founder", "vice-president" and "ex-mayor" of what follows.
    part = word.split("-", 1)[0 if word in _list("heads", "compounds") else 1]
    return _fields_by_word().get(part, frozenset())
