"""Articles annotated with brat."""

import pytest

from quoteattr.errors import SchemaError
from quoteattr.training.brat import read_brat
from quoteattr.types import Span

TEXT = "“Yes,” said Ada Burns, “it opens.” She hopes so.\nBill Dixon does not."
SPANS = """\
T1	Content 0 6;23 34	“Yes,” “it opens.”
T2	Cue 7 11	said
T3	Source 12 21	Ada Burns
T4	Source 35 38	She
T5	Cue 39 44	hopes
T6	Content 45 47	so
"""


@pytest.fixture
def write(tmp_path):
    def write(annotation, text=TEXT, name="a"):
        (tmp_path / f"{name}.txt").write_bytes(text.encode())
        (tmp_path / f"{name}.ann").write_bytes(annotation.encode())
        return tmp_path

    return write


def parts(article):
    """Return each quotation's parts as strings."""
    return [
        tuple(" + ".join(article.text[s.start : s.end] for s in spans) for spans in (q.content, q.cue, q.source))
        for q in article.quotations
    ]


BOTH = [("“Yes,” + “it opens.”", "said", "Ada Burns"), ("so", "hopes", "She")]


@pytest.mark.parametrize(
    ("joins", "expected"),
    [
        pytest.param(
            "R1\tsaid Arg1:T1 Arg2:T2\nR2\tby Arg1:T2 Arg2:T3\nR3\tsaid Arg1:T6 Arg2:T5\nR4\tby Arg1:T5 Arg2:T4\n",
            BOTH,
            id="relations by the cue",
        ),
        pytest.param(
            "R1\ta Arg1:T1 Arg2:T3\nR2\ta Arg1:T1 Arg2:T2\nR3\ta Arg1:T6 Arg2:T4\nR4\ta Arg1:T6 Arg2:T5\n",
            BOTH,
            id="relations by the content",
        ),
        pytest.param("E1\tCue:T2 Content:T1 Source:T3\nE2\tCue:T5 Content:T6 Source:T4\n", BOTH, id="events"),
        pytest.param(
            "E1\tCue:T2 Content:T1\nE2\tCue:T5 Content:T6\nR1\tby Arg1:E1 Arg2:T3\nR2\tby Arg1:E2 Arg2:T4\n",
            BOTH,
            id="relations to events",
        ),
        pytest.param(
            "E1\tCue:T2 Content:T1 Source:T3\nE2\tCue:T5 Content:T6 Source:T3\n",
            [BOTH[0], ("so", "hopes", "Ada Burns")],
            id="one source of two",
        ),
        pytest.param(
            "R1\ta Arg1:T1 Arg2:T6\nR2\ta Arg1:T6 Arg2:T5\nR3\ta Arg1:T1 Arg2:T4\n",
            [("“Yes,” + “it opens.” + so", "hopes", "She")],
            id="contents of one cue",
        ),
        pytest.param("", [("“Yes,” + “it opens.”", "", ""), ("so", "", "")], id="nothing joined"),
        pytest.param(
            "A1\tSure T1\n#1\tAnnotatorNotes T1\thm\nN1\tReference T3 Wikipedia:1\tAda\n*\tSame T3 T4\n\n"
            "E1\tCue:T2 Content:T1 Source:T3\nE2\tCue:T5 Content:T6 Source:T4\n",
            BOTH,
            id="other lines",
        ),
    ],
)
def test_spans_are_joined(write, joins, expected):
    [article] = read_brat(write(SPANS + joins))
    assert parts(article) == expected
    assert (article.id, article.text) == ("a", TEXT)


def test_joins_may_stand_before_what_they_join(write):
    [article] = read_brat(write("R1\tby Arg1:E1 Arg2:T3\nE1\tCue:T2 Content:T1\n" + SPANS))
    assert parts(article)[0] == BOTH[0]


def test_labels_are_those_asked_for(write):
    annotation = "T1\tUtterance 0 6\t“Yes,”\nT2\tSpeech-Verb 7 11\tsaid\nT3\tQUOTE 23 34\t“it opens.”\n"
    folder = write(annotation + "R1\ta Arg1:T1 Arg2:T2\n")
    assert parts(next(read_brat(folder))) == [("“it opens.”", "", "")]
    labels = {"utterance": "content", "speech-verb": "cue"}
    assert parts(next(read_brat(folder, labels))) == [("“Yes,”", "said", "")]


def test_text_that_was_set_aside(write):
    [article] = read_brat(write("T1\tDiscard 49 69\tBill Dixon does not.\n"))
    assert article.discard == (Span(49, 69),)
    assert article.quotations == ()


def test_line_ends_count_as_they_stand(write):
    [article] = read_brat(write("T1\tQuote 5 10\tit is\r\n", "No:\r\nit is"))
    assert article.text == "No:\r\nit is"
    assert parts(article) == [("it is", "", "")]


def test_folders_in_the_folder_are_read_by_name(write, tmp_path):
    (tmp_path / "2016").mkdir()
    write("", name="b.1")
    write("", name="2016/c")
    write("", name="a")
    assert [a.id for a in read_brat(tmp_path)] == ["2016/c", "a", "b.1"]


@pytest.mark.parametrize(
    ("line", "said"),
    [
        pytest.param("T7\tContent 0 600\tYes", "ends at 600", id="beyond the text"),
        pytest.param("T7\tContent 6 0\tYes", "start <= end", id="wrong order"),
        pytest.param("T7\tContent\tYes", "T1<tab>Content 0 6;9 15", id="no offsets"),
        pytest.param("T7 Content 0 6", "T1<tab>Content", id="no tabs"),
        pytest.param("T7\tContent 0 6\tNo", "the text has '“Yes,”'", id="other words"),
        pytest.param("T1\tContent 0 6", "already stands", id="id twice"),
        pytest.param("R1\tsaid Arg1:T1 Arg2:T9", "T9 is joined", id="relation to nothing"),
        pytest.param("R1\tsaid T1 T2", "Arg1:T1", id="relation without arguments"),
        pytest.param("E1\tCue:T8 Content:T1", "T8 is joined", id="event of nothing"),
        pytest.param("E1", "E1<tab>Cue:T2", id="empty event"),
    ],
)
def test_a_bad_line_is_named(write, line, said):
    with pytest.raises(SchemaError, match=r"a\.ann, line 7: ") as caught:
        list(read_brat(write(SPANS + line + "\n")))
    assert said in str(caught.value)


@pytest.mark.parametrize("missing", ["a.txt", "a.ann"])
def test_a_file_without_its_partner_is_named(write, missing):
    folder = write("")
    (folder / missing).unlink()
    with pytest.raises(SchemaError, match=missing):
        list(read_brat(folder))


def test_a_folder_without_pairs_is_named(tmp_path):
    with pytest.raises(SchemaError, match=r"no \.txt and \.ann"):
        list(read_brat(tmp_path))


def test_other_encodings_are_refused(write):
    folder = write("")
    (folder / "a.txt").write_bytes(b"\xa3 5")
    with pytest.raises(SchemaError, match="not UTF-8"):
        list(read_brat(folder))
