"""Twice the text takes about twice the work, in every stage; work is counted in instructions of Python, not timed."""

import sys

import pytest

from tests.fuzz.pathological import STAGES, TEXTS, Reading

# Repeats of what each text repeats: enough for a loop within a loop to show.
SIZES = {
    "marks": 150,
    "nested marks": 60,
    "no full stops": 60,
    "paragraphs": 60,
    "turns": 60,
    "many names": 40,
    "capitals": 2_500,
    "pronouns": 60,
}
_LINEAR = 2.6
# A stage that does nearly nothing may do a little more of it.
_SLACK = 20_000


def count_instructions(run) -> int:
    """Return how many bytecode instructions a call executes."""
    # Since 3.12 there is a way made for this, and on 3.14 the older one counts nothing from the second time on.
    return _monitored(run) if sys.version_info >= (3, 12) else _traced(run)


def _monitored(run):
    monitoring, count = sys.monitoring, 0
    tool, event = monitoring.PROFILER_ID, monitoring.events.INSTRUCTION

    def executed(_code, _offset):
        nonlocal count
        count += 1

    monitoring.use_tool_id(tool, "instructions")
    monitoring.register_callback(tool, event, executed)
    monitoring.set_events(tool, event)
    try:
        run()
    finally:
        monitoring.set_events(tool, monitoring.events.NO_EVENTS)
        monitoring.register_callback(tool, event, None)
        monitoring.free_tool_id(tool)
    return count


def _traced(run):
    count = 0

    def trace(frame, event, _):
        nonlocal count
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        count += event == "opcode"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        run()
    finally:
        sys.settrace(before)
    return count


@pytest.mark.slow
@pytest.mark.parametrize("name", SIZES)
def test_twice_the_text_takes_twice_the_work(name):
    build = TEXTS[name][1]
    warm = Reading(build(20))
    for run in STAGES.values():
        run(warm)  # what is loaded once is not counted
    few, many = (_work(build(size)) for size in (SIZES[name], 2 * SIZES[name]))
    steep = {stage: (few[stage], many[stage]) for stage in STAGES if many[stage] > _LINEAR * few[stage] + _SLACK}
    assert steep == {}


def _work(text):
    reading = Reading(text)
    assert reading.encoder
    return {stage: count_instructions(lambda run=run: run(reading)) for stage, run in STAGES.items()}


def test_a_loop_within_a_loop_is_noticed():
    def squared(n):
        return count_instructions(lambda: [None for _ in range(n) for _ in range(n)])

    assert squared(200) > 3.9 * squared(100)
