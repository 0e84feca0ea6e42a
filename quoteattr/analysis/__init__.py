"""From one text to all that an article holds: at once, or by sections where it is long."""
