"""Train the head of salience: `python -m quoteattr.training.salience --help`.

The encoder stays as it is, so an article is encoded once; each member of the head then learns in a minute or so.
"""

import logging
from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import asdict
from pathlib import Path
from typing import Any, cast

import click
import torch
from torch import Tensor

from quoteattr.evaluation import coverage
from quoteattr.model.checkpoint import find_checkpoint, load_encoder
from quoteattr.model.encode import Encoder
from quoteattr.model.layout import CARD
from quoteattr.model.modeling_quoteattr import QuoteAttrModel
from quoteattr.model.saving import save_encoder
from quoteattr.summary.features import FEATURES
from quoteattr.summary.length import Length
from quoteattr.summary.summarize import summarize
from quoteattr.training.key_facts import of_facts, of_highlights, read_summaries
from quoteattr.training.record import read_records, write_records
from quoteattr.training.salience_examples import SalienceExample, read_example, story_of
from quoteattr.training.salience_loop import SalienceOptions, train_salience

__all__ = ["main", "with_salience"]

logger = logging.getLogger(__name__)

_SUMMARIES, _TRAINING = "## Summaries\n\n", "## Training\n\n"
_DEFAULTS = SalienceOptions()
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


def with_salience(model: QuoteAttrModel, options: SalienceOptions) -> QuoteAttrModel:
    """Return a model with a new head of salience, all else being equal.

    Args:
        model: The model.
        options: The size of the head, and its seed.
    """
    config = deepcopy(model.config)
    config.salience_width = options.width
    config.salience_layers = options.layers
    config.salience_members = options.members
    config.salience_features = list(FEATURES)
    torch.manual_seed(options.seed)
    other = QuoteAttrModel(config)
    kept = {name: value for name, value in model.state_dict().items() if not name.startswith("salience.")}
    other.load_state_dict({**other.state_dict(), **kept})
    return other


@click.command(context_settings={"show_default": True, "help_option_names": ["-h", "--help"]})
@click.option("--base", default="default", help="The checkpoint that gets the head: 'default', a folder or a hub id.")
@click.option("--facts", type=_FILE, required=True, help="Articles with key facts to learn from, as JSONL.")
@click.option("--highlights", type=_FILE, help="Articles with highlights to learn from as well, as JSONL.")
@click.option("--dev", type=_FILE, required=True, help="Articles with key facts to score on, as JSONL.")
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Where the checkpoint goes."
)
@click.option("--about", help="What the articles are and under which licence, for the model card. Default: their name.")
@click.option("--epochs", type=click.IntRange(1), default=_DEFAULTS.epochs)
@click.option("--rate", type=float, default=_DEFAULTS.rate, help="Peak learning rate.")
@click.option("--members", type=click.IntRange(1), default=_DEFAULTS.members, help="Scorers that are averaged.")
@click.option("--seed", type=int, default=_DEFAULTS.seed)
def main(
    *, base: str, facts: Path, highlights: Path | None, dev: Path, out: Path, about: str | None, **chosen: Any
) -> None:
    """Train the head that scores sentences for the summary.

    A run that was cut off goes on behind the last member that was finished when it is started again.

    Example: python -m quoteattr.training.salience --facts facts.jsonl --dev dev.jsonl --out runs/salience
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    encoder = load_encoder(find_checkpoint(base), torch.device("cpu"), trainable=True)
    options = SalienceOptions(**chosen)
    # All files before the first article is encoded: a mistake in one of them shows at once.
    told, apart = read_summaries(facts), read_summaries(dev)
    beside = read_summaries(highlights, "summary") if highlights else []
    examples = [read_example(encoder, record, of_facts) for record in told]
    more = [read_example(encoder, record, of_highlights) for record in beside]
    trained = learn(encoder, examples, more, options, out)
    scores = evaluate(trained, apart)
    logger.info("%s", scores)
    folder = find_checkpoint(base).folder
    card = None
    if (folder / CARD).is_file():
        section = _section(about or facts.name, options, scores, (len(examples), len(more), len(apart)))
        card = with_section((folder / CARD).read_text(encoding="utf-8"), section)
    save_encoder(trained, out, card=card)
    write_records(out, read_records(folder))
    click.echo(f"{out}: {scores}")


def learn(
    encoder: Encoder,
    examples: Sequence[SalienceExample],
    more: Sequence[SalienceExample],
    options: SalienceOptions,
    folder: Path,
) -> Encoder:
    """Return an encoder with a trained head of salience, in half precision.

    Args:
        encoder: The encoder, which stays as it is.
        examples: Articles with key facts.
        more: Articles with highlights, of which as many are taken in each epoch as there are with key facts.
        options: How to train.
        folder: Where members are kept as they are finished.
    """
    model = with_salience(cast("QuoteAttrModel", encoder.model), options)
    assert model.salience is not None  # noqa: S101 - it was just put in
    train_salience(model.salience, examples, more, options, folder)
    halves: dict[str, Tensor] = {name: value.half().float() for name, value in model.state_dict().items()}
    model.load_state_dict(halves)
    return Encoder(model, encoder.tokenizer)


def evaluate(encoder: Encoder, records: Sequence[Mapping[str, Any]]) -> dict[str, float]:
    """Return the coverage of key facts, in percent, of summaries of three sentences and of 60 words.

    Args:
        encoder: The encoder, with a head of salience.
        records: Articles with key facts.
    """
    lengths = {"sentences_3": Length(max_sentences=3), "words_60": Length(max_words=60)}
    sums = dict.fromkeys(lengths, 0.0)
    for record in records:
        story = story_of(encoder, record["text"])
        for name, length in lengths.items():
            summary, _ = summarize(story, max_sentences=length.max_sentences, max_words=length.max_words)
            spans = [(sentence.start, sentence.end) for sentence in summary.sentences]
            sums[name] += coverage(record["text"], record["facts"], spans)
    return {name: round(100 * total / max(1, len(records)), 1) for name, total in sums.items()}


def with_section(card: str, section: str) -> str:
    r"""Return a model card with its section on summaries replaced, or put before that on training.

    Args:
        card: The card.
        section: The new section, without its heading.

    Example:
        >>> print(with_section("# Card\n\n## Training\n\nOn a Monday.\n", "None yet."))
        # Card
        <BLANKLINE>
        ## Summaries
        <BLANKLINE>
        None yet.
        <BLANKLINE>
        ## Training
        <BLANKLINE>
        On a Monday.
        <BLANKLINE>
    """
    head, training, tail = card.partition(_TRAINING)
    before = head.partition(_SUMMARIES)[0].rstrip()
    return f"{before}\n\n{_SUMMARIES}{section}\n" + (f"\n{training}{tail}" if training else "")


def _section(about: str, options: SalienceOptions, scores: Mapping[str, float], counts: tuple[int, int, int]) -> str:
    facts, highlights, dev = counts
    chosen = ", ".join(f"{name} {value}" for name, value in asdict(options).items())
    return (
        "A fourth head, of salience, scores sentences. It learned, with everything else as it is, from "
        f"{facts} articles with weighted key facts and {highlights} with highlights: {about.rstrip('.')}. "
        f"On {dev} articles apart, summaries of three sentences carry {scores['sentences_3']} % of the weight of the "
        f"key facts, summaries of at most 60 words {scores['words_60']} %. Options: {chosen}."
    )


if __name__ == "__main__":
    main()
