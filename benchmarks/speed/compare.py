"""The library beside tools that do a part of its work: the same articles, in turn, each tool in its own process."""

from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from rivals.environments import EnvironmentFailedError, environment
from rivals.reading import ReadingFailedError
from rivals.tools import TOOLS, Tool

from speed.readers import Reader, own_command, tool_command

__all__ = ["OWN", "commands", "take_turns"]

OWN = "quoteattr"
# Over a whole article textacy gives up at the first odd mark, which would flatter its time.
_LEFT_OUT = "textacy"


def commands(
    folder: Path, *, say: Callable[[str], object], tools: Sequence[Tool] = TOOLS
) -> tuple[dict[str, list[str]], dict[str, str]]:
    """Make the environments of the tools.

    Args:
        folder: Where they are kept.
        say: Is told what is going on.
        tools: The tools.

    Returns:
        The command line of each tool, the library's own first, and for each tool without one the reason.
    """
    found, skipped = {OWN: own_command("serve")}, {}
    for tool in tools:
        if tool.name == _LEFT_OUT:
            continue
        say(f"{tool.name}: environment")
        try:
            found[tool.name] = tool_command(tool, environment(folder, tool.environment, tool.requirements))
        except EnvironmentFailedError as error:
            skipped[tool.name] = str(error)
    return found, skipped


def take_turns(
    tools: Mapping[str, Sequence[str]], texts: Sequence[str], *, rounds: int, threads: int, say: Callable[[str], object]
) -> dict[str, dict[str, Any]]:
    """Let all tools read an article before any reads the next one, so that a busy hour costs each the same.

    Args:
        tools: Command lines by name.
        texts: The articles.
        rounds: How often each is read; the quickest counts.
        threads: How many threads a numerical library may use.
        say: Is told what is going on.

    Returns:
        For each tool its processor seconds over all articles, the seconds of its start, its peak memory in MB, its
        versions and the number of articles that it failed on; or `skipped`, with the reason.
    """
    found: dict[str, dict[str, Any]] = {}
    with ExitStack() as stack:
        readers: dict[str, Reader] = {}
        for name, command in tools.items():
            say(f"{name}: start")
            reader = stack.enter_context(Reader(name, command, threads=threads))
            try:
                ready = reader.expect()
            except ReadingFailedError as error:
                found[name] = {"skipped": str(error)}
                continue
            readers[name] = reader
            found[name] = {"startup_seconds": ready["startup_seconds"], "versions": ready["versions"]}
            found[name] |= {"after_start": reader.peak()}
        times = {name: [float("inf")] * len(texts) for name in readers}
        failed: dict[str, set[int]] = {name: set() for name in readers}
        for turn in range(rounds):
            say(f"round {turn + 1} of {rounds}")
            for place, text in enumerate(texts):
                for name, reader in readers.items():
                    reader.tell({"id": place, "text": text})
                    answer = reader.expect()
                    times[name][place] = min(times[name][place], answer["cpu_seconds"])
                    if answer["failed"]:
                        failed[name].add(place)
        for name, reader in readers.items():
            found[name] |= {"cpu_seconds": sum(times[name]), "failed": len(failed[name]), "peak": reader.peak()}
    return found
