"""The counts and the report on small invented articles."""

from copy import deepcopy

import pytest
from hypothesis import given, settings

from quoteattr.errors import SchemaError
from quoteattr.evaluation import attribution_report, count_article, flatten, score_attribution

TEXT = (
    "“The boat leaves at six,” said Mara Quill, head of Lowmere Ferries. She said it would be on time. "
    "Tom Reddy called the plan ‘long overdue’. Nothing has changed since spring."
)


def spans(*parts):
    return [[TEXT.index(part), TEXT.index(part) + len(part)] for part in parts]


def quotation(content, cue, source, speaker):
    return {"content": spans(content), "cue": spans(*cue), "source": spans(*source), "speaker": speaker}


DIRECT = quotation("“The boat leaves at six,”", ["said"], ["Mara Quill, head of Lowmere Ferries"], "s1")
INDIRECT = quotation("it would be on time", ["said it"], ["She"], "s1")
MIXED = quotation("the plan ‘long overdue’", ["called"], ["Tom Reddy"], "s2")
IMPLIED = quotation("Nothing has changed since spring", [], [], "author")
SPEAKERS = [
    {"id": "s1", "name": "Mara Quill", "kind": "person", "role": "head of Lowmere Ferries", "aliases": []},
    {"id": "s2", "name": "Tom Reddy", "kind": "person", "role": None, "aliases": []},
]


def article(*quotations, speakers=SPEAKERS, **fields):
    return {"id": "a", "text": TEXT, "quotations": list(quotations), "speakers": speakers} | fields


GOLD = article(DIRECT, INDIRECT, MIXED, IMPLIED)


def score(*quotations, speakers=SPEAKERS, gold=GOLD):
    return flatten(score_attribution({"a": gold}, {"a": article(*quotations, speakers=speakers)}))


def renamed(**names):
    return [speaker | {"name": names.get(speaker["id"], speaker["name"])} for speaker in SPEAKERS]


NARROW = MIXED | {"content": spans("‘long overdue’")}
CUT = DIRECT | {"content": spans("The boat leaves at")}
TINY = DIRECT | {"content": spans("The boat")}


@pytest.mark.parametrize(
    ("predicted", "expected"),
    [
        pytest.param(
            [DIRECT, INDIRECT, MIXED, IMPLIED | {"speaker": None}],
            {"all.detect.F1": 100.0, "all.exact.F1": 100.0, "all.who.F1": 100.0, "all.speaker_full.F1": 100.0},
            id="all-right",
        ),
        pytest.param(
            [DIRECT],
            {
                "all.detect.P": 100.0,
                "all.detect.R": 25.0,
                "all.detect.F1": 40.0,
                "indirect.detect.F1": 0.0,
                "direct.detect.F1": 100.0,
            },
            id="one-found",
        ),
        pytest.param(
            [DIRECT, DIRECT],
            {"direct.detect.P": 50.0, "direct.detect.R": 100.0, "direct.exact.P": 50.0},
            id="found-twice",
        ),
        pytest.param(
            [CUT],
            {"direct.detect.R": 100.0, "direct.exact.R": 0.0, "spans.content.F1": 0.0, "spans.source.R": 33.3},
            id="cut-short-but-half",
        ),
        pytest.param([TINY], {"direct.detect.R": 0.0, "all.who.F1": 0.0}, id="less-than-half"),
        pytest.param(
            [NARROW],
            {"mixed.detect.R": 100.0, "direct.detect.P": 100.0, "mixed.n_predicted": 0, "direct.n_predicted": 1},
            id="another-kind-than-the-gold",
        ),
        pytest.param(
            [DIRECT | {"source": spans("Mara Quill")}],
            {"direct.who.F1": 100.0, "spans.source.P": 0.0},
            id="source-within-the-gold",
        ),
        pytest.param(
            [DIRECT | {"source": spans("said Mara Quill, head of Lowmere Ferries. She")}],
            {"direct.who.F1": 100.0},
            id="source-mostly-within-the-gold",
        ),
        pytest.param(
            [DIRECT | {"source": spans("Tom Reddy")}],
            {"direct.who.F1": 0.0, "direct.speaker.F1": 100.0},
            id="source-elsewhere-speaker-right",
        ),
        pytest.param([DIRECT | {"source": []}], {"direct.who.F1": 0.0}, id="source-missing"),
        pytest.param(
            [DIRECT | {"speaker": "s2"}],
            {"direct.who.F1": 100.0, "direct.speaker.F1": 0.0, "resolution.speaker": 0.0, "resolution.n_role": 0},
            id="speaker-wrong",
        ),
        pytest.param([DIRECT | {"speaker": "s9"}], {"direct.speaker.F1": 0.0}, id="speaker-not-listed"),
        pytest.param([DIRECT | {"speaker": None}], {"direct.speaker.F1": 0.0}, id="speaker-missing"),
        pytest.param(
            [INDIRECT],
            {
                "resolution.pronoun": 100.0,
                "resolution.n_pronoun": 1,
                "sources.pronoun.speaker": 100.0,
                "sources.name.detect": 0.0,
            },
            id="pronoun",
        ),
        pytest.param(
            [INDIRECT | {"speaker": "s2"}],
            {"resolution.pronoun": 0.0, "sources.pronoun.who": 100.0},
            id="pronoun-wrong",
        ),
        pytest.param(
            [IMPLIED | {"speaker": None}],
            {
                "sources.implicit.detect": 100.0,
                "sources.implicit.who": None,
                "sources.implicit.speaker": 100.0,
                "all.who.P": 0.0,
                "all.who.R": 0.0,
                "resolution.n_pronoun": 0,
            },
            id="author-is-nobody",
        ),
        pytest.param([IMPLIED | {"speaker": "s1"}], {"resolution.speaker": 0.0}, id="author-taken-for-a-speaker"),
        pytest.param(
            [],
            {"all.detect.F1": 0.0, "resolution.speaker": None, "resolution.role": None, "spans.cue.F1": 0.0},
            id="nothing-found",
        ),
        pytest.param([{"content": [[5, 5], [24, 25]]}], {"all.n_predicted": 0}, id="content-without-a-letter"),
    ],
)
def test_a_quotation_is_right_by_its_parts_and_its_speaker(predicted, expected):
    scores = score(*predicted)
    assert {name: scores[name] for name in expected} == expected


