"""Archives: many files of articles, annotated shard by shard by a run that can be killed and taken up again."""

from quoteattr.archive.run import ArchiveReport, Failure, annotate_files

__all__ = ["ArchiveReport", "Failure", "annotate_files"]
