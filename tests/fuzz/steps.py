"""A regular expression as a backtracking matcher runs it, step by step, so that its work is counted and not timed.

It reads the tree into which Python's own `re` parses a pattern, and tries what `re` tries, in the same order. Only the
count matters: what a group holds is kept for back references alone.
"""

import re
import re._constants as code
import re._parser as parser
from collections.abc import Callable, Iterator
from functools import cache

__all__ = ["TooManyStepsError", "count_steps", "matches_one"]

# A branch that fails is taken back; the rest of the pattern is called with the place that was reached.
Rest = Callable[[int], bool]


class TooManyStepsError(Exception):
    """The work grew past the limit."""


class _Machine:
    def __init__(self, text: str, flags: int, limit: int) -> None:
        self.text, self.flags, self.limit = text, flags, limit
        self.steps = 0
        self.groups: dict[int, tuple[int, int]] = {}

    def run(self, items: list, at: int, place: int, rest: Rest) -> bool:
        """Match the items from one on, then the rest."""
        self.steps += 1
        if self.steps > self.limit:
            raise TooManyStepsError
        if at == len(items):
            return rest(place)
        operation, value = items[at]
        return getattr(self, str(operation).lower(), self.one)(
            operation, value, place, lambda end: self.run(items, at + 1, end, rest)
        )

    def one(self, operation, value, place: int, rest: Rest) -> bool:
        fits = place < len(self.text) and matches_one(operation, value, self.text[place], self.flags)
        return fits and rest(place + 1)

    def branch(self, _, value, place: int, rest: Rest) -> bool:
        here = self.text[place : place + 1]
        return any(self.run(choice, 0, place, rest) for choice in value[1] if self._may_begin(choice, here))

    def _may_begin(self, choice, char: str) -> bool:
        """Tell whether a choice is worth a step: `re` looks at its first letter before it goes there."""
        if not len(choice) or choice[0][0] is not code.LITERAL:
            return True
        return bool(char) and matches_one(*choice[0], char, self.flags)

    def subpattern(self, _, value, place: int, rest: Rest) -> bool:
        group, add, drop, items = value
        before = self.flags
        self.flags = (before | add) & ~drop

        def done(end: int) -> bool:
            if group is not None:
                self.groups[group] = place, end
            inside, self.flags = self.flags, before
            found = rest(end)
            self.flags = inside
            return found

        found = self.run(items, 0, place, done)
        self.flags = before
        return found

    def max_repeat(self, _, value, place: int, rest: Rest) -> bool:
        least, most, items = value
        if single := self._single(items):
            ends = list(self._singles(single, place, most))
            return any(self._step(rest, end) for end in reversed(ends[least:]))

        def more(count: int, start: int, last: int) -> bool:
            goes_on = count < most and not (count > least and start == last)
            if goes_on and self.run(items, 0, start, lambda end: more(count + 1, end, start)):
                return True
            return count >= least and rest(start)

        return more(0, place, -1)

    def min_repeat(self, _, value, place: int, rest: Rest) -> bool:
        least, most, items = value

        def more(count: int, start: int) -> bool:
            if count >= least and self._step(rest, start):
                return True
            return count < most and self.run(items, 0, start, lambda end: end > start and more(count + 1, end))

        return more(0, place)

    def possessive_repeat(self, _, value, place: int, rest: Rest) -> bool:
        least, most, items = value
        count = 0
        while count < most:
            end = self._first_end(items, place)
            if end is None or (end == place and count >= least):
                break
            place, count = end, count + 1
        return count >= least and rest(place)

    def atomic_group(self, _, value, place: int, rest: Rest) -> bool:
        end = self._first_end(value, place)
        return end is not None and rest(end)

    def _assert(self, value, place: int) -> bool:
        direction, items = value
        start = place if direction > 0 else place - items.getwidth()[0]
        return start >= 0 and self._first_end(items, start) is not None

    def assert_not(self, _, value, place: int, rest: Rest) -> bool:
        return not self._assert(value, place) and rest(place)

    def groupref(self, _, value, place: int, rest: Rest) -> bool:
        start, end = self.groups.get(value, (0, 0))
        words = self.text[start:end]
        self.steps += len(words)
        return self.text.startswith(words, place) and rest(place + len(words))

    def at(self, _, value, place: int, rest: Rest) -> bool:
        text = self.text
        around = [0 <= i < len(text) and (text[i].isalnum() or text[i] == "_") for i in (place - 1, place)]
        edge = around[0] != around[1]
        if value in (code.AT_BEGINNING, code.AT_BEGINNING_STRING):
            fits = place == 0
        elif value is code.AT_END_STRING:
            fits = place == len(text)
        elif value is code.AT_END:
            fits = place == len(text) or text[place:] == "\n"
        else:
            fits = edge if value is code.AT_BOUNDARY else not edge
        return fits and rest(place)

    def _step(self, rest: Rest, place: int) -> bool:
        self.steps += 1
        return rest(place)

    def _first_end(self, items: list, place: int) -> int | None:
        ends: list[int] = []
        return ends[0] if self.run(items, 0, place, lambda end: ends.append(end) or True) else None

    @staticmethod
    def _single(items) -> tuple | None:
        alone = len(items) == 1 and items[0][0] in (code.LITERAL, code.NOT_LITERAL, code.IN, code.ANY)
        return items[0] if alone else None

    def _singles(self, single: tuple, place: int, most: int) -> Iterator[int]:
        yield place
        count = 0
        while count < most and place < len(self.text) and matches_one(*single, self.text[place], self.flags):
            place, count = place + 1, count + 1
            self.steps += 1
            if self.steps > self.limit:
                raise TooManyStepsError
            yield place


