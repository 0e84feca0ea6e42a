"""Questions of invented texts: who is asked about, among whom, and which answers are right."""

import json

import pytest

from quoteattr.errors import SchemaError
from quoteattr.training.readers import read_annotated, read_coreference
from tests.training.articles import clusters, pair, speech


@pytest.fixture
def read(tmp_path):
    """Read one record, as an annotated article or as a text with coreference."""

    def read(record, reader=read_coreference, answers=None):
        path = tmp_path / "articles.jsonl"
        path.write_text(json.dumps(record) + "\n", encoding="utf-8")
        [article] = reader(path, answers)
        return article

    return read


def answers_of(article):
    """Return what is asked with the first mention of each right option; "-" for none of them."""
    text = article.text
    return [
        (
            asked.kind,
            text[asked.start : asked.end],
            sorted("-" if i < 0 else text[slice(*asked.options[i][0][0])] for i in asked.right),
        )
        for asked in article.asked
    ]


def test_speakers_tell_whom_sources_mean(read):
    assert answers_of(read(speech(), read_annotated)) == [
        ("personal", "she", ["Ada Burns"]),
        ("personal", "He", ["Tom Hale"]),
        ("described", "The mayor", ["Ada Burns"]),
        # The article's own voice, and one that nobody can tell, are none of them.
        ("implied", "It is said", ["-"]),
        ("implied", "was heard", ["-"]),
    ]


@pytest.mark.parametrize("speaker", ["author", None])
def test_of_a_pronoun_that_is_nobody_nothing_is_asked(read, speaker):
    record = speech()
    record["quotations"][0]["speaker"] = speaker
    assert "she" not in [words for _, words, _ in answers_of(read(record, read_annotated))]


def test_a_description_of_somebody_new_is_none_of_them(read):
    record = speech()
    record["speakers"] = [*record["speakers"], {"id": "s3", "name": "The mayor of Upton", "kind": "person"}]
    record["quotations"][2]["speaker"] = "s3"
    assert ("described", "The mayor", ["-"]) in answers_of(read(record, read_annotated))


def test_without_speakers_nothing_is_asked(read):
    article = read({**speech(), "speakers": []}, read_annotated)
    assert article.asked == article.speakers == ()


def test_clusters_tell_whom_pronouns_mean(read):
    article = read(clusters())
    assert answers_of(article) == [("personal", "She", ["Ada Burns"]), ("personal", "He", ["Tom Hale"])]
    assert article.discard[0].end == len(article.text)


def test_clusters_of_times_and_events_tell_nothing(read):
    record = clusters()
    for cluster in record["clusters"]:
        cluster["type"] = "event"
    assert read(record).asked == ()


@pytest.mark.parametrize(
    ("a", "b", "right"),
    [
        pytest.param(True, False, ["Ada Burns"], id="the first"),
        pytest.param(False, True, ["Eve Quill"], id="the second"),
        pytest.param(False, False, ["-"], id="neither"),
        pytest.param(True, True, ["Ada Burns", "Eve Quill"], id="both"),
    ],
)
def test_a_pair_tells_which_name_is_meant(read, a, b, right):
    assert answers_of(read(pair(a=a, b=b))) == [("personal", "she", right)]


@pytest.mark.parametrize(
    ("reader", "record", "said"),
    [
        pytest.param(read_coreference, {"id": "a", "text": "b"}, "clusters", id="neither clusters nor a pair"),
        pytest.param(read_coreference, {**clusters(), "clusters": [{"type": "person"}]}, "mentions", id="no mentions"),
        pytest.param(read_coreference, {**clusters(), "clusters": [3]}, "TypeError", id="no cluster"),
        pytest.param(read_coreference, {**pair(), "b_coref": ...}, "b_coref", id="half an answer"),
        pytest.param(read_coreference, [], "TypeError", id="no object"),
        pytest.param(read_annotated, {**speech(), "speakers": [{"id": "s1"}]}, "name", id="a speaker without a name"),
        pytest.param(read_annotated, {**speech(), "speakers": speech()["speakers"][:1]}, "'s2'", id="unknown speaker"),
        pytest.param(read_annotated, {**speech(), "speakers": 3}, "TypeError", id="no speakers"),
    ],
)
def test_bad_input_is_named(tmp_path, reader, record, said):
    if isinstance(record, dict):
        record = {key: value for key, value in record.items() if value is not ...}
    path = tmp_path / "bad.jsonl"
    good = speech("good") if reader is read_annotated else clusters("good")
    path.write_text(json.dumps(good) + "\n" + json.dumps(record) + "\n", encoding="utf-8")
    with pytest.raises(SchemaError, match=r"bad\.jsonl, line 2") as caught:
        list(reader(path))
    assert said in str(caught.value)
