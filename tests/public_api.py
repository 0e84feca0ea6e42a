"""The public API, read from the source alone, so that no optional library is needed.

    python -m tests.public_api > tests/public_api.txt      # after a change that is meant

A module is public where the page docs/architecture.md says so; its public names are those of its `__all__`.
"""

import ast
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from textwrap import indent

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "architecture.md"
SNAPSHOT = ROOT / "tests" / "public_api.txt"
WIDTH = 120
Function = ast.FunctionDef | ast.AsyncFunctionDef


@dataclass(frozen=True)
class Public:
    """A public name: where users find it, where it is defined, and the statement that does so."""

    module: str
    name: str
    home: str
    node: ast.stmt | None

    @property
    def path(self):
        return f"{self.module}.{self.name}"


def public_modules():
    """Return the names of the public modules, in the order of the page."""
    section = PAGE.read_text(encoding="utf-8").partition("## Public modules\n")[2].partition("\n## ")[0]
    return re.findall(r"^\| `(quoteattr[\w.]*)` \|", section, re.MULTILINE)


def module_path(module: str):
    """Return the file of a module, or `None` where there is none of that name."""
    base = ROOT.joinpath(*module.split("."))
    return next((path for path in (base / "__init__.py", base.with_suffix(".py")) if path.is_file()), None)


@cache
def read_module(module: str) -> ast.Module:
    return ast.parse(module_path(module).read_text(encoding="utf-8"))


def public_names(module: str) -> Iterator[Public]:
    """Yield the names of a module's `__all__`."""
    exported = next(node for name, node in _assigned(read_module(module)) if name == "__all__")
    for name in sorted(ast.literal_eval(exported.value)):
        yield Public(module, name, *_find(module, name))


def _find(module: str, name: str) -> tuple[str, ast.stmt | None]:
    """Return where a name is defined and by what; a submodule has no statement."""
    tree = read_module(module)
    for node in tree.body:
        if isinstance(node, Function | ast.ClassDef) and node.name == name:
            # The last definition is the one that runs; those before it are overloads.
            last = [n for n in tree.body if isinstance(n, Function | ast.ClassDef) and n.name == name][-1]
            return module, last
    for assigned, node in _assigned(tree):
        if assigned == name:
            return module, node
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                if (alias.asname or alias.name) == name:
                    if module_path(f"{node.module}.{alias.name}"):
                        return f"{node.module}.{alias.name}", None
                    return _find(node.module, alias.name)
    raise LookupError(f"{module} exports {name}, which it does not have")


def _assigned(tree: ast.Module):
    for node in tree.body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        yield from ((target.id, node) for target in targets if isinstance(target, ast.Name))


def members(node: ast.ClassDef) -> Iterator[ast.stmt]:
    """Yield the public methods, properties and fields of a class, in order; of overloads, the last."""
    last = {n.name: n for n in node.body if isinstance(n, Function)}
    for statement in node.body:
        match statement:
            case ast.FunctionDef() | ast.AsyncFunctionDef() if (
                _is_public(statement.name) and last[statement.name] is statement
            ):
                yield statement
            case ast.AnnAssign(target=ast.Name(id=name)) if not name.startswith("_"):
                yield statement


def _inherited(public: Public) -> Iterator[ast.stmt]:
    """Yield the members of the base classes that are defined in the package, the outermost first."""
    for base in public.node.bases:
        try:
            home, node = _find(public.home, ast.unparse(base))
        except (LookupError, AttributeError):  # a class of Python's, or of another library
            continue
        if isinstance(node, ast.ClassDef):
            yield from _inherited(Public(home, node.name, home, node))
            own = {statement.name for statement in public.node.body if isinstance(statement, Function)}
            yield from (member for member in members(node) if getattr(member, "name", None) not in own)


def _is_public(name: str) -> bool:
    return not name.startswith("_") or (name.startswith("__") and name not in {"__post_init__", "__getstate__"})


def parameters(arguments: ast.arguments) -> list[str]:
    """Return the parameters as they are written, with the bare `*` before those that go by name."""
    plain = [*arguments.posonlyargs, *arguments.args]
    defaults = [None] * (len(plain) - len(arguments.defaults)) + arguments.defaults
    written = [_written(one, default) for one, default in zip(plain, defaults, strict=True)]
    if arguments.vararg:
        written.append(f"*{_written(arguments.vararg)}")
    elif arguments.kwonlyargs:
        written.append("*")
    written += map(_written, arguments.kwonlyargs, arguments.kw_defaults)
    return written + ([f"**{_written(arguments.kwarg)}"] if arguments.kwarg else [])


def _written(argument: ast.arg, default: ast.expr | None = None) -> str:
    annotation = f": {ast.unparse(argument.annotation)}" if argument.annotation else ""
    equals = " = " if annotation else "="
    return f"{argument.arg}{annotation}" + (f"{equals}{ast.unparse(default)}" if default else "")


def signature(node: Function) -> str:
    """Return name, parameters and what comes back, on one line where there is room."""
    back = f" -> {ast.unparse(node.returns)}" if node.returns else ""
    written = parameters(node.args)
    line = f"{node.name}({', '.join(written)}){back}"
    if len(line) <= WIDTH:
        return line
    return "\n".join([f"{node.name}(", *(f"    {one}," for one in written), f"){back}"])


def _kind(node: Function) -> str:
    words = {ast.unparse(decorator) for decorator in node.decorator_list}
    word = next((w for w in ("property", "classmethod", "staticmethod") if w in words), "")
    return f"{word} " if word else ""


def _tell(public: Public, place: str) -> Iterator[str]:
    """Yield the lines of a name, which are full at one place and elsewhere say where that is."""
    node = public.node
    if place != public.module:
        yield f"{public.name} = {place}" + (f".{public.name}" if node else "")
    elif isinstance(node, ast.ClassDef):
        bases = ", ".join([*map(ast.unparse, node.bases), *(ast.unparse(k) for k in node.keywords)])
        yield f"class {node.name}({bases})" if bases else f"class {node.name}"
        for member in [*_inherited(public), *members(node)]:
            text = ast.unparse(member) if isinstance(member, ast.AnnAssign) else _kind(member) + signature(member)
            yield indent(text, "    ")
    elif isinstance(node, Function):
        yield signature(node)
    elif isinstance(node, ast.Assign | ast.AnnAssign):
        value = ast.unparse(node.value)
        # What a version or a long table holds is not a promise; that it is there is one.
        yield f"{public.name} = {value}" if len(value) <= 100 and public.name != "__version__" else public.name
    else:
        yield f"{public.name}: module {public.home}"


def describe() -> str:
    """Return every public name with its signature, as text."""
    modules = public_modules()
    found = [public for module in modules for public in public_names(module)]
    # What several modules offer is told in the one whose name says most.
    places: dict[tuple[str, str], str] = {}
    for public in sorted(found, key=lambda public: len(public.module)):
        places[public.home, public.name] = public.home if public.home in modules else public.module
    parts = []
    for module in modules:
        own = [public for public in found if public.module == module]
        lines = [line for public in own for line in _tell(public, places[public.home, public.name])]
        parts.append("\n".join([f"# {module}", *lines]))
    return "\n\n".join(parts) + "\n"


if __name__ == "__main__":
    sys.stdout.write(describe())
