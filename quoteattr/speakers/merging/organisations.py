"""Names of organisations, groups and documents, made comparable: which are proper names, and which are one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from quoteattr.data import table
from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.merging.people import fold
from quoteattr.speakers.reading import read
from quoteattr.types import SpeakerKind

__all__ = ["OrganisationName", "acronyms_of", "read_organisation"]

_LONGEST = 150
_ARTICLES = frozenset({"the", "a", "an"})


@dataclass(frozen=True, slots=True)
class OrganisationName:
    """A proper name of an organisation, group or document, folded.

    Args:
        words: Its words without article and legal form, "Justice Department" as "department of justice".
        acronym: Whether it is a single word in capitals ("HMRC", "DfE").
        legal: Its legal form ("inc"); empty when it has none.
    """

    words: tuple[str, ...]
    acronym: bool = False
    legal: str = ""


@lru_cache(maxsize=1 << 16)
def read_organisation(text: str, kind: SpeakerKind = "organisation") -> OrganisationName | None:
    """Make the name of an organisation, group or document comparable.

    Args:
        text: The name as an article prints it.
        kind: What it names. Groups and documents are more often descriptions: they need two words, all in
            capitals, and no word for people ("House Republicans") or for what comes again and again ("Exit Poll").

    Returns:
        The name; `None` for what is no proper name, such as a description ("the council", "voters") or general
        words which every town has ("Police Department").

    Example:
        >>> read_organisation("the Lowmere Ferry Co.").words, read_organisation("U.S. Justice Department").words
        (('lowmere', 'ferry'), ('department', 'of', 'justice'))
        >>> read_organisation("the council"), read_organisation("Fire Department"), read_organisation("Voters", "group")
        (None, None, None)
    """
    tokens = list(read(text, [], []).tokens) if len(text) <= _LONGEST else []
    while len(tokens) > 1 and tokens[0].lower in _ARTICLES:
        del tokens[0]
    if not tokens or any(t.text[0].islower() and t.lower not in _small() for t in tokens):
        return None
    if any("," in t.gap and t.lower not in _legal_forms() for t in tokens):
        # Several, one after the other.
        return None
    legal = _legal_forms().get(tokens[-1].lower, "") if len(tokens) > 1 else ""
    if legal:
        del tokens[-1]
    words = _inverted(_without_country([fold(t.text) for t in tokens]))
    if not _is_proper(words) or (kind in {"group", "document"} and not _is_lasting(words, kind)):
        return None
    return OrganisationName(tuple(words), len(words) == 1 and _is_acronym(tokens[0].text), legal)


def _small() -> frozenset[str]:
    return word_set("organisation_names", "small")


@cache
def _legal_forms() -> Mapping[str, str]:
    return {form: line.split()[0] for line in table("organisation_names")["legal"] for form in line.split()}


def _without_country(words: list[str]) -> list[str]:
    """Drop "U.S." before a national institution: "the U.S. Justice Department" is "the Justice Department"."""
    national = word_set("organisation_names", "national")
    if len(words) > 2 and words[0] in national and set(words) & _inverted_heads():
        return words[1:]
    return words


@cache
def _inverted_heads() -> frozenset[str]:
    return word_set("organisation_names", "inverted")


def _inverted(words: list[str]) -> list[str]:
    """Bring "Justice Department" into the form of "Department of Justice"."""
    if len(words) > 1 and words[-1] in _inverted_heads():
        return [words[-1], "of", *words[:-1]]
    if len(words) > 2 and words[0] in _inverted_heads() and words[1] in {"of", "for"}:
        return [words[0], "of", *(words[3:] if words[2] == "the" else words[2:])]
    return words


def _is_proper(words: Sequence[str]) -> bool:
    """Tell whether some word is more than a general one, or the whole stands for one body alone."""
    if " ".join(words) in table("organisation_names")["unique"]["names"]:
        return True
    if len(words) > 2 and words[0] in _inverted_heads():
        # A country has one "Justice Department"; every town has a "Fire Department".
        return any(word not in word_set("organisation_names", "local") | _small() for word in words[2:])
    people = words[-1].rsplit("-", 1)[-1] in word_set("places", "peoples") | word_set("nouns", "group")
    if people and not _small().intersection(words):
        return False
    general = word_set("organisation_names", "general") | word_set("nouns") | _small()
    return any(word not in general for word in words) or _is_nationwide(words)


def _is_nationwide(words: Sequence[str]) -> bool:
    """Tell whether general words name one body of a country ("National Health Service")."""
    large = [word for word in words if word not in _small()]
    first = large[:1] and large[0] in word_set("organisation_names", "nationwide", "words")
    return bool(first) and len(large) > 2 and not word_set("organisation_names", "nationwide", "courts") & set(large)


def _is_lasting(words: Sequence[str], kind: SpeakerKind) -> bool:
    if len(words) < 2:
        return False
    if kind == "group":
        people = word_set("nouns", "group") | word_set("places", "peoples")
        # "Mothers Against Potholes" is a name, "House Republicans" are people.
        rest = words[2:] if words[1] in {"for", "against"} else words
        return not people.intersection(rest)
    return words[-1] not in word_set("nouns", "document") or words[-1] in word_set("organisation_names", "lasting")


def _is_acronym(text: str) -> bool:
    letters = text.replace(".", "").replace("-", "").replace("&", "")
    return 1 < len(letters) <= 8 and sum(c.isupper() for c in letters) * 2 > len(letters)


def acronyms_of(words: Sequence[str]) -> frozenset[str]:
    """Return the acronyms that the words of a name give, with "of" or without the small words.

    Args:
        words: The words of the name, folded.

    Example:
        >>> sorted(acronyms_of(("department", "of", "homeland", "security")))
        ['dhs', 'dohs']
    """
    parts = [part for word in words for part in word.split("-") if part]
    large = [part for part in parts if part not in _small()]
    some_small = [part for part in parts if part not in _small() or part == "of"]
    return frozenset("".join(part[0] for part in some) for some in (some_small, large) if len(some) > 1)
