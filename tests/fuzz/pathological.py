"""Texts that no newspaper prints, and the stages of the analysis one by one; the benchmark and the tests share them."""

import random
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cached_property
from itertools import cycle, islice

import numpy as np

from quoteattr.attribution.link import attribute
from quoteattr.io import iter_conll, iter_csv, iter_json, iter_web_annotations
from quoteattr.io.brat_annotations import iter_annotations
from quoteattr.model.encode import TokenStates
from quoteattr.model.features import tokenize
from quoteattr.render import render_fragment
from quoteattr.speakers.antecedents import learned
from quoteattr.speakers.resolve import resolve
from quoteattr.summary.reading import read_story
from quoteattr.summary.summarize import summarize
from quoteattr.text.checks import mark_warnings
from quoteattr.text.marks import pair_marks
from quoteattr.text.sentences import split_sentences
from quoteattr.types import Article

__all__ = ["STAGES", "TEXTS", "Reading", "random_states"]

_MARKS = ["“", "”", '"', "‘", "’", "'", "„", "«", "»", "‹", "›", "``", "''", "″", "＂"]
_SENTENCES = (
    "“It is safe,” said Ada Burns, the mayor. ",
    "Tom Hale, who leads the council, said that the bridge would open in May. ",
    "She was pleased. ",
    "According to Rosa Lind, “nothing” had been paid. ",
)


def _mixed_marks(n: int) -> str:
    """Return n quotation marks of all sorts, in an order without sense."""
    draw = random.Random(0)
    return "".join(draw.choice(_MARKS) + draw.choice(["a", " ", "no ", ". ", " b"]) for _ in range(n))


def _cycled(parts: tuple[str, ...]) -> Callable[[int], str]:
    return lambda n: "".join(islice(cycle(parts), n))


def _names(n: int) -> str:
    """Return n sentences, each by another person."""
    letters = "abcdefghijklmnopqrstuvwxyz"

    def name(i: int) -> str:
        return "".join(letters[i // 26**k % 26] for k in range(4)).capitalize()

    return "".join(f"Ada {name(i)} said she was late. " for i in range(n))


TEXTS: dict[str, tuple[int, Callable[[int], str]]] = {
    "marks": (100_000, _mixed_marks),
    "opening marks": (100_000, lambda n: "“a " * n),
    "straight marks": (100_000, lambda n: '"a ' * n),
    "single marks": (100_000, lambda n: "‘a " * n),
    "apostrophes": (100_000, lambda n: "'a' " * (n // 2)),
    "marks alone": (100_000, lambda n: '"' * n),
    "nested marks": (50_000, lambda n: "“‘a " * n + "’”" * n),
    "one word": (1_000_000, lambda n: "a" * n),
    "full stops": (200_000, lambda n: "." * n),
    "dotted word": (200_000, lambda n: "a." * (n // 2)),
    "no spaces": (50_000, lambda n: "It rained." * n),
    "no full stops": (50_000, lambda n: "it rained on monday and " * n),
    "paragraphs": (10_000, lambda n: "“It rained all day\n\n" * n),
    "turns": (10_000, lambda n: "LOWE: Will you resign?\nHART: No.\n" * (n // 2)),
    "one name": (20_000, lambda n: "Ada Burns said she was late. " * n),
    "many names": (20_000, _names),
    "pronouns": (20_000, lambda n: "he said she and Ada Burns knew, " * n),
    "ordinary": (20_000, _cycled(_SENTENCES)),
    "capitals": (1_000_000, lambda n: "COUNCIL OPENS BRIDGE " * (n // 21)),
    "one capital": (1_000_000, lambda n: "A" * n),
    "brackets": (100_000, lambda n: "(" * (n // 2) + "a" + ")" * (n // 2)),
    "bracketed": (20_000, lambda n: "[a (b" * n),
    "commas": (50_000, lambda n: "Ada, " * n),
    "dashes": (100_000, lambda n: "—-– a " * (n // 3)),
    "combining": (200_000, lambda n: "\u0301" * n),
    "newlines": (500_000, lambda n: "\n" * n),
    "spaces": (500_000, lambda n: "a" + " " * n + "b."),
    "digits": (200_000, lambda n: "1," * (n // 2)),
    "emoji": (100_000, lambda n: "\U0001f600" * n),
    "Chinese": (100_000, lambda n: "他说“下雨了”。" * (n // 8)),
    "right to left": (100_000, lambda n: "אמר «כן» שלום. " * (n // 15)),
    "controls": (100_000, lambda n: "\x00\u202e\u2066\u200d" * (n // 4)),
}
"""By name: the whole size, and what makes a text of a size. Sizes count what the text repeats."""


class Reading:
    """A text on its way through the stages, each of which works on what the ones before it left here.

    Args:
        text: The text.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.article = Article(text)

    @cached_property
    def encoder(self):
        from tests.conftest import build_tiny_encoder

        return build_tiny_encoder(window=128, overlap=32)

    def marks(self) -> None:
        self.regions = pair_marks(self.text)
        self.warnings = mark_warnings(self.regions)

    def sentences(self) -> None:
        self.article = replace(self.article, sentences=split_sentences(self.text, regions=self.regions))

    def tokenise(self) -> None:
        self.tokens = tokenize(self.text, self.encoder.tokenizer, self.regions)

    def decode(self) -> None:
        self.states = random_states(self.tokens, width=self.encoder.model.tags.in_features)
        self.found = attribute(self.text, self.encoder, self.states, self.regions, min_score=0.0)

    def speakers(self) -> None:
        chooser = learned(self.encoder.antecedents(self.states))
        self.resolved = resolve(self.text, self.article.sentences, self.found, chooser)

    def summary(self) -> None:
        self.story = read_story(self.text, self.article.sentences, self.resolved, self.encoder, self.states)
        self.article = Article(
            self.text,
            sentences=self.story.sentences,
            quotations=self.resolved.quotations,
            speakers=self.resolved.speakers,
            summary=summarize(self.story)[0],
        )

    def compress(self) -> None:
        summarize(self.story, compress=True, max_words=40)

    def digest(self) -> None:
        self.article.digest()

    def export(self, exporter: Callable[..., Iterator[str]], **options: str) -> None:
        for _ in exporter([self.article], **options):
            pass


STAGES: dict[str, Callable[[Reading], None]] = {
    "marks": Reading.marks,
    "sentences": Reading.sentences,
    "tokenise": Reading.tokenise,
    "decode": Reading.decode,
    "speakers": Reading.speakers,
    "summary": Reading.summary,
    "compress": Reading.compress,
    "digest": Reading.digest,
    "json": lambda r: r.export(iter_json, offsets="utf16"),
    "csv": lambda r: r.export(iter_csv, offsets="utf16"),
    "conll": lambda r: r.export(iter_conll),
    "jsonld": lambda r: r.export(iter_web_annotations, offsets="utf16"),
    "brat": lambda r: [None for _ in iter_annotations(r.article)] and None,
    "render": lambda r: render_fragment(r.article) and None,
}
"""The stages in the order in which they run."""


def random_states(tokens, *, width: int, seed: int = 0) -> TokenStates:
    """Return token states whose tags are random: one in three begins something."""
    rng = np.random.default_rng(seed)
    scores = rng.normal(size=(len(tokens), 7)).astype(np.float32) * 3
    tags = scores - np.log(np.exp(scores).sum(1, keepdims=True))
    return TokenStates(tokens, tags, rng.normal(size=(len(tokens), width)).astype(np.float32))
