"""Bytes as choices: what a fuzzer hands over becomes texts, articles and records; the same bytes give the same ones."""

import json
from collections.abc import Sequence
from typing import Any, TypeVar

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

__all__ = ["Given"]

T = TypeVar("T")

# What the rules look at; random letters would hardly ever make one of these.
WORDS = [
    "“", "”", '"', "‘", "’", "'", "„", "«", "»", "‹", "›", "``", "''", "″", "\n", "\n\n", "\r\n", "\u2028", " ", "  ",
    "\u00a0", "\t", ".", "...", "…", ". . .", "?", "!", "?!", ",", ":", ";", "—", "–", "--", "-", "(", ")", "[", "]",
    "{", "}", "&", "<", ">", "<b>", "</p>", "=", "@", "/", "\\", "\x00", "\x1b", "\u0301", "\u200d", "\u202e", "\u2066",
    "\ufeff", "\ufffd", "\U0001f600", "\U0001f468\u200d\U0001f469", "東", "京。", "שלום", "مرحبا", "İ", "ß", "ﬁ", "ǅ",
    "Σ", "a", "I", "Mr.", "Dr.", "U.S.", "J.K.", "Ada", "Burns", "Ada Burns", "Tom Hale", "Smith's", "O’Brien", "McCoy",
    "de", "van der", "Jr.", "the", "The", "mayor", "council", "council leader", "Lowmere Ferries", "BBC", "Inc.",
    "said", "says", "told", "added", "according to", "called", "asked", "that", "who", "which", "of", "and", "is",
    "was", "he", "she", "they", "her", "his", "it", "She", "He", "They", "it rained", "It rained.", "Q:", "A:",
    "Q.", "LOWE:",
    "HART: ", "12", "1,000", "5'10\"", "'90s", "$5m", "50%", "May", "Monday", "1.", "IV.", "www.a.com", ":)", "[1]",
    "However,", "for example,", "not", "no", "never", "one of", "spokesman", "spokeswoman for", "former", "chief",
]  # fmt: skip


class Given:
    """Choices read from bytes, one behind the other; when they run out, every choice is the first.

    Args:
        data: The bytes.
    """

    def __init__(self, data: bytes) -> None:
        self._data, self._at = data, 0

    def below(self, most: int) -> int:
        """Return a whole number from 0 to below a limit."""
        size = 1 if most <= 256 else 2
        raw = self._data[self._at : self._at + size]
        self._at += size
        return int.from_bytes(raw, "little") % most if most else 0

    def flag(self) -> bool:
        return bool(self.below(2))

    def one_of(self, items: Sequence[T]) -> T:
        return items[self.below(len(items))]

    def many(self, most: int) -> range:
        return range(self.below(most + 1))

    def rest(self) -> bytes:
        rest, self._at = self._data[self._at :], len(self._data)
        return rest

    def text(self, most: int = 60) -> str:
        """Return a text of the words above, with a space between some of them, and of characters of any sort."""
        parts = []
        for _ in range(self.below(most + 1)):
            choice = self.below(256)
            if choice < len(WORDS):
                parts.append(WORDS[choice])
            elif choice < 240:
                parts.append(" ")
            else:
                parts.append(self._character())
        return "".join(parts)

    def _character(self) -> str:
        code = self.below(0x10000) + (0x10000 if self.flag() else 0)
        return "\ufffd" if 0xD800 <= code < 0xE000 else chr(code)

    def span(self, text: str) -> Span:
        first, last = self.below(len(text) + 1), self.below(len(text) + 1)
        return Span(min(first, last), max(first, last))

    def spans(self, text: str, most: int = 3) -> tuple[Span, ...]:
        return tuple(self.span(text) for _ in self.many(most))

    def mentions(self, text: str) -> tuple[Mention, ...]:
        spans = self.spans(text, 2)
        return tuple(Mention(s.start, s.end, self.one_of(["name", "nominal", "pronoun"])) for s in spans)

    def article(self, most: int = 30) -> Article:
        """Return an article of any text, its spans anywhere in it."""
        text = self.text(most)
        speakers = [self._speaker(text, n) for n in self.many(3)]
        quotations = [self._quotation(text, n, speakers) for n in self.many(4)]
        return Article(
            text,
            id=self.text(4) if self.flag() else None,
            sentences=tuple(Sentence(s.start, s.end, self._score()) for s in self.spans(text)),
            quotations=tuple(quotations),
            speakers=tuple(speakers),
            summary=self._summary(text),
            warnings=tuple(self.text(3) for _ in self.many(2)),
            provenance={self.text(2): self.text(2) for _ in self.many(2)},
        )

    def _score(self) -> float | None:
        return self.below(101) / 100 if self.flag() else None

    def _speaker(self, text: str, number: int) -> Speaker:
        return Speaker(
            SpeakerId(f"s{number}"),
            self.text(3),
            kind=self.one_of(["person", "organisation", "group", "document", "other"]),
            role=self.text(3) if self.flag() else None,
            role_span=self.span(text) if self.flag() else None,
            aliases=tuple(self.text(2) for _ in self.many(2)),
            mentions=self.mentions(text),
            former=self.flag(),
        )

    def _quotation(self, text: str, number: int, speakers: list[Speaker]) -> Quotation:
        return Quotation(
            QuotationId(f"q{number}"),
            self.one_of(["direct", "indirect", "mixed"]),
            (self.span(text), *self.spans(text, 2)),
            self.spans(text, 2),
            self.spans(text, 2),
            self.one_of([None, *speakers]),
            self._score() or 0.0,
            self.mentions(text),
            self._score(),
        )

    def _summary(self, text: str) -> Summary:
        sentences = []
        for s in self.spans(text):
            edits = tuple(Edit(e.start, e.end, self.text(2), "marks") for e in self.spans(text, 2))
            sentences.append(SummarySentence(s.start, s.end, 0.5, self.text(4), edits))
        printed = self.text(8)
        issues = tuple(Issue("name", s.start, s.end, self.text(2), "dropped") for s in self.spans(printed, 2))
        return Summary(printed, tuple(sentences), issues, self.text(2) if self.flag() else None)

    def value(self, depth: int = 0) -> Any:
        """Return a JSON value of any form, among them such as no writer would write."""
        simple = [None, True, False, 0, 1, -1, 2**31, 10**400, 1.5, -0.0, float("inf"), float("nan"), "", "a", "\ud800"]
        choice = self.below(len(simple) + 4)
        if choice < len(simple):
            return simple[choice]
        if choice == len(simple) or depth > 3:
            return self.text(3)
        if choice == len(simple) + 1:
            return json.loads("[" * 600 + "]" * 600)
        if choice == len(simple) + 2:
            return [self.value(depth + 1) for _ in self.many(3)]
        return {self.one_of(["id", "start", "end", "text", "name"]): self.value(depth + 1) for _ in self.many(3)}

    def damaged(self, value: Any) -> Any:
        """Return a JSON value with one place in it put to something else, taken away or put there twice."""
        if not isinstance(value, dict | list) or not value or self.below(6) == 0:
            return self.value()
        keys = list(value) if isinstance(value, dict) else list(range(len(value)))
        key = self.one_of(keys)
        copy: Any = dict(value) if isinstance(value, dict) else list(value)
        how = self.below(10)
        if how == 0:
            del copy[key]
        elif how == 1 and isinstance(copy, list):
            copy.append(copy[key])
        elif how == 2 and isinstance(copy, dict):
            copy[self.text(2)] = copy[key]
        else:
            copy[key] = self.damaged(copy[key])
        return copy
