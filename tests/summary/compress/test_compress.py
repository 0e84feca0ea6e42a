from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.summary.compress import compress, kept_words
from quoteattr.summary.story import Story
from quoteattr.types import Mention, Quotation, QuotationId, Sentence, Span, Speaker, SpeakerId

# What stands in ⟦ ⟧ is left out; a letter after → in front of the closing bracket takes its place.
LEFT_OUT = {
    "bracketed aside": "The bridge⟦ (built in 1911)⟧ is safe again after the repairs.",
    "bracketed aside at the end": "The bridge is safe again after the repairs⟦ (for now)⟧.",
    "bracketed party": "Senator Ida Thorn⟦ (R-Vt.)⟧ opposed the bridge from the beginning.",
    "two bracketed asides": "Ida Thorn⟦ (R-Vt.)⟧ and Tom Reed⟦ (D)⟧ opposed the bridge together.",
    "party between commas": "Senator Ida Thorn⟦, R-Vt.,⟧ opposed the bridge from the beginning.",
    "dateline": "⟦REDCAR — ⟧The iron bridge will reopen on May 4.",
    "dateline with wire": "⟦REDCAR, England (NP) — ⟧The iron bridge will reopen on May 4.",
    "dateline of two words with a hyphen": "⟦SOUTH BANK - ⟧The iron bridge will reopen on May 4.",
    "age before a verb": "Tom Reed⟦, 43,⟧ said he would cross the bridge first.",
    "age before another apposition": "The first across was Tom Reed⟦, 43⟧, of Redcar, and his old dog.",
    "occasion at the front": "⟦In a statement, ⟧Ada Moor said the bridge was safe.",
    "new beginning gets a capital": "⟦In a statement, t→T⟧he council said the bridge was safe.",
    "occasion after the verb": "Ada Moor said⟦ in a statement⟧ that the bridge was safe again.",
    "occasion and day after the verb": "Ada Moor said⟦ in an interview on Tuesday⟧ that the bridge was safe.",
    "occasion at the end": "The bridge was perfectly safe, Ada Moor said⟦ in a statement⟧.",
    "day after the verb": "Ada Moor said⟦ on Tuesday⟧ that the bridge was perfectly safe.",
    "bare day after the verb": "Ada Moor said⟦ Tuesday⟧ she had never doubted the old bridge.",
    "occasion of a speech between commas": "Ada Moor⟦, speaking at the pier,⟧ said the bridge was safe.",
    "occasion of a speech at the end": "The bridge was safe, Ada Moor said⟦, speaking at the pier⟧.",
    "day at the front": "⟦On Tuesday, ⟧Ada Moor opened the old bridge for lorries.",
    "day at the end": "Ada Moor opened the old bridge for lorries⟦ on Tuesday⟧.",
    "marker at the front": "⟦For example, t→T⟧he bridge was closed to lorries in winter.",
    "marker at the front before a name": "⟦Meanwhile, ⟧Redcar has waited three years for the bridge.",
    "marker between commas": "The council⟦, however,⟧ has kept the bridge closed to lorries.",
    "marker after a fronted place": "Along the harbour⟦, however⟧, shops have closed one by one.",
    "also": "The council⟦ also⟧ wants to paint the bridge before the summer.",
    "several parts of one sentence": (
        "⟦In a statement, ⟧Ada Moor⟦, 61,⟧ said the bridge⟦ (built in 1911)⟧ was⟦, of course,⟧ not safe."
    ),
}

KEPT = {
    "marker before a verb that no list knows": "The council, in turn, cites its own figures for the bridge.",
    "long occasion of a speech": "Speaking to the crowd that had stood on the pier since dawn, Ada Moor smiled.",
    "short form in brackets": "The Harbour Trust Authority (HTA) paid for most of the repairs.",
    "bracket that limits": "The bridge is open to every lorry (except on market days).",
    "relative clause without commas": "The woman who leads the council said the bridge was safe.",
    "relative clause of the subject": "Ada Moor, who leads the council, said the bridge was safe.",
    "relative clause at the end": "The council praised the chief engineer, who retires in spring.",
    "aside between dashes": "The bridge — the oldest of the county — is open to lorries again.",
    "examples": "Two shops, including the bakery, have closed since the bridge did.",
    "occasion with its host": "In an interview with Radio Tees, Ada Moor said the bridge was safe.",
    "day to come": "The council said the bridge will reopen to lorries on Monday.",
    "day of a plan": "The council wanted to open the bridge to lorries on Monday.",
    "that of a relative clause after an interview": "She spoke of it in an interview that was never broadcast.",
    "participle as the occasion": "The deal, announced Friday, would keep the bridge open for years.",
    "not only but also": "The bridge is not only old but also narrow and rather steep.",
    "participial tail that reports": "Ada Moor praised the workers, adding that the bridge was safe.",
    "capitals without a dash": "REDCAR is proud of its bridge, and so is South Bank.",
    "too little left": "The bridge (built in 1911) stands.",
    "plain sentence": "The bridge is safe again after the repairs of three winters.",
}


