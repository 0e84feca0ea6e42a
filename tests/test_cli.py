"""The command line, with a pipeline that needs no model."""

import gzip
import io
import json
import os
import struct
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from types import ModuleType

import pytest
from click.testing import CliRunner
from hypothesis import example as at_least
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr._version import __version__
from quoteattr.cli import main
from quoteattr.cli.output import Output
from quoteattr.console import Report
from quoteattr.errors import CheckpointError, MissingExtraError, OptionError
from quoteattr.info import iter_checkpoint_facts, iter_versions
from quoteattr.io import read_brat, read_jsonl, schema, write_jsonl
from quoteattr.types import Article, Summary

SAID = "“It will rain,” said Ada Burns."


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """An empty folder to work in."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(fake_pipeline, folder):
    def run(*arguments, stdin=None):
        return CliRunner().invoke(main, ["annotate", *map(str, arguments)], input=stdin)

    return run


@pytest.fixture
def article_file(folder):
    path = folder / "rain.txt"
    path.write_text(SAID, encoding="utf-8")
    return path


class TestFormats:
    def test_jsonl_where_nobody_looks(self, run, article_file):
        result = run(article_file)
        assert result.exit_code == 0
        assert result.stderr == ""
        record = json.loads(result.stdout)
        assert (record["id"], record["text"]) == ("rain", SAID)
        assert Article.from_dict(record).speakers[0].name == "Ada Burns"

    def test_one_line_an_article(self, run, folder, article_file):
        (folder / "more.jsonl").write_text('{"id": "a", "text": "A."}\n{"id": 2, "text": "B."}\n', encoding="utf-8")
        result = run("more.jsonl", article_file)
        assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a", "2", "rain"]

    def test_json_is_one_list(self, run, article_file):
        result = run(article_file, article_file, "--format", "json")
        assert [record["id"] for record in json.loads(result.stdout)] == ["rain", "rain"]

    def test_html_is_one_page(self, run, article_file):
        result = run(article_file, article_file, "-f", "html")
        assert result.stdout.startswith("<!DOCTYPE html>")
        assert result.stdout.count('class="qa-text"') == 2

    def test_table_has_summary_then_speakers(self, run, folder, example):
        (folder / "ferry.txt").write_text(example.text, encoding="utf-8")
        result = run("ferry.txt", "--format", "table")
        places = [
            result.stdout.index(part)
            for part in ("ferry", "Summary", "Mara Quill, head of Lowmere Ferries", "direct", "Tom Reddy, Councillor",
                         "mixed", "Speaker unknown", "Warnings")
        ]  # fmt: skip
        assert places == sorted(places)
        assert "\x1b" not in result.stdout

    def test_several_tables_have_a_rule_between_them(self, run, article_file):
        result = run(article_file, article_file, article_file, "--format", "table")
        assert result.stdout.count("─" * 80) == 2

    @pytest.mark.parametrize(
        ("name", "begins"),
        [
            pytest.param("out.jsonl", '{"schema_version"', id="jsonl"),
            pytest.param("out.json", "[\n", id="json"),
            pytest.param("out.html", "<!DOCTYPE html>", id="html"),
            pytest.param("out.txt", "rain\n\nSummary", id="txt"),
            pytest.param("out.dat", '{"schema_version"', id="other"),
        ],
    )
    def test_the_suffix_of_the_output_decides(self, run, folder, article_file, name, begins):
        assert run(article_file, "-o", name).stdout == ""
        assert (folder / name).read_text(encoding="utf-8").startswith(begins)

    def test_an_explicit_format_goes_before_the_suffix(self, run, folder, article_file):
        run(article_file, "-o", "out.html", "--format", "json")
        assert json.loads((folder / "out.html").read_text(encoding="utf-8"))[0]["text"] == SAID

    def test_a_dash_is_standard_output(self, run, article_file):
        assert json.loads(run(article_file, "-o", "-").stdout)["id"] == "rain"
        assert not Path("-").exists()

    def test_written_records_read_back(self, run, article_file):
        run(article_file, "-o", "out.jsonl")
        assert [article.text for article in read_jsonl("out.jsonl")] == [SAID]


class TestInput:
    @pytest.mark.parametrize("arguments", [pytest.param((), id="no FILES"), pytest.param(("-",), id="dash")])
    def test_standard_input_is_a_text(self, run, arguments):
        record = json.loads(run(*arguments, stdin=SAID).stdout)
        assert (record["id"], record["text"]) == (None, SAID)

    def test_standard_input_of_records(self, run):
        result = run("--input-format", "jsonl", stdin='{"id": "a", "text": "A."}\n{"id": "b", "text": "B."}\n')
        assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a", "b"]

    def test_standard_input_between_files(self, run, article_file):
        result = run(article_file, "-", article_file, stdin="Dry.")
        assert [json.loads(line)["text"] for line in result.stdout.splitlines()] == [SAID, "Dry.", SAID]

    @pytest.mark.parametrize("text", ["", " \n", "“", "\x00\r\n\u202e", "\ufeff“Yes”", "\U0001f600"])
    def test_any_text(self, run, text):
        result = run(stdin=text.encode())
        assert result.exit_code == 0
        assert json.loads(result.stdout)["text"] == text.removeprefix("\ufeff")

    def test_an_empty_file_of_records_gives_nothing(self, run, folder):
        (folder / "none.jsonl").write_text("", encoding="utf-8")
        result = run("none.jsonl")
        assert (result.exit_code, result.stdout) == (0, "")
        assert run("none.jsonl", "-o", "out.json").exit_code == 0
        assert json.loads((folder / "out.json").read_text()) == []


class TestBrat:
    def test_a_folder_with_two_files_an_article(self, run, folder, article_file):
        result = run(article_file, "-f", "brat", "-o", "out")
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "")
        assert {path.name for path in (folder / "out").iterdir()} == {"rain.txt", "rain.ann", "annotation.conf"}
        [article] = read_brat(folder / "out")
        assert (article.id, article.text, article.quotations[0].speaker.name) == ("rain", SAID, "Ada Burns")
        assert {path.name for path in folder.iterdir()} == {"rain.txt", "out"}

    def test_ids_cannot_leave_the_folder_nor_meet(self, run, folder):
        ids = ["../up", "/etc/passwd", "a", "A", None, None, "", ".", "..", "a/b", "a\\b", "CON:", "x" * 500, "é\n"]
        lines = (json.dumps({"id": id_, "text": f"{n}."}) for n, id_ in enumerate(ids))
        (folder / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
        assert run("in.jsonl", "-f", "brat", "-o", "out/").exit_code == 0
        assert {path.name for path in folder.iterdir()} == {"in.jsonl", "out"}
        assert len(list((folder / "out").glob("*.ann"))) == len(list((folder / "out").glob("*.txt"))) == len(ids)
        read = {article.text: article.id for article in read_brat(folder / "out")}
        assert [read[f"{n}."] for n in range(12)] == ids[:12]

    @pytest.mark.parametrize("there", [[], ["annotation.conf"], ["visual.conf", "annotation.conf", "README"]])
    def test_a_folder_without_articles_is_filled(self, run, folder, article_file, there):
        (folder / "out").mkdir()
        for name in there:
            (folder / "out" / name).write_text("mine")
        assert run(article_file, "-f", "brat", "-o", "out").exit_code == 0
        assert all((folder / "out" / name).read_text() == "mine" for name in there)
        assert len(list(read_brat(folder / "out"))) == 1

    @pytest.mark.parametrize("there", ["old.ann", "old.txt", "in/old.txt", "rain.txt"])
    def test_articles_that_are_there_stay_alone(self, run, fake_pipeline, folder, article_file, there):
        (folder / "out" / there).parent.mkdir(parents=True)
        (folder / "out" / there).write_text("mine")
        result = run(article_file, "-f", "brat", "-o", "out")
        assert result.exit_code == 2
        assert f"has articles already ({there!r})" in " ".join(result.stderr.split())
        assert fake_pipeline.calls == []
        assert [path.name for path in (folder / "out").rglob("*") if path.is_file()] == [Path(there).name]

    @pytest.mark.parametrize("lines", ['{"text": "Yes."}\n{"text": "crash"}\n', '{"text": "fail"}\n'])
    def test_a_run_that_ends_early_or_gives_nothing_leaves_no_folder(self, run, folder, lines):
        (folder / "in.jsonl").write_text(lines)
        assert run("in.jsonl", "-f", "brat", "-o", "out").exit_code == 1
        assert [path.name for path in folder.iterdir()] == ["in.jsonl"]


class TestOffsets:
    @pytest.fixture
    def wide_file(self, folder):
        (folder / "wide.txt").write_text(f"😀 {SAID}", encoding="utf-8")
        return "wide.txt"

    @pytest.mark.parametrize(
        ("form", "content"),
        [
            pytest.param("jsonl", '"content": [{"start": %d, "end": ', id="jsonl"),
            pytest.param("json", '"start": %d,', id="json"),
            pytest.param("csv", '“It will rain,”",%d,', id="csv"),
            pytest.param("webannotation", '"start": %d,', id="web annotation"),
            pytest.param("conll", "“\t%d\t", id="conll"),
        ],
    )
    def test_offsets_count_what_is_asked_for(self, run, wide_file, form, content):
        for arguments, start in (([], 2), (["--offsets", "codepoint"], 2), (["--offsets", "utf16"], 3)):
            result = run(wide_file, "-f", form, *arguments)
            assert result.exit_code == 0
            assert content % start in result.stdout

    def test_such_a_file_says_so_and_reads_right_back(self, run, folder, wide_file):
        assert run(wide_file, "-o", "plain.jsonl").exit_code == 0
        assert run(wide_file, "-o", "wide.jsonl", "--offsets", "utf16").exit_code == 0
        assert json.loads((folder / "wide.jsonl").read_text(encoding="utf-8"))["offsets"] == "utf16"
        assert list(read_jsonl("wide.jsonl")) == list(read_jsonl("plain.jsonl"))


class TestPages:
    PAGE = f"<html><head><title>Rain</title></head><body><article><p>{SAID}</p><p>She gave no reason.</p></article>"

    def test_pages_are_articles(self, run, folder):
        pytest.importorskip("trafilatura", reason="web pages are read with trafilatura (extra `web`)")
        (folder / "rain.html").write_text(self.PAGE, encoding="utf-8")
        (folder / "warc.jsonl").write_text(json.dumps({"url": "https://lowmere.example/", "html": self.PAGE}))
        result = run("rain.html", "warc.jsonl")
        assert result.exit_code == 0
        records = [json.loads(line) for line in result.stdout.splitlines()]
        assert [record["id"] for record in records] == ["rain", "https://lowmere.example/"]
        assert [record["text"] for record in records] == [f"Rain\n\n{SAID}\n\nShe gave no reason."] * 2

    @pytest.mark.parametrize("name", ["rain.html", "warc.jsonl"])
    def test_a_missing_extra_is_one_line(self, run, folder, monkeypatch, name):
        def missing(module, extra):
            raise MissingExtraError(f"{module} cannot be imported: pip install 'quoteattr[{extra}]'")

        monkeypatch.setattr("quoteattr.cli.annotate.need", missing)
        monkeypatch.setattr("quoteattr.io.web.need", missing)
        (folder / name).write_text(json.dumps({"html": self.PAGE}), encoding="utf-8")
        result = run(name, "-o", "out.jsonl")
        assert result.exit_code == 2
        assert result.stderr == "Error: trafilatura cannot be imported: pip install 'quoteattr[web]'\n"
        assert not Path("out.jsonl").exists()


class TestEncodings:
    def test_who_knows_the_encoding_names_it(self, run, folder):
        (folder / "old.txt").write_bytes(SAID.encode("cp1252"))
        result = run("old.txt")
        assert result.exit_code == 1
        assert "byte 0x93 at offset 0" in result.stderr
        assert "--encoding windows-1252" in result.stderr
        assert json.loads(run("old.txt", "--encoding", "windows-1252").stdout)["text"] == SAID
        assert json.loads(run("--encoding", "mac-roman", stdin=SAID.encode("mac-roman")).stdout)["text"] == SAID

    def test_packed_files_are_unpacked_and_torn_ones_told(self, run, folder):
        (folder / "rain.txt.gz").write_bytes(gzip.compress(SAID.encode()))
        (folder / "rain.jsonl.gz").write_bytes(gzip.compress(json.dumps({"id": "a", "text": SAID}).encode()))
        (folder / "torn.txt.gz").write_bytes(gzip.compress(SAID.encode())[:-4])
        result = run("rain.txt.gz", "torn.txt.gz", "rain.jsonl.gz")
        assert result.exit_code == 1
        assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["rain", "a"]
        assert "torn.txt.gz: a gzip file was asked for" in result.stderr


class TestOptions:
    @pytest.mark.parametrize(
        ("arguments", "expected"),
        [
            pytest.param([], {"batch_size": 16, "max_sentences": None, "max_words": None}, id="defaults"),
            pytest.param(["--max-sentences", "5"], {"max_sentences": 5, "max_words": None}, id="sentences"),
            pytest.param(["--max-words", "60"], {"max_sentences": None, "max_words": 60}, id="words"),
            pytest.param(
                ["--max-words", "60", "--max-sentences", "2"], {"max_sentences": 2, "max_words": 60}, id="both"
            ),
            pytest.param(["--batch-size", "4"], {"batch_size": 4}, id="batch size"),
            pytest.param(["--min-score", "0.8"], {"min_score": 0.8}, id="score"),
            pytest.param(["--min-score", "0"], {"min_score": 0.0}, id="every score"),
            pytest.param(["--max-words", "9"], {"min_score": None}, id="the checkpoint's own score"),
            pytest.param(["--min-speaker-score", "0.9"], {"min_speaker_score": 0.9}, id="score of the speaker"),
            pytest.param(["--min-score", "0.8"], {"min_speaker_score": None}, id="every speaker"),
            pytest.param(
                [], {"ratio": None, "focus": None, "compress": False, "faithful": False}, id="the summary's defaults"
            ),
            pytest.param(["--ratio", "0.25"], {"ratio": 0.25, "max_sentences": None}, id="ratio"),
            pytest.param(["--ratio", "1", "--max-words", "60"], {"ratio": 1.0, "max_words": 60}, id="ratio and words"),
            pytest.param(["--focus", "the cost, s'il vous plaît"], {"focus": "the cost, s'il vous plaît"}, id="focus"),
            pytest.param(["--compress"], {"compress": True, "faithful": False}, id="compress"),
            pytest.param(["--faithful"], {"compress": False, "faithful": True}, id="faithful"),
            pytest.param(
                ["--faithful", "--focus", "rain", "--max-sentences", "2", "--digest"],
                {"faithful": True, "focus": "rain", "max_sentences": 2},
                id="several",
            ),
        ],
    )
    def test_options_reach_the_pipeline(self, run, fake_pipeline, article_file, arguments, expected):
        assert run(article_file, *arguments).exit_code == 0
        [options] = fake_pipeline.calls
        assert options["on_error"] == "record"
        assert options | expected == options

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            pytest.param(["--format", "yaml"], "'yaml'", id="format"),
            pytest.param(["--max-sentences", "0"], "0 is not in the range", id="no sentence"),
            pytest.param(["--max-words", "few"], "'few'", id="words"),
            pytest.param(["--min-score", "80"], "80.0 is not in the range", id="score in percent"),
            pytest.param(["--min-speaker-score", "-1"], "-1.0 is not in the range", id="score below 0"),
            pytest.param(["--batch-size", "-1"], "-1 is not in the range", id="batch size"),
            pytest.param(["--loud"], "--loud", id="unknown option"),
            pytest.param(["--ratio", "0"], "0.0 is not in the range", id="no share"),
            pytest.param(["--ratio", "10"], "10.0 is not in the range", id="ratio in percent"),
            pytest.param(["--ratio", "0.3", "--max-sentences", "2"], "pass one of them", id="two numbers of sentences"),
            pytest.param(["--focus", " ?"], "focus is a few words", id="focus without a word"),
            pytest.param(["--focus"], "requires an argument", id="focus on nothing"),
            pytest.param(["--compress", "--faithful"], "not the article's own", id="shortened and faithful"),
            pytest.param(["--gguf-file", "model.gguf"], "give --summarizer as well", id="a file of no model"),
            pytest.param(
                ["--summarizer", "tiny", "--focus", "rain"], "--focus is for a summary of the", id="generated in focus"
            ),
            pytest.param(
                ["--summarizer", "tiny", "--ratio", "0.5"], "--ratio is for a summary of the", id="generated by ratio"
            ),
            pytest.param(["--checkpoint", "nowhere"], "nowhere: no checkpoint there", id="checkpoint"),
            pytest.param(["-o", "nowhere/out.jsonl"], "folder 'nowhere' does not exist", id="folder of the output"),
            pytest.param(["-o", ".", "-f", "csv"], "takes jsonl or brat", id="a folder of another form"),
            pytest.param(["--resume"], "name the folder with -o", id="nothing to go on with"),
            pytest.param(["--resume", "-o", "rain.txt"], "name the folder with -o", id="going on with a file"),
            pytest.param(["--resume", "-o", "out", "-f", "brat"], "written all at once", id="going on with brat"),
            pytest.param(["--n-process", "0"], "n_process=0", id="no process"),
            pytest.param(["-o", "out/", "--summarizer", "model"], "name a file with -o", id="generated into a folder"),
            pytest.param(["-f", "brat"], "name one with -o", id="a folder on standard output"),
            pytest.param(["-f", "brat", "-o", "-"], "name one with -o", id="a folder on a dash"),
            pytest.param(["-f", "brat", "-o", "rain.txt"], "is a file", id="a folder that is a file"),
            pytest.param(["-f", "brat", "-o", "."], "has articles already", id="the folder of the input"),
            pytest.param(["-f", "brat", "-o", "no/where"], "folder 'no' does not exist", id="a folder in none"),
            pytest.param(["--offsets", "bytes"], "'bytes'", id="offsets"),
            pytest.param(["--offsets", "utf16", "-f", "html"], "html has no offsets", id="offsets of a page"),
            pytest.param(["--offsets", "utf16", "-o", "out.txt"], "table has no offsets", id="offsets of a table"),
            pytest.param(
                ["--offsets", "utf16", "-f", "brat", "-o", "out"], "brat counts code points", id="offsets of brat"
            ),
            pytest.param(["--encoding", "klingon"], "no encoding of text", id="encoding"),
            pytest.param(["--encoding", "base64"], "no encoding of text", id="encoding that is none"),
            pytest.param(["--encoding", "cp1252", "in.jsonl"], "JSON Lines are UTF-8", id="encoding of records"),
            pytest.param(
                ["--encoding", "cp1252", "--input-format", "jsonl"], "JSON Lines are UTF-8", id="encoding of a format"
            ),
            pytest.param(["-o", "rain.txt"], "would be overwritten", id="output is an input"),
        ],
    )
    def test_what_cannot_be_done_is_a_usage_error(self, run, fake_pipeline, article_file, arguments, message):
        result = run(article_file, *arguments)
        assert result.exit_code == 2
        assert message in result.stderr
        assert result.stdout == ""
        assert fake_pipeline.calls == []
        assert [path.name for path in article_file.parent.iterdir()] == ["rain.txt"]
        assert article_file.read_text(encoding="utf-8") == SAID

    def test_nothing_to_read_on_a_terminal(self, run, monkeypatch):
        monkeypatch.setattr("quoteattr.cli.options.is_terminal", lambda _: True)
        result = run()
        assert result.exit_code == 2
        assert "no FILES were given" in result.stderr


class FakeSummarizer:
    """Stands in for a generative model: its summary is the article's last word."""

    calls: list[dict[str, object]] = []  # noqa: RUF012 - one list for the test that looks at it

    @classmethod
    def from_pretrained(cls, name_or_path, *, gguf_file=None):
        if name_or_path == "nowhere":
            raise CheckpointError("nowhere: no model\nthere")
        cls.calls.append({"name": name_or_path, "gguf_file": gguf_file})
        return cls()

    def rewrite(self, article, **options):
        self.calls.append(options)
        if "short" in article.text:
            raise OptionError("max_words=1 leaves the model no room")
        return replace(article, summary=Summary(article.text.split()[-1]), warnings=("a part was not read",))


