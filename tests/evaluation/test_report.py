import pytest

from quoteattr.evaluation import attribution_report, attribution_table, count_article, flatten, score_attribution
from quoteattr.evaluation.report import Score

GOLD = {
    "text": "“Yes,” said Ada. “No,” said Tom.",
    "quotations": [
        {"content": [[0, 6]], "cue": [[7, 11]], "source": [[12, 15]], "speaker": "s1"},
        {"content": [[17, 22]], "cue": [[23, 27]], "source": [[28, 31]], "speaker": "s2"},
    ],
    "speakers": [{"id": "s1", "name": "Ada", "role": "mayor"}, {"id": "s2", "name": "Tom", "role": None}],
}


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        pytest.param((1, 3, 2, 3), {"P": 33.3, "R": 66.7, "F1": 44.4}, id="rounded"),
        pytest.param((0, 0, 0, 5), {"P": 0.0, "R": 0.0, "F1": 0.0}, id="nothing-predicted"),
        pytest.param((0, 5, 0, 0), {"P": 0.0, "R": 0.0, "F1": 0.0}, id="nothing-wanted"),
        pytest.param((4, 4, 4, 4), {"P": 100.0, "R": 100.0, "F1": 100.0}, id="perfect"),
    ],
)
def test_precision_recall_and_f1_follow_from_the_counts(counts, expected):
    names = ("right_predicted", "predicted", "right_gold", "gold")
    assert Score.of(**dict(zip(names, counts, strict=True))).to_dict() == expected


def test_counts_of_articles_add_up():
    one = {"quotations": GOLD["quotations"][:1], "speakers": GOLD["speakers"]}
    together = attribution_report([count_article(GOLD, one), count_article(GOLD, GOLD)])
    assert together["all"]["detect"] == {"P": 100.0, "R": 75.0, "F1": 85.7}
    assert together == score_attribution({1: GOLD, 2: GOLD}, {1: one, 2: GOLD})


def test_the_report_has_every_part():
    report = score_attribution({"a": GOLD}, {"a": GOLD})
    assert list(report) == ["direct", "mixed", "indirect", "all", "resolution", "spans", "sources"]
    assert report["resolution"] == {
        "speaker": 100.0, "full_name": 100.0, "pronoun": None, "role": 100.0, "n": 2, "n_pronoun": 0, "n_role": 1,
    }  # fmt: skip
    assert report["sources"]["name"] == {"n_gold": 2, "detect": 100.0, "who": 100.0, "speaker": 100.0}
    assert report["sources"]["nominal"] == {"n_gold": 0, "detect": None, "who": None, "speaker": None}


def test_flat_names_are_dotted():
    assert flatten({"a": {"b": {"c": 1.0}, "d": None}, "e": 2}) == {"a.b.c": 1.0, "a.d": None, "e": 2}


def test_the_table_shows_every_kind_source_type_part_and_interval():
    report = score_attribution({"a": GOLD}, {"a": GOLD})
    table = attribution_table(report, {"all.who.F1": (90.0, 100.0)})
    starts = {line.split("  ")[0] for line in table.splitlines()}
    assert {"direct", "mixed", "indirect", "all", "name", "implicit", "content", "pronoun", "role"} <= starts
    assert "100.0 [90.0, 100.0]" in table
    assert "[" not in attribution_table(report)
