import importlib
import importlib.util
import json
import sys
from itertools import islice
from types import ModuleType, SimpleNamespace

import numpy as np
import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, settings
from hypothesis import given as for_all
from hypothesis import strategies as st

import quoteattr
import quoteattr.analysis.whole
from quoteattr.summary.story import Story
from quoteattr.types import Article, Edit, Issue, Sentence, Summary, SummarySentence

from .conftest import BENCHMARKS, TEXTS, gold_records, sentences_of, write_lines
from .test_error_analysis import Checker

_PARTS = (
    "Ferry Sails Late",
    "The ferry left at six on Monday.",
    "Nobody else spoke of it.",
    "The quay was wet.",
)
HEADED = f"{_PARTS[0]}\n\n{' '.join(_PARTS[1:])}"
HEADED_SENTENCES = [[HEADED.index(part), HEADED.index(part) + len(part)] for part in _PARTS]


@pytest.fixture
def part(script):
    """Load a module of the systems, once the benchmarks can be imported."""
    script("summarization")
    return lambda name: importlib.import_module(f"summary_systems.{name}")


@pytest.fixture
def reader(monkeypatch):
    """Put a pipeline without a model in the place of the library's, which sums up by the library's own last step."""
    asked = []

    class Pipeline:
        @classmethod
        def from_pretrained(cls, name_or_path):
            asked.append(name_or_path)
            return cls()

        def __call__(self, text):
            ends = sentences_of(text)
            scored = tuple(Sentence(*e, score=1 - i / 10) for i, e in enumerate(ends))
            story = Story(text, scored, np.eye(len(ends)))
            summary, _ = quoteattr.analysis.whole.summarize(story, max_sentences=1)
            return Article(text, sentences=scored, summary=summary)

    # Not setattr: looking the real one up would load torch.
    monkeypatch.setitem(vars(quoteattr), "Pipeline", Pipeline)
    return asked


@pytest.fixture
def run(script, tmp_path, monkeypatch):
    module, out = script("summarization"), tmp_path / "out.json"
    command = module.main
    # It has its own tests; its import and its methods are slow.
    monkeypatch.setattr(module, "sumy_systems", lambda: ([], "sumy is not asked"))

    def invoke(*arguments):
        result = CliRunner().invoke(command, [*map(str, arguments), "--json", str(out)])
        assert result.exit_code == 0, result.output
        return result, json.loads(out.read_text(encoding="utf-8"))["lengths"]

    return invoke


def systems(lengths, length="3 sentences", number="coverage"):
    return {name: numbers.get(number) for name, numbers in lengths[length]["systems"].items()}


def test_the_library_stands_beside_leads_chance_and_oracles(run, reader, gold):
    result, lengths = run(gold)
    assert reader == ["default"]
    coverage = systems(lengths)
    assert coverage["lead"] == 75.0
    assert coverage["annotator's choice"] == coverage["oracle (key facts)"] == 100.0
    assert 0 < coverage["random"] < 100
    assert 0 < coverage["quoteattr"] <= 100
    assert lengths["3 sentences"]["systems"]["quoteattr"]["sentences"] == 3.0
    assert "lead, cut" in systems(lengths, "60 words")
    assert "annotator's choice" not in systems(lengths, "60 words")
    assert "the centroid is left out" in result.stderr
    assert "3 sentences, less lead" in result.stdout


def test_an_article_is_analysed_once_for_all_lengths(run, reader, gold, monkeypatch):
    read = []
    original = quoteattr.Pipeline.__call__
    monkeypatch.setattr(quoteattr.Pipeline, "__call__", lambda self, text: read.append(text) or original(self, text))
    run(gold)
    assert sorted(read[1:]) == sorted(TEXTS.values())


def test_the_time_of_the_summary_is_told_from_that_of_the_analysis(run, reader, gold):
    _, lengths = run(gold)
    ours, lead = (lengths["60 words"]["systems"][name] for name in ("quoteattr", "lead"))
    assert 0 <= ours["seconds"] <= ours["whole_seconds"]
    assert 0 <= ours["share"] <= 100
    assert "whole_seconds" not in lead
    assert "seconds" not in lengths["60 words"]["systems"]["oracle (key facts)"]


