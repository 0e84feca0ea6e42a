"""quoteattr inside other libraries: one module each, imported only by who uses it."""
