import json

import pytest

ARTICLES = [
    {
        "id": "bridge",
        "text": "“Yes, the bridge will open,” said Ada Burns. She said that he will not.\n\nThe council will open.",
        "quotations": [
            {"content": [[0, 28]], "cue": [[29, 33]], "source": [[34, 43]]},
            {"content": [[54, 70]], "cue": [[49, 53]], "source": [[45, 48]]},
        ],
        "discard": [[73, 95]],
    },
    {
        "id": "ferry",
        "text": "No, he said, “the ferry will not open.” It is said that the mayor will.",
        "quotations": [
            {"content": [[0, 3], [13, 39]], "cue": [[7, 11]], "source": [[4, 6]]},
            {"content": [{"start": 51, "end": 70}], "cue": [[40, 50]], "source": []},
        ],
    },
]


@pytest.fixture
def annotated(tmp_path):
    """A file of two annotated articles."""
    path = tmp_path / "annotated.jsonl"
    path.write_text("".join(json.dumps(a) + "\n" for a in ARTICLES))
    return path
