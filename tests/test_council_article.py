"""A real article of a regional newspaper with its reading, from the data folder beside the repository."""

import json
from pathlib import Path

import pytest

import quoteattr
from quoteattr.evaluation.speakers import same_speaker

FOLDER = Path(__file__).parents[1].parent / "shared/articles"

pytestmark = pytest.mark.skipif(
    not (FOLDER / "ofsted.txt").is_file(), reason="needs the data folder beside the repository"
)


@pytest.fixture(scope="module")
def article() -> quoteattr.Article:
    return quoteattr.annotate((FOLDER / "ofsted.txt").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def gold() -> dict:
    return json.loads((FOLDER / "ofsted.gold.jsonl").read_text(encoding="utf-8"))


def the_quotation_at(article, gold, place):
    start, end = gold["quotations"][place]["content"][0]
    return max(article.quotations, key=lambda q: sum(max(0, min(end, s.end) - max(start, s.start)) for s in q.content))


def is_right(article, gold, place):
    """Tell whether a main quotation of the reading is found, half of its content at least, with its speaker."""
    expected = gold["quotations"][place]
    found = the_quotation_at(article, gold, place)
    ours, theirs = (
        {i for s, e in spans for i in range(s, e) if article.text[i].isalnum()}
        for spans in ([(s.start, s.end) for s in found.content], expected["content"])
    )
    speaker = next(s for s in gold["speakers"] if s["id"] == expected["speaker"])
    same = found.speaker is not None and same_speaker(found.speaker.name, speaker) != "wrong"
    return same and len(ours & theirs) >= 0.5 * len(ours | theirs)


def test_most_main_quotations_are_found_with_their_speakers(article, gold):
    assert sum(is_right(article, gold, place) for place in range(15)) >= 12


@pytest.mark.parametrize("place", [6, 9, 10, 11, 12, 13, 14])
def test_quotations_of_the_report_the_chief_executive_and_the_leader_are_right(article, gold, place):
    assert is_right(article, gold, place)


@pytest.mark.parametrize("place", [6, 11], ids=["report", "chief executive"])
def test_quotation_over_paragraphs_is_one(article, gold, place):
    found = the_quotation_at(article, gold, place)
    assert [[s.start, s.end] for s in found.content] == gold["quotations"][place]["content"]


@pytest.mark.parametrize("place", [0, 5, 14])
def test_words_in_marks_lie_in_mixed_quotations(article, gold, place):
    found = the_quotation_at(article, gold, place)
    assert found.kind == "mixed"
    assert found.speaker.name.endswith(("Ofsted", "Ofsted report", "Bill Dixon"))


def test_roles_are_those_that_the_article_states(article, gold):
    roles = {s.name: s.role for s in article.speakers}
    for speaker in gold["speakers"]:
        if speaker["role"]:
            assert roles[speaker["name"]] == speaker["role"]
