from itertools import combinations

import pytest

from quoteattr.speakers import merge

from .merge_cases import CASES, build_articles


def pairs_of(groups):
    return {frozenset(pair) for group in groups for pair in combinations(group, 2)}


def solve(case):
    """Return the pairs that are joined, and those that should be."""
    articles, truth = build_articles(case.groups)
    found = [[(m.article, m.speaker_id) for m in identity.members] for identity in merge(articles)]
    assert sorted(member for group in found for member in group) == sorted(truth)
    wanted = [[member for member, number in truth.items() if number == group] for group in set(truth.values())]
    return pairs_of(found), pairs_of(wanted)


@pytest.mark.parametrize("case", [pytest.param(c, id=c.name) for c in CASES])
def test_joins_no_two_people(case):
    found, wanted = solve(case)
    assert not found - wanted


@pytest.mark.parametrize(
    "case",
    [
        pytest.param(c, id=c.name, marks=[pytest.mark.xfail(reason=c.missed, strict=True)] if c.missed else [])
        for c in CASES
    ],
)
def test_joins_one_person(case):
    found, wanted = solve(case)
    assert not wanted - found


def test_totals_are_those_of_the_documentation():
    solved = [solve(case) for case in CASES]
    wanted = sum(len(w) for _, w in solved)
    joined = sum(len(f & w) for f, w in solved)
    wrong = sum(len(f - w) for f, w in solved)
    assert (len(CASES), wanted, joined, wrong) == (146, 108, 107, 0)
