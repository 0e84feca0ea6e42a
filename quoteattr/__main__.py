"""Run the command line: `python -m quoteattr`."""

from quoteattr.cli import main

if __name__ == "__main__":
    main(prog_name="python -m quoteattr")
