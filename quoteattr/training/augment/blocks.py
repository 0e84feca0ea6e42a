"""Turn speech of an article into block quotations, and into quotations with their source after a dash."""

from random import Random

from quoteattr.data import table
from quoteattr.training.augment.edits import Piece, compose
from quoteattr.training.augment.passages import break_places, splice
from quoteattr.training.augment.speech import find_speech, surname
from quoteattr.training.readers import AnnotatedArticle

__all__ = ["add_block", "add_trailing"]

_MOST_PARAGRAPHS = 3
_MARKS = (("“", "”"), ('"', '"'), ("", ""), ("‘", "’"))
_MARK_WEIGHTS = (5, 4, 1, 1)


def add_block(article: AnnotatedArticle, random: Random) -> AnnotatedArticle:
    """Return the article with some of its speech as a block quotation: a colon, then paragraphs without marks.

    Args:
        article: The article.
        random: Source of chance.

    Returns:
        The article unchanged when no named person speaks in whole sentences.

    Example:
        >>> from quoteattr.training.readers import AnnotatedQuotation
        >>> from quoteattr.types import Span
        >>> quotation = AnnotatedQuotation((Span(0, 20),), (Span(21, 25),), (Span(26, 35),))
        >>> article = AnnotatedArticle("a", "“It will open soon,” said Ada Burns.", (quotation,))
        >>> add_block(article, Random(1)).text.split()[-4:]
        ['It', 'will', 'open', 'soon.']
    """
    speech = find_speech(article)
    if not speech:
        return article
    first = random.randrange(len(speech))
    chosen = [s for s in speech[first:] if s.name == speech[first].name][: random.randint(1, _MOST_PARAGRAPHS)]
    name = chosen[0].name if random.random() < 0.5 else surname(chosen[0].name)
    cue = random.choice(table("augmentation")["block"]["cues"])
    pieces: list[Piece] = [("source", name), " ", ("cue", cue), ":"]
    for said in chosen:
        pieces += ["\n\n", ("content", said.words)]
    at = random.choice(break_places(article))
    return splice(article, [compose(*pieces)], at, used=[s.quotation for s in chosen])


def add_trailing(article: AnnotatedArticle, random: Random) -> AnnotatedArticle:
    """Return the article with one to three quotations as paragraphs with a dash and the source after them.

    Args:
        article: The article.
        random: Source of chance.

    Returns:
        The article unchanged when no named person speaks in whole sentences.

    Example:
        >>> from quoteattr.training.readers import AnnotatedQuotation
        >>> from quoteattr.types import Span
        >>> quotation = AnnotatedQuotation((Span(0, 20),), (Span(21, 25),), (Span(26, 35),))
        >>> article = AnnotatedArticle("a", "“It will open soon,” said Ada Burns.", (quotation,))
        >>> add_trailing(article, Random(3)).text.splitlines()[-1][-9:]
        'Ada Burns'
    """
    speech = find_speech(article)
    if not speech:
        return article
    wordings = table("augmentation")["trailing"]
    chosen = random.sample(speech, min(len(speech), random.randint(1, _MOST_PARAGRAPHS)))
    (opening, closing), dash = random.choices(_MARKS, _MARK_WEIGHTS)[0], random.choice(wordings["dashes"])
    gap, space = random.choices((" ", "\n", "\n\n"), (3, 2, 1))[0], random.choices((" ", ""), (4, 1))[0]
    passage = []
    for said in chosen:
        role = f", {random.choice(wordings['roles'])}" if random.random() < 0.4 else ""
        stop = "." if random.random() < 0.2 else ""
        content: Piece = ("content", opening + said.words + closing)
        passage.append(compose(content, gap, ("cue", dash), space, ("source", said.name), role + stop))
    at = random.choice(break_places(article))
    return splice(article, passage, at, used=[s.quotation for s in chosen])
