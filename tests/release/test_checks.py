"""Each check of a release holds for a sound one, and fails for one that is not."""

import hashlib
import io
import json
import re
import shutil
import subprocess
import tarfile
import zipfile
from pathlib import Path

import pytest

from tests.release import described, installed, packed, tree
from tests.release.check import CHECKS, LONG, report
from tests.release.release import FailedError, Release, SkippedError, run

ROOT = Path(__file__).parents[2]
CHECKPOINT = "quoteattr/checkpoints/default"
INFO = "quoteattr-1.2.3.dist-info"
MANUAL = "quoteattr-1.2.3.data/data/share/man/man1/quoteattr.1"
WEIGHTS = b"weights"
SUMS = {
    name: hashlib.sha256(data).hexdigest() for name, data in (("config.json", b"{}"), ("model.safetensors", WEIGHTS))
}
FILES = {
    "quoteattr/__init__.py": b"",
    "quoteattr/py.typed": b"",
    "quoteattr/_version.py": b'"""The version."""\n\n__version__ = "1.2.3"\n',
    "quoteattr/cli.py": b"def main(): ...\n",
    "quoteattr/integrations/spacy/__init__.py": b"from quoteattr.cli import main as make_component\n",
    "quoteattr/data/titles.toml": b"# Origin: counted in GAP. Licence: Apache-2.0.\n",
    f"{CHECKPOINT}/config.json": b"{}",
    f"{CHECKPOINT}/model.safetensors": WEIGHTS,
    f"{CHECKPOINT}/origins.toml": b'[[base]]\nname = "BERT"\n[[data]]\nname = "GAP"\n',
    f"{CHECKPOINT}/checksums.json": json.dumps({"sha256": SUMS}).encode(),
}
README = "# quoteattr\n\nWho said “what”.\n\n## One\n\n## Two\n\n```bash\nquoteattr\n```\n\n## Three\n"
TREE = {
    "CHANGELOG.md": "# Changelog\n\n## 1.2.3 (2026-12-01)\n\n- All.\n\n## 1.2.2 (unreleased)\n",
    "CITATION.cff": "cff-version: 1.2.0\nmessage: Cite.\ntitle: Q\nauthors:\n- name: A\nversion: 1.2.3\n"
    "date-released: 2026-12-01\n",
    "README.md": README,
    "LICENSE": "Apache",
    "LICENSES/MIT.txt": "MIT",
    "NOTICE": "BERT, GAP, titles.toml",
    "PKG-INFO": "",
    "conftest.py": "",
    "constraints.txt": "",
    "pyproject.toml": "",
    "tests/conftest.py": "",
    "docs/quoteattr.1": ".TH",
}
METADATA = (
    "Metadata-Version: 2.4\nName: quoteattr\nVersion: 1.2.3\nSummary: Q\nLicense-Expression: Apache-2.0\n"
    "License-File: LICENSE\nLicense-File: NOTICE\nLicense-File: LICENSES/MIT.txt\n"
    "Classifier: Programming Language :: Python :: 3\nClassifier: Programming Language :: Python :: 3.11\n"
    "Classifier: Programming Language :: Python :: 3.12\nClassifier: Typing :: Typed\nRequires-Python: >=3.11\n"
    f"Description-Content-Type: text/markdown\n\n{README}"
)
META = {
    "METADATA": METADATA,
    "WHEEL": "Wheel-Version: 1.0\n",
    "entry_points.txt": "[console_scripts]\nquoteattr = quoteattr.cli:main\n\n"
    "[spacy_factories]\nquoteattr = quoteattr.integrations.spacy:make_component\n",
    "licenses/LICENSE": "Apache",
    "licenses/NOTICE": TREE["NOTICE"],
    "licenses/LICENSES/MIT.txt": "MIT",
}


