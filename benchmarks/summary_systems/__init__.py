"""The ways to sum up that `summarization.py` compares, and how it does that."""
