"""Articles from and to files."""
