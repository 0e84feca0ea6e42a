"""What a content is made of."""

import pytest

from quoteattr.attribution.content import without_strays
from quoteattr.types import Span

CASES = {
    "first word of the next sentence": (["the rain had stopped. The"], ["the rain had stopped"]),
    "after a question": (["had it stopped? But"], ["had it stopped?"]),
    "after an abbreviation": (["rain in the U.S. The"], ["rain in the U.S."]),
    "a fragment of its own": (["the rain had stopped", "The"], ["the rain had stopped"]),
    "a first word before the cue": (["That", "was late"], ["That", "was late"]),
    "more than the first word": (["it stopped. The end"], ["it stopped. The end"]),
    "a word that means something": (["it stopped. Rain"], ["it stopped. Rain"]),
    "a title": (["they met Mr. Hale"], ["they met Mr. Hale"]),
    "small letter": (["it stopped. the"], ["it stopped. the"]),
    "nothing else": (["The"], ["The"]),
    "no fragment": ([], []),
}


@pytest.mark.parametrize(("fragments", "expected"), CASES.values(), ids=CASES.keys())
def test_strays_are_left_out(fragments, expected):
    text, spans = "", []
    for fragment in fragments:
        spans.append(Span(len(text), len(text) + len(fragment)))
        text += fragment + " he said "
    assert [text[span.start : span.end] for span in without_strays(spans, text)] == expected