@pytest.fixture
def make(tmp_path, monkeypatch):
    """Make a release: the tree, the wheel and the sdist, each with what is given in the place of what is sound."""
    # Neither of them knows a small tree that was never built.
    monkeypatch.setattr(described, "find_spec", lambda _: None)

    def make(files=None, wheel=None, meta=None, sdist=None, record=None, **options):
        root, dist = tmp_path / "tree", tmp_path / "dist"
        texts = {**TREE, **(files or {})}
        for name, content in {**FILES, **{name: text.encode() for name, text in texts.items()}}.items():
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_bytes(content)
        dist.mkdir(exist_ok=True)
        inside = without({**FILES, MANUAL: b".TH", **(wheel or {})})
        inside |= {f"{INFO}/{n}": text.encode() for n, text in without({**META, **(meta or {})}).items()}
        rows = [f"{n},{packed._record_digest(data)},{len(data)}\n" for n, data in inside.items()]
        inside[f"{INFO}/RECORD"] = ("".join(rows) + f"{INFO}/RECORD,,\n" if record is None else record(rows)).encode()
        with zipfile.ZipFile(dist / "quoteattr-1.2.3-py3-none-any.whl", "w") as file:
            for name, data in inside.items():
                file.writestr(name, data)
        source = {f"quoteattr-1.2.3/{n}": data for n, data in FILES.items()}
        source |= {f"quoteattr-1.2.3/{n}": text.encode() for n, text in TREE.items()}
        with tarfile.open(dist / "quoteattr-1.2.3.tar.gz", "w:gz") as file:
            for name, data in without({**source, **(sdist or {})}).items():
                member = tarfile.TarInfo(name)
                member.size = len(data)
                file.addfile(member, io.BytesIO(data))
        return Release(root, dist, work=tmp_path / "work", **options)

    return make


def without(files):
    return {name: data for name, data in files.items() if data is not None}


@pytest.mark.parametrize("name", [name for name in CHECKS if name != "the tree is clean"])
def test_a_sound_release_passes(make, name):
    assert CHECKS[name](make())


def citation(line, other):
    return {"files": {"CITATION.cff": TREE["CITATION.cff"].replace(line, other)}}


def changelog(entry):
    return {"files": {"CHANGELOG.md": TREE["CHANGELOG.md"].replace("## 1.2.3 (2026-12-01)", entry)}}


def metadata(line, other):
    return {"meta": {"METADATA": METADATA.replace(line, other)}}


SDIST = "quoteattr-1.2.3"


