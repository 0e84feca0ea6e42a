"""What the tests of the scorer share: the data folder and records of any form."""

import importlib.util
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest
from hypothesis import strategies as st

SHARED = Path(__file__).resolve().parents[2].parent / "shared"


@pytest.fixture(scope="session")
def shared() -> Callable[[str], Path]:
    """Find a file in the folder beside the repository, or skip the test."""

    def find(name: str) -> Path:
        if not (SHARED / name).is_file():
            pytest.skip(f"needs {name} in the data folder beside the repository")
        return SHARED / name

    return find


@pytest.fixture(scope="session")
def reference(shared: Callable[[str], Path]) -> Callable[[str], ModuleType]:
    """Load a reference scorer from that folder, or skip the test."""

    def load(name: str) -> ModuleType:
        spec = importlib.util.spec_from_file_location(f"reference_{name}", shared(f"{name}.py"))
        assert spec is not None
        assert spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    return load


WORDS = ["Ada Burns", "Mr. Lee", "the mayor", "she", "He", "Milltown Council’s", "said", "no", "it’s", "3.5", "École"]
GLUE = [
    " ",
    "\n",
    "“",
    "”",
    '"',
    "''",
    "``",
    "‘",
    "’",
    "'",
    ", ",
    ". ",
    " — ",
    "«",
    "»",
    "„",
    "‟",
    "(",
    "\u00a0",
    "\r\n",
    "",
]
NAMES = ["Ada Burns", "Burns", "Ms Ada Burns", "the Milltown Council", "Council", "Lee", "", "the mayor", "O’Neill's"]
ROLES = st.sampled_from([None, "", "mayor", "the mayor of Milltown", "chief executive", "Ms"])


@st.composite
def _texts(draw: st.DrawFn) -> str:
    return "".join(draw(st.lists(st.sampled_from(WORDS + GLUE), min_size=3, max_size=40)))


@st.composite
def _sides(draw: st.DrawFn, text: str, speakers: list[object], kinds: st.SearchStrategy[str]) -> dict[str, object]:
    edge = st.integers(0, len(text))
    span = st.tuples(edge, edge).map(sorted)
    spans = st.lists(span, max_size=3)
    quotation = st.fixed_dictionaries(
        {"content": st.lists(span, min_size=1, max_size=3), "cue": spans, "source": spans},
        optional={"speaker": st.sampled_from(speakers)},
    )
    people = st.fixed_dictionaries(
        {"name": st.sampled_from(NAMES), "kind": kinds, "role": ROLES, "aliases": st.lists(st.sampled_from(NAMES))}
    )
    return {
        "quotations": draw(st.lists(quotation, max_size=6)),
        "speakers": [{"id": name} | draw(people) for name in ("s1", "s2")],
    }


@st.composite
def _pairs(draw: st.DrawFn) -> tuple[dict[str, object], dict[str, object]]:
    text = draw(_texts())
    kinds = st.sampled_from(["person", "organisation"])
    edge = st.integers(0, len(text))
    discard = draw(st.lists(st.tuples(edge, edge).map(sorted), max_size=1))
    gold = {"id": "a", "text": text, "discard": discard} | draw(_sides(text, ["s1", "s2", "author", None], kinds))
    return gold, {"id": "a"} | draw(_sides(text, ["s1", "s2", "s9", None], kinds))


@pytest.fixture(scope="session")
def texts() -> st.SearchStrategy[str]:
    """Texts full of marks."""
    return _texts()


@pytest.fixture(scope="session")
def pairs_of_records() -> st.SearchStrategy[tuple[dict[str, object], dict[str, object]]]:
    """A gold and a predicted record of the same text, with spans that nest, overlap, touch and are empty."""
    return _pairs()
