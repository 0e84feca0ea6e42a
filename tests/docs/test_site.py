"""The site builds without a warning, and has every public name."""

import subprocess
import sys

import pytest

from tests.docs.pages import DOCS
from tests.public_api import public_modules, public_names

pytest.importorskip("sphinx", reason="the site needs `pip install -e '.[docs]'`")
pytest.importorskip("myst_nb", reason="the site needs `pip install -e '.[docs]'`")
pytest.importorskip("furo", reason="the site needs `pip install -e '.[docs]'`")
pytestmark = pytest.mark.slow

# Names that are documented under another one, or are values that only other libraries read.
ELSEWHERE = {
    "quoteattr.__version__",
    "quoteattr.integrations.ray.ANNOTATION_SCHEMA",
    "quoteattr.integrations.spark.ANNOTATION_SCHEMA",
}


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Build the site once, every warning an error, in a process of its own."""
    out = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-W", "--keep-going", "-q", "-b", "html", str(DOCS), str(out)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own pages
    return out, built


def test_it_builds_without_a_warning(site):
    _, built = site
    assert built.stderr == ""
    assert built.returncode == 0


def test_every_public_name_is_in_the_reference(site):
    from sphinx.util.inventory import InventoryFile

    folder, _ = site
    with (folder / "objects.inv").open("rb") as file:
        inventory = InventoryFile.load(file, "", lambda _, path: path)
    # What several modules offer is documented in one of them.
    known = {path.rpartition(".")[2] for role, paths in inventory.items() if role.startswith("py:") for path in paths}
    missing = [
        public.path
        for module in public_modules()
        for public in public_names(module)
        if public.node is not None and public.path not in ELSEWHERE and public.name not in known
    ]
    assert missing == []


def test_the_notebook_shows_what_it_printed(site):
    folder, _ = site
    page = (folder / "examples" / "who-is-quoted.html").read_text(encoding="utf-8")
    assert "cell_output" in page
