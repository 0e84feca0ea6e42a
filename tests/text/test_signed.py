import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.text.signed import find_signed


def read(text):
    return [(text[t.label.start : t.label.end], [text[c.start : c.end] for c in t.content]) for t in find_signed(text)]


@pytest.mark.parametrize(
    ("text", "signed"),
    [
        pytest.param("“Stay.” — Ada Burns", [("Ada Burns", ["“Stay.”"])], id="dash"),
        pytest.param('"Stay." -Ada Burns', [("Ada Burns", ['"Stay."'])], id="hyphen without a space"),
        pytest.param("''Stay.'' -- Ada Burns.", [("Ada Burns", ["''Stay.''"])], id="two hyphens, full stop"),
        pytest.param("‘Stay.’ – Ada van den Berg", [("Ada van den Berg", ["‘Stay.’"])], id="single marks"),
        pytest.param("“Stay.” — Ada Burns, head of a school", [("Ada Burns", ["“Stay.”"])], id="description"),
        pytest.param("“Stay.”\n\n― Ada Burns, Hexley\n\nIt rained.", [("Ada Burns", ["“Stay.”"])], id="next paragraph"),
        pytest.param("On the pool: “Stay.” — Ada Burns", [("Ada Burns", ["“Stay.”"])], id="after a colon"),
        pytest.param("“Stay.\n\n“Please.” — Ada Burns", [("Ada Burns", ["“Stay.", "“Please.”"])], id="two paragraphs"),
    ],
)
def test_signed_quotations_are_found(text, signed):
    assert read(text) == signed


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("“Stay.” — Ada Burns left the room.", id="a sentence goes on"),
        pytest.param("“Stay.” — and he left", id="no name"),
        pytest.param("The film is “Stay” — Ada Burns", id="marks that end a sentence"),
        pytest.param("“Stay.” — Ada Burns. He left.", id="another sentence follows"),
        pytest.param("“Stay.”\n- Apples\n- Pears", id="a list"),
        pytest.param("“Stay.” — Ada Burns: “Go.”", id="another quotation follows"),
        pytest.param("“Stay. — Ada Burns", id="marks not closed"),
        pytest.param("It is so. — Ada Burns", id="no marks"),
    ],
)
def test_what_looks_signed_is_left_alone(text):
    assert read(text) == []


@given(st.lists(st.sampled_from(["“", "”", '"', "—", "-", " ", "\n", "Ada", ", ", ".", "x"]), max_size=40).map("".join))
def test_parts_stand_in_order(text):
    for signed in find_signed(text):
        assert signed.content[-1].end <= signed.colon.start < signed.colon.end <= signed.label.start < signed.label.end
        assert text[signed.label.start : signed.label.end].strip()


def test_long_texts_take_little_time():
    begin = time.process_time()
    find_signed("“Stay.” — Ada Burns\n" * 20_000)
    find_signed("“Stay.” " * 20_000)
    assert time.process_time() - begin < 20
