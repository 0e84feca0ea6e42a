"""The head of salience learns: on toy articles in memory, and by its command from files to a checkpoint."""

import json
import logging
import math
from dataclasses import replace

import numpy as np
import pytest
import torch
from click.testing import CliRunner

from quoteattr.errors import CheckpointError, SchemaError
from quoteattr.model.checkpoint import find_checkpoint, load_encoder
from quoteattr.model.encode import Encoder
from quoteattr.model.salience import SalienceHead
from quoteattr.model.saving import save_encoder
from quoteattr.pipeline import Pipeline
from quoteattr.summary.features import FEATURES
from quoteattr.training.key_facts import KeyFacts, of_facts
from quoteattr.training.salience import evaluate, learn, main, with_salience
from quoteattr.training.salience_examples import SalienceExample, read_example, story_of
from quoteattr.training.salience_loop import SalienceOptions, salience_loss, train_salience
from tests.conftest import build_tiny_encoder, spans_of
from tests.training.articles import write

WIDTH = 6
OPTIONS = SalienceOptions(width=16, layers=1, members=2, epochs=2, batch_size=4, warmup=2, dropout=0.0)


def toy(seed=0, *, sentences=5, marked=None):
    """Return an article whose one key fact stands in the sentence of which the first feature is 1."""
    random = np.random.default_rng(seed)
    place = int(random.integers(sentences)) if marked is None else marked
    rows = random.normal(size=(sentences, 3)).astype(np.float32)
    rows[:, 0] = np.arange(sentences) == place
    owners = np.sort(random.integers(0, sentences, size=4 * sentences))
    states = random.normal(size=(len(owners), WIDTH)).astype(np.float16)
    best = np.arange(sentences) == place
    return SalienceExample(states, owners, rows, KeyFacts(best[None], np.ones(1), best))


def without_facts(example):
    return replace(example, facts=KeyFacts(example.facts.stated[:0], np.ones(0), example.facts.best))


def build_head(options=OPTIONS):
    torch.manual_seed(0)
    return SalienceHead(
        WIDTH, options.width, features=3, layers=options.layers, members=options.members, dropout=options.dropout
    )


def trained(folder, examples, options=OPTIONS, more=()):
    head = build_head(options)
    train_salience(head, examples, more, options, folder)
    return head


def same(one, other):
    pairs = zip(one.state_dict().values(), other.state_dict().values(), strict=True)
    return all(torch.equal(a, b) for a, b in pairs)


TOYS = [toy(seed, sentences=3 + seed % 4) for seed in range(12)]


class TestLoss:
    def loss(self, *batch, best_weight=0.5, blank=False):
        head = build_head().eval()
        if blank:  # all sentences are worth the same
            for name, weights in head.named_parameters():
                if ".score." in name or ".plain." in name:
                    torch.nn.init.zeros_(weights)
        return salience_loss(head, head.members[0], batch, best_weight=best_weight).item()

    @pytest.mark.parametrize("weight", [0.0, 0.5, 2.0])
    def test_it_is_the_cross_entropy_with_facts_and_with_the_best_sentences(self, weight):
        assert self.loss(toy(), best_weight=weight, blank=True) == pytest.approx((1 + weight) * math.log(5))

    def test_a_batch_counts_each_of_its_articles_alike(self):
        one, two = toy(1, sentences=2), toy(2, sentences=9)
        assert self.loss(one, two) == pytest.approx((self.loss(one) + self.loss(two)) / 2, rel=1e-5)

    def test_facts_count_by_weight_and_sentences_by_what_they_state(self):
        example = toy()
        stated = np.array([[1, 0, 0, 0, 0], [1, 1, 0, 0, 0]], bool)
        both, first, second = (
            self.loss(replace(example, facts=KeyFacts(stated[rows], np.array(weights), example.facts.best)))
            for rows, weights in (([0, 1], [3.0, 1.0]), ([0], [1.0]), ([1], [1.0]))
        )
        # Gains of 4 and 1, where the second fact alone gives its two sentences a half each.
        assert both == pytest.approx(0.6 * first + 0.4 * second, rel=1e-5)

    def test_without_a_best_sentence_the_facts_alone_are_learned_from(self):
        example = toy()
        bare = replace(example, facts=replace(example.facts, best=np.zeros(5, bool)))
        assert self.loss(bare) == pytest.approx(self.loss(example, best_weight=0.0))


