"""Articles as data frames of pandas and polars, and as Arrow tables.

Arrow is built once, with a fixed schema, and both libraries read that. The package needs pyarrow; of pandas and polars
it needs the one that is asked for.
"""

from quoteattr.integrations.frames.build import Library, iter_batches, to_frame
from quoteattr.integrations.frames.schemas import SCHEMAS, Rows

__all__ = ["SCHEMAS", "Library", "Rows", "iter_batches", "to_frame"]
