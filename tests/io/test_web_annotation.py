"""Quotations as W3C Web Annotations."""

import json
import tempfile
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quoteattr.errors import InvalidTextError, SchemaError
from quoteattr.io import iter_web_annotations, read_web_annotations
from quoteattr.io.text_selectors import find, select
from quoteattr.types import Article, Quotation, QuotationId, Span

quick = settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow], deadline=None)


def kept(article):
    """Return what annotations keep of an article."""
    speakers = {s.id: replace(s, role_span=None, mentions=()) for s in article.speakers}
    quotations = tuple(
        replace(
            q,
            speaker=speakers[q.speaker.id] if q.speaker else None,
            evidence=(),
            speaker_score=q.speaker_score if q.speaker else None,
        )
        for q in article.quotations
    )
    used = tuple(dict.fromkeys(q.speaker for q in quotations if q.speaker))
    return Article(article.text, id=article.id, quotations=quotations, speakers=used)


def dump(path, articles, **options):
    path.write_text("".join(iter_web_annotations(articles, **options)), "utf-8", newline="")
    return path


@given(data=st.data(), offsets=st.sampled_from(["codepoint", "utf16"]))
@quick
def test_quotations_round_trip(articles, data, offsets):
    written = data.draw(st.lists(articles, max_size=3, unique_by=lambda a: a.id or a.text))
    with tempfile.TemporaryDirectory() as folder:
        path = dump(Path(folder, "out.jsonld"), written, offsets=offsets)
        assert list(read_web_annotations(path, [(a.id, a.text) for a in written])) == list(map(kept, written))


def test_an_annotation_has_the_form_of_the_standard(example):
    first, _, last = json.loads("".join(iter_web_annotations([example])))
    assert {key: first[key] for key in ("@context", "id", "type", "motivation")} == {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "ferry#q1",
        "type": "Annotation",
        "motivation": "identifying",
    }
    assert first["body"][0]["value"] == "Mara Quill, head of Lowmere Ferries"
    assert [body.get("quoteattr:part") for body in first["body"]] == [None, "cue", "source"]
    assert [target["source"] for target in first["target"]] == ["ferry", "ferry"]
    position, words = first["target"][0]["selector"]
    assert position == {"type": "TextPositionSelector", "start": 27, "end": 58}
    assert words["exact"] == "“We listened to the islanders,”"
    assert words["prefix"] == "Ferry timetable to change\n\n"
    assert words["suffix"] == " said Mara Quill, head of Lowmer"
    assert "body" not in last


def test_positions_as_a_browser_counts():
    article = Article("😀 “Yes”", quotations=(Quotation(QuotationId("q1"), "direct", (Span(2, 7),)),))
    [annotation] = json.loads("".join(iter_web_annotations([article], offsets="utf16")))
    assert annotation["target"][0]["selector"][0] == {"type": "TextPositionSelector", "start": 3, "end": 8}


@pytest.mark.parametrize(
    ("article_id", "source"),
    [
        ("ferry", "ferry"),
        ("https://news.example/a?b=c#d", "https://news.example/a?b=c#d"),
        ("ä b/c:d", "%C3%A4%20b%2Fc%3Ad"),
        ("https://news.example/a b", "https%3A%2F%2Fnews.example%2Fa%20b"),
        (None, "ni:///sha-256;haOas0XWcv-MqbnGh2863Kz0XufB4tvSQI_TOL1V4H4"),
        ("", "ni:///sha-256;haOas0XWcv-MqbnGh2863Kz0XufB4tvSQI_TOL1V4H4"),
    ],
)
def test_a_source_is_an_iri(article_id, source):
    article = Article("Yes", id=article_id, quotations=(Quotation(QuotationId("q1"), "direct", (Span(0, 3),)),))
    [annotation] = json.loads("".join(iter_web_annotations([article])))
    assert annotation["target"][0]["source"] == source
    assert annotation["id"].startswith(source)
    assert annotation["id"].count("#") == 1


@pytest.mark.parametrize(
    ("edited", "found"),
    [
        pytest.param("He said no. She said yes.", (16, 20), id="unchanged"),
        pytest.param("In short: he said no. She said yes.", (26, 30), id="words before"),
        pytest.param("He said no. Then he said so. She said yes.", (33, 37), id="the same word nearer"),
        pytest.param("She said yes.", (4, 8), id="words gone"),
    ],
)
def test_words_are_found_after_an_edit(edited, found):
    assert find(edited, select("He said no. She said yes.", Span(16, 20))) == Span(*found)


def test_words_that_are_gone_are_named():
    with pytest.raises(SchemaError, match="'said' was asked for at 16 to 20"):
        find("He says no. She says yes.", select("He said no. She said yes.", Span(16, 20)))


def test_texts_that_have_no_annotations_are_articles_too(tmp_path, example):
    path = dump(tmp_path / "out.jsonld", [example])
    found = list(read_web_annotations(path, [("other", "Yes."), ("ferry", example.text)]))
    assert [(a.id, len(a.quotations)) for a in found] == [("other", 0), ("ferry", 3)]


def test_annotations_of_other_texts_are_named(tmp_path, example):
    path = dump(tmp_path / "out.jsonld", [example])
    with pytest.raises(SchemaError, match=r"1 sources that are none of them \('ferry'\)"):
        list(read_web_annotations(path, [("other", example.text)]))


@pytest.mark.parametrize(
    ("content", "error", "message"),
    [
        pytest.param("[", SchemaError, "JSONDecodeError", id="no JSON"),
        pytest.param("{}x", SchemaError, "JSONDecodeError", id="more than JSON"),
        pytest.param("3", SchemaError, "TypeError", id="number"),
        pytest.param('[{"target": []}]', SchemaError, "IndexError", id="no target"),
        pytest.param('[{"target": [{"source": "a"}]}]', SchemaError, "article 'a'.*KeyError", id="no selector"),
        pytest.param(b'["\x93"]', InvalidTextError, "byte 0x93", id="not UTF-8"),
    ],
)
def test_other_files_are_refused(tmp_path, content, error, message):
    path = tmp_path / "out.jsonld"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(error, match=message):
        list(read_web_annotations(path, [("a", "Yes.")]))
