"""Tokens with their tags, in columns."""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoteattr.io import CONLL_COLUMNS, iter_conll
from quoteattr.types import Article, Quotation, QuotationId, Sentence, Span

quick = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)


def rows(*articles, **options):
    """Return the columns of every token."""
    lines = "".join(iter_conll(articles, **options)).split("\n")
    return [line.split("\t") for line in lines if line and not line.startswith("# ")]


def tagged(article, column):
    """Return the tokens that have a tag in a column, with it."""
    at = CONLL_COLUMNS.index(column)
    return [(row[1], row[at]) for row in rows(article) if row[at] != "O"]


def test_parts_are_tagged(example):
    assert tagged(example, "CUE") == [("said", "B-cue"), ("called", "B-cue")]
    assert tagged(example, "SOURCE")[:3] == [("Mara", "B-source"), ("Quill", "I-source"), (",", "I-source")]
    content = tagged(example, "CONTENT")
    assert [word for word, tag in content if tag.startswith("B-")] == ["“", "“", "the", "“"]
    assert {tag for _, tag in content} == {"B-direct", "I-direct", "B-mixed", "I-mixed"}


def test_sentences_are_parted_and_articles_named(example):
    file = "".join(iter_conll([example, Article("Yes."), Article("", id="a\nb")]))
    assert file.startswith("# global.columns = ID FORM QUOTEATTR:START")
    assert [line for line in file.split("\n") if line.startswith("# newdoc")] == [
        "# newdoc id = ferry",
        "# newdoc",
        "# newdoc id = a b",
    ]
    assert len(re.findall("(?m)^1\t", file)) == len(example.sentences) + 1
    first = file.split("\n\n")[0].split("\n")
    assert [line.split("\t")[1] for line in first[2:]] == ["Ferry", "timetable", "to", "change"]


@pytest.mark.parametrize(
    ("spans", "tags"),
    [
        pytest.param([(0, 11)], "B I I I I", id="one"),
        pytest.param([(0, 3), (4, 7)], "B B O O O", id="two that touch"),
        pytest.param([(0, 11), (4, 7)], "B I I I I", id="inner"),
        pytest.param([(4, 7), (0, 11)], "B I I I I", id="inner first"),
        pytest.param([(0, 5), (4, 11)], "B I B I I", id="overlapping"),
        pytest.param([(1, 2)], "B O O O O", id="part of a token"),
        pytest.param([(3, 4)], "O O O O O", id="white space"),
        pytest.param([(5, 5)], "O O O O O", id="empty"),
    ],
)
def test_a_token_has_one_tag(spans, tags):
    quotations = tuple(Quotation(QuotationId(f"q{n}"), "direct", (Span(*s),)) for n, s in enumerate(spans))
    found = rows(Article("abc def ,;!", quotations=quotations))
    assert " ".join(row[4][0] for row in found) == tags


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Mr. O’Neill’s 3,000 e-mails", ["Mr", ".", "O’Neill’s", "3,000", "e-mails"]),
        ("“Yes,no”—she said...", ["“", "Yes", ",", "no", "”", "—", "she", "said", ".", ".", "."]),
        ("e\u0301te\u0301 😀", ["e\u0301te\u0301", "😀"]),
        ("a\u2028b\tc", ["a", "b", "c"]),
    ],
)
def test_words_keep_what_is_inside_them_and_marks_stand_alone(text, tokens):
    assert [row[1] for row in rows(Article(text))] == tokens


def test_offsets_in_utf16():
    assert [row[2:4] for row in rows(Article("😀 a"), offsets="utf16")] == [["0", "2"], ["3", "4"]]
    assert "# newdoc\n# offsets = utf16\n" in "".join(iter_conll([Article("😀 a")], offsets="utf16"))
    assert "# offsets" not in "".join(iter_conll([Article("😀 a")]))


@given(data=st.data())
@quick
def test_every_line_is_a_token_of_the_text(articles, data):
    article = data.draw(articles)
    found = rows(article)
    assert all(len(row) == len(CONLL_COLUMNS) for row in found)
    assert [row[1] for row in found] == [article.text[int(row[2]) : int(row[3])] for row in found]
    assert sorted("".join(row[1] for row in found)) == sorted("".join(article.text.split()))
    for at in (4, 5, 6):
        before = "O"
        for row in found:
            assert not row[at].startswith("I-") or before[2:] == row[at][2:]
            before = row[at]


def test_a_sentence_begins_where_it_says():
    article = Article("Yes. No.", sentences=(Sentence(0, 4), Sentence(5, 8)))
    assert [row[:2] for row in rows(article)] == [["1", "Yes"], ["2", "."], ["1", "No"], ["2", "."]]
