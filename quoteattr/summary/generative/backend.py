"""What writes: the one interface between a summarizer and a model."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from quoteattr.summary.generative.budget import Limits
from quoteattr.summary.generative.prompt import Request

__all__ = ["Backend", "Draft"]


@dataclass(frozen=True, slots=True)
class Draft:
    """A text as a model wrote it.

    Args:
        text: The text, without the prompt and without special tokens.
        ended: Whether the model ended it; otherwise it was stopped, perhaps in mid-sentence.

    Example:
        >>> Draft("The bridge is", ended=False).ended
        False
    """

    text: str
    ended: bool


class Backend(Protocol):
    """A model that writes summaries, whatever it is made of.

    Example:
        >>> class Parrot:
        ...     limits = Limits(512)
        ...     def render(self, request):
        ...         return request.text
        ...     def count(self, texts):
        ...         return [len(text.split()) for text in texts]
        ...     def length(self, prompt):
        ...         return len(prompt.split())
        ...     def generate(self, prompts, *, max_new_tokens, enough):
        ...         return [Draft(prompt, ended=True) for prompt in prompts]
        >>> from quoteattr.summary.generative.summarizer import Summarizer
        >>> from quoteattr.types import Article, Sentence
        >>> article = Article("The bridge is open again.", sentences=(Sentence(0, 25),))
        >>> Summarizer(Parrot())(article).text
        'The bridge is open again.'
    """

    @property
    def limits(self) -> Limits:
        """What the model can read and write at most."""
        ...

    def render(self, request: Request) -> str:
        """Return the prompt for a request, in the form that the model was taught."""
        ...

    def count(self, texts: Sequence[str]) -> list[int]:
        """Return the tokens of each text, as a part of a prompt."""
        ...

    def length(self, prompt: str) -> int:
        """Return the tokens of a whole prompt, with those that the tokenizer adds."""
        ...

    def generate(self, prompts: Sequence[str], *, max_new_tokens: int, enough: Callable[[str], bool]) -> list[Draft]:
        """Write an answer to each prompt.

        Args:
            prompts: Prompts that `render` made.
            max_new_tokens: Tokens of an answer at most.
            enough: Tells of the beginning of an answer whether more of it would be of no use.
        """
        ...
