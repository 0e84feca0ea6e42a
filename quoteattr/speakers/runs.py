"""Runs of capitalised words: where a proper name, with its title, can begin and how far it can reach."""

import re
from collections.abc import Iterator, Sequence

from quoteattr.speakers.charges import charges_end
from quoteattr.speakers.lexicon import given_name_pronoun, word_set
from quoteattr.speakers.reading import Reading, Token
from quoteattr.speakers.titles import is_function_word, is_title, next_is_name

__all__ = ["LONGEST_RUN", "PARTICLES", "capital_runs"]

LONGEST_RUN = 12
_LONGEST_PAIR = 6
_LONGEST_NUMBER = 2
# "Twitter user"
_HANDLE_BEHIND = 2
_INSIDE_NAMES = frozenset({"of", "and", "for", "the", "in", "on", "a", "i", "us"})
PARTICLES = frozenset(
    [
        "de",
        "la",
        "le",
        "van",
        "von",
        "der",
        "den",
        "di",
        "da",
        "del",
        "della",
        "dos",
        "du",
        "bin",
        "al",
        "el",
        "ibn",
        "ter",
        "ten",
        "y",
    ]
)
# "Anwar al-Masri": the article of an Arabic name is small and joined to it.
_PREFIXED = re.compile("(?:al|el|ad|an|ar|as|at|ash|az|bin|ben|ibn|ul)-[^\\W\\d_]")
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th)")
_OPENS_NICKNAME = re.compile(r"\.? (?:(\()(?:[\"“‘']|''|``)?|[\"“‘']|''|``)")
# Whether a bracket or a mark opened it, so it is closed.
_CLOSES_NICKNAME = {True: re.compile(r"(?:[\"”’']|'')?\) "), False: re.compile(r"(?:[\"”’']|'') ")}
_LONGEST_NICKNAME = 3
# Of American stations.
_CALL_LETTERS = re.compile("[KW][A-Z]{2,3}")


def capital_runs(reading: Reading) -> Iterator[tuple[int, int]]:
    """Yield stretches of capitalised words that may hold a name, outside of headlines.

    Args:
        reading: The article's words.

    Returns:
        For each stretch, in order, the index of its first token and the index after its last one.
    """
    tokens = reading.tokens
    i = 0
    while i < len(tokens):
        if tokens[i].sentence in reading.title_case or not _can_begin(tokens, i, reading.lower_seen):
            i += 1
            continue
        j = i + 1
        while j < len(tokens) and (step := _continues(tokens, i, j)):
            j += step
        if not _shouted(tokens[i:j]):
            yield i, j
        i = j


def _shouted(run: Sequence[Token]) -> bool:
    """Tell whether a run is a phrase in capitals ("CALLED OUT BY DOCTORS") and not a name ("BANK OF LOWMERE")."""
    inner = [token.lower for token in run if is_function_word(token)]
    return all(token.text.isupper() for token in run) and any(word not in _INSIDE_NAMES for word in inner)


def _can_begin(tokens: Sequence[Token], i: int, lower_seen: frozenset[str]) -> bool:
    token = tokens[i]
    if _ordinal(tokens, i):
        return True
    if not token.capital:
        return _is_handle(tokens, i)
    if token.lower in word_set("nouns", "time"):
        return _named_like_a_month(tokens, i)
    if is_function_word(token) and not (
        token.initial and next_is_name(tokens, i) and tokens[i + 1].gap.startswith(".")
    ):
        # "Will Smith" and "May Evans" begin with a word of the closed class, "Our Harbour PAC" with a determiner.
        owned = token.lower in word_set("function_words", "words", "determiners") - {"the", "a", "an"}
        begins = given_name_pronoun(token.lower) is not None or (owned and not token.opens and len(token.text) > 2)
        # "the keeper Per Hansen" is a person, "Per Hansen" at the start of a sentence may be his opinion.
        begins = begins or (
            i > 0 and token.follows(tokens[i - 1]) and tokens[i - 1].text in word_set("titles", "roles")
        )
        return begins and next_is_name(tokens, i)
    if not token.opens:
        return not _emphasis(tokens, i)
    return not (token.lower in lower_seen and not is_title(token) and not next_is_name(tokens, i))


