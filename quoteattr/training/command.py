"""The command `python -m quoteattr.training`."""

import logging
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
import torch
from transformers import AutoConfig, AutoModel, AutoTokenizer, PreTrainedTokenizerFast

from quoteattr.errors import CheckpointError
from quoteattr.evaluation import read_gold
from quoteattr.model.checkpoint import find_checkpoint, load_encoder, save_encoder
from quoteattr.model.configuration_quoteattr import QuoteAttrConfig
from quoteattr.model.encode import Encoder
from quoteattr.model.modeling_quoteattr import QuoteAttrModel
from quoteattr.training.calibrate import calibrate
from quoteattr.training.card import model_card
from quoteattr.training.loop import TrainingOptions, train
from quoteattr.training.readers import AnnotatedArticle, read_annotated
from quoteattr.training.soft import SoftLabels
from quoteattr.training.threshold import predict, score_quotations

__all__ = ["from_base", "main"]

logger = logging.getLogger(__name__)

_DEFAULTS = TrainingOptions()
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


@click.command(context_settings={"show_default": True})
@click.option("--train", "train_file", type=_FILE, required=True, help="Annotated articles to learn from (JSONL).")
@click.option("--dev", "dev_file", type=_FILE, required=True, help="Annotated articles to choose the best epoch on.")
@click.option("--base", required=True, help="Folder or hub id of the encoder to start from.")
@click.option("--out", type=_FOLDER, required=True, help="Folder of the run; the best checkpoint goes to OUT/best.")
@click.option("--epochs", type=click.IntRange(1), default=_DEFAULTS.epochs)
@click.option("--batch-size", type=click.IntRange(1), default=_DEFAULTS.batch_size, help="Windows in a step.")
@click.option("--rate", type=float, default=_DEFAULTS.rate, help="Peak learning rate of the encoder.")
@click.option("--head-rate", type=float, default=_DEFAULTS.head_rate, help="Peak learning rate of the heads.")
@click.option("--mask", type=float, default=_DEFAULTS.mask, help="Share of words hidden while learning.")
@click.option("--smoothing", type=float, default=_DEFAULTS.smoothing, help="Label smoothing of the tags.")
@click.option("--trust", type=float, default=_DEFAULTS.trust, help="Weight of soft labels beside the annotators'.")
@click.option("--vary", type=click.FloatRange(0, 1), default=_DEFAULTS.vary, help="Share of articles varied.")
@click.option("--hide", type=float, default=_DEFAULTS.hide, help="Share of cues and sources hidden from the links.")
@click.option("--wrong-spans/--no-wrong-spans", default=_DEFAULTS.wrong_spans, help="Let links see wrong spans too.")
@click.option("--layer-decay", type=float, default=_DEFAULTS.layer_decay, help="Rate of a layer to that of the next.")
@click.option("--taught", type=_FOLDER, multiple=True, help="Labels of teachers, as `teach` writes them; repeatable.")
@click.option("--average", type=float, default=_DEFAULTS.average, help="Decay of the running average of the weights.")
@click.option("--seed", type=int, default=_DEFAULTS.seed)
@click.option("--every", type=click.IntRange(1), default=1, help="Learn from every N-th article only, for trials.")
def main(
    *, train_file: Path, dev_file: Path, base: str, out: Path, every: int, taught: tuple[Path, ...], **chosen: Any
) -> None:
    """Train a checkpoint.

    A run that was cut off goes on from its last whole epoch when it is started again with the same options.

    Example: python -m quoteattr.training --train train.jsonl --dev dev.jsonl --base all-MiniLM-L6-v2/ --out runs/first
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.manual_seed(chosen["seed"])  # the heads' first weights: runs with one seed start alike, and can be averaged
    model, tokenizer = from_base(base)
    with dev_file.open(encoding="utf-8") as lines:
        gold = read_gold(lines, name=str(dev_file))
    options = TrainingOptions(**chosen)
    annotated = list(read_annotated(train_file))[::every]
    articles = [*annotated, *_taught_articles(taught, {article.id for article in annotated})]
    soft = SoftLabels.load([folder / "soft.safetensors" for folder in taught]) if taught else None

    def keep(best: QuoteAttrModel, scores: Mapping[str, float]) -> None:
        halved = QuoteAttrModel(best.config)
        halved.load_state_dict({n: v.half().float() for n, v in best.state_dict().items()})
        card = model_card(options, scores, articles=len(annotated), base=Path(base).name)
        save_encoder(Encoder(halved, tokenizer), out / "best", card=card)

    def evaluate(current: QuoteAttrModel) -> dict[str, float]:
        return score_quotations(gold, predict(Encoder(current, tokenizer), gold))

    train(model, tokenizer, articles, options, out, evaluate=evaluate, keep=keep, soft=soft)
    encoder = load_encoder(find_checkpoint(out / "best"), torch.device("cpu"))
    calibrate(encoder, gold)
    save_encoder(encoder, out / "best")
    click.echo(out / "best")


def _taught_articles(folders: Sequence[Path], known: set[str]) -> list[AnnotatedArticle]:
    """Return the articles that only teachers have labelled; of the annotated ones only soft labels count."""
    return [a for folder in folders for a in read_annotated(folder / "articles.jsonl") if a.id not in known]


def from_base(base: str) -> tuple[QuoteAttrModel, PreTrainedTokenizerFast]:
    """Return a model on a pretrained encoder, its heads new, and the encoder's tokenizer.

    Args:
        base: Folder or hub id of a BERT-like encoder.

    Raises:
        CheckpointError: If there is no such encoder.
    """
    try:
        encoder_config = AutoConfig.from_pretrained(base)
        # Dropping attention weights costs more time on a CPU than the whole of the rest, and gains nothing here.
        encoder_config.attention_probs_dropout_prob = 0.0
        tokenizer = AutoTokenizer.from_pretrained(base, use_fast=True)
        pretrained = AutoModel.from_pretrained(base, use_safetensors=True)
    except (OSError, ValueError) as error:
        raise CheckpointError(
            f"the encoder {base!r} was asked for, but cannot be loaded: {error}; give the folder or hub id of a "
            "BERT-like encoder with safetensors weights and a fast tokenizer"
        ) from error
    if not isinstance(tokenizer, PreTrainedTokenizerFast):
        raise CheckpointError(f"the encoder {base!r} has no fast tokenizer (tokenizer.json), which gives the offsets")
    model = QuoteAttrModel(QuoteAttrConfig(encoder_config.to_diff_dict()))
    own = model.encoder.state_dict()
    model.encoder.load_state_dict({n: v for n, v in pretrained.state_dict().items() if n in own}, strict=True)
    return model, tokenizer
