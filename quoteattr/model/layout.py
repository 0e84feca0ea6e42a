"""Names of the files of a checkpoint."""

__all__ = [
    "CARD",
    "CHECKPOINT_FILES",
    "CHECKSUMS",
    "CONFIG",
    "OPTIONAL_FILES",
    "SPECIAL_TOKENS",
    "TOKENIZER",
    "WEIGHTS",
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
