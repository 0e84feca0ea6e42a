from itertools import pairwise

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from quoteattr.attribution.confidence import MEASURES, Calibration
from quoteattr.attribution.content import kind_of
from quoteattr.attribution.link import attribute, draft_quotations
from quoteattr.model.encode import Links
from quoteattr.text.marks import inside_marks, pair_marks
from quoteattr.types import Span
from tests.attribution.test_decode import SHORT, make_states
from tests.conftest import build_tiny_encoder


class NearestLinks:
    """Stands in for the link heads: the nearest span within 12 tokens is the partner."""

    def __init__(self, min_score=0.0):
        self.min_score = min_score
        self.calibration = None

    def content_to_cue(self, _, contents, cues):
        return self._nearest(contents, cues)

    def cue_to_source(self, _, cues, sources):
        return self._nearest(cues, sources)

    def _nearest(self, spans, others):
        best = []
        for start, end in spans.tolist():
            gaps = [max(a - end, start - b, 0) for a, b in others.tolist()]
            near = min(range(len(gaps)), key=gaps.__getitem__, default=-1)
            best.append(near if near >= 0 and gaps[near] <= 12 else -1)
        return Links(np.array(best, np.int64), np.full(len(best), 0.9, np.float32))


def read(text, letters):
    states = make_states(text, [SHORT[c] for c in letters.replace(" ", "")])
    return [
        (q.kind, *([text[s.start : s.end] for s in part] for part in (q.content, q.cue, q.source)))
        for q in attribute(text, NearestLinks(), states, pair_marks(text))
    ]


def test_content_cue_and_source_are_joined():
    assert read("“Yes,” said Ada Burns.", "C Q Ss") == [("direct", ["“Yes,”"], ["said"], ["Ada Burns."])]


def test_an_interrupted_quotation_is_one_with_two_fragments():
    assert read('"A," she said. "B"', "C S Q C") == [("direct", ['"A,"', '"B"'], ["said."], ["she"])]


def test_fragments_with_nothing_between_are_one_span():
    ((_, content, _, _),) = read("She said “it rains.” “It pours.”", "S Q Cc Cc")
    assert content == ["“it rains.” “It pours.”"]


def test_without_a_source_the_quotation_stays():
    assert read("It was said that it rains", "o o Q C c c") == [("indirect", ["that it rains"], ["said"], [])]


def test_without_a_cue_the_quotation_stays():
    assert read("“It rains,” then left", "Cc o o") == [("direct", ["“It rains,”"], [], [])]


def test_a_cue_without_content_is_nothing():
    assert read("She said so then left", "S Q o o o") == []


def test_two_quotations_of_one_source():
    found = read("Ada said it rains and added it pours", "S Q C c o Q C c")
    assert [(content, source) for _, content, _, source in found] == [(["it rains"], ["Ada"]), (["it pours"], ["Ada"])]


def test_a_quotation_over_paragraphs_is_one():
    ((kind, content, cue, source),) = read("She said: “One.\n\n“Two.\n\n“Three.”", "S Q C C C")
    assert (kind, content, cue, source) == ("direct", ["“One.\n\n“Two.\n\n“Three.”"], ["said:"], ["She"])


def test_a_continued_paragraph_with_its_own_cue_is_its_own_quotation():
    text = "“One,” Ada said. “And so on.\n\n“Two,” Bill said."
    assert [source for *_, source in read(text, "C S Q C c c C S Q")] == [["Ada"], ["Bill"]]


def test_quotations_come_in_text_order_with_ids():
    text = "it rains said Ada and then it pours said Bill"
    states = make_states(text, [SHORT[c] for c in "CcQSooCcQS"])
    quotations = attribute(text, NearestLinks(), states, ())
    assert [q.id for q in quotations] == ["q1", "q2"]
    assert quotations[0].start < quotations[1].start


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        ("“All of it.”", "direct"),
        ("None of it.", "indirect"),
        ("Some “of it”.", "mixed"),
        ("‘All of it’", "direct"),
        ("—", "indirect"),
    ],
)
def test_kind_follows_from_the_marks(content, kind):
    assert kind_of([Span(0, len(content))], content, inside_marks(content)) == kind


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab “”‘’\"'.,\n") | st.characters(exclude_categories=["Cs"]), max_size=120))
@example("0000000§1–0“0,")  # a dash that is another quotation's content stands between two fragments
def test_any_text_gives_well_formed_quotations(text):
    encoder = build_tiny_encoder(seed=1)
    quotations = attribute(text, encoder, encoder.encode(text), pair_marks(text))
    used = []
    for quotation in quotations:
        assert quotation.content
        assert 0 <= quotation.score <= 1
        for span in (*quotation.content, *quotation.cue):
            assert 0 <= span.start < span.end <= len(text)
            used.append(span)
    used.sort()
    assert all(a.end <= b.start for a, b in pairwise(used))


def test_words_in_marks_beyond_another_paragraph_are_a_quotation_of_their_own():
    text = "Ada said “it rains”\n\nIt rained\n\n“No end”"
    assert read(text, "S Q Cc o o Cc") == [
        ("direct", ["“it rains”"], ["said"], ["Ada"]),
        ("direct", ["“No end”"], [], []),
    ]


