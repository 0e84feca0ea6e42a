"""How the service is set up."""

from dataclasses import dataclass, fields

from quoteattr.arguments import check_count
from quoteattr.errors import OptionError

__all__ = ["Settings"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the service allows, and what it works with.

    Args:
        checkpoint: As for `Pipeline.from_pretrained`.
        device: As for `Pipeline.from_pretrained`; `None` takes the best that is there.
        threads: Threads that torch computes with; `None` leaves that to torch.
        max_body: Bytes that the body of a request may have.
        queue: Articles that may wait, and requests that may be in the middle of arriving.
        batch_size: Articles that the worker takes from the queue at a time.
        wait: Seconds for which the worker, woken by an article, waits for others to come.
        body_seconds: Seconds in which the whole body of a request has to arrive.
        origins: Origins of web pages that may ask the service from a browser; none unless they are named.

    Raises:
        OptionError: If a whole number is not above 0, or a time below it.

    Example:
        >>> Settings(queue=0)
        Traceback (most recent call last):
        ...
        quoteattr.errors.OptionError: queue=0 was asked for; accepted are whole numbers from 1
    """

    checkpoint: str = "default"
    device: str | None = None
    threads: int | None = None
    max_body: int = 1_000_000
    queue: int = 64
    batch_size: int = 8
    wait: float = 0.005
    body_seconds: float = 30.0
    origins: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if field.type in (int, int | None) and value is not None:
                check_count(field.name, value)
            if field.type is float and not value >= 0:
                raise OptionError(f"{field.name}={value!r} was asked for; accepted are seconds from 0")
