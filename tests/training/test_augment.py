"""Variants of articles: what they look like, and that the annotation stays on its words."""

import re
from collections import Counter
from random import Random
from unicodedata import combining, normalize

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.errors import OptionError
from quoteattr.quotations import PARTS
from quoteattr.training.augment import Edit, edit, vary
from quoteattr.training.augment.aligned import british_punctuation, other_case, other_marks, plain_letters
from quoteattr.training.augment.blocks import add_block, add_trailing
from quoteattr.training.augment.edits import all_spans, uncut
from quoteattr.training.augment.headlines import add_headline
from quoteattr.training.augment.inversion import invert
from quoteattr.training.augment.marks import foreign_marks
from quoteattr.training.augment.passages import splice
from quoteattr.training.augment.speech import find_speech
from quoteattr.training.augment.transcripts import add_transcript
from quoteattr.training.augment.variants import ALIGNED, REWRITTEN
from quoteattr.training.readers import AnnotatedArticle, AnnotatedQuotation
from quoteattr.types import Span

SIGNS = {"[": "content", "{": "source", "<": "cue"}
CLOSING = {"]": "[", "}": "{", ">": "<"}


def annotated(marked, *, discard=()):
    """Read "[content] {source} <cue>", one quotation for each "|" before or between them."""
    text, quotations, opened = "", [], {}
    for char in marked:
        if char == "|":
            quotations.append({part: [] for part in PARTS})
        elif char in SIGNS:
            opened[char] = len(text)
        elif char in CLOSING:
            sign = CLOSING[char]
            quotations[-1][SIGNS[sign]].append(Span(opened.pop(sign), len(text)))
        else:
            text += char
    return AnnotatedArticle(
        "a", text, tuple(AnnotatedQuotation(*(tuple(q[p]) for p in PARTS)) for q in quotations), discard
    )


def shown(article):
    """Write an article as `annotated` reads it, without the bars."""
    signs = {"content": "[]", "source": "{}", "cue": "<>"}
    spans = {(s, signs[p]) for q in article.quotations for p in PARTS for s in getattr(q, p)}
    marks = [(s.start, 1, sign[0]) for s, sign in spans] + [(s.end, 0, sign[1]) for s, sign in spans]
    text = article.text
    for place, _, sign in sorted(marks, reverse=True):
        text = text[:place] + sign + text[place:]
    return text


ARTICLE = annotated(
    "Bridge at Thornaby to stay shut until May.\n\n"
    "|{Mayor Ada Burns} <said> [that the “old” bridge is not safe for lorries]. |{She} <was> [“deeply sorry.”]\n\n"
    "|[“It will open soon, and nobody will miss the ferry,”] {Ada Burns} <said>. [“I am sure of that. Ask Zoë.”]\n\n"
    "|[“We have heard that before,”] <said> {Bill Dixon}, who runs the café.\n\n"
    "|[“Nobody asked the drivers,”] {Mr. Dixon} <added>.\n\n"
    "The council meets on Monday."
)


@pytest.fixture
def article():
    return ARTICLE


def variants(variation, article, seeds=60):
    return [variation(article, Random(seed)) for seed in range(seeds)]


# --- edits


@pytest.mark.parametrize(
    ("edits", "expected"),
    [
        pytest.param([Edit(0, 0, "Well: ")], "Well: [“Yes.”] <said> {Eve}", id="insertion at the start stays outside"),
        pytest.param([Edit(6, 6, "!")], "[“Yes.”]! <said> {Eve}", id="insertion at the end stays outside"),
        pytest.param([Edit(1, 4, "No, no")], "[“No, no.”] <said> {Eve}", id="inside a span"),
        pytest.param([Edit(12, 15, "Ada Burns")], "[“Yes.”] <said> {Ada Burns}", id="a whole span"),
        pytest.param([Edit(0, 1, "''"), Edit(5, 6, "''")], "[''Yes.''] <said> {Eve}", id="both ends of a span"),
        pytest.param([Edit(6, 11, "")], "[“Yes.”] {Eve}", id="a deleted span goes"),
        pytest.param([Edit(9, 15, "")], "[“Yes.”] <sa>", id="a deletion over a border"),
        pytest.param([Edit(0, 7, "")], "said Eve", id="without its content a quotation goes"),
    ],
)
def test_spans_are_carried_along(edits, expected):
    assert shown(edit(annotated("|[“Yes.”] <said> {Eve}"), edits)) == expected


