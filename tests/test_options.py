"""What a caller may ask for."""

import pytest

from quoteattr.errors import OptionError
from quoteattr.options import Options


@pytest.mark.parametrize(
    ("asked", "own", "result"),
    [
        pytest.param(Options(), Options(), Options(), id="nothing"),
        pytest.param(Options(), Options(min_score=0.5), Options(min_score=0.5), id="own"),
        pytest.param(Options(min_score=0.0), Options(min_score=0.5), Options(min_score=0.0), id="zero is asked for"),
        pytest.param(
            Options(min_speaker_score=0.0),
            Options(min_score=0.5, min_speaker_score=0.9),
            Options(min_score=0.5, min_speaker_score=0.0),
            id="each by itself",
        ),
        pytest.param(Options(2, 60), Options(min_score=1), Options(2, 60, min_score=1), id="lengths stay"),
    ],
)
def test_the_pipelines_own_scores_fill_in(asked, own, result):
    assert asked.over(own) == result


def test_only_what_was_asked_for_is_in_the_provenance():
    assert Options(3, 60).provenance() == {}
    assert Options(min_speaker_score=0).provenance() == {"min_speaker_score": "0"}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        pytest.param({"max_words": 0}, "max_words", id="words"),
        pytest.param({"max_sentences": -1}, "max_sentences", id="sentences"),
        pytest.param({"min_score": 2}, "min_score=2 .* the checkpoint's own", id="score"),
        pytest.param({"min_speaker_score": 2}, "min_speaker_score=2 .* the pipeline's own", id="score of a speaker"),
    ],
)
def test_each_is_checked(options, message):
    with pytest.raises(OptionError, match=message):
        Options(**options)
