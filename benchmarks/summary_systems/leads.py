"""What needs no reading: the beginning of the article, and sentences drawn at random."""

import random
import re
from collections.abc import Sequence
from typing import Any

from summary_systems.given import Given, Length, Made, extract, fill
from summary_systems.system import System, system

__all__ = ["LEAD", "LEADS", "draw_systems", "lead_systems"]

LEAD = "lead"
"""The first sentences, whatever they are: three of them are Lead-3."""

_BODY, _CUT = "lead, no headline", "lead, cut"
LEADS = (LEAD, _BODY, _CUT)
"""The systems that take the beginning; the strongest of them is a baseline too."""


def lead_systems() -> list[System]:
    """Return the leads.

    Sentences are whole and are taken while they fit. The second passes over the headline and the like, which the first
    takes; the third cuts the article after exactly as many words as are asked for.
    """
    return [system(LEAD, _lead), system(_BODY, _body), system(_CUT, _cut)]


def _lead(given: Given, _: Any, length: Length) -> Sequence[Made]:
    return [extract(given, fill(range(len(given.sentences)), given.words, length, in_a_row=True))]


def _body(given: Given, _: Any, length: Length) -> Sequence[Made]:
    return [extract(given, fill(given.body, given.words, length, in_a_row=True))]


def _cut(given: Given, _: Any, length: Length) -> Sequence[Made]:
    if length.max_words is None:
        return []
    words = list(re.finditer(r"\S+", given.text))[: length.max_words]
    if not words:
        return [Made("", ())]
    return [Made(" ".join(word.group() for word in words), ((words[0].start(), words[-1].end()),))]


def draw_systems(*, draws: int, seed: int) -> list[System]:
    """Return the system that draws sentences at random.

    Args:
        draws: How many summaries of an article are drawn; their mean counts.
        seed: Seed of the draws.
    """

    def make(given: Given, _: Any, length: Length) -> Sequence[Made]:
        # The draws of an article do not depend on which articles were read before it.
        draw = random.Random(f"{seed} {given.record['id']}")  # noqa: S311 - a sample, not a secret
        places = range(len(given.sentences))
        orders = [draw.sample(places, len(places)) for _ in range(draws)]
        return [extract(given, fill(order, given.words, length)) for order in orders]

    return [system("random", make)]
