"""The benchmark scripts as modules, small gold files, and a pipeline that needs no model."""

import importlib.util
import json
import sys
from pathlib import Path

import pytest

import quoteattr
from quoteattr.types import (
    Article,
    Quotation,
    QuotationId,
    Sentence,
    Span,
    Speaker,
    SpeakerId,
    Summary,
    SummarySentence,
)

BENCHMARKS = Path(__file__).resolve().parents[2] / "benchmarks"

TEXTS = {
    "ferry": "“We leave at six,” said Mara Quill. Nobody else spoke. The quay was wet. It was cold.",
    "bridge": "“It is rust,” said Tom Reddy. The bridge stays shut. Cars wait. It rained.",
}


@pytest.fixture(scope="session")
def script():
    """Load a benchmark by name, under a module name that nothing else has."""
    if str(BENCHMARKS) not in sys.path:
        sys.path.append(str(BENCHMARKS))

    def load(name):
        spec = importlib.util.spec_from_file_location(f"benchmark_{name}", BENCHMARKS / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        sys.modules[spec.name] = module
        spec.loader.exec_module(module)
        return module

    return load


def sentences_of(text):
    found, start = [], 0
    for part in text.replace(". ", ".\0").split("\0"):
        found.append([start, start + len(part)])
        start += len(part) + 1
    return found


def gold_records():
    """Return the reading of each text: who says what is between the marks."""
    records = []
    for key, text in TEXTS.items():
        content = [0, text.index("”") + 1]
        cue = [content[1] + 1, content[1] + 5]
        source = [cue[1] + 1, text.index(".", cue[1])]
        speaker = {"id": "s1", "name": text[slice(*source)], "kind": "person", "role": None, "aliases": []}
        said = {"content": [content], "cue": [cue], "source": [source], "speaker": "s1"}
        sentences = sentences_of(text)
        facts = [{"weight": 3, "support": [sentences[0]]}, {"weight": 1, "support": [sentences[3]]}]
        records.append(
            {"id": key, "text": text, "quotations": [said], "speakers": [speaker], "sentences": sentences}
            | {"facts": facts, "extract": [sentences[0], sentences[3]], "summary": text[slice(*sentences[0])]}
        )
    return records


def write_lines(path, records):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(record) + "\n" for record in records), encoding="utf-8")
    return path


@pytest.fixture
def gold(tmp_path):
    """A gold file of two articles, with quotations and with facts."""
    return write_lines(tmp_path / "gold.jsonl", gold_records())


@pytest.fixture
def right(tmp_path):
    """Predictions in which every quotation is right."""
    parts = ("id", "text", "quotations", "speakers")
    return write_lines(tmp_path / "right.jsonl", [{part: record[part] for part in parts} for record in gold_records()])


class ReadingPipeline:
    """Finds the quotation of "ferry" only, and sums every article up by its first sentence."""

    def pipe(self, texts, *, batch_size):
        assert batch_size == 16
        for text in texts:
            yield self.read(text)

    @staticmethod
    def read(text):
        speaker, quotations = Speaker(SpeakerId("s1"), "Quill"), ()
        if text == TEXTS["ferry"]:
            quotations = (Quotation(QuotationId("q1"), "direct", (Span(0, 18),), (), (Span(24, 34),), speaker),)
        first = sentences_of(text)[0]
        return Article(
            text,
            sentences=tuple(Sentence(*ends) for ends in sentences_of(text)),
            quotations=quotations,
            speakers=(speaker,),
            summary=Summary(text[slice(*first)], (SummarySentence(*first, 0.5),)),
        )


@pytest.fixture
def pipeline(monkeypatch):
    """Put the small pipeline in the place of the library's, and return the checkpoints that were asked for."""
    asked = []

    class Pipeline(ReadingPipeline):
        @classmethod
        def from_pretrained(cls, name_or_path):
            asked.append(name_or_path)
            return cls()

    # Not setattr: looking the real one up would load torch.
    monkeypatch.setitem(vars(quoteattr), "Pipeline", Pipeline)
    return asked
