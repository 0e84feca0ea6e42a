"""Teachers' answers: written, read, and found again at the questions that they belong to."""

import json

import numpy as np
import pytest
from click.testing import CliRunner

from quoteattr.errors import SchemaError
from quoteattr.model.saving import save_encoder
from quoteattr.training.readers import read_annotated, read_coreference
from quoteattr.training.teach_antecedents import answer, main, read_answers
from tests.conftest import build_tiny_encoder
from tests.training.articles import clusters, speech, write


@pytest.fixture
def teachers():
    return [build_tiny_encoder(window=64, overlap=16, seed=seed) for seed in (1, 2)]


@pytest.fixture
def teach(teachers, tmp_path):
    """Let the teachers answer records by the command; return the file of answers."""

    def teach(*records):
        folders = [str(save_encoder(t, tmp_path / f"teacher{i}")) for i, t in enumerate(teachers)]
        source = write(tmp_path / "news.jsonl", *records)
        options = [*folders, "--articles", str(source), "--out", str(tmp_path / "new/answers.jsonl")]
        result = CliRunner().invoke(main, options, catch_exceptions=False)
        assert result.exit_code == 0, result.output
        return tmp_path / "new/answers.jsonl"

    return teach


def without_speakers(record):
    quotations = [{**quotation, "speaker": None} for quotation in record["quotations"]]
    return {**record, "quotations": quotations, "speakers": []}


def test_every_question_is_found_again(teach, tmp_path):
    bare = without_speakers(speech())
    answers = read_answers([teach(bare)])
    [article] = read_annotated(write(tmp_path / "bare.jsonl", bare), answers)
    assert [asked.kind for asked in article.asked] == ["personal", "personal", "described", "implied", "implied"]
    assert {f"{asked.start}-{asked.end}" for asked in article.asked} == set(answers["harbour"])
    for asked in article.asked:
        assert asked.right == frozenset()
        assert sum(asked.soft) == pytest.approx(1, abs=1e-3)
        assert list(asked.soft) == answers["harbour"][f"{asked.start}-{asked.end}"]


def test_annotators_and_teachers_answer_side_by_side(teach, tmp_path):
    answers = read_answers([teach(speech(), {"id": 7, "text": clusters()["text"]})])
    assert set(answers) == {"harbour", "7"}
    [article] = read_annotated(write(tmp_path / "told.jsonl", speech()), answers)
    assert article.asked[0].right
    assert article.asked[0].soft is not None
    [text] = read_coreference(write(tmp_path / "text.jsonl", clusters("7")), answers)
    assert [(bool(asked.right), asked.soft is not None) for asked in text.asked] == [(True, True)] * 2


def test_teachers_are_averaged(teachers):
    record = without_speakers(speech())
    one, other, both = (answer(record, some)["52-55"] for some in (teachers[:1], teachers[1:], teachers))
    np.testing.assert_allclose(both, np.mean([one, other], axis=0), atol=1e-6)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param("{", "JSONDecodeError", id="not JSON"),
        pytest.param('{"id": "a"}', "answers", id="no answers"),
        pytest.param('{"id": "a", "answers": [1]}', "AttributeError", id="a list"),
        pytest.param('{"id": "a", "answers": {"1-2": ["much"]}}', "ValueError", id="no number"),
    ],
)
def test_bad_answers_are_named(tmp_path, line, said):
    path = tmp_path / "answers.jsonl"
    path.write_text(json.dumps({"id": "b", "answers": {"0-2": [1.0]}}) + "\n\n" + line + "\n")
    with pytest.raises(SchemaError, match=r"answers\.jsonl, line 3") as caught:
        read_answers([path])
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "record",
    [
        pytest.param({"id": "a"}, id="no text"),
        pytest.param({"id": "a", "text": 3}, id="no string"),
        pytest.param({"id": "a", "text": "b", "quotations": [{"content": [[0, 9]]}]}, id="a span after the text"),
    ],
)
def test_an_article_that_cannot_be_read_is_named(teachers, tmp_path, record):
    folder = save_encoder(teachers[0], tmp_path / "teacher")
    source = write(tmp_path / "news.jsonl", record)
    options = [folder, "--articles", source, "--out", tmp_path / "answers.jsonl"]
    result = CliRunner().invoke(main, list(map(str, options)))
    assert isinstance(result.exception, SchemaError)
    assert "news.jsonl, line 1" in str(result.exception)
