"""What a caller may ask for."""

import ast
from dataclasses import fields

import pytest

from quoteattr.cli.annotate import command
from quoteattr.errors import OptionError
from quoteattr.options import ArticleOptions, Options
from tests.public_api import read_module


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


OPTIONS = {field.name: field.default for field in fields(Options)}


def arguments(module, name):
    """Return the arguments of a function or method that have a default, read from the source: no library is needed."""
    node = read_module(module)
    for part in name.split("."):
        node = [n for n in node.body if getattr(n, "name", None) == part][-1]
    named = zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True)
    return {a.arg: (ast.unparse(a.annotation), default and ast.literal_eval(default)) for a, default in named}


@pytest.mark.parametrize(
    ("module", "name", "left_out"),
    [
        ("quoteattr.shipped", "annotate", set()),
        ("quoteattr.pipeline", "Pipeline.__call__", set()),
        ("quoteattr.pipeline", "Pipeline.pipe", set()),
        # Whoever found the quotations has chosen among them.
        ("quoteattr.pipeline", "Pipeline.resolve", {"min_score"}),
        ("quoteattr.integrations.datasets", "Batch.__call__", set()),
        ("quoteattr.integrations.haystack", "QuoteAnnotator.__init__", set()),
        ("quoteattr.integrations.langchain", "QuoteTransformer.__init__", set()),
    ],
)
def test_every_door_has_the_same_options_with_the_same_types_and_defaults(module, name, left_out):
    types = {field.name: field.type for field in fields(Options)}
    found = {key: value for key, value in arguments(module, name).items() if key in OPTIONS}
    assert found == {
        key: (getattr(types[key], "__name__", None) if isinstance(types[key], type) else str(types[key]), default)
        for key, default in OPTIONS.items()
        if key not in left_out
    }
    assert list(found) == [key for key in OPTIONS if key not in left_out]


def test_the_options_of_a_spacy_component_are_those_of_every_door():
    assert set(OPTIONS) <= set(arguments("quoteattr.integrations.spacy.factory", "make_component"))


def test_the_options_that_go_by_name_are_those_of_every_door():
    assert ArticleOptions.__annotations__ == {field.name: field.type for field in fields(Options)}


def test_the_options_of_the_command_are_those_of_every_door():
    defaults = {option.name: option.default for option in command.params if option.name in OPTIONS}
    # What click has for an option without a default is not `None` in every version of it.
    assert {
        name: OPTIONS[name] if not isinstance(value, bool) else value for name, value in defaults.items()
    } == OPTIONS
