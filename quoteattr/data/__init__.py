"""Word lists, each with its origin and licence."""
