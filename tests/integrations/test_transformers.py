"""quoteattr inside transformers: models built in memory for the mechanics, the shipped checkpoint for the behaviour."""

import json
import logging
import runpy
from pathlib import Path

import pytest
import torch
import transformers
from huggingface_hub import CommitInfo, HfApi, RepoUrl
from safetensors.torch import load_file, save_file
from transformers import AutoConfig, AutoModel, AutoTokenizer
from transformers.pipelines import PIPELINE_REGISTRY
from transformers.pipelines.pt_utils import KeyDataset

import quoteattr
import quoteattr.integrations.transformers
from quoteattr.errors import CheckpointError, InputTypeError, InvalidTextError, OptionError
from quoteattr.integrations.records import quotation_records
from quoteattr.integrations.transformers import TASK, QuoteAttributionPipeline, register
from quoteattr.model.checkpoint import find_checkpoint, load_encoder
from quoteattr.model.configuration_quoteattr import QuoteAttrConfig
from quoteattr.model.modeling_quoteattr import QuoteAttrModel
from quoteattr.model.saving import push_checkpoint, save_encoder
from quoteattr.pipeline import Pipeline
from quoteattr.summary.features import FEATURES
from tests.conftest import build_tiny_encoder

TEXTS = (
    """“The ferry will run on Sundays,” said Mara Quill, director of Lowmere Ferries.

She added that fares would not rise. Councillor Tom Reddy called the plan ‘long overdue’.""",
    "It rained in Marlow on Monday.",
    "“No,” said Ada Burns.",
    "",
)
SHIPPED = find_checkpoint().folder
WEIGHTS = "model.safetensors"


def tiny(**options):
    return build_tiny_encoder(salience_width=16, salience_features=list(FEATURES), **options)


@pytest.fixture
def folder(tmp_path):
    return save_encoder(tiny(), tmp_path / "tiny", card="# A card")


@pytest.fixture
def half(tmp_path):
    """A folder in half precision, as the shipped one is."""
    encoder = tiny()
    encoder.model.load_state_dict({name: value.half().float() for name, value in encoder.model.state_dict().items()})
    return save_encoder(encoder, tmp_path / "half")


@pytest.fixture(scope="module")
def pipe():
    register()
    return transformers.pipeline(TASK, device="cpu")


@pytest.fixture(scope="module")
def single():
    """Quoteattr's own pipeline, in the precision of transformers' on any CPU."""
    return quoteattr.Pipeline.from_pretrained(precision="float32")


@pytest.fixture(scope="module")
def expected(single):
    return [list(quotation_records(single(text))) for text in TEXTS]


def ours(folder):
    return load_encoder(find_checkpoint(folder), torch.device("cpu"), trainable=True)


NAMELESS = {"_name_or_path": ""}


def inputs(config, tokens=9):
    ids = torch.arange(tokens)[None] + 5
    return {
        "input_ids": ids,
        "attention_mask": torch.ones_like(ids),
        **{name: ids % getattr(config, f"{size}_size") for name, size in zip(CLASSES, SIZES, strict=True)},
    }


CLASSES = ("casing", "marks", "breaks")
SIZES = ("casing", "mark", "break")


def assert_same_weights(one, other):
    one, other = one.state_dict(), other.state_dict()
    assert one.keys() == other.keys()
    assert all(torch.equal(value.float(), other[name].float()) for name, value in one.items())


# The model.


@pytest.mark.parametrize("salience_width", [0, 16])
def test_model_comes_back_with_the_same_weights_and_outputs(tmp_path, salience_width):
    encoder = build_tiny_encoder(salience_width=salience_width, salience_features=list(FEATURES))
    encoder.model.save_pretrained(tmp_path)
    again = QuoteAttrModel.from_pretrained(tmp_path)
    assert_same_weights(again, encoder.model)
    batch = inputs(again.config)
    assert torch.equal(again(**batch).tags, encoder.model(**batch).tags)
    assert again.config.to_diff_dict() | NAMELESS == encoder.model.config.to_diff_dict() | NAMELESS
    assert not again.training


