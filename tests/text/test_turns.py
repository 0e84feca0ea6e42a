import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.text.turns import find_turns


def read(text):
    return [(text[t.label.start : t.label.end], [text[c.start : c.end] for c in t.content]) for t in find_turns(text)]


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        pytest.param(
            "LOWE: Will you go?\n\nHART: No.\n\nLOWE: Why?",
            [("LOWE", ["Will you go?"]), ("HART", ["No."]), ("LOWE", ["Why?"])],
            id="capitals",
        ),
        pytest.param(
            "Lowe: Will you go?\nHart: No.\nLowe: Why?",
            [("Lowe", ["Will you go?"]), ("Hart", ["No."]), ("Lowe", ["Why?"])],
            id="title case, one line each",
        ),
        pytest.param(
            '"LOWE: Will you go?\n\n"HART: No.\n\n"Not yet.\n\n"(CROSSTALK)\n\n"LOWE: Why?"',
            [("LOWE", ["Will you go?"]), ("HART", ["No.", '"Not yet.']), ("LOWE", ['Why?"'])],
            id="marks reopened",
        ),
        pytest.param(
            "DANA LOWE, RADIO HOST: Will you go?\n\nSEN. PETER HART (R-Ohio): I may.",
            [("DANA LOWE, RADIO HOST", ["Will you go?"]), ("SEN. PETER HART (R-Ohio)", ["I may."])],
            id="title and affiliation",
        ),
        pytest.param(
            "Q: How old?\n\nA: Nine.\n\nIn May I turn ten.\n\nQ: And then?\n\nA: Eleven.",
            [("Q", ["How old?"]), ("A", ["Nine.", "In May I turn ten."]), ("Q", ["And then?"]), ("A", ["Eleven."])],
            id="question and answer",
        ),
        pytest.param(
            "Q. How old are you?\n\nA. Nine.", [("Q", ["How old are you?"]), ("A", ["Nine."])], id="full stops"
        ),
        pytest.param(
            "QHow old are you?\n\nA: Nine.\n\nQAnd then?\n\nA: Ten.",
            [("Q", ["How old are you?"]), ("A", ["Nine."]), ("Q", ["And then?"]), ("A", ["Ten."])],
            id="lost space",
        ),
        pytest.param(
            "LOWE: Will you go? HART: No. LOWE: Why not?",
            [("LOWE", ["Will you go?"]), ("HART", ["No."]), ("LOWE", ["Why not?"])],
            id="all in one paragraph",
        ),
        pytest.param(
            "The Echo: Will you go?\n\nPeter Hart: I will not.\n\nThe Echo: Why?",
            [("The Echo", ["Will you go?"]), ("Peter Hart", ["I will not."]), ("The Echo", ["Why?"])],
            id="a newspaper asks",
        ),
        pytest.param(
            "Transcript:\n\nUrsula van der Berg: We go.\n\nPeter Hart: I stay.",
            [("Ursula van der Berg", ["We go."]), ("Peter Hart", ["I stay."])],
            id="announced, nobody twice",
        ),
        pytest.param(
            "LOWE: Will you go?\n\nHART: No.\n\nMr. Hart rose and left.\n\nAsked again, he said:\n\nLOWE: Why?",
            [("LOWE", ["Will you go?"]), ("HART", ["No."]), ("LOWE", ["Why?"])],
            id="the reporter between turns",
        ),
        pytest.param(
            "LOWE: Will you go?\n\nHART: No.\n\nLOWE: I see.\n\nThe council met on Monday.",
            [("LOWE", ["Will you go?"]), ("HART", ["No."]), ("LOWE", ["I see."])],
            id="the reporter afterwards",
        ),
        pytest.param(
            "LOWE: Will you go?\n\nHART: No.\n\nHOW IT BEGAN: We look back.\n\nLOWE: I see.",
            [("LOWE", ["Will you go?"]), ("HART", ["No."]), ("LOWE", ["I see."])],
            id="a heading ends a turn",
        ),
        pytest.param(
            "LOWE: Will you go?\n\nHART: No.\n\nLOWE: I see.\n\nWe post more @marlowecho.",
            [("LOWE", ["Will you go?"]), ("HART", ["No."]), ("LOWE", ["I see."])],
            id="the publisher's address",
        ),
        pytest.param(
            "-- Lowe: “Will you go?” Hart: “No.” -- Lowe (to Reddy): “Will you?”",
            [("Lowe", ["“Will you go?”"]), ("Hart", ["“No.”"]), ("Lowe (to Reddy)", ["“Will you?”"])],
            id="dashes before lines in marks, some in one paragraph",
        ),
        pytest.param(
            "Dana Lowe: Will you go? Was it hard? Hart: It was. I left. Lowe: And now?\n\nHart: I rest.",
            [
                ("Dana Lowe", ["Will you go? Was it hard?"]),
                ("Hart", ["It was. I left."]),
                ("Lowe", ["And now?"]),
                ("Hart", ["I rest."]),
            ],
            id="title case, lost breaks",
        ),
        pytest.param(
            "Lowe: “Will you go?” Hart: “Never” is a word. Lowe: “Yes.” The play lasts an hour.\n\nIt ran in May.",
            [("Lowe", ["“Will you go?”"]), ("Hart", ["“Never” is a word."]), ("Lowe", ["“Yes.”"])],
            id="the reporter behind the last mark",
        ),
        pytest.param(
            "TIDE IS LATE - Dana Lowe: “Will you go?”\n\nMORE BELOW - Hart: “No. You go.”\n\nLowe: “I see.”",
            [("Dana Lowe", ["“Will you go?”"]), ("Hart", ["“No. You go.”"]), ("Lowe", ["“I see.”"])],
            id="a heading and a dash before the label",
        ),
    ],
)
def test_turns_are_found(text, turns):
    assert read(text) == turns


