from hypothesis import given
from hypothesis import strategies as st

from quoteattr.summary.generative.repetition import repeating_tokens

ROWS = st.lists(st.integers(0, 3), max_size=20)


def runs(row: list[int], size: int) -> list[tuple[int, ...]]:
    return [tuple(row[i : i + size]) for i in range(len(row) - size + 1)]


@given(ROWS, st.integers(1, 5), st.integers(0, 3))
def test_a_token_is_forbidden_if_and_only_if_its_run_stands_there(row: list[int], size: int, token: int) -> None:
    completes = len(row) >= size - 1 and tuple([*row, token][-size:]) in runs(row, size)
    assert (token in repeating_tokens(row, size)) == completes


@given(ROWS)
def test_size_zero_forbids_nothing(row: list[int]) -> None:
    assert repeating_tokens(row, 0) == set()