class TestSummaries:
    @pytest.fixture
    def summarizer(self, monkeypatch):
        module = ModuleType("quoteattr.summary.generative")
        module.Summarizer = FakeSummarizer
        monkeypatch.setitem(sys.modules, "quoteattr.summary.generative", module)
        FakeSummarizer.calls.clear()
        return FakeSummarizer

    def test_a_generated_summary_takes_the_place_of_the_other(self, run, summarizer, article_file):
        result = run(article_file, "--summarizer", "tiny", "--max-words", "9")
        assert result.exit_code == 0
        [article] = map(Article.from_json, result.stdout.splitlines())
        assert article.summary.text == "Burns."
        assert article.warnings == ("a part was not read",)
        assert article.speakers[0].name == "Ada Burns"
        assert summarizer.calls == [
            {"name": "tiny", "gguf_file": None},
            {"max_sentences": None, "max_words": 9},
        ]

    def test_the_model_is_loaded_once(self, run, summarizer, article_file):
        run(article_file, article_file, "--summarizer", "tiny", "--gguf-file", "model.gguf", "--max-sentences", "2")
        first, *rest = summarizer.calls
        assert first == {"name": "tiny", "gguf_file": "model.gguf"}
        assert rest == [{"max_sentences": 2, "max_words": None}] * 2

    def test_without_a_model_none_is_loaded(self, run, summarizer, article_file):
        assert json.loads(run(article_file).stdout)["summary"]["text"] == SAID
        assert summarizer.calls == []

    @pytest.mark.usefixtures("summarizer")
    def test_a_model_that_is_not_there_is_a_usage_error(self, run, fake_pipeline, article_file):
        result = run(article_file, "--summarizer", "nowhere", "-o", "out.jsonl")
        assert result.exit_code == 2
        assert "nowhere: no model there" in result.stderr
        assert fake_pipeline.loaded == []
        assert not Path("out.jsonl").exists()

    @pytest.mark.usefixtures("summarizer")
    def test_a_model_that_has_no_room_ends_the_run(self, run, folder):
        (folder / "in.jsonl").write_text('{"text": "Yes."}\n{"text": "short"}\n')
        result = run("in.jsonl", "--summarizer", "tiny", "-o", "out.jsonl")
        assert result.exit_code == 1
        assert result.stderr == "Error: max_words=1 leaves the model no room\n"
        assert not Path("out.jsonl").exists()

    def test_what_failed_is_not_given_to_the_model(self, run, summarizer, folder):
        (folder / "in.jsonl").write_text('{"text": "this will fail"}\n{"text": "Yes."}\n')
        result = run("in.jsonl", "--summarizer", "tiny")
        assert result.exit_code == 1
        assert [json.loads(line)["summary"]["text"] for line in result.stdout.splitlines()] == ["Yes."]
        assert len(summarizer.calls) == 2

    def test_the_real_summarizer_names_a_folder_that_is_not_there(self, run, article_file):
        pytest.importorskip("torch")
        result = run(article_file, "--summarizer", "./nowhere")
        assert result.exit_code == 2
        assert "./nowhere" in result.stderr

    def test_a_digest_has_a_line_for_each_speaker(self, run, folder, example):
        (folder / "ferry.txt").write_text(example.text, encoding="utf-8")
        table = run("ferry.txt", "--format", "table", "--digest").stdout
        heads = [line.head for line in example.digest().lines]
        places = [table.index(f"{head}:") for head in heads]
        assert len(heads) == 3
        assert places == sorted(places)
        assert "mixed" not in table
        assert "Warnings" in table

    def test_a_digest_can_go_into_a_file(self, run, folder, article_file):
        assert run(article_file, "-o", "out.txt", "--digest").exit_code == 0
        assert "Ada Burns (1 quotation):\n  “It will rain.”" in (folder / "out.txt").read_text(encoding="utf-8")

    def test_a_digest_stands_under_the_summary(self, run, article_file):
        table = run(article_file, "-f", "table", "--digest").stdout
        places = [table.index(part) for part in ("rain", "Summary", "Ada Burns (1 quotation):")]
        assert places == sorted(places)
        page = run(article_file, "-f", "html", "--digest").stdout
        places = [page.index(part) for part in ("In short", "<b>Ada Burns (1 quotation):</b> “It will rain.”")]
        assert places == sorted(places)
        assert "(1 quotation)" not in run(article_file, "-f", "html").stdout

    @pytest.mark.parametrize("form", ["json", "jsonl"])
    def test_other_forms_are_the_same_with_a_digest(self, run, article_file, form):
        assert run(article_file, "-f", form, "--digest").stdout == run(article_file, "-f", form).stdout