def test_a_quotation_goes_on_from_paragraph_to_paragraph():
    text = "Ada said “it rains”\n\n“No end”\n\n“Go home”"
    ((_, content, _, _),) = read(text, "S Q Cc Cc Cc")
    assert content == ["“it rains”\n\n“No end”\n\n“Go home”"]


@pytest.mark.parametrize(
    ("text", "letters", "links", "contents"),
    [
        pytest.param(
            "“It rains,” said Ada. “It pours.” Tom said: “It is dry.”",
            "Cc Q S Cc S Q Ccc",
            [0, 1, 1],
            [["“It rains,”", "“It pours.”"], ["“It is dry.”"]],
            id="words behind the end of a sentence are of its speaker",
        ),
        pytest.param(
            "“It rains,” said Ada. “It pours,” Tom said.",
            "Cc Q S Cc S Q",
            [0, 1],
            [["“It rains,”"], ["“It pours,”"]],
            id="words in the sentence of another cue are not",
        ),
        pytest.param(
            "“It rains,” said Ada.\n\n“It pours.” Tom said: “It is dry.”",
            "Cc Q S Cc S Q Ccc",
            [0, 1, 1],
            [["“It rains,”"], ["“It pours.”", "“It is dry.”"]],
            id="words in the next paragraph are not",
        ),
        pytest.param(
            "Ada said it rains. “It pours.” Tom said: “It is dry.”",
            "S Q Cc Cc S Q Ccc",
            [0, 1, 1],
            [["it rains."], ["“It pours.”", "“It is dry.”"]],
            id="words behind what is not in marks are not",
        ),
        pytest.param(
            "“It rains,” said Ada. It was late. “It pours.” Tom said: “It is dry.”",
            "Cc Q S ooo Cc S Q Ccc",
            [0, 1, 1],
            [["“It rains,”"], ["“It pours.”", "“It is dry.”"]],
            id="words behind another sentence are not",
        ),
    ],
)
def test_words_in_marks_go_on_from_the_cue_before_them(text, letters, links, contents):
    class Given(NearestLinks):
        def content_to_cue(self, *_):
            return Links(np.array(links, np.int64), np.full(len(links), 0.9, np.float32))

    states = make_states(text, [SHORT[c] for c in letters.replace(" ", "")])
    found = attribute(text, Given(), states, pair_marks(text))
    assert [[text[s.start : s.end] for s in q.content] for q in found] == contents


def test_an_unquoted_fragment_in_another_paragraph_goes_astray():
    assert read("It rains\n\nAda said it pours", "C c S Q C c") == [("indirect", ["it pours"], ["said"], ["Ada"])]


def test_a_colon_introduces_a_block_without_marks():
    ((_, content, _, _),) = read("Ada said:\n\nIt pours now", "S Q C c c")
    assert content == ["It pours now"]


def test_a_quoted_fragment_may_stand_in_another_paragraph():
    ((_, content, _, _),) = read("Ada said this.\n\n“It pours.”", "S Q o C c")
    assert content == ["“It pours.”"]


def read_unsure(*, sure=0.6, own=0.0, calibration=None, **options):
    text = "“It rains,” said Ada. Bill said it pours"
    states = make_states(text, [SHORT[c] for c in "CcQSSQCc"], sure=sure)
    links = NearestLinks(min_score=own)
    links.calibration = calibration
    return attribute(text, links, states, pair_marks(text), **options)


@pytest.mark.parametrize(
    ("own", "options", "count"),
    [
        pytest.param(0.0, {}, 2, id="all by default"),
        pytest.param(0.9, {}, 0, id="the encoder's own, whatever the kind"),
        pytest.param(0.9, {"min_score": None}, 0, id="none is the encoder's own"),
        pytest.param(0.9, {"min_score": 0.0}, 2, id="0 keeps all"),
        pytest.param(0.0, {"min_score": 0.9}, 0, id="the caller's"),
    ],
)
def test_unsure_quotations_are_left_out(own, options, count):
    kept = read_unsure(own=own, **options)
    assert [q.id for q in kept] == [f"q{i + 1}" for i in range(count)]


def test_a_calibration_gives_the_score():
    plain = Calibration(0.0, (1.0, *[0.0] * (len(MEASURES) - 1)))
    assert [q.score for q in read_unsure(calibration=plain.to_dict())] == [q.score for q in read_unsure()]
    even = Calibration(0.0, (0.0,) * len(MEASURES))
    assert {q.score for q in read_unsure(calibration=even.to_dict())} == {0.5}


def test_all_drafts_have_measures():
    text = "“It rains,” said Ada. Bill said it pours"
    states = make_states(text, [SHORT[c] for c in "CcQSSQCc"])
    drafted = draft_quotations(text, NearestLinks(min_score=1.0), states, pair_marks(text))
    assert [d.measures.shape for d in drafted] == [(len(MEASURES),)] * 2


def test_a_dash_that_is_the_cue_parts_the_content():
    assert read("“Yes” – “No”", "C Q C") == [("direct", ["“Yes”", "“No”"], ["–"], [])]
