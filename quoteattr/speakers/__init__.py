"""From sources to speakers: mentions, names, roles."""
