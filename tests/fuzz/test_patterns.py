"""No regular expression of the package takes more than linear time, whatever text it is given."""

import re
import sys
from collections.abc import Callable

import pytest

from quoteattr.attribution.content import _stray
from quoteattr.summary.compress.rules import load_rules
from quoteattr.summary.edits.datelines import _agency, _label, _place
from quoteattr.summary.edits.indefinite import _owned
from quoteattr.summary.edits.known import _hanging, _pointing
from quoteattr.summary.edits.openers import _opener, _relative
from quoteattr.summary.edits.standing import _deed, _joined, _opening
from quoteattr.summary.edits.told import _several
from quoteattr.summary.furniture import _data
from quoteattr.summary.guard.dates import _month
from quoteattr.summary.guard.quantities import _pattern
from tests.fuzz.patterns import adversarial, find_patterns
from tests.fuzz.steps import TooManyStepsError, count_steps

# A pattern that is quadratic over a whole text, and what keeps its input short where it is used.
BOUNDED = {
    "evaluation.sources._SENTENCE_START": "is given 20 characters",
    "info.versions._REQUIREMENT": "is given a line of the package's own metadata",
    "summary.edits.attribution._END": "is given 24 characters",
    "summary.edits.surroundings._BEFORE": "is given 30 characters",
    "summary.edits.wording._OPENS": "is given 5 characters",
    "summary.guard.dates": "is given 12 characters",
    "text.marks._LAST_WORD": "is given 12 characters",
}
# A pattern that is made when it is asked for, by its place and the beginning of its expression.
MADE: dict[tuple[str, str], Callable[[], list[re.Pattern]]] = {
    ("attribution.content", "'|'.join("): lambda: [_stray()],
    ("summary.compress.rules", "_expand(r["): lambda: [rule.cut for rule in load_rules()],
    ("summary.edits.datelines", "f'(?:{_CAPITALS}|{_PLACE})"): lambda: [_agency()],
    ("summary.edits.datelines", "f'(?i:{labels})"): lambda: [_label()],
    ("summary.edits.datelines", "f'{_CAPITALS}(?:["): lambda: [_place()],
    ("summary.edits.indefinite", "f'(?:"): lambda: [_owned()],
    ("summary.edits.known", "f'\\\\b(?P<opening>"): lambda: [_pointing()],
    ("summary.edits.known", "f'\\\\A\\\\W*(?:"): lambda: [_hanging()],
    ("summary.edits.openers", 'f"""(?:(?:…|'): lambda: [_opener()],
    ("summary.edits.openers", "f'(?P<party>"): lambda: [_relative()],
    ("summary.edits.standing", 'f"\\\\b(?i:{deeds}'): lambda: [_deed()],
    ("summary.edits.standing", "f'\\\\b(?i:{"): lambda: [_joined()],
    ("summary.edits.standing", "f'\\\\W{{0,3}}The"): lambda: [_opening()],
    ("summary.edits.told", "f'\\\\b[Tt]he (?:two"): lambda: [_several()],
    ("summary.furniture", "f'\\\\d ?(?:"): lambda: [_data().amount],
    ("summary.guard.dates", 'f"(?:(?<![\\\\w.,'): lambda: [_month()],
    ("summary.guard.quantities", 'f"(?<![\\\\w.])'): lambda: [_pattern()],
}
# Patterns made of escaped words of the article, which repeat nothing.
ESCAPED = {
    "io.text_selectors",
    "summary.edits.figures",
    "summary.edits.wording",
    "summary.generative.prompt",
    "training.augment.renaming",
}

FOUND = list(find_patterns())
# Small ones for a look, and others for what grows there: a repeat of at most a hundred is linear in a longer text.
_SIZES = (40, 240)
_MOST_STEPS = 80_000
_MOST_STRINGS = 16
# Twice the text takes twice the steps, and a little more; four times is quadratic.
_LINEAR = 2.6


def _patterns() -> list:
    made = [
        pytest.param(pattern, True, id=f"{place} {number}")
        for (place, _), make in MADE.items()
        for number, pattern in enumerate(make(), 1)
    ]
    return made + [
        pytest.param(found.pattern, found.everywhere, id=f"{found.place} {number}")
        for number, found in enumerate(FOUND)
        if found.pattern and not found.place.startswith("training.") and found.place not in BOUNDED
    ]


def test_every_pattern_is_looked_at():
    """A pattern that is new and made of what only a call knows must be named in `MADE` or `ESCAPED`."""
    unknown = [
        (found.place, found.expression[:60])
        for found in FOUND
        if found.pattern is None
        and found.place not in ESCAPED
        and not any(found.place == place and _begins(found.expression, begin) for place, begin in MADE)
    ]
    assert unknown == []
    assert len(FOUND) > 100
    assert {found.place for found in FOUND} >= BOUNDED.keys()


def _begins(expression: str, begin: str) -> bool:
    """Tell whether an expression begins so, in whatever quotation marks: Pythons differ in those that they choose."""
    expression, begin = (re.sub("[\"']", "", text) for text in (expression, begin))
    return expression.startswith(begin)


@pytest.mark.parametrize(("pattern", "everywhere"), _patterns())
def test_twice_the_text_takes_twice_the_steps(pattern, everywhere, deep):
    makers = list(adversarial(pattern))
    for make in makers[:: 1 + len(makers) // _MOST_STRINGS]:
        if not all(_grows(pattern, make, size, everywhere) for size in _SIZES):
            continue
        pytest.fail(f"{make(20)!r} and so on: the steps grow faster than the text")


def _grows(pattern, make, size, everywhere):
    try:
        few, many = (count_steps(pattern, make(s), everywhere=everywhere, limit=_MOST_STEPS) for s in (size, 2 * size))
    except TooManyStepsError:
        return True
    return many > _LINEAR * few + 200


@pytest.fixture
def deep():
    """Let the machine call itself as deep as a text is long."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(20_000)
    yield
    sys.setrecursionlimit(before)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        pytest.param(r"(a+)+b", "a", id="nested repeats"),
        pytest.param(r"(?:’’|’)*\Z", "’", id="one text read in two ways"),
        pytest.param(r"\w+\Z", "a", id="a run that is read from each of its characters"),
        pytest.param(r"a\s*\s*b", "a ", id="two repeats side by side"),
    ],
)
def test_what_is_not_linear_is_found(pattern, text, deep):
    with pytest.raises(pytest.fail.Exception, match="grow faster"):
        test_twice_the_text_takes_twice_the_steps(re.compile(pattern), True, None)
