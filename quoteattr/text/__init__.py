"""Text: paragraphs, quotation marks, sentences."""
