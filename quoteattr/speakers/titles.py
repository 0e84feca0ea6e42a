"""Titles before names: where, in a run of capitalised words, the name begins."""

from collections.abc import Sequence

from quoteattr.speakers.lexicon import given_name_pronoun, word_set
from quoteattr.speakers.reading import Reading, Token

__all__ = ["after_title", "is_function_word", "is_title", "next_is_name", "title_before"]


_OPENING = {"”": "“", "’": "‘", '"': '"', "'": "'"}
_LONGEST_WORK = 8


def title_before(reading: Reading, k: int) -> int | None:
    """Return where the title of a work begins that ends in its mark right before a token; `None` when none does.

    Args:
        reading: The article's words.
        k: Index of the token.

    Example:
        >>> from quoteattr.speakers.reading import read
        >>> title_before(read("the “Harbour Lights” creator", [], []), 3)
        1
    """
    tokens = reading.tokens
    opening = _OPENING.get(tokens[k].gap.strip())
    if opening is None or not tokens[k].gap.endswith(" "):
        return None
    for m in range(k - 1, max(-1, k - _LONGEST_WORK), -1):
        if tokens[m].sentence != tokens[k].sentence or not (tokens[m].capital or is_function_word(tokens[m])):
            return None
        if tokens[m].start and reading.text[tokens[m].start - 1] == opening:
            said = reading.quotation_at(tokens[m].start) is not None
            return m if tokens[m].capital and not said else None
    return None


def is_title(token: Token) -> bool:
    """Tell whether a word is an honorific or an abbreviated title."""
    return token.lower in word_set("titles", "abbreviations") or token.lower in word_set("titles", "honorifics")


def is_function_word(token: Token) -> bool:
    """Tell whether a word belongs to the closed class, contracted or not; an initial does not."""
    if token.initial and token.lower not in {"a", "i"}:
        return False
    return token.lower.partition("’")[0].partition("'")[0] in word_set("function_words")


def next_is_name(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a capitalised word follows directly."""
    return i + 1 < len(tokens) and tokens[i + 1].capital and tokens[i + 1].follows(tokens[i])


def after_title(tokens: Sequence[Token], i: int, j: int) -> int:
    """Return where the name begins in a run of capitalised words.

    Args:
        tokens: The article's words.
        i: Index of the first word of the run.
        j: Index after its last word.

    Returns:
        The index after the last title word that leaves a name behind it; `i` when there is no title, `j` when the
        run is nothing but a title.
    """
    suffixes = word_set("titles", "suffixes")
    roles = word_set("titles", "roles")
    end = j
    while end > i + 1 and tokens[end - 1].lower in suffixes:
        end -= 1
    post = _names_a_post(tokens, i, end)
    if post or _is_known(tokens[i:end]):
        return j if post else i
    if _is_rank(tokens, i, end):
        return i + 1
    for k in range(end - 2, i - 1, -1):
        # "Group Director, Public Affairs Ada Burns"
        charge = k > i and tokens[k].lower in word_set("titles", "charges")
        if is_title(tokens[k]) or (charge and given_name_pronoun(tokens[k + 1].lower)):
            return k if _given_after_office(tokens, i, k, end) else k + 1
        if tokens[k].lower in word_set("titles", "regnal") and given_name_pronoun(tokens[k + 1].lower):
            # "Pope Francis" is the name.
            return k
        role = tokens[k].lower in roles or tokens[k].lower.rsplit("-", 1)[-1] in roles
        if role and not _names_somebody(tokens, k) and not _party_of_body(tokens, k, end):
            return _after_complement(tokens, k + 1, end)
    return i


def _is_known(core: Sequence[Token]) -> bool:
    """Tell whether words with a title among them are the name of an organisation ("Union Leader", "General Motors")."""
    return len(core) > 1 and "-".join(token.lower for token in core) in word_set("heads", "naming", "known")


def _given_after_office(tokens: Sequence[Token], i: int, k: int, end: int) -> bool:
    """Tell whether what looks like a short title is a given name behind an office ("Minister Gen Sato")."""
    alike = k > i and k + 2 == end and tokens[k].lower in word_set("titles", "given-too")
    return alike and tokens[k - 1].lower in word_set("titles", "civil") and tokens[k + 1].gap == " "


def _is_rank(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Tell whether letters in capitals before a name are a rank ("DI Ada Burns", "PC Burns")."""
    if end - i < 2 or not tokens[i].text.isupper() or tokens[i].lower not in word_set("titles", "ranks"):
        return False
    return end - i == 2 or given_name_pronoun(tokens[i + 1].lower) is not None or tokens[i + 1].initial


def _names_a_post(tokens: Sequence[Token], i: int, end: int) -> bool:
    """Tell whether a run of two words or more is a title and no name: "Chief Engineer", "Home Secretary"."""
    if end - i < 2 or tokens[end - 1].lower not in word_set("titles", "offices") | word_set("titles", "posts"):
        return False
    before = tokens[end - 2]
    if _is_known(tokens[end - 2 : end]):
        return False
    if is_title(before) or (end - i == 2 and (given_name_pronoun(before.lower) or before.initial)):
        return False
    kinds = (
        ("titles", "modifiers", "words"),
        ("titles", "roles"),
        ("titles", "complements"),
        ("nouns", "organisation"),
    )
    return any(before.lower in word_set(*kind) for kind in kinds)


def _names_somebody(tokens: Sequence[Token], k: int) -> bool:
    """Tell whether a role noun is part of a name, as in "Dean Smith", "Marine Le Pen" and "Daniel Porter Lee"."""
    word = tokens[k].lower
    if word in word_set("titles", "untitled") or tokens[k + 1].lower == "states":
        # "EU Member States"
        return True
    return given_name_pronoun(word) is not None and given_name_pronoun(tokens[k + 1].lower) is None


def _party_of_body(tokens: Sequence[Token], k: int, end: int) -> bool:
    """Tell whether a party begins the name of its own body ("Republican National Committee", "Republican Party of")."""
    head = next((m for m in range(k + 1, end) if tokens[m].lower == "of"), end) - 1
    body = tokens[head].lower in word_set("nouns", "organisation") - word_set("nouns", "surnames")
    return body and tokens[k].lower in word_set("places", "peoples")


def _after_complement(tokens: Sequence[Token], k: int, end: int) -> int:
    """Step over "of State", "for Policy" and the like, up to the given name."""
    if k < end and tokens[k].lower in {"of", "for"}:
        for m in range(k + 1, end - 1):
            if given_name_pronoun(tokens[m].lower) or tokens[m].initial:
                return m
        offices = word_set("titles", "complements")
        m = k + 1
        while m < end and (tokens[m].lower in offices or tokens[m].lower in {"and", "the"}):
            m += 1
        # "Director of Housing" names nobody.
        return m if k + 1 < m < end else end
    return k