def story_of(text, quotations=(), speakers=()):
    return Story(text, (Sentence(0, len(text)),), np.zeros((1, 2)), tuple(quotations), tuple(speakers))


def applied(story, edits, place=0):
    """Print the sentence with its edits."""
    sentence = story.sentences[place]
    pieces, at = [], sentence.start
    for edit in edits:
        pieces += [story.text[at : edit.start], edit.text]
        at = edit.end
    return "".join([*pieces, story.text[at : sentence.end]])


def shown(story, edits):
    """Print the sentence with its edits as the tables above do."""
    pieces, at = [], 0
    for edit in edits:
        new = f"→{edit.text}" if edit.text else ""
        pieces += [story.text[at : edit.start], f"⟦{story.text[edit.start : edit.end]}{new}⟧"]
        at = edit.end
    return "".join([*pieces, story.text[at:]])


def plain(marked):
    """Return the sentence behind an entry of the tables above."""
    parts = marked.replace("⟧", "⟦").split("⟦")
    return "".join(part.split("→")[0] for part in parts)


@pytest.mark.parametrize("marked", [pytest.param(case, id=name) for name, case in LEFT_OUT.items()])
def test_left_out(marked):
    story = story_of(plain(marked))
    assert shown(story, compress(story, 0)) == marked


@pytest.mark.parametrize("text", [pytest.param(case, id=name) for name, case in KEPT.items()])
def test_what_a_sentence_needs_is_kept(text):
    assert compress(story_of(text), 0) == ()


ADA = Speaker(SpeakerId("s1"), "Ada Moor")
TOM = Speaker(SpeakerId("s2"), "Tom Reed")


def find(text, part):
    start = text.index(part)
    return Span(start, start + len(part))


def quoted(text, kind, *, content, cue="said", source="Ada Moor", speaker=ADA):
    """Make the story of a text with one quotation, its spans given by their texts."""
    spans = [tuple(find(text, part) for part in parts) for parts in (content, (cue,), (source,))]
    return story_of(text, [Quotation(QuotationId("q1"), kind, *spans, speaker)], [speaker])


QUOTATIONS = {
    "nothing inside a direct quotation": (
        "“Our bridge (the old one) is safe, however, and open,” said Ada Moor.",
        "direct",
        {"content": ["“Our bridge (the old one) is safe, however, and open,”"]},
    ),
    "nothing inside the unmarked words of a mixed quotation": (
        "Ada Moor said the bridge (built in 1911) was “safe at last”.",
        "mixed",
        {"content": ["the bridge (built in 1911) was “safe at last”"]},
    ),
    "a bracket inside an indirect quotation": (
        "Ada Moor said the bridge⟦ (built in 1911)⟧ was safe at last.",
        "indirect",
        {"content": ["the bridge (built in 1911) was safe at last"]},
    ),
    "an age inside a source, whose head stays": (
        "“The bridge is safe again,” was what Ada Moor⟦, 61⟧, of Redcar, said.",
        "direct",
        {"content": ["“The bridge is safe again,”"], "source": "Ada Moor, 61, of Redcar"},
    ),
    "no relative clause that reports": (
        "The bridge is open to Ada Moor, who said it was safe.",
        "indirect",
        {"content": ["it was safe"], "source": "who"},
    ),
    "a day before a trailing attribution": (
        "The old bridge was opened for lorries⟦ on Tuesday⟧, Ada Moor said.",
        "indirect",
        {"content": ["The old bridge was opened for lorries on Tuesday"]},
    ),
    "no bracket that holds the attribution": (
        "The bridge is safe to cross again (Ada Moor said so).",
        "indirect",
        {"content": ["The bridge is safe to cross again"]},
    ),
    "the occasion of a direct quotation": (
        "⟦In a statement, ⟧Ada Moor said: “The bridge is safe (at last).”",
        "direct",
        {"content": ["“The bridge is safe (at last).”"]},
    ),
}


@pytest.mark.parametrize(
    ("marked", "kind", "spans"), [pytest.param(*case, id=name) for name, case in QUOTATIONS.items()]
)
def test_quotations_stay_whole(marked, kind, spans):
    story = quoted(plain(marked), kind, **spans)
    assert shown(story, compress(story, 0)) == marked


def test_words_in_marks_are_no_place_to_cut_although_no_quotation_is_known():
    text = "They sang “Home, however, is (by and large) far” on the bridge."
    assert compress(story_of(text), 0) == ()


