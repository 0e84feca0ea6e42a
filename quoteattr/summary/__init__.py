"""From sentences to a short summary."""
