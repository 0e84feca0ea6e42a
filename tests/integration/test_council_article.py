"""A real article of a regional newspaper with its reading, from the data folder beside the repository."""

import json
from pathlib import Path

import pytest

import quoteattr

FOLDER = Path(__file__).parents[2].parent / "shared/articles"

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


# The first one's content may as well begin with the rating, as ours does.
@pytest.mark.parametrize("place", range(1, 15))
def test_quotation_has_its_content_kind_and_speaker(article, gold, place):
    expected = gold["quotations"][place]
    found = the_quotation_at(article, gold, place)
    ours, theirs = (
        {i for s, e in spans for i in range(s, e) if article.text[i].isalnum()}
        for spans in ([(s.start, s.end) for s in found.content], expected["content"])
    )
    assert len(ours & theirs) >= 0.5 * len(ours | theirs)
    speaker = next(s for s in gold["speakers"] if s["id"] == expected["speaker"])
    names = {n.casefold().removeprefix("the ") for n in (speaker["name"], *speaker["aliases"])}
    assert found.speaker.name.casefold().removeprefix("the ").removeprefix("a ") in names | {
        n.removeprefix("a ") for n in names
    }


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