class TestTraining:
    def test_the_head_learns_what_matters(self, tmp_path, caplog):
        caplog.set_level(logging.INFO)
        examples = [toy(seed) for seed in range(60)]
        head = trained(tmp_path, examples, replace(OPTIONS, members=1, epochs=12, rate=1e-2, dropout=0.1))
        losses = [float(message.rpartition(" ")[2]) for message in caplog.messages if "loss" in message]
        assert len(losses) == 12
        assert losses[-1] < 0.2 * losses[0]
        for number in range(100, 110):
            example = toy(number)
            with torch.no_grad():
                logits = head(
                    torch.from_numpy(example.states).float(),
                    torch.from_numpy(example.owners),
                    torch.from_numpy(example.features),
                    [5],
                )
            assert example.facts.best[logits.argmax()]

    def test_same_seed_same_weights(self, tmp_path):
        heads = [trained(tmp_path / name, TOYS) for name in "ab"]
        other = trained(tmp_path / "c", TOYS, replace(OPTIONS, seed=2))
        assert same(*heads)
        assert not same(heads[0], other)

    def test_members_are_trained_from_seeds_of_their_own(self, tmp_path):
        assert not same(*trained(tmp_path, TOYS).members)

    def test_features_are_scaled_by_what_was_learned_from(self, tmp_path):
        head = trained(tmp_path, TOYS)
        rows = torch.from_numpy(np.concatenate([example.features for example in TOYS]))
        scaled = head.scaled(rows)
        torch.testing.assert_close(scaled.mean(0), torch.zeros(3), atol=2e-3, rtol=0)
        torch.testing.assert_close(scaled.std(0), torch.ones(3), atol=1e-2, rtol=0)
        assert all(torch.equal(numbers, numbers.half().float()) for numbers in (head.mean, head.scale))

    def test_a_trained_head_is_ready_for_use(self, tmp_path):
        assert not any(module.training for module in trained(tmp_path, TOYS).modules())

    def test_articles_without_a_fact_teach_nothing(self, tmp_path):
        more = [without_facts(toy(99, sentences=40))]
        assert same(trained(tmp_path / "a", TOYS), trained(tmp_path / "b", [*more, *TOYS], more=more))

    def test_articles_with_highlights_are_learned_from_as_well(self, tmp_path):
        more = [toy(200 + seed) for seed in range(30)]
        plain, both = trained(tmp_path / "a", TOYS), trained(tmp_path / "b", TOYS, more=more)
        assert not same(plain.members[0], both.members[0])
        # In the last epochs, and here in all, there are none.
        alone = replace(OPTIONS, alone=OPTIONS.epochs)
        assert same(plain, trained(tmp_path / "c", TOYS, alone, more=more))

    @pytest.mark.parametrize("examples", [[], [without_facts(toy())]], ids=["no article", "no fact"])
    def test_nothing_to_learn_from_is_said(self, tmp_path, examples):
        with pytest.raises(SchemaError, match="no sentence of any article states one"):
            trained(tmp_path, examples)


class TestRestart:
    @pytest.fixture
    def told(self, caplog):
        """Return which seeds are learning, as the log tells."""
        caplog.set_level(logging.INFO)

        def told():
            seeds = {int(m.split()[1].rstrip(",")) for m in caplog.messages if m.startswith("seed")}
            caplog.clear()
            return seeds

        return told

    def test_a_run_goes_on_behind_the_last_member_that_was_finished(self, tmp_path, told):
        whole = trained(tmp_path, TOYS)
        assert told() == {1000, 1001}
        (tmp_path / "member-1.safetensors").unlink()
        assert same(trained(tmp_path, TOYS), whole)
        assert told() == {1001}

    def test_a_finished_run_learns_nothing_anew(self, tmp_path, told):
        whole = trained(tmp_path, TOYS)
        told()
        assert same(trained(tmp_path, TOYS), whole)
        assert told() == set()

    @pytest.mark.parametrize("change", [{"epochs": 3}, {"rate": 1e-4}, {"seed": 5}, {"members": 3}], ids=str)
    def test_members_of_other_options_are_not_taken(self, tmp_path, told, change):
        trained(tmp_path, TOYS)
        told()
        options = replace(OPTIONS, **change)
        again = trained(tmp_path, TOYS, options)
        assert len(told()) == options.members
        assert same(again, trained(tmp_path / "new", TOYS, options))

    def test_a_member_that_was_half_written_is_trained_again(self, tmp_path):
        whole = trained(tmp_path, TOYS)
        (tmp_path / "member-1.safetensors").rename(tmp_path / "member-1.new")
        (tmp_path / "member-1.new").write_bytes(b"half")
        assert same(trained(tmp_path, TOYS), whole)
        assert not (tmp_path / "member-1.new").exists()


