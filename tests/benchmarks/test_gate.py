import json

import pytest
from click.testing import CliRunner

from quoteattr.errors import SchemaError

from .conftest import BENCHMARKS, gap_records, gold_records, write_lines

# What the small pipeline of this folder scores on the two small articles.
SCORES = {
    "attribution.all.detect.F1": 66.7,
    "attribution.all.who.F1": 66.7,
    "attribution.all.speaker.F1": 66.7,
    "attribution.direct.detect.F1": 66.7,
    "attribution.direct.who.F1": 66.7,
    "attribution.direct.speaker.F1": 66.7,
    # The surname alone is given.
    **{f"attribution.{kind}.speaker_full.F1": 0.0 for kind in ("all", "direct", "mixed", "indirect")},
    **{f"attribution.{kind}.{m}.F1": 0.0 for kind in ("mixed", "indirect") for m in ("detect", "who", "speaker")},
    "attribution.spans.content.F1": 66.7,
    "attribution.spans.cue.F1": 0.0,
    "attribution.spans.source.F1": 66.7,
    "attribution.resolution.speaker": 100.0,
    "attribution.resolution.full_name": 0.0,
    "attribution.resolution.pronoun": None,
    "attribution.resolution.role": None,
    "speakers.gold.speaker": 100.0,
    "speakers.gold.full_name": 100.0,
    "speakers.gold.pronoun": None,
    "speakers.gold.role": None,
    "gap.f1": 66.7,
    "gap.gap": -100.0,
    "summary.coverage": 75.0,
    "summary.must": 100.0,
    "summary.words60.coverage": 75.0,
}


@pytest.fixture
def gate(script, monkeypatch):
    monkeypatch.delenv("CI", raising=False)
    return script("gate")


@pytest.fixture
def data(tmp_path, gate):
    for name in (gate.ATTRIBUTION, gate.SUMMARIES):
        write_lines(tmp_path / "data" / name, gold_records())
    write_lines(tmp_path / "data" / gate.GAP, gap_records())
    return tmp_path / "data"


@pytest.fixture
def baseline(tmp_path, gate, data):
    """Write a baseline with the given floors and return its path."""

    def write(**changes):
        floors = dict.fromkeys(gate.METRICS) | changes.pop("floors", {})
        record = {"epsilon": 0.3, "data": gate.digests_of(data), "floors": floors, "history": []} | changes
        path = tmp_path / "baseline.json"
        path.write_text(json.dumps(record), encoding="utf-8")
        return path

    return write


@pytest.fixture
def run(gate, data, pipeline):
    def invoke(path, *arguments):
        return CliRunner().invoke(gate.main, ["--data", str(data), "--baseline", str(path), *arguments])

    return invoke


def read(path):
    return json.loads(path.read_text(encoding="utf-8"))


WHO = "attribution.all.who.F1"


@pytest.mark.parametrize(
    ("floor", "passes"),
    [
        pytest.param(60.0, True, id="above"),
        pytest.param(66.7, True, id="at-the-floor"),
        pytest.param(67.0, True, id="below-by-the-noise"),
        pytest.param(67.1, False, id="below-by-more-than-the-noise"),
        pytest.param(None, True, id="no-floor"),
    ],
)
def test_a_score_is_held_against_its_floor(run, baseline, floor, passes):
    result = run(baseline(floors={WHO: floor}))
    assert result.exit_code == (0 if passes else 1), result.output
    assert ("gate passed" in result.stdout) is passes
    if not passes:
        assert f"{WHO} is 66.7, below its floor 67.1 - 0.3" in result.stderr


def test_a_metric_with_a_floor_must_be_measured(run, baseline):
    result = run(baseline(floors={"attribution.resolution.role": 1.0}))
    assert result.exit_code == 1
    assert "attribution.resolution.role is not measured" in result.stderr


def test_changed_data_fails(run, baseline, data, gate):
    path = baseline()
    (data / gate.ATTRIBUTION).write_text("\n" + (data / gate.ATTRIBUTION).read_text(encoding="utf-8"), encoding="utf-8")
    result = run(path)
    assert result.exit_code == 1
    assert f"{gate.ATTRIBUTION} changed" in result.stderr


def test_update_raises_every_floor(run, baseline):
    path = baseline(floors={WHO: 60.0})
    assert run(path, "--update").exit_code == 0
    assert read(path)["floors"] == SCORES
    assert read(path)["history"] == []
    assert run(path).exit_code == 0


def test_update_keeps_a_floor_within_the_noise(run, baseline):
    path = baseline(floors={WHO: 66.9})
    assert run(path, "--update").exit_code == 0
    assert read(path)["floors"] == SCORES | {WHO: 66.9}


