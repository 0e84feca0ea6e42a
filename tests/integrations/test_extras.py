"""Without its library a door says what to install, and the core does not miss it."""

import importlib
import os
import subprocess
import sys
from pathlib import Path

import pytest

import quoteattr
from quoteattr.errors import MissingExtraError, QuoteAttrError

# A door, how it is opened, the library behind it, and the extra that brings it.
DOORS = [
    ("quoteattr.integrations.frames", None, "pyarrow", "frames"),
    ("quoteattr.integrations.langchain", None, "langchain_core", "langchain"),
    ("quoteattr.integrations.haystack", None, "haystack", "haystack"),
    ("quoteattr.integrations.ray", None, "ray", "ray"),
    ("quoteattr.integrations.spark", None, "pyspark", "spark"),
    ("quoteattr.integrations.spacy", None, "spacy", "spacy"),
    ("quoteattr.integrations.server.app", None, "fastapi", "server"),
    ("quoteattr.integrations.datasets", "features", "datasets", "datasets"),
    ("quoteattr.io.web", "read_html", "trafilatura", "web"),
]


def open_door(module, function):
    door = importlib.import_module(module)
    if function is not None:
        getattr(door, function)(*(["<p>It rained.</p>"] if function == "read_html" else []))


@pytest.mark.parametrize(("module", "function", "library", "extra"), DOORS, ids=[door[3] for door in DOORS])
def test_a_door_without_its_library_says_what_to_install(monkeypatch, module, function, library, extra):
    for name in [name for name in sys.modules if f"{name}.".startswith((f"{library}.", f"{module}."))]:
        # What is imported anew is set as an attribute of its package, and must not stay there.
        package, _, leaf = name.rpartition(".")
        if hasattr(sys.modules.get(package), leaf):
            monkeypatch.setattr(sys.modules[package], leaf, getattr(sys.modules[package], leaf))
        monkeypatch.delitem(sys.modules, name)
    # The import system takes this for "there is none".
    monkeypatch.setitem(sys.modules, library, None)
    # Another of its libraries may be missing here as well; what is told is the same.
    with pytest.raises(MissingExtraError) as caught:
        open_door(module, function)
    message = str(caught.value)
    assert f"pip install 'quoteattr[{extra}]'" in message
    assert "\n" not in message
    assert isinstance(caught.value, QuoteAttrError | ImportError)


@pytest.mark.parametrize("name", ["to_frame", "batch", "features"])
def test_what_needs_a_library_is_named_all_the_same(name):
    assert name in dir(quoteattr)


# Stands in for each of these libraries, and tells when it is quoteattr itself that asks for it.
STUB = """
import sys

frame = sys._getframe(1)
while "importlib" in frame.f_code.co_filename:
    frame = frame.f_back
if "quoteattr" in frame.f_code.co_filename:
    print("asked for:", __name__, "by", frame.f_code.co_filename, file=sys.stderr)
raise ImportError(__name__)
"""
CORE = """
import sys

import quoteattr
from quoteattr.cli import main
from quoteattr.errors import MissingExtraError

article = quoteattr.annotate("“Yes,” said Ada Burns, the mayor.")
main(["schema"], standalone_mode=False)
print(article.speakers[0].name, file=sys.stderr)
try:
    quoteattr.to_frame
except MissingExtraError:
    print("and no more", file=sys.stderr)
"""


def test_the_core_asks_for_none_of_these_libraries(tmp_path):
    for library in {library for _, _, library, _ in DOORS} | {"pandas", "polars", "uvicorn"}:
        (tmp_path / library).mkdir()
        (tmp_path / library / "__init__.py").write_text(STUB)
    path = os.pathsep.join([str(tmp_path), str(Path(quoteattr.__file__).parents[1])])
    done = subprocess.run(  # noqa: S603 - our own code
        [sys.executable, "-c", CORE],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PYTHONPATH": path},
    )
    told = [line for line in done.stderr.splitlines() if line.startswith(("asked for", "Ada", "and no"))]
    assert told[0] == "Ada Burns"
    # The stand-ins are in the way of whoever does ask.
    assert [line.partition(" by ")[0] for line in told[1:]] == ["asked for: pyarrow", "and no more"]
