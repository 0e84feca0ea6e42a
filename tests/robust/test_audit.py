"""The audit of the package finds what it is for, and nothing in the package."""

from email.message import Message
from types import SimpleNamespace

import pytest
from packaging.requirements import Requirement

from tests.audit import audit_code, audit_library, audit_package, iter_libraries


def test_the_package_does_nothing_that_it_should_not():
    assert list(map(str, audit_package())) == []


def test_what_it_brings_is_declared_and_licensed():
    libraries = list(iter_libraries())
    assert {"torch", "transformers", "safetensors"} <= {found.name for found, _ in libraries}
    assert [str(finding) for pair in libraries for finding in audit_library(*pair)] == []


@pytest.mark.parametrize(
    ("code", "word"),
    [
        ("eval('1')", "eval"),
        ("x = exec", None),
        ("import pickle as p", "pickle"),
        ("from pickle import loads", "pickle"),
        ("def f():\n    import xml.etree.ElementTree", "xml"),
        ("from urllib.request import urlopen", "urllib.request"),
        ("from urllib.parse import quote", None),
        ("import os\nos.system('ls')", "os.system"),
        ("from os import system as s\ns('ls')", "os.system"),
        ("import torch as t\nt.load('x')", "torch.load"),
        ("from hashlib import md5\nmd5(b'')", "hashlib.md5"),
        ("from hashlib import sha256\nsha256(b'')", None),
        ("f(trust_remote_code=True)", "trust_remote_code"),
        ("f(trust_remote_code=x)", "trust_remote_code"),
        ("f(trust_remote_code=False)", None),
        ("f(**{'trust_remote_code': True})", "trust_remote_code"),
        ("f(use_safetensors=False)", "use_safetensors"),
        ("re.compile('x')", None),
        ("model.eval()", None),
    ],
)
def test_what_is_found_in_code(code, word):
    assert [found for found, _ in audit_code(code, "m.py")] == ([word] if word else [])


def library(version="1.0", **about):
    metadata = Message()
    for name, value in about.items():
        metadata[name.replace("_", "-")] = value
    return SimpleNamespace(name="thing", version=version, metadata=metadata)


@pytest.mark.parametrize(
    ("found", "asked", "what"),
    [
        pytest.param(library(License="MIT"), "thing>=0.5", [], id="sound"),
        pytest.param(library(License="MIT"), "thing", ["least version"], id="no least version"),
        pytest.param(library(License="MIT"), "thing @ https://x.example/t.whl", ["least version"], id="address"),
        pytest.param(library(License="MIT"), "thing>=2", ["1.0 is installed"], id="too old"),
        pytest.param(library(), "thing>=0.5", ["its licence ''"], id="no licence"),
        pytest.param(library(License_Expression="GPL-3.0-only"), None, ["its licence 'GPL"], id="another licence"),
        pytest.param(library(License_Expression="MIT AND (BSD-3-Clause OR 0BSD)"), None, [], id="several"),
        pytest.param(library(Classifier="License :: OSI Approved :: BSD License"), None, [], id="classifier"),
    ],
)
def test_what_is_found_in_a_library(found, asked, what):
    findings = list(map(str, audit_library(found, Requirement(asked) if asked else None)))
    assert len(findings) == len(what)
    assert all(part in finding for part, finding in zip(what, findings, strict=True))
