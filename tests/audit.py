"""Audit of the package, without a network: what its code may do, and what it depends on.

    python tests/audit.py            # exits with 1 and a line for each finding
    python tests/audit.py --list     # every library that an installation brings, with version and licence

The code must not run text as code, read pickles, start programs, open connections, or weaken a check of a library.
Where it does one of these for a reason, the reason stands in `ALLOWED`. Every library that an installation brings must
be declared with a least version, satisfied by what is installed, and under a licence that goes with Apache-2.0.
Whether a version is known to be vulnerable is asked of a service (pip-audit), which this does not replace.
"""

import ast
import re
import sys
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path
from typing import NamedTuple

import click
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[1]
PACKAGE = "quoteattr"

MODULES = {
    **dict.fromkeys(("pickle", "dill", "cloudpickle", "joblib", "marshal", "shelve"), "reads pickles"),
    **dict.fromkeys(("subprocess", "pty", "ctypes", "cffi", "code", "codeop"), "runs what is not Python, or text"),
    **dict.fromkeys(("socket", "ssl", "ftplib", "smtplib", "telnetlib", "xmlrpc"), "opens connections"),
    **dict.fromkeys(("http.client", "urllib.request", "requests", "httpx", "aiohttp"), "opens connections"),
    **dict.fromkeys(("yaml", "xml", "lxml", "zipfile", "tarfile"), "reads a format that can be a bomb or code"),
}
NAMES = dict.fromkeys(("eval", "exec", "compile", "__import__", "breakpoint"), "runs text as code")
ATTRIBUTES = {
    **dict.fromkeys(("os.system", "os.popen", "os.fork", "os.startfile"), "starts programs"),
    **dict.fromkeys(("torch.load", "torch.jit.load", "torch.hub.load"), "reads pickles, or code"),
    **dict.fromkeys(("hashlib.md5", "hashlib.sha1", "hashlib.new"), "a digest that can be forged"),
    **dict.fromkeys(("tempfile.mktemp", "os.tempnam"), "a name that another can take"),
    **dict.fromkeys(("importlib.import_module",), "imports what a string names"),
}
# Keywords with the one value that they may have.
KEYWORDS = {
    "trust_remote_code": False,
    "shell": False,
    "allow_pickle": False,
    "use_safetensors": True,
    "weights_only": True,
    "verify": True,
}
ALLOWED = {
    ("workers.py", "pickle"): "what annotates goes to processes of our own, through pipes that nobody else holds",
    ("integrations/server/command.py", "socket"): "the service listens there, by default for this computer alone",
    ("__init__.py", "importlib.import_module"): "public names are imported late; the strings are in the module",
    ("extras.py", "importlib.import_module"): "optional libraries; the strings are in the package",
    ("cli/group.py", "importlib.import_module"): "commands are imported late; the strings are in the package",
    ("cli/info.py", "verify"): "files are compared with their hashes where that is asked for; no connection is made",
    ("evaluation/summary.py", "importlib.import_module"): "an optional library; the string is in the module",
}
LICENCES = re.compile(
    r"(?:Apache(?: Software| License)?[-, ]*(?:Version )?(?:2\.0)?(?: License)?|Apache-2\.0 WITH LLVM-exception"
    r"|(?:BSD|MIT|ISC|MPL|Zlib|PSF|PSFL|0BSD|CC0|BSL|CNRI-Python|Python Software Foundation"
    r"|Mozilla Public License 2\.0 \(MPL 2\.0\)?|The Unlicense|HPND)"
    r"(?:[- ](?:\d-Clause|\d\.\d|License|Software License))*(?: \(ISCL)?|(?:3-Clause|New) BSD(?: License)?)",
)


class Finding(NamedTuple):
    """What was found where."""

    place: str
    what: str

    def __str__(self) -> str:
        return f"{self.place}: {self.what}"


def audit_code(source: str, name: str) -> Iterator[tuple[str, Finding]]:
    """Yield what a module does that it should not, with the word for it."""
    aliases: dict[str, str] = {}
    tree = ast.parse(source)
    for node in ast.walk(tree):
        for asked, known_as in _imported(node):
            aliases[known_as] = asked
            for part in (asked, asked.rpartition(".")[0], asked.partition(".")[0]):
                if part in MODULES:
                    yield part, Finding(f"{name}:{node.lineno}", f"imports {part}, which {MODULES[part]}")
                    break
    for node in ast.walk(tree):
        yield from ((word, Finding(f"{name}:{node.lineno}", what)) for word, what in _done(node, aliases))


