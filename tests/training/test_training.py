import json
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import pytest
import torch
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from quoteattr.attribution.link import attribute
from quoteattr.errors import CheckpointError, SchemaError
from quoteattr.evaluation import read_gold
from quoteattr.model.checkpoint import find_checkpoint, load_encoder
from quoteattr.model.network import TAGS
from quoteattr.model.saving import save_encoder
from quoteattr.model.windows import collate
from quoteattr.text.marks import pair_marks
from quoteattr.training.augment import Variant
from quoteattr.training.average import average
from quoteattr.training.average import main as average_main
from quoteattr.training.command import main
from quoteattr.training.examples import IGNORE, Window, cut, cut_evenly, make_example
from quoteattr.training.loop import TrainingOptions, train
from quoteattr.training.losses import losses
from quoteattr.training.readers import read_annotated
from quoteattr.training.targets import make_targets
from quoteattr.training.threshold import choose_min_score
from tests.conftest import build_tiny_encoder

FAST = TrainingOptions(epochs=80, batch_size=2, rate=3e-3, head_rate=1e-2, mask=0, smoothing=0, average=0.5, hide=0)


@pytest.fixture
def articles(annotated):
    return list(read_annotated(annotated))


def test_articles_are_read_with_either_form_of_span(articles):
    assert [a.id for a in articles] == ["bridge", "ferry"]
    ferry = articles[1]
    assert [ferry.text[s.start : s.end] for s in ferry.quotations[1].content] == ["that the mayor will"]
    assert articles[0].discard


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("{", "JSONDecodeError"),
        ('{"id": "a", "quotations": []}', "text"),
        ('{"id": "a", "text": "b", "quotations": [{"content": [[0, 9]]}]}', "ends at 9"),
        ('{"id": "a", "text": "b", "quotations": [{"content": [[1, 0]]}]}', "start <= end"),
        ('{"id": "a", "text": "b", "quotations": [{"content": [3]}]}', "TypeError"),
    ],
)
def test_a_bad_line_is_named(tmp_path, line, said):
    path = tmp_path / "bad.jsonl"
    path.write_text('{"id": "a", "text": "b", "quotations": []}\n' + line + "\n")
    with pytest.raises(SchemaError, match="line 2") as caught:
        list(read_annotated(path))
    assert said in str(caught.value)


def test_example_has_tags_spans_and_links(articles, tiny_encoder):
    example = make_example(articles[1], tiny_encoder.tokenizer)
    text, offsets = articles[1].text, example.tokens.offsets

    def words(spans):
        return [text[offsets[a, 0] : offsets[b - 1, 1]] for a, b in spans.tolist()]

    assert words(example.contents) == ["No,", "“the ferry will not open.”", "that the mayor will"]
    assert words(example.cues) == ["said", "It is said"]
    assert words(example.sources) == ["he"]
    assert example.content_cue.tolist() == [0, 0, 1]
    assert example.cue_source.tolist() == [0, -1]
    assert [TAGS[t] for t in example.tags[:3]] == ["B-content", "I-content", "B-source"]


def test_text_that_was_set_aside_is_not_learned_from(articles, tiny_encoder):
    example = make_example(articles[0], tiny_encoder.tokenizer)
    start = articles[0].discard[0].start
    assert set(example.tags[example.tokens.offsets[:, 0] >= start].tolist()) == {IGNORE}


@pytest.mark.parametrize("shift", [1, 5, 29])
def test_windows_of_an_epoch_cover_each_token_once(articles, tiny_encoder, shift):
    example = make_example(articles[0], tiny_encoder.tokenizer)
    windows = cut([example], room=30, shift=shift)
    assert [i for w in windows for i in range(w.start, w.end)] == list(range(len(example.tokens)))
    assert all(w.end - w.start <= 30 for w in windows)


