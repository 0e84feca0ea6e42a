import json
import sys

import pytest
from click.testing import CliRunner

from quoteattr.errors import MissingExtraError
from quoteattr.evaluation import calibration_report

CONTENT, SOURCE = [0, 20], [26, 36]


def article(score, right):
    said = {"content": [CONTENT], "source": [SOURCE], "score": score}
    gold = {"text": "“We leave at eight,” said Mara Quill. It rained.", "quotations": [said]}
    return gold, {"quotations": [said if right else {**said, "source": [[38, 40]]}]}


def measured(scores):
    pairs = {i: article(score, right) for i, (score, right) in enumerate(scores)}
    gold, predicted = ({i: pair[side] for i, pair in pairs.items()} for side in (0, 1))
    return calibration_report(gold, predicted, bins=2)


@pytest.fixture
def reliability(script, monkeypatch):
    module = script("reliability")
    scored = {"plain": [(0.9, True), (0.9, False), (0.8, True)], "calibrated": [(0.9, True), (0.2, False), (0.8, True)]}
    reports = {name: measured(pairs) for name, pairs in scored.items()}
    reports["speakers, plain"] = measured([(0.7, True)])
    monkeypatch.setattr(module, "measure", lambda *_: (reports, scored))
    return module


def test_the_table_has_both_scores(reliability, gold, tmp_path):
    out = tmp_path / "report.json"
    result = CliRunner().invoke(reliability.main, [str(gold), "--json", str(out)], catch_exceptions=False)
    rows = {line.split()[0]: line.split()[1:] for line in result.output.splitlines() if line}
    assert rows["plain"][:2] == rows["calibrated"][:2] == ["3", "0.667"]
    assert json.loads(out.read_text())["calibrated"]["ranking"] == 1.0
    assert rows["speakers,"][:3] == ["plain", "1", "1.000"]


@pytest.mark.parametrize("name", ["plot.svg", "new/plot.png"])
def test_a_plot_is_drawn_the_same_each_time(reliability, gold, tmp_path, name):
    pytest.importorskip("matplotlib")
    drawn = []
    for _ in range(2):
        CliRunner().invoke(reliability.main, [str(gold), "--out", str(tmp_path / name)], catch_exceptions=False)
        drawn.append((tmp_path / name).read_bytes())
    assert drawn[0] == drawn[1]
    assert name.endswith(".png") or b"share that is right" in drawn[0]


def test_without_matplotlib_the_install_line_is_named(reliability, gold, monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    reports, scored = reliability.measure({}, "default")
    with pytest.raises(MissingExtraError, match=r"quoteattr\[bench\]"):
        reliability.draw(reports, scored, tmp_path / "plot.svg")
