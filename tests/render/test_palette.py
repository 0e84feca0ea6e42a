"""The colours: dark enough on their ground, and apart for every kind of colour vision."""

import re
from itertools import combinations

import numpy as np
import pytest

from quoteattr.render.assets import style

# Machado, Oliveira and Fernandes 2009, “A physiologically-based model for simulation of color vision deficiency”,
# severity 1, in linear RGB.
VISION = {
    "full": np.eye(3),
    "no red": [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
    "no green": [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
    "no blue": [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]],
}
# Ottosson 2020, OKLab.
TO_CONES = [[0.4122214708, 0.5363325363, 0.0514459929], [0.2119034982, 0.6806995451, 0.1073969566],
            [0.0883024619, 0.2817188376, 0.6299787005]]  # fmt: skip
TO_LAB = [[0.2104542553, 0.7936177850, -0.0040720468], [1.9779984951, -2.4285922050, 0.4505937099],
          [0.0259040371, 0.7827717662, -0.8086757660]]  # fmt: skip


def linear(colour):
    parts = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one, other):
    """WCAG 2 contrast of two colours."""
    low, high = sorted(float(linear(c) @ [0.2126, 0.7152, 0.0722]) + 0.05 for c in (one, other))
    return high / low


def lab(colour, vision):
    seen = np.clip(np.array(vision) @ linear(colour), 0, 1)
    return np.array(TO_LAB) @ np.cbrt(np.array(TO_CONES) @ seen)


def colours(scheme):
    """Return the colours of the style by name, `edge` and `tint` as lists by number."""
    pick = ("light", "dark").index(scheme)
    pair = r"light-dark\((#\w{6}), (#\w{6})\)"
    found = {
        m[1]: m.groups()[1 + pick] for m in re.finditer(rf"--qa-(ink|faint|paper|panel|line|rule): {pair}", style())
    }
    for name in ("edge", "tint"):
        rows = re.findall(rf"\.qa-(\d) \{{[^}}]*--qa-{name}: {pair}", style())
        assert [int(row[0]) for row in rows] == list(range(9))
        found[name] = [row[1 + pick] for row in rows]
    return found


@pytest.mark.parametrize("scheme", ["light", "dark"])
class TestPalette:
    def test_text_has_contrast_aa_on_every_ground(self, scheme):
        found = colours(scheme)
        for ground in (found["paper"], found["panel"], *found["tint"]):
            assert contrast(found["ink"], ground) >= 7
        for ground in (found["paper"], found["panel"]):
            assert contrast(found["faint"], ground) >= 4.5

    def test_numbers_and_frames_of_badges_have_contrast_aa(self, scheme):
        found = colours(scheme)
        for edge, tint in zip(found["edge"], found["tint"], strict=True):
            assert contrast(found["paper"], edge) >= 4.5
            assert contrast(edge, tint) >= 3

    @pytest.mark.parametrize("vision", VISION)
    def test_edges_of_speakers_are_apart(self, scheme, vision):
        labs = [lab(edge, VISION[vision]) for edge in colours(scheme)["edge"][1:]]
        assert min(np.linalg.norm(a - b) for a, b in combinations(labs, 2)) > 0.06
