import importlib
import json
import sys
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from quoteattr.pipeline import Pipeline
from quoteattr.types import Article
from tests.conftest import build_tiny_encoder

from .conftest import BENCHMARKS

TEXTS = ["“We leave at six,” said Mara Quill. Nobody else spoke.\n\nThe quay was wet.", "It rained in Redcar."]
LIBRARY = {"cpu_seconds": 2.0, "startup_seconds": 9.0, "versions": {"quoteattr": "1"}, "peak": 600.0, "failed": 0}
REPORT = {
    "beside": {
        "articles": 10,
        "words": 4000,
        "tools": {
            "quoteattr": LIBRARY,
            "other": {**LIBRARY, "cpu_seconds": 5.0, "peak": None},
            "third": {"skipped": "no wheel"},
        },
    },
    "stages": {"encoder": {"ms_per_article": 50.0, "ms_per_1000_words": 100.0, "share": 1.0}},
    "passes": [
        {"n_process": 2, "batch_size": 16, "articles": 9, "seconds": 3.0, "cpu_seconds": None, "peak": 1.0}
        | {"peak_of_a_worker": 2.0}
    ],
    "sizes": [{"words": 0, "characters": 0, "peak": 500.0}]
    + [{"words": n, "characters": 6 * n, "cpu_seconds": n / 1000, "peak": 500.0} for n in (100, 1000)],
    "stream": [{"articles": n, "cpu_seconds": n / 5, "resident": 500.0, "peak": 510.0} for n in (100, 200)],
    "stand-in": [
        {"articles": 100, "cpu_seconds": 1.0, "resident": 510.0, "peak": 510.0, "in_use": 200.0, "blocks": 10**6}
    ],
    "startup": {"python": {"seconds": 0.5, "cpu_seconds": 0.25}},
}


@pytest.fixture(autouse=True)
def paths(monkeypatch):
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    monkeypatch.syspath_prepend(str(BENCHMARKS / "rivals" / "readers"))


@pytest.fixture
def speed():
    """The modules of the benchmark by name."""
    return SimpleNamespace(
        **{
            name: importlib.import_module(f"speed.{name}")
            for name in ("child", "compare", "memory", "plot", "readers", "stand_in", "startup", "tables", "texts")
        }
    )


@pytest.fixture
def pipeline():
    """A pipeline that annotates nothing."""

    class Blank:
        def __call__(self, text):
            return Article(text)

        def pipe(self, texts, **_):
            return map(Article, texts)

    return Blank()


@pytest.mark.parametrize("words", [1, 3, 17, 100])
def test_a_text_has_as_many_words_as_were_asked_for(speed, words):
    assert len(speed.texts.of_words(TEXTS, words).split()) == words


def test_a_text_has_as_many_characters_as_were_asked_for(speed):
    assert len(speed.texts.of_characters(TEXTS, 1000)) == 1000


def test_no_two_short_articles_are_alike(speed):
    articles = list(speed.texts.short_articles(TEXTS, 800))
    assert len(set(articles)) == 800


def test_memory_is_told_where_the_system_counts_it(speed):
    held, most = speed.memory.resident(), speed.memory.peak()
    assert (held is None) == (sys.platform != "linux")
    assert held is None or 1 < held <= most
    assert speed.memory.peak(2**30) is None


def test_what_c_libraries_use_is_told_where_glibc_counts_it(speed):
    used = speed.memory.in_use()
    assert used is None or used > 1


@pytest.mark.parametrize(("least", "words"), [(1, [10, 4]), (11, [14, 4])])
def test_a_short_article_has_as_many_paragraphs_as_it_takes(speed, least, words):
    articles = speed.texts.short_articles(TEXTS, 2, least)
    assert [len(text.partition("\n\n")[2].split()) for text in articles] == words