def test_shipped_weights_and_outputs_are_those_of_our_own_loader():
    model = QuoteAttrModel.from_pretrained(SHIPPED, dtype=torch.float32)
    own = ours("default").model
    assert_same_weights(model, own)
    batch = inputs(model.config)
    assert torch.equal(model(**batch).tags, own(**batch).tags)


def test_half_precision_is_kept(half, tmp_path):
    model = QuoteAttrModel.from_pretrained(half)
    assert {weight.dtype for weight in model.parameters()} == {torch.float16}
    model.save_pretrained(tmp_path / "again")
    saved = load_file(tmp_path / "again" / WEIGHTS)
    assert all(torch.equal(saved[name], value) for name, value in load_file(half / WEIGHTS).items())
    assert model(**inputs(model.config)).tags.isfinite().all()


def test_our_loader_reads_what_transformers_saved(half, tmp_path):
    QuoteAttrModel.from_pretrained(half).save_pretrained(tmp_path / "again")
    AutoTokenizer.from_pretrained(half).save_pretrained(tmp_path / "again")
    encoder = ours(tmp_path / "again")
    assert {weight.dtype for weight in encoder.model.parameters()} == {torch.float32}
    assert_same_weights(encoder.model, ours(half).model)


def test_weights_that_grew_more_precise_are_not_read_back_in_half_precision(half, tmp_path):
    encoder = ours(half)
    encoder.model.config.dtype = torch.float16  # as transformers leaves it
    with torch.no_grad():
        encoder.model.tags.bias += 1e-6
    save_encoder(encoder, tmp_path / "more")
    assert_same_weights(QuoteAttrModel.from_pretrained(tmp_path / "more"), encoder.model)


def test_embeddings_of_words_are_the_encoders(folder):
    model = QuoteAttrModel.from_pretrained(folder)
    assert model.get_input_embeddings() is model.encoder.get_input_embeddings()
    other = torch.nn.Embedding(200, 16)
    model.set_input_embeddings(other)
    assert model.encoder.get_input_embeddings() is other


def without(folder, name):
    weights = load_file(folder / WEIGHTS)
    del weights[name]
    save_file(weights, folder / WEIGHTS, metadata={"format": "pt"})


def with_option(folder, **options):
    path = folder / "config.json"
    path.write_text(json.dumps(json.loads(path.read_text()) | options))


DAMAGE = {
    "no file of weights": (lambda folder: (folder / WEIGHTS).unlink(), WEIGHTS),
    "a file cut short": (
        lambda folder: (folder / WEIGHTS).write_bytes((folder / WEIGHTS).read_bytes()[:900]),
        "loaded",
    ),
    "an empty file": (lambda folder: (folder / WEIGHTS).write_bytes(b""), "loaded"),
    "a weight missing": (lambda folder: without(folder, "tags.weight"), "missing tags.weight"),
    "a head missing": (lambda folder: with_option(folder, salience_members=5), "missing salience.members.4"),
    "a head too many": (lambda folder: with_option(folder, salience_width=0), "unexpected salience.mean.* and .* more"),
    "another width": (lambda folder: with_option(folder, link_width=24), "loaded"),
}


@pytest.mark.parametrize(("damage", "said"), DAMAGE.values(), ids=DAMAGE.keys())
def test_damaged_model_is_refused(folder, damage, said):
    damage(folder)
    with pytest.raises(CheckpointError, match=said):
        QuoteAttrModel.from_pretrained(folder)


def test_no_model_there(tmp_path):
    with pytest.raises(CheckpointError, match="nowhere"):
        QuoteAttrModel.from_pretrained(tmp_path / "nowhere", local_files_only=True)


def test_what_was_found_is_told_on_request(folder):
    model, info = QuoteAttrModel.from_pretrained(folder, output_loading_info=True)
    assert isinstance(model, QuoteAttrModel)
    assert not info["missing_keys"]


# The Auto classes.


