"""Model cards and the records that they are made from."""

import pytest

from quoteattr.errors import CheckpointError
from quoteattr.evaluation import calibration_report, score_attribution
from quoteattr.training.card import model_card
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