def test_predictions_stand_beside_the_sentences_of_the_gold(run, tmp_path, gold):
    first = gold_records()[0]
    summary = {"text": "Nobody else spoke.", "sentences": [first["sentences"][1]]}
    path = write_lines(tmp_path / "predicted.jsonl", [{"id": first["id"], "summary": summary}])
    result, lengths = run(gold, "--predictions", path)
    assert systems(lengths)["predictions"] == 0.0
    assert "predictions" not in systems(lengths, "60 words")
    assert "1 of 2 gold articles have no predicted summary" in result.stderr


def test_without_facts_the_oracle_goes_by_rouge_and_sentences_are_split(run, tmp_path):
    pytest.importorskip("rouge_score")
    records = [{key: record[key] for key in ("id", "text", "summary")} for record in gold_records()]
    path = write_lines(tmp_path / "gold.jsonl", records)
    _, lengths = run(path, "--predictions", path_of_nothing(tmp_path))
    assert set(systems(lengths).values()) == {None}
    rouge = systems(lengths, number="rouge1")
    assert rouge["oracle (ROUGE)"] == 100.0
    assert rouge["lead"] < 100.0


def path_of_nothing(folder):
    return write_lines(folder / "none.jsonl", [])


def test_intervals_and_paired_differences_are_added(run, gold, tmp_path):
    result, lengths = run(gold, "--predictions", path_of_nothing(tmp_path), "--bootstrap", 20)
    found = lengths["3 sentences"]
    assert found["intervals"]["lead"]["coverage"] == [75.0, 75.0]
    assert found["differences"]["lead"]["annotator's choice"]["coverage"] == {
        "difference": 25.0,
        "interval": [25.0, 25.0],
    }
    assert "75.0 [75.0, 75.0]" in result.stdout
    assert "+25.0 [+25.0, +25.0]" in result.stdout


def test_the_strongest_lead_is_a_baseline_too(run, tmp_path):
    facts = [{"weight": 3, "support": HEADED_SENTENCES[3:]}]
    record = {"id": "a", "text": HEADED, "sentences": HEADED_SENTENCES, "facts": facts}
    _, lengths = run(write_lines(tmp_path / "gold.jsonl", [record]), "--predictions", path_of_nothing(tmp_path))
    assert (systems(lengths)["lead"], systems(lengths)["lead, no headline"]) == (0.0, 100.0)
    assert lengths["3 sentences"]["baselines"] == ["lead", "lead, no headline"]


