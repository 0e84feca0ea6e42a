import json

import pytest

from quoteattr.errors import SchemaError
from quoteattr.evaluation import read_gold, read_predictions

SAID = {"content": [[0, 3]], "cue": [], "source": [], "speaker": "s1"}
ADA = {"id": "s1", "name": "Ada Burns"}


def lines(*records):
    return [json.dumps(record) + "\n" for record in records]


def gold(**fields):
    return {"id": "a", "text": "Yes.", "quotations": [SAID], "speakers": [ADA]} | fields


def test_gold_is_read_by_id_in_order_and_blank_lines_are_skipped():
    read = read_gold(["\n", *lines(gold(id="b"), gold(id=7)), "  "])
    assert list(read) == ["b", 7]
    assert read["b"]["quotations"] == [SAID]


def test_gold_of_summaries_needs_no_quotations():
    record = {"id": "a", "text": "Yes.", "facts": [{"weight": 3, "support": [[0, 4]]}], "extract": [[0, 4]]}
    assert read_gold(lines(record)) == {"a": record}


BAD_GOLD = [
    pytest.param(["{"], "gold, line 1: this is not JSON", id="not-json"),
    pytest.param(["[]"], 'needs an "id"', id="not-an-object"),
    pytest.param(lines(gold(id=None)), 'needs an "id"', id="null-id"),
    pytest.param(lines(gold(id=True)), 'needs an "id"', id="boolean-id"),
    pytest.param(lines(gold(), gold()), "line 2: the id 'a' already stands in gold, line 1", id="duplicate-id"),
    pytest.param(lines(gold(text=None)), 'needs its "text"', id="no-text"),
    pytest.param(lines(gold(quotations={})), '"quotations" is dict', id="quotations-not-a-list"),
    pytest.param(lines(gold(quotations=[{}])), 'needs its "content"', id="no-content"),
    pytest.param(lines(gold(quotations=["x"])), 'needs its "content"', id="quotation-not-an-object"),
    pytest.param(lines(gold(quotations=[SAID | {"speaker": "s2"}])), "speaker 's2'", id="speaker-not-listed"),
    pytest.param(lines(gold(quotations=[SAID | {"speaker": ["s1"]}])), '"speaker"', id="speaker-not-an-id"),
    pytest.param(lines(gold(quotations=[SAID | {"cue": [[2, 1]]}])), '"cue" has the span [2, 1]', id="backwards"),
    pytest.param(lines(gold(quotations=[SAID | {"cue": [[0, 9]]}])), "<= 4, the length of the text", id="too-far"),
    pytest.param(lines(gold(quotations=[SAID | {"cue": [[-1, 2]]}])), '"cue" has the span', id="negative"),
    pytest.param(lines(gold(quotations=[SAID | {"cue": [[0.5, 2]]}])), '"cue" has the span', id="fractional"),
    pytest.param(lines(gold(quotations=[SAID | {"cue": [[1]]}])), '"cue" has the span', id="one-end"),
    pytest.param(lines(gold(quotations=[SAID | {"cue": [{"start": 1}]}])), '"cue" has the span', id="no-end"),
    pytest.param(lines(gold(quotations=[SAID | {"cue": 3}])), '"cue" is int', id="spans-not-a-list"),
    pytest.param(lines(gold(speakers=[{"id": "s1"}])), 'needs "id" and "name"', id="speaker-without-name"),
    pytest.param(lines(gold(discard=[[0, 99]])), '"discard" has the span', id="discard-too-far"),
    pytest.param(lines(gold(facts=[{"weight": 3}])), '"support"', id="fact-without-support"),
    pytest.param(lines(gold(facts=[{"weight": 3, "support": [[3, 99]]}])), '"support" has', id="support-too-far"),
]


@pytest.mark.parametrize(("records", "message"), BAD_GOLD)
def test_bad_gold_is_refused(records, message):
    with pytest.raises(SchemaError) as caught:
        read_gold(records)
    assert message in str(caught.value)


@pytest.mark.parametrize(
    ("record", "message"),
    [
        pytest.param(
            {"id": "a", "quotations": [SAID | {"content": [[4, 1]]}]}, '"content" has the span', id="backwards"
        ),
        pytest.param({"id": "a", "text": "Y", "quotations": [SAID]}, "<= 1", id="after-its-own-text"),
        pytest.param({"id": "a", "summary": "x"}, 'a "summary" needs its "text"', id="summary-not-an-object"),
        pytest.param(
            {"id": "a", "summary": {"text": "x", "sentences": [[3, 1]]}}, '"sentences"', id="summary-sentence"
        ),
        pytest.param({"quotations": []}, 'needs an "id"', id="no-id"),
    ],
)
def test_bad_predictions_are_refused(record, message):
    with pytest.raises(SchemaError) as caught:
        read_predictions(lines(record), name="PRED.jsonl")
    assert message in str(caught.value)
    assert str(caught.value).startswith("PRED.jsonl, line 1: ")


def test_predictions_may_name_a_speaker_that_is_not_listed():
    assert read_predictions(lines({"id": "a", "quotations": [SAID]}))["a"]["quotations"] == [SAID]


def test_an_article_of_the_library_is_a_prediction(example):
    record = read_predictions([example.to_json()])["ferry"]
    assert len(record["quotations"]) == len(example.quotations)
