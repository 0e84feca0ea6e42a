"""What the package remembers from one text to the next is bounded, so that a stream without end fits into memory."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import quoteattr

PACKAGE = Path(quoteattr.__file__).parent
# Functions that remember without bound what they were asked, and why what they can be asked is little.
FEW = {
    "data/__init__.py:table": "the tables of the package",
    "integrations/datasets.py:_load": "the checkpoints that somebody names",
    "integrations/server/page.py:_read": "the files of the page",
    "speakers/lexicon.py:word_set": "the lists of the tables",
    "speakers/merging/positions.py:_list": "the lists of the tables",
    "speakers/merging/role_fit.py:_may_move": "pairs of walks of life, of which the tables have few",
    "summary/compress/rules.py:class_pattern": "the classes of the rules",
    "summary/generative/trim.py:_listed": "the lists of the tables",
    "summary/guard/dates.py:_numbers": "the lists of the tables",
    "summary/shorten.py:words_in": "the lists of the tables",
    "summary/words.py:word_class": "the lists of the tables",
    "text/turn_labels.py:turn_words": "the lists of the tables",
}


def functions() -> Iterator[tuple[str, ast.FunctionDef]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.FunctionDef):
                yield f"{path.relative_to(PACKAGE).as_posix()}:{node.name}", node


def _unbounded(function: ast.FunctionDef) -> bool:
    arguments = function.args
    takes_any = any((arguments.args, arguments.kwonlyargs, arguments.posonlyargs, arguments.vararg, arguments.kwarg))
    decorators = {ast.unparse(decorator) for decorator in function.decorator_list}
    return takes_any and bool(decorators & {"cache", "functools.cache", "lru_cache(maxsize=None)", "lru_cache(None)"})


def test_only_what_can_be_asked_little_is_remembered_without_bound():
    assert {name for name, function in functions() if _unbounded(function)} <= FEW.keys()


@pytest.mark.parametrize("source", ["@cache\ndef f(word): ...", "@lru_cache(maxsize=None)\ndef f(*, word): ..."])
def test_a_cache_without_bound_is_seen(source):
    [function] = ast.parse(source).body
    assert _unbounded(function)


@pytest.mark.parametrize("source", ["@cache\ndef f(): ...", "@lru_cache(maxsize=9)\ndef f(word): ..."])
def test_a_cache_with_a_bound_or_one_answer_is_not_told(source):
    [function] = ast.parse(source).body
    assert not _unbounded(function)
