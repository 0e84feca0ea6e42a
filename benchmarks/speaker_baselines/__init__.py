"""What resolution is measured against: two simple resolvers that find names as the library does."""

from speaker_baselines.matching import match_strings
from speaker_baselines.nearest import nearest_name

__all__ = ["BASELINES", "match_strings", "nearest_name"]

BASELINES = {"nearest name": nearest_name, "string matching": match_strings}
"""The baselines by the name that tables print."""
