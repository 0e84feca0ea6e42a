"""From questions to losses: places on tokens, batches, and that the head learns."""

from dataclasses import replace

import numpy as np
import pytest
import torch

from quoteattr.model.antecedents import KINDS
from quoteattr.model.windows import collate
from quoteattr.training.antecedents import antecedent_accuracy, antecedent_loss, antecedent_targets, common_facts
from quoteattr.training.base import with_facts
from quoteattr.training.examples import Window, cut, make_example
from quoteattr.training.questions import NONE, Asked
from quoteattr.training.readers import read_annotated, read_coreference
from quoteattr.training.targets import make_targets
from tests.conftest import build_tiny_encoder
from tests.training.articles import clusters, pair, speech, write


@pytest.fixture
def articles(tmp_path):
    told = read_annotated(write(tmp_path / "told.jsonl", speech()))
    return [*told, *read_coreference(write(tmp_path / "texts.jsonl", clusters(), pair()))]


@pytest.fixture
def encoder(articles):
    encoder = build_tiny_encoder(window=64, overlap=16)
    facts = {fact for article in articles for asked in article.asked for _, facts in asked.options for fact in facts}
    encoder.model = with_facts(encoder.model, sorted(facts))
    encoder.model.eval()
    return encoder


@pytest.fixture
def examples(articles, encoder):
    facts = {name: number for number, name in enumerate(encoder.model.config.antecedent_facts)}
    return [make_example(article, encoder.tokenizer, facts=facts) for article in articles]


def batch_of(windows, encoder):
    batch = collate([(w.example.tokens, w.start, w.end) for w in windows], encoder.tokenizer)
    return batch, make_targets(windows, batch["input_ids"].shape[1], encoder.model.config).antecedents


def words(ids, spans, encoder):
    """Return the words of half-open spans of the tokens of a batch laid end to end, without what parts windows."""
    tokens = encoder.tokenizer.convert_ids_to_tokens(ids.flatten().tolist())
    special = set(encoder.tokenizer.all_special_tokens) - {encoder.tokenizer.unk_token}
    return ["".join(t for t in tokens[a:b] if t not in special).replace("##", "") for a, b in spans.tolist()]


def plain(text):
    return text.lower().replace(" ", "")


@pytest.mark.parametrize("shift", [7, 20, 62], ids=["first window short", "first window longer", "first window full"])
def test_questions_lie_where_their_words_lie_in_whatever_windows(articles, examples, encoder, shift):
    order = [1, 0, 2]
    windows = [w for i in order for w in cut([examples[i]], room=62, shift=shift)]
    batch, targets = batch_of(windows, encoder)
    asked = [(articles[i].text, question) for i in order for question in articles[i].asked]
    ids = batch["input_ids"]
    assert words(ids, targets.anaphors, encoder) == [plain(text[q.start : q.end]) for text, q in asked]
    assert [KINDS[kind] for kind in targets.kinds.tolist()] == [q.kind for _, q in asked]
    for row, (text, question) in enumerate(asked):
        for place, (mentions, _) in enumerate(question.options):
            spans = targets.mentions[targets.options.mentions[row, place][: len(mentions)]]
            assert words(ids, spans, encoder) == [plain(text[a:b]) for a, b in mentions]
            assert (targets.options.mentions[row, place][len(mentions) :] == -1).all()
        k = len(question.options)
        assert targets.options.valid[row].tolist() == [i < k for i in range(targets.options.valid.shape[1])]
        *options, none = targets.right[row].tolist()
        right = {place for place, is_right in enumerate(options) if is_right} | ({NONE} if none else set())
        assert right == question.right


def test_an_article_that_is_not_there_as_a_whole_asks_nothing(examples, encoder):
    tokens = len(examples[0].tokens)
    _, targets = batch_of([Window(examples[0], 0, 30), Window(examples[1], 0, len(examples[1].tokens))], encoder)
    assert tokens > 30
    assert len(targets.anaphors) == 2
    assert batch_of([Window(examples[0], 0, 30)], encoder)[1] is None


