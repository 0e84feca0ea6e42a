"""How well speakers are resolved: who is behind a source, under which name, in which role.

Only quotations that match are looked at, so that with the gold quotations themselves as predictions, finding them costs
nothing and the resolution alone is measured.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from quoteattr.evaluation.matching import match
from quoteattr.evaluation.rates import Counts, count_asked, share_right
from quoteattr.evaluation.sources import PRONOUN_GROUPS, SOURCE_GROUPS, source_group
from quoteattr.evaluation.spans import Letters, ScoredText, pairs
from quoteattr.evaluation.speakers import AUTHOR, Naming, judge_speaker, same_role

__all__ = [
    "FAIRNESS",
    "SPEAKER_KINDS",
    "Resolution",
    "count_resolution",
    "match_speakers",
    "resolution_report",
    "score_resolution",
]

SPEAKER_KINDS = ("person", "organisation", "group", "document", "other", AUTHOR)
"""What a speaker can be; the last is the article's own voice."""

FAIRNESS = ("he", "she", "they")
"""The pronouns whose resolution is compared."""

_KINDS = ("direct", "mixed", "indirect")
# Under which name a report has how often each share was asked; full names as often as speakers.
_SIZES = {"speaker": "n", "full_name": "", "pronoun": "n_pronoun", "role": "n_role", "no_role": "n_no_role"}
Report = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Resolution:
    """A matched quotation whose gold speaker is known.

    Args:
        gold: The gold quotation.
        predicted: The quotation that matches it.
        speaker: The gold speaker; `None` for the article's own voice.
        found: The speaker that was found; `None` when none was.
        naming: Whether it is the right one, and under the fullest name.
        source: What the gold source is made of, one of `SOURCE_GROUPS`.
        kind: The kind of the gold quotation.

    Example:
        >>> resolution = Resolution({}, {}, {"name": "Ada Burns", "kind": "person"}, None, "wrong", "pronoun", "direct")
        >>> resolution.right, resolution.speaker_kind
        (False, 'person')
    """

    gold: Mapping[str, Any]
    predicted: Mapping[str, Any]
    speaker: Mapping[str, Any] | None
    found: Mapping[str, Any] | None
    naming: Naming
    source: str
    kind: str

    @property
    def right(self) -> bool:
        """Whether the speaker is right, under whatever name."""
        return self.naming != "wrong"

    @property
    def speaker_kind(self) -> str:
        """One of `SPEAKER_KINDS`."""
        kind = AUTHOR if self.speaker is None else self.speaker.get("kind", "other")
        return kind if kind in SPEAKER_KINDS else "other"


def match_speakers(gold: Mapping[str, Any], predicted: Mapping[str, Any] | None) -> list[Resolution]:
    """Match the quotations of an article and judge the speaker of each match.

    Args:
        gold: A gold record.
        predicted: A predicted record; `None` counts as empty.

    Returns:
        One for each match whose gold speaker a careful reader can tell, the best overlap first and then in order.

    Raises:
        SchemaError: If a gold quotation's speaker is not among the gold speakers.

    Example:
        >>> said = {"content": [[0, 6]], "source": [[7, 10]]}
        >>> records = ({"text": "“Yes,” she said.", "quotations": [said | {"speaker": x}]} for x in ("author", None))
        >>> gold, guess = records
        >>> [(one.source, one.naming) for one in match_speakers(gold, guess)]
        [('she', 'full')]
    """
    text = ScoredText.of(gold["text"], gold.get("discard"))
    golds, guesses = (_rows(text, record) for record in (gold, predicted or {}))
    named, found = (
        {speaker["id"]: speaker for speaker in record.get("speakers") or ()} for record in (gold, predicted or {})
    )
    matches = match([content for _, content in golds], [content for _, content in guesses])
    return list(_judged(text, [(golds[g], guesses[p][0]) for g, p in matches], named, found))


def _rows(text: ScoredText, record: Mapping[str, Any]) -> list[tuple[Mapping[str, Any], Letters]]:
    said = ((q, text.letters(pairs(q["content"]))) for q in record.get("quotations") or ())
    return [(quotation, content) for quotation, content in said if content]


def _judged(
    text: ScoredText,
    matched: Iterable[tuple[tuple[Mapping[str, Any], Letters], Mapping[str, Any]]],
    named: Mapping[Any, Mapping[str, Any]],
    found: Mapping[Any, Mapping[str, Any]],
) -> Iterator[Resolution]:
    for (one, content), other in matched:
        target, resolved = one.get("speaker"), found.get(other.get("speaker"))
        naming = judge_speaker(target, resolved, named)
        if naming is not None:
            source = source_group(text.text, pairs(one.get("source")))
            yield Resolution(one, other, named.get(target), resolved, naming, source, text.kind(content))