def test_importing_registers_nothing(monkeypatch):
    called = []
    for register_one in ("AutoConfig.register", "AutoModel.register"):
        monkeypatch.setattr(f"transformers.{register_one}", lambda *args, **_: called.append(args))
    monkeypatch.setattr(PIPELINE_REGISTRY, "supported_tasks", {})
    module = runpy.run_path(quoteattr.integrations.transformers.__file__)  # as an import for the first time
    assert not called
    assert not PIPELINE_REGISTRY.supported_tasks
    module["register"]()
    assert len(called) == 2
    assert TASK in PIPELINE_REGISTRY.supported_tasks


def test_registering_again_changes_nothing(caplog):
    register()
    entry = PIPELINE_REGISTRY.supported_tasks[TASK]
    with caplog.at_level(logging.WARNING):
        register()
    assert PIPELINE_REGISTRY.supported_tasks[TASK] is entry
    assert not caplog.records


def test_auto_classes_load_a_saved_pipeline(tmp_path):
    register()
    Pipeline(tiny()).save_pretrained(tmp_path)
    assert isinstance(AutoConfig.from_pretrained(tmp_path), QuoteAttrConfig)
    model = AutoModel.from_pretrained(tmp_path)
    assert isinstance(model, QuoteAttrModel)
    assert_same_weights(model, ours(tmp_path).model)
    text = "“Yes,” said Ada Burns."
    assert AutoTokenizer.from_pretrained(tmp_path)(text) == ours(tmp_path).tokenizer(text)
    assert isinstance(AutoModel.from_config(model.config), QuoteAttrModel)


def test_auto_model_refuses_a_damaged_folder(folder):
    register()
    without(folder, "tags.bias")
    with pytest.raises(CheckpointError, match=r"tags\.bias"):
        AutoModel.from_pretrained(folder)


# The task.


def test_each_text_has_the_quotations_of_the_pipeline_in_single_precision(pipe, expected):
    assert [pipe(text) for text in TEXTS] == expected
    assert expected[0]
    assert expected[1] == []


@pytest.mark.parametrize("batch_size", [1, 3])
def test_many_texts_come_back_as_they_went_in(pipe, expected, batch_size):
    assert pipe(list(TEXTS), batch_size=batch_size) == expected
    stream = pipe((text for text in TEXTS), batch_size=batch_size)
    assert not isinstance(stream, list)
    assert list(stream) == expected
    rows = [{"article": text} for text in TEXTS]
    assert list(pipe(KeyDataset(rows, "article"), batch_size=batch_size)) == expected


def test_no_texts(pipe):
    assert pipe([]) == []
    assert list(pipe(text for text in ())) == []
    assert list(pipe(iter(()))) == []


def test_a_generator_is_read_as_it_is_asked_for(pipe):
    taken = []
    stream = pipe(taken.append(text) or text for text in TEXTS)
    next(stream)
    assert len(taken) < len(TEXTS)


def test_the_whole_record_is_the_published_one(pipe, single):
    record = pipe(TEXTS[0], return_article=True)
    article = quoteattr.Article.from_dict(record)
    own = single(TEXTS[0])
    assert (article.quotations, article.speakers, article.summary) == (own.quotations, own.speakers, own.summary)
    assert record["provenance"]["checkpoint"] == "default"


@pytest.mark.parametrize("text", TEXTS)
def test_results_are_json(pipe, text):
    for whole in (False, True):
        found = pipe(text, return_article=whole)
        assert json.loads(json.dumps(found)) == found


def test_options_of_a_call_go_before_those_of_the_pipeline():
    register()
    made = transformers.pipeline(TASK, model=str(SHIPPED), device="cpu", min_score=1.0, max_sentences=1, batch_size=2)
    assert made([TEXTS[0]]) == [[]]
    assert made(TEXTS[0], min_score=0.0)
    article = quoteattr.Article.from_dict(made(TEXTS[0], return_article=True))
    assert len(article.summary.sentences) == 1
    assert made(list(TEXTS), return_article=True)[0]["provenance"]["min_score"] == "1"


WRONG = {
    "an unknown option": ({"top_k": 3}, "top_k was asked for; accepted are max_sentences"),
    "a score out of range": ({"min_score": 3}, "min_score=3"),
    "options that exclude each other": ({"compress": True, "faithful": True}, "faithful=True"),
    "another way with errors": ({"on_error": "skip"}, "accepted are 'raise' and 'record'"),
}


