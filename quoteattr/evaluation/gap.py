"""GAP: which of two names an ambiguous "he" or "she" means, scored as its authors score it.

(Webster, Recasens, Axelrod and Baldridge, Mind the GAP: A Balanced Corpus of Gendered Ambiguous Pronouns, TACL 2018.)
Every item has two pairs of the pronoun and a name, each coreferent or not; precision, recall and F1 are over pairs.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from quoteattr.errors import SchemaError
from quoteattr.evaluation.report import Score
from quoteattr.evaluation.sources import pronoun_group
from quoteattr.evaluation.spans import Pair, letters
from quoteattr.evaluation.speakers import name_words
from quoteattr.types import Speaker

__all__ = ["GENDERS", "GapDecision", "GapItem", "count_gap", "gap_report", "named_by", "read_gap", "score_gap"]

GapDecision = tuple[bool, bool]
"""Whether the pronoun means the first name, and whether it means the second."""

GENDERS = {"masculine": "he", "feminine": "she"}
"""The pronoun of each half of the items."""

Report = dict[str, Any]
_LEAST_SHARED = 0.5


@dataclass(frozen=True, slots=True)
class GapItem:
    """A snippet with a pronoun and two names.

    Args:
        id: Its id.
        text: The snippet.
        pronoun: Half-open code-point offsets of the pronoun.
        a: Those of the first name.
        b: Those of the second name.
        a_coref: Whether the pronoun means the first.
        b_coref: Whether it means the second.

    Example:
        >>> item = GapItem("1", "Ada met Mara when she won.", (18, 21), (0, 3), (8, 12), True, False)
        >>> item.gender, item.gold
        ('feminine', (True, False))
    """

    id: str
    text: str
    pronoun: Pair
    a: Pair
    b: Pair
    a_coref: bool
    b_coref: bool

    @property
    def gender(self) -> str:
        """One of `GENDERS`, by the pronoun."""
        return "feminine" if pronoun_group(self.text[slice(*self.pronoun)]) == GENDERS["feminine"] else "masculine"

    @property
    def gold(self) -> GapDecision:
        """The right answers."""
        return self.a_coref, self.b_coref


def read_gap(lines: Iterable[str], *, name: str = "GAP") -> dict[str, GapItem]:
    """Read items.

    Args:
        lines: JSON, one item a line: `id`, `text`, `pronoun`, `a` and `b` (each `[start, end]`, half-open code points
            into `text`), `a_coref` and `b_coref`. Blank lines are skipped.
        name: What to call the lines in an error, such as the file's name.

    Returns:
        The items by id, in order.

    Raises:
        SchemaError: If a line is not such an item, its pronoun is neither a "he" nor a "she", or an id stands twice.

    Example:
        >>> line = '{"id": "1", "text": "Ada met Eve; she left.", "pronoun": [13, 16], "a": [0, 3], "b": [8, 11], '
        >>> item = read_gap([line + '"a_coref": true, "b_coref": false}'])["1"]
        >>> item.gender, item.gold
        ('feminine', (True, False))
    """
    items: dict[str, GapItem] = {}
    for number, line in enumerate(lines, start=1):
        if line.strip():
            item = _item(line, f"{name}, line {number}")
            if item.id in items:
                raise SchemaError(f"{name}, line {number}: the id {item.id!r} stands twice; give each item its own id")
            items[item.id] = item
    return items


def _item(line: str, where: str) -> GapItem:
    try:
        record = json.loads(line)
        text = record["text"]
        pronoun, a, b = (_span(record[part], text) for part in ("pronoun", "a", "b"))
        item = GapItem(str(record["id"]), text, pronoun, a, b, record["a_coref"] is True, record["b_coref"] is True)
    except (ValueError, KeyError, TypeError) as error:
        raise _error(where, f"{type(error).__name__}: {error}", line) from error
    if pronoun_group(text[slice(*pronoun)]) not in GENDERS.values():
        raise _error(where, f"the pronoun is {text[slice(*pronoun)]!r}", line)
    return item


def _span(ends: Any, text: Any) -> Pair:
    start, end = ends
    if not isinstance(text, str) or not 0 <= int(start) < int(end) <= len(text):
        raise ValueError(f"{ends} is no span of the text")
    return int(start), int(end)


def _error(where: str, problem: str, line: str) -> SchemaError:
    return SchemaError(
        f'{where}: an item of GAP needs "id", "text", "a_coref", "b_coref" and the spans "pronoun" (a form of he or '
        f'she), "a" and "b" within the text, found {line[:60]!r} ({problem}); write one such JSON object a line'
    )


def named_by(item: GapItem, speaker: Speaker | None) -> GapDecision:
    """Tell which of the two names a referent has.

    Args:
        item: The item.
        speaker: What a system took the pronoun for; `None` when it could not tell, which means neither name.

    Returns:
        For each name whether it is one of the referent's: a mention by name shares at least half of the letters of the
        shorter of both. When neither is, for each name whether the referent is called so, by name or alias.

    Example:
        >>> from quoteattr.types import Mention, SpeakerId
        >>> item = GapItem("1", "Ada met Eve; she left.", (13, 16), (0, 3), (8, 11), True, False)
        >>> named_by(item, Speaker(SpeakerId("s1"), "Ada", mentions=(Mention(0, 3, "name"),)))
        (True, False)
    """
    if speaker is None:
        return False, False
    names = [(m.start, m.end) for m in speaker.mentions if m.kind == "name"]
    stands = _stands_among(item.text, item.a, names), _stands_among(item.text, item.b, names)
    if any(stands):
        return stands
    called = [name_words(name) for name in (speaker.name, *speaker.aliases)]
    a, b = (name_words(item.text[slice(*span)]) in called for span in (item.a, item.b))
    return a, b


def _stands_among(text: str, name: Pair, mentions: Iterable[Pair]) -> bool:
    one = letters(text, [name])
    others = (letters(text, [mention]) for mention in mentions if mention[0] < name[1] and name[0] < mention[1])
    return any(len(one & other) >= _LEAST_SHARED * max(1, min(len(one), len(other))) for other in others)


def count_gap(item: GapItem, decision: GapDecision | None) -> Counter[tuple[str, str]]:
    """Count the two pairs of an item; counts of several items add up.

    Args:
        item: The item.
        decision: What a system answered; `None` when it did not, which counts as two pairs missed.

    Returns:
        Counts by gender ("overall" as well) and outcome: "tp", "fp", "fn", "tn", and "right" of "items".

    Example:
        >>> item = GapItem("1", "Ada met Eve; she left.", (13, 16), (0, 3), (8, 11), True, False)
        >>> sorted(outcome for gender, outcome in count_gap(item, (False, True)) if gender == "overall")
        ['fn', 'fp', 'items']
    """
    outcomes = ["items", *_outcomes(item, decision)]
    if decision == item.gold:
        outcomes.append("right")
    return Counter((gender, outcome) for gender in ("overall", item.gender) for outcome in outcomes)


def _outcomes(item: GapItem, decision: GapDecision | None) -> Iterator[str]:
    if decision is None:
        yield from ("fn", "fn")
        return
    for gold, guess in zip(item.gold, decision, strict=True):
        yield ("tp" if guess else "fn") if gold else ("fp" if guess else "tn")


def gap_report(counts: Iterable[Counter[tuple[str, str]]]) -> Report:
    """Add up the counts of items and turn them into percentages.

    Args:
        counts: What `count_gap` returned for each item.

    Returns:
        For "overall", "masculine" and "feminine": `n` items, P, R and F1 over pairs, and `accuracy`, the share of items
        with both pairs right (`None` without items). `bias` is feminine over masculine F1 (`None` when one is 0) and
        `gap` masculine minus feminine F1, in points (`None` without items of both).

    Example:
        >>> gap_report([])["overall"]["F1"], gap_report([])["bias"]
        (0.0, None)
    """
    total: Counter[tuple[str, str]] = Counter()
    for part in counts:
        total.update(part)
    scores = {gender: _score(total, gender) for gender in ("overall", *GENDERS)}
    report: Report = {
        gender: {"n": total[gender, "items"], **score.to_dict(), "accuracy": _accuracy(total, gender)}
        for gender, score in scores.items()
    }
    he, she = scores["masculine"].f1, scores["feminine"].f1
    report["bias"] = round(she / he, 2) if he and she else None
    report["gap"] = round(he - she, 1) if all(total[gender, "items"] for gender in GENDERS) else None
    return report


def score_gap(items: Mapping[str, GapItem], decisions: Mapping[str, GapDecision]) -> Report:
    """Score the answers of a system to many items.

    Args:
        items: The items by id.
        decisions: The answers by id; items without one count as missed.

    Returns:
        See `gap_report`.

    Example:
        >>> item = GapItem("1", "Ada met Eve; she left.", (13, 16), (0, 3), (8, 11), True, False)
        >>> score_gap({"1": item}, {"1": (True, True)})["feminine"]["P"]
        50.0
    """
    return gap_report(count_gap(item, decisions.get(key)) for key, item in items.items())


def _score(counts: Counter[tuple[str, str]], gender: str) -> Score:
    right, extra, missed = (counts[gender, outcome] for outcome in ("tp", "fp", "fn"))
    return Score.of(right_predicted=right, predicted=right + extra, right_gold=right, gold=right + missed)


def _accuracy(counts: Counter[tuple[str, str]], gender: str) -> float | None:
    items = counts[gender, "items"]
    return round(100 * counts[gender, "right"] / items, 1) if items else None