def test_what_stands_in_for_the_encoder_takes_what_is_in_marks_for_said(speed):
    pipeline = Pipeline(build_tiny_encoder(), min_score=0)
    encoder = speed.stand_in.with_stand_in(pipeline).encoder
    text = "“We leave at six,” said Mara Quill."
    states = encoder.encode(text)
    said = [
        text[a:b] for (a, b), tag in zip(states.tokens.offsets, states.tags.argmax(1), strict=True) if tag in (1, 2)
    ]
    assert "".join(said) == "“Weleaveatsix,”"
    assert states.states.shape == (len(states.tokens), encoder.model.tags.in_features)


def test_sizes_are_measured_one_after_the_other(speed, pipeline):
    found = list(speed.child.sizes(pipeline, TEXTS, words=[10, 20], characters=[300], rounds=2))
    assert [row["words"] for row in found[:3]] == [0, 10, 20]
    assert found[3]["characters"] == 300
    assert all(row["cpu_seconds"] >= 0 for row in found[1:])


def test_a_stream_is_read_to_its_end(speed, pipeline):
    found = list(speed.child.stream(pipeline, TEXTS, articles=250))
    assert [row["articles"] for row in found] == [100, 200, 250]


def test_the_first_article_of_a_pass_is_not_timed(speed, pipeline):
    ways = [{"n_process": 1, "batch_size": 4}, {"n_process": 2, "batch_size": 4}]
    found = list(speed.child.passes(pipeline, TEXTS * 3, ways=ways, rounds=2))
    assert [row["articles"] for row in found] == [5, 5]
    assert [row["cpu_seconds"] is None for row in found] == [False, True]


SERVER = """
import sys
from reader_protocol import serve

def read(text):
    if "quay" in text:
        raise KeyError(text)
    return [], []

serve(lambda: read, [])
"""


def test_tools_take_turns_and_failures_are_counted(speed, tmp_path):
    script = tmp_path / "server.py"
    script.write_text(SERVER, encoding="utf-8")
    command = [sys.executable, str(script)]
    broken = [sys.executable, "-c", "raise SystemExit('out of order')"]
    tools = {"one": command, "two": command, "broken": broken}
    found = speed.compare.take_turns(tools, TEXTS, rounds=2, threads=1, say=lambda _: None)
    assert [found[name]["failed"] for name in ("one", "two")] == [1, 1]
    assert "out of order" in found["broken"]["skipped"]


def test_a_task_that_fails_says_why(speed):
    with pytest.raises(Exception, match="KeyError") as failure:
        list(speed.readers.answers("nothing", [], {}, threads=1))
    assert type(failure.value).__name__ == "ReadingFailedError"


def test_each_command_is_timed_by_both_clocks(speed):
    taken = speed.startup.run([sys.executable, "-c", "pass"], threads=1)
    assert set(taken) == {"seconds", "cpu_seconds"}
    assert all(value > 0 for value in taken.values())


def test_tables_show_every_part(speed):
    said = speed.tables.report_tables(REPORT)
    assert "third: skipped, no wheel" in said
    row = next(line.split() for line in said.splitlines() if line.startswith("other "))
    assert row[1:5] == ["2.00", "800", "2.50", "-"]


def test_what_was_measured_is_drawn(speed, tmp_path):
    pytest.importorskip("matplotlib", reason="draws with matplotlib")
    speed.plot.plot(REPORT, tmp_path / "speed.svg")
    assert "<svg" in (tmp_path / "speed.svg").read_text(encoding="utf-8")


def test_earlier_parts_are_taken_from_a_report(script, gold, tmp_path, monkeypatch):
    module = script("throughput")
    monkeypatch.setitem(module.PARTS, "startup", lambda _: REPORT["startup"])
    earlier, out = tmp_path / "earlier.json", tmp_path / "out.json"
    earlier.write_text(json.dumps({**REPORT, "startup": {}}), encoding="utf-8")
    options = ["--only", "startup", "--with", str(earlier), "--json", str(out), "--no-rivals"]
    result = CliRunner().invoke(module.main, [str(gold), *options])
    assert result.exit_code == 0, result.output
    report = json.loads(out.read_text(encoding="utf-8"))
    assert report["startup"] == REPORT["startup"]
    assert report["beside"] == REPORT["beside"]
