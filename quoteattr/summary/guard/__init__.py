"""The guard: check any summary against its article, and repair what the article does not bear out."""

from quoteattr.summary.guard.checks import Checker, check
from quoteattr.summary.guard.repair import RepairMode, guard

__all__ = ["Checker", "RepairMode", "check", "guard"]
