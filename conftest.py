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

# What other tests import, and has no tests of its own.
_HELPERS = {"tests/fuzz/run.py": "atheris", "tests/integrations/serving.py": "fastapi"}

collect_ignore = [name for name, library in _HELPERS.items() if find_spec(library) is None] + [
    str(path)
    for adapter, library in _LIBRARIES.items()
    if find_spec(library) is None
    for path in (_FOLDER / f"{adapter}.py", _FOLDER / adapter)
]
