"""Articles to brat's standoff files and back."""

import re
import tempfile
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoteattr.errors import InvalidTextError, SchemaError
from quoteattr.io import read_brat, write_brat
from quoteattr.training.brat import read_brat as read_for_training
from quoteattr.types import Article, Quotation, QuotationId, Span, Speaker, SpeakerId

quick = settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow], deadline=None)


def clean(spans, text):
    """Return spans as brat can have them: in order, apart, without line ends at the edges, and none empty."""
    out = []
    for span in sorted(spans):
        inside = [n for n in range(max(span.start, out[-1].end if out else 0), span.end) if text[n] not in "\r\n"]
        if inside:
            out.append(Span(inside[0], inside[-1] + 1))
    return tuple(out)


def kept(article):
    """Return what the files keep of an article."""
    speakers = {s.id: replace(s, role_span=None, mentions=()) for s in article.speakers}
    quotations = [
        replace(
            q,
            content=content,
            cue=clean(q.cue, article.text),
            source=clean(q.source, article.text),
            speaker=speakers[q.speaker.id] if q.speaker else None,
            evidence=(),
            speaker_score=q.speaker_score if q.speaker else None,
        )
        for q in article.quotations
        if (content := clean(q.content, article.text))
    ]
    quotations.sort(key=lambda q: q.content)
    used = tuple(dict.fromkeys(q.speaker for q in quotations if q.speaker))
    return Article(article.text, id=article.id, quotations=tuple(quotations), speakers=used)


def by_id(articles):
    return sorted(articles, key=lambda a: (a.id is None, a.id or "", a.text))


@given(data=st.data())
@quick
def test_quotations_round_trip(articles, data):
    written = data.draw(st.lists(articles, max_size=3, unique_by=lambda a: a.id or ""))
    with tempfile.TemporaryDirectory() as folder:
        assert write_brat(written, folder) == len(written)
        if written:
            assert by_id(read_brat(folder)) == by_id(map(kept, written))


@given(data=st.data())
@quick
def test_training_reads_the_same_spans(articles, data):
    article = data.draw(articles)
    with tempfile.TemporaryDirectory() as folder:
        write_brat([article], folder)
        [found] = read_for_training(folder)
    wanted = sorted((q.content, q.cue, q.source) for q in kept(article).quotations)
    assert [(q.content, q.cue, q.source) for q in found.quotations] == wanted


def test_an_article_reads_well(example, tmp_path):
    write_brat([example], tmp_path)
    assert (tmp_path / "ferry.txt").read_bytes() == example.text.encode()
    lines = (tmp_path / "ferry.ann").read_text("utf-8").splitlines()
    said = "“We listened to the islanders,” “The first boat will leave at six. “It will be on time.”"
    assert lines[:4] == [
        f"T1\tContent 27 58;101 135;137 158\t{said}",
        "T2\tCue 59 63\tsaid",
        "T3\tSource 64 99\tMara Quill, head of Lowmere Ferries",
        "R1\tHasCue Arg1:T1 Arg2:T2",
    ]
    assert any(line.startswith('#1\tAnnotatorNotes T1\t{"speaker": "Mara Quill", "role": "head') for line in lines)
    assert "Content" in (tmp_path / "annotation.conf").read_text("utf-8")


def test_a_well_formed_article_loses_nothing(example, tmp_path):
    write_brat([example], tmp_path)
    [found] = read_brat(tmp_path)
    assert [(q.id, q.kind, q.content, q.cue, q.source, q.score) for q in found.quotations] == [
        (q.id, q.kind, q.content, q.cue, q.source, q.score) for q in example.quotations
    ]
    assert [(s.id, s.label, s.aliases) for s in found.speakers] == [
        (s.id, s.label, s.aliases) for s in example.speakers
    ]


IDS = ["a", "A", "", None, None, "2026/ferry", "..", ".hidden", "a~2", "50%", "%", "ä b", "東", "c:\\x", "\ud800"]


def test_every_id_is_a_file_of_its_own(tmp_path):
    written = [Article(f"Text {n}.", id=key) for n, key in enumerate(IDS)]
    write_brat(written, tmp_path)
    names = [p.name for p in tmp_path.iterdir() if p.suffix == ".txt"]
    assert len(names) == len(IDS) == len({name.casefold() for name in names})
    assert all(re.fullmatch(r"[A-Za-z0-9_%~-][A-Za-z0-9_.%~-]*", name) for name in names)
    assert by_id(read_brat(tmp_path)) == by_id(written)


