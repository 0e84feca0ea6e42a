"""How the members of the head of salience learn."""

import json
import logging
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from random import Random

import numpy as np
import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from quoteattr.errors import SchemaError
from quoteattr.model.salience import SalienceHead
from quoteattr.training.salience_examples import SalienceExample

__all__ = ["SalienceOptions", "salience_loss", "train_salience"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class SalienceOptions:
    """How to train the head of salience.

    Args:
        width: Width of the head.
        layers: Layers in which sentences see each other.
        members: Scorers that are averaged.
        epochs: Passes over the articles with key facts.
        alone: How many of them, the last ones, have no articles with highlights beside.
        batch_size: Articles in a step.
        rate: Peak learning rate.
        decay: Weight decay.
        warmup: Steps over which the rate rises.
        dropout: Dropout while learning.
        best_weight: Weight of the choice of the best sentences beside that of key facts.
        seed: Seed of everything random.
    """

    width: int = 64
    layers: int = 2
    members: int = 4
    epochs: int = 12
    alone: int = 0
    batch_size: int = 16
    rate: float = 2e-3
    decay: float = 0.05
    warmup: int = 30
    dropout: float = 0.3
    best_weight: float = 0.5
    seed: int = 1


def train_salience(
    head: SalienceHead,
    examples: Sequence[SalienceExample],
    more: Sequence[SalienceExample],
    options: SalienceOptions,
    folder: Path,
) -> None:
    """Train a head's members one after the other, each from its own seed.

    Args:
        head: The head, changed in place; left in evaluation mode.
        examples: Articles with key facts; articles without a fact teach nothing.
        more: Articles with highlights, of which as many are taken in each epoch as there are with key facts.
        options: How to train.
        folder: Where members are kept as they are finished; a run that is started again with the same options takes
            them from there.

    Raises:
        SchemaError: If no article has a key fact that one of its sentences states.
    """
    folder.mkdir(parents=True, exist_ok=True)
    examples = [example for example in examples if example.facts.stated.any()]
    more = [example for example in more if example.facts.stated.any()]
    if not examples:
        raise SchemaError(
            "articles with key facts were asked for, but no sentence of any article states one; check that the spans "
            "in `support` count the code points of `text`"
        )
    rows = torch.from_numpy(np.concatenate([example.features for example in examples]))
    # In half precision already, so that what is learned from is what is kept.
    head.mean.copy_(rows.mean(0).half())
    head.scale.copy_((rows.std(0) + 1e-3).half())
    for module in head.modules():
        if isinstance(module, nn.Dropout):
            module.p = options.dropout
    for place, member in enumerate(head.members):
        path = folder / f"member-{place}.safetensors"
        if _restored(member, path, options):
            continue
        _train_one(head, member, examples, more, options, seed=1000 * options.seed + place)
        weights = {name: value.contiguous() for name, value in member.state_dict().items()}
        new = path.with_suffix(".new")
        save_file(weights, new, {"options": json.dumps(asdict(options))})
        new.replace(path)
    head.eval()


def _restored(member: nn.Module, path: Path, options: SalienceOptions) -> bool:
    if not path.is_file():
        return False
    with safe_open(path, "pt") as file:
        if file.metadata().get("options") != json.dumps(asdict(options)):
            return False
    member.load_state_dict(load_file(path))
    return True


def _train_one(
    head: SalienceHead,
    member: nn.Module,
    examples: Sequence[SalienceExample],
    more: Sequence[SalienceExample],
    options: SalienceOptions,
    *,
    seed: int,
) -> None:
    torch.manual_seed(seed)
    random = Random(seed)  # noqa: S311 - chance, not secrecy
    epochs = [
        _batches(examples, more if epoch < options.epochs - options.alone else (), options.batch_size, random)
        for epoch in range(options.epochs)
    ]
    steps = sum(map(len, epochs))
    optimizer = torch.optim.AdamW(member.parameters(), lr=options.rate, weight_decay=options.decay)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimizer, lambda step: min(1.0, (step + 1) / options.warmup) * max(0.0, 1 - step / steps)
    )
    for epoch, batches in enumerate(epochs, 1):
        member.train()
        total = 0.0
        for batch in batches:
            loss = salience_loss(head, member, batch, best_weight=options.best_weight)
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            nn.utils.clip_grad_norm_(member.parameters(), 1.0)
            optimizer.step()
            schedule.step()
            total += float(loss.detach())
        logger.info("seed %d, epoch %d: loss %.3f", seed, epoch, total / len(batches))


def _batches(
    examples: Sequence[SalienceExample], more: Sequence[SalienceExample], size: int, random: Random
) -> list[list[SalienceExample]]:
    """Return an epoch's batches; articles of like length go together, so that little is lost to padding."""
    pool = [*examples, *random.sample(list(more), min(len(more), len(examples)))]
    pool.sort(key=lambda example: len(example.features) + random.gauss(0, 8))
    batches = [pool[start : start + size] for start in range(0, len(pool), size)]
    random.shuffle(batches)
    return batches


def salience_loss(
    head: SalienceHead, member: nn.Module, batch: Sequence[SalienceExample], *, best_weight: float
) -> Tensor:
    """Return the loss over some articles: cross entropy with the shares of key facts that sentences carry.

    Args:
        head: The head.
        member: The one of its members that learns.
        batch: The articles.
        best_weight: Weight of the cross entropy with an even choice among the best sentences.
    """
    sizes = [len(example.features) for example in batch]
    firsts = np.cumsum([0, *sizes[:-1]])
    owners = np.concatenate([example.owners + first for example, first in zip(batch, firsts, strict=True)])
    logits = member(
        torch.from_numpy(np.concatenate([example.states for example in batch])).float(),
        torch.from_numpy(owners),
        head.scaled(torch.from_numpy(np.concatenate([example.features for example in batch]))),
        sizes,
    )
    loss: Tensor = logits.new_zeros(())
    for example, scores in zip(batch, logits.split(sizes), strict=True):
        facts, logs = example.facts, scores.log_softmax(0)
        gains = torch.from_numpy(facts.weights @ facts.stated).float()
        wanted = _share(gains) + best_weight * _share(torch.from_numpy(facts.best).float())
        loss = loss - (wanted * logs).sum() / len(batch)
    return loss


def _share(values: Tensor) -> Tensor:
    return values / values.sum().clamp(min=1e-9)
