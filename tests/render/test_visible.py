"""Characters that act instead of show."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.render.visible import visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("“Yes”\t\r\n", "“Yes”\t\r\n", id="text, tabs and line ends stay"),
        pytest.param("\x00", "␀", id="NUL"),
        pytest.param("\x1b[2J", "␛[2J", id="escape sequence"),
        pytest.param("\x07\x08\x7f", "␇␈␡", id="bell, backspace, delete"),
        pytest.param("\x9b2J", "\ufffd2J", id="C1 control sequence introducer"),
        pytest.param("\x85", "␤", id="next line"),
        pytest.param("a\u202eb\u202c", "a\ufffdb\ufffd", id="right-to-left override"),
        pytest.param("\u2066a\u2069", "\ufffda\ufffd", id="isolates"),
        pytest.param("\ud800", "\ufffd", id="lone surrogate"),
        pytest.param("\u200fשלום\u200e", "\u200fשלום\u200e", id="directional marks stay"),
        pytest.param("\U0001f469\u200d\U0001f680", "\U0001f469\u200d\U0001f680", id="joined emoji stay"),
    ],
)
def test_stand_ins(text, shown):
    assert visible(text) == shown


@given(st.text(st.characters(codec=None, categories=None)))
def test_nothing_acts_and_offsets_stay(text):
    shown = visible(text)
    assert len(shown) == len(text)
    assert shown.encode("utf-8").decode("utf-8") == shown
    assert {c for c in shown if unicodedata.category(c) == "Cc"} <= set("\t\n\r")
    assert visible(shown) == shown
