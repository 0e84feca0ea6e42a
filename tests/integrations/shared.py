"""What the tests of several adapters have in common."""

# The texts of a table: a named speaker, nothing, no quotation, a quotation by name and pronoun, and an empty one.
TEXTS = [
    "“The bridge is safe,” said Ada Burns, chief engineer of Marlow Council. She said it would open in May.",
    None,
    "It rained all day in Lowmere.",
    "Tom Reddy, the harbour master, denied that the ferry was late. “It was on time,” he said.",
    "",
]

# What an adapter of documents must refuse when it is made, and not at the first document.
WRONG_OPTIONS = [
    {"max_sentences": 0},
    {"ratio": 2},
    {"focus": ""},
    {"compress": True, "faithful": True},
    {"min_score": 2},
    {"min_speaker_score": -1},
    {"batch_size": 0},
    {"on_error": "ignore"},
    {"per": "speaker"},
]
