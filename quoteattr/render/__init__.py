"""Articles as HTML."""
