"""Persons with other names: what is asked about them, and what is answered, stays the same."""

import re
from dataclasses import replace
from random import Random

import numpy as np
import pytest

from quoteattr.model.features import tokenize
from quoteattr.training.augment import edit, rename
from quoteattr.training.augment.edits import Edit, uncut
from quoteattr.training.coreference import ask_clusters
from quoteattr.training.loop import TrainingOptions, _batches
from quoteattr.training.readers import AnnotatedArticle, AnnotatedQuotation
from quoteattr.training.soft import SoftLabels
from quoteattr.types import Span

TEXT = (
    "Ada Burns thanked Mary Reddy before she left for Lowmere. Burns had told her that BURNS Ltd. was sold. "
    "Tom Reddy said his sister would miss Burns."
)
CLUSTERS = [["Ada Burns", "Burns", "she"], ["Mary Reddy", "her"], ["Tom Reddy", "his"]]


def places(text, words):
    return [m.span() for word in words for m in re.finditer(rf"\b{re.escape(word)}\b", text)]


def with_clusters(text, clusters):
    """Return a text with its persons' mentions."""
    return {
        "text": text,
        "clusters": [
            {"type": "person", "mentions": [[s, e, "pronoun" if text[s:e].islower() else "name"] for s, e in mentions]}
            for mentions in clusters
        ],
    }


@pytest.fixture
def article():
    """Two women and a man; each mention is a source as well, so that its place is carried along."""
    spans = [places(TEXT, words) for words in CLUSTERS]
    asked = tuple(ask_clusters(with_clusters(TEXT, spans)))
    quotations = tuple(AnnotatedQuotation((), (), tuple(sorted(Span(*p) for p in ps))) for ps in spans)
    return AnnotatedArticle("a", TEXT, quotations, asked=asked)


def kept(article, random):
    """Rename as always; quotations need a content to be kept."""
    whole = tuple(replace(q, content=q.source) for q in article.quotations)
    return rename(replace(article, quotations=whole), random)


@pytest.mark.parametrize("seed", range(20))
def test_the_same_is_asked_and_answered(article, seed):
    renamed = kept(article, Random(seed))
    assert renamed.text != TEXT
    spans = [[(s.start, s.end) for s in q.source] for q in renamed.quotations]
    assert ask_clusters(with_clusters(renamed.text, spans)) == list(renamed.asked)


def test_one_word_becomes_one_word_everywhere(article):
    text = kept(article, Random(3)).text
    new = re.fullmatch(
        r"(\S+) (\S+) thanked (\S+) (\S+) before she left for Lowmere\. (\S+) had told her that (\S+) Ltd\. was sold\. "
        r"(\S+) (\S+) said his sister would miss (\S+)\.",
        text,
    )
    assert new is not None
    assert new[2] == new[5] == new[9] != "Burns"
    assert new[4] == new[8] != "Reddy"
    assert not {new[1], new[3], new[7]} & {"Ada", "Mary", "Tom"}


def test_each_chance_gives_other_names(article):
    assert len({kept(article, Random(seed)).text for seed in range(10)}) > 8
    assert kept(article, Random(1)) == kept(article, Random(1))


def test_nobody_known_by_a_given_name_keeps_the_names(article):
    assert rename(replace(article, asked=()), Random(1)).text == TEXT


def test_a_question_goes_with_its_mention(article):
    *others, last = article.asked
    assert list(edit(article, [Edit(last.start, last.end, "")]).asked) == others


def test_no_mention_is_cut(article):
    start = TEXT.index("Burns had")
    assert uncut(article, [Edit(start + 2, start + 8, "x")]) == []


@pytest.mark.parametrize(("share", "taught", "changes"), [(1.0, False, True), (1.0, True, False), (0.0, False, False)])
def test_what_a_teacher_labelled_keeps_its_names(article, share, taught, changes, tiny_encoder):
    alone = replace(article, quotations=(), discard=(Span(0, len(TEXT)),))
    tokens = tokenize(TEXT, tiny_encoder.tokenizer)
    soft = SoftLabels({}, {})
    if taught:
        soft.add("a", tokens, np.zeros((len(tokens), 7), np.float32))
    options = TrainingOptions(vary=0.0, rename=share)
    batches = _batches([alone], tiny_encoder.tokenizer, tiny_encoder.model, options, epoch=0, soft=soft)
    read = batches[0][0].example
    assert read.asked is not None
    assert (read.tokens.offsets.tolist() != tokens.offsets.tolist()) is changes