@pytest.mark.parametrize(
    ("speakers", "expected"),
    [
        pytest.param(renamed(s1="Quill"), (100.0, 0.0), id="surname-is-right-but-not-full"),
        pytest.param(renamed(s1="Ms Mara Quill"), (100.0, 100.0), id="honorific-does-not-count"),
        pytest.param(renamed(s1="Mara"), (0.0, 0.0), id="first-name-alone"),
        pytest.param(renamed(s1=""), (0.0, 0.0), id="empty"),
    ],
)
def test_a_speaker_is_right_under_any_of_the_names_and_full_under_the_fullest(speakers, expected):
    scores = score(DIRECT, speakers=speakers)
    assert (scores["resolution.speaker"], scores["resolution.full_name"]) == expected


@pytest.mark.parametrize(
    ("role", "right"),
    [
        pytest.param("head of Lowmere Ferries", 100.0, id="the-same"),
        pytest.param("head of Ferries", 100.0, id="shorter"),
        pytest.param("islander", 0.0, id="another"),
        pytest.param(None, 0.0, id="none-found"),
    ],
)
def test_a_role_is_right_when_it_says_the_same(role, right):
    scores = score(DIRECT, INDIRECT, speakers=[SPEAKERS[0] | {"role": role}, SPEAKERS[1]])
    assert (scores["resolution.role"], scores["resolution.n_role"]) == (right, 1)


def test_a_role_is_taken_from_the_best_overlapping_right_quotation():
    speakers = [*SPEAKERS, SPEAKERS[0] | {"id": "s3", "role": "islander"}]
    exact, cut = INDIRECT, CUT | {"speaker": "s3"}
    assert score(cut, exact, speakers=speakers)["resolution.role"] == 100.0
    assert score(cut, speakers=speakers)["resolution.role"] == 0.0


def test_a_gold_speaker_that_nobody_can_tell_asks_nothing():
    gold = article(DIRECT | {"speaker": None}, INDIRECT)
    scores = score(DIRECT | {"speaker": "s2"}, INDIRECT, gold=gold)
    assert scores["all.speaker.F1"] == 100.0
    assert scores["resolution.n"] == 1