PARTS = (
    "The bridge will open, said Ada Burns.",
    "She said that it is safe.",
    "“No,” said the mayor.",
    "The council will not open that.",
)
TEXT = " ".join(PARTS)


def told_article(key="a", *, summary=False):
    """An article with key facts, or with highlights."""
    spans = [[span.start, span.end] for span in spans_of(TEXT, *PARTS)]
    if summary:
        return {"id": key, "text": TEXT, "summary": "The bridge will open, Ada Burns said. The mayor said no."}
    facts = [{"weight": 3, "support": [spans[0]]}, {"weight": 1, "support": [spans[2], spans[3]]}]
    return {"id": key, "text": TEXT, "facts": facts, "extract": [spans[0], spans[2]]}


@pytest.fixture
def encoder():
    return build_tiny_encoder(window=384, overlap=16)


class TestExamples:
    def test_an_article_is_read_with_its_facts(self, encoder):
        example = read_example(encoder, told_article(), of_facts)
        assert example.states.dtype == np.float16
        assert example.features.shape == (4, len(FEATURES))
        assert example.facts.stated.tolist() == [[True, False, False, False], [False, False, True, True]]
        assert example.facts.best.tolist() == [True, False, True, False]
        offsets = encoder.encode(TEXT).tokens.offsets
        spans = spans_of(TEXT, *PARTS)
        assert len(example.owners) == len(example.states) == len(offsets)
        for owner, (start, end) in zip(example.owners, offsets, strict=True):
            assert spans[owner].start <= start < end <= spans[owner].end

    def test_an_article_that_is_learned_from_is_read_as_in_use(self, encoder):
        scored = Pipeline(Encoder(with_salience(encoder.model, OPTIONS), encoder.tokenizer))
        example = read_example(scored.encoder, told_article(), of_facts)
        seen = []
        head = scored.encoder.model.salience
        head.register_forward_pre_hook(lambda _, inputs: seen.append(inputs))
        article = scored(TEXT)
        [(states, owners, features, sizes)] = seen
        np.testing.assert_allclose(states.numpy(), example.states, atol=2e-3)
        assert owners.tolist() == example.owners.tolist()
        np.testing.assert_allclose(features.numpy(), example.features, rtol=1e-6)
        assert sizes == [len(article.sentences)]
        assert story_of(scored.encoder, TEXT).sentences == article.sentences

    def test_nothing_is_read_as_nothing(self, encoder):
        example = read_example(encoder, {"id": "a", "text": "", "facts": []}, of_facts)
        assert (len(example.states), len(example.features)) == (0, 0)


class TestHead:
    def test_a_new_head_changes_nothing_else(self, encoder):
        model = with_salience(encoder.model, OPTIONS)
        assert model.config.salience_features == list(FEATURES)
        assert len(model.salience.members) == OPTIONS.members
        for name, weights in encoder.model.state_dict().items():
            assert torch.equal(model.state_dict()[name], weights)

    def test_the_model_that_it_was_made_for_stays_without(self, encoder):
        with_salience(encoder.model, OPTIONS)
        assert encoder.model.salience is None
        assert encoder.model.config.salience_width == 0
        assert encoder.salience_features == ()

    def test_an_old_head_is_replaced(self, encoder):
        before = with_salience(encoder.model, OPTIONS)
        after = with_salience(before, replace(OPTIONS, width=32, members=1, seed=7))
        assert (after.config.salience_width, len(after.salience.members)) == (32, 1)
        assert not torch.equal(after.salience.members[0].token.weight[:16], before.salience.members[0].token.weight)

    def test_what_is_learned_is_kept_in_half_precision_exactly(self, encoder, tmp_path):
        examples = [read_example(encoder, told_article(), of_facts)]
        made = learn(encoder, examples, (), OPTIONS, tmp_path / "run")
        save_encoder(made, tmp_path / "saved")
        again = load_encoder(find_checkpoint(tmp_path / "saved"), torch.device("cpu"))
        assert same(again.model, made.model)
        assert story_of(again, TEXT).sentences == story_of(made, TEXT).sentences
        parameters = sum(weights.numel() for weights in made.model.state_dict().values())
        assert (tmp_path / "saved/model.safetensors").stat().st_size < 3 * parameters


class TestEvaluation:
    def test_coverage_is_in_percent(self, encoder):
        scores = evaluate(encoder, [told_article()])
        assert set(scores) == {"sentences_3", "words_60"}
        # All four sentences have fewer than 60 words.
        assert scores["words_60"] == 100
        assert 0 <= scores["sentences_3"] <= 100

    def test_no_article_no_coverage(self, encoder):
        assert evaluate(encoder, []) == {"sentences_3": 0.0, "words_60": 0.0}


