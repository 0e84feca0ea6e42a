"""Let trained checkpoints label articles for another to learn from: `python -m quoteattr.training.teach --help`."""

import json
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random

import click
import numpy as np
import torch

from quoteattr.attribution.link import attribute
from quoteattr.errors import SchemaError
from quoteattr.model.checkpoint import find_checkpoint, load_encoder
from quoteattr.model.encode import Encoder, TokenStates
from quoteattr.model.precision import learning_precision
from quoteattr.quotations import PARTS
from quoteattr.text.marks import pair_marks
from quoteattr.text.sentences import split_sentences
from quoteattr.training.soft import SoftLabels

__all__ = ["break_paragraphs", "main", "teach"]

logger = logging.getLogger(__name__)

# A text of this many characters without a line break has lost its paragraphs.
_LONG = 1500


@click.command(context_settings={"show_default": True})
@click.argument("teachers", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--articles",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    required=True,
    help='Articles to label (JSONL with "id" and "text").',
)
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="Where the labels go.")
@click.option("--seed", type=int, default=1, help="Seed of the paragraph breaks of articles that have lost theirs.")
def main(*, teachers: tuple[Path, ...], articles: Path, out: Path, seed: int) -> None:
    """Label articles with the mean of the TEACHERS' tag probabilities; the first one also links.

    OUT/soft.safetensors holds the probabilities, OUT/articles.jsonl the articles with the quotations found, set aside
    as a whole for the hard tags. Both go to `python -m quoteattr.training`.

    Example: python -m quoteattr.training.teach runs/teacher/best --articles news.jsonl --out runs/news
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    encoders = [load_encoder(find_checkpoint(folder), torch.device("cpu")) for folder in teachers]
    labels = SoftLabels({}, {})
    out.mkdir(parents=True, exist_ok=True)
    with (out / "articles.jsonl").open("w", encoding="utf-8") as lines:
        for count, (key, bare) in enumerate(_read(articles), 1):
            text = break_paragraphs(bare, Random(f"{seed}-{key}"))  # noqa: S311 - chance, not secrecy
            record = teach(key, text, encoders, labels)
            lines.write(json.dumps(record, ensure_ascii=False) + "\n")
            if count % 50 == 0:
                logger.info("%d articles", count)
    labels.save(out / "soft.safetensors")
    click.echo(f"{out}: {len(labels)} articles")


def teach(key: str, text: str, teachers: Sequence[Encoder], labels: SoftLabels) -> dict[str, object]:
    """Add what the teachers think of an article to `labels`; return it with the quotations that they find.

    Args:
        key: The article's id.
        text: Its text.
        teachers: The teachers, whose tokenizers cut alike; the first one links content, cue and source.
        labels: Where the tag probabilities go.

    Raises:
        SchemaError: If the teachers' tokenizers do not cut this text alike.
    """
    regions = pair_marks(text)
    with learning_precision(teachers[0].model.device.type):
        states = [teacher.encode(text, regions) for teacher in teachers]
    first = states[0].tokens
    if any(not np.array_equal(s.tokens.offsets, first.offsets) for s in states[1:]):
        raise SchemaError(f"article {key}: the teachers' tokenizers cut it differently; take encoders of one family")
    mean = np.mean([np.exp(s.tags) for s in states], axis=0).astype(np.float32)
    tags = np.log(np.maximum(mean, 1e-9))
    labels.add(key, first, tags)
    found = attribute(text, teachers[0], TokenStates(first, tags, states[0].states), regions)
    quotations = [{part: [[s.start, s.end] for s in getattr(q, part)] for part in PARTS} for q in found]
    return {"id": key, "text": text, "quotations": quotations, "discard": [[0, len(text)]]}


def break_paragraphs(text: str, random: Random) -> str:
    """Give a long text without a line break paragraphs of one to three sentences, as news has them; offsets stay.

    No paragraph ends between an opening quotation mark and its closing one.

    Args:
        text: Any text.
        random: Source of chance.

    Example:
        >>> break_paragraphs("Short. Left alone.", Random(1))
        'Short. Left alone.'
    """
    if "\n" in text or len(text) < _LONG:
        return text
    regions = pair_marks(text)
    within = {i for region in regions if region.closed for i in range(region.start, region.end)}
    characters, left = list(text), random.randint(1, 3)
    for sentence in split_sentences(text, regions=regions)[:-1]:
        left -= 1
        if left <= 0 and sentence.end not in within and text[sentence.end : sentence.end + 1] == " ":
            characters[sentence.end] = "\n"
            left = random.randint(1, 3)
    return "".join(characters)


def _read(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                record = json.loads(line)
                yield str(record["id"]), str(record["text"])
            except (KeyError, TypeError, ValueError) as error:
                raise SchemaError(
                    f'{path}, line {number}: an article was asked for, {{"id", "text"}}, but {type(error).__name__}: '
                    f"{error}"
                ) from error


if __name__ == "__main__":
    main()