class TestFailures:
    def test_the_rest_is_done(self, run, folder, article_file):
        (folder / "old.txt").write_bytes(b"\x93Yes\x94")
        (folder / "page.pdf").write_text("%PDF")
        (folder / "mixed.jsonl").write_text(
            '{"text": "One."}\nnonsense\n{"id": "b", "text": "this will fail"}\n{"text": "Two."}\n'
        )
        result = run("missing.txt", "old.txt", "page.pdf", "mixed.jsonl", folder, article_file)
        assert result.exit_code == 1
        assert [json.loads(line)["text"] for line in result.stdout.splitlines()] == ["One.", "Two.", SAID]
        messages = result.stderr.splitlines()
        assert [m for m in messages if not m.startswith("quoteattr: ")] == []
        assert "missing.txt: No such file or directory" in messages[0]
        assert "old.txt" in messages[1]
        assert "byte 0x93 at offset 0" in messages[1]
        assert "page.pdf" in messages[2]
        assert "mixed.jsonl, line 2" in messages[3]
        assert messages[4] == "quoteattr: article 'b': this text cannot be annotated"
        assert "Is a directory" in messages[5]
        assert messages[6] == "quoteattr: 3 annotated, 6 failed"

    def test_what_went_well_is_written(self, run, article_file):
        assert run("missing.txt", article_file, "-o", "out.jsonl").exit_code == 1
        assert [article.text for article in read_jsonl("out.jsonl")] == [SAID]

    @pytest.mark.parametrize("before", [None, "old\n"])
    def test_when_nothing_went_well_no_file_changes(self, run, folder, before):
        if before:
            (folder / "out.jsonl").write_text(before)
        assert run("missing.txt", "-o", "out.jsonl").exit_code == 1
        assert [path.read_text() for path in folder.iterdir()] == ([before] if before else [])

    @pytest.mark.parametrize("before", [None, "old\n"])
    @pytest.mark.parametrize("name", ["out.jsonl", "out.json", "out.html", "out.txt"])
    def test_a_run_that_ends_early_leaves_no_half_file(self, run, folder, name, before):
        (folder / "in.jsonl").write_text('{"text": "Yes."}\n{"text": "crash"}\n')
        if before:
            (folder / name).write_text(before)
        result = run("in.jsonl", "-o", name)
        assert result.exit_code == 1
        assert result.stderr == "Error: the run ended in between\n"
        assert {p.name for p in folder.iterdir()} == {"in.jsonl", name} if before else {"in.jsonl"}
        assert not before or (folder / name).read_text() == before

    def test_messages_cannot_drive_the_terminal(self, run, folder):
        (folder / "in.jsonl").write_text(json.dumps({"id": "\x1b[2J\n\u202e", "text": "fail"}))
        result = run("in.jsonl")
        assert result.exit_code == 1
        assert "\x1b" not in result.stderr
        assert len(result.stderr.splitlines()) == 2

    def test_a_full_disk_is_told(self, run, article_file):
        if not Path("/dev/full").exists():
            pytest.skip("needs /dev/full")
        result = run(article_file, "-o", "/dev/full")
        assert result.exit_code == 1
        assert result.stderr == "Error: /dev/full: No space left on device\n"