@pytest.mark.parametrize(
    ("edits", "said"),
    [
        pytest.param([Edit(4, 9, "x")], "border", id="text over a border"),
        pytest.param([Edit(1, 3, "x"), Edit(2, 4, "y")], "overlap", id="overlapping edits"),
        pytest.param([Edit(0, 99, "x")], "outside", id="outside the text"),
    ],
)
def test_an_edit_that_cannot_be_carried_is_refused(edits, said):
    with pytest.raises(OptionError, match=said):
        edit(annotated("|[“Yes.”] <said> {Eve}"), edits)


def test_edits_over_borders_are_left_out():
    assert uncut(annotated("|[“Yes.”] <said> {Eve}"), [Edit(4, 9, "x"), Edit(1, 3, "y"), Edit(6, 7, "z")]) == [
        Edit(1, 3, "y"),
        Edit(6, 7, "z"),
    ]


@st.composite
def edited(draw):
    text = draw(st.text("ab “”\n", min_size=1, max_size=30))
    borders = st.lists(st.integers(0, len(text)), min_size=2, max_size=8, unique=True).map(sorted)
    cuts = draw(borders)
    spans = [Span(a, b) for a, b in zip(cuts[::2], cuts[1::2], strict=False)]
    places = draw(borders)
    edits = [Edit(a, b, draw(st.text("xyz", max_size=3))) for a, b in zip(places[::2], places[1::2], strict=False)]
    quotations = tuple(AnnotatedQuotation((span,), (), ()) for span in spans)
    return AnnotatedArticle("a", text, quotations), edits


@given(edited())
def test_a_span_has_its_text_with_the_edits_inside_it(case):
    article, edits = case
    edits = uncut(article, edits)
    new = edit(article, edits)
    expected = []
    for quotation in article.quotations:
        span = quotation.content[0]
        out = "".join(
            next((e.text for e in edits if e.start == i and span.start <= e.start and e.end <= span.end), "")
            + ("" if any(e.start <= i < e.end for e in edits) else article.text[i])
            for i in range(span.start, span.end)
        )
        if out:
            expected.append(out)
    assert [new.text[s.start : s.end] for q in new.quotations for s in q.content] == expected


# --- each variation


def test_speech_is_whole_sentences_of_named_people(article):
    assert [(s.name, s.words) for s in find_speech(article)] == [
        ("Ada Burns", "It will open soon, and nobody will miss the ferry. I am sure of that. Ask Zoë."),
        ("Bill Dixon", "We have heard that before."),
        ("Bill Dixon", "Nobody asked the drivers."),
    ]


@pytest.mark.parametrize(
    "marked",
    [
        pytest.param("|[“We are not sure,”] {she} <said>.", id="pronoun"),
        pytest.param("|[“We are not sure,”] {a spokesman for Ada Burns} <said>.", id="somebody else's spokesman"),
        pytest.param("|[“We are not sure,”] {Ada Burns’s aides} <said>.", id="somebody else's aides"),
        pytest.param("|{Ada Burns} <said> [that we are “not at all sure.”]", id="mixed"),
        pytest.param("|{Ada Burns} <was> [“not at all sure.”]", id="no sentence"),
    ],
)
def test_other_quotations_are_no_speech(marked):
    assert find_speech(annotated(marked + "\n\nAda Burns left.")) == ()


def test_marks_keep_every_offset(article):
    texts = {v.text for v in variants(other_marks, article)}
    assert len(texts) == 4
    assert all(re.sub("[“”‘’'\"]", "~", t) == re.sub("[“”‘’'\"]", "~", article.text) for t in texts)


def test_double_marks_stay_of_their_length():
    article = annotated("|[''Yes,''] {she} <said>.")
    assert {shown(v) for v in variants(other_marks, article)} == {
        "[''Yes,''] {she} <said>.",
        "[``Yes,''] {she} <said>.",
    }


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        pytest.param("|[“Yes,”] {she} <said>.", "[“Yes”], {she} <said>.", id="comma"),
        pytest.param("|{She} <was> [“glad.”]", "{She} <was> [“glad”].", id="full stop of a fragment"),
        pytest.param(
            "|{She} <took> [the “old,”] he said.", "{She} <took> [the “old”], he said.", id="end of a content"
        ),
        pytest.param("|{She} <said> [“Yes!”]", "{She} <said> [“Yes!”]", id="a mark of its own"),
        pytest.param("|{The “old,”} <said> [no].", "{The “old,”} <said> [no].", id="not at the end of a content"),
        pytest.param("|[“Yes,]” {she} <said>.", "[“Yes,]” {she} <said>.", id="mark outside the content"),
    ],
)
def test_british_punctuation(marked, expected):
    seeds = [seed for seed in range(60) if Random(seed).random() >= 0.3]  # where full stops of sentences stay
    found = {shown(british_punctuation(annotated(marked), Random(seed))) for seed in seeds}
    assert found == {expected, expected.replace("“", "‘").replace("”", "’")}


