"""What keeps the house in order: sizes, words, and nothing that nobody uses."""

import ast
import re
from functools import cache
from statistics import median

import pytest

from tests.public_api import ROOT, public_modules, public_names

PACKAGE = ROOT / "quoteattr"
SOURCES = {
    path: path.read_text(encoding="utf-8")
    for name in ("quoteattr", "benchmarks")
    for path in (ROOT / name).rglob("*.py")
}
NODES = {path: list(ast.walk(ast.parse(source))) for path, source in SOURCES.items()}
OWN = sorted(path for path in SOURCES if path.is_relative_to(PACKAGE))
WORD_OF_A_NAME = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])")

# A test holds the weights of data/roles.toml to it.
KEPT = {"quoteattr.speakers.roles.role_facts"}
# The words of others: brat's for the span of an event, GAP's for its columns.
THEIRS = {"triggers", "a_coref", "b_coref"}
# "Quote" is the project's own name, and that of its classes in other libraries.
OURS = {"QuoteAnnotator", "QuoteTransformer", "QuoteAttributionPipeline"}


def test_modules_are_short():
    lines = {str(path.relative_to(ROOT)): SOURCES[path].count("\n") for path in OWN}
    assert {path: n for path, n in lines.items() if n > 500} == {}
    assert median(lines.values()) <= 130


@cache
def names_given(path):
    """Return the names that a module gives to things: functions, classes, arguments and variables."""
    found = set()
    for node in NODES[path]:
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                found.add(name)
            case ast.arg(arg=name) | ast.Name(id=name, ctx=ast.Store()) | ast.Attribute(attr=name, ctx=ast.Store()):
                found.add(name)
    return found


@pytest.mark.parametrize(
    ("word", "said_here"),
    [
        ("utterance", "quotation, or content for what was said"),
        ("quote", "quotation"),
        ("trigger", "cue"),
        ("coref", "coreference"),
    ],
)
def test_a_thing_has_one_name(word, said_here):
    found = {
        (str(path.relative_to(ROOT)), name)
        for path in OWN
        for name in names_given(path) - THEIRS - OURS
        if word in name.lower() and "quoteattr" not in name.lower()
        if word in {part.lower().removesuffix("s") for part in WORD_OF_A_NAME.findall(name)}
    }
    assert found == set(), f"say {said_here}"


def test_nothing_is_there_that_nobody_uses():
    public = {(public.home, public.name) for module in public_modules() for public in public_names(module)}
    used = set()
    for node in (node for nodes in NODES.values() for node in nodes):
        match node:
            case ast.Name(id=name, ctx=ast.Load()) | ast.Attribute(attr=name) | ast.alias(name=name):
                used.add(name)
    unused = set()
    for path in OWN:
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        for node in NODES[path][0].body:
            name = getattr(node, "name", "")
            # Python itself asks for what has two underscores.
            if name and not name.startswith("__") and name not in used and (module, name) not in public:
                unused.add(f"{module}.{name}")
    assert unused == KEPT


def test_what_a_module_offers_is_there():
    for path in OWN:
        assigned = (node for node in NODES[path][0].body if isinstance(node, ast.Assign))
        offered = [ast.literal_eval(n.value) for n in assigned if getattr(n.targets[0], "id", "") == "__all__"]
        imports = (node for node in NODES[path] if isinstance(node, ast.ImportFrom))
        found = {*names_given(path), *(alias.asname or alias.name for node in imports for alias in node.names)}
        assert [name for names in offered for name in names if name not in found] == [], path
