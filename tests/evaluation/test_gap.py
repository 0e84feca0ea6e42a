import json
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.errors import SchemaError
from quoteattr.evaluation.gap import GapItem, gap_report, named_by, read_gap, score_gap
from quoteattr.types import Mention, Speaker, SpeakerId

TEXT = "Ada Burns met Eve Stone. She left early, and Burns stayed."
ADA, EVE, SHE = (0, 9), (14, 23), (25, 28)
ITEM = GapItem("1", TEXT, SHE, ADA, EVE, a_coref=False, b_coref=True)
HE = replace(ITEM, id="2", text=TEXT.replace("She", "Him"))


def line(**changes):
    record = {"id": "1", "text": TEXT, "pronoun": SHE, "a": ADA, "b": EVE, "a_coref": False, "b_coref": True}
    return json.dumps(record | changes)


def test_items_are_read():
    assert read_gap([line(), "", line(id=2, text=HE.text)]) == {"1": ITEM, "2": HE}
    assert (ITEM.gender, HE.gender, ITEM.gold) == ("feminine", "masculine", (False, True))


@pytest.mark.parametrize(
    "bad",
    [
        pytest.param("{", id="not-json"),
        pytest.param("[]", id="not-an-object"),
        pytest.param('{"id": "1"}', id="no-text"),
        pytest.param(line(text=[1]), id="text-is-a-list"),
        pytest.param(line(a=[5, 5]), id="empty-span"),
        pytest.param(line(b=[5, 500]), id="span-beyond-the-text"),
        pytest.param(line(pronoun=[0]), id="half-a-span"),
        pytest.param(line(pronoun=ADA), id="no-pronoun"),
        pytest.param(line(text=TEXT.replace("She", "You")), id="another-pronoun"),
    ],
)
def test_a_line_in_another_form_is_refused(bad):
    with pytest.raises(SchemaError, match=r"here, line 2: an item of GAP needs .*; write one"):
        read_gap([line(id="0"), bad], name="here")


def test_an_id_stands_once():
    with pytest.raises(SchemaError, match="'1' stands twice"):
        read_gap([line(), line()])


def speaker(name, *mentions, aliases=()):
    return Speaker(SpeakerId("s1"), name, aliases=aliases, mentions=tuple(Mention(*m) for m in mentions))


@pytest.mark.parametrize(
    ("referent", "expected"),
    [
        pytest.param(None, (False, False), id="nobody"),
        pytest.param(speaker("Eve Stone", (*EVE, "name"), (*SHE, "pronoun")), (False, True), id="the-occurrence"),
        pytest.param(speaker("Eve", (14, 17, "name")), (False, True), id="a-part-of-the-occurrence"),
        pytest.param(speaker("x", (*ADA, "nominal")), (False, False), id="a-description-is-no-name"),
        pytest.param(speaker("Eve Stone"), (False, True), id="called-so"),
        pytest.param(speaker("Ms Stone", aliases=("Ms Ada Burns",)), (True, False), id="called-so-by-alias"),
        pytest.param(speaker("Burns", (45, 50, "name")), (False, False), id="a-part-of-the-name-elsewhere"),
        pytest.param(speaker("Ada Burns", (*EVE, "name")), (False, True), id="where-it-stands-goes-before-the-words"),
    ],
)
def test_the_names_of_a_referent(referent, expected):
    assert named_by(ITEM, referent) == expected


@pytest.mark.parametrize(
    ("decisions", "overall", "accuracy"),
    [
        pytest.param([(False, True)] * 2, (100.0, 100.0, 100.0), 100.0, id="right"),
        pytest.param([(True, True)] * 2, (50.0, 100.0, 66.7), 0.0, id="both-names"),
        pytest.param([(False, False)] * 2, (0.0, 0.0, 0.0), 0.0, id="neither"),
        pytest.param([(False, True), (True, False)], (50.0, 50.0, 50.0), 50.0, id="one-of-two"),
        # A missing answer misses two pairs, also the one that does not corefer.
        pytest.param([(False, True), None], (100.0, 33.3, 50.0), 50.0, id="no-answer"),
    ],
)
def test_pairs_are_counted(decisions, overall, accuracy):
    answers = {key: decision for key, decision in zip("12", decisions, strict=True) if decision}
    report = score_gap({"1": ITEM, "2": HE}, answers)
    assert tuple(report["overall"][number] for number in ("P", "R", "F1")) == overall
    assert (report["overall"]["n"], report["overall"]["accuracy"]) == (2, accuracy)


def test_the_genders_are_compared():
    report = score_gap({"1": ITEM, "2": HE, "3": HE}, {"1": (False, True), "2": (False, True), "3": (True, False)})
    assert (report["feminine"]["F1"], report["masculine"]["F1"]) == (100.0, 50.0)
    assert (report["bias"], report["gap"]) == (2.0, -50.0)
    assert (report["masculine"]["n"], report["feminine"]["n"]) == (2, 1)


def test_one_gender_alone_is_not_compared():
    report = score_gap({"1": ITEM}, {"1": (False, True)})
    assert (report["bias"], report["gap"]) == (None, None)
    assert gap_report([])["overall"]["accuracy"] is None


@given(st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans(), st.none() | st.tuples(*[st.booleans()] * 2))))
def test_the_genders_add_up_to_the_whole(rows):
    items = {
        str(key): replace(ITEM if she else HE, id=str(key), a_coref=a, b_coref=b)
        for key, (she, a, b, _) in enumerate(rows)
    }
    decisions = {str(key): row[3] for key, row in enumerate(rows) if row[3] is not None}
    report = score_gap(items, decisions)
    assert report["overall"]["n"] == report["masculine"]["n"] + report["feminine"]["n"] == len(rows)
    gold = sum(a + b for _, a, b, _ in rows)
    if gold and all(row[3] == row[1:3] for row in rows):
        assert report["overall"]["F1"] == 100.0
    assert 0 <= report["overall"]["F1"] <= 100