def test_a_headline_or_a_sentence_changes_case(article):
    texts = {v.text for v in variants(other_case, article, 300)}
    assert any(t.startswith("BRIDGE AT THORNABY") for t in texts)
    assert any(t.startswith("bridge at thornaby") for t in texts)
    assert any("“nobody asked the drivers,” mr. dixon added." in t for t in texts)
    assert all(t.casefold() == article.text.casefold() for t in texts)


def test_letters_whose_case_is_longer_stay():
    assert {v.text for v in variants(other_case, AnnotatedArticle("a", "Straße İx", ()))} == {
        "STRAßE İX",
        "straße İx",
        "Straße İx",
    }


def test_accents_go_and_nothing_else():
    article = AnnotatedArticle("a", "Zoë ordered a soufflé in Ærøskøbing; 한국.", ())
    assert plain_letters(article, Random(1)).text == "Zoe ordered a souffle in Ærøskøbing; 한국."


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        pytest.param("|[“Yes,”] {Ada Burns} <said>.", "[“Yes,”] <said> {Ada Burns}.", id="source first"),
        pytest.param("|[“Yes,”] <said> {Ada Burns}.", "[“Yes,”] {Ada Burns} <said>.", id="cue first"),
        pytest.param("|[It will], {the mayor} <said>.", "[It will], <said> {the mayor}.", id="indirect"),
        pytest.param("|{The mayor} <said>: [“Yes.”]", "<Said> {the mayor}: [“Yes.”]", id="before the content"),
        pytest.param("|<Said> {Burns}: [“Yes.”]", "{Burns} <said>: [“Yes.”]", id="inverted before the content"),
        pytest.param("|[“Yes,”] {she} <said>.", None, id="pronoun"),
        pytest.param("|[“Yes,”] {Burns} <said in a letter>.", None, id="longer cue"),
        pytest.param("|[“Yes,”] {Ada Burns}, the mayor, <said>.", None, id="apposition"),
        pytest.param("|{Burns} <said> [that it will].", None, id="clause after the cue"),
    ],
)
def test_inversion(marked, expected):
    found = {shown(v) for v in variants(invert, annotated(marked), 20)}
    assert found == {shown(annotated(marked)), *([expected] if expected else [])}


def test_foreign_marks_stay_in_the_content():
    article = annotated("|[“Yes,”] {she} <said>. |{He} <saw> [the “old” bridge].")
    found = {shown(v) for v in variants(foreign_marks, article)}
    assert "[«Yes,»] {she} <said>. {He} <saw> [the «old» bridge]." in found
    assert "[''Yes,''] {she} <said>. {He} <saw> [the ''old'' bridge]." in found


LINE = {
    add_transcript: r"^[“\"]?\{[^}]+\}<:> \[[^“].*[.?!]\]?",
    add_block: r"^\{(Ada |Bill )?(Burns|Dixon)\} <[a-z A-Z]+>:\n\n\[[A-Z][^“]*\.\]",
    add_trailing: r"^\[.+[.?][”\"’]?\]\s+<[—–―-]+> ?\{(Ada Burns|Bill Dixon)\}",
    add_headline: r"^(\{[^}]*Burns\}(<:>| <\w+>) \[.*\]|\[.*\], <\w+> \{[^}]*Burns\})$",
}


@pytest.mark.parametrize("variation", LINE, ids=lambda v: v.__name__)
def test_passages_have_their_form(variation, article):
    for varied in variants(variation, article):
        assert re.search(LINE[variation], shown(varied), re.MULTILINE | re.IGNORECASE), shown(varied)


@pytest.mark.parametrize(
    "expected",
    [
        pytest.param("{BURNS}<:> [It will open soon", id="surname in capitals"),
        pytest.param("{ADA BURNS}<:> [It will open soon", id="whole name in capitals"),
        pytest.param("{Dixon}<:> [We have heard that before.]", id="surname"),
        pytest.param("{Bill Dixon}<:> [We have heard that before.]", id="whole name"),
    ],
)
def test_transcripts_have_several_labels(expected, article):
    assert any(expected in shown(v) for v in variants(add_transcript, article))


