"""JSON Lines: one JSON value a line, with the place of every line that is not."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from quoteattr.errors import SchemaError
from quoteattr.io.decoding import decode_text

__all__ = ["Line", "read_lines"]


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a file, not yet decoded.

    Args:
        place: Where it stands, for messages ("news.jsonl, line 3").
        raw: Its bytes.
        offset: How many bytes of the file come before it.

    Example:
        >>> Line("news.jsonl, line 1", b'{"text": "Yes."}').parse()
        {'text': 'Yes.'}
    """

    place: str
    raw: bytes
    offset: int = 0

    def parse(self) -> Any:
        """Return the JSON value on the line.

        Raises:
            InvalidTextError: If the line is not UTF-8.
            SchemaError: If it is not JSON.
        """
        line = decode_text(self.raw, self.place, offset=self.offset)
        try:
            return json.loads(line)
        # A number of too many digits is a plain ValueError, and brackets nested too deeply a RecursionError.
        except (ValueError, RecursionError) as error:
            raise SchemaError(
                f"{self.place}: one JSON value on the line was asked for, but it is not JSON ({error}): "
                f"{line.strip()[:60]!r}; write each record on one line, as `json.dumps` does without `indent`"
            ) from error


def read_lines(stream: BinaryIO, name: str) -> Iterator[Line]:
    r"""Read the lines that are not blank, holding one at a time.

    Args:
        stream: The file, open for bytes. Only a line feed ends a line, as the format says: a line separator may stand
            within a string.
        name: What the file is called in messages.

    Example:
        >>> import io
        >>> [line.place for line in read_lines(io.BytesIO(b'{"text": "Yes."}\n\n{"text": "No."}\n'), "news.jsonl")]
        ['news.jsonl, line 1', 'news.jsonl, line 3']
    """
    offset = 0
    for number, raw in enumerate(stream, start=1):
        if raw.strip():
            yield Line(f"{name}, line {number}", raw, offset)
        offset += len(raw)
