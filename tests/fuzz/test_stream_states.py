"""A pipeline asked in any order, by call, by batch, half-read or with faults, always gives a text the same answer."""

import pickle

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from quoteattr.errors import InputTypeError, InvalidTextError
from quoteattr.pipeline import Pipeline
from quoteattr.streaming import failure_of
from tests.conftest import build_tiny_encoder

TEXTS = [
    "",
    " \n\n ",
    "“It is safe,” said Ada Burns, the mayor. She was pleased.\n\n“It will open in May.",
    "Tom Hale said that the bridge would open.\n\nHe called it “a start”.",
    "LOWE: Will you resign?\n\nHART: No.\n\nLOWE: Why not?",
    "‘“”’ ' \" \x00\u202e😀",
]
BAD = [None, 3, b"Yes.", "\ud800"]
WHOLE = st.sampled_from(TEXTS)
ANY = st.sampled_from([*TEXTS, *BAD])


class Calls(RuleBasedStateMachine):
    """Every answer is compared with the first one that the text got."""

    @initialize()
    def build(self):
        self.pipeline = Pipeline(build_tiny_encoder(window=64, overlap=16))
        self.answers = {}
        self.open = None

    def check(self, text, article):
        assert article.text == text
        record = {**article.to_dict(), "id": None}
        assert self.answers.setdefault(text, record) == record

    @rule(text=WHOLE, name=st.none() | st.text(max_size=3))
    def call(self, text, name):
        article = self.pipeline(text, id=name)
        assert article.id == name
        self.check(text, article)

    @rule(bad=st.sampled_from(BAD))
    def call_with_what_is_no_text(self, bad):
        try:
            self.pipeline(bad)
        except (InputTypeError, InvalidTextError):
            return
        raise AssertionError("it was taken for a text")

    @rule(items=st.lists(ANY, max_size=6), size=st.integers(1, 4), on_error=st.sampled_from(["skip", "record"]))
    def batch(self, items, size, on_error):
        pairs = [((str(n), text), n) for n, text in enumerate(items)]
        found = list(self.pipeline.pipe(pairs, batch_size=size, as_tuples=True, on_error=on_error))
        good = [n for n, text in enumerate(items) if any(text is t for t in TEXTS)]
        assert [n for _, n in found] == (good if on_error == "skip" else list(range(len(items))))
        for article, n in found:
            if n in good:
                assert article.id == str(n)
                self.check(items[n], article)
            else:
                assert failure_of(article)

    @rule(items=st.lists(ANY, max_size=5), size=st.integers(1, 3))
    def batch_that_stops_at_the_first_error(self, items, size):
        found, raised = [], False
        try:
            found.extend(self.pipeline.pipe(items, batch_size=size))
        except (InputTypeError, InvalidTextError):
            raised = True
        good = [any(text is t for t in TEXTS) for text in items]
        assert raised == (not all(good))
        assert len(found) == (good.index(False) if raised else len(items))
        for text, article in zip(items, found, strict=False):
            self.check(text, article)

    @rule(items=st.lists(WHOLE, min_size=1, max_size=4))
    def open_a_stream(self, items):
        self.open = (items, self.pipeline.pipe(items, batch_size=2))

    @rule(close=st.booleans())
    def read_on(self, close):
        if self.open is None:
            return
        items, stream = self.open
        article = next(stream, None)
        if article is not None:
            self.check(items[0], article)
        self.open = None if close or article is None else (items[1:], stream)

    @rule(text=WHOLE)
    def resolve_what_was_found(self, text):
        article = self.pipeline(text)
        again = self.pipeline.resolve(text, article.quotations)
        assert [q.content for q in again.quotations] == [q.content for q in article.quotations]

    @rule()
    def copy(self):
        assert pickle.loads(pickle.dumps(self.pipeline(TEXTS[2]))) == self.pipeline(TEXTS[2])  # noqa: S301 - our own


Calls.TestCase.settings = settings(max_examples=8, stateful_step_count=10, deadline=None)
TestCalls = Calls.TestCase