def test_the_annotated_articles_can_be_saved(run, reader, gold, tmp_path):
    run(gold, "--save", tmp_path / "saved.jsonl", "--errors", tmp_path / "page.html")
    assert "We leave at six" in (tmp_path / "page.html").read_text(encoding="utf-8")
    lines = (tmp_path / "saved.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["id"] for line in lines] == list(TEXTS)


def test_missing_rouge_is_said(script, gold, monkeypatch, tmp_path):
    module = script("summarization")
    monkeypatch.setattr(module, "load_rouge", lambda: None)
    monkeypatch.setattr(module, "sumy_systems", lambda: ([], ""))
    result = CliRunner().invoke(module.main, [str(gold), "--predictions", str(path_of_nothing(tmp_path))])
    assert "pip install rouge-score" in result.stderr
    assert "rouge" not in result.stdout


def test_leads_score_as_in_the_reference(part, run, tmp_path):
    shared = BENCHMARKS.parents[1] / "shared"
    if not (shared / "score_summary.py").is_file():
        pytest.skip("the reference scorer lies outside of the repository")
    specification = importlib.util.spec_from_file_location("reference_of_summaries", shared / "score_summary.py")
    reference = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(reference)
    with (shared / "data/summaries/polnear.dev.jsonl").open(encoding="utf-8") as lines:
        gold = {record["id"]: record for record in map(json.loads, islice(lines, 5))}
    path = write_lines(tmp_path / "gold.jsonl", gold.values())
    _, lengths = run(path, "--predictions", path_of_nothing(tmp_path))
    lead, _, cut = part("leads").lead_systems()
    for asked, system in zip(part("given").ASKED, (lead, cut), strict=True):
        made = {key: system.make(part("given").Given.of(record), None, asked)[0] for key, record in gold.items()}
        predicted = {key: {"summary": {"text": one.text, "sentences": one.spans}} for key, one in made.items()}
        expected, found = reference.score(gold, predicted), lengths[asked.name]["systems"][system.name]
        assert {name: found[name] for name in expected} == expected


def test_the_table_is_drawn_small(run, gold, tmp_path):
    pytest.importorskip("matplotlib")
    path = tmp_path / "table.png"
    run(gold, "--predictions", path_of_nothing(tmp_path), "--bootstrap", 5, "--plot", path)
    assert path.read_bytes().startswith(b"\x89PNG")
    assert path.stat().st_size < 300_000


def test_the_page_shows_what_is_missed_the_worst_first_and_escapes_it(part, tmp_path):
    given = part("given")
    articles = []
    for key, fact in (("good", 0), ("<b>bad", 1)):
        text = "It <i>rained</i>. It stopped."
        facts = [{"weight": 3, "support": [[[0, 17], [18, 29]][fact]], "text": "the & weather"}]
        record = {"id": key, "text": text, "sentences": [[0, 17], [18, 29]], "facts": facts}
        articles.append(part("page").Read(given.Given.of(record), {"3 sentences": given.Made(text[:17], ((0, 17),))}))
    part("page").write_summary_page(tmp_path / "page.html", articles, made_by={"checkpoint": "<u>"})
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    checker = Checker()
    checker.feed(page)
    assert checker.open == []
    assert not {"b", "i", "u", "script"} & checker.tags
    assert page.index("&lt;b&gt;bad") < page.index("good")
    assert ("missed" in page.split("good")[0], "missed</td>" in page.split("good")[1]) == (True, False)
    assert "3 sentences, 0%" in page


def test_written_summaries_have_issues_and_no_facts(run, reader, gold, tmp_path, monkeypatch):
    class Summarizer:
        @classmethod
        def from_pretrained(cls, folder, *, gguf_file=None):
            assert (folder, gguf_file) == (tmp_path, "w.gguf")
            return cls()

        def __call__(self, article, *, max_words=None):
            assert (bool(article.summary.text), max_words) == (True, 60)
            return Summary("Short.", issues=(Issue("name", 0, 4, "no such name", "dropped"),), draft="Zork. Short.")

    module = ModuleType("quoteattr.summary.generative")
    module.Summarizer = Summarizer
    monkeypatch.setitem(sys.modules, module.__name__, module)
    _, lengths = run(gold, "--summarizer", tmp_path, "--gguf", "w.gguf")
    found = lengths["60 words"]["systems"]
    assert (found["written"]["words"], found["written, guarded"]["words"]) == (2.0, 1.0)
    assert (found["written"]["invented"], found["written, guarded"]["invented"]) == (100.0, 0.0)
    assert "coverage" not in found["written"]
    assert "written" not in lengths["3 sentences"]["systems"]


@pytest.mark.parametrize(
    ("order", "words", "asked", "chosen"),
    [
        pytest.param([3, 0, 2], [5] * 4, {"max_sentences": 2}, [0, 3], id="so-many-sentences"),
        pytest.param([0, 1, 2], [5, 6, 4], {"max_words": 9}, [0, 2], id="what-does-not-fit-is-passed-over"),
        pytest.param([0, 1], [15, 12], {"max_words": 9}, [1], id="the-shortest-where-none-fits"),
        pytest.param([], [], {"max_words": 9}, [], id="no-sentence"),
    ],
)
def test_a_summary_is_filled_the_best_first(part, order, words, asked, chosen):
    assert part("given").fill(order, words, part("given").Length("asked", **asked)) == chosen


@pytest.mark.parametrize(
    ("words", "chosen"),
    [
        pytest.param([5, 6, 4], [0], id="it-ends-where-one-does-not-fit"),
        pytest.param([15, 6], [1], id="the-first-that-fits"),
    ],
)
def test_a_lead_is_filled_in_a_row(part, words, chosen):
    length = part("given").Length("asked", max_words=9)
    assert part("given").fill(range(len(words)), words, length, in_a_row=True) == chosen


def test_a_filled_summary_keeps_to_its_words(part):
    given = part("given")

    @settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
    @for_all(st.lists(st.integers(1, 30), min_size=1, max_size=12), st.integers(1, 60), st.integers(0, 11))
    def check(words, limit, first):
        order = sorted(range(len(words)), key=lambda place: (place != first, words[place]))
        chosen = given.fill(order, words, given.Length("asked", max_words=limit))
        assert chosen
        assert chosen == sorted(set(chosen))
        assert sum(words[place] for place in chosen) <= max(limit, min(words))

    check()


def test_the_body_has_no_headline(part):
    given = part("given").Given.of({"id": "a", "text": HEADED, "sentences": HEADED_SENTENCES})
    assert given.body == [1, 2, 3]


def test_draws_do_not_depend_on_the_other_articles(part):
    asked, made = part("given").ASKED[0], []
    for _ in range(2):
        (one,) = part("leads").draw_systems(draws=3, seed=1)
        given = part("given").Given.of(gold_records()[1])
        made.append(one.make(given, None, asked))
    assert made[0] == made[1]
    assert len(made[0]) == 3


def test_a_cut_lead_has_exactly_so_many_words(part):
    text = " ".join(f"w{i}" for i in range(80))
    given = part("given").Given.of({"id": "a", "text": text, "sentences": [[0, len(text)]]})
    cut = part("leads").lead_systems()[-1]
    (made,) = cut.make(given, None, part("given").ASKED[1])
    assert len(made.text.split()) == 60
    assert made.text == text[slice(*made.spans[0])]


def test_the_facts_oracle_fills_its_words_by_what_they_gain(part):
    # One long sentence states the heaviest fact, two short ones together more.
    sentences = ["long " * 50 + "end.", "Ferries wait here.", "Buses run there."]
    text = " ".join(sentences)
    starts = [text.index(s) for s in sentences]
    ends = [[start, start + len(s)] for start, s in zip(starts, sentences, strict=True)]
    facts = [{"weight": w, "support": [e]} for w, e in zip((3, 2, 2), ends, strict=True)]
    given = part("given").Given.of({"id": "a", "text": text, "sentences": ends, "facts": facts})
    length = part("given").Length("few", max_words=52)
    (made,) = part("oracles").facts_oracle().make(given, None, length)
    assert made.spans == (tuple(ends[1]), tuple(ends[2]))


def test_sumy_orders_the_sentences_that_it_is_given(part):
    pytest.importorskip("sumy")
    systems, note = part("sumy_rankers").sumy_systems()
    assert note.startswith("sumy ")
    assert [one.name for one in systems] == ["sumy TextRank", "sumy LexRank", "sumy LSA"]
    given = part("given").Given.of(
        {
            "id": "a",
            "text": (
                "The ferry waits. The ferry company says the ferry waits for the bridge. The bridge of the ferry "
                "company waits. Apples ripen."
            ),
        }
    )
    for one in systems:
        assert sorted(one.prepare(given).value) == [0, 1, 2, 3]
    empty = part("given").Given.of({"id": "b", "text": "… — …", "sentences": [[0, 1], [2, 5]]})
    assert all(sorted(one.prepare(empty).value) == [0, 1] for one in systems)


def test_without_sumy_its_systems_are_left_out(part, monkeypatch):
    def refuse(name):
        raise ImportError(name)

    monkeypatch.setattr(part("sumy_rankers"), "import_module", refuse)
    systems, note = part("sumy_rankers").sumy_systems()
    assert systems == []
    assert "pip install sumy" in note


def test_the_centroid_is_nearest_to_all_and_copies_come_last(part):
    order = part("centroid").central_order(np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 1.01], [0.0, 1.0]]))
    assert order == [1, 3, 0, 2]


def test_systems_are_drawn_in_the_order_of_the_table(part):
    merged = part("plot")._in_order([["ours", "lead", "random"], ["new", "ours", "lead", "cut", "random", "last"]])
    assert merged == ["new", "ours", "lead", "cut", "random", "last"]


def test_what_was_compressed_away_states_nothing(part):
    sentence = SummarySentence(
        5, 40, edits=(Edit(5, 8, "Ada", "speaker"), Edit(10, 20, "", "compression"), Edit(36, 40, ".", "compression"))
    )
    assert part("library").kept_of(sentence) == [(5, 10), (20, 36)]


def test_steps_within_steps_are_timed_once(part):
    library = part("library")
    watch = library._Watch()
    inner = watch.step(library.STEPS[0], lambda: "done")
    outer = watch.step(library.STEPS[-1], lambda _: inner())
    assert outer(SimpleNamespace()) == "done"
    assert set(watch.seconds) == {library.STEPS[-1]}
