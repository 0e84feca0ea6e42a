"""Every public object has a docstring, types and an example; every module says what it is for."""

import ast
from pathlib import Path

import pytest

from tests.public_api import ROOT, Function, members, module_path, public_modules, public_names, read_module

MODULES = public_modules()


def doc_of(node):
    return ast.get_docstring(node) or ""


def defined_here(module):
    """Return the names of a module that are defined by a statement, each with the module that has it."""
    return [public for public in public_names(module) if public.node is not None]


def has_example(doc):
    return ">>> " in doc or "Example::" in doc


def untyped(function):
    """Return the parameters without a type, and the function's name where it does not say what it returns."""
    arguments = function.args
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs, arguments.vararg, arguments.kwarg]
    missing = [a.arg for a in every if a and not a.annotation and a.arg not in {"self", "cls"}]
    return missing if function.returns else [*missing, function.name]


@pytest.mark.parametrize("path", sorted((ROOT / "quoteattr").rglob("*.py")), ids=lambda p: str(p.relative_to(ROOT)))
def test_every_module_says_what_it_is_for(path: Path):
    assert doc_of(ast.parse(path.read_text(encoding="utf-8"))).partition("\n")[0].endswith((".", ":"))


@pytest.mark.parametrize("module", MODULES)
def test_every_public_object_has_a_docstring(module):
    bare = []
    for public in defined_here(module):
        if isinstance(public.node, Function | ast.ClassDef):
            if not doc_of(public.node):
                bare.append(public.path)
        elif not said_below(public):
            bare.append(public.path)
        if isinstance(public.node, ast.ClassDef):
            bare += [f"{public.path}.{m.name}" for m in members(public.node) if needs_docstring(m) and not doc_of(m)]
    assert bare == []


def needs_docstring(member):
    """Tell whether a member is documented by itself: a field stands in its class's docstring, a magic method may."""
    return isinstance(member, Function) and not member.name.startswith("__")


def said_below(public):
    """Tell whether a string stands behind an assignment, which is how a constant or an alias is documented."""
    if public.name == "__version__":
        return True
    body = read_module(public.home).body
    following = body[body.index(public.node) + 1 :][:1]
    return any(isinstance(n, ast.Expr) and isinstance(n.value, ast.Constant) for n in following)


@pytest.mark.parametrize("module", MODULES)
def test_every_public_function_and_class_has_an_example(module):
    defined = [p for p in defined_here(module) if isinstance(p.node, Function | ast.ClassDef)]
    assert [p.path for p in defined if not has_example(doc_of(p.node))] == []


@pytest.mark.parametrize("module", MODULES)
def test_every_public_function_and_method_has_types(module):
    missing = []
    for public in defined_here(module):
        functions = members(public.node) if isinstance(public.node, ast.ClassDef) else [public.node]
        missing += [(public.path, untyped(f)) for f in functions if isinstance(f, Function) and untyped(f)]
    assert missing == []


@pytest.mark.parametrize("module", MODULES)
def test_every_public_module_is_found_by_its_name(module):
    assert module_path(module)