class TestStreaming:
    def test_articles_are_written_before_all_are_read(self, monkeypatch):
        """Each article is out before the next is asked for, so memory does not grow with their number."""
        written = []

        class Out(io.BytesIO):
            def write(self, data):
                written.append(len(data))
                return len(data)

        def endless():
            for n in range(1_000):
                assert len(written) == n
                yield Article("Yes.", id=str(n))

        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(Out()))
        Output(None).write(endless(), Report())
        assert len(written) == 1_000


def spawn(*arguments, **options):
    """Run the command in a process of its own, with the fake in the place of the pipeline."""
    code = (
        f"import sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "import conftest; sys.modules['quoteattr.pipeline'] = conftest.fake_module()\n"
        "from quoteattr.cli import main; main(prog_name='quoteattr')"
    )
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent), "PYTHONIOENCODING": ""}
    return subprocess.Popen(  # noqa: S603
        [sys.executable, "-c", code, "annotate", *map(str, arguments)],
        env=environment | options.pop("env", {}),
        **({"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE} | options),
    )


def on_terminal(*arguments, **env):
    """Run the command on a terminal of 60 columns and return its exit code and what the terminal shows."""
    fcntl, pty, termios = (pytest.importorskip(name) for name in ("fcntl", "pty", "termios"))
    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 60, 0, 0))
    environment = {"TERM": "xterm", "NO_COLOR": "", "COLUMNS": ""} | env
    process = spawn(*arguments, stdin=follower, stdout=follower, stderr=follower, env=environment)
    os.close(follower)
    shown = b""
    while True:
        try:
            part = os.read(leader, 65536)
        except OSError:  # Linux says that the other end is closed
            break
        if not part:
            break
        shown += part
    os.close(leader)
    return process.wait(), shown.decode().replace("\r\n", "\n")


