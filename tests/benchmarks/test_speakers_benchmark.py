import importlib
import json

import pytest
from click.testing import CliRunner

from quoteattr.types import Quotation, QuotationId, Sentence, Span
from tests.benchmarks.attacks import ATTACKS

from .conftest import BENCHMARKS, write_lines
from .test_error_analysis import Checker

# Names, a surname, pronouns, a description and no source at all; the last quotation is the article's own.
TEXT = (
    "Mara Quill, head of the boatyard, was late. “We leave at six,” she said. "
    "Captain Tom Reddy laughed. “It is rust,” said Reddy. The inspector called it “a wreck”. “Too little.” "
    "Nobody expected rain."
)


def span(words):
    return [TEXT.index(words), TEXT.index(words) + len(words)]


def said(content, source, speaker):
    return {"content": [span(content)], "cue": [], "source": [span(source)] if source else [], "speaker": speaker}


def gold_record(**changes):
    people = [
        {"id": "quill", "name": "Mara Quill", "kind": "person", "role": "head of the boatyard", "aliases": []},
        {"id": "reddy", "name": "Tom Reddy", "kind": "person", "role": "Captain", "aliases": ["Reddy"]},
        {"id": "other", "name": "The inspector", "kind": "person", "role": "inspector", "aliases": []},
    ]
    quotations = [
        said("“We leave at six,”", "she", "quill"),
        said("“It is rust,”", "Reddy. The", "reddy"),
        said("“a wreck”", "The inspector", "other"),
        said("“Too little.”", None, "other"),
        said("Nobody expected rain", None, "author"),
    ]
    quotations[1]["source"][0][1] -= len(". The")
    return {"id": "quay", "text": TEXT, "quotations": quotations, "speakers": people} | changes


@pytest.fixture(autouse=True)
def paths(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))


@pytest.fixture
def run(script):
    command = script("speakers").main
    return lambda *arguments: CliRunner().invoke(command, [str(argument) for argument in arguments])


@pytest.fixture
def quay(tmp_path):
    return write_lines(tmp_path / "quay.jsonl", [gold_record()])


@pytest.fixture
def article():
    sentences = [Sentence(0, TEXT.index("Captain")), Sentence(TEXT.index("Captain"), len(TEXT))]
    quotations = [
        Quotation(
            QuotationId(f"q{place}"),
            "direct",
            tuple(Span(*ends) for ends in quotation["content"]),
            source=tuple(Span(*ends) for ends in quotation["source"]),
        )
        for place, quotation in enumerate(gold_record()["quotations"])
    ]
    return TEXT, sentences, quotations


def names_of(resolved):
    return [quotation.speaker and quotation.speaker.name for quotation in resolved[0]]


def baseline(name):
    return importlib.import_module("speaker_baselines").BASELINES[name]


def test_the_nearest_name_is_the_name_that_was_read_last(article):
    resolved = baseline("nearest name")(*article)
    # Names inside of quoted words do not count, and a name stands as it is written.
    assert names_of(resolved) == ["Mara Quill", "Reddy", "Reddy", "Reddy", "Reddy"]
    assert [speaker.name for speaker in resolved[1]] == ["Mara Quill", "Reddy"]


def test_string_matching_knows_what_the_words_say(article):
    resolved = baseline("string matching")(*article)
    assert names_of(resolved) == [None, "Tom Reddy", "The inspector", None, None]
    reddy, inspector = resolved[1]
    assert (reddy.role, TEXT[reddy.role_span.start : reddy.role_span.end]) == ("Captain", "Captain")
    assert [TEXT[m.start : m.end] for m in reddy.mentions] == ["Tom Reddy", "Reddy"]
    assert (inspector.role, inspector.kind) == (None, "other")


@pytest.mark.parametrize("name", ["nearest name", "string matching"])
@pytest.mark.parametrize("text", ["", "Yes.", "she said", "‘’“"], ids=["empty", "one-word", "no-name", "marks"])
def test_a_baseline_reads_any_text(name, text):
    quotations = [Quotation(QuotationId("q1"), "direct", (Span(0, len(text)),), source=(Span(0, min(3, len(text))),))]
    resolved, _ = baseline(name)(text, [], quotations if text else [])
    assert len(resolved) == bool(text)


