"""Train a checkpoint: `python -m quoteattr.training --help`."""

from quoteattr.training.command import main

if __name__ == "__main__":
    main()
