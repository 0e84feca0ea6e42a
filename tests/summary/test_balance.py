from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoteattr.summary.balance import join_balanced
from quoteattr.text.paragraphs import split_paragraphs
from quoteattr.types import Span

CASES = {
    "nothing missing": ("“It is safe,” she said.", ["“It is safe,” she said."], "“It is safe,” she said."),
    "closing mark": ("“It is safe. It is open,” she said.", ["“It is safe."], "“It is safe.”"),
    "opening mark": ("“It is safe. It is open,” she said.", ["It is open,” she said."], "“It is open,” she said."),
    "both": ("“It is safe. It is open. Go,” she said.", ["It is open."], "“It is open.”"),
    "straight marks": ('"It is safe. It is open. Go," she said.', ["It is open."], '"It is open."'),
    "single marks": ("‘It is safe. It is open. Go,’ she said.", ["It is open."], "‘It is open.’"),
    "typewriter marks": ("``It is safe. It is open. Go,'' she said.", ["It is open."], "``It is open.''"),
    "guillemets": ("« Il est tard. Il pleut. Va », dit-elle.", ["Il pleut."], "«Il pleut.»"),
    "german marks": ("„Es regnet. Es ist kalt. Geh“, sagte sie.", ["Es ist kalt."], "„Es ist kalt.“"),
    "swedish marks": ("”Det regnar. Det är kallt. Gå”, sade hon.", ["Det är kallt."], "”Det är kallt.”"),
    "neighbours need none": (
        "“It is safe. It is open. Go,” she said.",
        ["“It is safe. It is open."],
        "“It is safe. It is open.”",
    ),
    "two of one quotation": (
        "“It is safe. It is open. Go,” she said.",
        ["“It is safe.", "Go,” she said."],
        "“It is safe.” “Go,” she said.",
    ),
    "nested": ("“He said ‘no. Never. Go’ to us. Yes,” she said.", ["Never."], "“‘Never.’”"),
    "nested, inner one whole": (
        "“He said ‘no’ to us. Yes,” she said.",
        ["“He said ‘no’ to us."],
        "“He said ‘no’ to us.”",
    ),
    "paragraph left open": ("“It is safe.\n\n“It is open,” she said.", ["“It is safe."], "“It is safe.”"),
    "paragraphs of one quotation": (
        "“It is safe.\n\n“It is open.\n\n“Go,” she said.",
        ["“It is safe.", "“It is open."],
        "“It is safe.” “It is open.”",
    ),
    "never closed": ("She said: “It is safe. It is open.", ["It is open."], "“It is open.”"),
    "mark of the sentence before": ("“It is safe. ” She left.", ["” She left."], "She left."),
    "mark of the sentence after": ("She left. “ It is safe.”", ["She left. “"], "She left."),
    "stray closing mark": ("It is safe,” she said. He left.", ["It is safe,” she said."], "It is safe, she said."),
    "closed with another mark": ('“It is safe," she said.', ['“It is safe," she said.'], "“It is safe,” she said."),
    "opened with a closing mark": ("”Go,” she said. “No.”", ["”Go,” she said."], "“Go,” she said."),
    "apostrophes": ("The councils’ work isn’t done in the ’90s.", ["The councils’ work isn’t done in the ’90s."], None),
    "inches": ('A 12" pipe burst. It was old.', ['A 12" pipe burst.'], "A 12″ pipe burst."),
    "white space": ("“It is  safe. It\u00a0is \t open.”", ["It\u00a0is \t open.”"], "“It is open.”"),
}


@pytest.mark.parametrize(("text", "parts", "expected"), [pytest.param(*case, id=name) for name, case in CASES.items()])
def test_marks_that_lost_their_partner_are_completed_or_left_out(text, parts, expected):
    pieces, at = [], 0
    for part in parts:
        at = text.index(part, at)
        pieces.append(Span(at, at + len(part)))
    assert join_balanced(text, pieces) == (parts[0] if expected is None else expected)


@settings(deadline=None)
@given(st.text(alphabet="aB1 .,?!\n“”\"‘’'«»`", max_size=60), st.lists(st.integers(0, 60), max_size=8))
def test_curly_and_straight_double_marks_always_balance(text, cuts):
    pieces = []
    for paragraph in split_paragraphs(text):
        edges = [paragraph.start, *sorted(c for c in set(cuts) if paragraph.start < c < paragraph.end), paragraph.end]
        pieces += [Span(a, b) for a, b in pairwise(edges)]
    for chosen in (pieces, pieces[::2], pieces[1::2]):
        joined = join_balanced(text, chosen)
        assert joined == " ".join(joined.split())
        assert joined.count('"') % 2 == 0
        for opening, closing in ("“”", "«»"):
            # Without the opening form the closing one may serve for both, as in Swedish.
            assert joined.count(opening) == joined.count(closing) or opening not in text
