import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.summary.digest import Digest, digest
from quoteattr.types import Article, Quotation, QuotationId, Sentence, Span, Speaker, SpeakerId

from ..conftest import build_example, spans_of

ADA = Speaker(SpeakerId("s1"), "Ada Moor", role="chief engineer")
TOM = Speaker(SpeakerId("s2"), "Tom Reed")


def said_in(text, kind, *content, cue=None, source="Ada Moor", sentences=None):
    """Return what the digest prints of one quotation."""
    spans = tuple(Sentence(s.start, s.end, 0.5) for s in spans_of(text, *(sentences or [text])))
    quotation = Quotation(
        QuotationId("q1"),
        kind,
        spans_of(text, *content),
        spans_of(text, cue) if cue else (),
        spans_of(text, source) if source else (),
        ADA,
    )
    (line,) = digest(Article(text, sentences=spans, quotations=(quotation,), speakers=(ADA,))).lines
    return line.text


# Kind, text, content, cue, what is printed.
PRINTED = {
    "a comma before the cue is a full stop": (
        "direct", "“It is safe,” said Ada Moor.", ["“It is safe,”"], "said", "“It is safe.”",
    ),
    "straight marks": (
        "direct", '"It is safe," said Ada Moor.', ['"It is safe,"'], "said", '"It is safe."',
    ),
    "a question keeps its mark": (
        "direct", "“Is it safe?” asked Ada Moor.", ["“Is it safe?”"], "asked", "“Is it safe?”",
    ),
    "a cue inside a sentence leaves nothing out": (
        "direct", "“It is safe,” said Ada Moor, “and open.”", ["“It is safe,”", "“and open.”"], "said",
        "“It is safe, and open.”",
    ),
    "that is not printed": (
        "indirect", "Ada Moor said that the bridge is safe.", ["that the bridge is safe"], "said", "the bridge is safe",
    ),
    "a clause without that": (
        "indirect", "Ada Moor said the bridge was safe.", ["the bridge was safe"], "said", "the bridge was safe",
    ),
    "a cue that comes last": (
        "indirect", "The bridge is safe, said Ada Moor.", ["The bridge is safe,"], "said", "The bridge is safe",
    ),
    "according to": (
        "indirect", "According to Ada Moor the bridge is safe.", ["the bridge is safe"], "According to",
        "the bridge is safe",
    ),
    "an object needs its cue": (
        "indirect", "Ada Moor criticised the long delay.", ["the long delay"], "criticised",
        "criticised the long delay",
    ),
    "whether needs its cue": (
        "indirect", "Ada Moor asked whether it was safe.", ["whether it was safe"], "asked",
        "asked whether it was safe",
    ),
    "the cue with whom it is said to": (
        "indirect", "Ada Moor told drivers on Monday to wait.", ["to wait"], "told", "told drivers on Monday to wait",
    ),
    "marks inside reported speech": (
        "mixed", "Ada Moor called the plan “long overdue.”", ["the plan “long overdue.”"], "called",
        "called the plan “long overdue.”",
    ),
    "marks inside marks": (
        "direct", "“They said ‘wait’,” said Ada Moor.", ["“They said ‘wait’,”"], "said", "“They said ‘wait’.”",
    ),
    "words between two parts of reported speech": (
        "indirect", "The bridge, Ada Moor said on Monday, is safe again.", ["The bridge,", "is safe again"], "said",
        "The bridge, … is safe again",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "content", "cue", "expected"), PRINTED.values(), ids=PRINTED.keys())
def test_what_is_printed_of_a_quotation(kind, text, content, cue, expected):
    assert said_in(text, kind, *content, cue=cue) == expected


LONG = (
    "“We have replaced every one of the nine hundred bolts of the old bridge since the month of March, "
    "because nobody could tell us which of them had been cracked by the frost of that long winter,” said Ada Moor."
)


def test_a_long_sentence_is_cut_at_the_end_of_a_clause_with_marks_balanced():
    content = LONG[: LONG.index(" said")]
    assert said_in(LONG, "direct", content, cue="said") == (
        "“We have replaced every one of the nine hundred bolts of the old bridge since the month of March …”"
    )