@pytest.mark.parametrize(("options", "said"), WRONG.values(), ids=WRONG.keys())
def test_wrong_options_are_refused_at_construction_and_in_a_call(pipe, options, said):
    with pytest.raises(OptionError, match=said):
        transformers.pipeline(TASK, model=pipe.model, tokenizer=pipe.tokenizer, device="cpu", **options)
    with pytest.raises(OptionError, match=said):
        pipe(TEXTS[0], **options)


def test_half_precision_is_refused(pipe):
    with pytest.raises(OptionError, match="single precision"):
        transformers.pipeline(TASK, model=pipe.model, tokenizer=pipe.tokenizer, device="cpu", dtype=torch.float16)


def test_another_model_is_refused():
    other = AutoModel.from_config(build_tiny_encoder().model.encoder.config)
    with pytest.raises(InputTypeError, match="BertModel"):
        QuoteAttributionPipeline(other, None, task=TASK, device="cpu")


BAD = {"None": (None, InputTypeError), "bytes": (b"Yes.", InputTypeError), "surrogate": ("\ud800", InvalidTextError)}


@pytest.mark.parametrize(("text", "error"), BAD.values(), ids=BAD.keys())
def test_bad_text_raises_or_is_recorded(pipe, text, error):
    with pytest.raises(error):
        pipe(text)
    with pytest.raises(error) as raised:
        pipe([TEXTS[2], text])
    assert "article 1 of the stream" in raised.value.__notes__[0]
    good, bad = pipe([TEXTS[2], text], on_error="record", return_article=True)
    assert good["quotations"]
    assert bad["warnings"][0].startswith(f"failed: {error.__name__}")
    assert pipe(text, on_error="record", return_article=True)["warnings"] == bad["warnings"]


def test_recording_needs_a_place_for_what_went_wrong(pipe):
    for texts in (TEXTS[2], list(TEXTS)):
        with pytest.raises(OptionError, match="return_article=True"):
            pipe(texts, on_error="record")


def test_model_object_finds_its_tokenizer_in_its_folder(half):
    register()
    model = AutoModel.from_pretrained(half)
    made = transformers.pipeline(TASK, model=model, device="cpu")
    record = made(TEXTS[0], return_article=True)
    own = Pipeline.from_pretrained(half, device="cpu")(TEXTS[0]).to_dict()
    assert {**record, "provenance": None} == {**own, "provenance": None}


def test_model_object_without_a_folder_needs_a_tokenizer():
    register()
    encoder = tiny()
    with pytest.raises(CheckpointError, match="pass tokenizer="):
        transformers.pipeline(TASK, model=encoder.model, device="cpu")
    made = transformers.pipeline(TASK, model=encoder.model, tokenizer=encoder.tokenizer, device="cpu")
    assert made(TEXTS[0], return_article=True)["provenance"]["checkpoint"] == "in memory"


def test_damaged_folder_is_refused_by_the_task(folder):
    register()
    without(folder, "tags.bias")
    with pytest.raises(ValueError, match=r"missing tags\.bias"):
        transformers.pipeline(TASK, model=str(folder), device="cpu")


def test_saved_task_loads_everywhere_without_code_beside_it(folder, tmp_path):
    register()
    made = transformers.pipeline(TASK, model=str(folder), device="cpu", local_files_only=True)
    made.save_pretrained(tmp_path / "saved")
    assert sorted(path.name for path in (tmp_path / "saved").iterdir()) == sorted(p.name for p in folder.iterdir())
    assert (tmp_path / "saved/README.md").read_text() == "# A card"
    again = transformers.pipeline(TASK, model=str(tmp_path / "saved"), device="cpu")
    assert again(list(TEXTS)) == made(list(TEXTS))
    assert Pipeline.from_pretrained(tmp_path / "saved", device="cpu")(TEXTS[0]).quotations is not None


# The hub.


