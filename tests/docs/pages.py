"""The pages of the documentation as they stand in the repository: their links, headings and code."""

import re
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
BESIDE = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "benchmarks/README.md")
PAGES = sorted([*DOCS.rglob("*.md"), *(ROOT / page for page in BESIDE)])
_FENCE = re.compile(r"^( *)(```+|~~~+)([^\n]*)\n(.*?)^\1\2 *$", re.DOTALL | re.MULTILINE)
_LINK = re.compile(r"!?\[(?:[^\[\]]|\[[^\[\]]*\])*\]\(<?([^()\s>]+)>?\)")


@dataclass(frozen=True)
class Block:
    """A fenced block: what its first line names, and what is in it."""

    language: str
    code: str


def name(page: Path):
    return page.relative_to(ROOT).as_posix()


def blocks(page: Path):
    """Return the fenced blocks of a page, in order."""
    found = _FENCE.finditer(page.read_text("utf-8"))
    return [Block(m[3].strip(), re.sub(rf"^{m[1]}", "", m[4], flags=re.MULTILINE)) for m in found]


def prose(page: Path):
    """Return a page without its code."""
    return re.sub(r"`[^`\n]+`", "code", _FENCE.sub("", page.read_text("utf-8")))


def links(page: Path):
    """Return where the links and pictures of a page lead, those to other sites left out."""
    return [target for target in _LINK.findall(prose(page)) if not re.match(r"[a-z]+:", target)]


def anchors(page: Path):
    """Return the anchors of a page's headings, as they are made on the site and in the repository."""
    text = _FENCE.sub("", page.read_text("utf-8"))
    found = []
    for heading in re.findall(r"^#+ (.+?) *$", text, re.MULTILINE):
        slug = re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")
        found.append(f"{slug}-{found.count(slug)}" if slug in found else slug)
    return set(found)
