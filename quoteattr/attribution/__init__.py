"""From token states to well-formed quotations."""