class TestProcess:
    def test_bytes_in_and_out(self, article_file):
        out, err = spawn(article_file).communicate()
        assert json.loads(out.decode())["text"] == SAID
        assert err == b""

    def test_records_are_utf8_whatever_the_locale(self, article_file):
        process = spawn(article_file, env={"PYTHONIOENCODING": "ascii", "LC_ALL": "C", "PYTHONUTF8": "0"})
        out, _ = process.communicate()
        assert json.loads(out.decode("utf-8"))["text"] == SAID

    @pytest.mark.parametrize("form", ["jsonl", "json", "html", "table"])
    def test_a_closed_pipe_is_no_failure(self, folder, form):
        (folder / "many.jsonl").write_text((json.dumps({"text": SAID}) + "\n") * 5_000, encoding="utf-8")
        process = spawn("many.jsonl", "--format", form)
        assert process.stdout.read(100)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 0

    def test_a_person_sees_a_table_in_colour(self, article_file):
        code, shown = on_terminal(article_file)
        assert code == 0
        assert "\x1b[1mSummary\x1b[0m" in shown
        assert "\x1b[1;36mAda Burns\x1b[0m" in shown

    @pytest.mark.parametrize("env", [{"NO_COLOR": "1"}, {"TERM": "dumb"}])
    def test_no_colour_where_none_is_wanted(self, article_file, env):
        code, shown = on_terminal(article_file, **env)
        assert code == 0
        assert "Ada Burns" in shown
        assert "\x1b" not in shown

    def test_a_table_is_as_wide_as_the_terminal(self, folder, example):
        (folder / "ferry.txt").write_text(example.text, encoding="utf-8")
        _, shown = on_terminal("ferry.txt", "ferry.txt", NO_COLOR="1")
        assert max(map(len, shown.splitlines())) == 60

    def test_a_file_gets_no_colour_from_the_terminal(self, folder, article_file):
        code, shown = on_terminal(article_file, "-o", "out.txt")
        assert (code, shown) == (0, "")
        assert "\x1b" not in (folder / "out.txt").read_text(encoding="utf-8")

    def test_progress_only_for_many_and_only_when_the_articles_go_elsewhere(self, article_file):
        _, shown = on_terminal(article_file, article_file, "-o", "out.jsonl")
        assert "2/2" in shown
        for arguments in ([article_file, "-o", "out.jsonl"], [article_file, article_file]):
            _, shown = on_terminal(*arguments, NO_COLOR="1")
            assert "articles" not in shown

    def test_a_terminal_with_nothing_to_read(self):
        code, shown = on_terminal()
        assert code == 2
        assert "no FILES were given" in shown