def _is_handle(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a word without a capital is what a user of a site is called ("Twitter user tidefan said")."""
    if i < _HANDLE_BEHIND or tokens[i - 1].lower != "user" or not tokens[i - 2].capital or tokens[i].gap.strip(" @"):
        return False
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    word, speech = tokens[i].lower, word_set("cue_verbs", "words")
    plain = word in speech or word in word_set("function_words") or word.endswith(("ed", "ing", "ly"))
    closed = after is None or after.lower in speech or bool(after.gap.strip())
    return closed and not plain and word not in word_set("nouns")


def _ordinal(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a number in a name begins it ("the 9th Circuit")."""
    after = tokens[i + 1] if i + 1 < len(tokens) else None
    numbered = _ORDINAL.fullmatch(tokens[i].lower) is not None
    return numbered and after is not None and after.lower in word_set("nouns", "numbered") and next_is_name(tokens, i)


def _named_like_a_month(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a month is a given name ("Jan Brook", "April Marsh") and no date ("in April Labour won")."""
    if given_name_pronoun(tokens[i].lower) is None or not next_is_name(tokens, i):
        return False
    dated = i > 0 and tokens[i].gap.isspace() and tokens[i - 1].lower in word_set("nouns", "before-dates")
    after = tokens[i + 1]
    titled = is_title(after) or after.lower in word_set("titles", "roles")
    known = titled or after.lower in word_set("places", "peoples") or given_name_pronoun(after.lower)
    return not dated and not known


def _nickname(tokens: Sequence[Token], j: int) -> int:
    """Return how many words a nickname in marks or brackets has, with the name's next word (`Robert "Bob" Marsh`).

    What is opened and not closed within the name is the title of something, a quotation, or who plays a role
    ("Marsh (Adam Bell)"): 0.
    """
    opened = _OPENS_NICKNAME.fullmatch(tokens[j].gap)
    known = tokens[j].lower in word_set("places", "peoples")
    if not opened or known or tokens[j - 1].possessive or not tokens[j].capital:
        return 0
    bracket = opened[1] is not None
    if tokens[j].gap.endswith("(") and given_name_pronoun(tokens[j].lower) is None:
        return 0
    for k in range(j + 1, min(j + 1 + _LONGEST_NICKNAME, len(tokens))):
        if not tokens[k].capital:
            return 0
        if _CLOSES_NICKNAME[bracket].fullmatch(tokens[k].gap):
            return k - j + 1
        if not tokens[k].gap.isspace():
            return 0
    return 0


def _emphasis(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a word has capitals only because the article begins in capitals ("A DAMNING report")."""
    before = tokens[i - 1]
    shouts = tokens[i].text.isupper() and len(tokens[i].text) > 3
    return shouts and before.opens and before.text.isupper() and before.lower in word_set("function_words")


def _continues(tokens: Sequence[Token], i: int, j: int) -> int:
    """Return how many tokens from `j` on lengthen the run that began at `i`; 0 when it ends."""
    token, before = tokens[j], tokens[j - 1]
    if before.possessive and before.lower.endswith(("people", "children", "men")) and not token.gap.strip():
        # "the Swiss People's Party" is one name, "Ohio's Senate" is two.
        return int(token.capital and j - i < LONGEST_RUN)
    if j - i > LONGEST_RUN or not token.follows(tokens[j - 1]):
        return _after_mark(tokens, i, j)
    if is_function_word(token) and (token.gap.startswith(".") or "’" in token.text or "'" in token.text):
        return 0
    if token.capital or _PREFIXED.match(token.text) or _numeral(tokens, j):
        return int(token.lower not in word_set("nouns", "time") or _month_as_name(tokens, j))
    return _joined(tokens, i, j)


def _numeral(tokens: Sequence[Token], j: int) -> bool:
    """Tell whether a number belongs to a name ("Court of the 9th Circuit", "Future 45", "ABC 7")."""
    if not tokens[j].text.isdigit() or len(tokens[j].text) > _LONGEST_NUMBER or tokens[j].gap != " ":
        return _ordinal(tokens, j)
    before = tokens[j - 1]
    known = before.lower in word_set("heads", "naming", "numbered")
    return (known or _CALL_LETTERS.fullmatch(before.text) is not None) and not _counts(tokens, j)


def _counts(tokens: Sequence[Token], j: int) -> bool:
    """Tell whether a number counts what stands behind it ("gave Fox 5 reasons")."""
    after = tokens[j + 1] if j + 1 < len(tokens) else None
    if after is None or after.capital or after.gap.strip():
        return after is not None and after.gap.startswith(("%", ":", "-", "/")) and not after.gap.isspace()
    verb = after.lower in word_set("cue_verbs", "words")
    return not verb and (after.lower.endswith("s") or after.lower in word_set("nouns", "group"))


def _after_mark(tokens: Sequence[Token], i: int, j: int) -> int:
    """Step over a suffix after a comma ("Dixon, Jr."), or a nickname in marks with the name behind it."""
    if j - i < LONGEST_RUN and (words := _nickname(tokens, j) or charges_end(tokens, j) - j):
        return words
    governs = j + 1 < len(tokens) and tokens[j + 1].lower in {"for", "of"} and not tokens[j + 1].gap.strip()
    # "Md." is a state, "MD" a degree.
    suffix = tokens[j].lower in word_set("titles", "suffixes") and tokens[j].capital and tokens[j].text != "Md"
    suffix = suffix and not governs
    return int(suffix and tokens[j].gap.strip() == ",")


def _joined(tokens: Sequence[Token], i: int, j: int) -> int:
    """Step over a small word that joins two parts of a name, with the capital behind it; 0 when it joins none."""
    token, after = tokens[j], j + 1
    while after < len(tokens) and token.lower in PARTICLES and tokens[after].text in PARTICLES:
        after += 1
    if token.lower in {"of", "for", "to"} and after < len(tokens) and tokens[after].lower in {"the", "a"}:
        after += 1
    if (
        after >= len(tokens)
        or not (tokens[after].capital or _ordinal(tokens, after))
        or tokens[after].lower in word_set("nouns", "time")
        or not tokens[after].follows(tokens[after - 1])
    ):
        return 0
    joins = token.lower in PARTICLES or (
        token.lower in {"of", "for", "on", "to"} and _governs(tokens[i:j], token.lower)
    )
    joins = joins or (token.lower in {"of", "for"} and _leads_to_person(tokens, j))
    joins = joins or (token.lower == "and" and _pairs(tokens, i, j))
    # "Boatbuilders of America"
    joins = joins or (token.lower == "of" and tokens[after].lower == "america" and tokens[j - 1].lower.endswith("s"))
    return after - j + 1 if joins and token.follows(tokens[j - 1]) else 0


def _month_as_name(tokens: Sequence[Token], j: int) -> bool:
    """Tell whether a month goes on with a name: right after a given name, an initial or an honorific, and no date.

    Short forms that are names in other languages need none of these ("Wen Jun", "Bab Jan Hakimi").
    """
    before = tokens[j - 1]
    after = tokens[j + 1] if j + 1 < len(tokens) else None
    if (after is not None and after.text[0].isdigit()) or before.text[0].isdigit():
        return False
    if tokens[j].lower in word_set("nouns", "name-months"):
        return tokens[j].gap == " " and (after is None or not after.gap.startswith("."))
    named = given_name_pronoun(before.lower) or before.initial or is_title(before)
    return bool(named) and tokens[j].lower in word_set("nouns", "surname-months")


def _governs(run: Sequence[Token], preposition: str) -> bool:
    """Tell whether the words so far are of a kind that "of" continues: an organisation's name or an office."""
    words = {t.lower for t in run}
    if preposition == "to":
        return run[-1].lower in word_set("heads", "to")
    if preposition == "of" and words & {"for", "on"} and words & word_set("nouns", "for"):
        # "Office for the Protection of Ferries"
        return True
    if preposition != "of":
        return bool(words & word_set("nouns", preposition))
    return run[-1].lower in word_set("nouns", "organisation") or run[-1].lower in word_set("nouns", "of")


def _leads_to_person(tokens: Sequence[Token], j: int) -> bool:
    """Tell whether what a title governs ends in a person's name ("Supervisor of Elections Susan Hale")."""
    if tokens[j - 1].lower not in word_set("titles", "roles"):
        return False
    for k in range(j + 1, min(len(tokens) - 1, j + 6)):
        article = k == j + 1 and tokens[k].lower == "the"
        if not tokens[k].follows(tokens[k - 1]) or not (tokens[k].capital or article):
            return False
        if given_name_pronoun(tokens[k].lower) and next_is_name(tokens, k):
            return k > j + 1
    return False


def _determined(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether "the" stands before a run, or "the federal" and the like."""
    k = i - 1
    k -= k > 0 and tokens[k].lower in word_set("titles", "modifiers", "words") and not tokens[k].capital
    return k >= 0 and tokens[k].lower == "the" and not tokens[i].gap.strip()


def _pairs(tokens: Sequence[Token], i: int, j: int) -> bool:
    """Tell whether "and" joins words of a name ("Department of Health and Human Services", "Fuel and Gas Board")."""
    words = {t.lower for t in tokens[i:j]}
    if words & {"of", "on", "for"} and words & word_set("nouns", "pairing"):
        return given_name_pronoun(tokens[j + 1].lower) is None
    if not _determined(tokens, i) or tokens[j - 1].text.isupper() or words & word_set("nouns", "organisation"):
        return False
    end = j + 1
    while (
        end < len(tokens) and end - j < _LONGEST_PAIR and tokens[end].capital and tokens[end].follows(tokens[end - 1])
    ):
        end += 1
    return end > j + 2 and tokens[end - 1].lower in word_set("nouns", "paired")