def test_a_long_id_is_cut(tmp_path):
    write_brat([Article("Yes.", id="東" * 300), Article("No.", id="東" * 301)], tmp_path)
    assert sorted(a.text for a in read_brat(tmp_path)) == ["No.", "Yes."]


def test_a_configuration_that_is_there_stays(tmp_path):
    (tmp_path / "annotation.conf").write_text("ours")
    write_brat([], tmp_path)
    assert (tmp_path / "annotation.conf").read_text() == "ours"


def test_a_lone_surrogate_is_refused(tmp_path):
    with pytest.raises(InvalidTextError, match="lone surrogate"):
        write_brat([Article("\ud800")], tmp_path)


class TestCorrected:
    """Files that a person changed in brat."""

    TEXT = "“Yes,” said Ada Burns. Tom Hale agreed that it rained. “No,” said Burns."
    ADDED = "T9\tContent 39 53\tthat it rained\nT10\tCue 32 38\tagreed\nR9\tHasCue Arg1:T9 Arg2:T10\n"

    @pytest.fixture
    def folder(self, tmp_path):
        ada = Speaker(SpeakerId("s1"), "Ada Burns")
        said = [
            Quotation(QuotationId("q1"), "direct", (Span(0, 6),), (Span(7, 11),), (Span(12, 21),), ada, 0.9),
            Quotation(QuotationId("q2"), "direct", (Span(55, 60),), (Span(61, 65),), (Span(66, 71),), ada, 0.9),
        ]
        write_brat([Article(self.TEXT, id="a", quotations=tuple(said), speakers=(ada,))], tmp_path)
        return tmp_path

    def change(self, folder, old, new, count=-1):
        path = folder / "a.ann"
        path.write_text(path.read_text("utf-8").replace(old, new, count), "utf-8")
        return next(read_brat(folder))

    @pytest.mark.parametrize(
        ("note", "speakers"),
        [
            pytest.param("", ["Ada Burns", None, "Ada Burns"], id="no note"),
            pytest.param('{"speaker": "Tom Hale"}', ["Ada Burns", "Tom Hale", "Ada Burns"], id="a name"),
            pytest.param('{"speaker": "Ada Burns"}', ["Ada Burns"] * 3, id="a name that is there"),
            pytest.param("is this one?", ["Ada Burns", None, "Ada Burns"], id="a remark"),
        ],
    )
    def test_a_quotation_was_added(self, folder, note, speakers):
        added = self.ADDED + (f"#9\tAnnotatorNotes T9\t{note}\n" if note else "")
        article = self.change(folder, "#1\t", added + "#1\t")
        assert [q.speaker.name if q.speaker else None for q in article.quotations] == speakers
        assert [(q.id, q.kind) for q in article.quotations] == [("q1", "direct"), ("q3", "indirect"), ("q2", "direct")]
        assert len(article.speakers) == len({*speakers} - {None})

    def test_another_speaker_beside_the_old_id(self, folder):
        article = self.change(folder, '"speaker": "Ada Burns"', '"speaker": "Eve Burns"', 1)
        assert [(q.speaker.id, q.speaker.name) for q in article.quotations] == [
            ("s1", "Eve Burns"),
            ("s2", "Ada Burns"),
        ]

    def test_a_deleted_kind_is_read_from_the_marks(self, folder):
        assert [q.kind for q in self.change(folder, "Kind", "Sure").quotations] == ["direct", "direct"]

    def test_a_copied_note_gives_no_id_twice(self, folder):
        assert [q.id for q in self.change(folder, '"id": "q2"', '"id": "q1"').quotations] == ["q1", "q2"]

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            pytest.param('"id": "q1"', '"id": "q1', "is no JSON", id="broken JSON"),
            pytest.param('"id": "q1"', '"id": 1', "'id' is 1, not a string", id="number as id"),
            pytest.param('"score": 0.9', '"score": "high"', "not a number", id="score in words"),
            pytest.param('"person"', '"thing"', "kind of a speaker", id="unknown kind"),
            pytest.param("T1\tContent 0 6", "T1\tContent 0 600", "ends at 600", id="beyond the text"),
        ],
    )
    def test_a_bad_line_is_named(self, folder, old, new, message):
        with pytest.raises(SchemaError, match=rf"a\.ann, line \d+: .*{message}"):
            self.change(folder, old, new)