def test_update_refuses_to_lower_a_floor(run, baseline):
    path = baseline(floors={WHO: 80.0})
    before = path.read_text(encoding="utf-8")
    result = run(path, "--update")
    assert result.exit_code == 1
    assert f"{WHO} would be lowered" in result.stderr
    assert path.read_text(encoding="utf-8") == before


def test_a_floor_is_lowered_with_leave_and_the_reason_is_kept(run, baseline):
    path = baseline(floors={WHO: 80.0})
    assert run(path, "--update", "--allow-lower", "--reason", "a smaller checkpoint").exit_code == 0
    assert read(path)["floors"] == SCORES
    assert read(path)["history"] == [{"floor": WHO, "from": 80.0, "to": 66.7, "reason": "a smaller checkpoint"}]


def test_changed_data_is_taken_with_a_reason(run, baseline, data, gate):
    digest = gate.digests_of(data)[gate.SUMMARIES]
    path = baseline(data=gate.digests_of(data) | {gate.SUMMARIES: "0"})
    refused = run(path, "--update")
    assert refused.exit_code == 1
    assert "--reason" in refused.stderr
    assert run(path, "--update", "--reason", "facts corrected").exit_code == 0
    assert read(path)["data"] == gate.digests_of(data)
    assert read(path)["history"] == [{"data": gate.SUMMARIES, "from": "0", "to": digest, "reason": "facts corrected"}]


@pytest.mark.parametrize(
    "arguments",
    [
        pytest.param(["--allow-lower", "--reason", "x"], id="lower-without-update"),
        pytest.param(["--reason", "x"], id="reason-without-update"),
        pytest.param(["--update", "--allow-lower"], id="lower-without-reason"),
        pytest.param(["--update", "--allow-lower", "--reason", " "], id="lower-with-a-blank-reason"),
    ],
)
def test_flags_that_do_not_go_together_are_a_usage_error(run, baseline, arguments):
    assert run(baseline(), *arguments).exit_code == 2


@pytest.mark.parametrize(
    ("ci", "code", "message"),
    [
        pytest.param(None, 0, "gate skipped", id="skips-on-a-laptop"),
        pytest.param("true", 1, "gate failed", id="fails-on-a-server"),
        pytest.param("false", 0, "gate skipped", id="ci-switched-off"),
    ],
)
def test_without_the_data_folder(gate, baseline, ci, code, message):
    path = baseline()
    arguments = ["--data", str(path.parent / "nowhere"), "--baseline", str(path)]
    result = CliRunner().invoke(gate.main, arguments, env={"CI": ci})
    assert result.exit_code == code
    assert message in result.output
    assert "--data" in result.output


def test_half_a_data_folder_fails(run, baseline, data, gate):
    path = baseline()
    (data / gate.SUMMARIES).unlink()
    result = run(path)
    assert result.exit_code == 1
    assert gate.SUMMARIES in result.stderr


def test_an_article_of_both_files_is_annotated_once_a_length(run, baseline, pipeline, data, gate):
    assert run(baseline()).exit_code == 0
    # Once for the articles, once for shorter summaries, once for what is given: gold quotations and GAP.
    assert pipeline == ["default"] * 3
    changed = [record | {"text": record["text"] + " It snowed."} for record in gold_records()]
    write_lines(data / gate.SUMMARIES, changed)
    assert run(baseline()).exit_code == 0
    assert pipeline == ["default"] * 7


@pytest.mark.parametrize(
    ("gap", "held"),
    [
        pytest.param(3.5, -3.5, id="he-is-better"),
        pytest.param(-3.5, -3.5, id="she-is-better"),
        pytest.param(2.0, -2.0, id="as-promised"),
        pytest.param(0.3, -2.0, id="better-than-promised"),
        pytest.param(None, None, id="not-measured"),
    ],
)
def test_the_gap_between_he_and_she_is_held_by_a_floor(gate, gap, held):
    assert gate.fairness(gap) == held


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("{", id="not-json"),
        pytest.param("[]", id="not-an-object"),
        pytest.param('{"epsilon": 0.3, "data": {}, "floors": {}, "history": []}', id="floors-missing"),
    ],
)
def test_a_damaged_baseline_is_refused(gate, tmp_path, content):
    path = tmp_path / "baseline.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(SchemaError, match="baseline"):
        gate.Baseline.read(path)


def test_the_baseline_of_the_repository_holds_what_was_promised(gate):
    baseline = gate.Baseline.read(BENCHMARKS / "baseline.json")
    least = {WHO: 69.0, "attribution.direct.who.F1": 85.0, "attribution.all.speaker.F1": 56.0}
    lowered = {event.get("floor") for event in baseline.history}
    assert all(baseline.floors[metric] >= floor for metric, floor in least.items() if metric not in lowered)
    assert 0 < baseline.epsilon <= 0.5
    assert BENCHMARKS.parent.parent / "shared" / "data" == gate.DEFAULT_DATA