INTRODUCED = {
    "apposition": ("Ada Moor, the mayor of Redcar, said the bridge was safe.", "Ada Moor said the bridge was safe."),
    "apposition without the": (
        "Ada Moor, an engineer, said the bridge was safe.",
        "Ada Moor said the bridge was safe.",
    ),
    "relative clause": ("Ada Moor, who leads the council, said it was safe.", "Ada Moor said it was safe."),
    "relative clause that goes on": ("Ada Moor, who came, saw and paid, smiled at the crowd.", None),
    "title": ("Mayor Ada Moor said that the bridge was safe.", "Ada Moor said that the bridge was safe."),
    "title after a verb": ("So said mayor Ada Moor of the bridge.", "So said Ada Moor of the bridge."),
    "title beside another title": ("Engineer Reed and mayor Ada Moor said it was safe.", None),
    "title with a word before it": ("The former mayor Ada Moor said it was safe.", None),
    "apposition with a comma in it": ("Ada Moor, the mayor, engineer and poet, said it was safe.", None),
}


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*case, id=name) for name, case in INTRODUCED.items()])
def test_roles_of_introduced_speakers(text, expected):
    place = find(text, "Ada Moor")
    role = next((find(text, word) for word in ("Mayor", "mayor") if word in text), None)
    name = Mention(place.start, place.end)
    ada = Speaker(SpeakerId("s1"), "Ada Moor", role="mayor" if role else None, role_span=role, mentions=(name,))
    story = story_of(text, (), [ada])
    assert compress(story, 0) == ()
    assert applied(story, compress(story, 0, known=frozenset({"s1"}))) == (expected or text)


ATTRIBUTIONS = {
    "comma": ("“It is safe to cross again,” she added.", "“It is safe to cross again.”"),
    "question": ("“Is it safe to cross again?” she asked.", "“Is it safe to cross again?”"),
    "straight marks": ('"It is safe to cross again," she added.', '"It is safe to cross again."'),
    "other speaker before": ("“It is safe to cross again,” she added.", None),
    "indirect": ("It is safe to cross again, she added.", None),
}


@pytest.mark.parametrize("name", ATTRIBUTIONS)
def test_attribution_that_the_sentence_before_has_given(name):
    text, expected = ATTRIBUTIONS[name]
    content = text[: text.index(" she")].rstrip(", ") if name == "indirect" else text[: text.index(" she")]
    cue = "asked" if "asked" in text else "added"
    story = quoted(text, "indirect" if name == "indirect" else "direct", content=[content], cue=cue, source="she")
    previous = TOM.id if name == "other speaker before" else ADA.id
    assert compress(story, 0) == ()
    assert applied(story, compress(story, 0, previous=previous)) == (expected or text)


def test_words_are_counted_as_printed():
    story = story_of("In a statement, the council said the bridge (built in 1911) was safe.")
    edits = compress(story, 0)
    assert kept_words(story, 0, edits) == len(applied(story, edits).split()) == 7
    assert kept_words(story, 0, ()) == story.words[0] == 13


def test_sentence_of_a_longer_article():
    text = "It rained. In a statement, the council said the bridge was safe. It snowed."
    story = Story(text, (Sentence(0, 10), Sentence(11, 64), Sentence(65, 74)), np.zeros((3, 2)))
    assert [text[edit.start : edit.end] for edit in compress(story, 1)] == ["In a statement, t"]
    assert applied(story, compress(story, 1), 1) == "The council said the bridge was safe."


PIECES = st.sampled_from(
    [
        *("the council", "Ada Moor", "said", "who leads it", "however", "(built in 1911)", "in a statement", "also"),
        *("In a statement", "on Monday", "which fell", "including two", "was safe", "the bridge", "speaking at", "43"),
        *(", ", ",", " — ", " - ", "“", "”", '"', "(", ")", "‘", "’", ".", "?", "\n", "REDCAR", "\ufffc", "é", "5,000"),
    ]
)


@settings(deadline=None, max_examples=300)
@given(
    st.lists(PIECES, min_size=1, max_size=25).map(" ".join),
    st.lists(st.tuples(st.integers(0, 200), st.integers(1, 60)), max_size=3),
    st.sampled_from(["direct", "indirect", "mixed"]),
)
def test_what_is_left_stood_there_in_the_same_order(text, spans, kind):
    contents = [Span(a, min(a + n, len(text))) for a, n in spans if a < len(text)]
    quotations = [Quotation(QuotationId(f"q{i}"), kind, (c,), (), (), ADA) for i, c in enumerate(contents)]
    story = story_of(text, quotations, [ADA])
    edits = compress(story, 0, known=frozenset({"s1"}), previous="s1")
    left = iter(text.casefold())
    assert all(letter in left for letter in applied(story, edits).casefold())
    assert all(one.end < other.start for one, other in pairwise(edits))
    for opening, closing in ("()", "“”", '""'):
        gone = "".join(text[edit.start : edit.end] for edit in edits)
        assert gone.count(opening) == gone.count(closing)
        assert opening != closing or gone.count(opening) % 2 == 0
    if kind != "indirect":
        assert all(e.end <= c.start or c.end <= e.start for e in edits for c in contents)
    assert compress(story, 0, known=frozenset({"s1"}), previous="s1") == edits