def test_every_part_is_measured_beside_the_baselines(run, quay, gap, tmp_path, pipeline):
    out = tmp_path / "report.json"
    result = run(quay, "--gap", gap, "--json", out, "--bootstrap", 5)
    assert result.exit_code == 0, result.output
    report = json.loads(out.read_text(encoding="utf-8"))
    gold = report["gold"]["systems"]
    assert list(gold) == ["quoteattr", "nearest name", "string matching"]
    nearest = gold["nearest name"]
    assert (nearest["n"], nearest["speaker"], nearest["full_name"]) == (5, 40.0, 20.0)
    assert (gold["string matching"]["speaker"], gold["string matching"]["pronoun"]) == (60.0, 0.0)
    assert gold["nearest name"]["sources"]["implicit"] == {"n": 2, "speaker": 0.0, "full_name": 0.0}
    assert report["gold"]["intervals"]["nearest name"]["speaker"] == [40.0, 40.0]
    assert report["end_to_end"]["systems"]["quoteattr"]["all"]["n_gold"] == 5
    assert report["gap"]["systems"]["nearest name, gold two mention"]["overall"]["F1"] == 50.0
    assert set(report["gap"]["systems"]) == {
        f"{system}, {setting}" for system in gold for setting in ("snippet context", "gold two mention")
    }
    assert report["provenance"]["checkpoint"] == "default"
    for words in ("Gold quotations", "End to end", "GAP: 2 items", "he minus she", "bias F/M"):
        assert words in result.stdout


def test_predictions_are_scored_as_they_are(run, quay, tmp_path):
    out = tmp_path / "report.json"
    result = run(quay, "--predictions", write_lines(tmp_path / "p.jsonl", [gold_record()]), "--json", out)
    assert result.exit_code == 0, result.output
    report = json.loads(out.read_text(encoding="utf-8"))
    assert list(report["gold"]["systems"]) == ["nearest name", "string matching"]
    found = report["end_to_end"]["systems"]
    assert list(found) == ["predictions", "nearest name", "string matching"]
    # Here "author" is no speaker's id, which is what the gold asks.
    assert found["predictions"]["all"]["speaker"]["F1"] == 100.0
    assert found["nearest name"]["all"]["speaker"]["F1"] == 40.0


def test_a_file_that_is_not_gap_is_refused(run, quay):
    result = run(quay, "--predictions", quay, "--gap", quay)
    assert result.exit_code == 1
    assert "an item of GAP needs" in result.stderr


def test_variants_take_turns(monkeypatch):
    timing = importlib.import_module("speaker_time")
    seen = []
    clock = iter(range(1000))
    monkeypatch.setattr(timing.time, "process_time", lambda: float(next(clock)))
    compared = {name: (lambda text, name=name: seen.append(name + text)) for name in ("x", "y")}
    assert timing.time_variants(["1", "2"], compared, rounds=2) == {"x": 1.0, "y": 1.0}
    assert seen == ["x1", "y1", "x1", "y1", "x2", "y2", "y1", "x1", "y2", "x2"]


def test_the_time_of_other_checkpoints_is_taken_beside(run, quay, tmp_path, pipeline, monkeypatch):
    speakers = importlib.import_module("speakers")
    names = []

    def variants(checkpoint, against):
        names.extend([checkpoint, *against])
        return {"x": str.upper}

    def time_variants(texts, compared, *, rounds):
        return {name: float(len(texts) * rounds) for name in compared}

    monkeypatch.setattr(speakers, "variants", variants)
    monkeypatch.setattr(speakers, "time_variants", time_variants)
    out = tmp_path / "report.json"
    result = CliRunner().invoke(speakers.main, [str(quay), "--time", "--against", "other", "--json", str(out)])
    assert result.exit_code == 0, result.output
    assert names == ["default", "other"]
    assert json.loads(out.read_text(encoding="utf-8"))["time"] == {"seconds": {"x": 3.0}, "articles": 1}
    assert "1 articles, the quickest of 3 readings each" in result.stdout


# The page of errors


def errors(predicted):
    found = importlib.import_module("error_analysis.speaker_errors").find_speaker_errors
    return found("quay", gold_record(), predicted)


def predicted(*speakers, people=None, **evidence):
    pairs = zip(gold_record()["quotations"], speakers, strict=True)
    quotations = [quotation | {"speaker": speaker} | evidence for quotation, speaker in pairs]
    return {"id": "quay", "quotations": quotations, "speakers": people or gold_record()["speakers"]}


RIGHT = ("quill", "reddy", "other", "other", None)


def with_person(**changes):
    first, *others = gold_record()["speakers"]
    return [first | changes, *others]