@pytest.mark.parametrize(
    ("check", "wrong", "said"),
    [
        pytest.param(
            tree.changelog_agrees, changelog("## 1.2.4 (2026-12-01)"), "begins with 1.2.4", id="other version"
        ),
        pytest.param(tree.changelog_agrees, changelog("## 1.2.3 (unreleased)"), "give it its date", id="unreleased"),
        pytest.param(tree.changelog_agrees, changelog("## 1.2.3"), "not with '## VERSION", id="no date"),
        pytest.param(tree.changelog_agrees, changelog("## Next"), "begins with '## Next'", id="no version"),
        pytest.param(tree.citation_agrees, citation("1.2.3", "1.2.2"), "says 1.2.2", id="cited version"),
        pytest.param(tree.citation_agrees, citation("2026-12-01", "2026-12-02"), "of 2026-12-02", id="cited date"),
        pytest.param(tree.citation_agrees, citation("date-released: 2026-12-01\n", ""), "of None", id="no cited date"),
        pytest.param(tree.citation_agrees, citation("title: Q\n", ""), "lacks title", id="no title"),
        pytest.param(tree.citation_agrees, citation("title", "titel: P\ntitle"), "titel too many", id="unknown key"),
        pytest.param(tree.citation_agrees, citation("title: Q", "title: 'Q"), "cannot be read", id="no yaml"),
        pytest.param(
            packed.wheel_holds_the_package,
            {"wheel": {"quoteattr/cli.py": None}},
            "missing: quoteattr/cli.py",
            id="lost",
        ),
        pytest.param(
            packed.wheel_holds_the_package, {"wheel": {"tests/a.py": b""}}, "not of the package: tests/a.py", id="stray"
        ),
        pytest.param(
            packed.wheel_holds_the_package, {"wheel": {"quoteattr/cli.py": b"1"}}, "not as in the tree", id="changed"
        ),
        pytest.param(packed.wheel_holds_the_package, {"wheel": {MANUAL: None}}, "missing: quoteattr-1", id="no manual"),
        pytest.param(packed.wheel_holds_the_package, {"meta": {"WHEEL": None}}, "has or lacks WHEEL", id="no WHEEL"),
        pytest.param(packed.record_verifies, {"record": lambda rows: "".join(rows[1:])}, "differ", id="record lacks"),
        pytest.param(
            packed.record_verifies,
            {"record": lambda rows: "".join(rows).replace("sha256=", "sha256=x") + f"{INFO}/RECORD,,\n"},
            "not as RECORD says",
            id="record of other files",
        ),
        pytest.param(
            packed.checkpoint_verifies, {"wheel": {f"{CHECKPOINT}/model.safetensors": b"other"}}, "model", id="weights"
        ),
        pytest.param(
            packed.checkpoint_verifies, {"wheel": {f"{CHECKPOINT}/config.json": None}}, "config.json", id="no config"
        ),
        pytest.param(
            packed.checkpoint_verifies,
            {"wheel": {f"{CHECKPOINT}/checksums.json": None}},
            "cannot be read",
            id="no sums",
        ),
        pytest.param(packed.sdist_is_sane, {"sdist": {f"{SDIST}/NOTICE": None}}, "missing: NOTICE", id="no notice"),
        pytest.param(
            packed.sdist_is_sane,
            {"sdist": {f"{SDIST}/docs/a.png": bytes(1_000_001)}},
            "over 1 MB: docs/a.png",
            id="large",
        ),
        pytest.param(
            packed.sdist_is_sane, {"sdist": {f"{SDIST}/tests/__pycache__/a.pyc": b""}}, "strays: tests/__py", id="cache"
        ),
        pytest.param(packed.sdist_is_sane, {"sdist": {"other/a": b""}}, "unpacks into other", id="two folders"),
        pytest.param(
            packed.licences_are_inside, {"meta": {"licenses/NOTICE": None}}, "not in the wheel", id="lost notice"
        ),
        pytest.param(
            packed.licences_are_inside,
            metadata("License-File: LICENSES/MIT.txt\n", ""),
            "not in the metadata",
            id="no MIT",
        ),
        pytest.param(
            packed.licences_are_inside, {"meta": {"licenses/NOTICE": "BERT"}}, "GAP, titles.toml", id="silent"
        ),
        pytest.param(
            packed.entry_points_are_there,
            {"meta": {"entry_points.txt": "[console_scripts]\nquoteattr = quoteattr.cli:main\n"}},
            "were expected",
            id="no spaCy factory",
        ),
        pytest.param(
            packed.entry_points_are_there,
            {"wheel": {"quoteattr/cli.py": b"def other(): ...\n"}},
            "no main",
            id="no main",
        ),
        pytest.param(described.metadata_is_valid, metadata("Version: 1.2.3", "Version: 1.2.2"), "1.2.2", id="version"),
        pytest.param(described.metadata_is_valid, metadata("Name: quoteattr", "Name: q!"), "name", id="name"),
        pytest.param(described.metadata_is_valid, metadata("Classifier: Typing :: Typed\n", ""), "typed", id="untyped"),
        pytest.param(described.metadata_is_valid, metadata(">=3.11", ">=3.10"), "begin with Python 3.11", id="python"),
        pytest.param(
            described.metadata_is_valid, {"wheel": {"quoteattr/py.typed": None}}, "py.typed", id="no py.typed"
        ),
        pytest.param(described.readme_renders, metadata("## Two", "## 2"), "is not README.md", id="description"),
        pytest.param(
            described.readme_renders, metadata("text/markdown", "text/plain"), "text/plain", id="content type"
        ),
    ],
)
def test_what_is_wrong_is_named(make, check, wrong, said):
    with pytest.raises(FailedError, match=re.escape(said)):
        check(make(**wrong))


@pytest.mark.parametrize(
    ("readme", "said"),
    [
        pytest.param(README + "[More](docs/more.md)\n", "](docs/more.md)", id="relative"),
        pytest.param(README + "![Chart](chart.svg)\n", "](chart.svg)", id="relative image"),
        pytest.param(README + "```\n", "does not close it", id="open block"),
    ],
)
def test_a_readme_that_no_index_can_show_is_named(make, readme, said):
    release = make(files={"README.md": readme}, meta={"METADATA": METADATA.replace(README, readme)})
    with pytest.raises(FailedError, match=re.escape(said)):
        described.readme_renders(release)


def test_a_readme_of_which_no_page_comes_is_named(make, monkeypatch):
    monkeypatch.setattr(described, "_render", lambda _: "<h2>One</h2>")
    with pytest.raises(FailedError, match="makes no page"):
        described.readme_renders(make())


def test_a_heavy_wheel_is_named(make, monkeypatch):
    release = make()
    monkeypatch.setattr(packed, "LARGEST_WHEEL", 1_000)
    with pytest.raises(FailedError, match="0 at most"):
        packed.wheel_is_small(release)


def test_a_wheel_of_an_earlier_version_is_named(make):
    release = make()
    (release.dist / "quoteattr-1.2.2-py3-none-any.whl").write_bytes(b"")
    with pytest.raises(FailedError, match="alone was expected"):
        packed.wheel_is_small(release)


