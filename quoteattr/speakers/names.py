"""Find proper names: where they begin and end, what stands before them, and what they seem to name."""

from collections.abc import Container, Iterator, Sequence

from quoteattr.speakers.definitions import defined_names
from quoteattr.speakers.lexicon import given_name_pronoun, is_several, word_set
from quoteattr.speakers.named import Name, NameKind, kind_of, names_organisation, plain_organisations, shouts
from quoteattr.speakers.reading import Reading, Token
from quoteattr.speakers.revision import revise
from quoteattr.speakers.runs import LONGEST_RUN, capital_runs
from quoteattr.speakers.titles import after_title, is_function_word, is_title, next_is_name

__all__ = ["Name", "NameKind", "find_names"]


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
    plain = _with_defined(reading, revise(reading, plain))
    known = {n.words for n in plain} | {n.words[-1:] for n in plain if n.kind == "person"}
    kinds = {name.words: name.kind for name in plain}
    headlines = _headline_names(tokens, reading.title_case, known, kinds)
    return tuple(sorted((*plain, *headlines), key=lambda name: name.start))


def _with_defined(reading: Reading, names: Sequence[Name]) -> list[Name]:
    """Put the whole name that an acronym behind it explains in the place of its parts."""
    found = list(defined_names(reading.tokens))
    if not found:
        return list(names)
    covered = {k for i, j in found for k in range(i, j)}
    kept = [n for n in names if covered.isdisjoint(range(n.first, n.last))]
    for i, j in found:
        core = reading.tokens[i:j]
        words = tuple(t.lower for t in core)
        kept.append(Name(core[0].start, core[-1].end, i, j, i, "organisation", None, words, shouts(core)))
    return kept


def _split_run(reading: Reading, i: int, j: int) -> Iterator[Name]:
    """Part a run of capitalised words into title and name; one that is only a title names nobody."""
    tokens = reading.tokens
    first = after_title(tokens, i, j)
    if first == j - 1 and tokens[j - 1].lower in plain_organisations():
        # "Justice Department" is an organisation, not a justice of that name.
        first = i
    has_title = first > i
    peoples = word_set("places", "peoples")
    if not names_organisation(tokens[first:j]):
        while first < j - 1 and (
            tokens[first].lower in peoples or _no_name(tokens, first) or _leads_list(tokens, first)
        ):
            if given_name_pronoun(tokens[first].lower) and (first == i or is_title(tokens[first - 1])):
                break
            if tokens[first + 1].lower == "for":
                # "Americans for Prosperity"
                break
            first += 1
        first = _after_epithet(tokens, first, j)
    if first >= j:
        return
    core = tokens[first:j]
    if len(core) == 1 and not has_title and _is_no_name(reading, first, i):
        return
    honorific = tokens[first - 1].lower if first > i else ""
    pronoun = next((p for p in ("he", "she") if honorific in word_set("titles", "honorifics", p)), None)
    yield Name(
        start=core[0].start,
        end=core[-1].end,
        first=first,
        last=j,
        title=i,
        kind=kind_of(core, titled=has_title),
        pronoun=pronoun,
        words=tuple(t.lower for t in core),
        shouts=shouts(core),
    )


def _no_name(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a word of the closed class stands at the front of a run, and not a determiner of its name."""
    return is_function_word(tokens[i]) and (tokens[i].opens or tokens[i].lower in {"the", "a", "an"})


def _after_epithet(tokens: Sequence[Token], i: int, j: int) -> int:
    """Step over "Welsh-born" or "London-based" before a name."""
    endings = word_set("titles", "epithets")
    return next(
        (
            k + 1
            for k in range(j - 2, i - 1, -1)
            if "-" in tokens[k].text and tokens[k].lower.rsplit("-", 1)[1] in endings
        ),
        i,
    )


def _leads_list(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a noun of several people stands before a name ("Celebrities Ada Burns and …", "Senators Burns")."""
    full = given_name_pronoun(tokens[i + 1].lower) is not None and next_is_name(tokens, i + 1)
    return (tokens[i].opens or full) and tokens[i].lower in word_set("nouns", "group") and tokens[i].lower.endswith("s")


def _ends_phrase(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a capitalised organisation noun only ends a longer phrase ("a super PAC", "the city’s Council")."""
    nouns = plain_organisations() | word_set("nouns", "bodies")
    if i == 0 or tokens[i].lower not in nouns or tokens[i].sentence != tokens[i - 1].sentence:
        return False
    if tokens[i - 1].possessive and not tokens[i].gap.strip():
        return True
    if not tokens[i].follows(tokens[i - 1]):
        return False
    return not tokens[i - 1].capital and tokens[i - 1].lower not in word_set("function_words")


def _is_no_name(reading: Reading, first: int, i: int) -> bool:
    """Tell whether a single capitalised word names nobody, with what may stand before it in a run from `i` on."""
    tokens = reading.tokens
    return _is_common(tokens[first], reading.lower_seen) or _ends_phrase(tokens, i) or _is_adverb(tokens, first)


def _is_adverb(tokens: Sequence[Token], i: int) -> bool:
    """Tell whether a word that opens a sentence is an adverb before a comma ("Ordinarily, the board meets")."""
    word = tokens[i].lower
    if not tokens[i].opens or not word.endswith("ly") or i + 1 == len(tokens) or not tokens[i + 1].gap.startswith(","):
        return False
    if word in word_set("heads", "naming", "in-ly") or word in word_set("places", "places"):
        return False
    return given_name_pronoun(word) is None and not tokens[i + 1].text[0].isdigit()


def _is_common(token: Token, lower_seen: frozenset[str]) -> bool:
    """Tell whether a single capitalised word is an ordinary word or a title used alone ("The President")."""
    if token.lower in word_set("titles", "roles") or is_title(token):
        return True
    # Behind the dateline of an agency as well: "LOWMERE (LHB) -- Fishermen say".
    dated = token.gap.strip(" -–—") == ")"
    if not token.opens and not (dated and is_several(token.lower)):
        return False
    # "Fishermen say …", "SHOPKEEPERS in Lowmere …"
    several = is_several(token.lower) and token.lower not in word_set("places", "peoples")
    return several or token.lower in lower_seen or token.lower in word_set("nouns")


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
            yield Name(token.start, core[-1].end, i, i + length, i, kind, None, words, shouts(core))
        i += length or 1


def _known_length(tokens: Sequence[Token], i: int, known: Container[tuple[str, ...]]) -> int:
    words = tuple(t.lower for t in tokens[i : i + LONGEST_RUN])
    return next((n for n in range(len(words), 0, -1) if words[:n] in known), 0)


def _given_length(tokens: Sequence[Token], i: int) -> int:
    if given_name_pronoun(tokens[i].lower) is None or is_function_word(tokens[i]) or not next_is_name(tokens, i):
        return 0
    after = tokens[i + 1]
    return 0 if after.lower in word_set("function_words") or after.lower in word_set("nouns", "time") else 2
