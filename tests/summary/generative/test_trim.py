import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from quoteattr.summary.generative.trim import clean, finish, is_enough
from quoteattr.summary.words import count_words

STORY = "The ferry sails again. Fares stay."

CLEANED = {
    "a plain summary stays": (STORY, STORY),
    "an announcement on its own line": (f"Here is a summary of the article:\n\n{STORY}", STORY),
    "an announcement in front of the text": (f"Summary: {STORY}", STORY),
    "an interjection and an announcement": (f"Sure! Here's a short summary in 2 sentences: {STORY}", STORY),
    "an announcement in bold": (f"**Summary:** {STORY}", STORY),
    "a heading": (f"## Summary\n{STORY}", STORY),
    "marks around the whole": (f"“{STORY}”", STORY),
    "the marks of a quotation at either end stay": ("“Yes,” she said. He said “no”", "“Yes,” she said. He said “no”"),
    "bullets": ("* The ferry sails again.\n* Fares stay.", "The ferry sails again.\nFares stay."),
    "bullets without full stops": ("- The ferry sails again\n- Fares stay.", "The ferry sails again.\nFares stay."),
    "numbers of a list": ("1. The ferry sails again.\n2) Fares stay.", "The ferry sails again.\nFares stay."),
    "a sign-off": (f"{STORY}\n\nLet me know if you need more.", STORY),
    "a sign-off in the same line": (f"{STORY} I hope this helps!", STORY),
    "thoughts": (f"<think>What do they want? A summary.</think>\n{STORY}", STORY),
    "thoughts without an end": ("<think>What do they want?", ""),
    "the fence repeated": (f"<summary>{STORY}</summary>", STORY),
    "the list of speakers copied": (f"<article>\nSpeakers: Ada Burns, mayor; Lee.\n\n{STORY}", STORY),
    "words that lead to the claim": ("The article says that fares stay.", "Fares stay."),
    "a colon in the first sentence stays": ("This is clear: fares stay.", "fares stay."),
    "a quotation with a colon stays": ("She said: fares stay.", "She said: fares stay."),
    "a summary of another kind stays": ("The summary judgment was reversed.", "The summary judgment was reversed."),
    "nothing": ("", ""),
}  # fmt: skip


@pytest.mark.parametrize(("written", "expected"), CLEANED.values(), ids=CLEANED)
def test_takes_away_what_is_no_summary(written: str, expected: str) -> None:
    assert clean(written) == expected


FINISHED = {
    "half a sentence is cut": ("The ferry sails again. Fares st", False, None, None, "The ferry sails again."),
    "a last sentence that ended gets its stop": ("The ferry sails again", True, None, None, "The ferry sails again."),
    "a last sentence that was stopped is no sentence": ("The ferry sails again", False, None, None, ""),
    "a limit of words cuts at a sentence": (STORY, True, 5, None, "The ferry sails again."),
    "a first sentence over the limit leaves nothing": (STORY, True, 3, None, ""),
    "a limit of sentences": (STORY, True, None, 1, "The ferry sails again."),
    "a sentence stands once": ("Fares stay. Fares stay. Gulls fly.", True, None, None, "Fares stay. Gulls fly."),
    "marks balance after the cut": ("“Fares stay. Gulls fly. Boats", False, None, None, "“Fares stay. Gulls fly.”"),
    "an abbreviation ends no sentence": ("Mr. Lee spoke. Dr", False, None, None, "Mr. Lee spoke."),
    "a label in the middle is left out": ("Fares\nFares stay. Gulls fly.", True, None, None, "Fares stay. Gulls fly."),
}  # fmt: skip


@pytest.mark.parametrize(("written", "ended", "words", "sentences", "expected"), FINISHED.values(), ids=FINISHED)
def test_keeps_full_sentences_within_the_limits(
    written: str, ended: bool, words: int | None, sentences: int | None, expected: str
) -> None:
    assert finish(written, ended=ended, max_words=words, max_sentences=sentences) == expected


ANSWERS = st.lists(
    st.sampled_from(["Fares stay.", "“We", "go”", "said Lee.", "\n", "* ", "Sure!", "12", "Dr. Lee", "(so", "on)", "»"])
    | st.text(max_size=6)
).map(" ".join)


@given(ANSWERS, st.integers(1, 12), st.integers(1, 3), st.booleans())
def test_never_exceeds_the_words_that_were_asked_for(text: str, words: int, sentences: int, ended: bool) -> None:
    summary = finish(text, ended=ended, max_words=words, max_sentences=sentences)
    assert count_words(summary) <= words
    assert summary == " ".join(summary.split())


@example("Fares stay. Fares stay. ?", "", 3)
@given(ANSWERS, st.text(max_size=10), st.integers(1, 8))
def test_what_follows_enough_changes_nothing(text: str, more: str, words: int) -> None:
    if is_enough(text, max_words=words) and clean(text + " Then").startswith(clean(text)):
        cut = finish(text, ended=False, max_words=words)
        assert finish(text + " Then it went on.", ended=False, max_words=words).startswith(cut)
