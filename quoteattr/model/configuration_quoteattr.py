"""Configuration of the model for transformers, saved as `config.json` beside its weights."""

from typing import Any

from transformers import AutoConfig, PretrainedConfig

from quoteattr.model.settings import Settings

__all__ = ["QuoteAttrConfig"]


class QuoteAttrConfig(PretrainedConfig, Settings):
    """What the model is made of, as transformers keeps it.

    Args:
        encoder: Configuration of the encoder, as a dictionary with `model_type`; any BERT-like encoder will do.
            `None` takes a small BERT.
        kwargs: The other arguments of `Settings`, and those of `transformers.PretrainedConfig`.

    Raises:
        OptionError: If the overlap does not leave room in the window.

    Example:
        >>> QuoteAttrConfig(window=128, overlap=32).stride
        94
    """

    model_type = "quoteattr"
    has_no_defaults_at_init = False

    def __init__(self, encoder: dict[str, Any] | None = None, **kwargs: Any) -> None:
        ours = {name: kwargs.pop(name) for name in Settings.names() & kwargs.keys()}
        Settings.__init__(self, encoder, **ours)
        PretrainedConfig.__init__(self, **kwargs)

    def encoder_config(self) -> PretrainedConfig:
        """Return the encoder's configuration as an object."""
        values = dict(self.encoder)
        return AutoConfig.for_model(values.pop("model_type"), **values)