def test_whole_sentences_are_left_out_without_a_sign():
    first, second = "“The old bridge is safe today.", LONG[1:]
    text = f"{first} {second}"
    content = text[: text.index(" said")]
    assert said_in(text, "direct", content, cue="said", sentences=[first, second]) == "“The old bridge is safe today.”"


def test_a_sentence_without_a_clause_to_leave_out_is_printed_whole():
    content = "the " + " ".join(["very"] * 40) + " old bridge"
    assert said_in(f"Ada Moor said {content}.", "indirect", content, cue="said") == content


def test_a_quotation_over_paragraphs_has_one_pair_of_marks():
    text = "“It is safe.\n\n“It is open,” said Ada Moor."
    parts = ["“It is safe.", "“It is open,” said Ada Moor."]
    printed = said_in(text, "direct", "“It is safe.\n\n“It is open,”", cue="said", sentences=parts)
    assert printed == "“It is safe. It is open.”"


def build(*speakers):
    """Build an article in which each of the speakers says one thing after the other."""
    pieces = [f"“The bridge number {n} is safe,” said somebody." for n in range(len(speakers))]
    text = "\n".join(pieces)
    quotations = tuple(
        Quotation(QuotationId(f"q{n}"), "direct", (Span(s.start, s.end - 15),), speaker=speaker)
        for n, (s, speaker) in enumerate(zip(spans_of(text, *pieces), speakers, strict=True))
    )
    return Article(text, quotations=quotations, speakers=(ADA, TOM))


@pytest.mark.parametrize(
    ("speakers", "expected"),
    [
        ((TOM, ADA), [("Ada Moor", 1), ("Tom Reed", 1)]),
        ((TOM, ADA, TOM), [("Tom Reed", 2), ("Ada Moor", 1)]),
        ((None, None, ADA), [("Ada Moor", 1), (None, 2)]),
        ((None,), [(None, 1)]),
        ((), []),
    ],
    ids=["equals by first mention", "most quoted first", "unknown speakers last", "only unknown", "nobody"],
)
def test_order_of_the_lines(speakers, expected):
    lines = digest(build(*speakers)).lines
    assert [(line.speaker.name if line.speaker else None, len(line.quotations)) for line in lines] == expected


def test_the_most_salient_quotation_is_printed():
    article = build(ADA, ADA)
    ends = [article.text.index("\n"), len(article.text)]
    scored = (Sentence(0, ends[0], 0.2), Sentence(ends[0] + 1, ends[1], 0.7))
    (line,) = digest(Article(article.text, None, scored, article.quotations, article.speakers)).lines
    assert line.quotation.id == "q1"


def test_it_prints_as_a_box_of_a_newspaper():
    islanders = "“We listened to the islanders. The first boat will leave at six. It will be on time.”"
    assert str(digest(build_example())).split("\n") == [
        f"Mara Quill, head of Lowmere Ferries (1 quotation): {islanders}",
        "Tom Reddy, Councillor (1 quotation): called the plan ‘long overdue’",
        "Speaker unknown (1 quotation): “Too little, too late.”",
    ]


def test_its_record_is_json_with_ids_and_offsets():
    example = build_example()
    first = json.loads(json.dumps(digest(example).to_dict()))["lines"][0]
    assert (first["speaker"], first["role"], first["quotations"]) == ("s1", "head of Lowmere Ferries", ["q1"])
    printed = [example.text[s["start"] : s["end"]] for s in first["spans"]]
    assert printed == ["“We listened to the islanders,”", "“The first boat will leave at six.", "“It will be on time.”"]


def test_an_article_without_quotations_has_an_empty_digest():
    assert digest(Article("It rained.")) == Digest(())


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_every_quotation_of_any_article_is_counted_once(articles, data):
    article = data.draw(articles)
    found = digest(article)
    counted = [q.id for line in found.lines for q in line.quotations]
    assert sorted(counted) == sorted(q.id for q in article.quotations)
    for line in found.lines:
        assert "\n" not in str(line)
        assert all(span.end <= len(article.text) for span in line.spans)
