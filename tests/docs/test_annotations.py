"""The annotations in docs/annotations: offsets of texts that are elsewhere, and passages that are whole."""

import gzip
import json
import re
from pathlib import Path

import pytest

from quoteattr.speakers.mentions import pronoun_class
from quoteattr.training.coreference import ask_clusters

FOLDER = Path(__file__).parents[2] / "docs" / "annotations"
FILES = sorted(path.name.removesuffix(".jsonl.gz") for path in FOLDER.glob("*.jsonl.gz"))
APART = [name for name in FILES if name != "passages"]


def read(name):
    with gzip.open(FOLDER / f"{name}.jsonl.gz", "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


@pytest.fixture(scope="module")
def passages():
    return read("passages")


def test_the_page_names_each_file():
    page = (FOLDER.parent / "annotations.md").read_text(encoding="utf-8")
    assert set(re.findall(r"`([\w-]+)\.jsonl\.gz`", page)) == set(FILES)


@pytest.mark.parametrize("name", APART)
def test_texts_of_others_are_offsets_alone(name):
    records = read(name)
    assert len({record["id"] for record in records}) == len(records)
    for record in records:
        assert re.fullmatch("[0-9a-f]{16}", record["digest"])
        assert "text" not in record


def test_spans_of_passages_hold_names_and_pronouns(passages):
    assert len({passage["id"] for passage in passages}) == len(passages)
    for passage in passages:
        spans = [tuple(mention) for cluster in passage["clusters"] for mention in cluster["mentions"]]
        assert len({span[:2] for span in spans}) == len(spans)
        for start, end, kind in spans:
            words = passage["text"][start:end]
            assert words == words.strip() != ""
            assert (pronoun_class(words.casefold()) in {"he", "she"}) is (kind == "pronoun"), words


def test_nobody_in_a_passage_is_both_he_and_she(passages):
    for passage in passages:
        for cluster in passage["clusters"]:
            pronouns = {
                pronoun_class(passage["text"][start:end].casefold())
                for start, end, kind in cluster["mentions"]
                if kind == "pronoun"
            }
            assert len(pronouns) < 2, passage["id"]


def test_passages_can_be_learned_from(passages):
    asked = [question for passage in passages[:20] for question in ask_clusters(passage)]
    assert sum(len(question.options) > 1 for question in asked) > 100
