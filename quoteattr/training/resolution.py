"""Resolve the speakers of annotated articles whose quotations are given, and the pronouns of GAP."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from quoteattr.evaluation import GapItem, count_gap, gap_report, given_quotations, match_speakers, named_by
from quoteattr.model.encode import Encoder
from quoteattr.speakers.antecedents import learned
from quoteattr.speakers.referents import Decision
from quoteattr.speakers.resolve import conclude, resolve_mentions, resolve_scene
from quoteattr.text.sentences import split_sentences
from quoteattr.types import Span

__all__ = ["ResolvedArticle", "has_speakers", "resolve_article", "resolve_gap"]

Record = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class ResolvedArticle:
    """An annotated article after the speakers of its quotations were resolved.

    Args:
        record: Its quotations and speakers, as a prediction.
        judged: The decisions that gave a speaker where the annotators tell who it is, and whether it is right.
    """

    record: dict[str, Any]
    judged: tuple[tuple[Decision, bool], ...]


def has_speakers(gold: Record) -> bool:
    """Tell whether an annotated article says who its speakers are.

    Args:
        gold: A gold record.

    Example:
        >>> has_speakers({"text": "Yes.", "quotations": []})
        False
    """
    return bool(gold.get("speakers"))


def resolve_article(encoder: Encoder, gold: Record) -> ResolvedArticle:
    """Resolve the speakers of an article's gold quotations.

    Args:
        encoder: The encoder.
        gold: A gold record.
    """
    text, given = gold["text"], given_quotations(gold)
    chooser = learned(encoder.antecedents(encoder.encode(text)))
    scene, decisions = resolve_scene(text, split_sentences(text), given, chooser)
    quotations, speakers = conclude(scene, given, decisions)
    record = {"quotations": [q.to_dict() for q in quotations], "speakers": [s.to_dict() for s in speakers]}
    by_id = dict(zip((q.id for q in given), decisions, strict=True))
    judged = ((by_id[one.predicted["id"]], one.right) for one in match_speakers(gold, record) if one.found is not None)
    return ResolvedArticle(record, tuple(judged))


def resolve_gap(encoder: Encoder, items: Mapping[str, GapItem]) -> dict[str, Any]:
    """Return how well an encoder resolves the pronouns of GAP, as `quoteattr.evaluation.gap_report` does.

    Args:
        encoder: The encoder.
        items: Items of GAP that it did not learn from.
    """
    counts = []
    for item in items.values():
        chooser = learned(encoder.antecedents(encoder.encode(item.text)))
        found = resolve_mentions(item.text, split_sentences(item.text), [Span(*item.pronoun)], chooser)
        counts.append(count_gap(item, named_by(item, found[0])))
    return gap_report(counts)
