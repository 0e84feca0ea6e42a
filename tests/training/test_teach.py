"""Soft labels: made by teachers, kept by article, learned from beside or without the annotators'."""

import json
from dataclasses import replace
from random import Random

import numpy as np
import pytest
import torch
from click.testing import CliRunner

from quoteattr.errors import SchemaError
from quoteattr.model.network import TAGS, ModelOutput
from quoteattr.model.saving import save_encoder
from quoteattr.training.examples import IGNORE, Window, make_example
from quoteattr.training.losses import losses
from quoteattr.training.readers import read_annotated
from quoteattr.training.soft import SoftLabels
from quoteattr.training.targets import make_targets
from quoteattr.training.teach import break_paragraphs, main, teach
from tests.conftest import build_tiny_encoder

TEXT = "“Yes, the bridge will open,” said Ada Burns. She said that he will not."


@pytest.fixture
def article(annotated):
    return next(read_annotated(annotated))


def whole(article, encoder, soft=None):
    example = make_example(article, encoder.tokenizer, soft)
    return [Window(example, 0, len(example.tokens))], len(example.tokens) + 2


def test_teachers_are_averaged_and_their_labels_survive_the_file(tmp_path, tiny_encoder):
    labels, teachers = SoftLabels({}, {}), [tiny_encoder, build_tiny_encoder(seed=5)]
    record = teach("a", TEXT, teachers, labels)
    labels.save(tmp_path / "soft.safetensors")
    states = [t.encode(TEXT) for t in teachers]
    soft = SoftLabels.load([tmp_path / "soft.safetensors"]).of("a", states[0].tokens)
    np.testing.assert_allclose(soft, np.mean([np.exp(s.tags) for s in states], axis=0), atol=0.02)
    assert record["discard"] == [[0, len(TEXT)]]


def test_labels_of_other_tokens_are_refused(tiny_encoder):
    labels = SoftLabels({}, {})
    teach("a", TEXT, [tiny_encoder], labels)
    assert labels.of("a", tiny_encoder.encode(TEXT.replace("bridge", "bridge,")).tokens) is None
    assert labels.of("b", tiny_encoder.encode(TEXT).tokens) is None


def test_the_command_writes_articles_to_learn_from(tmp_path, tiny_encoder):
    save_encoder(tiny_encoder, tmp_path / "teacher")
    source = tmp_path / "news.jsonl"
    source.write_text("".join(json.dumps({"id": i, "text": TEXT}) + "\n" for i in range(2)), encoding="utf-8")
    options = [tmp_path / "teacher", "--articles", source, "--out", tmp_path / "out"]
    result = CliRunner().invoke(main, list(map(str, options)), catch_exceptions=False)
    assert result.exit_code == 0, result.output
    articles = list(read_annotated(tmp_path / "out/articles.jsonl"))
    labels = SoftLabels.load([tmp_path / "out/soft.safetensors"])
    windows, length = whole(articles[0], tiny_encoder, labels)
    targets = make_targets(windows, length, tiny_encoder.model.config)
    assert (targets.tags == IGNORE).all()
    assert torch.allclose(targets.soft[0, 1:-1].sum(-1), torch.ones(length - 2))


def test_a_line_that_is_no_article_is_named(tmp_path, tiny_encoder):
    save_encoder(tiny_encoder, tmp_path / "teacher")
    (tmp_path / "news.jsonl").write_text('{"id": "a"}\n')
    options = [tmp_path / "teacher", "--articles", tmp_path / "news.jsonl", "--out", tmp_path / "out"]
    result = CliRunner().invoke(main, list(map(str, options)))
    assert isinstance(result.exception, SchemaError)
    assert "line 1" in str(result.exception)