setattr(_Machine, "assert", lambda self, _, value, place, rest: self._assert(value, place) and rest(place))


def matches_one(operation, value, char: str, flags: int) -> bool:
    """Tell whether an item of one character matches it."""
    if operation is code.LITERAL and not flags & re.IGNORECASE:
        return ord(char) == value
    chars = {char, char.lower(), char.upper()} if flags & re.IGNORECASE else {char}
    if operation is code.LITERAL:
        return any(ord(c) == value for c in chars if len(c) == 1)
    if operation is code.NOT_LITERAL:
        return all(ord(c) != value for c in chars if len(c) == 1)
    if operation is code.ANY:
        return char != "\n" or bool(flags & re.DOTALL)
    if operation is code.IN:
        inverted = value[0][0] is code.NEGATE
        return any(_in_class(item, c) for item in value[inverted:] for c in chars if len(c) == 1) != inverted
    raise NotImplementedError(f"{operation} is not known here; teach it to `tests/fuzz/steps.py`")


def _in_class(item: tuple, char: str) -> bool:
    kind, value = item
    if kind is code.LITERAL:
        return ord(char) == value
    if kind is code.RANGE:
        return value[0] <= ord(char) <= value[1]
    name = str(value).removeprefix("CATEGORY_").lower()
    tests = {"word": char.isalnum() or char == "_", "digit": char.isdecimal(), "space": char.isspace()}
    return tests[name] if name in tests else not tests[name.removeprefix("not_")]


@cache
def _parsed(source: str | bytes, flags: int):
    return parser.parse(source, flags & ~re.UNICODE if isinstance(source, bytes) else flags)


def count_steps(pattern: re.Pattern, text: str, *, everywhere: bool, limit: int) -> int:
    """Return how many steps it takes to find all matches in a text, or one at its start.

    Args:
        pattern: The pattern.
        text: The text.
        everywhere: Whether matches are looked for at every place, as `finditer` does, or at the start alone.
        limit: Steps after which `TooManyStepsError` is raised.
    """
    source = pattern.pattern
    flags = pattern.flags
    text = text.decode("latin-1") if isinstance(text, bytes) else text
    items = _parsed(source, flags)
    machine = _Machine(text, flags, limit)
    place = 0
    while place <= len(text):
        end = machine._first_end(items, place)
        if not everywhere:
            break
        place = place + 1 if end is None or end == place else end
    return machine.steps
