import json

import pytest
from click.testing import CliRunner

from .conftest import write_lines

TEXT = "Mara Quill met Tom Reddy on the quay. She was late. He waited for her. Somebody lost his hat."


def mention(words, kind, after=0):
    start = TEXT.index(words, after)
    return [start, start + len(words), kind]


@pytest.fixture
def pronouns(script):
    return script("pronouns")


@pytest.fixture
def texts(tmp_path):
    quill = [mention("Mara Quill", "name"), mention("She", "pronoun"), mention("her", "pronoun")]
    # The annotator is wrong about "He", so that something is counted as wrong; "his" has no name.
    nobody = [mention("his", "pronoun")]
    reddy = [*quill[:1], mention("He", "pronoun", TEXT.index("late"))]
    clusters = [{"type": "person", "mentions": mentions} for mentions in (quill, reddy, nobody)]
    return write_lines(tmp_path / "texts.jsonl", [{"id": "quay", "text": TEXT, "clusters": clusters}])


def test_pronouns_are_judged_by_the_names_of_the_same_person(pronouns, texts, tmp_path):
    result = CliRunner().invoke(
        pronouns.main, [str(texts), "--bootstrap", "5", "--json", str(tmp_path / "report.json")]
    )
    assert result.exit_code == 0, result.output
    report = json.loads((tmp_path / "report.json").read_text())
    assert report["asked"] == {"he": 1, "she": 2}
    assert report["scores"] == {"all": pytest.approx(200 / 3), "he": 0, "she": 100, "he minus she": -100}
    assert result.output.splitlines()[2].split() == ["she", "2", "100.0", "[100.0,", "100.0]"]


def test_a_form_that_no_text_has_counts_for_nothing(pronouns):
    assert pronouns.report([pronouns.Counter({("he", True): 3})]) == {
        "all": 100,
        "he": 100,
        "she": None,
        "he minus she": None,
    }
