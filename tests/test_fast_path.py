"""The ways to be fast give the quotations, sources and speakers that the slowest, plainest way gives."""

import json
from pathlib import Path

import pytest
import torch

from quoteattr import Pipeline
from quoteattr.evaluation import score_attribution
from quoteattr.model.checkpoint import find_checkpoint, load_encoder

ROOT = Path(__file__).resolve().parents[1]
DEV = ROOT.parent / "shared" / "data" / "polnear" / "dev.jsonl"
# Points of F1 that may be lost.
ALLOWED = 0.3
METRICS = ("exact", "detect", "who", "speaker", "speaker_full")


def plainest():
    """Read with the model of transformers in single precision."""
    return Pipeline(load_encoder(find_checkpoint(), torch.device("cpu"), trainable=True))


def read(pipeline, records):
    return {record["id"]: pipeline(record["text"], id=record["id"]).to_dict() for record in records}


def scores(gold, predicted):
    report = score_attribution(gold, predicted)
    return {metric: report["all"][metric]["F1"] for metric in METRICS}


def our_articles():
    lines = (ROOT / "docs" / "examples" / "sample" / "articles.jsonl").read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines][::3]


@pytest.fixture(scope="module")
def plain():
    return read(plainest(), our_articles())


@pytest.mark.parametrize("precision", ["auto", "float32", "bfloat16"])
def test_articles_of_ours_are_read_alike(plain, precision):
    fast = Pipeline.from_pretrained(device="cpu", precision=precision)
    agreement = scores(plain, read(fast, our_articles()))
    assert min(agreement.values()) >= 100 - ALLOWED, agreement


@pytest.mark.slow
@pytest.mark.skipif(not DEV.is_file(), reason="needs the data folder beside the repository")
def test_scores_on_dev_are_those_of_the_plainest_way():
    with DEV.open(encoding="utf-8") as lines:
        gold = {record["id"]: record for record in (json.loads(line) for line in list(lines)[::6])}
    plain = scores(gold, read(plainest(), gold.values()))
    fast = scores(gold, read(Pipeline.from_pretrained(device="cpu"), gold.values()))
    assert all(abs(fast[metric] - plain[metric]) <= ALLOWED for metric in METRICS), (plain, fast)
