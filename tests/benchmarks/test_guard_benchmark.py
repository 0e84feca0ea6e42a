import json
import re

import pytest
from click.testing import CliRunner

from tests.summary.guard.conftest import PARAGRAPHS, annotated

from .conftest import write_lines


@pytest.fixture
def files(tmp_path):
    article = annotated(PARAGRAPHS)
    names = {q.speaker.id: q.speaker.name for q in article.quotations}
    cue = re.compile(r"said|told|denied|according to")
    quotations = []
    for quotation in article.quotations:
        near = cue.search(article.text, max(0, min(quotation.start, quotation.source[0].start)))
        spans = {"content": quotation.content, "source": quotation.source}
        spans = {key: [[s.start, s.end] for s in value] for key, value in spans.items()}
        quotations.append({"kind": quotation.kind, "cue": [list(near.span())], "speaker": quotation.speaker.id} | spans)
    speakers = [
        {"id": s.id, "name": names[s.id], "kind": s.kind, "role": None, "aliases": []} for s in article.speakers
    ]
    sentences = [[s.start, s.end] for s in article.sentences]
    gold = {"id": "bridge", "text": article.text, "quotations": quotations, "speakers": speakers}
    written = "Ada Burns said the bridge in Lowmere will stay shut until March 3. Repairs cost $1.2 million."
    summary = gold | {"sentences": sentences, "facts": [], "extract": sentences[:4], "summary": written}
    found = article.to_dict() | {"id": "bridge"}
    found["summary"]["text"] = article.text[: sentences[0][1]]
    return [
        write_lines(tmp_path / f"{name}.jsonl", [record])
        for name, record in (("gold", gold), ("summaries", summary), ("found", found))
    ]


def run(script, files, tmp_path, *more):
    gold, summaries, found = files
    out, page = tmp_path / "out.json", tmp_path / "errors.md"
    arguments = [gold, "--summaries", summaries, "--predictions", found, "--reading", "rules", *more]
    result = CliRunner().invoke(script("guard").main, [*map(str, arguments), "--json", str(out), "--errors", str(page)])
    assert result.exit_code == 0, result.output
    return result.stdout, json.loads(out.read_text(encoding="utf-8")), page.read_text(encoding="utf-8")


def test_what_is_made_wrong_is_found_and_what_is_clean_is_not_doubted(script, files, tmp_path):
    table, report, page = run(script, files, tmp_path)
    found = report["found"]
    assert {row["share"] for row in found.values()} == {100.0}, page
    kinds = {name.split(",")[0] for name in found}
    assert {"altered quotation", "swapped speaker", "changed number", "invented name", "negation put in"} <= kinds
    assert {row["hits"] for row in report["alarms"].values()} == {0}
    assert "| clean | summaries | doubted |" in table


def test_the_same_seed_makes_the_same_summaries(script, files, tmp_path):
    assert run(script, files, tmp_path)[1] == run(script, files, tmp_path)[1]


def test_a_corruption_changes_what_it_says(script):
    corruptions = script("corruptions")
    article = annotated(PARAGRAPHS)
    gold = {"text": article.text, "quotations": [], "speakers": []}
    text = "Repairs cost $1.2 million, up 5 per cent from 2019."
    base = corruptions.Base("written", text, ((0, len(text)),))
    [wrong] = [c for c in corruptions.corrupt(base, gold, seed="1") if c.kind == "changed number"]
    assert wrong.text[wrong.start : wrong.end] not in article.text
    assert wrong.text[: wrong.start] + wrong.was + wrong.text[wrong.end :] == text


def test_an_interval_holds_its_share(script):
    share = script("guard").share(19, 20)
    assert share["interval"][0] < share["share"] == 95.0 < share["interval"][1] < 100.0
