"""What the head of antecedents is trained towards: recorded questions, placed on the tokens of a batch."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from quoteattr.model.antecedents import KINDS, AntecedentHead, Options
from quoteattr.model.encode import Encoder
from quoteattr.model.features import Tokens
from quoteattr.training.questions import NONE, Asked
from quoteattr.training.readers import AnnotatedArticle

__all__ = [
    "AntecedentTargets",
    "Placed",
    "antecedent_accuracy",
    "antecedent_loss",
    "antecedent_targets",
    "common_facts",
    "place",
]

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]
T = TypeVar("T", Ints, Floats, Bools)

_FEWEST = 8
# A batch with few questions moves the weights no more than their share.
_FEW_QUESTIONS = 20


@dataclass(frozen=True, slots=True)
class Placed:
    """The questions of one article on its tokens: a questions, at most k options of at most j mentions and f facts.

    Args:
        anaphors: Half-open token spans, shape (a, 2).
        kinds: Places in `KINDS`, shape (a,).
        mentions: Half-open token spans of all mentions of all options, shape (m, 2).
        options: Places in `mentions`, -1 for none, shape (a, k, j).
        facts: Numbers of facts, -1 for none, shape (a, k, f).
        valid: Which options there are, shape (a, k).
        right: Which answers are right, the last one being "none of them", shape (a, k + 1).
        soft: A teacher's probabilities of the answers, all 0 without a teacher, shape (a, k + 1).
    """

    anaphors: Ints
    kinds: Ints
    mentions: Ints
    options: Ints
    facts: Ints
    valid: Bools
    right: Bools
    soft: Floats


@dataclass(frozen=True, slots=True)
class AntecedentTargets:
    """The questions of a batch; spans count tokens of the batch laid end to end.

    Args:
        anaphors: Half-open spans, shape (a, 2).
        kinds: Places in `KINDS`, shape (a,).
        mentions: Half-open spans, shape (m, 2).
        options: The options.
        right: Which answers are right, shape (a, k + 1); none where no annotation tells.
        soft: A teacher's probabilities of the answers, all 0 without a teacher, shape (a, k + 1).
    """

    anaphors: Tensor
    kinds: Tensor
    mentions: Tensor
    options: Options
    right: Tensor
    soft: Tensor


def common_facts(questions: Iterable[Asked]) -> list[str]:
    """Return the facts that are met often enough to be weighed, sorted."""
    counts = Counter(fact for asked in questions for _, facts in asked.options for fact in facts)
    return sorted(fact for fact, count in counts.items() if count >= _FEWEST)


def place(questions: Sequence[Asked], tokens: Tokens, facts: Mapping[str, int]) -> Placed:
    """Place the questions of an article on its tokens.

    Args:
        questions: The questions.
        tokens: The article's tokens, at least one.
        facts: Number of each fact that is weighed.
    """
    k = max((len(asked.options) for asked in questions), default=0)
    j = max((len(m) for asked in questions for m, _ in asked.options), default=0)
    f = max((len(names) for asked in questions for _, names in asked.options), default=0)
    options, numbers = np.full((len(questions), k, j), -1), np.full((len(questions), k, f), -1)
    right = np.zeros((len(questions), k + 1), bool)
    soft = np.zeros((len(questions), k + 1), np.float32)
    valid = np.zeros((len(questions), k), bool)
    places: dict[tuple[int, int], int] = {}
    for a, asked in enumerate(questions):
        for o, (mentions, names) in enumerate(asked.options):
            valid[a, o] = True
            options[a, o, : len(mentions)] = [places.setdefault(span, len(places)) for span in mentions]
            known = [facts[name] for name in names if name in facts]
            numbers[a, o, : len(known)] = known
        right[a, [k if answer == NONE else answer for answer in asked.right]] = True
        if asked.soft is not None:
            soft[a, : len(asked.options)], soft[a, -1] = asked.soft[:-1], asked.soft[-1]
    return Placed(
        _on_tokens([(asked.start, asked.end) for asked in questions], tokens),
        np.array([KINDS.index(asked.kind) for asked in questions], np.int64),
        _on_tokens(list(places), tokens),
        options,
        numbers,
        valid,
        right,
        soft,
    )


def _on_tokens(spans: Sequence[tuple[int, int]], tokens: Tokens) -> Ints:
    """Return the token spans that spans of the text touch; at least one token each."""
    array = np.array(spans, np.int64).reshape(-1, 2)
    first = np.searchsorted(tokens.offsets[:, 1], array[:, 0], side="right").clip(max=len(tokens) - 1)
    last = np.maximum(np.searchsorted(tokens.offsets[:, 0], array[:, 1], side="left") - 1, first)
    return np.stack([first, last + 1], axis=1)


def antecedent_targets(articles: Sequence[tuple[Placed, Ints]]) -> AntecedentTargets | None:
    """Join the questions of the articles of a batch; `None` when there is no question.

    Args:
        articles: The questions of each article, with the place of each of its tokens among the batch's.
    """
    articles = [(placed, where) for placed, where in articles if len(placed.anaphors)]
    if not articles:
        return None
    k, j, f = (
        max(getattr(p, n).shape[d] for p, _ in articles) for n, d in (("facts", 1), ("options", 2), ("facts", 2))
    )
    options, seen = [], 0
    for placed, _ in articles:
        options.append(_padded(np.where(placed.options >= 0, placed.options + seen, -1), (k, j), -1))
        seen += len(placed.mentions)
    return AntecedentTargets(
        _joined([_moved(p.anaphors, where) for p, where in articles]),
        _joined([p.kinds for p, _ in articles]),
        _joined([_moved(p.mentions, where) for p, where in articles]),
        Options(
            _joined(options),
            _joined([_padded(p.facts, (k, f), -1) for p, _ in articles]),
            _joined([_padded(p.valid, (k,), fill=False) for p, _ in articles]),
        ),
        _joined([_answers(p.right, k) for p, _ in articles]),
        _joined([_answers(p.soft, k) for p, _ in articles]),
    )


def _answers(array: T, k: int) -> T:
    """Pad the options, and keep "none of them" last."""
    return np.concatenate([_padded(array[:, :-1], (k,), 0), array[:, -1:]], axis=1)


def _moved(spans: Ints, where: Ints) -> Ints:
    return np.stack([where[spans[:, 0]], where[spans[:, 1] - 1] + 1], axis=1)


def _padded(array: T, shape: tuple[int, ...], fill: int) -> T:
    widths = [(0, 0), *((0, size - have) for size, have in zip(shape, array.shape[1:], strict=True))]
    return np.pad(array, widths, constant_values=fill)


def _joined(arrays: Sequence[Ints | Floats | Bools]) -> Tensor:
    return torch.from_numpy(np.concatenate(arrays))


def antecedent_accuracy(encoder: Encoder, articles: Iterable[AnnotatedArticle]) -> float | None:
    """Return the percentage of questions that a model answers rightly; `None` when there is no question.

    Args:
        encoder: The model.
        articles: Articles with their questions.
    """
    right, count = 0, 0
    for article in articles:
        if article.asked:
            scorer = encoder.antecedents(encoder.encode(article.text))
            known = [asked for asked in article.asked if asked.right]
            for asked in known:
                best = int(scorer.scores(asked.start, asked.end, asked.kind, asked.options).argmax())
                right += (NONE if best == len(asked.options) else best) in asked.right
            count += len(known)
    return 100 * right / count if count else None


def antecedent_loss(head: AntecedentHead, states: Tensor, targets: AntecedentTargets | None, *, trust: float) -> Tensor:
    """Return the loss over a batch.

    Args:
        head: The head.
        states: Token states of the batch laid end to end, shape (tokens, width).
        targets: The questions; `None` for none.
        trust: Weight of a teacher's answers beside the annotators'; where only one of them answers, it has all.
    """
    if targets is None:
        return states.new_zeros(())
    logits = head(states, targets.anaphors, targets.kinds, targets.mentions, targets.options)
    logs = logits.log_softmax(-1)
    annotated, taught = targets.right.any(-1), targets.soft.sum(-1) > 0
    of_right = torch.where(annotated, -logs.masked_fill(~targets.right, -1e4).logsumexp(-1), 0.0)
    of_soft = -(targets.soft * logs.clamp(min=-100.0)).sum(-1)
    weight = torch.where(annotated & taught, trust, taught.float())
    loss: Tensor = ((1 - weight) * of_right + weight * of_soft).sum() / max(len(logs), _FEW_QUESTIONS)
    return loss