def _imported(node: ast.AST) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Import):
        yield from ((alias.name, alias.asname or alias.name) for alias in node.names)
    elif isinstance(node, ast.ImportFrom) and not node.level:
        yield from ((f"{node.module}.{alias.name}", alias.asname or alias.name) for alias in node.names)


def _done(node: ast.AST, aliases: dict[str, str]) -> Iterator[tuple[str, str]]:
    if isinstance(node, ast.Dict):  # keywords that are gathered first
        pairs = [(key.value, value) for key, value in zip(node.keys, node.values, strict=True)
                 if isinstance(key, ast.Constant)]  # fmt: skip
    elif isinstance(node, ast.Call):
        pairs = [(keyword.arg, keyword.value) for keyword in node.keywords]
        called = _dotted(node.func, aliases)
        why = NAMES.get(called) or ATTRIBUTES.get(called)
        if why:
            yield called, f"calls {called}: {why}"
    else:
        return
    for key, value in pairs:
        if key in KEYWORDS and not (isinstance(value, ast.Constant) and value.value is KEYWORDS[key]):
            yield str(key), f"{key} is something else than {KEYWORDS[key]}"


def _dotted(node: ast.expr, aliases: dict[str, str]) -> str:
    if isinstance(node, ast.Name):
        return aliases.get(node.id, node.id)
    return f"{_dotted(node.value, aliases)}.{node.attr}" if isinstance(node, ast.Attribute) else ""


def audit_package() -> Iterator[Finding]:
    """Yield what the package's code does without a reason, and reasons that are not needed any more."""
    used = set()
    for path in sorted((ROOT / PACKAGE).rglob("*.py")):
        name = path.relative_to(ROOT / PACKAGE).as_posix()
        for word, finding in audit_code(path.read_text(encoding="utf-8"), name):
            used.add((name, word))
            if (name, word) not in ALLOWED:
                yield finding
    for name, word in ALLOWED.keys() - used:
        yield Finding(name, f"{word} is allowed there, and not used any more")


def iter_libraries(name: str = PACKAGE) -> Iterator[tuple[Distribution, Requirement | None]]:
    """Yield what an installation brings, with what was asked for where quoteattr itself asks."""
    seen: set[str] = set()
    waiting: list[tuple[str, Requirement | None]] = [(name, None)]
    while waiting:
        wanted, asked = waiting.pop(0)
        if wanted.casefold().replace("_", "-") in seen:
            continue
        seen.add(wanted.casefold().replace("_", "-"))
        found = distribution(wanted)
        if wanted != name:
            yield found, asked
        needs = [Requirement(line) for line in found.requires or ()]
        waiting += [
            (need.name, need if wanted == name else None)
            for need in needs
            if need.marker is None or need.marker.evaluate({"extra": ""})
        ]


def audit_library(found: Distribution, asked: Requirement | None) -> Iterator[Finding]:
    """Yield what is wrong with a library."""
    if asked is not None:
        if asked.url or not any(part.operator == ">=" for part in asked.specifier):
            yield Finding(asked.name, f"is asked for as {str(asked)!r}; it needs a least version (>=) and no address")
        if not asked.specifier.contains(found.version, prereleases=True):
            yield Finding(asked.name, f"{found.version} is installed, and {asked.specifier} is asked for")
    licence = licence_of(found)
    if found.name.startswith(("nvidia-", "cuda-")):  # of a torch for graphics cards, which may be passed on with it
        return
    parts = [part.strip(" ()") for part in re.split(r"\bAND\b|\bOR\b|;", licence)]
    if not all(part and LICENCES.fullmatch(part) for part in parts):
        yield Finding(found.name, f"its licence {licence!r} is not among those that go with ours")


def licence_of(found: Distribution) -> str:
    """Return the licence as the library states it: by expression, by classifier, or in words."""
    about = found.metadata
    classifiers = [c.rpartition(":: ")[2] for c in about.get_all("Classifier") or () if c.startswith("License ::")]
    return about["License-Expression"] or "; ".join(classifiers) or (about["License"] or "").partition("\n")[0]


@click.command()
@click.option("--list", "listed", is_flag=True, help="List what an installation brings, with versions and licences.")
def main(*, listed: bool) -> None:
    """Audit the package."""
    libraries = list(iter_libraries())
    if listed:
        for found, _ in sorted(libraries, key=lambda pair: pair[0].name.casefold()):
            click.echo(f"{found.name:<22} {found.version:<14} {licence_of(found)}")
    findings = [*audit_package(), *(finding for pair in libraries for finding in audit_library(*pair))]
    for finding in findings:
        click.echo(finding, err=True)
    click.echo(f"{len(libraries)} libraries, {len(findings)} findings", err=True)
    sys.exit(bool(findings))


if __name__ == "__main__":
    main()
