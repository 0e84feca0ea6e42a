"""Everything that must hold of a release: `python -m tests.release.check`, at the root of a clean clone.

Builds wheel and sdist, looks at them, installs them into an empty environment and uses them there. Each check has a
line, and the exit status is 1 when one fails.
"""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from tests.release import described, installed, packed, tree
from tests.release.release import FailedError, Release, SkippedError, run

__all__ = ["CHECKS", "LONG", "main"]

Check = Callable[[Release], str]

CHECKS: Mapping[str, Check] = {
    "version and changelog agree": tree.changelog_agrees,
    "citation agrees with them": tree.citation_agrees,
    "the tree is clean": tree.tree_is_clean,
    "the wheel is small enough": packed.wheel_is_small,
    "the wheel holds the package, nothing else": packed.wheel_holds_the_package,
    "RECORD verifies": packed.record_verifies,
    "the checkpoint's checksums verify": packed.checkpoint_verifies,
    "the sdist is sane": packed.sdist_is_sane,
    "the metadata are valid": described.metadata_is_valid,
    "the README renders": described.readme_renders,
    "licences and notices are inside": packed.licences_are_inside,
    "entry points are there": packed.entry_points_are_there,
}
# These take minutes, as they install torch.
LONG: Mapping[str, Check] = {
    "the wheel works in an empty environment": installed.wheel_works_where_nothing_is,
    "the sdist makes the same wheel, and works": installed.sdist_makes_the_same_wheel,
    "types hold outside (mypy --strict)": installed.types_hold_outside,
}


@click.command()
@click.option(
    "--dist", type=click.Path(exists=True, file_okay=False, path_type=Path), help="Wheel and sdist, if built."
)
@click.option("--rehearsal", is_flag=True, help="Let the version be unreleased, as it is between two releases.")
@click.option("--quick", is_flag=True, help="Install nothing: look at the files only.")
@click.option("--python", default=sys.executable, help="Interpreter of the empty environment. Default: this one.")
def main(*, dist: Path | None, rehearsal: bool, quick: bool, python: str) -> None:
    """Check a release: build it, look at it, install it, use it."""
    root = Path(__file__).parents[2]
    with TemporaryDirectory(prefix="quoteattr-release-") as folder:
        built = dist or Path(folder, "dist")
        if dist is None:
            run([sys.executable, "-m", "build", "--outdir", built, root], cwd=root)
        release = Release(root, built.resolve(), rehearsal=rehearsal, work=Path(folder, "work"), python=python)
        sys.exit(report(release, CHECKS if quick else {**CHECKS, **LONG}))


def report(release: Release, checks: Mapping[str, Check]) -> int:
    """Make the checks, print a line for each, and return the exit status.

    Args:
        release: What is checked.
        checks: The checks by name.
    """
    width = max(map(len, checks))
    failed = 0
    for name, check in checks.items():
        try:
            state, detail = "pass", check(release)
        except SkippedError as reason:
            state, detail = "skip", str(reason)
        except FailedError as reason:
            state, detail = "FAIL", str(reason)
            failed += 1
        except Exception as error:  # what nobody foresaw is no reason to stop
            state, detail = "FAIL", repr(error)
            failed += 1
        click.echo(f"{state}  {name:<{width}}  {detail}")
    click.echo(f"{len(checks) - failed} of {len(checks)} checks hold" + (f", {failed} do not" if failed else ""))
    return 1 if failed else 0


if __name__ == "__main__":
    main()
