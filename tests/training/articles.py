"""Small invented articles whose right antecedents are known."""

import json
from pathlib import Path
from typing import Any

SPEAKERS = [
    {"id": "s1", "name": "Ada Burns", "kind": "person", "role": "the mayor", "aliases": ["Burns"]},
    {"id": "s2", "name": "Tom Hale", "kind": "person", "role": None, "aliases": []},
]


def marked(text: str, **spans: str) -> dict[str, list[list[int]]]:
    """Return by name where words stand in a text; "said#2" is the second "said"."""
    found = {}
    for name, words in spans.items():
        bare, _, number = words.partition("#")
        start = -1
        for _ in range(int(number or 1)):
            start = text.index(bare, start + 1)
        found[name] = [[start, start + len(bare)]]
    return found


def speech(key: str = "harbour") -> dict[str, Any]:
    """An article with speakers: two pronouns, a description, a quotation of the article's own and one of nobody."""
    text = (
        "Ada Burns, the mayor, met Tom Hale. “It will open,” she said. He said that the bridge is safe. "
        "The mayor said that no one was hurt. It is said that rain is near. A rumour was heard that all is lost."
    )
    rows = [
        marked(text, content="“It will open,”", cue="said", source="she") | {"speaker": "s1"},
        marked(text, content="that the bridge is safe", cue="said#2", source="He#1") | {"speaker": "s2"},
        marked(text, content="that no one was hurt", cue="said#3", source="The mayor") | {"speaker": "s1"},
        marked(text, content="that rain is near", cue="It is said") | {"speaker": "author"},
        marked(text, content="that all is lost", cue="was heard") | {"speaker": None},
    ]
    return {"id": key, "text": text, "quotations": rows, "speakers": SPEAKERS}


def clusters(key: str = "clusters") -> dict[str, Any]:
    """A text with coreference clusters."""
    text = "Ada Burns met Tom Hale. She was late. He left."
    where = marked(text, ada="Ada Burns", tom="Tom Hale", she="She", he="He")
    groups = [[("ada", "name"), ("she", "pronoun")], [("tom", "name"), ("he", "pronoun")]]
    return {
        "id": key,
        "text": text,
        "clusters": [
            {"type": "person", "mentions": [[*where[name][0], kind] for name, kind in group]} for group in groups
        ],
    }


def pair(key: str = "pair", *, a: bool = True, b: bool = False) -> dict[str, Any]:
    """An item of GAP's form."""
    text = "Ada Burns wrote to Eve Quill before she left the town."
    where = marked(text, pronoun="she", a="Ada Burns", b="Eve Quill")
    spans = {name: spans[0] for name, spans in where.items()}
    return {"id": key, "text": text, **spans, "a_coref": a, "b_coref": b}


def write(path: Path, *records: dict[str, Any]) -> Path:
    """Write records as JSONL; return the path."""
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return path
