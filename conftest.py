"""Leave the adapters out whose library is not installed: their examples are run where it is."""

import os
from importlib.util import find_spec
from pathlib import Path

_LIBRARIES = {
    "batches": "pyarrow",
    "columns": "pyarrow",
    "datasets": "datasets",
    "frames": "pyarrow",
    "haystack": "haystack",
    "langchain": "langchain_core",
    "ray": "ray",
    "server": "fastapi",
    "spacy": "spacy",
    "spark": "pyspark",
}
# Haystack writes a file into the home folder and reports what is used, unless it is told not to before its import.
os.environ.setdefault("HAYSTACK_TELEMETRY_ENABLED", "False")
_FOLDER = Path("quoteattr", "integrations")

collect_ignore = [
    str(path)
    for adapter, library in _LIBRARIES.items()
    if find_spec(library) is None
    for path in (_FOLDER / f"{adapter}.py", _FOLDER / adapter)
]
