"""What a summary says that somebody said: read from its annotation, or by rule where nobody annotated it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from quoteattr.speakers.lexicon import word_set
from quoteattr.summary.guard.lexis import is_title_word, report_verbs
from quoteattr.summary.guard.words import Word
from quoteattr.text.marks import QuotedRegion, inside_marks
from quoteattr.types import Article, Sentence, Span

__all__ = ["Claim", "annotated_claims", "ruled_claims"]

# Words between a name and its verb ("has also", "did not"), commas aside.
_LONGEST_LINK = 3
# An apposition or a relative clause between a name and its verb is no longer.
_LONGEST_APPOSITION = 25
# What follows a verb of speech at the end of a sentence and is still no content ("told reporters on Monday").
_SHORTEST_CONTENT = 2


@dataclass(frozen=True, slots=True, order=True)
class Claim(Span):
    """Something that a summary gives to a speaker whom it names.

    Args:
        start: Offset in the summary of the words that name the speaker.
        end: Offset after them.
        name: The speaker's name.
        content: What the speaker is said to have said.
    """

    name: str
    content: tuple[Span, ...]


def annotated_claims(summary: Article) -> tuple[Claim, ...]:
    """Return the claims that an annotated summary gives to a name.

    Pronouns and descriptions are passed over: the summary alone does not tell to whom they refer in the article.

    Args:
        summary: The summary, annotated like an article.
    """
    pronouns = word_set("function_words", "words", "pronouns")
    found = []
    for quotation in summary.quotations:
        if quotation.speaker is None or not quotation.source or not _has_name(quotation.speaker.name):
            continue
        if quotation.source_text.casefold() in pronouns:
            continue
        where = quotation.source[0]
        found.append(Claim(where.start, where.end, quotation.speaker.name, quotation.content))
    return tuple(found)


def _has_name(name: str) -> bool:
    return any(word[:1].isupper() for word in name.split())


def ruled_claims(
    text: str, words: Sequence[Word], sentences: Sequence[Sentence], regions: Sequence[QuotedRegion]
) -> tuple[Claim, ...]:
    """Return the claims that a summary gives to a name, read by rule.

    Args:
        text: The summary.
        words: Its words.
        sentences: Its sentences.
        regions: Its quoted regions.

    Example:
        >>> from quoteattr.summary.guard.words import read_words
        >>> text = "Taxes will rise, Mayor Ada Burns said."
        >>> [claim] = ruled_claims(text, read_words(text), [Sentence(0, len(text))], ())
        >>> claim.name, [text[s.start:s.end] for s in claim.content]
        ('Ada Burns', ['Taxes will rise, '])
    """
    mask = inside_marks(text, regions)
    found: list[Claim] = []
    for sentence in sentences:
        inside = [w for w in words if sentence.start <= w.start < sentence.end]
        outside = [not mask[w.start] for w in inside]
        found += _read_sentence(text, sentence, inside, outside)
    return tuple(found)


def _read_sentence(text: str, sentence: Span, words: Sequence[Word], outside: Sequence[bool]) -> Iterator[Claim]:
    reports = [
        (cue, name)
        for cue in range(len(words))
        if outside[cue] and (name := _speaker(text, words, cue)) and all(outside[name[0] : name[1]])
    ]
    for place, (cue, (first, last)) in enumerate(reports):
        named = Span(words[first].start, words[last - 1].end)
        # The next report's own speaker and words are not this one's.
        until = words[reports[place + 1][1][0]].start if place + 1 < len(reports) else sentence.end
        begin = max(words[cue].end, named.end)
        since = words[max(reports[place - 1][0], reports[place - 1][1][1] - 1)].end if place else sentence.start
        after = Span(begin, max(begin, until))
        before = Span(since, max(since, min(words[cue].start, named.start)))
        leads = cue > first and sum(w.start >= begin and w.start < until for w in words) > _SHORTEST_CONTENT
        trails = _trails(text, before)
        content = [after] if leads and not trails else [before] if place == 0 else []
        if leads and trails:
            content.append(after)
        yield Claim(named.start, named.end, _bare(words[first:last]), tuple(c for c in content if len(c) > 2))


def _trails(text: str, before: Span) -> bool:
    """Tell whether the report follows its content: a comma or a closing mark stands before it."""
    return text[before.start : before.end].rstrip().endswith((",", "”", '"', "’", "'", "—", "–"))


def _bare(words: Sequence[Word]) -> str:
    kept = [w.text for w in words if not is_title_word(w.key)] or [w.text for w in words]
    return " ".join(kept)


def _speaker(text: str, words: Sequence[Word], cue: int) -> tuple[int, int] | None:
    """Return the places of the name that speaks by a cue; `None` when the word is no cue, or no name speaks."""
    if words[cue].key == "according":
        first = cue + 2
        return _name_from(text, words, first) if first < len(words) and words[cue + 1].key == "to" else None
    if words[cue].key not in report_verbs() or (cue and words[cue - 1].key == "to"):
        return None
    return _subject(text, words, cue) or _inverted(text, words, cue)


def _inverted(text: str, words: Sequence[Word], cue: int) -> tuple[int, int] | None:
    """Return the name after a cue that follows its content: “…,” said Ada Burns."""
    if not cue or cue + 1 >= len(words):
        return None
    gap = text[words[cue - 1].end : words[cue].start]
    return _name_from(text, words, cue + 1) if any(c in gap for c in ',”"’') else None


def _name_from(text: str, words: Sequence[Word], first: int) -> tuple[int, int] | None:
    while first < len(words) and words[first].key == "the":
        first += 1
    last = first
    while last < len(words) and words[last].capital and (last == first or _touches(text, words, last)):
        last += 1
    return (first, last) if last > first and not words[last - 1].text.endswith(("’s", "'s")) else None


def _subject(text: str, words: Sequence[Word], cue: int) -> tuple[int, int] | None:
    """Return the name before a cue, with what may stand between: auxiliaries, adverbs, an apposition."""
    last = cue
    while last and cue - last < _LONGEST_LINK and not words[last - 1].capital and _is_link(words[last - 1]):
        last -= 1
    if (last and not words[last - 1].capital) or (last and "," in text[words[last - 1].end : words[last].start]):
        last = _before_apposition(text, words, last)
    if not last or not words[last - 1].capital or words[last - 1].text.endswith(("’s", "'s")):
        return None
    if text[words[last - 1].end : words[last].start].strip(" ,–—()"):
        return None
    first = last - 1
    while first and words[first - 1].capital and _touches(text, words, first):
        first -= 1
    while first < last - 1 and words[first].key in word_set("function_words"):
        first += 1
    if words[first].key in word_set("function_words") or (first and words[first - 1].key in _oblique()):
        return None
    return first, last


def _before_apposition(text: str, words: Sequence[Word], last: int) -> int:
    """Return the place after the name that an apposition in commas follows; 0 when there is none."""
    if last >= len(words) or "," not in text[words[last - 1].end : words[last].start]:
        return 0
    for i in range(last - 1, max(0, last - _LONGEST_APPOSITION), -1):
        if "," in text[words[i - 1].end : words[i].start] and words[i - 1].capital:
            return i
    return 0


def _touches(text: str, words: Sequence[Word], i: int) -> bool:
    gap = text[words[i - 1].end : words[i].start]
    return gap in {" ", "-"} or (gap == ". " and (words[i - 1].initial or is_title_word(words[i - 1].key)))


def _is_link(word: Word) -> bool:
    links = word_set("function_words", "words", "auxiliaries") | word_set("function_words", "words", "adverbs")
    return (
        word.key in links or word.key.endswith(("ly", "n't")) or word.key in {"not", "never", "also", "later", "then"}
    )


@cache
def _oblique() -> frozenset[str]:
    """Return the prepositions after which a name is not the one that speaks."""
    return word_set("guard_claims", "voices")