@given(count=st.integers(0, 4000), room=st.integers(4, 600), random=st.randoms(use_true_random=False))
def test_windows_of_one_length_cover_each_token_once(count, room, random):
    windows = cut_evenly(SimpleNamespace(tokens=range(count)), room=room, random=random)
    assert [i for w in windows for i in range(w.start, w.end)] == list(range(count))
    sizes = [w.end - w.start for w in windows]
    assert max(sizes, default=0) <= room
    assert len(sizes) <= -(-count // room) + 1


def test_links_to_what_a_window_does_not_show_are_ignored(articles, tiny_encoder):
    example = make_example(articles[1], tiny_encoder.tokenizer)
    cue = int(example.cues[0, 0])
    windows = [Window(example, 0, cue), Window(example, cue, len(example.tokens))]
    targets = make_targets(windows, 60, tiny_encoder.model.config)
    k = tiny_encoder.model.config.link_candidates
    assert targets.content_to_cue.right.tolist() == [IGNORE, 1, 0]
    assert targets.cue_to_source.right.tolist() == [IGNORE, k]


def test_targets_point_at_the_right_states(articles, tiny_encoder):
    examples = [make_example(a, tiny_encoder.tokenizer) for a in articles]
    windows = [Window(e, 0, len(e.tokens)) for e in examples]
    ids = collate([(w.example.tokens, w.start, w.end) for w in windows], tiny_encoder.tokenizer)["input_ids"]
    targets = make_targets(windows, ids.shape[1], tiny_encoder.model.config).content_to_cue
    said = tiny_encoder.tokenizer.convert_tokens_to_ids("said")
    chosen = targets.others[targets.candidates["index"][torch.arange(len(targets.right)), targets.right.clamp(max=11)]]
    assert (ids.flatten()[chosen[:3, 1] - 1] == said).all()
    assert (ids.flatten()[chosen[3:, 1] - 1] == said).all()


def test_loss_of_a_batch_without_quotations_is_finite(tiny_encoder, articles):
    example = make_example(replace(articles[0], quotations=()), tiny_encoder.tokenizer)
    windows = [Window(example, 0, 10)]
    batch = collate([(example.tokens, 0, 10)], tiny_encoder.tokenizer)
    parts = losses(
        tiny_encoder.model, tiny_encoder.model(**batch), make_targets(windows, 12, tiny_encoder.model.config)
    )
    assert all(torch.isfinite(loss) for loss in parts.values())


def fit(folder, articles, options, *, stop_after=None):
    """Train a tiny model, the latest counting as the best; `stop_after` cuts the run off before that epoch's end."""
    encoder = build_tiny_encoder(window=64, overlap=16)
    log = folder / "log.jsonl"

    def evaluate(model):
        epoch = len(log.read_text().splitlines()) + 1 if log.exists() else 1
        if epoch == stop_after:
            raise KeyboardInterrupt
        return {"score": float(epoch)}

    def keep(model, scores):
        save_encoder(encoder, folder / "best")

    try:
        train(encoder.model, encoder.tokenizer, articles, options, folder, evaluate=evaluate, keep=keep)
    except KeyboardInterrupt:
        return None
    return load_encoder(find_checkpoint(folder / "best"), torch.device("cpu"))


@pytest.fixture
def plain_marks(monkeypatch):
    """Leave out the variants of marks: two articles are too few to learn them all."""
    monkeypatch.setattr("quoteattr.training.loop.vary", lambda article, *_, **__: Variant(article, aligned=True))


@pytest.mark.usefixtures("plain_marks")
def test_a_model_learns_its_articles(articles, tmp_path):
    articles = [replace(a, discard=()) for a in articles]
    encoder = fit(tmp_path, articles, FAST)
    for article in articles:
        found = attribute(article.text, encoder, encoder.encode(article.text), pair_marks(article.text))
        assert [(q.content, q.cue, q.source) for q in found] == [
            (q.content, q.cue, q.source) for q in article.quotations
        ]


def test_a_run_that_was_cut_off_ends_like_one_that_was_not(articles, tmp_path):
    options = replace(FAST, epochs=4)
    whole = fit(tmp_path / "whole", articles, options)
    assert fit(tmp_path / "parts", articles, options, stop_after=3) is None
    resumed = fit(tmp_path / "parts", articles, options)
    for (name, a), b in zip(whole.model.state_dict().items(), resumed.model.state_dict().values(), strict=True):
        np.testing.assert_allclose(a.numpy(), b.numpy(), atol=1e-6, err_msg=name)
    assert [json.loads(line)["epoch"] for line in (tmp_path / "parts/log.jsonl").open()] == [1, 2, 3, 4]


def test_other_options_start_anew(articles, tmp_path):
    fit(tmp_path, articles, replace(FAST, epochs=1))
    fit(tmp_path, articles, replace(FAST, epochs=1, seed=2))
    assert [json.loads(line)["epoch"] for line in (tmp_path / "log.jsonl").open()] == [1, 1]


def test_the_command_makes_a_checkpoint(annotated, tmp_path):
    encoder = build_tiny_encoder(window=384, overlap=16)
    base = tmp_path / "base"
    encoder.model.encoder.save_pretrained(base)
    encoder.tokenizer.save_pretrained(base)
    options = ["--train", annotated, "--dev", annotated, "--base", base, "--out", tmp_path / "run", "--epochs", "1"]
    result = CliRunner().invoke(main, list(map(str, options)), catch_exceptions=False)
    assert result.exit_code == 0
    card = (tmp_path / "run/best/README.md").read_text()
    assert "2 annotated news articles" in card
    assert load_encoder(find_checkpoint(tmp_path / "run/best"), torch.device("cpu")).encode("Yes.").tags.shape[0] == 2


def test_the_command_names_a_base_that_is_not_there(annotated, tmp_path):
    options = ["--train", annotated, "--dev", annotated, "--base", tmp_path / "none", "--out", tmp_path / "run"]
    result = CliRunner().invoke(main, list(map(str, options)))
    assert isinstance(result.exception, CheckpointError)


@pytest.mark.usefixtures("plain_marks")
def test_average_lies_between_its_runs(annotated, articles, tmp_path):
    runs = [fit(tmp_path / str(i), articles, replace(FAST, epochs=2, rate=rate)) for i, rate in enumerate((1e-3, 3e-3))]
    folders = [tmp_path / str(i) / "best" for i in range(2)]
    result = CliRunner().invoke(
        average_main,
        [*map(str, folders), "--dev", str(annotated), "--out", str(tmp_path / "mean")],
        catch_exceptions=False,
    )
    assert result.exit_code == 0
    mean = load_encoder(find_checkpoint(tmp_path / "mean"), torch.device("cpu"))
    states = [run.model.state_dict() for run in (*runs, mean)]
    for name in states[0]:
        torch.testing.assert_close((states[0][name] + states[1][name]) / 2, states[2][name], atol=1e-3, rtol=1e-2)


def test_runs_of_other_shapes_cannot_be_averaged(tmp_path):
    save_encoder(build_tiny_encoder(window=32), tmp_path / "a")
    save_encoder(build_tiny_encoder(window=40), tmp_path / "b")
    with pytest.raises(CheckpointError, match="other shapes"):
        average([tmp_path / "a", tmp_path / "b"])


def test_least_score_is_the_one_that_scores_best(annotated):
    with annotated.open() as lines:
        gold = read_gold(lines)
    right = {"content": [[54, 70]], "source": [[45, 48]], "kind": "indirect", "score": 0.8}
    wrong = {"content": [[45, 53]], "source": [[54, 56]], "kind": "indirect", "score": 0.3}
    found = {"bridge": {"quotations": [right, wrong], "speakers": []}}
    least, scores = choose_min_score(gold, found)
    assert 0.3 < least <= 0.8
    assert scores["score"] == 50.0