@pytest.mark.parametrize(
    ("speakers", "people", "groups"),
    [
        pytest.param(RIGHT, None, [], id="right"),
        pytest.param(("reddy", *RIGHT[1:]), None, ["wrong antecedent of she"], id="pronoun"),
        pytest.param(("quill", "quill", *RIGHT[2:]), None, ["wrong speaker by name"], id="name"),
        pytest.param((*RIGHT[:2], "quill", *RIGHT[3:]), None, ["wrong speaker by description"], id="description"),
        pytest.param((*RIGHT[:3], "quill", None), None, ["wrong implied speaker"], id="implied"),
        pytest.param((None, *RIGHT[1:]), None, ["speaker missing"], id="missing"),
        pytest.param((*RIGHT[:4], "quill"), None, ["speaker invented"], id="invented"),
        pytest.param(RIGHT, with_person(name="Quill"), ["name not the fullest"], id="short-name"),
        pytest.param(RIGHT, with_person(role=None), ["role missing"], id="no-role"),
        pytest.param(RIGHT, with_person(role="head"), ["role not the most informative"], id="short-role"),
        pytest.param(RIGHT, with_person(role="owner of a boat"), ["role wrong"], id="wrong-role"),
    ],
)
def test_errors_are_sorted_by_what_went_wrong(speakers, people, groups):
    assert [error.group for error in errors(predicted(*speakers, people=people))] == groups


def test_a_role_that_the_annotation_does_not_have():
    found = importlib.import_module("error_analysis.speaker_errors").find_speaker_errors
    gold = gold_record(speakers=with_person(role=None))
    assert [error.group for error in found("quay", gold, predicted(*RIGHT))] == ["role invented"]


def page_of(some, **options):
    render = importlib.import_module("error_analysis.speaker_page").render_speakers
    page = "".join(render(some, made_by={"checkpoint": "<b>"}, **{"samples": None} | options))
    checker = Checker()
    checker.feed(page)
    assert checker.open == []
    return page, checker


def test_the_page_shows_context_and_evidence():
    she = TEXT.index("she said")
    chain = [{"start": she, "end": she + 3, "kind": "pronoun"}, {"start": 0, "end": 10, "kind": "name"}]
    page, checker = page_of(errors(predicted("reddy", *RIGHT[1:], evidence=chain, speaker_score=0.5)))
    assert f"pronoun “she” [{she}:{she + 3}] → name “Mara Quill” [0:10]" in page
    assert '<span class="evidence">Mara Quill</span>' in page
    assert "wrong antecedent of she" in page
    assert "1 in all, 1 shown" in page
    assert '<span class="content">“We leave at six,”</span>' in page
    assert "role “head of the boatyard”" in page
    assert "score 0.50" in page
    assert {link[1:] for link in checker.links} <= set(checker.ids)


def test_samples_are_spread_over_all_errors():
    spread = importlib.import_module("error_analysis.speaker_page").spread
    assert spread(range(10), 3) == [0, 3, 6]
    assert spread([1, 2], 5) == [1, 2]
    assert spread([1, 2], None) == [1, 2]


@pytest.mark.parametrize("attack", ATTACKS)
def test_nothing_of_an_article_is_markup(attack):
    text = f"{attack} said {attack}"
    quotation = {"content": [[len(attack) + 6, len(text)]], "cue": [], "source": [[0, len(attack)]], "speaker": "s"}
    speakers = [{"id": "s", "name": f"x {attack}", "kind": attack, "role": attack, "aliases": []}]
    gold = {"id": attack, "text": text, "quotations": [quotation], "speakers": speakers}
    chain = [{"start": 0, "end": len(attack), "kind": attack}]
    others = [speakers[0] | {"name": attack + " y"}]
    wrong = gold | {"quotations": [quotation | {"evidence": chain}], "speakers": others}
    found = importlib.import_module("error_analysis.speaker_errors").find_speaker_errors(attack, gold, wrong)
    assert len(found) == 1
    page, checker = page_of(found)
    assert not {"script", "img"} & checker.tags
    assert not {"\u202e", "\x00"} & set(page)


def test_the_command_writes_the_page(run, quay, tmp_path):
    wrong = predicted("reddy", *RIGHT[1:])
    out = tmp_path / "errors.html"
    result = run(quay, "--predictions", write_lines(tmp_path / "p.jsonl", [wrong]), "--errors", out, "--samples", 1)
    assert result.exit_code == 0, result.output
    page = out.read_text(encoding="utf-8")
    assert '<h2 id="wrong-antecedent-of-she">' in page
    assert "predictions p.jsonl" in page
