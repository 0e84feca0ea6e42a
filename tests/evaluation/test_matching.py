import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.evaluation.matching import LEAST_OVERLAP, common, match

contents = st.lists(st.frozensets(st.integers(0, 12), min_size=1), max_size=6)


def span(start, end):
    return frozenset(range(start, end))


@pytest.mark.parametrize(
    ("gold", "predicted", "expected"),
    [
        pytest.param([span(0, 9)], [span(0, 9)], [(0, 0)], id="the-same"),
        pytest.param([span(0, 4)], [span(0, 8)], [(0, 0)], id="exactly-half"),
        pytest.param([span(0, 4)], [span(0, 9)], [], id="less-than-half"),
        pytest.param([span(0, 4)], [span(4, 8)], [], id="touching"),
        pytest.param([span(0, 9)], [span(0, 8), span(0, 9)], [(0, 1)], id="the-better-of-two-predictions"),
        pytest.param([span(0, 9)], [span(0, 9), span(0, 9)], [(0, 0)], id="the-earlier-of-two-equal-predictions"),
        pytest.param([span(0, 4), span(4, 8)], [span(0, 8)], [(0, 0)], id="the-earlier-of-two-equal-gold"),
        pytest.param([span(0, 9), span(20, 29)], [span(20, 29), span(0, 8)], [(1, 0), (0, 1)], id="best-first"),
        pytest.param([], [span(0, 4)], [], id="no-gold"),
        pytest.param([span(0, 4)], [], [], id="no-prediction"),
    ],
)
def test_each_quotation_is_matched_with_the_one_that_overlaps_most(gold, predicted, expected):
    assert match(gold, predicted) == expected


@settings(deadline=None)
@given(contents, contents)
def test_matches_are_one_to_one_and_greedy(gold, predicted):
    def overlap(g, p):
        return len(gold[g] & predicted[p]) / len(gold[g] | predicted[p])

    matches = match(gold, predicted)
    left = [(g, p) for g in range(len(gold)) for p in range(len(predicted)) if overlap(g, p) >= LEAST_OVERLAP]
    for g, p in matches:
        best = min(left, key=lambda pair: (-overlap(*pair), pair[1], pair[0]))
        assert best == (g, p)
        left = [(a, b) for a, b in left if a != g and b != p]
    assert not left


def test_common_counts_repeats_on_both_sides():
    a, b, c = ((0, 1),), ((2, 3),), ((4, 5),)
    assert sorted(common([a, a, b], [a, a, a, c])) == [a, a]


def test_thousands_of_contents_are_quick():
    many = [span(20 * i, 20 * i + 15) for i in range(10_000)]
    assert len(match(many, many)) == 10_000