def test_a_rehearsal_may_be_unreleased(make):
    files = {
        "CHANGELOG.md": "## 1.2.3 (unreleased)\n",
        "CITATION.cff": TREE["CITATION.cff"].replace("date-released: 2026-12-01\n", ""),
    }
    release = make(files=files, rehearsal=True)
    assert tree.changelog_agrees(release) == tree.citation_agrees(release) == "1.2.3, unreleased"


class TestTree:
    def test_no_checkout_is_skipped(self, make):
        with pytest.raises(SkippedError):
            tree.tree_is_clean(make())

    def test_a_changed_file_is_named(self, make):
        if shutil.which("git") is None:
            pytest.skip("needs git")
        release = make()
        git = ["git", "-c", "user.name=a", "-c", "user.email=a@b.example"]
        for command in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "All"]):
            subprocess.run([*git, *command], cwd=release.root, check=True)  # noqa: S603
        assert tree.tree_is_clean(release)
        assert packed.wheel_holds_the_package(release)
        (release.root / "README.md").write_text("other")
        with pytest.raises(FailedError, match=r"1 files differ from the commit:  M README\.md"):
            tree.tree_is_clean(release)


class TestInstalled:
    """Without installing: what is used is replaced by what says that it was."""

    ABOUT = {"checkpoint": {"verified": {"config.json": "as saved"}}, "licence_files": ["a/NOTICE"]}  # noqa: RUF012

    @pytest.fixture
    def use(self, make, monkeypatch):
        def use(about=None, told=None):
            release = make(files={"docs/examples/thornaby-vale.txt": "Yes."})
            (release.work / "empty/bin").mkdir(parents=True)
            (release.work / "empty/bin/python").write_text("")
            home = str(release.work / "empty/lib/quoteattr/__init__.py")
            answers = {"info": self.ABOUT | (about or {}), "-c": {"file": home, "version": "1.2.3", "quotations": 3}}
            answers["-c"] |= told or {}
            monkeypatch.setattr(installed, "run", lambda command, **_: json.dumps(answers.get(command[1], "")))
            return installed.wheel_works_where_nothing_is(release)

        return use

    def test_what_works_passes(self, use):
        assert use() == "3 quotations"

    @pytest.mark.parametrize(
        ("wrong", "said"),
        [
            pytest.param({"about": {"checkpoint": {"verified": {"a": "changed"}}}}, "not as saved", id="checkpoint"),
            pytest.param({"about": {"licence_files": ["a/LICENSE"]}}, "no NOTICE", id="notice"),
            pytest.param({"told": {"version": "1.2.2"}}, "what ran was", id="another version"),
            pytest.param({"told": {"file": "/elsewhere/quoteattr/__init__.py"}}, "what ran was", id="another place"),
            pytest.param({"told": {"quotations": 0}}, "what ran was", id="nothing found"),
        ],
    )
    def test_what_does_not_is_named(self, use, wrong, said):
        with pytest.raises(FailedError, match=said):
            use(**wrong)


def test_a_command_that_fails_says_why(tmp_path):
    with pytest.raises(FailedError, match=r"ended with 3: so it is"):
        run(["sh", "-c", "echo so it is; exit 3"], cwd=tmp_path)


def test_the_report_has_a_line_for_each_check_and_the_exit_status(make, capsys):
    def skip(_):
        raise SkippedError("no git")

    def crash(_):
        raise KeyError("a file")

    assert report(make(), {"one": lambda _: "fine", "two": skip}) == 0
    assert capsys.readouterr().out == "pass  one  fine\nskip  two  no git\n2 of 2 checks hold\n"
    assert report(make(), {"one": lambda _: "fine", "three": crash}) == 1
    assert "FAIL  three  KeyError('a file')\n1 of 2 checks hold, 1 do not\n" in capsys.readouterr().out


class TestThisTree:
    """What can be said of the tree as it is, without building it."""

    RELEASE = Release(ROOT, ROOT, rehearsal=True)

    @pytest.mark.parametrize("check", [tree.changelog_agrees, tree.citation_agrees])
    def test_versions_and_dates_agree(self, check):
        assert check(self.RELEASE)

    def test_the_license_is_the_one_that_is_cited(self):
        assert "license: Apache-2.0" in (ROOT / "CITATION.cff").read_text(encoding="utf-8")
        assert 'license = "Apache-2.0"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")

    def test_every_check_has_a_docstring(self):
        assert all(check.__doc__ for check in {**CHECKS, **LONG}.values())
