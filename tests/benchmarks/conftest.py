"""The benchmark scripts as modules, small gold files, and a pipeline that needs no model."""

import importlib.util
import json
import sys
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
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


# In both the first name is meant.
GAP = [("Ada Burns slept. She snored while Eve Stone sang.", "She"), ("Tom Hale met Bill Reddy. He left.", "He")]


def gap_records():
    """Return two items, one of each gender, in which the first name is meant."""
    records = []
    for key, (text, pronoun) in enumerate(GAP):
        names = [("Ada Burns", "Eve Stone"), ("Tom Hale", "Bill Reddy")][key]
        a, b, at = ([text.index(words), text.index(words) + len(words)] for words in (*names, pronoun))
        records.append({"id": str(key), "text": text, "pronoun": at, "a": a, "b": b, "a_coref": True, "b_coref": False})
    return records


@pytest.fixture
def gap(tmp_path):
    """A file of two items of GAP."""
    return write_lines(tmp_path / "gap.jsonl", gap_records())


@pytest.fixture
def right(tmp_path):
    """Predictions in which every quotation is right."""
    parts = ("id", "text", "quotations", "speakers")
    return write_lines(tmp_path / "right.jsonl", [{part: record[part] for part in parts} for record in gold_records()])


class ReadingPipeline:
    """Finds the quotation of "ferry" only, and sums every article up by its first sentence.

    A source is the name of its speaker, and every "She" is Ada Burns.
    """

    def pipe(self, texts, *, batch_size, max_words=None):
        assert batch_size == 16
        assert max_words in (None, 60)
        for text in texts:
            yield self.read(text)

    @classmethod
    def resolve(cls, text, quotations):
        resolved, speakers = [], []
        for quotation in quotations:
            speaker = cls._speaker(text, quotation.source, len(speakers))
            speakers += [speaker] if speaker else []
            resolved.append(replace(quotation, speaker=speaker))
        return Article(text, quotations=tuple(resolved), speakers=tuple(speakers))

    @classmethod
    def resolve_mentions(cls, text, mentions):
        return tuple(cls._speaker(text, [mention], place) for place, mention in enumerate(mentions))

    @staticmethod
    def _speaker(text, spans, place):
        words = " ".join(text[span.start : span.end] for span in spans)
        name = "Ada Burns" if words.casefold() == "she" else words
        return Speaker(SpeakerId(f"s{place}"), name) if name else None

    @property
    def encoder(self):
        """An encoder whose head of antecedents never finds one."""
        scorer = SimpleNamespace(scores=lambda *question: np.eye(len(question[-1]) + 1)[-1])
        return SimpleNamespace(encode=lambda text: text, antecedents=lambda _: scorer)

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
