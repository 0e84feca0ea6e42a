"""Which antecedents are right: by the speakers of quotations, by clusters of mentions, by pairs of pronoun and name."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from quoteattr.evaluation import given_quotations
from quoteattr.evaluation.speakers import same_speaker
from quoteattr.speakers.antecedents import Option, Question
from quoteattr.speakers.decide import source_events
from quoteattr.speakers.resolve import Scene, prepare
from quoteattr.text.sentences import split_sentences
from quoteattr.training.questions import NONE, Asked, Teacher, ask
from quoteattr.types import Quotation, Span

__all__ = ["ask_clusters", "ask_pairs", "ask_speakers"]

_TYPES = frozenset({"person", "organization", "place", "animal", "object", "abstract"})


def ask_speakers(record: Mapping[str, Any], teacher: Teacher | None = None) -> list[Asked]:
    """Read an article whose quotations may carry their speakers.

    Args:
        record: An article with `text`, `quotations` (with `speaker`: id, "author" or null) and `speakers` (with `id`,
            `name`, `aliases` and `kind`).
        teacher: A teacher; `None` for none.
    """
    read = given_quotations(record)
    told = [quotation.get("speaker") for quotation in record["quotations"] if quotation.get("content")]
    scene = prepare(record["text"], split_sentences(record["text"]), read)
    return ask(scene, read, _Speakers(record, scene, read, told).right, teacher)


class _Speakers:
    """Which options of a question are the speaker that the annotators name."""

    def __init__(
        self, record: Mapping[str, Any], scene: Scene, quotations: Sequence[Quotation], given: Sequence[str | None]
    ) -> None:
        self._scene = scene
        self._speakers = {s["id"]: s for s in record.get("speakers") or ()}
        events = source_events(scene.reading, scene.index, quotations) if self._speakers else []
        self._told = {start: given[numbers[0]] for start, _, numbers in events}

    def right(self, question: Question) -> frozenset[int] | None:
        """Return the right answers to a question about a source."""
        anaphor = question.anaphor
        if not anaphor.source or anaphor.start not in self._told:
            return None
        speaker = self._told[anaphor.start]
        open_ended = anaphor.kind in {"implied", "described"}
        if speaker is not None and speaker in self._speakers:
            found = frozenset(i for i, option in enumerate(question.options) if self._is(option, speaker))
            return found or (frozenset({NONE}) if open_ended else None)
        # Of a pronoun, "a reader cannot tell" says nothing about its antecedent.
        return frozenset({NONE}) if open_ended else None

    def _is(self, option: Option, speaker: str) -> bool:
        known = {self._told[o.start] for o in option.candidate.occurrences if self._told.get(o.start)}
        if known:
            return speaker in known
        referent = option.referent
        spans = [Span(n.start, n.end) for n in referent.entity.forms.values()] if referent.entity else [referent.label]
        text = self._scene.reading.text
        return any(same_speaker(text[s.start : s.end], self._speakers[speaker]) != "wrong" for s in spans)


def ask_clusters(record: Mapping[str, Any], teacher: Teacher | None = None) -> list[Asked]:
    """Read a text with coreference clusters.

    Args:
        record: A text with `text` and `clusters` (with `type` and `mentions`: [start, end, kind]).
        teacher: A teacher; `None` for none.
    """
    scene = prepare(record["text"], split_sentences(record["text"]), ())
    return ask(scene, (), _Clusters(record).right, teacher)


class _Clusters:
    """Which cluster a mention belongs to."""

    def __init__(self, record: Mapping[str, Any]) -> None:
        self._pronouns: dict[tuple[int, int], int] = {}
        self._starts: dict[int, list[tuple[int, int]]] = defaultdict(list)
        self._ends: dict[int, list[tuple[int, int]]] = defaultdict(list)
        for number, cluster in enumerate(record["clusters"]):
            for start, end, kind in cluster["mentions"] if cluster["type"] in _TYPES else ():
                if kind == "pronoun":
                    self._pronouns[start, end] = number
                else:
                    self._add(start, end - 2 if record["text"][end - 2 : end] in {"'s", "’s"} else end, number)

    def _add(self, start: int, end: int, number: int) -> None:
        self._starts[start].append((end, number))
        self._ends[end].append((start, number))

    def _of(self, start: int, end: int, *, pronoun: bool) -> set[int]:
        """Return the cluster of a mention as we find it: the annotators' one may begin earlier or end later."""
        if pronoun:
            return {self._pronouns[start, end]} if (start, end) in self._pronouns else set()
        after = [(e - end, n) for e, n in self._starts.get(start, ()) if e >= end]
        before = [(start - s, n) for s, n in self._ends.get(end, ()) if s <= start]
        return {min([*after, *before])[1]} if after or before else set()

    def right(self, question: Question) -> frozenset[int] | None:
        """Return the right answers to a question about a mention that the annotators marked."""
        anaphor = question.anaphor
        own = self._of(anaphor.start, anaphor.end, pronoun=anaphor.description is None)
        if not own:
            return None
        found = frozenset(
            i
            for i, option in enumerate(question.options)
            if any(own & self._of(o.start, o.end, pronoun=o.kind == "pronoun") for o in option.candidate.occurrences)
        )
        return found or (frozenset({NONE}) if anaphor.description is not None else None)


def ask_pairs(record: Mapping[str, Any], teacher: Teacher | None = None) -> list[Asked]:
    """Read a text in which one pronoun may stand for one of two names, as in GAP (Webster et al., 2018).

    Args:
        record: A text with `text`, `pronoun`, `a`, `b`, `a_coref` and `b_coref`.
        teacher: A teacher; `None` for none.
    """
    scene = prepare(record["text"], split_sentences(record["text"]), ())

    def gold(question: Question) -> frozenset[int] | None:
        if [question.anaphor.start, question.anaphor.end] != list(record["pronoun"]):
            return None
        named = {key: _options_at(question.options, *record[key]) for key in ("a", "b")}
        right: frozenset[int] = frozenset().union(*(named[k] for k in ("a", "b") if record[f"{k}_coref"]))
        if record["a_coref"] or record["b_coref"]:
            return right or None
        return frozenset(range(NONE, len(question.options))) - named["a"] - named["b"]

    return ask(scene, (), gold, teacher)


def _options_at(options: Sequence[Option], start: int, end: int) -> frozenset[int]:
    """Return the options that have a name in a stretch of the text."""
    return frozenset(
        i
        for i, option in enumerate(options)
        if option.referent.entity and any(n.start < end and start < n.end for n in option.referent.entity.names)
    )
