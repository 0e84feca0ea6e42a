"""The words by which somebody is introduced in the place of a pronoun, a short name or a description."""

import re

from quoteattr.speakers.lexicon import given_name_pronoun, word_set
from quoteattr.speakers.nicknames import same_given_name
from quoteattr.summary.edits.figures import Figure, is_relative
from quoteattr.summary.edits.references import Reference
from quoteattr.summary.edits.surroundings import belongs_to_noun, determined, is_explained, needs_comma, titled

__all__ = [
    "agrees",
    "described",
    "introduced",
    "is_acronym",
    "is_clipped",
    "is_full",
    "is_part",
    "is_sure_name",
    "surely_plural",
    "written_out",
]

_LONGEST_DESCRIPTION = 8
_SHORT_TITLE = 2
_NEARBY = 500
_OFTEN = 2
_JOINED_BEFORE = re.compile(r"\b(?:and|or|with|between)\s+\Z|[,;]\s+and\s+\Z", re.IGNORECASE)
_JOINED_AFTER = re.compile(r"\s+(?:and|or)\b", re.IGNORECASE)
# Characters before a word by which one sees whether it opens a sentence.
_BEFORE = 5
_OPENS = re.compile(r"(?:\A|[.!?][”\"’]?\s|\n)\s*\Z")
# "The King" before "James Bible".
_THING = re.compile(r"\b[Tt]he (?:King|Queen|Prince|Princess|Saint|St\.) \Z")
_NEAR = 16
_INITIAL = re.compile(r" [A-Z]\. ")
_POSSESSIVE = re.compile(r"[’']")
_CONTRACTED = re.compile(r"[’'](?P<short>ll|ve|re|s|d)\b(?: (?P<following>[\w-]{1,30}))?")
_WRITTEN = {"ll": " will", "ve": " have", "re": " are"}


def is_full(figure: Figure, words: str) -> bool:
    """Tell whether a name names somebody as fully as a first mention does.

    Example:
        >>> ada = Figure("person:Ada Burns", "Ada Burns", "person", True, surname="Burns")
        >>> is_full(ada, "Ada Burns"), is_full(ada, "Burns"), is_full(ada, "Ada")
        (True, False, False)
    """
    said, name = " ".join(words.casefold().split()), figure.name.casefold().rstrip(".")
    if said == name and " " not in name and figure.title[:1].isupper():
        # "Mr. Burns" where the article calls nobody by a first name, but "President Burns"; "communist North" is none.
        return False
    if figure.kind != "person":
        return not is_acronym(figure, words)
    return said == name or (" " in said and not name.endswith(f" {said}"))


def is_acronym(figure: Figure, words: str) -> bool:
    """Tell whether a name is the short form of a longer one.

    Example:
        >>> is_acronym(Figure("organisation:Ford Road Fund", "Ford Road Fund", "organisation", True), "FRF")
        True
    """
    initials = "".join(word[0] for word in figure.name.split() if word[0].isupper())
    return len(words) > 1 and words.isalpha() and words == initials


def is_clipped(text: str, figure: Figure, start: int, words: str) -> bool:
    """Tell whether an organisation is called by one word of its name where nothing else can be meant.

    That is the last word of a newspaper's name after "The", and the first word of a company's that opens a sentence.

    Args:
        text: The article.
        figure: The organisation.
        start: Where the word begins.
        words: The word.

    Example:
        >>> post = Figure("organisation:Redcar Post", "Redcar Post", "organisation", True)
        >>> is_clipped("It left, The Post said.", post, 13, "Post"), is_clipped("It left by post.", post, 11, "post")
        (True, False)
    """
    name = figure.name.split()
    if figure.kind != "organisation" or len(name) == 1:
        return False
    before = text[max(0, start - _BEFORE) : start]
    if words == name[-1]:
        return before.endswith("The ")
    # Of a company that is called "Ford" before "Ford Motors" the one word is the usual name.
    introduced_so = text.count(figure.name) > 1 and text.find(figure.name) == text.find(words)
    return words == name[0] and introduced_so and _OPENS.search(before) is not None


def is_sure_name(text: str, figure: Figure, start: int) -> bool:
    """Tell whether a short name can be nobody else's by what the article says.

    A namesake must not stand near; and a short name under a title before the full one may be another's ("President
    Burns" before "Ada Burns", the president's daughter).

    Args:
        text: The article.
        figure: Whose name it seems to be.
        start: Where the short name stands.
    """
    given = figure.name.split()[0]
    if _INITIAL.search(figure.name) and figure.full > start and text.count(figure.name) == 1:
        # "… called Joan E. Hale left": two sentences, of which none is told from the other.
        return False
    if not agrees(figure) or (figure.full > start and titled(text, start)) or _is_doubtful(text, figure, start):
        return False
    said = text[start : start + len(given)]
    if said == given and figure.full > start:
        # Whoever is called by a given name before anybody of that name was introduced is another.
        return False
    if said == given and given_name_pronoun(given) is None:
        # "Eastern" of "Eastern Europe"; but a company that is called by its first word.
        return not figure.pronoun and text.count(figure.name) > 1
    near = text[max(0, start - _NEARBY) : start + _NEARBY]
    others = re.findall(rf"\b([A-Z]\w+)(?:\s[A-Z]\.)?\s{re.escape(figure.surname)}\b", near)
    return all(same_given_name(w.casefold(), given.casefold()) or given_name_pronoun(w) is None for w in others)


