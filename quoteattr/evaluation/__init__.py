"""Pure functions from gold and predicted records to numbers."""
