"""Other tools that find quotations, each run in an environment of its own."""
