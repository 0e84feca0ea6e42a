"""What `quoteattr info` says of what is installed, of its licences and its origins."""

import json
import shutil
from importlib.resources import files
from pathlib import Path

import pytest
from click.testing import CliRunner

from quoteattr.cli import main
from quoteattr.errors import CheckpointError
from quoteattr.info import checkpoint_origins, iter_extras, licence_files, list_data, list_heads
from quoteattr.info.versions import _FOR_DEVELOPERS

SHIPPED = Path(str(files("quoteattr"))) / "checkpoints/default"
NOTICE = Path(__file__).parents[2] / "NOTICE"


def info(*arguments):
    pytest.importorskip("torch")
    return CliRunner().invoke(main, ["info", *map(str, arguments)])


@pytest.fixture(scope="module")
def printed():
    return info()


@pytest.fixture(scope="module")
def record():
    return json.loads(info("--json", "--verify").stdout)


class TestLists:
    def test_each_list_states_its_origin_and_licence(self):
        assert [data.name for data in list_data() if "not stated" in (data.origin, data.licence)] == []

    def test_every_list_is_told_of(self):
        assert {data.name for data in list_data()} == {
            path.name for path in (SHIPPED.parents[1] / "data").glob("*.toml")
        }

    def test_an_origin_is_all_that_is_stated(self):
        [names] = [data for data in list_data() if data.name == "given_names.toml"]
        assert "GAP, Apache-2.0; GUM, CC BY 4.0; LitBank, CC BY 4.0" in names.origin

    def test_what_comes_from_elsewhere_is_in_the_notice(self):
        elsewhere = [data.name for data in list_data() if "fitted" in data.origin or "counted" in data.origin]
        assert len(elsewhere) == 5
        text = NOTICE.read_text(encoding="utf-8")
        assert [name for name in elsewhere if name not in text] == []


class TestOrigins:
    def test_the_notice_names_every_work(self):
        text = NOTICE.read_text(encoding="utf-8")
        origins = checkpoint_origins(SHIPPED)
        assert [work.name for work in (*origins.base, *origins.data) if work.name not in text] == []

    def test_the_model_card_names_every_corpus(self):
        card = (SHIPPED / "README.md").read_text(encoding="utf-8").replace("CNN and Daily", "CNN / Daily")
        words = [work.name.split(",")[0].split(" 1.0.0")[0] for work in checkpoint_origins(SHIPPED).data]
        assert [word for word in words if word not in card and "Key facts" not in word] == []

    def test_a_checkpoint_need_not_tell(self, tmp_path):
        assert checkpoint_origins(tmp_path).data == ()

    @pytest.mark.parametrize(
        "content",
        [
            pytest.param(b"[[base]", id="no toml"),
            pytest.param(b"\xff", id="not utf-8"),
            pytest.param(b"base = 'BERT'", id="a string"),
            pytest.param(b"base = 1", id="a number"),
            pytest.param(b"[[data]]\nname = 'A'", id="too little"),
            pytest.param(b"[[data]]\nname='A'\nby='B'\nlicence='C'\nused='D'\nmore='E'", id="too much"),
            pytest.param(b"[[data]]\nname=1\nby='B'\nlicence='C'\nused='D'", id="a number for a name"),
        ],
    )
    def test_what_does_not_tell_is_an_error(self, tmp_path, content):
        (tmp_path / "origins.toml").write_bytes(content)
        with pytest.raises(CheckpointError, match=r"origins\.toml was read for"):
            checkpoint_origins(tmp_path)


class TestText:
    @pytest.mark.parametrize(
        "part",
        [
            "checkpoint    default",
            "licence       Apache-2.0",
            "head          antecedents of sources (",
            "head          salience of sentences (",
            "to verify     quoteattr info --verify",
            "Made from\n  all-MiniLM-L6-v2\n    Licence: Apache-2.0. By: sentence-transformers",
            "PolNeAR 1.0.0, training part\n    Licence: not stated.",
            "LitBank\n    Licence: CC-BY-4.0",
            "titles.toml\n    Licence: Apache-2.0. Origin: written for this project.",
        ],
    )
    def test_says_what_is_there_from_where_under_which_licence(self, printed, part):
        assert printed.exit_code == 0
        assert part in printed.stdout

    def test_says_where_everything_lies(self, printed):
        assert str(SHIPPED) in printed.stdout
        assert str(SHIPPED.parents[1]) in printed.stdout
        assert all(str(path) in printed.stdout for path in licence_files())

    def test_prose_keeps_to_eighty_columns(self, printed):
        assert [line for line in printed.stdout.splitlines() if len(line) > 80 and line.startswith(" ")] == []

    def test_nothing_of_a_foreign_checkpoint_drives_the_terminal(self, tmp_path):
        folder = tmp_path / "theirs"
        shutil.copytree(SHIPPED, folder)
        (folder / "origins.toml").write_text(
            '[[base]]\nname = "a\\u001b[2J"\nby = "\\u202eb"\nlicence = "c\\nd"\nused = "e"\n', encoding="utf-8"
        )
        result = info("--checkpoint", folder)
        assert result.exit_code == 0
        assert "c d" in result.stdout
        assert not {"\x1b", "\u202e"} & set(result.stdout)


class TestJson:
    def test_has_all_that_the_text_has(self, record):
        checkpoint = record["checkpoint"]
        assert checkpoint["facts"]["licence"] == "apache-2.0"
        assert {head["name"] for head in checkpoint["heads"]} == {name for name, _, _ in list_heads(SHIPPED)}
        assert {work["licence"] for work in checkpoint["origins"]["base"]} == {"Apache-2.0", "MIT"}
        assert len(record["word_lists"]) == len(list_data())
        assert {"quoteattr", "python", "torch"} <= set(record["versions"])
        assert Path(record["folder"], "checkpoints/default") == Path(checkpoint["folder"])

    def test_files_have_sizes_and_checksums(self, record):
        by_name = {file["name"]: file for file in record["checkpoint"]["files"]}
        assert by_name["model.safetensors"]["bytes"] == (SHIPPED / "model.safetensors").stat().st_size
        assert len(by_name["config.json"]["sha256"]) == 64
        assert by_name["README.md"]["sha256"] is None
        assert set(record["checkpoint"]["verified"].values()) == {"as saved"}

    def test_what_is_wrong_is_in_it_too(self):
        result = info("--json", "--checkpoint", "./nowhere")
        assert result.exit_code == 1
        assert "nowhere" in json.loads(result.stdout)["checkpoint"]["error"]
        assert result.stderr.startswith("Error: ")


def test_extras_are_those_that_a_user_installs():
    extras = dict(iter_extras())
    assert extras.keys().isdisjoint(_FOR_DEVELOPERS)
    assert not extras or set(extras["frames"]) == {"pandas", "polars", "pyarrow"}