def test_an_unnamed_person_asks_when_only_one_answers():
    article = annotated("|[“We have heard that before,”] <said> {Bill Dixon}.")
    texts = [shown(v) for v in variants(add_transcript, article)]
    assert any(re.search(r"^\{Q\}<:> \[.+[.?]\]\n\n\{(A|.*DIXON)\}<:> \[We have heard", t, re.M | re.I) for t in texts)


def test_headlines_are_not_sentences_in_marks(article):
    heads = {shown(v).splitlines()[0] for v in variants(add_headline, article, 200)}
    assert "{Burns}<:> [The ‘old’ bridge is not safe for lorries]" in heads
    assert "[The ‘old’ bridge is not safe for lorries], <says> {Ada Burns}" in heads
    assert "{Burns} <says> [the ‘old’ bridge is not safe for lorries]" in heads


def test_repeated_words_are_moved():
    article = annotated("|[“We all left,”] {Bill Dixon} <said>.\n\nIt was dark.")
    new = splice(article, [annotated("|{DIXON}<:> [We all left.]")], len(article.text), used=article.quotations)
    assert shown(new) == "It was dark.\n\n{DIXON}<:> [We all left.]"


def test_a_paragraph_with_other_quotations_stays():
    article = annotated("|[“We all left,”] {Bill Dixon} <said>. |{He} <hoped> [to win].\n\nIt was dark.")
    new = splice(article, [annotated("|{DIXON}<:> [We all left.]")], 0, used=article.quotations[:1])
    assert shown(new) == "{DIXON}<:> [We all left.]\n\n" + shown(article)


# --- all of them


@pytest.mark.parametrize("variation", [*ALIGNED, *REWRITTEN], ids=lambda v: v.__name__)
@pytest.mark.parametrize("text", ["", "Yes.", "“", "“”", "''\n\n“", "\n"])
def test_articles_without_quotations_are_fine(variation, text):
    for varied in variants(variation, AnnotatedArticle("a", text, ()), 5):
        assert varied.quotations == ()


def bare(text):
    """Return the letters of a text without case and accents."""
    return "".join(c for c in normalize("NFD", text.casefold()) if c.isalnum() and not combining(c))


def texts(article):
    return Counter(
        (p, bare(article.text[s.start : s.end])) for q in article.quotations for p in PARTS for s in getattr(q, p)
    )


def parts_of_characters(article):
    return {i: p for q in article.quotations for p in PARTS for s in getattr(q, p) for i in range(s.start, s.end)}


@pytest.mark.parametrize("variation", [*ALIGNED, *REWRITTEN], ids=lambda v: v.__name__)
def test_no_span_loses_its_words_or_meets_another(variation, article):
    repeats = {add_transcript, add_block, add_trailing}
    applied = 0
    for varied in variants(variation, article, 30):
        applied += varied != article
        spans = all_spans(varied)
        assert sum(map(len, spans)) == len(parts_of_characters(varied))
        if variation not in repeats:
            assert not texts(article) - texts(varied)
        assert all(varied.text[s.start : s.end].strip() == varied.text[s.start : s.end] for s in spans)
    assert applied


@pytest.mark.parametrize("variation", [add_transcript, add_block, add_trailing], ids=lambda v: v.__name__)
def test_quotations_that_are_not_moved_keep_their_words(variation, article):
    kept = [("content", "that the “old” bridge is not safe for lorries"), ("content", "“deeply sorry.”")]
    for varied in variants(variation, article, 30):
        assert all(texts(varied)[part, bare(text)] == 1 for part, text in kept)


def test_the_drawn_share_is_varied(article):
    drawn = [vary(article, Random(seed)) for seed in range(400)]
    unaligned = sum(not v.aligned for v in drawn)
    unchanged = sum(v.article == article for v in drawn)
    assert 0.4 < unchanged / 400 < 0.6
    assert 0.07 < unaligned / 400 < 0.18
    assert all(len(v.article.text) == len(article.text) for v in drawn if v.aligned)
    assert all(bare(v.article.text) == bare(article.text) for v in drawn if v.aligned)


def test_the_same_chance_gives_the_same_variant(article):
    assert [vary(article, Random(s)) for s in range(40)] == [vary(article, Random(s)) for s in range(40)]


def test_a_share_of_none_varies_nothing(article):
    assert {vary(article, Random(s), share=0).article for s in range(40)} == {article}


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_a_share_outside_is_refused(article, share):
    with pytest.raises(OptionError, match="from 0 to 1"):
        vary(article, Random(1), share=share)
