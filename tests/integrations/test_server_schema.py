"""What the service says of itself holds for requests that nobody thought of."""

import pytest
from hypothesis import HealthCheck, assume, given, settings

pytest.importorskip("fastapi", reason="needs the extra server")
pytest.importorskip("uvicorn", reason="needs the extra server")
pytest.importorskip("schemathesis", reason="schemathesis is not installed")

import schemathesis

from quoteattr.integrations.server.settings import Settings
from tests.integrations.serving import LOOPBACK, GatedPipeline, serving

pytestmark = [pytest.mark.allow_hosts(LOOPBACK), pytest.mark.slow]

MODES = schemathesis.GenerationMode
SEARCH = settings(
    max_examples=150, deadline=None, derandomize=True, database=None, suppress_health_check=[*HealthCheck]
)


@pytest.fixture(scope="module")
def described():
    pipeline = GatedPipeline()
    pipeline.gate.set()
    with serving(Settings(), lambda: pipeline) as client:
        yield schemathesis.openapi.from_url(f"{client.address}/openapi.json")


@pytest.mark.parametrize("mode", [MODES.POSITIVE, MODES.NEGATIVE], ids=["as described", "not as described"])
def test_every_question_is_answered_as_described(described, mode):
    @SEARCH
    @given(described["/annotate"]["POST"].as_strategy(generation_mode=mode))
    def ask(case):
        assume(mode is MODES.POSITIVE or not misjudged(case.body))
        case.call_and_validate()

    ask()


def misjudged(body):
    """Tell whether a question might be taken to break the pattern of `focus`, whose \\p{L} is read as fewer letters."""
    focus = body.get("focus") if isinstance(body, dict) else None
    return isinstance(focus, str) and not focus.isascii() and any(map(str.isalnum, focus))


def test_health_is_as_described(described):
    described["/health"]["GET"].Case().call_and_validate()
