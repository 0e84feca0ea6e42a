"""Variants of articles that keep every offset: other marks, punctuation, case and accents."""

from collections.abc import Callable
from dataclasses import replace
from random import Random
from unicodedata import combining, normalize

from quoteattr.speakers.lexicon import word_set
from quoteattr.text.marks import QuotedRegion, pair_marks
from quoteattr.text.paragraphs import split_paragraphs
from quoteattr.text.sentences import split_sentences
from quoteattr.training.augment.edits import all_spans
from quoteattr.training.readers import AnnotatedArticle
from quoteattr.types import Span

__all__ = [
    "british_punctuation",
    "other_case",
    "other_marks",
    "plain_letters",
    "restyle",
    "title_case",
]

# Opening and closing marks by their length, so that a style replaces marks of its own length only.
_STYLES = {1: (('"', '"'), ("“", "”"), ("‘", "’"), ("'", "'")), 2: (("``", "''"), ("''", "''"))}
# How often each is drawn: American news has hardly any single marks, British has.
_WEIGHTS = {1: (3, 3, 3, 1), 2: (1, 1)}
_BEFORE_WORD = "“‘\"'(["
# A first paragraph up to this length is taken for a headline.
_HEADLINE = 150


def other_marks(article: AnnotatedArticle, random: Random) -> AnnotatedArticle:
    """Return the article with its outer quotation marks in another style of the same length.

    Args:
        article: The article.
        random: Source of chance.

    Example:
        >>> article = AnnotatedArticle("a", "“Yes,” she said.", ())
        >>> sorted({other_marks(article, Random(seed)).text for seed in range(9)})[-2:]
        ['‘Yes,’ she said.', '“Yes,” she said.']
    """
    regions = pair_marks(article.text)
    length = 2 if any(r.opening == 2 for r in regions) else 1
    opening, closing = random.choices(_STYLES[length], _WEIGHTS[length])[0]
    return restyle(article, opening, closing)


def restyle(article: AnnotatedArticle, opening: str, closing: str) -> AnnotatedArticle:
    """Return the article with outer quotation marks of the same length replaced.

    Nothing is replaced by single marks when the article has nested ones, which would become ambiguous.

    Args:
        article: The article.
        opening: The mark that opens.
        closing: The mark that closes, of the same length.
    """
    regions = pair_marks(article.text)
    if opening in "‘'" and any(region.depth for region in regions):
        return article
    characters = list(article.text)
    for region in regions:
        if region.depth == 0 and not region.single and region.opening == len(opening):
            characters[region.start : region.start + region.opening] = opening
            if region.closing == len(closing):
                characters[region.end - region.closing : region.end] = closing
    return replace(article, text="".join(characters))


def british_punctuation(article: AnnotatedArticle, random: Random) -> AnnotatedArticle:
    """Return the article with commas, and the full stops of fragments, after the closing mark: “Yes”, she said.

    Only where a content ends with the mark: it then ends before the comma. Some of the articles get single marks too.

    Args:
        article: The article.
        random: Source of chance.

    Example:
        >>> from quoteattr.training.readers import AnnotatedQuotation
        >>> quotation = AnnotatedQuotation((Span(0, 6),), (), (Span(7, 10),))
        >>> british = british_punctuation(AnnotatedArticle("a", "“Yes,” she said.", (quotation,)), Random(1))
        >>> british.text[1:], british.quotations[0].content
        ('Yes”, she said.', (Span(start=0, end=5),))
    """
    text, every_stop = article.text, random.random() < 0.3
    borders = {border for span in all_spans(article) for border in (span.start, span.end)}
    ends = {span.end for quotation in article.quotations for span in quotation.content}
    ends -= {span.end for q in article.quotations for span in (*q.cue, *q.source)} | {d.end for d in article.discard}
    swapped = {
        region.end: region.end - 1
        for region in pair_marks(text)
        if _holds_stop(text, region, every_stop=every_stop) and region.end in ends and region.end - 1 not in borders
    }
    characters = list(text)
    for end in swapped:
        characters[end - 2], characters[end - 1] = characters[end - 1], characters[end - 2]
    quotations = tuple(
        replace(q, content=tuple(Span(s.start, swapped.get(s.end, s.end)) for s in q.content))
        for q in article.quotations
    )
    varied = replace(article, text="".join(characters), quotations=quotations)
    return restyle(varied, "‘", "’") if random.random() < 0.5 else varied


def _holds_stop(text: str, region: QuotedRegion, *, every_stop: bool) -> bool:
    """Tell whether a region ends with a comma, or with a full stop that is not its own, before its mark."""
    if region.depth or region.closing != 1 or len(region) < 4:
        return False
    fragment = every_stop or text[region.start + region.opening].islower()
    return text[region.end - 2] == "," or (text[region.end - 2] == "." and fragment)


def other_case(article: AnnotatedArticle, random: Random) -> AnnotatedArticle:
    """Return the article with its headline, or else one sentence, in capitals, lower case or Title Case.

    Args:
        article: The article.
        random: Source of chance.

    Example:
        >>> other_case(AnnotatedArticle("a", "Bridge to open", ()), Random(1)).text
        'Bridge to Open'
    """
    first = split_paragraphs(article.text)[:1]
    if first and len(first[0]) <= _HEADLINE and random.random() < 0.6:
        place: Span = first[0]
        change: Callable[[str], str] = random.choices((_upper, _lower, title_case), (3, 2, 2))[0]
    else:
        sentences = split_sentences(article.text)
        if not sentences:
            return article
        place, change = random.choice(sentences), random.choice((_upper, _lower))
    text = article.text
    return replace(article, text=text[: place.start] + change(text[place.start : place.end]) + text[place.end :])


def plain_letters(article: AnnotatedArticle, random: Random) -> AnnotatedArticle:
    """Return the article without the accents of its letters.

    Args:
        article: The article.
        random: Not used; every variant is called alike.

    Example:
        >>> plain_letters(AnnotatedArticle("a", "Zoë Muñoz", ()), Random(1)).text
        'Zoe Munoz'
    """
    del random
    return replace(article, text="".join(map(_plain, article.text)))


def title_case(text: str) -> str:
    """Return the text as the headlines of some newspapers are printed, of the same length.

    Args:
        text: Any text.

    Example:
        >>> title_case("bridge to open in May, says Burns")
        'Bridge to Open in May, Says Burns'
    """
    small = word_set("augmentation", "headline", "small_words")
    words = text.split(" ")
    return " ".join(word if place and word in small else _capitalize(word) for place, word in enumerate(words))


def _capitalize(word: str) -> str:
    first = len(word) - len(word.lstrip(_BEFORE_WORD)) + 1
    return _upper(word[:first]) + word[first:]


def _upper(text: str) -> str:
    return "".join(u if len(u := c.upper()) == 1 else c for c in text)


def _lower(text: str) -> str:
    return "".join(low if len(low := c.lower()) == 1 else c for c in text)


def _plain(character: str) -> str:
    parts = normalize("NFD", character)
    accented = len(parts) > 1 and parts[0].isalpha() and all(map(combining, parts[1:]))
    return parts[0] if accented else character
