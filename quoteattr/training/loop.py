"""The training loop: seeded, averaged, restartable from its last epoch."""

import json
import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from random import Random

import torch
from safetensors import safe_open
from safetensors.torch import load_file, save_file
from torch import Tensor
from transformers import PreTrainedTokenizerFast

from quoteattr.model.modeling_quoteattr import QuoteAttrModel
from quoteattr.model.precision import learning_precision
from quoteattr.model.windows import collate
from quoteattr.training.augment import rename, vary
from quoteattr.training.examples import Example, Window, cut_evenly, make_example
from quoteattr.training.losses import losses
from quoteattr.training.optimize import RunningAverage, layer_of, rate_groups
from quoteattr.training.readers import AnnotatedArticle
from quoteattr.training.soft import SoftLabels
from quoteattr.training.targets import make_targets

__all__ = ["TrainingOptions", "train"]

logger = logging.getLogger(__name__)

# Articles whose longest windows differ by less than this many tokens are of like length.
_LIKE = 48


@dataclass(frozen=True, slots=True)
class TrainingOptions:
    """How to train.

    Args:
        epochs: Passes over the articles.
        batch_size: Windows in a step.
        rate: Peak learning rate of the encoder.
        head_rate: Peak learning rate of heads and input features.
        warmup: Share of the steps over which the rate rises.
        decay: Weight decay.
        link_weight: Weight of each link loss beside the tag loss.
        antecedent_weight: Weight of the loss of antecedents beside the tag loss.
        mask: Share of the words that are hidden from the model while it learns.
        smoothing: Label smoothing of the tags.
        trust: Weight of a teacher's soft tags beside the annotators'.
        vary: Share of the articles that are varied, each epoch in another way.
        rename: Share of the articles with questions of antecedents, and without a teacher's labels, whose persons get
            other names, each epoch others.
        hide: Share of cues and sources that are hidden from the link heads, so that they learn to answer "none".
        wrong_spans: Whether the link heads also see spans that the model marks wrongly.
        layer_decay: Factor between the learning rates of one encoder layer and the layer above it.
        frozen: Encoder layers, counted from below, that stay as they are, with all that feeds them; 0 for none.
        only: Name of the one head that learns, all else staying as it is; "" for the whole model.
        average: Decay of the running average of the weights, which is what is kept.
        seed: Seed of everything random.
    """

    epochs: int = 6
    batch_size: int = 8
    rate: float = 2e-4
    head_rate: float = 1e-3
    warmup: float = 0.06
    decay: float = 0.01
    link_weight: float = 0.3
    antecedent_weight: float = 0.5
    mask: float = 0.1
    smoothing: float = 0.05
    trust: float = 0.5
    vary: float = 0.4
    rename: float = 0.0
    hide: float = 0.1
    wrong_spans: bool = True
    layer_decay: float = 1.0
    frozen: int = 0
    only: str = ""
    average: float = 0.998
    seed: int = 1


def train(
    model: QuoteAttrModel,
    tokenizer: PreTrainedTokenizerFast,
    articles: Sequence[AnnotatedArticle],
    options: TrainingOptions,
    folder: Path,
    *,
    evaluate: Callable[[QuoteAttrModel], dict[str, float]],
    keep: Callable[[QuoteAttrModel, dict[str, float]], None],
    soft: SoftLabels | None = None,
) -> None:
    """Train a model, keeping the best.

    A run that was cut off goes on from its last whole epoch when it is started again with the same folder and options.

    Args:
        model: The model, changed in place.
        tokenizer: Its tokenizer.
        articles: Annotated articles.
        options: How to train.
        folder: Where the state of the run and its log are kept.
        evaluate: Scores a model on articles that it does not learn from; `score` decides.
        keep: Called with the averaged model and its scores whenever `score` is the best so far.
        soft: A teacher's labels of some or all of the articles; `None` without a teacher.
    """
    folder.mkdir(parents=True, exist_ok=True)
    run = _Run(model, options)
    epoch = run.restore(folder)
    while epoch < options.epochs:
        means = run.epoch(epoch, _batches(articles, tokenizer, model, options, epoch=epoch, soft=soft), tokenizer)
        current = {name: value.detach().clone() for name, value in model.state_dict().items()}
        model.load_state_dict(run.average.weights)
        scores = evaluate(model.eval())
        if scores["score"] > run.best:
            run.best = scores["score"]
            keep(model, scores)
        model.load_state_dict(current)
        epoch += 1
        run.save(folder, epoch)
        _log(folder, {"epoch": epoch, **means, **scores})


