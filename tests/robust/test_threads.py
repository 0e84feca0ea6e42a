"""Many threads that call one pipeline get the answers that one gets, the first one too."""

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from quoteattr.model import checkpoint
from quoteattr.model.saving import save_encoder
from quoteattr.pipeline import Pipeline

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
TEXTS = [
    "“The bridge will open,” said Ada Burns. The council said no.",
    "Councillor Tom Reddy called the plan ‘long overdue’.",
    "",
    "«Yes.» \u00a0— no?",
    *(f"“{'Yes, ' * n}we will,” the mayor said." for n in range(1, 40, 3)),
]
THREADS = 6


def annotate_at_once(pipeline, texts, threads):
    """Let every thread annotate all texts, each from another one on, and return the articles of each."""
    start = Barrier(threads)

    def annotate(number):
        start.wait()
        found = {n: pipeline(texts[n]) for n in [*range(number, len(texts)), *range(number)]}
        return [found[n].to_dict() for n in range(len(texts))]

    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(annotate, range(threads)))


@pytest.fixture
def loads(monkeypatch):
    """Count how often weights are loaded."""
    counted = []
    load = checkpoint.load_encoder
    monkeypatch.setattr(checkpoint, "load_encoder", lambda *arguments: counted.append(1) or load(*arguments))
    return counted


def test_answers_do_not_depend_on_who_else_asks(tiny_encoder, tmp_path, loads):
    save_encoder(tiny_encoder, tmp_path)
    alone = [article.to_dict() for article in Pipeline.from_pretrained(tmp_path).pipe(TEXTS)]
    for _ in range(2):
        loads.clear()
        pipeline = Pipeline.from_pretrained(tmp_path)
        assert annotate_at_once(pipeline, TEXTS, THREADS) == [alone] * THREADS
        assert len(loads) == 1


def test_the_shipped_checkpoint(loads):
    text = (EXAMPLES / "thornaby-vale.txt").read_text(encoding="utf-8")
    texts = [text, text[: len(text) // 2], TEXTS[0]]
    found = annotate_at_once(Pipeline.from_pretrained(), texts, 3)
    assert len(loads) == 1
    pipeline = Pipeline.from_pretrained()
    assert found == [[pipeline(text).to_dict() for text in texts]] * 3
    assert found[0][0]["quotations"]


def test_streams_side_by_side(tiny_encoder, tmp_path):
    save_encoder(tiny_encoder, tmp_path)
    pipeline = Pipeline.from_pretrained(tmp_path)
    streams = [pipeline.pipe(TEXTS, batch_size=size) for size in (1, 3)]
    with ThreadPoolExecutor(2) as pool:
        one, other = pool.map(list, streams)
    assert one == other
