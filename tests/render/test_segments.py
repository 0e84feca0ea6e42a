"""The text cut at every boundary."""

import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoteattr.render.segments import segments
from quoteattr.types import Article, Quotation, QuotationId, Span


def marked(text, *quotations):
    """Return (text, content, cue, source) of each segment, by id."""
    article = Article(text, quotations=quotations)

    def name(quotation):
        return quotation.id if quotation else None

    return [
        (text[s.start : s.end], name(s.content), name(s.cue), name(s.source), s.nested, s.opens)
        for s in segments(article)
    ]


def q(name, content, cue=(), source=()):
    return Quotation(
        QuotationId(name),
        "direct",
        tuple(Span(*pair) for pair in content),
        tuple(Span(*pair) for pair in cue),
        tuple(Span(*pair) for pair in source),
    )


@pytest.mark.parametrize(
    ("text", "quotations", "expected"),
    [
        pytest.param("", [], [], id="empty"),
        pytest.param("abc", [], [("abc", None, None, None, False, False)], id="narration"),
        pytest.param(
            "abcdef",
            [q("q1", [(0, 2)], cue=[(2, 4)], source=[(4, 6)])],
            [
                ("ab", "q1", None, None, False, True),
                ("cd", None, "q1", None, False, False),
                ("ef", None, None, "q1", False, False),
            ],
            id="side by side",
        ),
        pytest.param(
            "abcdef",
            [q("q1", [(0, 6)]), q("q2", [(2, 4)])],
            [
                ("ab", "q1", None, None, False, True),
                ("cd", "q2", None, None, True, True),
                ("ef", "q1", None, None, False, False),
            ],
            id="nested",
        ),
        pytest.param(
            "abcdef",
            [q("q1", [(0, 4)]), q("q2", [(2, 6)])],
            [
                ("ab", "q1", None, None, False, True),
                ("cd", "q2", None, None, True, True),
                ("ef", "q2", None, None, False, False),
            ],
            id="overlapping",
        ),
        pytest.param(
            "abcd",
            [q("q1", [(0, 2)]), q("q2", [(0, 4)])],
            [("ab", "q1", None, None, True, True), ("cd", "q2", None, None, False, True)],
            id="starting together",
        ),
        pytest.param(
            "ab\n\ncd",
            [q("q1", [(1, 5)])],
            [
                ("a", None, None, None, False, False),
                ("b", "q1", None, None, False, True),
                ("\n\n", "q1", None, None, False, False),
                ("c", "q1", None, None, False, False),
                ("d", None, None, None, False, False),
            ],
            id="over paragraphs",
        ),
        pytest.param(
            "a\nb",
            [q("q1", [(1, 3)])],
            [
                ("a", None, None, None, False, False),
                ("\n", "q1", None, None, False, False),
                ("b", "q1", None, None, False, True),
            ],
            id="starting between paragraphs",
        ),
        pytest.param(
            "ab",
            [q("q1", [(1, 1)])],
            [("a", None, None, None, False, False), ("b", None, None, None, False, False)],
            id="empty span",
        ),
    ],
)
def test_the_text_is_cut_where_a_marking_begins_or_ends(text, quotations, expected):
    assert marked(text, *quotations) == expected


@given(data=st.data())
@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_segments_tile_the_text_and_agree_with_the_spans(articles, data):
    article = data.draw(articles)
    found = list(segments(article))
    assert [s.start for s in found] == [0, *(s.end for s in found)][: len(found)]
    assert "".join(article.text[s.start : s.end] for s in found) == article.text
    for segment in found:
        for part in ("content", "cue", "source"):
            covering = [
                quotation.id
                for quotation in article.quotations
                for span in getattr(quotation, part)
                if span.start <= segment.start and segment.end <= span.end
            ]
            shown = getattr(segment, part)
            assert (shown.id in covering) if shown else not covering
            if part == "content":
                assert segment.nested == (len(covering) > 1)


def test_many_overlapping_spans_stay_cheap():
    n = 20_000
    article = Article("x" * 2 * n, quotations=tuple(q(f"q{i}", [(i, n + i)]) for i in range(n)))
    began = time.perf_counter()
    assert sum(1 for _ in segments(article)) == 2 * n
    assert time.perf_counter() - began < 20