class TestRender:
    @pytest.fixture
    def render(self, folder, example):
        def render(*arguments, stdin=None):
            return CliRunner().invoke(main, ["render", *map(str, arguments)], input=stdin)

        write_jsonl([example], folder / "in.jsonl")
        return render

    @pytest.mark.parametrize(
        ("form", "begins"),
        [
            ("table", "ferry\n\nSummary"),
            ("json", "[\n"),
            ("jsonl", '{"schema_version"'),
            ("html", "<!DOCTYPE html>"),
            ("csv", "article_id,"),
            ("webannotation", "[\n"),
            ("conll", "# global.columns"),
        ],
    )
    def test_any_form_without_a_model(self, render, monkeypatch, form, begins):
        monkeypatch.setitem(sys.modules, "quoteattr.pipeline", None)
        result = render("in.jsonl", "-f", form)
        assert (result.exit_code, result.stderr) == (0, "")
        assert result.stdout.startswith(begins)

    @pytest.mark.parametrize("form", ["table", "json", "jsonl", "html", "csv", "webannotation", "conll"])
    def test_the_same_as_annotate_prints(self, run, render, article_file, form):
        run(article_file, "-o", "annotated.jsonl")
        assert render("annotated.jsonl", "-f", form).stdout == run(article_file, "-f", form).stdout

    @pytest.mark.parametrize("offsets", ["codepoint", "utf16"])
    @pytest.mark.parametrize("name", ["out.jsonl", "out.json", "out.jsonl.gz"])
    def test_there_and_back(self, render, folder, example, name, offsets):
        written = name.removesuffix(".gz")
        assert render("in.jsonl", "-o", written, "--offsets", offsets).exit_code == 0
        if name != written:
            (folder / name).write_bytes(gzip.compress((folder / written).read_bytes()))
        assert render(name, "-o", "back.jsonl").exit_code == 0
        assert list(read_jsonl("back.jsonl")) == [example]

    def test_corrected_in_brat(self, render, folder):
        assert render("in.jsonl", "-f", "brat", "-o", "to-correct").exit_code == 0
        note = folder / "to-correct" / "ferry.ann"
        note.write_text(note.read_text(encoding="utf-8").replace('"Tom Reddy"', '"Tim Reddy"'), encoding="utf-8")
        result = render("to-correct", "-f", "csv")
        assert result.exit_code == 0
        assert "Tim Reddy" in result.stdout

    def test_standard_input(self, render, example):
        assert render("-f", "csv", stdin=example.to_json()).stdout == render("in.jsonl", "-f", "csv").stdout
        listed = f"[{example.to_json()}]"
        assert render("-", "--input-format", "json", stdin=listed).stdout == f"{example.to_json()}\n"

    def test_what_cannot_be_read_does_not_stop_the_rest(self, render, folder, example):
        (folder / "bad.jsonl").write_text(f'{{"text": "Yes."}}\n{example.to_json()}\n', encoding="utf-8")
        result = render("missing.json", "bad.jsonl", "in.jsonl")
        assert result.exit_code == 1
        assert len(result.stdout.splitlines()) == 2
        first, second, last = result.stderr.splitlines()
        assert "missing.json: No such file" in first
        assert "bad.jsonl, line 1: an article of schema version" in second
        assert last == "quoteattr: 2 written, 2 failed"

    @pytest.mark.parametrize(
        ("arguments", "message"),
        [
            pytest.param(["in.jsonl", "-o", "in.jsonl"], "is one of RECORDS and would be overwritten", id="itself"),
            pytest.param(["in.jsonl", "-f", "brat"], "name one with -o", id="a folder on standard output"),
            pytest.param(["in.jsonl", "-f", "html", "--offsets", "utf16"], "html has no offsets", id="offsets"),
            pytest.param(["in.jsonl", "--input-format", "txt"], "'txt'", id="texts"),
        ],
    )
    def test_what_cannot_be_done_is_a_usage_error(self, render, folder, arguments, message):
        before = (folder / "in.jsonl").read_bytes()
        result = render(*arguments)
        assert result.exit_code == 2
        assert message in result.stderr
        assert (folder / "in.jsonl").read_bytes() == before

    def test_nothing_to_read_on_a_terminal(self, render, monkeypatch):
        monkeypatch.setattr("quoteattr.cli.options.is_terminal", lambda _: True)
        result = render()
        assert result.exit_code == 2
        assert "no RECORDS were given" in result.stderr


