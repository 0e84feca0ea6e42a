"""The tokenizer of a checkpoint, read without transformers."""

import json
from pathlib import Path
from typing import Any, Protocol, Self

from tokenizers import Tokenizer

from quoteattr.errors import CheckpointError
from quoteattr.model.layout import SPECIAL_TOKENS, TOKENIZER

__all__ = ["WordpieceTokenizer", "Wordpieces"]


class WordpieceTokenizer(Protocol):
    """What reading needs of a tokenizer; a fast one of transformers has it, too.

    Attributes:
        pad_token_id: Number of the token that fills a window up; `None` if there is none. So for the others.
        cls_token_id: Number of the token before a window.
        sep_token_id: Number of the token behind a window.
    """

    pad_token_id: Any
    cls_token_id: Any
    sep_token_id: Any

    @property
    def backend_tokenizer(self) -> Tokenizer:
        """The tokenizer proper."""

    def get_vocab(self) -> dict[str, int]:
        """Return the number of each token."""


class Wordpieces:
    """A tokenizer to read with.

    Args:
        backend: The tokenizer proper.
        special: Its special tokens by what they are for: "pad", "cls" and "sep".

    Example:
        >>> from tokenizers.models import WordPiece
        >>> pieces = Wordpieces(Tokenizer(WordPiece({"[PAD]": 0, "yes": 1})), {"pad": "[PAD]"})
        >>> pieces.pad_token_id, pieces.cls_token_id
        (0, None)
    """

    def __init__(self, backend: Tokenizer, special: dict[str, str]) -> None:
        self.backend_tokenizer = backend
        self.pad_token_id, self.cls_token_id, self.sep_token_id = (
            backend.token_to_id(special[name]) if name in special else None for name in ("pad", "cls", "sep")
        )

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read the tokenizer of a checkpoint.

        Args:
            folder: The checkpoint.

        Raises:
            CheckpointError: If what names the special tokens is no JSON object.
            OSError: If a file cannot be read.
            ValueError: If one is not JSON.
        """
        record = json.loads((folder / SPECIAL_TOKENS).read_text(encoding="utf-8"))
        if not isinstance(record, dict):
            raise CheckpointError(f"{SPECIAL_TOKENS} holds {type(record).__name__}; accepted is a JSON object")
        named = {name: record.get(f"{name}_token") for name in ("pad", "cls", "sep")}
        # A token is written as its text or as a record with the text.
        texts = {name: value.get("content") if isinstance(value, dict) else value for name, value in named.items()}
        special = {name: text for name, text in texts.items() if isinstance(text, str)}
        return cls(Tokenizer.from_file(str(folder / TOKENIZER)), special)

    def get_vocab(self) -> dict[str, int]:
        """Return the number of each token."""
        return self.backend_tokenizer.get_vocab()
