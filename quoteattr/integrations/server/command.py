"""The command `quoteattr serve`."""

import logging
import os
import signal
import socket
from types import FrameType
from typing import Any

import click

from quoteattr.errors import CheckpointError, OptionError, QuoteAttrError
from quoteattr.integrations.server.settings import Settings
from quoteattr.render.visible import one_line

__all__ = ["listen", "serve"]

_DEFAULT = Settings()
_COUNT = click.IntRange(min=1)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at; 0.0.0.0 for every one.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 takes a free one.")
@click.option(
    "--checkpoint",
    default=_DEFAULT.checkpoint,
    show_default=True,
    metavar="NAME",
    help="A checkpoint: 'default' is the one inside the package; else a folder or the name of a hub repository.",
)
@click.option("--device", metavar="NAME", help="cpu, cuda or mps. Default: the best that is there.")
@click.option("--threads", type=_COUNT, metavar="N", help="Threads to compute with. Default: what torch takes.")
@click.option(
    "--max-body",
    type=_COUNT,
    default=_DEFAULT.max_body,
    show_default=True,
    metavar="BYTES",
    help="Size of a request at most.",
)
@click.option(
    "--queue",
    type=_COUNT,
    default=_DEFAULT.queue,
    show_default=True,
    metavar="N",
    help="Articles that may wait at most, and articles in one request; beyond that the answer is 503.",
)
@click.option(
    "--batch-size",
    type=_COUNT,
    default=_DEFAULT.batch_size,
    show_default=True,
    metavar="N",
    help="Articles that are taken from the queue together.",
)
@click.option(
    "--allow-origin",
    "origins",
    multiple=True,
    metavar="ORIGIN",
    help="Origin of web pages that may ask from a browser, such as https://news.example; may be repeated. "
    "Default: none.",
)
@click.option(
    "--grace",
    type=_COUNT,
    default=30,
    show_default=True,
    metavar="SECONDS",
    help="Time for what is in flight when the service is told to end, in seconds.",
)
def serve(*, host: str, port: int, grace: int, **options: Any) -> None:
    """Serve articles over HTTP, with a page to try it.

    POST /annotate takes one article as {"text": ...}, or many as {"articles": [{"id": ..., "text": ...}, ...]}; GET
    /health tells whether the service is ready, and /openapi.json describes it. The address is printed when it is
    ready. SIGTERM and Ctrl-C answer what is in flight, and end it. It needs the extra: pip install 'quoteattr[server]'.

    \b
    Examples:
      quoteattr serve
      quoteattr serve --host 0.0.0.0 --port 80 --queue 256 --threads 4
      quoteattr serve --allow-origin https://news.example

    \b
    And from elsewhere:
      curl -H 'Content-Type: text/plain' --data-binary @article.txt \\
        http://127.0.0.1:8000/annotate

    Exit status: 0 when it was told to end; 1 when it cannot listen or lacks a library; 2 when an option is wrong.
    """  # noqa: D301 - click takes the backspace character for "do not wrap this"
    # The server raises a signal again when it has shut down: that is the end then, and nobody's error. Before it
    # listens, and while it loads, it is the end at once.
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, _end)
    # As a library quoteattr leaves its log to the program around it, which is this one.
    logging.getLogger("quoteattr").addHandler(logging.StreamHandler())
    try:
        settings = Settings(**options)
        from quoteattr.extras import need
        from quoteattr.integrations.server.app import create_app

        uvicorn = need("uvicorn", "server")
        app = create_app(settings)
        with _listen(host, port) as listening:
            app.state.engine.start()
            click.echo(f"quoteattr serves {settings.checkpoint!r} at {_address(listening)}")
            # Proxies keep connections for a minute or so, and must not find them closed.
            config = uvicorn.Config(
                app, access_log=False, log_level="warning", timeout_graceful_shutdown=grace, timeout_keep_alive=75
            )
            uvicorn.Server(config).run(sockets=[listening])
    except OptionError as error:
        raise click.UsageError(one_line(str(error))) from error
    except CheckpointError as error:
        raise click.BadParameter(one_line(str(error)), param_hint="'--checkpoint'") from error
    except QuoteAttrError as error:
        raise click.ClickException(one_line(str(error))) from error


def _end(_number: int, _frame: FrameType | None) -> None:
    raise SystemExit(0)


def listen(host: str, port: int) -> socket.socket:
    """Return a socket that listens, to be closed by the caller.

    Args:
        host: The address, of either version of IP, or the name of one.
        port: The port; 0 takes a free one.

    Raises:
        OSError: If it cannot be listened at.

    Example:
        >>> listen.__name__
        'listen'
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # With the protocol named, asyncio sends what it has at once; without, it waits 40 ms for the end of each answer.
    listening = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    try:
        if os.name == "posix":
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
        listening.listen()
    except OSError:
        listening.close()
        raise
    return listening


def _listen(host: str, port: int) -> socket.socket:
    try:
        return listen(host, port)
    except OSError as error:
        raise click.ClickException(
            f"{host}:{port} was asked for, but cannot be listened at ({error.strerror or error}); --port 0 takes a "
            "free one"
        ) from error


def _address(listening: socket.socket) -> str:
    host, port = listening.getsockname()[:2]
    return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"
