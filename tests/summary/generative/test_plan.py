from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.summary.generative.parts import divide
from quoteattr.summary.generative.plan import make_plan
from quoteattr.types import Article, Sentence
from tests.summary.generative.conftest import TEXT, build_article


def count(texts: Sequence[str]) -> list[int]:
    return [len(text.split()) for text in texts]


def test_an_article_that_fits_is_read_whole_without_its_furniture(article: Article) -> None:
    plan = make_plan(article, count=count, budget=200)
    assert plan.kind == "whole"
    assert plan.parts[0].text == TEXT.replace("By Jo Lee\n\n", "").replace("\n\n", "\n")
    assert plan.left_out == ()
    assert plan.warnings == ()


def test_the_most_salient_sentences_are_selected_in_order_behind_the_headline(article: Article) -> None:
    plan = make_plan(article, count=count, budget=34)
    assert plan.kind == "select"
    assert plan.parts[0].text == (
        "Ferry to Lowmere sails again\n"
        "The ferry to Lowmere sails again on Monday, the harbour board said.\n"
        "“We thank the islanders,” said Mara Quill, head of the board."
    )
    assert plan.parts[0].tokens <= 34
    assert [article.text_of(s) for s in plan.left_out] == [
        "Repairs took 14 weeks.",
        "Gulls watched from the pier.",
        "Fares stay at 6 crowns.",
    ]
    assert "read 3 of the article's 6 sentences" in plan.warnings[0]


def test_map_reduce_leaves_nothing_out_that_fits_into_its_parts(article: Article) -> None:
    plan = make_plan(article, count=count, budget=34, strategy="map-reduce", max_parts=3)
    assert plan.kind == "map-reduce"
    assert len(plan.parts) == 2
    assert plan.left_out == ()


def test_map_reduce_without_room_for_two_parts_selects(article: Article) -> None:
    assert make_plan(article, count=count, budget=34, strategy="map-reduce", max_parts=1).kind == "select"


def test_an_article_without_scores_is_read_from_its_beginning() -> None:
    text = "It rained. It snowed. It stopped."
    article = Article(text, sentences=(Sentence(0, 10), Sentence(11, 21), Sentence(22, 33)))
    assert make_plan(article, count=count, budget=6).parts[0].text == "It rained. It snowed."


def test_a_sentence_that_is_longer_than_the_model_is_left_out() -> None:
    text = "Word " * 50 + "ends. It rained."
    plan = make_plan(build_article(text, (0.9, 0.1)), count=count, budget=10)
    assert [part.text for part in plan.parts] == ["It rained."]


def test_no_sentence_fits() -> None:
    plan = make_plan(build_article("It rained on us. It stopped on us."), count=count, budget=2)
    assert plan.parts == ()
    assert len(plan.left_out) == 2


def test_an_empty_article_has_no_part() -> None:
    assert make_plan(Article(""), count=count, budget=9).parts == ()


LINES = st.lists(st.sampled_from(["Fares stay.", "Gulls fly over the pier.", "Repairs took 14 weeks, said Lee."]))


@pytest.mark.parametrize("strategy", ["select", "map-reduce"])
@given(LINES, st.integers(1, 30), st.lists(st.floats(0, 1), max_size=5))
def test_every_part_fits_and_every_sentence_is_read_or_left_out(
    strategy: str, lines: list[str], budget: int, scores: list[float]
) -> None:
    article = build_article("\n\n".join(lines), scores)
    plan = make_plan(article, count=count, budget=budget, strategy=strategy, max_parts=3)
    assert all(part.tokens <= budget for part in plan.parts)
    assert len(plan.parts) <= 3
    read = [s for part in plan.parts for s in part.sentences]
    assert read == sorted(read)
    assert sorted([*read, *plan.left_out]) == list(article.sentences)


@given(st.lists(st.integers(1, 10)), st.integers(10, 30))
def test_groups_tile_the_row_and_none_is_too_large(sizes: list[int], most: int) -> None:
    groups = divide(sizes, most)
    assert [n for group in groups for n in group] == list(range(len(sizes)))
    assert all(sum(sizes[n] for n in group) <= most for group in groups)
    assert len(groups) <= 2 * sum(sizes) / most + 1