class Hub:
    """Stands in for the hub: keeps what was sent to it."""

    def __init__(self):
        self.files: dict[str, bytes] = {}
        self.calls: list[tuple[str, dict]] = []

    def create_repo(self, repo_id, **options):
        self.calls.append(("create_repo", {"repo_id": repo_id, **options}))
        return RepoUrl(f"https://huggingface.co/{repo_id}")

    def create_branch(self, repo_id, **options):
        self.calls.append(("create_branch", {"repo_id": repo_id, **options}))

    def create_commit(self, repo_id, operations, **options):
        for operation in operations:
            with operation.as_file() as file:
                self.files[operation.path_in_repo] = file.read()
        return self.commit(repo_id, options)

    def upload_folder(self, repo_id, folder_path, allow_patterns, **options):
        self.files |= {name: (Path(folder_path) / name).read_bytes() for name in allow_patterns}
        return self.commit(repo_id, options)

    def commit(self, repo_id, options):
        self.calls.append(("commit", options))
        return CommitInfo(
            commit_url=f"https://huggingface.co/{repo_id}/commit/1", commit_message="", commit_description="", oid="1"
        )


@pytest.fixture
def hub(monkeypatch):
    hub = Hub()
    for name in ("create_repo", "create_branch", "create_commit", "upload_folder"):
        call = getattr(hub, name)
        monkeypatch.setattr(HfApi, name, lambda _, *args, _call=call, **options: _call(*args, **options))
        # Earlier versions of transformers hold the functions themselves.
        monkeypatch.setattr(f"transformers.utils.hub.{name}", call, raising=False)
    return hub


def test_model_goes_to_the_hub(hub, half, monkeypatch, tmp_path):
    monkeypatch.setattr("transformers.utils.hub.create_and_tag_model_card", lambda *_, **__: Card())
    QuoteAttrModel.from_pretrained(half).push_to_hub("newsroom/quotes", private=True)
    assert set(hub.files) == {"config.json", WEIGHTS, "README.md"}
    assert hub.calls[0][1]["private"] is True
    (tmp_path / "sent").write_bytes(hub.files[WEIGHTS])
    sent = load_file(tmp_path / "sent")
    assert all(torch.equal(sent[name], value) for name, value in load_file(half / WEIGHTS).items())


class Card:
    def save(self, path):
        Path(path).write_text("# A card")


def test_checkpoint_goes_to_the_hub_whole(hub, folder):
    (folder / "notes.txt").write_text("private")
    url = push_checkpoint(folder, "newsroom/quotes", private=True, revision="next", message="Better")
    assert url == "https://huggingface.co/newsroom/quotes/commit/1"
    assert hub.files == {path.name: path.read_bytes() for path in folder.iterdir() if path.name != "notes.txt"}
    assert [name for name, _ in hub.calls] == ["create_repo", "create_branch", "commit"]
    assert hub.calls[-1][1] == {"revision": "next", "commit_message": "Better"}


def test_task_goes_to_the_hub_whole(hub, folder):
    register()
    made = transformers.pipeline(TASK, model=str(folder), device="cpu")
    assert made.push_to_hub("newsroom/quotes") == "https://huggingface.co/newsroom/quotes/commit/1"
    assert hub.files["README.md"] == b"# A card"
    assert {"config.json", WEIGHTS, "tokenizer.json"} <= set(hub.files)


def test_what_is_no_checkpoint_does_not_go_to_the_hub(hub, tmp_path):
    with pytest.raises(CheckpointError, match="lacks"):
        push_checkpoint(tmp_path, "newsroom/quotes")
    assert not hub.calls


def test_hub_that_refuses(hub, folder, monkeypatch):
    def refuse(self, *args, **options):
        raise OSError("401 unauthorised")

    monkeypatch.setattr(HfApi, "create_repo", refuse)
    with pytest.raises(CheckpointError, match=r"'newsroom/quotes'.*401.*hf auth login"):
        push_checkpoint(folder, "newsroom/quotes")


def test_pipeline_goes_to_the_hub_whole(hub, folder):
    url = Pipeline.from_pretrained(folder, device="cpu").push_to_hub("newsroom/quotes")
    assert url == "https://huggingface.co/newsroom/quotes/commit/1"
    assert set(hub.files) == {path.name for path in folder.iterdir()}
