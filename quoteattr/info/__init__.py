"""What is installed, from where and under which licence: for `quoteattr info`, and for a report of a fault.

`versions` tells of quoteattr and the libraries, `checkpoint` of a checkpoint's files, `origins` of who made what of it.
"""

from quoteattr.info.checkpoint import iter_checkpoint_facts, list_files, list_heads
from quoteattr.info.origins import DataList, Origins, Work, checkpoint_origins, licence_files, list_data
from quoteattr.info.versions import iter_extras, iter_versions

__all__ = [
    "DataList",
    "Origins",
    "Work",
    "checkpoint_origins",
    "iter_checkpoint_facts",
    "iter_extras",
    "iter_versions",
    "licence_files",
    "list_data",
    "list_files",
    "list_heads",
]
