"""What was read wrongly, sorted by what went wrong, for people."""
