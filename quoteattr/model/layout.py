"""Names of a checkpoint: of its files, and its own on the hub."""

__all__ = [
    "CARD",
    "CHECKPOINT_FILES",
    "CHECKSUMS",
    "CONFIG",
    "OPTIONAL_FILES",
    "SPECIAL_TOKENS",
    "TOKENIZER",
    "WEIGHTS",
    "is_hub_id",
]

CONFIG = "config.json"
WEIGHTS = "model.safetensors"
TOKENIZER = "tokenizer.json"
SPECIAL_TOKENS = "tokenizer_config.json"
# Every checkpoint has these.
CHECKPOINT_FILES = (CONFIG, WEIGHTS, TOKENIZER, SPECIAL_TOKENS)

CARD = "README.md"
CHECKSUMS = "checksums.json"
OPTIONAL_FILES = (CHECKSUMS, CARD)


def is_hub_id(name: str) -> bool:
    """Tell whether a name may be that of a repository on the hub: "owner/name", or "name" of an old one.

    Args:
        name: The name.

    Example:
        >>> is_hub_id("newsroom/quotes"), is_hub_id("runs/best/of/all"), is_hub_id("../quotes")
        (True, False, False)
    """
    parts = name.split("/")
    return len(parts) <= 2 and all(p and p[0].isalnum() and all(c.isalnum() or c in "-_." for c in p) for p in parts)
