"""Time every stage on texts that no newspaper prints, at three sizes, and tell where time grows faster than the text.

python benchmarks/pathological.py [--scale 1.0] [--text NAME …] [--stage NAME …] [--limit 20] [--markdown]

The sizes are a quarter, a half and the whole of the size named in `TEXTS`, times the scale. The encoder is a tiny one
with random weights, and the tags are random too: they make far more quotations than a newspaper has.
"""

import argparse
import gc
import os
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from time import process_time

os.environ.setdefault("OMP_NUM_THREADS", "1")
sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.fuzz.pathological import STAGES, TEXTS, Reading

# Below this many seconds, noise is more than the work.
_NOISE = 0.05
# A stage whose time grows by more than this for twice the text is named; sorting and caches make it a little over 2.
_STEEP = 2.8
_SIZES = (0.25, 0.5, 1.0)


def measure(
    build: Callable[[int], str], size: int, stages: list[str], limit: float
) -> Iterator[tuple[str, list[float]]]:
    """Yield for each stage its processor seconds at each size; after one above the limit no other is tried."""
    times: dict[str, list[float]] = {stage: [] for stage in stages}
    for share in _SIZES:
        reading = Reading(build(max(1, int(size * share))))
        for stage, run in STAGES.items():
            if times.get(stage, [])[-1:] > [limit]:
                break
            gc.collect()
            started = process_time()
            run(reading)
            times.setdefault(stage, []).append(process_time() - started)
        else:
            continue
        break
    for stage in stages:
        yield stage, times[stage]


def growth(seconds: list[float]) -> float | None:
    """Return how much the last doubling of the text lengthened the work; `None` where that is noise."""
    return seconds[-1] / seconds[-2] if len(seconds) > 1 and seconds[-2] > _NOISE else None


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--scale", type=float, default=1.0, help="of the sizes named in TEXTS")
    parser.add_argument("--text", nargs="+", choices=list(TEXTS), default=list(TEXTS))
    parser.add_argument("--stage", nargs="+", choices=list(STAGES), default=list(STAGES))
    parser.add_argument("--limit", type=float, default=20.0, help="seconds; a larger size is not tried after that")
    parser.add_argument("--markdown", action="store_true", help="print a table of the last size alone")
    asked = parser.parse_args()
    steep = 0
    # Full passes of the garbage collector come in leaps, which would hide how the work itself grows.
    gc.disable()
    if asked.markdown:
        print("|".join(("", "text", "size", *asked.stage, "")), "|---" * (len(asked.stage) + 2) + "|", sep="\n")
    for name in asked.text:
        size, build = TEXTS[name]
        cells = []
        for stage, seconds in measure(build, int(size * asked.scale), asked.stage, asked.limit):
            times = growth(seconds)
            steep += bool(times and times > _STEEP)
            told = "" if times is None else f"x{times:.1f}" + (" STEEP" if times > _STEEP else "")
            cells.append(f"{seconds[-1]:.2f}" if seconds else "")
            if not asked.markdown:
                print(f"{name:16} {stage:10} {' '.join(f'{s:8.3f}' for s in seconds)}  {told}", flush=True)
        if asked.markdown:
            print("|".join(("", name, f"{int(size * asked.scale):,}", *cells, "")), flush=True)
    return 1 if steep else 0


if __name__ == "__main__":
    sys.exit(main())
