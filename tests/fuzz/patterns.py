"""Every regular expression of the package, found in its source, and strings that are hardest for each of them."""

import ast
import re
import re._constants as code
import re._parser as parser
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

import quoteattr
from tests.fuzz.steps import matches_one

__all__ = ["Found", "adversarial", "find_patterns"]

_HOME = Path(quoteattr.__file__).parent
_FUNCTIONS = {"compile", "match", "search", "sub", "subn", "split", "findall", "finditer", "fullmatch"}
_ANCHORED = {"match", "fullmatch"}


@dataclass(frozen=True)
class Found:
    """A call of `re` in the package.

    Args:
        place: Module and, for a pattern with a name, that name: "text.marks._MARK".
        expression: What is in the place of the pattern.
        pattern: The pattern; `None` when it is made of what only a call knows.
        everywhere: Whether it is looked for at every place of a string.
    """

    place: str
    expression: str
    pattern: re.Pattern | None
    everywhere: bool


def find_patterns() -> Iterator[Found]:
    """Yield every call of `re` with a pattern."""
    for path in sorted(_HOME.rglob("*.py")):
        source = path.read_text(encoding="utf-8")
        name = ".".join(("quoteattr", *path.relative_to(_HOME).with_suffix("").parts)).removesuffix(".__init__")
        tree = ast.parse(source)
        names = {
            id(n.value): n.targets[0].id for n in tree.body if isinstance(n, ast.Assign) and _is_name(n.targets[0])
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (called := _called(node)):
                own = names.get(id(node), "")
                place = ".".join(filter(None, (name.removeprefix("quoteattr."), own)))
                expression = ast.unparse(node.args[0])
                methods = set(re.findall(rf"\b{own}\.(\w+)\(", source)) if own else {called}
                anchored = bool(methods) and methods <= _ANCHORED
                yield Found(place, expression, _compiled(node, name), not anchored)


def _is_name(node: ast.AST) -> bool:
    return isinstance(node, ast.Name)


def _called(node: ast.Call) -> str | None:
    function = node.func
    if isinstance(function, ast.Attribute) and _is_name(function.value) and function.value.id == "re":
        return function.attr if function.attr in _FUNCTIONS else None
    return None


def _compiled(node: ast.Call, module: str) -> re.Pattern | None:
    """Return the pattern of a call, its expression read in the module where it stands."""
    flags = [a for a in [*node.args[1:], *(k.value for k in node.keywords)] if "re." in ast.unparse(a)]
    try:
        space = vars(import_module(module))
        parts = [eval(ast.unparse(part), space) for part in (node.args[0], *flags)]  # noqa: S307 - our own source
        return re.compile(*parts)
    except NameError:
        return None


def adversarial(pattern: re.Pattern) -> Iterator[Callable[[int], str]]:
    """Yield what makes strings of a size: what a repeat repeats, what comes before it, and an end that fits nothing."""
    flags = pattern.flags
    source = pattern.pattern.decode("latin-1") if isinstance(pattern.pattern, bytes) else pattern.pattern
    tree = parser.parse(source, flags)
    whole = _example(tree, flags, 0)
    found = {(before, unit or "a") for before, unit in [("", whole), *_repeats(tree, flags, "")]}
    found |= {("", unit) for _, unit in found}
    for before, unit in sorted(found):
        for end in ("\x01", whole[-1:]):
            yield lambda size, before=before, unit=unit, end=end: before + unit * (size // len(unit)) + end


_SAMPLES = "aA1 ,.-’'\"”(\n\t_[<>=:;&$*é\x01"


def _example(tree, flags: int, variant: int) -> str:
    return "".join(_of_item(item, flags, variant) for item in tree)


def _of_item(item: tuple, flags: int, variant: int) -> str:
    operation, value = item
    if operation is code.BRANCH:
        choices = value[1]
        return _example(choices[variant % len(choices)], flags, variant)
    if operation is code.SUBPATTERN:
        return _example(value[3], flags, variant)
    if operation is code.ATOMIC_GROUP:
        return _example(value, flags, variant)
    if operation in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
        return _example(value[2], flags, variant) * max(value[0], 1 if variant else 0)
    if operation in (code.AT, code.ASSERT, code.ASSERT_NOT, code.GROUPREF):
        return ""
    return _char(operation, value, flags, variant)


def _char(operation, value, flags: int, variant: int) -> str:
    if operation is code.LITERAL:
        return chr(value)
    fitting = [c for c in _SAMPLES if matches_one(operation, value, c, flags)]
    if not fitting and operation is code.IN:
        kind, first = value[0]
        return chr(first if kind is code.LITERAL else first[0]) if kind in (code.LITERAL, code.RANGE) else "a"
    return fitting[variant % len(fitting)] if fitting else "a"


def _repeats(tree, flags: int, before: str) -> Iterator[tuple[str, str]]:
    """Yield for each repeat what stands before it and what it repeats, in a few variants."""
    for item in tree:
        operation, value = item
        if operation in (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT):
            if value[1] > 1:
                for variant in range(4):
                    yield before, _example(value[2], flags, variant)
            yield from _repeats(value[2], flags, before)
        elif operation is code.BRANCH:
            for choice in value[1]:
                yield from _repeats(choice, flags, before)
        elif operation is code.SUBPATTERN:
            yield from _repeats(value[3], flags, before)
        elif operation is code.ATOMIC_GROUP:
            yield from _repeats(value, flags, before)
        elif operation in (code.ASSERT, code.ASSERT_NOT):
            yield from _repeats(value[1], flags, before)
        before += _of_item(item, flags, 1)