def test_discarded_text_counts_on_neither_side():
    gold = article(DIRECT, MIXED, discard=spans("Tom Reddy called the plan ‘long overdue’."))
    scores = score(DIRECT, MIXED, gold=gold)
    assert (scores["all.n_gold"], scores["all.n_predicted"], scores["all.detect.F1"]) == (1, 1, 100.0)


def test_a_quotation_in_fragments_is_exact_only_with_all_of_them():
    both = DIRECT | {"content": spans("“The boat leaves at six,”", "it would be on time")}
    gold = article(both)
    assert score(both, gold=gold)["all.exact.F1"] == 100.0
    assert score(DIRECT, gold=gold)["all.exact.F1"] == 0.0
    assert score(DIRECT, gold=gold)["spans.content.R"] == 50.0


def test_an_article_without_prediction_counts_as_empty():
    gold = {"a": GOLD, "b": GOLD | {"id": "b"}}
    report = score_attribution(gold, {"a": GOLD, "x": GOLD})
    assert report["all"]["detect"] == {"P": 100.0, "R": 50.0, "F1": 66.7}


def nobody_for_author(record):
    """Return a gold record in the form of a prediction: the writer's own voice is no speaker."""
    record = deepcopy(record)
    for said in record["quotations"]:
        said["speaker"] = None if said.get("speaker") == "author" else said.get("speaker")
    return record


def nobody_speaks(record):
    return record | {"quotations": [said | {"speaker": None} for said in record["quotations"]]}


def test_a_gold_speaker_who_is_not_listed_is_refused():
    with pytest.raises(SchemaError, match="'s7'"):
        score(DIRECT, gold=article(DIRECT | {"speaker": "s7"}))


def test_gold_against_itself_is_perfect(pairs_of_records):
    @settings(max_examples=100, deadline=None)
    @given(pairs_of_records)
    def check(pair):
        gold, _ = pair
        report = score_attribution({"a": gold}, {"a": nobody_for_author(gold)})
        for kind in ("direct", "mixed", "indirect", "all"):
            found = report[kind]
            assert found["n_gold"] == found["n_predicted"]
            wanted = 100.0 if found["n_gold"] else 0.0
            assert found["detect"]["F1"] == found["exact"]["F1"] == wanted
        assert all(s["P"] == s["R"] for s in report["spans"].values())

    check()


def test_nothing_found_scores_nothing(pairs_of_records):
    @settings(max_examples=50, deadline=None)
    @given(pairs_of_records)
    def check(pair):
        gold, _ = pair
        report = score_attribution({"a": gold}, {})
        numbers = flatten({kind: report[kind] for kind in ("direct", "mixed", "indirect", "all")})
        assert not any(value for name, value in numbers.items() if not name.endswith("n_gold"))
        assert all(report["resolution"][name] is None for name in ("speaker", "pronoun", "role"))

    check()


def test_swapping_the_sides_swaps_precision_and_recall(pairs_of_records):
    @settings(max_examples=100, deadline=None)
    @given(pairs_of_records)
    def check(pair):
        one, other = map(nobody_speaks, pair)
        text = {"text": one["text"], "discard": one["discard"]}
        there, back = (
            attribution_report([count_article(one, other)]),
            attribution_report([count_article(other | text, one)]),
        )
        for a, b in [
            (there["all"]["exact"], back["all"]["exact"]),
            *((there["spans"][p], back["spans"][p]) for p in there["spans"]),
        ]:
            assert (a["P"], a["R"], a["F1"]) == (b["R"], b["P"], b["F1"])
        assert (there["all"]["n_gold"], there["all"]["n_predicted"]) == (
            back["all"]["n_predicted"],
            back["all"]["n_gold"],
        )

    check()


def test_numbers_are_consistent(pairs_of_records):
    @settings(max_examples=100, deadline=None)
    @given(pairs_of_records)
    def check(pair):
        report = score_attribution({"a": pair[0]}, {"a": pair[1]})
        found = report["all"]
        assert 0 <= found["speaker_full"]["F1"] <= found["speaker"]["F1"] <= 100
        assert found["exact"]["R"] <= 100
        assert found["n_gold"] == sum(report[kind]["n_gold"] for kind in ("direct", "mixed", "indirect"))
        assert found["n_gold"] == sum(numbers["n_gold"] for numbers in report["sources"].values())

    check()