def is_part(figure: Figure, words: str) -> bool:
    """Tell whether a short form is what a person's name begins or ends with.

    Example:
        >>> ada = Figure("person:Ada May Burns", "Ada May Burns", "person", True, surname="Burns")
        >>> [is_part(ada, words) for words in ("Burns", "Ada", "May Burns", "May", "Burnses")]
        [True, True, True, False, False]
    """
    said = words.casefold().split()
    name = figure.name.casefold().rstrip(".").split()
    known = [word for word in name if word not in word_set("titles", "suffixes")]
    if len(said) == 1 and same_given_name(said[0], name[0]):
        return True
    return said in (known[: len(said)], known[len(known) - len(said) :], name[len(name) - len(said) :])


def _is_doubtful(text: str, figure: Figure, start: int) -> bool:
    """Tell whether what was taken for a person's name may be none: "Glad Redcar", where "Glad" opens a sentence.

    Nothing else says that it is somebody's: no given name that is known, no role, no pronoun, no second time.
    """
    given = figure.name.split()[0]
    known = figure.title or figure.position or figure.pronoun or given_name_pronoun(given) is not None
    before = text[max(0, figure.full - _NEAR) : max(0, figure.full)]
    if _THING.search(before):
        return True
    if known or text.count(figure.name) >= _OFTEN:
        return False
    return figure.full > start or _OPENS.search(text[max(0, figure.full - _BEFORE) : max(0, figure.full)]) is not None


def agrees(figure: Figure, pronoun: str = "") -> bool:
    """Tell whether the given name allows the pronoun that the article has for somebody.

    Args:
        figure: The figure.
        pronoun: "he" or "she" where it is spoken of; "" takes the article's usual one.

    Example:
        >>> agrees(Figure("person:Ada Burns", "Margaret Burns", "person", True, "she"), "he")
        False
    """
    usual = given_name_pronoun(figure.name.split()[0]) if figure.name else None
    pronoun = pronoun or figure.pronoun
    return pronoun not in {"he", "she"} or usual in {None, "either", pronoun}


def introduced(text: str, figure: Figure, reference: Reference, start: int, *, possessive: bool = False) -> str:
    """Return name with role, as they fit where a reference stands.

    Args:
        text: The article.
        figure: Who is introduced.
        reference: The reference.
        start: Where what the name replaces begins, with an honorific before it.
        possessive: Whether an ending of possession will follow the name.
    """
    name = figure.name
    alone = figure.kind != "person" and not belongs_to_noun(text, reference) and not determined(text, start)
    if figure.article and alone and not name.casefold().startswith("the "):
        name = f"the {name}"
    owns = possessive or bool(_POSSESSIVE.match(text, reference.end))
    leads = reference.kind == "pronoun" or reference.leads or reference.source
    plain = titled(text, start) or is_explained(text, reference.end)
    joined = _JOINED_BEFORE.search(text[max(0, start - 12) : start]) or _JOINED_AFTER.match(text, reference.end)
    if figure.title and not plain and ((leads and not joined) or len(figure.title.split()) <= _SHORT_TITLE):
        return f"{figure.title} {name}"
    if figure.position and not plain and leads and not joined and not owns:
        return f"{name}, {figure.position}{',' if needs_comma(text, reference.end) else ''}"
    return name


def described(figure: Figure, words: str) -> str:
    """Return a description with the name that it stands for: "the Texas senator" → "Texas senator Ada Burns".

    Example:
        >>> ada = Figure("person:Ada Burns", "Ada Burns", "person", True, surname="Burns")
        >>> described(ada, "the Texas senator"), described(ada, "the mayor"), described(ada, "the woman")
        ('Texas senator Ada Burns', 'Mayor Ada Burns', 'Ada Burns')
        >>> described(ada, "The city's mayor")
        "the city's mayor Ada Burns"
    """
    _, *rest = words.split()
    # "The city's mayor" keeps the article of the city.
    if any(word.endswith(("'s", "’s", "s'", "s’")) for word in rest):
        return f"{words[0].lower()}{words[1:]} {figure.name}"
    vague = not rest or rest[-1].casefold() in word_set("summary_edits", "descriptions", "vague")
    if vague or is_relative(rest):
        return figure.name
    if len(rest) == 1 and rest[0].casefold() in word_set("titles", "offices"):
        rest = [rest[0].capitalize()]
    return f"{' '.join(rest)} {figure.name}"


def surely_plural(figure: Figure) -> bool:
    """Tell whether "they" can give way to a description without another form of the verb.

    Example:
        >>> surely_plural(Figure("group:voters", "voters", "group", False))
        True
    """
    words = figure.name.split()
    return bool(words) and len(words) <= _LONGEST_DESCRIPTION and (words[-1].endswith("s") or "and" in words)


def written_out(text: str, end: int) -> tuple[int, str] | None:
    """Return what is contracted behind a pronoun, written out, as it has to be behind a name.

    Args:
        text: The article.
        end: Where the pronoun ends, before an apostrophe.

    Returns:
        Where the contraction ends, and what it stands for; `None` where that is not sure: "he'd", "he's accused".

    Example:
        >>> written_out("she'll go", 3), written_out("she's going", 3), written_out("she's been", 3)
        ((6, ' will'), (5, ' is'), (5, ' has'))
        >>> written_out("she's left", 3), written_out("she'd go", 3)
        (None, None)
    """
    found = _CONTRACTED.match(text, end)
    if found is None:
        return end, ""
    short, following = found["short"], (found["following"] or "").casefold()
    if short in _WRITTEN:
        return found.end("short"), _WRITTEN[short]
    if short == "s" and following in word_set("summary_edits", "pronouns", "has-before"):
        return found.end("short"), " has"
    if short == "s" and (following.endswith("ing") or following in word_set("summary_edits", "pronouns", "is-before")):
        return found.end("short"), " is"
    return None
