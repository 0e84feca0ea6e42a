"""Files that are written whole or not at all."""

import os

import pytest

from quoteattr.io import open_atomic
from quoteattr.io.files import open_new_folder


def test_the_name_appears_with_the_whole_content(tmp_path):
    path = tmp_path / "out.txt"
    with open_atomic(path) as file:
        file.write("“Yes”\r\n")
        assert not path.exists()
    assert path.read_bytes() == "“Yes”\r\n".encode()
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
@pytest.mark.parametrize("before", [None, "old"])
def test_a_failing_run_leaves_things_as_they_were(tmp_path, error, before):
    path = tmp_path / "out.txt"
    if before is not None:
        path.write_text(before)

    def fail():
        with open_atomic(path) as file:
            file.write("half")
            raise error

    with pytest.raises(error):
        fail()
    assert [p.read_text() for p in tmp_path.iterdir()] == ([] if before is None else [before])


def test_an_old_file_is_replaced_and_keeps_its_mode(tmp_path):
    path = tmp_path / "out.txt"
    path.write_text("old")
    path.chmod(0o640)
    with open_atomic(path) as file:
        file.write("new")
    assert path.read_text() == "new"
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_new_file_has_the_mode_of_any_new_file(tmp_path):
    (tmp_path / "other.txt").write_text("")
    with open_atomic(tmp_path / "out.txt"):
        pass
    assert (tmp_path / "out.txt").stat().st_mode == (tmp_path / "other.txt").stat().st_mode


def test_a_link_stays_a_link(tmp_path):
    target, link = tmp_path / "target.txt", tmp_path / "link.txt"
    target.write_text("old")
    link.symlink_to(target)
    with open_atomic(link) as file:
        file.write("new")
    assert link.is_symlink()
    assert target.read_text() == "new"


def test_a_device_is_written_to_directly():
    with open_atomic(os.devnull) as file:
        file.write("gone")
    assert not os.path.isfile(os.devnull)  # noqa: PTH113 - a device is no file, whatever pathlib calls it


def test_a_long_name_is_no_obstacle(tmp_path):
    path = tmp_path / ("東" * 80)
    with open_atomic(path) as file:
        file.write("new")
    assert path.read_text() == "new"


def test_a_folder_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(FileNotFoundError), open_atomic(tmp_path / "nowhere" / "out.txt"):
        pass


class TestFolders:
    @pytest.mark.parametrize("before", [None, {}, {"visual.conf": "mine"}, {"kept.conf": "mine"}])
    def test_files_appear_together(self, tmp_path, before):
        path = tmp_path / "out"
        if before is not None:
            path.mkdir()
            for name, content in before.items():
                (path / name).write_text(content)
        with open_new_folder(path, keep=("kept.conf",)) as folder:
            for name in ("a.txt", "b.txt", "kept.conf"):
                (folder / name).write_text("new")
            assert {p.name for p in path.glob("[!.]*")} == set(before or {})
        found = {p.name: p.read_text() for p in path.iterdir()}
        assert found == {"a.txt": "new", "b.txt": "new", "kept.conf": "new"} | (before or {})
        assert list(tmp_path.iterdir()) == [path]

    def test_no_file_is_replaced_and_none_is_mixed_in(self, tmp_path):
        path = tmp_path / "out"
        path.mkdir()
        (path / "b.txt").write_text("mine")

        def fill():
            with open_new_folder(path) as folder:
                for name in ("a.txt", "b.txt"):
                    (folder / name).write_text("new")

        with pytest.raises(FileExistsError, match=r"b\.txt"):
            fill()
        assert {p.name: p.read_text() for p in path.iterdir()} == {"b.txt": "mine"}

    @pytest.mark.parametrize("before", [False, True])
    @pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt])
    def test_a_failing_run_leaves_nothing(self, tmp_path, error, before):
        if before:
            (tmp_path / "out").mkdir()

        def fail():
            with open_new_folder(tmp_path / "out") as folder:
                (folder / "a.txt").write_text("half")
                raise error

        with pytest.raises(error):
            fail()
        assert [path.name for path in tmp_path.rglob("*")] == ["out"] * before