def count_resolution(gold: Mapping[str, Any], predicted: Mapping[str, Any] | None) -> Counts:
    """Count how the speakers of one article were resolved; counts of several articles add up.

    Args:
        gold: A gold record.
        predicted: A predicted record; `None` counts as empty.

    Returns:
        Counts by metric ("speaker", "full_name", "pronoun", "role", "no_role"), group and part ("asked", "right"). The
        groups are "all" and, for speaker and full name, "source …", "kind …" and "speaker …"; for roles "speaker …".

    Example:
        >>> said = {"content": [[0, 6]], "source": [[7, 10]], "speaker": "author"}
        >>> record = {"text": "“Yes,” she said.", "quotations": [said]}
        >>> count_resolution(record, record)["speaker", "source she", "asked"]
        1
    """
    counts: Counts = Counts()
    resolutions = match_speakers(gold, predicted)
    for one in resolutions:
        groups = ("all", f"source {one.source}", f"kind {one.kind}", f"speaker {one.speaker_kind}")
        for group in groups:
            count_asked(counts, "speaker", group, right=one.right)
            count_asked(counts, "full_name", group, right=one.naming == "full")
        if one.source in PRONOUN_GROUPS and one.speaker is not None:
            for group in ("all", f"source {one.source}"):
                count_asked(counts, "pronoun", group, right=one.right)
    _count_roles(counts, resolutions)
    return counts


def _count_roles(counts: Counts, resolutions: Sequence[Resolution]) -> None:
    """Count the roles of rightly resolved speakers, each once, by the first of the matches."""
    seen: set[Any] = set()
    for one in resolutions:
        if one.speaker is None or one.found is None or not one.right or one.speaker["id"] in seen:
            continue
        seen.add(one.speaker["id"])
        wanted, role = one.speaker.get("role"), one.found.get("role")
        metric, right = ("role", same_role(role, wanted)) if wanted else ("no_role", not role)
        for group in ("all", f"speaker {one.speaker_kind}"):
            count_asked(counts, metric, group, right=right)


def resolution_report(counts: Iterable[Counts]) -> Report:
    """Add up the counts of articles and turn them into percentages.

    Args:
        counts: What `count_resolution` returned for each article.

    Returns:
        `speaker`, `full_name`, `pronoun` and `role` as in `attribution_report`'s "resolution", with how many were
        asked (`n`, `n_pronoun`, `n_role`); `no_role`, the share of rightly resolved speakers without a gold role to
        whom none was given (`n_no_role`). Under `sources`, `kinds` and `speakers` the same by source, by kind of
        quotation and by what the speaker is. Under `fairness` the accuracy for "he", "she" and "they", with `n_he` and
        so on, and the `gap`, "he" minus "she" in points. A share that was never asked is `None`.

    Example:
        >>> resolution_report([])["fairness"]["gap"] is None
        True
    """
    total: Counts = Counts()
    for part in counts:
        total.update(part)
    report: Report = {}
    for metric, size in _SIZES.items():
        report[metric] = share_right(total, metric, "all")
        if size:
            report[size] = total[metric, "all", "asked"]
    report["sources"] = {group: _group(total, f"source {group}") for group in SOURCE_GROUPS}
    report["kinds"] = {group: _group(total, f"kind {group}") for group in _KINDS}
    report["speakers"] = {
        group: _group(total, f"speaker {group}") | _roles(total, f"speaker {group}") for group in SPEAKER_KINDS
    }
    report["fairness"] = _fairness(total)
    return report


def score_resolution(gold: Mapping[Any, Mapping[str, Any]], predicted: Mapping[Any, Mapping[str, Any]]) -> Report:
    """Score how the speakers of many articles were resolved.

    Args:
        gold: Gold records by id.
        predicted: Predicted records by id; with the gold quotations in them, resolution alone is measured.

    Returns:
        See `resolution_report`.

    Example:
        >>> score_resolution({}, {})["n"]
        0
    """
    return resolution_report(count_resolution(record, predicted.get(key)) for key, record in gold.items())


def _group(counts: Counts, group: str) -> Report:
    shares = {metric: share_right(counts, metric, group) for metric in ("speaker", "full_name")}
    return {"n": counts["speaker", group, "asked"]} | shares


def _roles(counts: Counts, group: str) -> Report:
    return {"n_role": counts["role", group, "asked"], "role": share_right(counts, "role", group)}


def _fairness(counts: Counts) -> Report:
    shares = {group: share_right(counts, "pronoun", f"source {group}") for group in FAIRNESS}
    sizes = {f"n_{group}": counts["pronoun", f"source {group}", "asked"] for group in FAIRNESS}
    he, she = shares["he"], shares["she"]
    return {**shares, **sizes, "gap": None if he is None or she is None else round(he - she, 1)}
