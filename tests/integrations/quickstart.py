"""Run the Python blocks of a page of docs/, as a reader would who types them one after the other.

Usage: python tests/integrations/quickstart.py docs/PAGE.md ["Heading"]

Without a heading it is "Quick start" whose blocks are run.
"""

import re
import sys
from pathlib import Path


def blocks(page: str, heading: str = "Quick start") -> list[str]:
    """Return the Python blocks under a heading of the second level, up to the next of that level."""
    found = re.search(rf"^## {re.escape(heading)}$(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE)
    return re.findall(r"^```python\n(.*?)^```$", found[1], re.DOTALL | re.MULTILINE) if found else []


def run(path: Path, heading: str = "Quick start") -> None:
    """Run them in one namespace; an assertion in them is checked."""
    found = blocks(path.read_text(encoding="utf-8"), heading)
    if not found:
        raise SystemExit(f"{path}: there is no Python under the heading {heading!r}")
    namespace = {"__name__": "__main__"}
    for code in found:
        exec(compile(code, str(path), "exec"), namespace)  # noqa: S102 - our own page


if __name__ == "__main__":
    run(Path(sys.argv[1]), *sys.argv[2:3])