@pytest.mark.parametrize(("trust", "winner"), [(0.0, "annotators"), (1.0, "teacher")])
def test_trust_weighs_teacher_against_annotators(article, tiny_encoder, trust, winner):
    labels = SoftLabels({}, {})
    tokens = make_example(article, tiny_encoder.tokenizer).tokens
    cue = np.full((len(tokens), len(TAGS)), -30.0, np.float32)
    cue[:, TAGS.index("B-cue")] = 0.0
    labels.add(article.id, tokens, cue)
    windows, length = whole(article, tiny_encoder, labels)
    targets = make_targets(windows, length, tiny_encoder.model.config)
    states = torch.zeros(1, length, tiny_encoder.model.tags.in_features)
    by_teacher = torch.full((1, length, len(TAGS)), -9.0)
    by_teacher[..., TAGS.index("B-cue")] = 9.0
    by_annotators = torch.full((1, length, len(TAGS)), -9.0)
    by_annotators.scatter_(2, targets.tags.clamp(min=0)[..., None], 9.0)
    loss = {
        name: float(losses(tiny_encoder.model, ModelOutput(states, tags), targets, trust=trust)["tags"])
        for name, tags in (("teacher", by_teacher), ("annotators", by_annotators))
    }
    # Text that was set aside is taught by the teacher alone, whatever the trust.
    assert min(loss, key=loss.get) == winner


def test_without_annotators_the_teacher_has_all_the_say(article, tiny_encoder):
    labels = SoftLabels({}, {})
    record = teach(article.id, article.text, [tiny_encoder], labels)
    aside = replace(article, quotations=(), discard=(type(article.discard[0])(*record["discard"][0]),))
    windows, length = whole(aside, tiny_encoder, labels)
    targets = make_targets(windows, length, tiny_encoder.model.config)
    logits = torch.zeros(1, length, len(TAGS), requires_grad=True)
    states = torch.zeros(1, length, tiny_encoder.model.tags.in_features)
    losses(tiny_encoder.model, ModelOutput(states, logits), targets, trust=0.0)["tags"].backward()
    pull = -logits.grad[0, 1:-1] * (length - 2)
    np.testing.assert_allclose(pull, targets.soft[0, 1:-1] - 1 / len(TAGS), atol=1e-4)


def test_link_heads_see_wrong_spans_and_learn_none(article, tiny_encoder):
    windows, length = whole(article, tiny_encoder)
    plain = make_targets(windows, length, tiny_encoder.model.config)
    guessed = plain.tags.numpy().copy()
    guessed[guessed == IGNORE] = TAGS.index("B-cue")
    free = int(np.flatnonzero(plain.tags[0] == TAGS.index("O"))[0])
    guessed[0, free] = TAGS.index("B-content")
    targets = make_targets(windows, length, tiny_encoder.model.config, guessed=guessed)
    links, k = targets.content_to_cue, tiny_encoder.model.config.link_candidates
    added = [span for span in links.spans.tolist() if span not in plain.content_to_cue.spans.tolist()]
    assert added == [[free, free + 1]], "text that was set aside teaches nothing"
    assert links.right[links.spans.tolist().index(added[0])] == k
    assert links.others.tolist() == plain.content_to_cue.others.tolist()


def test_what_is_hidden_is_answered_with_none(article, tiny_encoder):
    windows, length = whole(article, tiny_encoder)
    targets = make_targets(windows, length, tiny_encoder.model.config, hide=1.0)
    assert len(targets.content_to_cue.others) == 0
    assert set(targets.content_to_cue.right.tolist()) == {tiny_encoder.model.config.link_candidates}


def test_lost_paragraphs_are_given_back_and_offsets_stay():
    text = " ".join(f"The bridge {i} will open." for i in range(100))
    broken = break_paragraphs(text, Random(1))
    assert broken.replace("\n", " ") == text
    lines = broken.split("\n")
    assert len(lines) > 30
    assert all(1 <= line.count(".") <= 3 for line in lines)
    assert break_paragraphs("One.\n" + text, Random(1)) == "One.\n" + text


def test_no_paragraph_is_broken_within_quotation_marks():
    said = "“The bridge will open. The ferry will not. Nobody will cross. We will see. So it is,” she said. It rained."
    text = " ".join([said] * 12)
    for seed in range(5):
        for line in break_paragraphs(text, Random(seed)).split("\n"):
            assert line.count("“") == line.count("”")
