"""What fuzzing found, kept so that it stays mended."""

import io
import json
from pathlib import Path

import pytest

from quoteattr.errors import QuoteAttrError, SchemaError
from quoteattr.io import iter_web_annotations, offsets, read_brat, read_records, read_web_annotations, web_annotation
from quoteattr.types import Article, Quotation, QuotationId, Span
from tests.fuzz.given import Given
from tests.fuzz.targets import TARGETS

CASES = sorted(path for path in (Path(__file__).parent / "cases").glob("*/*") if path.is_file())
# Choices that reach most of what each target does, so that a target that is broken itself is noticed.
SEEDS = [b"", b"\x01" * 80, bytes(range(256)), bytes(range(255, 0, -2)) * 2, b"\x07\x30\x99" * 60]

ARTICLE = Article("“Yes,” said Eve.", "a", quotations=(Quotation(QuotationId("q1"), "direct", (Span(0, 6),)),))


@pytest.mark.parametrize("path", CASES, ids=[f"{path.parent.name}-{path.name}" for path in CASES])
def test_a_found_case_stays_mended(path):
    TARGETS[path.parent.name](Given(path.read_bytes()))


@pytest.mark.parametrize("seed", SEEDS, ids=range(len(SEEDS)))
@pytest.mark.parametrize("name", sorted(TARGETS.keys() - {"html"}))
def test_a_target_runs(name, seed):
    TARGETS[name](Given(seed))


@pytest.mark.parametrize("score", ["1" + "0" * 400, "-1" + "0" * 400, "NaN", "Infinity", "-Infinity"])
def test_a_score_that_no_float_holds_is_refused(score):
    line = ARTICLE.to_json().replace('"score": 1.0', f'"score": {score}')
    with pytest.raises(SchemaError, match="not a number between"):
        Article.from_json(line)


@pytest.mark.parametrize("depth", [400, 900, 100_000])
def test_brackets_within_brackets_are_refused_or_passed_over(depth):
    line = ARTICLE.to_json()[:-1] + f', "offsets": "utf16", "more": {"[" * depth}{"]" * depth}}}\n'
    refused = []
    found = list(read_records(["-"], stdin=io.BytesIO(line.encode() * 2), on_error=refused.append))
    assert len(found) + len(refused) == 2
    assert all(isinstance(error, SchemaError) for error in refused)


@pytest.mark.parametrize(
    "annotation",
    [
        pytest.param("T1\tQuote 0\t“Yes,”\n", id="one offset"),
        pytest.param("T1\tQuote 0 6 9\n", id="three offsets"),
        pytest.param('T1\tQuote 0 6\n#1\tAnnotatorNotes T1\t{"id": ["q1"]}\n', id="a list for an id"),
        pytest.param('T1\tQuote 0 6\n#1\tAnnotatorNotes T1\t{"speaker": "Eve", "speaker_id": {}}\n', id="an object"),
        pytest.param('T1\tQuote 0 6\n#1\tAnnotatorNotes T1\t{"score": 1' + "0" * 400 + "}\n", id="a long number"),
        pytest.param("T1\tQuote 0 6\n#1\tAnnotatorNotes T1\t" + '{"a":' * 100_000, id="brackets without end"),
    ],
)
def test_a_line_of_brat_that_fits_nothing_is_named(tmp_path, annotation):
    (tmp_path / "a.txt").write_text("“Yes,” said Eve.", "utf-8")
    (tmp_path / "a.ann").write_text(annotation, "utf-8")
    with pytest.raises(SchemaError, match=r"a\.ann, line [12]"):
        list(read_brat(tmp_path))


@pytest.mark.parametrize("start", ["Infinity", "NaN", '"0"', "-1", "1e400", "null", "[]"])
def test_a_position_of_no_form_is_refused_or_found_by_its_words(tmp_path, start):
    path = tmp_path / "a.jsonld"
    path.write_text("".join(iter_web_annotations([ARTICLE])).replace('"start": 0', f'"start": {start}'), "utf-8")
    try:
        [found] = read_web_annotations(path, [("a", ARTICLE.text)])
    except QuoteAttrError:
        return
    assert found == ARTICLE


def test_the_text_is_counted_once_for_all_annotations(monkeypatch):
    built = []

    class Counted(offsets.OffsetMap):
        def __init__(self, text):
            built.append(text)
            super().__init__(text)

    monkeypatch.setattr(offsets, "OffsetMap", Counted)
    monkeypatch.setattr(web_annotation, "_source_of", lambda _, text: built.append(text) or "a")
    said = tuple(Quotation(QuotationId(f"q{n}"), "direct", (Span(0, 1),)) for n in range(50))
    article = Article("😀 Yes.", quotations=said)
    assert len(json.loads("".join(iter_web_annotations([article], offsets="utf16")))) == 50
    assert len(built) == 2


def test_the_marks_are_paired_once_for_all_quotations_of_a_file(tmp_path, monkeypatch):
    paired = []
    monkeypatch.setattr("quoteattr.io.brat_quotations.inside_marks", lambda text: paired.append(text) or bytearray(99))
    (tmp_path / "a.txt").write_text("x" * 60, "utf-8")
    (tmp_path / "a.ann").write_text("".join(f"T{n}\tQuote {n} {n + 1}\n" for n in range(50)), "utf-8")
    [article] = read_brat(tmp_path)
    assert [q.id for q in article.quotations] == [f"q{n}" for n in range(1, 51)]
    assert len(paired) == 1
