"""Annotations that are kept apart from their texts: `python -m quoteattr.training.standoff --help`.

Texts are their publishers' and stay with whoever has them; what was marked in them is a few offsets, which can be given
away.
"""

import gzip
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any

import click

from quoteattr.errors import SchemaError
from quoteattr.training.readers import read_lines

__all__ = ["digest", "join", "main", "read_texts"]

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
_DIGITS = 16


def digest(text: str) -> str:
    """Return what tells whether a text is the one that was annotated: the first 16 digits of its sha256.

    Args:
        text: The text.

    Example:
        >>> digest("The bridge fell.")
        '44f03a62b6376f8c'
    """
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]


def join(annotations: Iterable[Mapping[str, Any]], texts: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield annotated texts.

    Args:
        annotations: Records with `id`, `digest` and whatever was annotated, with half-open offsets in code points.
        texts: Texts by id; those without an annotation are left out.

    Raises:
        SchemaError: If a text is missing, or is another one than was annotated.

    Example:
        >>> facts = [{"weight": 3, "support": [[0, 16]]}]
        >>> [record] = join(
        ...     [{"id": "a", "digest": "44f03a62b6376f8c", "facts": facts}], {"a": "The bridge fell."}
        ... )
        >>> record["text"], record["facts"] == facts
        ('The bridge fell.', True)
    """
    for annotation in annotations:
        key = annotation["id"]
        if key not in texts:
            raise SchemaError(f"the text {key!r} was annotated, but is not among the {len(texts)} texts given: add it")
        if digest(texts[key]) != annotation["digest"]:
            raise SchemaError(
                f"the text {key!r} with the digest {annotation['digest']} was annotated, found one with "
                f"{digest(texts[key])}; give the text as its corpus has it, to the letter"
            )
        yield {"id": key, "text": texts[key], **{k: v for k, v in annotation.items() if k not in {"id", "digest"}}}


def read_texts(paths: Iterable[Path]) -> dict[str, str]:
    """Read texts by id.

    Args:
        paths: JSONL files of records with `id` and `text`.

    Raises:
        SchemaError: If a line is not such a record; the message names file and line.
    """
    rows = (read_lines(path, "a text", '{"id", "text"}', lambda r: (str(r["id"]), str(r["text"]))) for path in paths)
    return dict(chain.from_iterable(rows))


@click.command(context_settings={"show_default": True, "help_option_names": ["-h", "--help"]})
@click.argument("annotations", type=_FILE)
@click.option("--texts", type=_FILE, multiple=True, required=True, help="Texts as JSONL with id and text; repeatable.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Where the JSONL goes.")
def main(*, annotations: Path, texts: tuple[Path, ...], out: Path) -> None:
    """Put ANNOTATIONS (JSONL, gzipped or not) that are kept apart from their texts together with the texts.

    What comes out is read by `python -m quoteattr.training.salience --facts` or `quoteattr train --coreference`.

    Example: python -m quoteattr.training.standoff key-facts.jsonl.gz --texts news.jsonl --out facts.jsonl
    """
    known = read_texts(texts)
    raw = annotations.read_bytes()
    lines = (gzip.decompress(raw) if annotations.suffix == ".gz" else raw).decode().splitlines()
    # All of them before the first is written: half a file looks like a whole one.
    joined = list(join(map(json.loads, lines), known))
    with out.open("w", encoding="utf-8") as written:
        written.writelines(json.dumps(record, ensure_ascii=False) + "\n" for record in joined)
    click.echo(f"{out}: {len(joined)} texts")


if __name__ == "__main__":
    main()
