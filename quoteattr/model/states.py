"""Where the token states of a text are kept: in memory, and on disk for a text so long that they would fill it."""

from tempfile import TemporaryFile
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["States", "StatesOnDisk", "room_for_states"]

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

# Tokens whose states are kept in memory: some 25,000 words, which is 50 MB at the width of the shipped checkpoint.
_IN_MEMORY = 32_768


class StatesOnDisk:
    """Token states in a temporary file, which goes when they are no longer needed.

    They are written from the first token to the last, and read by slices or by places, as from an array.

    Args:
        width: Width of a token state.

    Raises:
        OSError: If there is no folder for temporary files, or it has no room; the variable `TMPDIR` names another one.

    Example:
        >>> states = StatesOnDisk(2)
        >>> states.append(np.array([[1, 2], [3, 4], [5, 6]], np.float32))
        >>> states[1:].tolist(), states[np.array([[2, 0]])].tolist()
        ([[3.0, 4.0], [5.0, 6.0]], [[[5.0, 6.0], [1.0, 2.0]]])
    """

    def __init__(self, width: int) -> None:
        self.shape = (0, width)
        self._bytes = width * np.dtype(np.float32).itemsize
        self._file = TemporaryFile(prefix="quoteattr-")  # noqa: SIM115 - closed with the object

    def __len__(self) -> int:
        return self.shape[0]

    def append(self, rows: Floats) -> None:
        """Write the states of the tokens that follow.

        Args:
            rows: The states, shape (n, width).
        """
        try:
            self._file.seek(0, 2)
            self._file.write(rows.astype(np.float32).tobytes())
            self._file.flush()
        except OSError as error:
            error.add_note(
                f"the token states of a long text go to a temporary file, {self._bytes} bytes each, and it cannot be "
                "written: make room, set TMPDIR to a folder that has room, or pass the text in parts"
            )
            raise
        self.shape = (len(self) + len(rows), self.shape[1])

    def __getitem__(self, key: slice | Ints) -> Floats:
        """Read states: those of a slice without a step, or of places in an array of any shape."""
        if isinstance(key, slice):
            first, last, _ = key.indices(len(self))
            return self._read(first, max(last, first))
        places, back = np.unique(key, return_inverse=True)
        rows = np.empty((len(places), self.shape[1]), np.float32)
        for row, place in zip(rows, places.tolist(), strict=True):
            row[:] = self._read(place, place + 1)[0]
        return rows[back.reshape(key.shape)]

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> Floats:
        """Return all states, in memory."""
        return self[:].astype(dtype or np.float32, copy=False)

    def _read(self, first: int, last: int) -> Floats:
        self._file.seek(first * self._bytes)
        found = bytearray(self._file.read((last - first) * self._bytes))
        return np.frombuffer(found, np.float32).reshape(last - first, self.shape[1])


class StatesInMemory:
    """Token states as they are gathered in an array, which `array` is.

    Args:
        tokens: How many there will be.
        width: Width of a token state.
    """

    def __init__(self, tokens: int, width: int) -> None:
        self.array = np.empty((tokens, width), np.float32)
        self._at = 0

    def append(self, rows: Floats) -> None:
        """Take the states of the tokens that follow.

        Args:
            rows: The states, shape (n, width).
        """
        self.array[self._at : self._at + len(rows)] = rows
        self._at += len(rows)


States = Floats | StatesOnDisk


def room_for_states(tokens: int, width: int) -> "StatesInMemory | StatesOnDisk":
    """Return where the states of so many tokens go.

    Args:
        tokens: How many.
        width: Width of a token state.
    """
    return StatesInMemory(tokens, width) if tokens <= _IN_MEMORY else StatesOnDisk(width)
