"""sumy's graph and matrix methods, over the same sentences as everybody's.

sumy splits sentences itself with data that NLTK downloads, and returns sentences without their places. Here it gets
its own document model, filled with the sentences of the article, its own stemmer and stop words, and tells the order of
the sentences. Words are those of NLTK's rules, which sumy uses too and which need no download; as there, only words of
letters count.
"""

import re
from collections.abc import Callable, Sequence
from importlib import import_module
from importlib.metadata import version
from typing import Any

from summary_systems.given import Given
from summary_systems.system import System, ranking

__all__ = ["sumy_systems"]

_METHODS = {
    "TextRank": ("text_rank", "TextRankSummarizer"),
    "LexRank": ("lex_rank", "LexRankSummarizer"),
    "LSA": ("lsa", "LsaSummarizer"),
}
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['-])*")


class _Words:
    """Stands for sumy's tokenizer, of which its sentences ask nothing but their words."""

    def __init__(self) -> None:
        self._split = import_module("nltk.tokenize").NLTKWordTokenizer().tokenize

    def to_words(self, sentence: str) -> tuple[str, ...]:
        """Return the words of a sentence."""
        return tuple(filter(_WORD.fullmatch, self._split(sentence)))


def sumy_systems() -> tuple[list[System], str]:
    """Return sumy's summarizers with the version of sumy, or none with the reason."""
    try:
        dom, utils = import_module("sumy.models.dom"), import_module("sumy.utils")
        stemmer = import_module("sumy.nlp.stemmers").Stemmer("english")
        classes = {
            name: getattr(import_module(f"sumy.summarizers.{module}"), made)
            for name, (module, made) in _METHODS.items()
        }
    except ImportError as error:
        return [], f"sumy is left out ({error}): `pip install sumy` brings it"
    words, stop_words = _Words(), utils.get_stop_words("english")

    def document(given: Given) -> Any:
        return dom.ObjectDocumentModel([dom.Paragraph([dom.Sentence(text, words) for text in given.texts])])

    def ranker(summarizer: Any) -> Callable[[Given], Sequence[int]]:
        summarizer.stop_words = stop_words

        def rank(given: Given) -> Sequence[int]:
            order: list[int] = []

            def keep(infos: Sequence[Any]) -> Sequence[Any]:
                order.extend(info.order for info in infos)
                return infos

            # In the place of a count sumy takes a function, which gets the sentences with the best first.
            summarizer(document(given), keep)
            return order or range(len(given.sentences))

        return rank

    systems = [ranking(f"sumy {name}", ranker(made(stemmer))) for name, made in classes.items()]
    return systems, f"sumy {version('sumy')}"
