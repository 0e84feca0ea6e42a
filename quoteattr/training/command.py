"""The command `python -m quoteattr.training`, which is `quoteattr train` as well."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from time import monotonic
from typing import Any

import click
import torch

from quoteattr.model.checkpoint import find_checkpoint
from quoteattr.model.encode import Encoder
from quoteattr.model.modeling_quoteattr import QuoteAttrModel
from quoteattr.model.saving import save_encoder
from quoteattr.model.trainable import load_trainable
from quoteattr.training.antecedents import antecedent_accuracy, common_facts
from quoteattr.training.base import base_name, from_base, with_facts
from quoteattr.training.brat import LABELS
from quoteattr.training.data import as_gold, hold_out, read_data
from quoteattr.training.finish import finish
from quoteattr.training.gap import gap_option, read_items
from quoteattr.training.loop import TrainingOptions, train
from quoteattr.training.readers import AnnotatedArticle, Answers, read_annotated, read_coreference
from quoteattr.training.record import RunRecord, read_log
from quoteattr.training.soft import SoftLabels
from quoteattr.training.teach_antecedents import read_answers
from quoteattr.training.threshold import predict, score_quotations

__all__ = ["main"]

logger = logging.getLogger(__name__)

_DEFAULTS = TrainingOptions()
_DATA = click.Path(exists=True, path_type=Path)
_FOLDER = click.Path(file_okay=False, path_type=Path)


def _read_labels(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> Mapping[str, str]:
    """Return what brat's labels mark, with those of the option."""
    marks = sorted(set(LABELS.values()))
    labels = dict(LABELS)
    for value in values:
        name, sign, part = value.rpartition("=")
        if not sign or not name or part not in marks:
            raise click.BadParameter(f"{value!r} is not NAME=PART with a PART of {', '.join(marks)}.")
        labels[name.casefold()] = part
    return labels


