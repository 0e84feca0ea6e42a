"""Let trained checkpoints answer questions of antecedents: `python -m quoteattr.training.teach_antecedents --help`."""

import json
import logging
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click
import numpy as np
import torch

from quoteattr.evaluation import given_quotations
from quoteattr.model.antecedents import AntecedentScorer
from quoteattr.model.checkpoint import find_checkpoint, load_encoder
from quoteattr.model.encode import Encoder
from quoteattr.model.precision import learning_precision
from quoteattr.speakers.antecedents import Question
from quoteattr.speakers.resolve import prepare
from quoteattr.text.sentences import split_sentences
from quoteattr.training.questions import Teacher, ask
from quoteattr.training.readers import Answers, annotated_quotations, read_lines

__all__ = ["answer", "main", "read_answers"]

logger = logging.getLogger(__name__)


@click.command(context_settings={"show_default": True})
@click.argument("teachers", nargs=-1, required=True, type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--articles",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    multiple=True,
    required=True,
    help='Articles to read (JSONL with "id" and "text"; their "quotations", when given, are the ones resolved).',
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Where the answers go.")
def main(*, teachers: tuple[Path, ...], articles: tuple[Path, ...], out: Path) -> None:
    """Write what the TEACHERS think of each antecedent in the articles, for `quoteattr train --answers`.

    Example: python -m quoteattr.training.teach_antecedents runs/teacher/best --articles news.jsonl --out answers.jsonl
    """
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
    encoders = [load_encoder(find_checkpoint(folder), torch.device("cpu")) for folder in teachers]
    out.parent.mkdir(parents=True, exist_ok=True)
    with out.open("w", encoding="utf-8") as lines:
        for count, record in enumerate((r for path in articles for r in _read(path)), 1):
            answers = answer(record, encoders)
            rounded = {key: [round(float(p), 4) for p in scores] for key, scores in answers.items()}
            lines.write(json.dumps({"id": str(record["id"]), "answers": rounded}) + "\n")
            if count % 50 == 0:
                logger.info("%d articles", count)


def _read(path: Path) -> Iterator[dict[str, Any]]:
    return read_lines(path, "an article", '{"id", "text", "quotations"}, quotations being optional', _article)


def _article(record: dict[str, Any]) -> dict[str, Any]:
    if not isinstance(record["text"], str):
        raise TypeError(f'"text" is of type {type(record["text"]).__name__}, not a string')
    article = {"id": str(record["id"]), "text": record["text"], "quotations": record.get("quotations") or []}
    annotated_quotations(article)
    return article


def answer(record: dict[str, Any], teachers: Sequence[Encoder]) -> dict[str, Sequence[float]]:
    """Return the teachers' mean answer to each question that comes up in reading an article.

    Args:
        record: The article with `text` and `quotations`, whose sources are resolved.
        teachers: The teachers.

    Returns:
        Probabilities of the options, and last of "none of them", by "start-end" of the anaphor.
    """
    text = record["text"]
    quotations = given_quotations(record)
    with learning_precision(teachers[0].model.device.type):
        scorers = [teacher.antecedents(teacher.encode(text)) for teacher in teachers]
    answers: dict[str, Sequence[float]] = {}
    scene = prepare(text, split_sentences(text), quotations)
    ask(scene, quotations, lambda _: None, _teacher(scorers, answers))
    return answers


def _teacher(scorers: Sequence[AntecedentScorer], answers: dict[str, Sequence[float]]) -> Teacher:
    def teacher(question: Question) -> Sequence[float]:
        asked = question.anaphor
        options = [([(o.start, o.end) for o in opt.candidate.occurrences], opt.facts) for opt in question.options]
        mean = np.mean([s.scores(asked.start, asked.end, asked.kind, options) for s in scorers], axis=0)
        answers[f"{asked.start}-{asked.end}"] = mean.tolist()
        return answers[f"{asked.start}-{asked.end}"]

    return teacher


def read_answers(paths: Sequence[Path]) -> Answers:
    """Read what `main` wrote, by article id.

    Args:
        paths: The files.

    Raises:
        SchemaError: If a line does not hold answers; the message names file and line.
    """
    form = '{"id", "answers": {"start-end": [probability]}}'
    return dict(one for path in paths for one in read_lines(path, "teachers' answers", form, _answers))


def _answers(record: dict[str, Any]) -> tuple[str, dict[str, list[float]]]:
    return str(record["id"]), {str(key): list(map(float, scores)) for key, scores in record["answers"].items()}


if __name__ == "__main__":
    main()
