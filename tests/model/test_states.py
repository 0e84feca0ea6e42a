from pathlib import Path

import numpy as np
import pytest

from quoteattr.model.states import StatesInMemory, StatesOnDisk, room_for_states

ROWS = np.arange(24, dtype=np.float32).reshape(8, 3)


def filled(states):
    for first, last in ((0, 3), (3, 3), (3, 8)):
        states.append(ROWS[first:last])
    return states


@pytest.mark.parametrize("key", [slice(None), slice(2, 5), slice(5, 2), slice(-2, None), slice(6, 99)], ids=str)
def test_a_slice_is_that_of_an_array(key):
    np.testing.assert_array_equal(filled(StatesOnDisk(3))[key], ROWS[key])


@pytest.mark.parametrize("places", [[0], [7, 0, 7], [[1, 2], [2, 1]], np.zeros((0, 2), np.int64)], ids=str)
def test_places_are_those_of_an_array(places):
    places = np.array(places, np.int64)
    np.testing.assert_array_equal(filled(StatesOnDisk(3))[places], ROWS[places])


def test_states_on_disk_can_be_made_an_array():
    states = filled(StatesOnDisk(3))
    assert (len(states), states.shape) == (8, (8, 3))
    np.testing.assert_array_equal(np.asarray(states), ROWS)


def test_states_of_an_article_stay_in_memory():
    states = filled(room_for_states(8, 3))
    assert isinstance(states, StatesInMemory)
    np.testing.assert_array_equal(states.array, ROWS)


def test_states_of_a_long_text_go_to_disk(monkeypatch):
    monkeypatch.setattr("quoteattr.model.states._IN_MEMORY", 7)
    assert isinstance(room_for_states(8, 3), StatesOnDisk)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only some systems have a disk that is always full")
def test_a_full_disk_says_what_the_file_is_for(monkeypatch):
    states = StatesOnDisk(3)
    monkeypatch.setattr(states, "_file", Path("/dev/full").open("r+b", buffering=0))  # noqa: SIM115 - goes with the states
    with pytest.raises(OSError, match="No space left") as full:
        states.append(ROWS)
    assert "TMPDIR" in full.value.__notes__[0]