@click.command(context_settings={"show_default": True, "help_option_names": ["-h", "--help"]})
@click.option(
    "--data",
    "--train",
    "data",
    type=_DATA,
    required=True,
    help="Annotated articles to learn from: a JSONL file, or a folder of brat's .txt and .ann files.",
)
@click.option(
    "--dev",
    type=_DATA,
    help="Annotated articles to choose the best epoch on and calibrate scores with. Default: held out from the data.",
)
@click.option(
    "--held-out",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    default=0.1,
    help="Without --dev: share of the articles, drawn by the seed from the sorted ids, that are held out.",
)
@click.option(
    "--label",
    "labels",
    multiple=True,
    metavar="NAME=PART",
    callback=_read_labels,
    help="What a label of brat marks: content, cue, source or discard (text set aside); repeatable.",
)
@click.option(
    "--base",
    required=True,
    help="What to start from: 'default' to go on from the checkpoint inside the package, another checkpoint, or an "
    "encoder; a folder or hub id.",
)
@click.option("--out", type=_FOLDER, required=True, help="Folder of the run; the best checkpoint goes to OUT/best.")
@click.option("--epochs", type=click.IntRange(1), default=_DEFAULTS.epochs, help="Times that every article is seen.")
@click.option("--batch-size", type=click.IntRange(1), default=_DEFAULTS.batch_size, help="Windows in a step.")
@click.option("--rate", type=float, default=_DEFAULTS.rate, help="Peak learning rate of the encoder.")
@click.option("--head-rate", type=float, default=_DEFAULTS.head_rate, help="Peak learning rate of the heads.")
@click.option("--mask", type=float, default=_DEFAULTS.mask, help="Share of words hidden while learning.")
@click.option("--smoothing", type=float, default=_DEFAULTS.smoothing, help="Label smoothing of the tags.")
@click.option("--trust", type=float, default=_DEFAULTS.trust, help="Weight of soft labels beside the annotators'.")
@click.option("--vary", type=click.FloatRange(0, 1), default=_DEFAULTS.vary, help="Share of articles varied in form.")
@click.option(
    "--rename",
    type=click.FloatRange(0, 1),
    default=_DEFAULTS.rename,
    help="Share of texts with antecedents to learn whose persons get other names.",
)
@click.option("--hide", type=float, default=_DEFAULTS.hide, help="Share of cues and sources hidden from the links.")
@click.option("--wrong-spans/--no-wrong-spans", default=_DEFAULTS.wrong_spans, help="Let links see wrong spans too.")
@click.option("--layer-decay", type=float, default=_DEFAULTS.layer_decay, help="Rate of a layer to that of the next.")
@click.option(
    "--frozen",
    type=click.IntRange(0),
    default=_DEFAULTS.frozen,
    help="Encoder layers, from below, that stay as they are; 0 for none.",
)
@click.option("--taught", type=_FOLDER, multiple=True, help="Labels of teachers, as `teach` writes them; repeatable.")
@click.option(
    "--coreference",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    help="Texts with coreference clusters, or pairs of pronoun and names, to learn antecedents from; repeatable.",
)
@click.option(
    "--answers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    help="Teachers' answers to questions of antecedents, as `teach_antecedents` writes them; repeatable.",
)
@click.option(
    "--antecedent-weight", type=float, default=_DEFAULTS.antecedent_weight, help="Weight of the loss of antecedents."
)
@gap_option
@click.option(
    "--only",
    type=click.Choice(["", "tags", "content_to_cue", "cue_to_source", "antecedents"]),
    default=_DEFAULTS.only,
    show_default=False,
    help="The one head that learns, all else staying as it is. Default: the whole model.",
)
@click.option("--average", type=float, default=_DEFAULTS.average, help="Decay of the running average of the weights.")
@click.option("--seed", type=int, default=_DEFAULTS.seed, help="Seed of all that is drawn by chance.")
@click.option("--about", help="What the articles are and under which licence, for the model card. Default: their name.")
@click.option("--license", "licence", metavar="ID", help="Licence of the checkpoint, for the model card.")
@click.option("--every", type=click.IntRange(1), default=1, help="Learn from every N-th article only, for trials.")
def main(
    *,
    data: Path,
    dev: Path | None,
    held_out: float,
    labels: Mapping[str, str],
    base: str,
    out: Path,
    about: str | None,
    licence: str | None,
    every: int,
    taught: tuple[Path, ...],
    coreference: tuple[Path, ...],
    answers: tuple[Path, ...],
    gap: Path | None,
    **chosen: Any,
) -> None:
    """Train a checkpoint, or go on from one with articles of your own.

    An article of a JSONL file is {"id", "text", "quotations": [{"content", "cue", "source"}]} with spans [start, end]
    in code points, so what `quoteattr annotate` wrote and a person corrected will do; where it names "speakers",
    antecedents are learned too. In brat's files, relations or events join contents, cues and sources.

    A run that was cut off goes on from its last whole epoch when it is started again with the same options.

    \b
    Examples:
      quoteattr train --data corrected.jsonl --base default --out runs/ours
      quoteattr train --data brat/ --dev dev/ --base encoder/ --out runs/first

    Exit status: 0 when the run is complete; 1 when the data or the base cannot be used, which standard error names; 2
    when an option is wrong.
    """  # noqa: D301 - click takes the backspace character for "do not wrap this"
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    torch.manual_seed(chosen["seed"])  # the heads' first weights: runs with one seed start alike, and can be averaged
    options = TrainingOptions(**chosen)
    given = read_answers(answers)
    annotated, apart = _read(data, dev, labels, given, share=held_out, seed=options.seed)
    annotated, gold = annotated[::every], as_gold(apart, speakers=True)
    items = read_items(gap)
    model, tokenizer = from_base(base)
    articles = [
        *annotated,
        *_taught_articles(taught, {article.id for article in annotated}, given),
        *(article for path in coreference for article in list(read_coreference(path, given))[::every]),
    ]
    model = with_facts(model, common_facts(asked for article in articles for asked in article.asked))
    soft = SoftLabels.load([folder / "soft.safetensors" for folder in taught]) if taught else None
    last = monotonic()

    def keep(best: QuoteAttrModel, _scores: Mapping[str, float]) -> None:
        halved = QuoteAttrModel(best.config)
        halved.load_state_dict({n: v.half().float() for n, v in best.state_dict().items()})
        save_encoder(Encoder(halved, tokenizer), out / "best")

    def evaluate(current: QuoteAttrModel) -> dict[str, float]:
        nonlocal last
        encoder = Encoder(current, tokenizer)
        scores = score_quotations(gold, predict(encoder, gold))
        found = antecedent_accuracy(encoder, apart)
        if found is not None:
            scores |= {"antecedents_right": found, "score": (scores["score"] + found) / 2}
        seconds, last = monotonic() - last, monotonic()
        return {**scores, "seconds": seconds}

    train(model, tokenizer, articles, options, out, evaluate=evaluate, keep=keep, soft=soft)
    record = RunRecord(
        base=base_name(base),
        data=about or data.resolve().name,
        licence=licence,
        articles=len(annotated),
        held_out=len(apart),
        options=asdict(options),
        log=read_log(out),
        threads=torch.get_num_threads(),
        coreference=tuple(path.name for path in coreference),
    )
    finish(
        Encoder(*load_trainable(find_checkpoint(out / "best"))),
        gold,
        [record],
        out / "best",
        gap=items,
    )
    click.echo(out / "best")


def _read(
    data: Path, dev: Path | None, labels: Mapping[str, str], answers: Answers, *, share: float, seed: int
) -> tuple[list[AnnotatedArticle], list[AnnotatedArticle]]:
    """Return the articles to learn from and those to choose on."""
    articles = read_data(data, labels, answers)
    if dev is None:
        return hold_out(articles, share=share, seed=seed)
    apart = read_data(dev, labels)
    both = {article.id for article in articles} & {article.id for article in apart}
    if both:
        logger.warning("%d articles are in both %s and %s; scores will be too good", len(both), data, dev)
    return articles, apart


def _taught_articles(folders: Sequence[Path], known: set[str], answers: Answers) -> list[AnnotatedArticle]:
    """Return the articles that only teachers have labelled; of the annotated ones only soft labels count."""
    return [a for folder in folders for a in read_annotated(folder / "articles.jsonl", answers) if a.id not in known]
