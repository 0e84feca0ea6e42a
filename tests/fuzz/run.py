"""Fuzz targets, guided by the coverage of the package: python -m tests.fuzz.run TARGET ... [--seconds 60]

Needs atheris (`pip install atheris`). Inputs that reach new code are kept under --corpus, so that the next run goes on
from there. An input that fails is written to tests/fuzz/cases/TARGET/, where the tests replay it; mend the fault, and
keep the file.
"""

# ruff: noqa: T201 - a command
import argparse
import os
import sys
import traceback
from collections.abc import Callable
from hashlib import blake2b
from pathlib import Path
from time import process_time
from typing import TYPE_CHECKING

import atheris

if TYPE_CHECKING:
    from tests.fuzz.given import Given

CASES = Path(__file__).parent / "cases"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("targets", nargs="+", metavar="TARGET")
    parser.add_argument("--seconds", type=int, default=60, help="how long each runs, in processor seconds")
    parser.add_argument("--corpus", type=Path, default=Path("build/fuzz"))
    parser.add_argument("--longest", type=int, default=600, help="bytes of an input at most")
    asked = parser.parse_args()
    with atheris.instrument_imports(include=["quoteattr"]):
        from tests.fuzz.targets import TARGETS

    unknown = set(asked.targets) - TARGETS.keys()
    if unknown:
        parser.error(f"no target is called {', '.join(sorted(unknown))}; there are {', '.join(sorted(TARGETS))}")
    # One process for each, since libFuzzer ends its process; what takes long to import is imported once for all.
    for name in asked.targets:
        process = os.fork()
        if not process:
            fuzz(name, TARGETS[name], asked)
        os.waitpid(process, 0)


def fuzz(name: str, target: "Callable[[Given], None]", asked: argparse.Namespace) -> None:
    """Fuzz one target, and end the process."""
    from tests.fuzz.given import Given

    corpus = asked.corpus / name
    corpus.mkdir(parents=True, exist_ok=True)
    started, runs, faults = process_time(), 0, set[str]()

    def once(data: bytes) -> None:
        nonlocal runs
        runs += 1
        try:
            target(Given(data))
        except Exception as error:
            # One case of each fault: where it was raised, and what was raised.
            frame = traceback.extract_tb(error.__traceback__)[-1]
            where = f"{type(error).__name__} at {Path(frame.filename).name}:{frame.lineno}"
            if where not in faults:
                faults.add(where)
                path = CASES / name / blake2b(data, digest_size=4).hexdigest()
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(data)
                print(f"\n{where}: {error!s:.300}\n  {path}", flush=True)
                traceback.print_exc()
        if process_time() - started > asked.seconds:
            print(
                f"\nRESULT {name}: {runs} runs in {process_time() - started:.0f} processor seconds; "
                f"{len(faults)} faults",
                flush=True,
            )
            os._exit(0)  # libFuzzer has no other way out that leaves the status alone

    options = [
        f"-max_len={asked.longest}",
        "-timeout=120",
        "-report_slow_units=120",
        f"-artifact_prefix={asked.corpus}/",
    ]
    atheris.Setup([sys.argv[0], str(corpus), *options, "-verbosity=0"], once)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