def test_the_schema_is_printed_as_it_is_published():
    result = CliRunner().invoke(main, ["schema"])
    assert result.exit_code == 0
    assert json.loads(result.stdout) == schema()


class TestInfo:
    def test_versions_need_no_import(self):
        versions = dict(iter_versions())
        assert versions["quoteattr"] == __version__
        assert versions["python"].startswith(".".join(map(str, sys.version_info[:3])))
        assert {"torch", "transformers", "nltk"} <= set(versions)

    @pytest.mark.parametrize(
        ("card", "licence"),
        [
            pytest.param("---\nlanguage: en\nlicense: apache-2.0\n---\n# A checkpoint\n", "apache-2.0", id="stated"),
            pytest.param("---\nlanguage: en\n---\nlicense: not here\n", "not stated", id="not in the front matter"),
            pytest.param("# A checkpoint\n", "not stated", id="no front matter"),
            pytest.param(None, "not stated (no model card)", id="no card"),
        ],
    )
    def test_facts_of_a_checkpoint(self, tmp_path, card, licence):
        header = json.dumps(
            {
                "__metadata__": {"format": "pt"},
                "a": {"dtype": "F16", "shape": [1000, 1500], "data_offsets": [0, 3_000_000]},
                "b": {"dtype": "F16", "shape": [], "data_offsets": [3_000_000, 3_000_002]},
            }
        ).encode()
        (tmp_path / "model.safetensors").write_bytes(struct.pack("<Q", len(header)) + header + bytes(3_000_002))
        if card:
            (tmp_path / "README.md").write_text(card)
        facts = dict(iter_checkpoint_facts(tmp_path))
        assert facts["folder"] == str(tmp_path)
        assert facts["parameters"] == "1.5 million"
        assert facts["size"] == "3.0 MB"
        assert facts["licence"] == licence

    @given(st.binary(max_size=40))
    @at_least(b"")
    @at_least(struct.pack("<Q", 2) + b"[]")
    @at_least(struct.pack("<Q", 2**63) + b"{}")
    @at_least(struct.pack("<Q", 7) + b'{"a":1}')
    @settings(max_examples=30, deadline=None)
    def test_damaged_weights_are_a_clear_error(self, tmp_path_factory, content):
        folder = tmp_path_factory.mktemp("checkpoint")
        (folder / "model.safetensors").write_bytes(content)
        with pytest.raises(CheckpointError, match="not in the safetensors format"):
            dict(iter_checkpoint_facts(folder))

    def test_a_missing_checkpoint_still_shows_the_versions(self):
        pytest.importorskip("torch")
        result = CliRunner().invoke(main, ["info", "--checkpoint", "./nowhere"])
        assert result.exit_code == 1
        assert f"quoteattr     {__version__}" in result.stdout
        assert "device" in result.stdout
        assert "nowhere" in result.stderr


class TestMain:
    @pytest.mark.parametrize(
        "arguments", [["--help"], ["annotate", "--help"], ["render", "--help"], ["info", "--help"]]
    )
    def test_help_has_examples(self, arguments):
        result = CliRunner().invoke(main, arguments)
        assert result.exit_code == 0
        assert "Examples:\n  quoteattr " in result.stdout.replace("    ", "  ")

    def test_version(self):
        assert CliRunner().invoke(main, ["--version"]).stdout == f"quoteattr, version {__version__}\n"

    @pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["annotate", "--help"], ["schema"]])
    def test_the_module_runs_and_stays_light(self, arguments):
        code = (
            "import runpy, sys\n"
            f"sys.argv = ['quoteattr', *{arguments!r}]\n"
            "try:\n    runpy.run_module('quoteattr', run_name='__main__')\n"
            "except SystemExit as stop:\n    assert stop.code == 0\n"
            "print(sorted({'torch', 'transformers', 'nltk', 'numpy'} & set(sys.modules)), file=sys.stderr)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)  # noqa: S603
        assert done.stdout
        assert done.stderr == "[]\n"