@pytest.fixture
def run(encoder, tmp_path):
    """Train by the command on two articles for an epoch; options go before those that are given here."""
    base = save_encoder(encoder, tmp_path / "base", card="# Tiny")
    files = {
        "--facts": write(tmp_path / "facts.jsonl", told_article("a"), told_article("b")),
        "--highlights": write(tmp_path / "highlights.jsonl", told_article("c", summary=True)),
        "--dev": write(tmp_path / "dev.jsonl", told_article("d")),
    }

    def run(**options):
        chosen = {"--base": base, **files, "--out": tmp_path / "out", "--epochs": 1, "--members": 2}
        chosen |= {f"--{name}": value for name, value in options.items()}
        arguments = [str(part) for pair in chosen.items() if pair[1] is not None for part in pair]
        return CliRunner().invoke(main, arguments)

    return run


class TestCommand:
    def test_it_makes_a_checkpoint_with_a_head(self, run, encoder, tmp_path):
        result = run()
        assert result.exit_code == 0, result.output
        assert result.stdout.startswith(f"{tmp_path / 'out'}: ")
        assert "words_60" in result.stdout
        made = load_encoder(find_checkpoint(tmp_path / "out"), torch.device("cpu"))
        assert made.salience_features == FEATURES
        assert len(made.model.salience.members) == 2
        for name, weights in encoder.model.state_dict().items():
            assert torch.equal(made.model.state_dict()[name], weights.half().float())
        card = (tmp_path / "out/README.md").read_text()
        assert card.startswith("# Tiny\n\n## Summaries\n\n")
        assert "from 2 articles with weighted key facts and 1 with highlights: facts.jsonl." in card
        article = Pipeline.from_pretrained(tmp_path / "out", device="cpu")(TEXT)
        assert max(sentence.score for sentence in article.sentences) == 1
        assert article.summary.text

    def test_highlights_can_be_left_out(self, run):
        assert run(highlights=None).exit_code == 0

    def test_a_run_that_was_cut_off_goes_on(self, run, tmp_path, caplog):
        run()
        before = (tmp_path / "out/model.safetensors").read_bytes()
        for name in ("member-1.safetensors", "model.safetensors"):
            (tmp_path / "out" / name).unlink()
        caplog.clear()
        with caplog.at_level(logging.INFO):
            assert run().exit_code == 0
        assert {m.split(",")[0] for m in caplog.messages if m.startswith("seed")} == {"seed 1001"}
        assert (tmp_path / "out/model.safetensors").read_bytes() == before

    def test_the_record_of_the_base_is_kept(self, run, tmp_path):
        record = {"base": "x", "data": "y", "licence": None, "articles": 1, "held_out": 0, "options": {}}
        (tmp_path / "base/training.jsonl").write_text(json.dumps(record) + "\n")
        run()
        assert json.loads((tmp_path / "out/training.jsonl").read_text())["data"] == "y"

    @pytest.mark.parametrize("option", ["facts", "highlights", "dev"])
    def test_a_bad_file_is_named_before_anything_is_learned(self, run, tmp_path, option):
        bad = write(tmp_path / "bad.jsonl", {"id": "a", "text": TEXT})
        result = run(**{option: bad})
        assert isinstance(result.exception, SchemaError)
        assert "bad.jsonl, line 1" in str(result.exception)
        assert not (tmp_path / "out").exists()

    def test_an_empty_file_is_refused(self, run, tmp_path):
        assert isinstance(run(facts=write(tmp_path / "none.jsonl")).exception, SchemaError)

    def test_a_base_that_is_not_there_is_named(self, run, tmp_path):
        result = run(base=tmp_path / "nowhere")
        assert isinstance(result.exception, CheckpointError)
        assert "nowhere" in str(result.exception)

    @pytest.mark.parametrize(
        ("options", "said"),
        [
            pytest.param({"facts": "none.jsonl"}, "none.jsonl", id="a file that is not there"),
            pytest.param({"facts": None}, "--facts", id="no facts"),
            pytest.param({"dev": None}, "--dev", id="nothing to score on"),
            pytest.param({"members": 0}, "--members", id="no member"),
            pytest.param({"epochs": 0}, "--epochs", id="no epoch"),
        ],
    )
    def test_wrong_use_is_explained(self, run, options, said):
        result = run(**options)
        assert result.exit_code == 2
        assert said in result.stderr