def test_what_stands_before_the_first_label_is_no_part_of_its_turn():
    text = "“It is late,” Rosa Lind said. LOWE: Will you go? HART: No. LOWE: Why not?"
    assert find_turns(text)[0].paragraphs[0].start == text.index("LOWE")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("LOWE: Will you go?", id="one turn"),
        pytest.param("Hart: 1,204\n\nLowe: 988\n\nHart: 12", id="figures"),
        pytest.param("Where: Our town hall.\n\nWhen: You choose.\n\nWhere: Our pool.", id="fields"),
        pytest.param("Pros: You save.\n\nCons: You wait.\n\nPros: We like it.", id="for and against"),
        pytest.param("UPDATE: I was wrong.\n\nRELATED: Did you know?", id="headings"),
        pytest.param("MARLOW: The bridge shut.\n\nHEXLEY: The road flooded.", id="datelines"),
        pytest.param("Hart: Strong in the north.\n\nLowe: Strong in the south.\n\nHart: Weak.", id="no talk"),
        pytest.param("Hart: I run.\n\nThe race is on.\n\nLowe: You wait.", id="twice, not announced"),
        pytest.param("Burns: We must do better\n\nThe school shut.\n\nLOWE: What?", id="headline"),
        pytest.param("See https://a.example\n\nHttp://b.example: you?\n\nAt 10:30 we go", id="colons elsewhere"),
        pytest.param("I met Hart. Lowe: you know her? I told Reddy. Burns: she left.", id="names once each, no marks"),
        pytest.param("It rained. Photos: See what you missed. It shone. Photos: See what we saw.", id="links"),
        pytest.param("Can it? No: You saw. Yes: I say so. No: we lost. Yes: you won.", id="yes and no"),
    ],
)
def test_what_looks_like_turns_is_left_alone(text):
    assert read(text) == []


PIECES = ["LOWE", "HART", "Q", "A", ":", ". ", "?", "\n", "\n\n", " I ", "you", "(", ")", '"', "“", "”", "x", "é"]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join) | st.text(max_size=80))
def test_turns_are_in_order_and_do_not_overlap(text):
    last = 0
    for turn in find_turns(text):
        for span in turn.paragraphs:
            assert last <= span.start <= span.end <= len(text)
            last = span.end
        assert all(any(p.start <= c.start and c.end <= p.end for p in turn.paragraphs) for c in turn.content)
        assert text[turn.label.start : turn.label.end].strip()


@pytest.mark.parametrize(
    "text",
    ["A" * 1_000_000, "LOWE: I see?\n" * 50_000, "A. " * 300_000, "LOWE: you? HART: I. " * 40_000, "(" * 500_000],
    ids=["one word", "many turns", "initials", "turns in one paragraph", "brackets"],
)
def test_long_texts_take_little_time(text):
    begin = time.process_time()
    find_turns(text, ())
    assert time.process_time() - begin < 20
