from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from quoteattr.attribution.decode import decode, viterbi
from quoteattr.model.encode import TokenStates
from quoteattr.model.features import Tokens
from quoteattr.model.network import TAGS
from quoteattr.text.marks import pair_marks
from quoteattr.text.paragraphs import split_paragraphs


def make_states(text, tags, sure=0.9):
    """Build token states in which each word has the given tag with the given probability."""
    offsets, at = [], 0
    for word in text.split():
        at = text.index(word, at)
        offsets.append((at, at + len(word)))
        at += len(word)
    offsets = np.array(offsets, np.int64).reshape(-1, 2)
    starts = [p.start for p in split_paragraphs(text)]
    paragraph = np.searchsorted(starts, offsets[:, 0], side="right") - 1
    breaks = np.r_[2, np.diff(paragraph) > 0].astype(np.int64)[: len(offsets)]
    zeros = np.zeros(len(offsets), np.int64)
    scores = np.full((len(offsets), len(TAGS)), (1 - sure) / (len(TAGS) - 1), np.float32)
    scores[np.arange(len(tags)), [TAGS.index(t) for t in tags]] = sure
    tokens = Tokens(zeros, offsets, zeros, zeros, breaks, paragraph)
    return TokenStates(tokens, np.log(scores), np.zeros((len(offsets), 4), np.float32))


SHORT = {"o": "O", "C": "B-content", "c": "I-content", "Q": "B-cue", "q": "I-cue", "S": "B-source", "s": "I-source"}


def found(text, letters):
    states = make_states(text, [SHORT[c] for c in letters])
    fragments = decode(states, pair_marks(text))

    def words(spans):
        return [" ".join(text.split()[a:b]) for a, b in spans.tolist()]

    return words(fragments.contents), words(fragments.cues), words(fragments.sources)


def test_runs_become_fragments():
    assert found("“ Yes ” said Ada Burns .", "CccQSso") == (["“ Yes ”"], ["said"], ["Ada Burns"])


def test_two_beginnings_are_two_fragments():
    assert found("no rain no wind she said", "CcCcSQ")[0] == ["no rain", "no wind"]


def test_an_inside_without_a_beginning_gets_one():
    assert found("She said it rains", "SQcc")[0] == ["it rains"]


def test_a_source_does_not_run_into_the_next_paragraph():
    assert found("so said Ada\n\nBurns left", "oQSso")[2] == ["Ada"]


def test_content_does_not_run_into_the_next_paragraph():
    assert found("She said rain\n\nand wind", "SQCcc")[0] == ["rain", "and wind"]


@pytest.mark.parametrize(
    ("letters", "contents"),
    [("CccocQS", ["“a b c d”"]), ("oooCoQS", []), ("oCcccQS", ["“a b c d”"])],
    ids=["a hole is filled", "a crumb is dropped", "a late start is mended"],
)
def test_a_quoted_region_is_content_as_a_whole_or_not_at_all(letters, contents):
    assert found("“a b c d” and said Ada", letters[1:5] + "o" + letters[5:])[0] == contents


@given(arrays(np.float32, st.tuples(st.integers(0, 30), st.just(len(TAGS))), elements=st.floats(-20, 0, width=32)))
def test_every_sequence_is_legal(scores):
    tags = [TAGS[t] for t in viterbi(scores, np.zeros(len(scores), np.int64))]
    for before, after in zip(["O", *tags], tags, strict=False):
        assert not after.startswith("I-") or before[2:] == after[2:]


def test_viterbi_is_the_best_of_all_legal_sequences():
    from itertools import product

    rng = np.random.default_rng(0)
    for _ in range(5):
        scores = rng.normal(size=(4, len(TAGS))).astype(np.float32)

        def total(sequence, scores=scores):
            legal = all(
                not TAGS[b].startswith("I-") or (i > 0 and TAGS[a][2:] == TAGS[b][2:])
                for i, (a, b) in enumerate(zip((0, *sequence), sequence, strict=False))
            )
            return sum(scores[i, t] for i, t in enumerate(sequence)) if legal else -np.inf

        best = max(product(range(len(TAGS)), repeat=4), key=total)
        assert tuple(viterbi(scores, np.zeros(4, np.int64)).tolist()) == best


def test_no_word_is_parted():
    text = "so says watchdog"
    states = make_states(text, [SHORT[c] for c in "CQS"])
    tokens = replace(
        states.tokens, offsets=np.array([(0, 2), (3, 7), (8, 13), (13, 16)]), breaks=np.array([2, 0, 0, 0])
    )
    sure = np.full((4, len(TAGS)), 0.01, np.float32)
    sure[np.arange(4), [TAGS.index(t) for t in ("B-content", "B-cue", "B-content", "B-source")]] = [0.9, 0.9, 0.5, 0.9]
    cut = TokenStates(tokens, np.log(sure), np.zeros((4, 4), np.float32))
    assert decode(cut, ()).contents.tolist() == [[0, 1], [2, 3]]
    whole = decode(cut, (), text=text)
    assert (whole.contents.tolist(), whole.sources.tolist()) == ([[0, 1], [2, 4]], [])
