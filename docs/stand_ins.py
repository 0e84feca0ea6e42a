"""Stand-ins for libraries that the adapters need and the documentation does without.

The mocks of autodoc are no types, so that `Doc | None` fails with them, and they swallow what they decorate. What is
taken from these modules is a class; called with one function or class, as a decorator is, it gives that back.
"""

import sys
from collections.abc import Iterator, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from inspect import isclass, isfunction
from types import ModuleType
from typing import Any


class Anything(type):
    """The type of everything that a stand-in has."""

    def __getattr__(cls, name: str) -> Any:
        return made(name)

    def __iter__(cls) -> Iterator[Any]:
        return iter(())

    def __getitem__(cls, key: Any) -> Any:
        return made(cls.__name__)

    def __call__(cls, *args: Any, **options: Any) -> Any:
        """Give back what is decorated; anything else is anything."""
        if cls.__module__ != __name__:
            return super().__call__(*args, **options)
        decorated = len(args) == 1 and not options and (isfunction(args[0]) or isclass(args[0]))
        return args[0] if decorated else made(cls.__name__)


def made(name: str) -> Any:
    """Return a class of that name."""
    if name.startswith("__"):
        raise AttributeError(name)
    return Anything(name, (), {"__module__": __name__})


class StandIn(ModuleType):
    """A module that has whatever is asked for."""

    __path__: Sequence[str] = ()

    def __getattr__(self, name: str) -> Any:
        return made(name)


class StandIns(MetaPathFinder, Loader):
    """Find stand-ins for the libraries that are named."""

    def __init__(self, libraries: Sequence[str]) -> None:
        self.libraries = libraries

    def find_spec(self, name: str, *_: Any) -> ModuleSpec | None:
        """Return a specification for a library, or a module of it; `None` for any other name."""
        return ModuleSpec(name, self, is_package=True) if name.partition(".")[0] in self.libraries else None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        """Return the stand-in."""
        return StandIn(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Do nothing: there is no code to run."""


def install(*libraries: str) -> None:
    """Let imports of these libraries find stand-ins, whether the libraries are installed or not."""
    sys.meta_path.insert(0, StandIns(libraries))
