"""Load a generative model with its tokenizer, and tell what kind of model it is."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from quoteattr.errors import CheckpointError, MissingExtraError

__all__ = ["Kind", "Loaded", "kind_of", "load"]

Kind = Literal["seq2seq", "causal"]

_GENERATES = ("ForCausalLM", "LMHeadModel", "ForConditionalGeneration", "EncoderDecoderModel")
_ACCEPTED = "accepted are models that write text, such as T5, BART, Pegasus, Llama or Qwen"


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """A model that is ready to write.

    Args:
        model: The model of transformers.
        tokenizer: Its tokenizer.
        kind: `seq2seq` (an encoder reads the prompt, a decoder writes) or `causal` (the answer continues the prompt).
    """

    model: Any
    tokenizer: Any
    kind: Kind


def kind_of(config: Any) -> Kind | None:
    """Tell what kind of generating model a configuration is of; `None`: of none.

    Args:
        config: A configuration of transformers.

    Example:
        >>> from transformers import BertConfig, T5Config
        >>> kind_of(T5Config()), kind_of(BertConfig(architectures=["BertForMaskedLM"]))
        ('seq2seq', None)
    """
    from transformers.models.auto import modeling_auto as auto

    named = getattr(config, "architectures", None) or ()
    if named and not any(str(name).endswith(_GENERATES) for name in named):
        return None
    if getattr(config, "is_encoder_decoder", False):
        return "seq2seq" if type(config) in auto.MODEL_FOR_SEQ_TO_SEQ_CAUSAL_LM_MAPPING else None
    # An encoder such as BERT has a form that writes, too; without a name for it, it is none.
    encoder = type(config) in auto.MODEL_FOR_MASKED_LM_MAPPING and not getattr(config, "is_decoder", False)
    return "causal" if type(config) in auto.MODEL_FOR_CAUSAL_LM_MAPPING and (named or not encoder) else None


def load(folder: Path, *, name: str, device: str | None, dtype: str | None, gguf_file: str | None) -> Loaded:
    """Load a model and its tokenizer from a folder; nothing is fetched and no code of the folder is run.

    Args:
        folder: A folder that has the weights.
        name: What the caller named.
        device: As torch names it; `None` takes the best that is there.
        dtype: Name of a torch type of numbers for the weights; `None` takes "float32" on a CPU and else the
            checkpoint's own.
        gguf_file: A GGUF file in the folder; `None` takes safetensors.

    Raises:
        CheckpointError: If it is not a generating model, lacks a file, or is damaged.
        MissingExtraError: If a GGUF file is asked for without the packages that read it.
        OptionError: If torch does not know the device.
    """
    if gguf_file:
        _check_gguf()
    import transformers

    from quoteattr.model.checkpoint import choose_device

    place = choose_device(device)
    where: dict[str, Any] = {"local_files_only": True, "trust_remote_code": False}
    if gguf_file:
        where["gguf_file"] = gguf_file
    what = f"generative model {name!r} in {folder}"
    config = _read(f"the configuration of {what}", transformers.AutoConfig, folder, where)
    kind = kind_of(config)
    if kind is None:
        form = ", ".join(getattr(config, "architectures", None) or ["no form of it named"])
        raise CheckpointError(
            f"{what} is a {config.model_type!r} model ({form}), which does not write text; {_ACCEPTED}"
        )
    tokenizer = _read(f"the tokenizer of {what}", transformers.AutoTokenizer, folder, where)
    if not gguf_file:
        _check_tokenizer(tokenizer, f"the tokenizer of {what}", folder)
    classes = {"seq2seq": transformers.AutoModelForSeq2SeqLM, "causal": transformers.AutoModelForCausalLM}
    model, info = _read(
        f"the weights of {what}",
        classes[kind],
        folder,
        {
            **where,
            "use_safetensors": True,
            "dtype": dtype or ("float32" if place.type == "cpu" else "auto"),
            "output_loading_info": True,
        },
    )
    if missing := sorted(info["missing_keys"]):
        raise CheckpointError(
            f"{what} lacks {len(missing)} of its weights ({', '.join(missing[:3])}), so that it would write at random; "
            "take a checkpoint that was saved whole, with the head that writes"
        )
    return Loaded(model.to(place).eval(), tokenizer, kind)


def _check_tokenizer(tokenizer: Any, what: str, folder: Path) -> None:
    """Refuse an empty tokenizer, which transformers 5.0 makes of a folder without one."""
    files = getattr(tokenizer, "vocab_files_names", {})
    if files and not any((folder / name).is_file() for name in ("tokenizer.json", "tekken.json", *files.values())):
        raise CheckpointError(
            f"{what} is not there: none of {', '.join(sorted({'tokenizer.json', *files.values()}))} is in the folder; "
            "it is incomplete: fetch or save it again"
        )


def _read(what: str, loader: Any, folder: Path, options: dict[str, Any]) -> Any:
    try:
        return loader.from_pretrained(str(folder), **options)
    except Exception as error:
        # Every family has errors of its own for a missing or damaged file, and all of them mean the same here.
        raise CheckpointError(
            f"{what} cannot be loaded: {type(error).__name__}: {error}; it is incomplete, damaged, or of a form that "
            "transformers knows only with code of its own, which is never run: fetch or save it again"
        ) from error


def _check_gguf() -> None:
    from importlib.util import find_spec

    missing = [package for package in ("gguf", "accelerate") if find_spec(package) is None]
    if missing:
        raise MissingExtraError(
            f"a GGUF file was asked for, but {' and '.join(missing)} is not installed, which transformers reads it "
            'with; install it by `pip install "quoteattr[gguf]"`, or take a checkpoint with safetensors'
        )
