"""How much memory a process takes, as Linux counts it."""

import ctypes
import os
import sys
from pathlib import Path

__all__ = ["in_use", "peak", "resident"]

_FIELDS = ["arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost"]


def peak(process: int | None = None) -> float | None:
    """Return the most memory that a process has held so far, in MB (of 1,000,000 bytes).

    Args:
        process: Its number; `None` for this process.

    Returns:
        `None` where it cannot be told: the process has ended, or this is not Linux.

    Example:
        >>> most, now = peak(), resident()
        >>> most is None or most >= now > 0
        True
    """
    return _read(process, "VmHWM")


def resident(process: int | None = None) -> float | None:
    """Return the memory that a process holds now; argument and result as for `peak`.

    Args:
        process: Its number; `None` for this process.
    """
    return _read(process, "VmRSS")


def in_use() -> float | None:
    """Return what libraries in C have asked for and not given back, in MB (of 1,000,000 bytes).

    What they have given back, the process may go on to hold. Python's small objects are not among it; their number is
    `sys.getallocatedblocks()`.

    Returns:
        `None` where it cannot be told: this is not Linux with glibc 2.33 or newer.
    """
    library = ctypes.CDLL(None) if sys.platform == "linux" else None
    if not hasattr(library, "mallinfo2"):
        return None
    library.mallinfo2.restype = _Info
    info = library.mallinfo2()
    return float((info.uordblks + info.hblkhd) / 1e6)


class _Info(ctypes.Structure):
    _fields_ = [(name, ctypes.c_size_t) for name in _FIELDS]


def _read(process: int | None, name: str) -> float | None:
    if sys.platform != "linux":
        return None
    try:
        status = Path(f"/proc/{os.getpid() if process is None else process}/status").read_text(encoding="utf-8")
    except OSError:
        return None
    values = (line.split()[1] for line in status.splitlines() if line.startswith(name))
    return next((int(kilobytes) * 1024 / 1e6 for kilobytes in values), None)
