"""How the documentation is built: `python -m sphinx -W docs build/docs`.

Nothing is fetched and no notebook is run: what a page shows is in the repository.
"""

import re
import runpy
import sys
from pathlib import Path
from typing import Any

from sphinx.application import Sphinx
from sphinx.pycode import ModuleAnalyzer

HERE = Path(__file__).parent
ROOT = HERE.parent
sys.path.insert(0, str(HERE))

import stand_ins  # noqa: E402 - beside this file

# Adapters are documented without their libraries, which some environments have and others do not.
stand_ins.install(
    "datasets", "fastapi", "haystack", "langchain_core", "pandas", "polars", "pyarrow", "pyspark", "ray", "spacy",
    "starlette", "uvicorn",
)  # fmt: skip

project = "quoteattr"
author = "The quoteattr developers"
copyright = author  # noqa: A001 - the name that Sphinx reads
release = version = runpy.run_path(str(ROOT / "quoteattr" / "_version.py"))["__version__"]

extensions = ["myst_nb", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx_copybutton"]
exclude_patterns = ["_build", "**/.ipynb_checkpoints"]
nitpicky = True
# Other libraries' pages are not linked: that would need the network.
nitpick_ignore_regex = [
    (r"py:.*", r"(?!quoteattr\b).*"),
    # Type variables, and types that are not public.
    (r"py:class", r"quoteattr\..*\.[A-Z]"),
    (r"py:class", r"quoteattr\.(model|options|quotations|speakers|summary|text)\..*"),
]
default_role = "code"
maximum_signature_line_length = 88
python_use_unqualified_type_names = True

autodoc_member_order = "bysource"
autodoc_default_options = {"members": True}
autodoc_typehints = "signature"
napoleon_numpy_docstring = False
napoleon_use_rtype = False

nb_execution_mode = "off"
myst_heading_anchors = 4
myst_enable_extensions = ["colon_fence", "deflist"]

html_theme = "furo"
html_title = f"quoteattr {release}"
html_static_path = ["_static"]
html_css_files = ["quoteattr.css"]
html_show_sphinx = False
copybutton_prompt_text = r">>> |\.\.\. "
copybutton_prompt_is_regexp = True

# Pages are read in the repository, too, where these files are linked where they lie. Here they are pages.
ELSEWHERE = {
    "../README.md": "index.md",
    "../CHANGELOG.md": "changelog.md",
    "../CONTRIBUTING.md": "contributing.md",
    "../benchmarks/README.md": "measures.md",
    "../quoteattr/checkpoints/default/README.md": "checkpoint.md",
}


def link_to_pages(_: Sphinx, name: str, source: list[str]) -> None:
    """Let links to files outside of the documentation lead to the pages that show them."""
    up = "../" * name.count("/")
    for file, page in ELSEWHERE.items():
        source[0] = re.sub(rf"\]\({re.escape(up + file)}(?=[#)])", f"]({up}{page}", source[0])


def show_defaults(*called: Any) -> tuple[str | None, str | None]:
    """Let a field that is made anew for each object not keep the types of its class from being read."""
    *_, signature, returned = called
    return signature and signature.replace("<factory>", "..."), returned


def show_one_signature(_: Sphinx) -> None:
    """Show what `Pipeline.pipe` takes, and not its two overloads, which leave its options to a type."""
    analyzer = ModuleAnalyzer.for_module("quoteattr.pipeline")
    analyzer.analyze()
    analyzer.overloads.clear()


def setup(app: Sphinx) -> None:
    """Register what is above with Sphinx."""
    app.connect("autodoc-process-signature", show_defaults)
    app.connect("builder-inited", show_one_signature)
    app.connect("source-read", link_to_pages)
