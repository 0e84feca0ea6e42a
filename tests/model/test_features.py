import pytest

from quoteattr.model.features import CASINGS, tokenize

MARKS = {
    "outside": ("yes no", [0, 0]),
    "double marks": ("“ yes no ” he", [1, 2, 2, 3, 0]),
    "nested marks": ("“yes ‘no’” he", [1, 2, 4, 5, 6, 3, 0]),
    "single marks": ("he ‘yes no’ he", [0, 7, 8, 8, 9, 0]),
    "unclosed": ("he “yes no", [0, 1, 11, 11]),
    "continued": ("“yes\n\n“no”", [1, 11, 1, 10, 3]),
}


@pytest.mark.parametrize(("text", "classes"), MARKS.values(), ids=MARKS.keys())
def test_place_relative_to_marks(tiny_encoder, text, classes):
    assert tokenize(text, tiny_encoder.tokenizer).marks.tolist() == classes


@pytest.mark.parametrize(
    ("word", "casing"),
    [
        ("bridge", "lower"),
        ("Bridge", "title"),
        ("BRIDGE", "upper"),
        ("A", "title"),
        ("McBridge", "mixed"),
        ("2016", "digit"),
        ("“", "punctuation"),
    ],
)
def test_casing_is_that_of_the_whole_word(tiny_encoder, word, casing):
    tokens = tokenize(word, tiny_encoder.tokenizer)
    assert {CASINGS[c] for c in tokens.casing.tolist()} == {casing}


def test_paragraph_starts_are_marked(tiny_encoder):
    tokens = tokenize("yes no\n\nno yes\nyes", tiny_encoder.tokenizer)
    assert tokens.breaks.tolist() == [2, 0, 1, 0, 1]
    assert tokens.paragraph.tolist() == [0, 0, 1, 1, 2]


@pytest.mark.parametrize("text", ["", " ", "\x00", "\u200b", "\U0001f600", "a\x00b", "\u202eab", "x" * 5000])
def test_any_text_has_offsets_inside_it(tiny_encoder, text):
    tokens = tokenize(text, tiny_encoder.tokenizer)
    assert ((tokens.offsets >= 0) & (tokens.offsets <= len(text))).all()
    assert len(tokens.ids) == len(tokens.casing) == len(tokens.marks) == len(tokens.breaks)


def test_truncation_of_the_tokenizer_is_switched_off(tiny_encoder):
    tiny_encoder.tokenizer.backend_tokenizer.enable_truncation(4)
    assert len(tokenize("yes " * 50, tiny_encoder.tokenizer)) == 50
