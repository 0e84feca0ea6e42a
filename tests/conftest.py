"""What several test modules share: a small annotated article, articles of any form, and a pipeline without a model."""

import os
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from types import ModuleType
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from quoteattr.errors import CheckpointError, OptionError
from quoteattr.types import (
    Article,
    Edit,
    Issue,
    Mention,
    Quotation,
    QuotationId,
    Sentence,
    Span,
    Speaker,
    SpeakerId,
    Summary,
    SummarySentence,
)

if TYPE_CHECKING:
    from quoteattr.model.encode import Encoder

# Tiny models are slower with more threads. Read by torch when it is first imported.
os.environ.setdefault("OMP_NUM_THREADS", "1")
# No test fails because the machine is busy.
settings.register_profile("quoteattr", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("quoteattr")

TEXT = (
    "Ferry timetable to change\n\n"
    "“We listened to the islanders,” said Mara Quill, head of Lowmere Ferries. “The first boat will leave at six.\n\n"
    "“It will be on time.”\n\n"
    "Councillor Tom Reddy called the plan ‘long overdue’. She said nothing about fares.\n\n"
    "“Too little, too late.”\n"
)


def spans_of(text: str, *parts: str) -> tuple[Span, ...]:
    """Find each part in the text, one behind the other."""
    found = []
    at = 0
    for part in parts:
        start = text.index(part, at)
        at = start + len(part)
        found.append(Span(start, at))
    return tuple(found)


def build_example() -> Article:
    mara = Speaker(
        SpeakerId("s1"),
        "Mara Quill",
        role="head of Lowmere Ferries",
        role_span=spans_of(TEXT, "head of Lowmere Ferries")[0],
        mentions=tuple(Mention(s.start, s.end) for s in spans_of(TEXT, "Mara Quill")),
    )
    tom = Speaker(
        SpeakerId("s2"),
        "Tom Reddy",
        role="Councillor",
        aliases=("Councillor Tom Reddy",),
        mentions=tuple(Mention(s.start, s.end) for s in spans_of(TEXT, "Tom Reddy")),
    )
    sentences = tuple(
        Sentence(s.start, s.end)
        for s in spans_of(
            TEXT,
            "Ferry timetable to change",
            "“We listened to the islanders,” said Mara Quill, head of Lowmere Ferries.",
            "“The first boat will leave at six.",
            "“It will be on time.”",
            "Councillor Tom Reddy called the plan ‘long overdue’.",
            "She said nothing about fares.",
            "“Too little, too late.”",
        )
    )
    quotations = (
        Quotation(
            QuotationId("q1"),
            "direct",
            spans_of(
                TEXT, "“We listened to the islanders,”", "“The first boat will leave at six.\n\n“It will be on time.”"
            ),
            cue=spans_of(TEXT, "said"),
            source=spans_of(TEXT, "Mara Quill, head of Lowmere Ferries"),
            speaker=mara,
            score=0.97,
            evidence=mara.mentions,
            speaker_score=0.95,
        ),
        Quotation(
            QuotationId("q2"),
            "mixed",
            spans_of(TEXT, "the plan ‘long overdue’"),
            cue=spans_of(TEXT, "called"),
            source=spans_of(TEXT, "Councillor Tom Reddy"),
            speaker=tom,
            score=0.81,
        ),
        Quotation(QuotationId("q3"), "direct", spans_of(TEXT, "“Too little, too late.”"), score=0.4),
    )
    return Article(
        TEXT,
        id="ferry",
        sentences=sentences,
        quotations=quotations,
        speakers=(mara, tom),
        summary=Summary(
            "The first boat will leave at six, said Mara Quill.",
            (SummarySentence(sentences[2].start, sentences[2].end, 0.9),),
        ),
        warnings=("a quotation has no speaker",),
        provenance={"quoteattr": "0.1.0"},
    )


@pytest.fixture
def example() -> Article:
    """An article with a multi-paragraph, a mixed and an unattributed quotation."""
    return build_example()


# Letters, marks, line ends, markup and every sort of character that acts instead of shows.
ALPHABET = "ab “”'‘’\"<>&;=/-\n\r\t\x00\x1b\x85\u00a0\u0301\u200f\u202e\u2028\u2066東\U0001f600é"


@st.composite
def _articles(draw: st.DrawFn) -> Article:
    text = draw(st.text(ALPHABET, max_size=60))
    edge = st.integers(0, len(text))
    span = st.tuples(edge, edge).map(lambda pair: Span(min(pair), max(pair)))
    spans = st.lists(span, max_size=3).map(tuple)
    words = st.text(ALPHABET, max_size=12)
    mention = st.builds(
        lambda s, kind: Mention(s.start, s.end, kind), span, st.sampled_from(["name", "nominal", "pronoun"])
    )
    speakers = [
        Speaker(
            SpeakerId(f"s{n}"),
            draw(words),
            kind=draw(st.sampled_from(["person", "organisation", "group", "document", "other"])),
            role=draw(st.none() | words),
            role_span=draw(st.none() | span),
            aliases=tuple(draw(st.lists(words, max_size=2))),
            mentions=tuple(draw(st.lists(mention, max_size=2))),
            former=draw(st.booleans()),
        )
        for n in range(draw(st.integers(0, 3)))
    ]
    quotations = [
        Quotation(
            QuotationId(f"q{n}"),
            draw(st.sampled_from(["direct", "indirect", "mixed"])),
            draw(st.lists(span, min_size=1, max_size=3).map(tuple)),
            cue=draw(spans),
            source=draw(spans),
            speaker=draw(st.sampled_from([None, *speakers])),
            score=draw(st.floats(0, 1)),
            evidence=tuple(draw(st.lists(mention, max_size=2))),
            speaker_score=draw(st.none() | st.floats(0, 1)),
        )
        for n in range(draw(st.integers(0, 4)))
    ]
    return Article(
        text,
        id=draw(st.none() | words),
        sentences=tuple(Sentence(s.start, s.end, draw(st.none() | st.floats(0, 1))) for s in draw(spans)),
        quotations=tuple(quotations),
        speakers=tuple(speakers),
        summary=draw(summaries(spans, words)),
        warnings=tuple(draw(st.lists(words, max_size=2))),
        provenance=draw(st.dictionaries(words, words, max_size=2)),
    )


@st.composite
def summaries(draw, spans, words):
    edits = spans.map(lambda found: tuple(Edit(s.start, s.end, "…", "marks") for s in found))
    issues = spans.map(lambda found: tuple(Issue("name", s.start, s.end, "not there", "dropped") for s in found))
    sentences = tuple(SummarySentence(s.start, s.end, 0.5, draw(words), draw(edits)) for s in draw(spans))
    return Summary(draw(words), sentences, draw(issues), draw(st.none() | words))


@pytest.fixture(scope="session")
def articles() -> st.SearchStrategy[Article]:
    """Articles of any text, with spans that nest, overlap, touch and are empty."""
    return _articles()


class FakePipeline:
    """Stands in for the pipeline: what stands between “ and ” is said by the next two words after "said".

    A text with "fail" in it cannot be annotated; "crash" ends the whole run.
    """

    provenance = {"quoteattr": "0"}  # noqa: RUF012
    loaded: list[str] = []  # noqa: RUF012 - one list for the test that looks at it
    calls: list[dict[str, object]] = []  # noqa: RUF012

    @classmethod
    def from_pretrained(cls, name_or_path: str = "default", **_: object) -> "FakePipeline":
        if name_or_path != "default":
            raise CheckpointError(f"{name_or_path}: no checkpoint there")
        cls.loaded.append(name_or_path)
        return cls()

    def pipe(self, texts: Iterable[Any], *, as_tuples: bool = False, **options: object) -> Iterator[Any]:
        self.calls.append(options)
        for item in texts:
            (article_id, text), context = item if as_tuples else (item, None)
            if "crash" in text:
                raise OptionError("the run ended\nin between")
            failed = Article("", id=article_id, warnings=("failed: this text cannot be annotated",))
            article = failed if "fail" in text else self(text, id=article_id)
            yield (article, context) if as_tuples else article

    def __call__(self, text: str, *, id: str | None = None) -> Article:
        if text == TEXT:
            return replace(build_example(), id=id)
        match = re.search("(“[^”]*”) (said) (\\w+ \\w+)", text)
        if not match:
            return Article(text, id=id, summary=Summary(text.strip()))
        content, cue, source = (Span(*match.span(group)) for group in (1, 2, 3))
        speaker = Speaker(SpeakerId("s1"), match[3], mentions=(Mention(source.start, source.end),))
        quotation = Quotation(QuotationId("q1"), "direct", (content,), (cue,), (source,), speaker, 0.9)
        return Article(text, id=id, quotations=(quotation,), speakers=(speaker,), summary=Summary(text.strip()))


def fake_module() -> ModuleType:
    """A module `quoteattr.pipeline` whose pipeline needs no model."""
    module = ModuleType("quoteattr.pipeline")
    module.Pipeline = FakePipeline  # type: ignore[attr-defined]
    return module


@pytest.fixture
def fake_pipeline(monkeypatch: pytest.MonkeyPatch) -> type[FakePipeline]:
    """Put the fake in the place of the pipeline and return its class."""
    FakePipeline.loaded.clear()
    FakePipeline.calls.clear()
    monkeypatch.setitem(sys.modules, "quoteattr.pipeline", fake_module())
    return FakePipeline


VOCABULARY = [
    *["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"],
    *"abcdefghijklmnopqrstuvwxyz0123456789.,;:!?-—'\"“”‘’()",
    *(f"##{c}" for c in "abcdefghijklmnopqrstuvwxyz0123456789"),
    *["the", "said", "she", "he", "council", "mayor", "ada", "burns", "bridge", "yes", "no", "will", "open", "that"],
]


def build_tiny_encoder(*, window: int = 32, overlap: int = 12, seed: int = 0, **options: int) -> "Encoder":
    """Build an encoder with random weights and a vocabulary of letters and some words, in memory."""
    import torch
    from tokenizers import Tokenizer, decoders, models, normalizers, pre_tokenizers
    from transformers import PreTrainedTokenizerFast

    from quoteattr.model.configuration_quoteattr import QuoteAttrConfig
    from quoteattr.model.encode import Encoder
    from quoteattr.model.modeling_quoteattr import QuoteAttrModel

    words = models.WordPiece({w: i for i, w in enumerate(VOCABULARY)}, unk_token="[UNK]")  # noqa: S106
    backend = Tokenizer(words)
    backend.normalizer = normalizers.BertNormalizer(lowercase=True)
    backend.pre_tokenizer = pre_tokenizers.BertPreTokenizer()
    backend.decoder = decoders.WordPiece()
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=backend,
        **{f"{n}_token": f"[{n.upper()}]" for n in ("pad", "unk", "cls", "sep", "mask")},
    )
    bert = {
        "model_type": "bert",
        "vocab_size": len(VOCABULARY),
        "hidden_size": 16,
        "num_hidden_layers": 1,
        "num_attention_heads": 2,
        "intermediate_size": 32,
        "max_position_embeddings": window,
        "hidden_dropout_prob": 0.0,
        "attention_probs_dropout_prob": 0.0,
    }
    torch.manual_seed(seed)
    config = QuoteAttrConfig(bert, window=window, overlap=overlap, link_width=16, head_dropout=0.0, **options)
    return Encoder(QuoteAttrModel(config), tokenizer)


@pytest.fixture
def tiny_encoder() -> "Encoder":
    """A new encoder with random weights; the same ones each time."""
    return build_tiny_encoder()
