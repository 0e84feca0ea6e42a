import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.model.links import BETWEEN_SIZE, BREAKS_SIZE, GAP_SIZE, link_candidates


def spans(*pairs):
    return np.array(pairs, np.int64).reshape(-1, 2)


def test_nearest_come_first_on_either_side():
    found = link_candidates(spans((10, 12)), spans((0, 2), (7, 9), (13, 15)), np.zeros(20, int), most=2, reach=50)
    assert found.index.tolist() == [[1, 2]]


def test_out_of_reach_is_no_candidate():
    found = link_candidates(spans((10, 12)), spans((0, 2), (90, 95)), np.zeros(100, int), most=4, reach=20)
    assert found.valid.sum() == 1
    assert found.index[0, 0] == 0


def test_nothing_to_choose_from():
    found = link_candidates(spans((1, 2)), spans(), np.zeros(3, int), most=4, reach=20)
    assert found.valid.shape == (1, 4)
    assert not found.valid.any()


def test_nearer_candidates_on_the_same_side_are_counted():
    others = spans((0, 1), (3, 4), (6, 7), (13, 14))
    found = link_candidates(spans((10, 12)), others, np.zeros(20, int), most=4, reach=50)
    assert dict(zip(found.index[0].tolist(), found.between[0].tolist(), strict=True)) == {3: 0, 2: 0, 1: 1, 0: 2}


def test_paragraph_breaks_between_are_signed():
    paragraph = np.array([0] * 5 + [1] * 5 + [2] * 5)
    found = link_candidates(spans((6, 8)), spans((1, 2), (12, 13)), paragraph, most=2, reach=50)
    assert dict(zip(found.index[0].tolist(), found.breaks[0].tolist(), strict=True)) == {0: 2, 1: 4}


@given(st.lists(st.integers(0, 500), max_size=30), st.lists(st.integers(0, 500), max_size=30), st.integers(1, 8))
def test_buckets_are_within_their_tables(ours, theirs, most):
    paragraph = np.arange(502) // 7
    a, b = (spans(*((s, s + 1) for s in sorted(set(starts)))) for starts in (ours, theirs))
    found = link_candidates(a, b, paragraph, most=most, reach=300)
    assert found.index.shape == (len(a), most)
    for values, size in ((found.gap, GAP_SIZE), (found.breaks, BREAKS_SIZE), (found.between, BETWEEN_SIZE)):
        assert ((values >= 0) & (values < size)).all()
    assert (found.index[found.valid] < len(b)).all()
