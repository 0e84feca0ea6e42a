"""The model card that goes with a checkpoint."""

from collections.abc import Mapping
from dataclasses import asdict

from quoteattr._version import __version__
from quoteattr.training.loop import TrainingOptions

__all__ = ["model_card"]

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
    names = {"score": "all kinds", "direct": "direct", "detect": "content alone", "exact": "exact content"}
    return _CARD.format(
        base=base,
        articles=articles,
        scores=", ".join(f"{label} {scores[name]:.1f}" for name, label in names.items() if name in scores),
        version=__version__,
        options=", ".join(f"{name} {value}" for name, value in asdict(options).items()),
    )
