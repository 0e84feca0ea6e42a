"""Train a checkpoint from data files: `python -m quoteattr.training`."""
