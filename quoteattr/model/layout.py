"""Names of the files of a checkpoint."""

__all__ = ["CARD", "CHECKPOINT_FILES", "CHECKSUMS", "CONFIG", "OPTIONAL_FILES", "WEIGHTS"]

CONFIG = "config.json"
WEIGHTS = "model.safetensors"
# Every checkpoint has these.
CHECKPOINT_FILES = (CONFIG, WEIGHTS, "tokenizer.json", "tokenizer_config.json")

CARD = "README.md"
CHECKSUMS = "checksums.json"
OPTIONAL_FILES = (CHECKSUMS, CARD)
