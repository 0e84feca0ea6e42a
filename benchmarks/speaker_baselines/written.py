"""An article's names as they are written, and speakers made of them."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace

from quoteattr.speakers.lexicon import word_set
from quoteattr.speakers.mentions import NameIndex
from quoteattr.speakers.names import Name, NameKind, find_names
from quoteattr.speakers.reading import Reading, read
from quoteattr.types import Mention, Quotation, Sentence, Span, Speaker, SpeakerId, SpeakerKind

__all__ = ["Found", "Resolved", "Resolver", "Written", "speakers_of"]

Resolved = tuple[tuple[Quotation, ...], tuple[Speaker, ...]]
Resolver = Callable[[str, Sequence[Sentence], Sequence[Quotation]], Resolved]
"""Resolves the quotations of an article, as `quoteattr.speakers.resolve_speakers` does."""

_KINDS: dict[NameKind, SpeakerKind] = {"organisation": "organisation", "group": "group", "place": "organisation"}


@dataclass(frozen=True, slots=True)
class Found:
    """What a baseline takes for a quotation's speaker.

    Args:
        label: Where its name, or the words that stand for one, are written.
        names: Every occurrence of the name; none for other words.
    """

    label: Span
    names: tuple[Name, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """An article with its names, found as the library finds them.

    Args:
        reading: Its words.
        names: Its names, in order.
        by_words: The occurrences of each name, by its words.
    """

    reading: Reading
    names: tuple[Name, ...]
    by_words: dict[tuple[str, ...], list[Name]] = field(repr=False)
    _index: NameIndex = field(repr=False)

    @classmethod
    def of(cls, text: str, sentences: Sequence[Sentence], quotations: Sequence[Quotation]) -> "Written":
        """Read an article."""
        reading = read(text, sentences, quotations)
        names = find_names(reading)
        by_words: dict[tuple[str, ...], list[Name]] = defaultdict(list)
        for name in names:
            by_words[name.words].append(name)
        return cls(reading, names, by_words, NameIndex(names))

    def within(self, spans: Iterable[Span]) -> list[Name]:
        """Return the names that begin within spans."""
        return [name for s in spans for name in self._index.among(self.reading.within(s.start, s.end))]


def speakers_of(written: Written, quotations: Sequence[Quotation], found: Sequence[Found | None]) -> Resolved:
    """Give each quotation its speaker; the same words are the same speaker.

    Args:
        written: The article.
        quotations: Its quotations.
        found: What each of them was resolved to; `None` for nothing.
    """
    speakers: dict[str, Speaker] = {}
    resolved = []
    for quotation, one in zip(quotations, found, strict=True):
        speaker: Speaker | None = None
        evidence: tuple[Mention, ...] = ()
        if one is not None:
            words = _words(written, one.label)
            speaker = speakers.setdefault(words.casefold(), _speaker(written, one, SpeakerId(f"s{len(speakers) + 1}")))
            label = Mention(one.label.start, one.label.end, "name" if one.names else "nominal")
            evidence = (label,)
        resolved.append(replace(quotation, speaker=speaker, evidence=evidence))
    return tuple(resolved), tuple(speakers.values())


def _speaker(written: Written, found: Found, identifier: SpeakerId) -> Speaker:
    mentions = [Mention(name.start, name.end, "name") for name in found.names]
    role = next(filter(None, (_title(written, name) for name in found.names)), None)
    return Speaker(
        id=identifier,
        name=_words(written, found.label),
        kind=_KINDS.get(found.names[0].kind, "person") if found.names else "other",
        role=None if role is None else written.reading.text[role.start : role.end],
        role_span=role,
        mentions=tuple(mentions) or (Mention(found.label.start, found.label.end, "nominal"),),
    )


def _title(written: Written, name: Name) -> Span | None:
    """Return the title before a name, which is the one role that needs no understanding; an honorific is none."""
    tokens = written.reading.tokens[name.title : name.first]
    titles = [t for t in tokens if t.lower not in word_set("titles", "honorifics")]
    return Span(titles[0].start, titles[-1].end) if titles else None


def _words(written: Written, span: Span) -> str:
    return " ".join(written.reading.text[span.start : span.end].split())