def _log(folder: Path, row: dict[str, float]) -> None:
    line = json.dumps({name: round(value, 4) for name, value in row.items()})
    logger.info("%s", line)
    with (folder / "log.jsonl").open("a", encoding="utf-8") as lines:
        lines.write(line + "\n")


def _batches(
    articles: Sequence[AnnotatedArticle],
    tokenizer: PreTrainedTokenizerFast,
    model: QuoteAttrModel,
    options: TrainingOptions,
    *,
    epoch: int,
    soft: SoftLabels | None,
) -> list[list[Window]]:
    """Return the windows of an epoch: varied, cut at new borders, shuffled.

    An article stays in one batch, since its antecedents may lie in another window. Articles of like length go together,
    so that little is lost to padding, and as many as have the size of `batch_size` whole windows.
    """
    random = Random(f"{options.seed}-{epoch}")  # noqa: S311 - chance, not secrecy
    room = model.config.window - 2
    facts = {name: number for number, name in enumerate(model.config.antecedent_facts)}
    examples = [_varied(a, random, tokenizer, options, soft=soft, facts=facts) for a in articles]
    cuts = [cut_evenly(example, room=room, random=random) for example in examples]
    longest = {id(windows): max((w.end - w.start for w in windows), default=0) for windows in cuts}
    cuts.sort(key=lambda windows: (longest[id(windows)] // _LIKE, random.random()))
    batches: list[list[Window]] = [[]]
    for windows in cuts:
        length = max(longest[id(windows)], max((w.end - w.start for w in batches[-1]), default=0))
        if batches[-1] and length * (len(batches[-1]) + len(windows)) > options.batch_size * room:
            batches.append([])
        batches[-1] += windows
    random.shuffle(batches)
    return batches


def _varied(
    article: AnnotatedArticle,
    random: Random,
    tokenizer: PreTrainedTokenizerFast,
    options: TrainingOptions,
    *,
    soft: SoftLabels | None,
    facts: Mapping[str, int],
) -> Example:
    """Return an article or a variant of it as an example; soft labels hold only where the tokens stayed in place."""
    variant = vary(article, random, share=options.vary)
    if variant.aligned:
        taught = soft is not None and article.id in soft
        if options.rename and not taught and random.random() < options.rename:
            return make_example(rename(variant.article, random), tokenizer, facts=facts)
        return make_example(variant.article, tokenizer, soft, facts)
    whole = any(span.start == 0 and span.end == len(article.text) for span in article.discard)
    # Of an article that only teachers have labelled, a rewritten one would teach nothing.
    if whole:
        return make_example(article, tokenizer, soft, facts)
    # The questions were recorded in the article as it was.
    return make_example(replace(variant.article, asked=()), tokenizer)


class _Run:
    """Model, optimiser and average, as one state to save and restore."""

    def __init__(self, model: QuoteAttrModel, options: TrainingOptions) -> None:
        self.model, self.options = model, options
        self.best = float("-inf")
        for name, weights in model.named_parameters():
            moves = not options.frozen or layer_of(name) >= options.frozen
            weights.requires_grad_(moves and name.startswith(options.only))
        self.average = RunningAverage(model, options.average)
        self.optimizer = torch.optim.AdamW(
            rate_groups(model, rate=options.rate, head_rate=options.head_rate, layer_decay=options.layer_decay),
            weight_decay=options.decay,
            fused=True,  # one pass over each weight: a sixth of the time, of which a big encoder's steps have a lot
        )
        self.rates = [group["lr"] for group in self.optimizer.param_groups]

    def _wake(self) -> None:
        """Put what learns into training mode; what stays as it is gives what it gives in use."""
        self.model.train(not self.options.only)
        if self.options.only:
            self.model.get_submodule(self.options.only).train()

    def _set_rates(self, progress: float) -> None:
        """Set the learning rates: they rise over the warm-up, then fall to zero, in proportion to the way made."""
        warmup = self.options.warmup
        factor = min(progress / warmup if warmup else 1.0, (1 - progress) / (1 - warmup))
        for group, rate in zip(self.optimizer.param_groups, self.rates, strict=True):
            group["lr"] = factor * rate

    def _mask(self, batch: dict[str, Tensor], tokenizer: PreTrainedTokenizerFast) -> dict[str, Tensor]:
        """Hide some words, so that the model learns to read around them instead of learning articles by heart."""
        ids = batch["input_ids"]
        hidden = (torch.rand(ids.shape, device=ids.device) < self.options.mask) & (batch["attention_mask"] == 1)
        for special in (tokenizer.cls_token_id, tokenizer.sep_token_id):
            hidden &= ids != special
        return {**batch, "input_ids": ids.masked_fill(hidden, tokenizer.mask_token_id)}

    def epoch(
        self, epoch: int, batches: Sequence[list[Window]], tokenizer: PreTrainedTokenizerFast
    ) -> dict[str, float]:
        """Train on the batches of an epoch; return the mean of each loss."""
        torch.manual_seed(self.options.seed * 1000 + epoch)  # of each epoch, so that a resumed run draws the same
        self._wake()
        sums: dict[str, float] = {}
        for count, windows in enumerate(batches, 1):
            self._set_rates((epoch + (count - 0.5) / len(batches)) / self.options.epochs)
            batch = collate([(w.example.tokens, w.start, w.end) for w in windows], tokenizer, self.model.device)
            batch = self._mask(batch, tokenizer)
            with learning_precision(self.model.device.type):
                parts = self._losses(windows, batch)
            weight = self.options.link_weight
            total = parts["tags"] + weight * (parts["content_to_cue"] + parts["cue_to_source"])
            total = total + self.options.antecedent_weight * parts["antecedents"]
            self._step(total)
            for name, value in parts.items():
                sums[name] = sums.get(name, 0.0) + float(value.detach())
            if count % 50 == 0:
                means = {name: round(value / count, 3) for name, value in sums.items()}
                logger.info("epoch %d, step %d of %d: %s", epoch + 1, count, len(batches), means)
        return {name: value / len(batches) for name, value in sums.items()}

    def _step(self, total: Tensor) -> None:
        """Move the weights; a batch that says nothing to the one head that learns leaves them."""
        if total.requires_grad:
            self.optimizer.zero_grad(set_to_none=True)
            total.backward()
            torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
            self.optimizer.step()
            self.average.update(self.model)

    def _losses(self, windows: Sequence[Window], batch: dict[str, Tensor]) -> dict[str, Tensor]:
        options = self.options
        output = self.model(**batch)
        guessed = output.tags.detach().argmax(-1).numpy(force=True) if options.wrong_spans else None
        length = batch["input_ids"].shape[1]
        targets = make_targets(windows, length, self.model.config, guessed=guessed, hide=options.hide)
        return losses(self.model, output, targets, smoothing=options.smoothing, trust=options.trust)

    def save(self, folder: Path, epoch: int) -> None:
        """Write the whole state after an epoch; safetensors hold tensors only, the rest is JSON."""
        tensors: dict[str, Tensor] = {f"model.{n}": v.contiguous() for n, v in self.model.state_dict().items()}
        tensors |= {f"average.{n}": v.contiguous() for n, v in self.average.weights.items()}
        for place, state in self.optimizer.state_dict()["state"].items():
            tensors |= {f"optimizer.{place}.{n}": v.contiguous() for n, v in state.items()}
        facts = {"epoch": epoch, "best": self.best, "averaged": self.average.steps}
        # The copies matter: tied tensors may not be written twice.
        new = folder / "state.safetensors.new"
        save_file(
            {n: v.clone() for n, v in tensors.items()}, new, {"facts": json.dumps(facts), "options": self._options()}
        )
        new.replace(folder / "state.safetensors")

    def restore(self, folder: Path) -> int:
        """Take up a saved state; return the number of epochs that it has behind it."""
        path = folder / "state.safetensors"
        if not path.exists():
            return 0
        with safe_open(path, "pt") as file:
            metadata = file.metadata()
        if metadata["options"] != self._options():
            logger.warning("%s is of a run with other options; starting anew", path)
            return 0
        facts = json.loads(metadata["facts"])
        tensors = load_file(path)
        self.model.load_state_dict({n[6:]: v for n, v in tensors.items() if n.startswith("model.")})
        self.average.weights = {n[8:]: v for n, v in tensors.items() if n.startswith("average.")}
        state: dict[int, dict[str, Tensor]] = {}
        for name, value in tensors.items():
            if name.startswith("optimizer."):
                _, place, field = name.split(".")
                state.setdefault(int(place), {})[field] = value
        self.optimizer.load_state_dict({**self.optimizer.state_dict(), "state": state})
        self.best, self.average.steps = facts["best"], facts["averaged"]
        return int(facts["epoch"])

    def _options(self) -> str:
        return json.dumps(asdict(self.options), sort_keys=True)
