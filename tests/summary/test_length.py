import pytest

from quoteattr.errors import OptionError
from quoteattr.summary.length import Length


@pytest.mark.parametrize(
    ("limits", "n", "expected"),
    [
        pytest.param({}, 50, 3, id="three when nothing limits"),
        pytest.param({"max_sentences": 5}, 50, 5, id="as many as asked"),
        pytest.param({"max_words": 60}, 50, None, id="words alone"),
        pytest.param({"ratio": 0.1}, 30, 3, id="an exact tenth is not rounded up"),
        pytest.param({"ratio": 0.1}, 31, 4, id="rounded up"),
        pytest.param({"ratio": 0.001}, 31, 1, id="at least one"),
        pytest.param({"ratio": 1}, 31, 31, id="all"),
        pytest.param({"ratio": 0.5, "max_words": 60}, 10, 5, id="beside words"),
    ],
)
def test_sentences(limits, n, expected):
    assert Length(**limits).sentences_of(n) == expected


@pytest.mark.parametrize("ratio", [0, -0.1, 1.5, True, "0.1", float("nan")])
def test_a_ratio_is_a_share(ratio):
    with pytest.raises(OptionError, match="ratio"):
        Length(ratio=ratio)


def test_sentences_are_limited_once():
    with pytest.raises(OptionError, match="one of them"):
        Length(max_sentences=3, ratio=0.1)
