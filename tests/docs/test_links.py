"""Links between pages lead somewhere, on the site and in the repository."""

import re

import pytest

from tests.docs.pages import DOCS, PAGES, anchors, blocks, links, name


@pytest.mark.parametrize("page", PAGES, ids=name)
def test_links_lead_to_files_and_headings_that_exist(page):
    dead = []
    for target in links(page):
        path, _, anchor = target.partition("#")
        file = page.parent / path if path else page
        if not file.exists() or (anchor and file.suffix == ".md" and anchor not in anchors(file)):
            dead.append(target)
    assert dead == []


def test_every_page_is_in_a_table_of_contents():
    listed = set()
    for page in DOCS.rglob("*.md"):
        for block in blocks(page):
            if block.language.startswith("{toctree}"):
                entries = [line for line in block.code.splitlines() if line and not line.startswith(":")]
                names = [re.sub(r".*<(.*)>", r"\1", entry.strip()) for entry in entries]
                listed |= {(page.parent / entry).resolve() for entry in names}
    pages = {p.with_suffix("").resolve() for p in [*DOCS.rglob("*.md"), *DOCS.rglob("*.ipynb")]}
    outside = {DOCS / "index", DOCS / "examples/sample/README"}
    assert sorted(map(str, pages - {p.resolve() for p in outside} - listed)) == []
    assert sorted(map(str, listed - pages)) == []


@pytest.mark.parametrize("picture", sorted(DOCS.glob("images/*")), ids=lambda p: p.name)
def test_every_picture_is_shown(picture):
    assert any(picture.name in target for page in PAGES for target in links(page))


def test_pictures_have_a_text_for_who_cannot_see_them():
    bare = [name(page) for page in PAGES if re.search(r"!\[\s*\]\(", page.read_text("utf-8"))]
    assert bare == []
