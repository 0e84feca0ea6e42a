"""Checks of the wheel and the sdist as somebody installs them."""

import json
import shutil
import zipfile
from pathlib import Path

from tests.release.release import FailedError, Release, run

__all__ = ["sdist_makes_the_same_wheel", "types_hold_outside", "wheel_works_where_nothing_is"]

_HERE = Path(__file__).parent
_PROBE = """
import json, sys, quoteattr
record = json.loads(open("annotated.jsonl", encoding="utf-8").read())
article = quoteattr.Article.from_dict(record)
again = quoteattr.annotate(article.text, id=article.id)
assert article == again, "the command and the library disagree"
print(json.dumps({"file": quoteattr.__file__, "version": quoteattr.__version__, "quotations": len(article.quotations)}))
"""


def wheel_works_where_nothing_is(release: Release) -> str:
    """In an empty environment the wheel installs with all that it needs; command and library run, far from the tree."""
    python = _environment(release)
    run([python, "-m", "pip", "install", "--quiet", *_constraints(release), release.wheel], cwd=release.work)
    return _use(release, python)


def sdist_makes_the_same_wheel(release: Release) -> str:
    """A wheel built from the sdist has the same files, and the sdist installs and runs."""
    python = _environment(release)
    built = release.work / "from-sdist"
    shutil.rmtree(built, ignore_errors=True)
    run([python, "-m", "pip", "wheel", "--quiet", "--no-deps", "-w", built, release.sdist], cwd=release.work)
    [wheel] = built.glob("*.whl")
    with zipfile.ZipFile(wheel) as packed:
        found = {name: packed.read(name) for name in packed.namelist() if not name.endswith("/")}
    odd = sorted(name for name in found.keys() | release.packed.keys() if found.get(name) != release.packed.get(name))
    if odd:
        raise FailedError(f"the wheel of the sdist is another: {', '.join(odd[:5])}")
    run([python, "-m", "pip", "install", "--quiet", "--no-deps", "--force-reinstall", wheel], cwd=release.work)
    return _use(release, python)


def types_hold_outside(release: Release) -> str:
    """mypy, strict, finds nothing in a program that uses the installed package; and the program runs."""
    python = _environment(release)
    consumer = release.work / "consumer.py"
    shutil.copy(_HERE / "consumer.py", consumer)
    run([python, "-m", "pip", "install", "--quiet", "mypy>=1.13"], cwd=release.work)
    run([python, "-m", "mypy", "--strict", "--cache-dir", release.work / "mypy", consumer.name], cwd=release.work)
    told = json.loads(run([python, consumer.name], cwd=release.work))
    if told["version"] != release.version:
        raise FailedError(f"the program used quoteattr {told['version']}")
    return f"{told['quotations'] if 'quotations' in told else told['streamed']} articles streamed"


def _environment(release: Release) -> Path:
    """Return the interpreter of the empty environment, made when it is first asked for."""
    folder = release.work / "empty"
    python = folder / "bin/python"
    if not python.exists():
        release.work.mkdir(parents=True, exist_ok=True)
        run([release.python, "-m", "venv", folder], cwd=release.work)
    return python


def _constraints(release: Release) -> list[str]:
    return ["-c", str(release.root / "constraints.txt")]


def _use(release: Release, python: Path) -> str:
    """Use what is installed, where the tree is out of sight."""
    command = python.with_name("quoteattr")
    article = release.work / "article.txt"
    shutil.copy(release.root / "docs/examples/thornaby-vale.txt", article)
    about = json.loads(run([command, "info", "--verify", "--json"], cwd=release.work))
    if set(about["checkpoint"]["verified"].values()) != {"as saved"}:
        raise FailedError(f"the checkpoint is not as saved: {about['checkpoint']['verified']}")
    if not any(path.endswith("NOTICE") for path in about["licence_files"]):
        raise FailedError("quoteattr info knows of no NOTICE")
    run([command, "annotate", article.name, "--format", "jsonl", "-o", "annotated.jsonl"], cwd=release.work)
    told = json.loads(run([python, "-c", _PROBE], cwd=release.work))
    inside = Path(told["file"]).resolve().is_relative_to((release.work / "empty").resolve())
    if told["version"] != release.version or not inside or not told["quotations"]:
        raise FailedError(f"what ran was {told}")
    return f"{told['quotations']} quotations"
