"""Streams of articles, with an annotator that needs no model."""

import logging

import pytest

from quoteattr.errors import CheckpointError, InvalidTextError, OptionError
from quoteattr.streaming import Stream
from quoteattr.types import Article


def annotate(text, id):
    if text == "bad":
        raise InvalidTextError("no text")
    if text == "fault":
        raise RuntimeError("a fault of ours")
    if text == "weights":
        raise CheckpointError("damaged")
    return Article(text, id=id)


def test_what_failed_says_what_made_it():
    articles = list(Stream(annotate, {"checkpoint": "ours"}, on_error="record").read([("a", "Yes."), ("b", "fault")]))
    assert articles[0] == Article("Yes.", id="a")
    assert articles[1] == Article(
        "fault", id="b", warnings=("failed: RuntimeError: a fault of ours",), provenance={"checkpoint": "ours"}
    )


@pytest.mark.parametrize(
    ("text", "level"), [pytest.param("bad", "WARNING", id="bad text"), pytest.param("fault", "ERROR", id="our fault")]
)
def test_what_is_skipped_is_logged(caplog, text, level):
    with caplog.at_level(logging.WARNING, logger="quoteattr.streaming"):
        assert [a.text for a in Stream(annotate, on_error="skip").read([text, "Yes."])] == ["Yes."]
    assert caplog.records[0].levelname == level
    assert "article 0" in caplog.text


@pytest.mark.parametrize("on_error", ["raise", "skip", "record"])
def test_damaged_weights_end_the_stream(on_error):
    with pytest.raises(CheckpointError):
        list(Stream(annotate, on_error=on_error).read(["weights", "Yes."]))


@pytest.mark.parametrize(
    "options",
    [{"batch_size": 0}, {"batch_size": 1.5}, {"batch_size": True}, {"on_error": "ignore"}],
    ids=str,
)
def test_options_are_checked_at_once(options):
    with pytest.raises(OptionError, match="was asked for; accepted are"):
        Stream(annotate, **options)
