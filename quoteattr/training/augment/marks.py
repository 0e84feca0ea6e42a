"""Put quotation marks of another length or another country round what is quoted."""

from random import Random

from quoteattr.text.marks import pair_marks
from quoteattr.training.augment.edits import Edit, edit, uncut
from quoteattr.training.readers import AnnotatedArticle

__all__ = ["foreign_marks"]

# Wire services write '' and ``, continental newspapers « » and „ “; the last two undo what the first do.
_STYLES = (("''", "''"), ("``", "''"), ("«", "»"), ("„", "“"), ('"', '"'), ("“", "”"))
_WEIGHTS = (3, 2, 2, 1, 1, 1)


def foreign_marks(article: AnnotatedArticle, random: Random) -> AnnotatedArticle:
    """Return the article with its outer quotation marks in a style that may be longer or shorter.

    Args:
        article: The article.
        random: Source of chance.

    Example:
        >>> article = AnnotatedArticle("a", "“Yes,” she said.", ())
        >>> sorted({foreign_marks(article, Random(seed)).text for seed in range(20)})[:2]
        ['"Yes," she said.', "''Yes,'' she said."]
    """
    opening, closing = random.choices(_STYLES, _WEIGHTS)[0]
    edits = []
    for region in pair_marks(article.text):
        if region.depth == 0 and not region.single:
            edits.append(Edit(region.start, region.start + region.opening, opening))
            if region.closed and region.closing:
                edits.append(Edit(region.end - region.closing, region.end, closing))
    return edit(article, uncut(article, edits))
