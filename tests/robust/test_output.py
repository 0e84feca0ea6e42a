"""Output that cannot be written and input that cannot be read, by real processes: one line, a status, no half file."""

import json
import sys
from pathlib import Path

import pytest

from quoteattr.archive import annotate_files
from quoteattr.model.saving import save_encoder
from tests.archive.test_archive import StandIn
from tests.robust.acting import spawn, wait_until

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="asks for limits of Linux")
# What a disk without room does to a file beyond a size.
FULL = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, ({0}, {0}))"
# The superuser may read anything, but for this right of his.
WITHOUT_RIGHTS = "import ctypes as c; c.CDLL(None).capset((c.c_uint32 * 2)(0x20080522, 0), (c.c_uint32 * 6)())"
TOO_LARGE = "File too large"


@pytest.fixture
def articles(tmp_path):
    path = tmp_path / "articles.jsonl"
    path.write_text("".join(f"{json.dumps({'id': str(n), 'text': f'{n} ' * 400})}\n" for n in range(40)))
    return path


def finish(process):
    _, told = process.communicate(timeout=60)
    return process.returncode, told


def ids(path):
    return [json.loads(line)["id"] for line in path.read_text().splitlines()]


@pytest.mark.parametrize("form", ["jsonl", "json", "html", "csv", "conll", "webannotation", "brat"])
def test_a_full_disk_leaves_no_half_file(articles, tmp_path, form):
    target = tmp_path / "target"
    room = FULL.format(500 if form == "brat" else 5_000)
    status, told = finish(spawn("annotate", articles, "-o", target, "--format", form, before=room))
    assert (status, told.count("\n")) == (1, 1)
    assert "Traceback" not in told
    assert TOO_LARGE in told
    assert [path.name for path in tmp_path.iterdir()] == ["articles.jsonl"]


@pytest.mark.parametrize("n_process", [1, 2])
def test_a_full_disk_ends_a_run_into_a_folder_which_then_goes_on(articles, tmp_path, n_process):
    out = tmp_path / "out"
    run = ("annotate", articles, "-o", f"{out}/", "--n-process", n_process)
    status, told = finish(spawn(*run, before=FULL.format(20_000)))
    assert (status, told.count("\n")) == (1, 1)
    assert TOO_LARGE in told
    assert "--resume goes on" in told
    status, told = finish(spawn(*run, "--resume"))
    assert status == 0, told
    assert "done before" in told
    assert ids(out / "articles.jsonl") == [str(n) for n in range(40)]


def test_standard_output_without_room_is_told_once(articles):
    with Path("/dev/full").open("w") as full:
        assert finish(spawn("annotate", articles, stdout=full)) == (
            1,
            "Error: standard output: No space left on device\n",
        )


def test_standard_output_that_is_closed_is_no_traceback(articles):
    process = spawn("annotate", articles, before="import os; os.close(1)", stdout=None)
    status, told = finish(process)
    assert status != 0
    assert "Traceback" not in told


def test_a_folder_that_is_taken_away_is_told(articles, tmp_path):
    out = tmp_path / "out"
    articles.write_text(f"{json.dumps({'id': 'a', 'text': 'slow one'})}\n" * 10)
    process = spawn("annotate", articles, "-o", f"{out}/", "--n-process", 2)
    wait_until(lambda: any(path.name.endswith(".part") for path in out.glob(".*")))
    out.rename(tmp_path / "elsewhere")
    status, told = finish(process)
    assert (status, told.count("\n")) == (1, 1)
    assert "No such file or directory" in told
    # What was written is where the folder went, and the run goes on there.
    report = annotate_files([articles], tmp_path / "elsewhere", pipeline=StandIn("0"), resume=True)
    assert report.resumed + report.annotated + 10 * report.skipped == 10


def test_a_file_whose_folder_is_taken_away_is_told(articles, tmp_path):
    place = tmp_path / "place"
    place.mkdir()
    articles.write_text(f"{json.dumps({'id': 'a', 'text': 'slow one'})}\n" * 5)
    process = spawn("annotate", articles, "-o", place / "out.jsonl")
    wait_until(lambda: any(place.iterdir()))
    place.rename(tmp_path / "elsewhere")
    status, told = finish(process)
    assert (status, told.count("\n")) == (1, 1)
    assert "out.jsonl: No such file or directory" in told


def test_a_file_that_may_not_be_read_does_not_stop_the_rest(tmp_path):
    secret, open_ = tmp_path / "secret.txt", tmp_path / "open.txt"
    secret.write_text("Yes.")
    secret.chmod(0)
    open_.write_text("No.")
    process = spawn("annotate", "secret.txt", "open.txt", cwd=tmp_path, before=WITHOUT_RIGHTS)
    out, told = process.communicate(timeout=60)
    assert process.returncode == 1
    assert told == "quoteattr: secret.txt: Permission denied\nquoteattr: 1 annotated, 1 failed\n"
    assert json.loads(out)["text"] == "No."


def test_a_full_disk_leaves_the_checkpoint_that_was_there(tiny_encoder, tmp_path, monkeypatch):
    save_encoder(tiny_encoder, tmp_path)
    before = {path.name: path.read_bytes() for path in tmp_path.iterdir()}

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(tiny_encoder.tokenizer, "save_pretrained", full)
    with pytest.raises(OSError, match="No space left"):
        save_encoder(tiny_encoder, tmp_path)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == before
