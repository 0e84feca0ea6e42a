"""Give the persons of an article other names, so that antecedents are learned by sense and not by heart."""

import re
from collections.abc import Iterator
from random import Random

from quoteattr.data import table
from quoteattr.speakers.lexicon import given_name_pronoun, word_set
from quoteattr.training.augment.edits import Edit, edit, uncut
from quoteattr.training.readers import AnnotatedArticle

__all__ = ["rename"]

_WORD = re.compile(r"[^\W\d_]+")
# Shorter words are initials and particles.
_SHORTEST = 3


def rename(article: AnnotatedArticle, random: Random) -> AnnotatedArticle:
    """Return the article with other names for the persons that its questions of antecedents are about.

    A given name becomes one that goes with the same pronoun, any other word of a person's name a surname, and one word
    becomes the same one everywhere, so that what the names say about each other stays true. Every span is carried
    along, and so are the questions.

    Args:
        article: The article.
        random: Source of chance.

    Returns:
        The article unchanged when its questions are about nobody with a known given name.

    Example:
        >>> from quoteattr.training.questions import Asked
        >>> asked = Asked(15, 18, "personal", ((((0, 9),), ()),), frozenset({0}))
        >>> renamed = rename(AnnotatedArticle("a", "Ada Burns said she won.", (), asked=(asked,)), Random(1))
        >>> start, end = renamed.asked[0].options[0][0][0]
        >>> renamed.text[start:end] != "Ada Burns", renamed.text[renamed.asked[0].start :]
        (True, 'she won.')
    """
    new: dict[str, str] = {}
    for word, pronoun in _words_of_names(article):
        if word not in new:
            chosen = random.choice(_pool(pronoun))
            new[word] = chosen.upper() if word.isupper() else chosen
    if not new:
        return article
    words = "|".join(map(re.escape, sorted(new, key=len, reverse=True)))
    found = re.finditer(rf"(?<![\w*])(?:{words})(?![\w*])", article.text)
    return edit(article, uncut(article, [Edit(m.start(), m.end(), new[m[0]]) for m in found]))


def _words_of_names(article: AnnotatedArticle) -> Iterator[tuple[str, str | None]]:
    """Yield each word of the names of persons, with the pronoun of a given name; of a surname it is `None`."""
    known = word_set("places", "places") | word_set("places", "peoples") | word_set("function_words")
    for mentions in sorted(_persons(article)):
        for start, end in mentions:
            words = _WORD.findall(article.text[start:end])
            for place, word in enumerate(words):
                if len(word) >= _SHORTEST and word[0].isupper() and word.casefold() not in known:
                    pronoun = given_name_pronoun(word.casefold())
                    last = place == len(words) - 1 and place > 0
                    yield word, None if last or pronoun not in {"he", "she"} else pronoun


def _persons(article: AnnotatedArticle) -> set[tuple[tuple[int, int], ...]]:
    """Return the mentions of each option that is a person: an answer to "he" or "she", or named by a given name."""
    persons = set()
    for asked in article.asked:
        for place, (mentions, _) in enumerate(asked.options):
            answers = asked.kind == "personal" and place in asked.right
            if answers or any(_begins_with_given_name(article.text[start:end]) for start, end in mentions):
                persons.add(mentions)
    return persons


def _begins_with_given_name(name: str) -> bool:
    words = _WORD.findall(name)
    return len(words) > 1 and given_name_pronoun(words[0].casefold()) is not None


def _pool(pronoun: str | None) -> list[str]:
    words: str = table("given_names")[pronoun] if pronoun else table("augmentation")["renaming"]["surnames"]
    return words.split()
