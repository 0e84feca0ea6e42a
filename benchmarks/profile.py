"""Show where the time of an analysis goes, stage by stage, in processor seconds of one thread.

python benchmarks/profile.py CORPUS.jsonl [--limit 20] [--rounds 2] [--top 30] [--json OUT]
"""

import os
import sys
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import module_from_spec
from sysconfig import get_path


def _give_way() -> None:
    """Put the standard library's `profile`, which `cProfile` imports, in the place of this file.

    The folder of a script is the first place where its imports are looked for.
    """
    spec = PathFinder.find_spec("profile", [get_path("stdlib")])
    assert spec is not None  # noqa: S101 - a Python without it has no cProfile either
    assert spec.loader is not None  # noqa: S101
    sys.modules["profile"] = module = module_from_spec(spec)
    spec.loader.exec_module(module)


if __name__ == "profile":
    _give_way()
else:
    # Numerical libraries read this when they are imported.
    os.environ.update(import_module("rivals.reading").thread_limits(1))
    main = import_module("stage_times").main
    if __name__ == "__main__":
        main()
