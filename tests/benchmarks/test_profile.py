import json
import subprocess
import sys
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

import quoteattr
from quoteattr.model import encode
from quoteattr.model.features import tokenize

from .conftest import BENCHMARKS


@pytest.fixture
def stage_times(script):
    return script("stage_times")


@pytest.fixture
def tiny(tiny_encoder, monkeypatch):
    """A pipeline of a tiny model, in the place of every checkpoint."""
    pipeline = quoteattr.Pipeline(tiny_encoder)
    monkeypatch.setitem(vars(quoteattr), "Pipeline", SimpleNamespace(from_pretrained=lambda _: pipeline))
    return pipeline


def test_a_stage_does_not_count_the_time_of_those_within_it(stage_times):
    ticks = iter([0.0, 1.0, 5.0, 6.0, 10.0, 12.0])
    clock = stage_times.Clock(lambda: next(ticks))
    outer = clock.wrap("outer", lambda: inner() + inner())
    inner = clock.wrap("inner", lambda: 1)
    assert outer() == 2
    assert clock.seconds == {"outer": 1 + 1 + 2, "inner": 4 + 4}


def test_a_stage_that_raises_is_closed(stage_times):
    clock = stage_times.Clock(iter(range(10)).__next__)
    with pytest.raises(KeyError), clock.stage("broken"):
        raise KeyError
    with clock.stage("next"):
        pass
    assert clock.seconds == {"broken": 1, "next": 1}


def test_every_stage_is_taken_and_nothing_stays_patched(stage_times, tiny):
    text = "“We leave at six,” said Mara Quill. Nobody else spoke. The quay was wet. She was late."
    times = stage_times.measure([text], tiny, rounds=2)
    assert list(times.seconds) == [*(name for name, _ in stage_times.STAGES), "rest"]
    assert (times.articles, times.words) == (1, 17)
    assert all(times.seconds[name] > 0 for name in ("sentences", "tokens", "encoder", "tags", "speakers", "summary"))
    assert encode.tokenize is tokenize


def test_the_encoder_of_the_shipped_checkpoint_is_a_stage_of_its_own(stage_times):
    times = stage_times.measure(["Nobody left."], quoteattr.Pipeline.from_pretrained(), rounds=1)
    assert times.seconds["encoder"] > 0  # not counted among the windows


def test_report_is_a_table_and_json(stage_times, tiny, gold, tmp_path):
    out = tmp_path / "out.json"
    result = CliRunner().invoke(stage_times.main, [str(gold), "--limit", "1", "--top", "3", "--json", str(out)])
    assert result.exit_code == 0, result.output
    assert "ms per 1,000 words" in result.output
    assert "function calls" in result.output
    report = json.loads(out.read_text(encoding="utf-8"))
    shares = {name: row["share"] for name, row in report["stages"].items()}
    assert shares.pop("all") == 1.0
    assert sum(shares.values()) == pytest.approx(1.0)


def test_a_broken_corpus_is_refused(stage_times, tmp_path):
    corpus = tmp_path / "corpus.jsonl"
    corpus.write_text("not JSON\n", encoding="utf-8")
    result = CliRunner().invoke(stage_times.main, [str(corpus)])
    assert result.exit_code == 1
    assert "corpus.jsonl" in result.output


def test_the_script_stands_beside_cprofile():
    run = subprocess.run(  # noqa: S603
        [sys.executable, BENCHMARKS / "profile.py", "--help"], capture_output=True, text=True, check=True
    )
    assert "--top" in run.stdout


def test_scripts_of_the_folder_still_get_the_profiler_of_the_standard_library():
    code = "import cProfile, profile, sysconfig; print(profile.__file__.startswith(sysconfig.get_path('stdlib')))"
    run = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], cwd=BENCHMARKS, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "True"