def test_the_rest_of_a_batch_does_not_change_an_answer(examples, encoder):
    states = torch.randn(3, 62, encoder.model.tags.in_features, generator=torch.Generator().manual_seed(1))
    head = encoder.model.antecedents
    windows = [Window(e, 0, min(60, len(e.tokens))) for e in examples]
    whole = [i for i, e in enumerate(examples) if len(e.tokens) <= 60]
    joint = make_targets(windows, 62, encoder.model.config).antecedents
    logits = head(states.flatten(0, 1), joint.anaphors, joint.kinds, joint.mentions, joint.options)
    seen = 0
    for i in whole:
        alone = make_targets([windows[i]], 62, encoder.model.config).antecedents
        single = head(states[i], alone.anaphors, alone.kinds, alone.mentions, alone.options)
        k = alone.options.valid.shape[1]
        rows = logits[seen : seen + len(single)]
        torch.testing.assert_close(rows[:, :k], single[:, :k])
        torch.testing.assert_close(rows[:, -1], single[:, -1])
        seen += len(single)
    assert seen == len(logits) > 2


def test_a_fact_that_is_not_weighed_has_no_place(articles, encoder):
    example = make_example(articles[1], encoder.tokenizer, facts={})
    assert (example.asked.facts == -1).all()
    assert make_example(articles[1], encoder.tokenizer).asked is None


def test_rare_facts_are_left_out():
    asked = Asked(0, 1, "personal", ((((0, 1),), ("common", "rare")),), frozenset({0}))
    other = replace(asked, options=((((0, 1),), ("common",)),))
    assert common_facts([asked, *[other] * 7]) == ["common"]


def fixed(articles, encoder):
    """Return the states of an article as the model reads it, and its questions."""
    article = articles[0]
    facts = {name: number for number, name in enumerate(encoder.model.config.antecedent_facts)}
    example = make_example(article, encoder.tokenizer, facts=facts)
    states = encoder.encode(article.text)
    where = np.arange(len(example.tokens))
    return torch.from_numpy(states.states), antecedent_targets([(example.asked, where)])


def test_the_head_learns_what_it_is_told(articles, encoder):
    states, targets = fixed(articles, encoder)
    head = encoder.model.antecedents
    optimizer = torch.optim.Adam(head.parameters(), lr=0.01)
    losses = []
    for _ in range(60):
        loss = antecedent_loss(head, states, targets, trust=0.5)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    assert losses[-1] < 0.1 * losses[0]
    assert antecedent_accuracy(encoder, articles[:1]) == 100


def test_a_question_without_any_option_can_be_learned_from(articles, encoder):
    question = replace(articles[0].asked[-1], options=())
    states, targets = fixed([replace(articles[0], asked=(question,))], encoder)
    assert targets.options.valid.shape == (1, 0)
    assert antecedent_loss(encoder.model.antecedents, states, targets, trust=0.5).item() == 0


def with_teacher(article, *, annotated=True):
    """Return an article whose teacher is sure of the last answer, "none of them"."""
    asked = tuple(
        replace(q, soft=(*(0.0 for _ in q.options), 1.0), right=q.right if annotated else frozenset())
        for q in article.asked[:3]
    )
    return replace(article, asked=asked)


def test_trust_weighs_teachers_against_annotators(articles, encoder):
    head = encoder.model.antecedents

    def loss(article, trust):
        states, targets = fixed([article], encoder)
        return antecedent_loss(head, states, targets, trust=trust).item()

    plain, taught = replace(articles[0], asked=articles[0].asked[:3]), with_teacher(articles[0])
    by_teacher = with_teacher(articles[0], annotated=False)
    assert loss(taught, 0.0) == pytest.approx(loss(plain, 0.7))
    assert loss(taught, 1.0) == pytest.approx(loss(by_teacher, 0.3))
    assert loss(taught, 0.25) == pytest.approx(0.75 * loss(plain, 0.5) + 0.25 * loss(by_teacher, 0.5), rel=1e-5)
    assert loss(taught, 0.0) != pytest.approx(loss(taught, 1.0), rel=1e-3)


def test_no_question_is_no_loss(encoder):
    assert antecedent_loss(encoder.model.antecedents, torch.zeros(3, 16), None, trust=0.5).item() == 0
    assert antecedent_accuracy(encoder, []) is None
