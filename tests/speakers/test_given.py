"""Quotations that were found elsewhere."""

import pytest

from quoteattr.errors import InputTypeError, OptionError
from quoteattr.speakers.given import check_quotations
from quoteattr.types import Article, Mention, Quotation, QuotationId, Span


def quotation(id, start, end, **fields):
    return Quotation(QuotationId(id), "direct", (Span(start, end),), **fields)


def test_they_come_in_the_order_of_the_text():
    given = (quotation("b", 2, 4), quotation("a", 0, 4), quotation("c", 2, 3))
    assert [q.id for q in check_quotations("Yes.", iter(given))] == ["a", "b", "c"]


def test_evidence_is_not_looked_at():
    given = (quotation("a", 0, 4, evidence=(Mention(0, 99),)),)
    assert check_quotations("Yes.", given) == given


@pytest.mark.parametrize(
    ("quotations", "message"),
    [
        pytest.param(None, "found NoneType; pass `article.quotations`", id="nothing"),
        pytest.param(quotation("a", 0, 1), "found Quotation", id="one"),
        pytest.param(Article("Yes."), "found Article", id="article"),
        pytest.param([quotation("a", 0, 1), Span(0, 1)], "number 1 of them is a Span", id="spans"),
        pytest.param(["“Yes”"], "number 0 of them is a str", id="texts"),
        pytest.param("q1", "number 0 of them is a str", id="text"),
    ],
)
def test_other_things_are_refused(quotations, message):
    with pytest.raises(InputTypeError, match=message):
        check_quotations("Yes.", quotations)


@pytest.mark.parametrize("part", ["content", "cue", "source"])
def test_a_span_behind_the_text_is_refused(part):
    given = quotation("b", 0, 1, **({part: (Span(2, 9),)} if part != "content" else {}))
    if part == "content":
        given = quotation("b", 2, 9)
    with pytest.raises(OptionError, match="'b' has a span that ends at 9, but the text has 4 characters"):
        check_quotations("Yes.", [quotation("a", 0, 4), given])


def test_a_shared_id_is_refused():
    with pytest.raises(OptionError, match="numbers 0 and 2 of the quotations share the id 'a'"):
        check_quotations("Yes.", [quotation("a", 0, 1), quotation("b", 1, 2), quotation("a", 2, 3)])
