from quoteattr.evaluation.gap import GapItem, score_gap
from quoteattr.evaluation.resolution import score_resolution
from quoteattr.evaluation.speaker_table import gap_table, resolution_table

SAID = {"content": [[0, 6]], "source": [[7, 10]], "speaker": "s1"}
GOLD = {"a": {"text": "“Yes,” she said.", "quotations": [SAID], "speakers": [{"id": "s1", "name": "Ada Burns"}]}}


def test_systems_stand_side_by_side():
    reports = {"ours": score_resolution(GOLD, GOLD), "none": score_resolution(GOLD, {"a": {"quotations": [SAID]}})}
    lines = resolution_table(reports, {"ours": {"speaker": (90.0, 100.0)}}).splitlines()
    assert lines[0].split() == ["share", "right", "asked", "ours", "none"]
    assert lines[1].split() == ["speaker", "1", "100.0", "[90.0,", "100.0]", "0.0"]
    assert ["she", "1", "100.0", "100.0", "0.0", "0.0"] in [line.split() for line in lines]
    # Groups that nothing asks for are left out.
    assert not any(line.startswith(("nominal", "document")) for line in lines)
    assert lines[-1].split() == ["he", "minus", "she", "-", "-"]


def test_gap_has_a_row_for_each_system():
    item = GapItem("1", "Ada met Eve; she left.", (13, 16), (0, 3), (8, 11), True, False)
    report = score_gap({"1": item}, {"1": (True, False)})
    header, row = gap_table({"ours, told": report}, {"ours, told": {"overall.F1": (80.0, 100.0)}}).splitlines()
    assert header.split()[-4:] == ["bias", "F/M", "gap", "M-F"]
    assert " ".join(row.split()) == "ours, told 100.0 100.0 100.0 [80.0, 100.0] 0.0 - 0 100.0 100.0 1 - -"
