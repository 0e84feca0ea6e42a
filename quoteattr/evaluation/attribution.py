"""Count, article by article, what of the gold quotations, sources, speakers and roles was found."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quoteattr.evaluation.matching import common, match
from quoteattr.evaluation.rates import Counts, count_asked
from quoteattr.evaluation.sources import source_type
from quoteattr.evaluation.spans import Letters, Pair, ScoredText, pairs
from quoteattr.evaluation.speakers import AUTHOR, is_pronoun, judge_speaker, same_role, same_source
from quoteattr.quotations import PARTS, Part

__all__ = ["ATTRIBUTION_METRICS", "count_article"]

ATTRIBUTION_METRICS = ("exact", "detect", "who", "speaker", "speaker_full")


@dataclass(frozen=True, slots=True)
class _Row:
    """A quotation that has at least one letter that counts."""

    record: Mapping[str, Any]
    content: Letters
    kind: str
    source: Letters
    fragments: Mapping[Part, tuple[Pair, ...]]


@dataclass(frozen=True, slots=True)
class _Verdict:
    """What is right about a match; `None` where the gold asks nothing."""

    who: bool | None
    speaker: bool | None
    speaker_full: bool | None
    detect: bool | None = True

    def of(self, metric: str) -> bool | None:
        verdict: bool | None = getattr(self, metric)
        return verdict


_MISSED = _Verdict(who=False, speaker=False, speaker_full=False, detect=False)


def count_article(gold: Mapping[str, Any], predicted: Mapping[str, Any] | None) -> Counts:
    """Count one article.

    Counts of several articles add up, which is what makes a score over any selection of them cheap.

    Args:
        gold: A record with `text`, `quotations`, `speakers` and perhaps `discard`, spans in either published form.
        predicted: A record with `quotations` and `speakers`; `None` when nothing was predicted. A speaker that is
            not listed counts as unresolved.

    Returns:
        Counts by metric, group and part. For a metric of quotations the groups are the kinds and "all", the parts
        "predicted" (how many predictions were asked), "right predicted", "gold" and "right gold". For a rate the parts
        are "asked" and "right"; its groups are those of `quoteattr.evaluation.report`.

    Raises:
        SchemaError: If a gold quotation's speaker is not among the gold speakers.

    Example:
        >>> gold = {"text": "“Yes,” she said.", "quotations": [{"content": [[0, 6]], "source": [[7, 10]]}]}
        >>> count_article(gold, {"quotations": [{"content": [[1, 5]]}]})["detect", "direct", "right gold"]
        1
    """
    text = ScoredText.of(gold["text"], gold.get("discard"))
    golds, guesses = (_rows(text, record.get("quotations") or ()) for record in (gold, predicted or {}))
    matches = match([row.content for row in golds], [row.content for row in guesses])
    named, found = _by_id(gold), _by_id(predicted or {})
    verdicts = [_judge(golds[g], guesses[p], named, found) for g, p in matches]

    of_gold = {g: verdict for (g, _), verdict in zip(matches, verdicts, strict=True)}
    of_guess = {p: verdict for (_, p), verdict in zip(matches, verdicts, strict=True)}
    matched = [(golds[g], guesses[p], of_gold[g]) for g, p in matches]

    counts: Counts = Counter()
    _count_fragments(counts, golds, guesses)
    _count_exact(counts, golds, guesses)
    _count_quotations(counts, "gold", golds, of_gold)
    _count_quotations(counts, "predicted", guesses, of_guess)
    _count_resolution(counts, text, matched)
    _count_roles(counts, matched, named, found)
    _count_source_types(counts, text, golds, of_gold)
    return counts


def _rows(text: ScoredText, quotations: Iterable[Mapping[str, Any]]) -> list[_Row]:
    """Read quotations, leaving out those whose content has no letter that counts."""
    rows = []
    for quotation in quotations:
        content = text.letters(pairs(quotation["content"]))
        if content:
            fragments = {part: text.fragments(pairs(quotation.get(part))) for part in PARTS}
            source = text.letters(pairs(quotation.get("source")))
            rows.append(_Row(quotation, content, text.kind(content), source, fragments))
    return rows


def _by_id(record: Mapping[str, Any]) -> dict[Any, Mapping[str, Any]]:
    return {speaker["id"]: speaker for speaker in record.get("speakers") or ()}


def _judge(gold: _Row, guess: _Row, named: Mapping[Any, Mapping[str, Any]], found: Mapping[Any, Any]) -> _Verdict:
    """Compare the source and the speaker of a match."""
    who = same_source(guess.source, gold.source) if gold.source else None
    if not named and "speaker" not in gold.record:
        return _Verdict(who, speaker=False, speaker_full=False)  # an article without any speaker annotated
    naming = judge_speaker(gold.record.get("speaker"), found.get(guess.record.get("speaker")), named)
    if naming is None:
        return _Verdict(who, speaker=None, speaker_full=None)
    return _Verdict(who, speaker=naming != "wrong", speaker_full=naming == "full")


def _count_fragments(counts: Counts, golds: Sequence[_Row], guesses: Sequence[_Row]) -> None:
    """Count exact fragments, each apart, as taggers of spans are scored."""
    for part in PARTS:
        gold, guess = ({f for row in rows for f in row.fragments[part]} for rows in (golds, guesses))
        counts["spans", part, "gold"] += len(gold)
        counts["spans", part, "predicted"] += len(guess)
        for side in ("right gold", "right predicted"):
            counts["spans", part, side] += len(gold & guess)


def _count_exact(counts: Counts, golds: Sequence[_Row], guesses: Sequence[_Row]) -> None:
    """Count contents with exactly the same fragments; the same letters have the same kind on both sides."""
    contents = [[row.fragments["content"] for row in rows] for rows in (golds, guesses)]
    kinds = {row.fragments["content"]: row.kind for row in golds}
    for side, rows in (("gold", golds), ("predicted", guesses)):
        for row in rows:
            _tick(counts, "exact", row.kind, side)
    for content in common(*contents):
        _tick(counts, "exact", kinds[content], "right gold")
        _tick(counts, "exact", kinds[content], "right predicted")


def _count_quotations(counts: Counts, side: str, rows: Sequence[_Row], verdicts: Mapping[int, _Verdict]) -> None:
    """Count what was asked of each quotation of one side and what is right about it, under its kind on that side."""
    for place, row in enumerate(rows):
        verdict = verdicts.get(place, _MISSED)
        for metric in ATTRIBUTION_METRICS[1:]:
            if verdict.of(metric) is None or (side == "gold" and not _asks(row, metric)):
                continue
            _tick(counts, metric, row.kind, side)
            if verdict.of(metric):
                _tick(counts, metric, row.kind, f"right {side}")


def _asks(gold: _Row, metric: str) -> bool:
    """Tell whether a gold quotation asks for a source or a speaker; every one asks to be detected."""
    if metric == "who":
        return bool(gold.source)
    return metric == "detect" or gold.record.get("speaker") is not None


def _count_resolution(counts: Counts, text: ScoredText, matched: Iterable[tuple[_Row, _Row, _Verdict]]) -> None:
    """Count how often the speaker of a match is right, and of those whose gold source is a pronoun."""
    for gold, _, verdict in matched:
        target = gold.record.get("speaker")
        if target is None:
            continue
        count_asked(counts, "resolution", "speaker", right=bool(verdict.speaker))
        count_asked(counts, "resolution", "full_name", right=bool(verdict.speaker_full))
        source = " ".join(text.text[start:end] for start, end in pairs(gold.record.get("source")))
        if target != AUTHOR and is_pronoun(source):
            count_asked(counts, "resolution", "pronoun", right=bool(verdict.speaker))


def _count_roles(
    counts: Counts,
    matched: Iterable[tuple[_Row, _Row, _Verdict]],
    named: Mapping[Any, Mapping[str, Any]],
    found: Mapping[Any, Mapping[str, Any]],
) -> None:
    """Count the roles of the speakers who have one, each by its best-overlapping rightly resolved quotation."""
    roles: dict[Any, str | None] = {}
    for gold, guess, verdict in matched:
        target = gold.record.get("speaker")
        if verdict.speaker and target in named:
            roles.setdefault(target, found[guess.record["speaker"]].get("role"))
    for target, role in roles.items():
        if named[target].get("role"):
            count_asked(counts, "resolution", "role", right=same_role(role, named[target]["role"]))


def _count_source_types(
    counts: Counts, text: ScoredText, golds: Sequence[_Row], verdicts: Mapping[int, _Verdict]
) -> None:
    """Count, by the type of the gold source, what was found of the quotations that ask for it."""
    for place, row in enumerate(golds):
        group = source_type(text.text, pairs(row.record.get("source")) if row.source else ())
        for metric in ("detect", "who", "speaker"):
            if _asks(row, metric):
                count_asked(counts, f"source {metric}", group, right=bool(verdicts.get(place, _MISSED).of(metric)))


def _tick(counts: Counts, metric: str, kind: str, part: str) -> None:
    counts[metric, kind, part] += 1
    counts[metric, "all", part] += 1
