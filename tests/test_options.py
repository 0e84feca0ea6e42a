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
        pytest.param(
            Options(ratio=0.1, focus="cost", compress=True),
            Options(min_score=0.5),
            Options(ratio=0.1, focus="cost", compress=True, min_score=0.5),
            id="the summary's options stay",
        ),
        pytest.param(
            Options(),
            Options(ratio=0.1, focus="cost", faithful=True, max_words=60),
            Options(),
            id="no summary's options are filled in",
        ),
    ],
)
def test_the_pipelines_own_scores_fill_in(asked, own, result):
    assert asked.over(own) == result


def test_only_what_was_asked_for_is_in_the_provenance():
    assert Options(3, 60).provenance() == {}
    assert Options(ratio=0.1, focus="cost", faithful=True).provenance() == {}
    assert Options(min_speaker_score=0).provenance() == {"min_speaker_score": "0"}


@pytest.mark.parametrize(
    ("options", "message"),
    [
        pytest.param({"max_words": 0}, "max_words", id="words"),
        pytest.param({"max_sentences": -1}, "max_sentences", id="sentences"),
        pytest.param({"min_score": 2}, "min_score=2 .* the checkpoint's own", id="score"),
        pytest.param({"min_speaker_score": 2}, "min_speaker_score=2 .* the pipeline's own", id="score of a speaker"),
        pytest.param({"ratio": 0}, "ratio=0 was asked for", id="no share"),
        pytest.param({"ratio": 1.5}, "ratio=1.5 was asked for", id="more than all"),
        pytest.param({"ratio": float("nan")}, "ratio=nan was asked for", id="ratio that is no number"),
        pytest.param({"ratio": True}, "ratio=True was asked for", id="ratio that is a truth value"),
        pytest.param({"ratio": 0.5, "max_sentences": 2}, "pass one of them", id="two numbers of sentences"),
        pytest.param({"focus": ""}, "focus='' was asked for; focus is a few words", id="empty focus"),
        pytest.param({"focus": "?! …"}, "focus is a few words", id="focus without a word"),
        pytest.param({"focus": "cost \ud800"}, "lone surrogate .* at offset 5", id="focus with a lone surrogate"),
        pytest.param({"min_score": 10**400}, "min_score=1000", id="a score beyond every number of floating point"),
        pytest.param({"focus": 3}, "focus=3 was asked for", id="focus that is no string"),
        pytest.param({"focus": ["cost"]}, r"focus=\['cost'\] was asked for", id="focus that is a list"),
        pytest.param({"compress": True, "faithful": True}, "not the article's own: pass one", id="two ways to print"),
    ],
)
def test_each_is_checked(options, message):
    with pytest.raises(OptionError, match=message):
        Options(**options)


@pytest.mark.parametrize(
    "options",
    [
        pytest.param({"ratio": 1}, id="the whole article"),
        pytest.param({"ratio": 0.1, "max_words": 60}, id="share and words"),
        pytest.param({"max_sentences": 2, "max_words": 60}, id="sentences and words"),
        pytest.param({"focus": "7", "faithful": True}, id="focus on a number"),
        pytest.param({"focus": "東京", "compress": True}, id="focus in another script"),
    ],
)
def test_what_goes_together_is_accepted(options):
    assert {name: getattr(Options(**options), name) for name in options} == options
