"""Who said what in a news article, and what it adds up to."""
