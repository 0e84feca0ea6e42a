"""Articles for people at a terminal."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoteattr.render import render_table
from quoteattr.render.table import render_digest
from quoteattr.render.wrap import columns, wrap
from quoteattr.types import Article, Summary

quick = settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow], deadline=None)


class TestWrap:
    @pytest.mark.parametrize(
        ("text", "width", "lines"),
        [
            pytest.param("", 10, [], id="empty"),
            pytest.param(" \n\t ", 10, [], id="white space"),
            pytest.param("one two three", 7, ["one two", "three"], id="fits exactly"),
            pytest.param("one\n\n two", 20, ["one two"], id="white space becomes a space"),
            pytest.param("abcdefgh", 3, ["abc", "def", "gh"], id="long word"),
            pytest.param("x abcdefgh y", 3, ["x", "abc", "def", "gh", "y"], id="long word between short ones"),
            pytest.param("x abcdefg y", 3, ["x", "abc", "def", "g y"], id="end of a long word shares its line"),
            pytest.param("東京 都", 4, ["東京", "都"], id="wide characters"),
            pytest.param("東京", 3, ["東", "京"], id="wide characters in an odd width"),
            pytest.param("e\u0301e\u0301 x", 4, ["e\u0301e\u0301 x"], id="combining marks take no room"),
        ],
    )
    def test_lines_break_at_white_space_and_within_words_that_are_too_wide(self, text, width, lines):
        assert wrap(text, width) == lines

    @given(text=st.text(), width=st.integers(2, 30))
    def test_nothing_is_lost_and_nothing_is_too_wide(self, text, width):
        lines = wrap(text, width)
        assert "".join("".join(lines).split()) == "".join(text.split())
        assert all(columns(line) <= width for line in lines)

    def test_a_word_of_a_million_characters(self):
        assert len(wrap("x" * 1_000_000, 80)) == 12_500


class TestTable:
    def test_the_summary_comes_before_the_speakers_with_what_they_said(self, example):
        assert render_table(example, width=60).split("\n") == [
            "ferry",
            "",
            "Summary",
            "  The first boat will leave at six, said Mara Quill.",
            "",
            "Mara Quill, head of Lowmere Ferries",
            "  direct    “We listened to the islanders,” … “The first",
            "            boat will leave at six. “It will be on time.”",
            "            (said Mara Quill, head of Lowmere Ferries)",
            "",
            "Tom Reddy, Councillor",
            "  mixed     the plan ‘long overdue’",
            "            (Councillor Tom Reddy called)",
            "",
            "Speaker unknown",
            "  direct    “Too little, too late.”",
            "",
            "Warnings",
            "  a quotation has no speaker",
            "",
        ]

    @pytest.mark.parametrize(
        ("article", "expected"),
        [
            pytest.param(Article(""), "No quotations.\n", id="empty"),
            pytest.param(
                Article("It rained.", id="weather", summary=Summary("It rained.")),
                "weather\n\nSummary\n  It rained.\n\nNo quotations.\n",
                id="no quotation",
            ),
            pytest.param(
                Article("", warnings=("nothing to read",)),
                "No quotations.\n\nWarnings\n  nothing to read\n",
                id="warning",
            ),
        ],
    )
    def test_articles_with_little_in_them(self, article, expected):
        assert render_table(article) == expected

    def test_colours_change_nothing_but_colour(self, example):
        coloured = render_table(example, colour=True)
        assert "\x1b[1;36mMara Quill" in coloured
        assert re.sub(r"\x1b\[[\d;]*m", "", coloured) == render_table(example)
        assert coloured.count("\x1b[0m") * 2 == coloured.count("\x1b[")

    def test_an_article_cannot_drive_the_terminal(self):
        article = Article("", id="\x1b]0;title\x07", summary=Summary("\x1b[2J\x9b1m\u202eabc"), warnings=("\x08\x08",))
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", render_table(article))

    @given(data=st.data(), width=st.integers(0, 100), colour=st.booleans())
    @quick
    def test_any_article(self, articles, data, width, colour):
        article = data.draw(articles)
        table = render_table(article, width=width, colour=colour)
        plain = re.sub(r"\x1b\[[\d;]*m", "", table)
        assert all(columns(line) <= max(width, 20) for line in plain.split("\n"))
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e]", plain)
        table.encode("utf-8")


class TestDigest:
    def test_a_line_a_speaker_wrapped(self, example):
        assert render_digest(example, width=60).split("\n") == [
            "ferry",
            "",
            "Summary",
            "  The first boat will leave at six, said Mara Quill.",
            "",
            "Mara Quill, head of Lowmere Ferries (1 quotation):",
            "  “We listened to the islanders. The first boat will leave",
            "  at six. It will be on time.”",
            "Tom Reddy, Councillor (1 quotation):",
            "  called the plan ‘long overdue’",
            "Speaker unknown (1 quotation):",
            "  “Too little, too late.”",
            "",
            "Warnings",
            "  a quotation has no speaker",
            "",
        ]

    def test_colours_change_nothing_but_colour(self, example):
        coloured = render_digest(example, colour=True)
        assert coloured != render_digest(example)
        assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == render_digest(example)
