"""Model cards and the records that they are made from."""

import json

import pytest

from quoteattr.errors import CheckpointError
from quoteattr.evaluation import (
    calibration_report,
    count_gap,
    gap_report,
    read_gap,
    score_attribution,
    score_resolution,
)
from quoteattr.training.card import model_card
from quoteattr.training.card_speakers import SpeakerScores
from quoteattr.training.record import RECORD, RunRecord, read_log, read_records, write_records

GOLD = {"a": {"id": "a", "text": "“Yes,” she said.", "quotations": [{"content": [[0, 6]], "source": [[7, 10]]}]}}
FOUND = {"a": {"quotations": [{"content": [[0, 6]], "source": [[7, 10]], "score": 0.9}], "speakers": []}}
REPORT = score_attribution(GOLD, FOUND)


def record(seed=1, **changes):
    log = [
        {"epoch": 1, "tags": 0.51234, "score": 60.0, "seconds": 1800.4},
        {"epoch": 2, "score": 61.0, "seconds": 1800},
    ]
    facts = {"base": "small-encoder", "data": "our archive", "licence": "cc-by-4.0", "articles": 90, "held_out": 10}
    return RunRecord(**(facts | {"options": {"seed": seed, "rate": 0.1}, "log": log, "threads": 2} | changes))


def lines_of(records, **options):
    return model_card(records, REPORT, **({"min_score": 0.25} | options)).splitlines()


def test_a_card_says_what_a_reader_asks():
    text = "\n".join(lines_of([record()], calibration=calibration_report(GOLD, FOUND)))
    for said in (
        "license: cc-by-4.0\nbase_model: small-encoder\n---\n",
        "90 annotated news articles: our archive.",
        "on 10\n  articles that it did not learn from",
        "a score under 0.25",
        "**Time**: 1 h 0 min, on 2 threads.",
        "| direct | 1 | 100.0 | 100.0 | 100.0 | 100.0 | 100.0 |",
        "| indirect | 0 | 0.0 | 0.0 | 0.0 | 0.0 | 0.0 |",
        "| content | 100.0 | 100.0 | 100.0 |",
        "Expected calibration error of the scores, by cross-validation: 0.100.",
        "seed 1, rate 0.1.",
        "| 2 | 61 | 1800 |",
    ):
        assert said in text


SAID = {"content": [[0, 6]], "source": [[7, 10]]}
TOLD = {
    "a": {
        "id": "a",
        "text": "“Yes,” she said.",
        "quotations": [SAID | {"speaker": "s1"}],
        "speakers": [{"id": "s1", "name": "Ada Burns", "kind": "person", "role": None, "aliases": []}],
    }
}
RESOLVED = {"a": {"quotations": [SAID | {"speaker": "x"}], "speakers": [{"id": "x", "name": "Burns"}]}}
ITEM = '{"id": "1", "text": "Ada met Eve; she left.", "pronoun": [13, 16], "a": [0, 3], "b": [8, 11], '


def test_a_card_tells_how_speakers_are_resolved():
    item = read_gap([ITEM + '"a_coref": true, "b_coref": false}'])["1"]
    scores = SpeakerScores(
        articles=1,
        resolution=score_resolution(TOLD, RESOLVED),
        gap=gap_report([count_gap(item, (True, False))]),
        error=0.0123,
    )
    text = "\n".join(lines_of([record(coreference=("gum", "gap"))], speakers=scores))
    for said in (
        "An encoder with three heads",
        "Antecedents also from texts with coreference: gum, gap.",
        "## Speakers",
        "on the quotations of 1 articles apart",
        "| speaker | 1 | 100.0 |",
        "| full name | 1 | 0.0 |",
        "| pronoun | 1 | 100.0 |",
        "| role | 0 | - |",
        "| articles: he | 0 | - |  |",
        "| articles: she | 1 | 100.0 |  |",
        "| articles: he minus she, points |  | - |  |",
        "| GAP: overall | 1 | 100.0 | 100.0 |",
        "| GAP: he | 0 | - | 0.0 |",
        "| GAP: she | 1 | 100.0 | 100.0 |",
        "error of the speakers' scores, by cross-validation: 0.012.",
    ):
        assert said in text


def test_a_card_without_gap_does_not_speak_of_it():
    scores = SpeakerScores(articles=1, resolution=score_resolution(TOLD, RESOLVED))
    text = "\n".join(lines_of([record()], speakers=scores))
    assert "## Speakers" in text
    assert "GAP" not in text
    assert "speakers' scores" not in text


def test_texts_with_coreference_are_named_once():
    records = [record(seed, coreference=names) for seed, names in ((1, ("a", "b")), (2, ("b", "c")))]
    assert "coreference: a, b, c." in "\n".join(lines_of(records))


def test_records_of_older_runs_can_be_read(tmp_path):
    write_records(tmp_path, [record(coreference=("gum",)), record()])
    lines = [json.loads(line) for line in (tmp_path / RECORD).read_text().splitlines()]
    del lines[1]["coreference"]
    (tmp_path / RECORD).write_text("".join(json.dumps(line) + "\n" for line in lines))
    assert [one.coreference for one in read_records(tmp_path)] == [("gum",), ()]


def test_a_card_of_an_average_has_all_its_runs():
    text = "\n".join(lines_of([record(seed) for seed in (1, 2)]))
    assert "the mean of 2 runs" in text
    assert "**Time**: 2 h 0 min, on 2 threads, for 2 runs." in text
    assert "Run 2: quoteattr" in text
    assert text.count("| epoch |") == 2


def test_nothing_is_claimed_that_is_not_known():
    text = "\n".join(lines_of([record(licence=None, log=(), threads=None), record()]))
    assert "license" not in text
    assert "**Time**: not recorded." in text
    assert "calibration" not in text


def test_records_come_back_as_they_were(tmp_path):
    assert read_records(tmp_path) == []
    write_records(tmp_path, [record(), record(2, licence=None)])
    assert read_records(tmp_path) == [record(), record(2, licence=None)]


@pytest.mark.parametrize("line", ["{", '{"base": "b"}', '{"unheard": 1}'])
def test_a_damaged_record_is_named(tmp_path, line):
    (tmp_path / RECORD).write_text(line + "\n")
    with pytest.raises(CheckpointError, match=r"training\.jsonl"):
        read_records(tmp_path)


def test_the_log_is_that_of_the_last_attempt(tmp_path):
    assert read_log(tmp_path) == []
    (tmp_path / "log.jsonl").write_text(
        "".join(f'{{"epoch": {e}, "score": {s}}}\n' for e, s in [(1, 5), (2, 6), (1, 7)])
    )
    assert read_log(tmp_path) == [{"epoch": 1, "score": 7}]
