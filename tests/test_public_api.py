"""The public API is what it was, unless a change of it is meant."""

from tests.public_api import SNAPSHOT, describe, module_path, public_modules, public_names


def test_every_public_name_and_its_signature_is_as_written_down():
    assert describe() == SNAPSHOT.read_text(encoding="utf-8"), (
        "the public API has changed; when that is meant, write it down: "
        "python -m tests.public_api > tests/public_api.txt"
    )


def test_every_public_module_is_there():
    modules = public_modules()
    assert modules == sorted(modules)
    assert [module for module in modules if module_path(module) is None] == []


def test_no_public_name_begins_with_an_underscore():
    names = [public.path for module in public_modules() for public in public_names(module)]
    assert [name for name in names if name.rpartition(".")[2].startswith("_")] == ["quoteattr.__version__"]
