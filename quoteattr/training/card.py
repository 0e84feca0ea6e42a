"""The model card that goes with a checkpoint."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

from quoteattr._version import __version__
from quoteattr.training.loop import TrainingOptions

__all__ = ["average_card", "model_card"]

_SCORES, _MADE = "- **Scores there**:", "- **Made with**:"
_CARD = """---
license: apache-2.0
language: en
library_name: quoteattr
base_model: {base}
---

# quoteattr: who said what in a news article

An encoder with two heads: tags of content, cue and source, and links from content to cue and from cue to source.
Load it with `quoteattr.Pipeline.from_pretrained(folder)`.

- **Encoder**: started from {base} (Apache-2.0).
- **Learned from**: {articles} annotated news articles of PolNeAR 1.0.0 (Newell, Margolin and Ruths, 2018: US news of
  2015 and 2016 by seven publishers). The corpus states no licence for the articles' texts; none of them is here.
- **Chosen by**: F1 of quotations whose content overlaps by half and whose source is right, on articles apart.
- **Scores there**: {scores}.
- **Made with**: quoteattr {version}, {options}.
- **Not for**: languages other than English, fiction, or any decision about a person without an editor who reads the
  article. Known to be weaker on indirect speech than on direct, and on the usage of other countries' newspapers.
"""


def model_card(options: TrainingOptions, scores: Mapping[str, float], *, articles: int, base: str) -> str:
    """Return the text of a model card.

    Args:
        options: How the checkpoint was trained.
        scores: Its scores on articles that it did not learn from.
        articles: Number of articles that it learned from.
        base: Name of the encoder that it started from.
    """
    return _CARD.format(
        base=base,
        articles=articles,
        scores=_show(scores),
        version=__version__,
        options=", ".join(f"{name} {value}" for name, value in asdict(options).items()),
    )


def average_card(cards: Sequence[str], scores: Mapping[str, float], *, min_score: float) -> str:
    """Return the card of an average of several runs: the first one's, with what is true of the average.

    Args:
        cards: The runs' cards.
        scores: The average's scores on articles that no run learned from.
        min_score: The score below which it leaves a quotation out.
    """
    if not cards:
        return ""
    runs = [line.removeprefix(_MADE) for card in cards for line in card.splitlines() if line.startswith(_MADE)]
    lines = []
    for line in cards[0].splitlines():
        if line.startswith(_SCORES):
            lines.append(f"{_SCORES} {_show(scores)}.")
        elif line.startswith(_MADE):
            lines += [
                "- **Averaged over these runs** (weights, from one start):",
                *(f"  - {run.strip()}" for run in runs),
            ]
            lines.append(f"- **Left out**: quotations with a score under {min_score}, chosen there.")
        else:
            lines.append(line)
    return "\n".join(lines) + "\n"


def _show(scores: Mapping[str, float]) -> str:
    names = {"score": "all kinds", "direct": "direct", "detect": "content alone", "exact": "exact content"}
    return ", ".join(f"{label} {scores[name]:.1f}" for name, label in names.items() if name in scores)
