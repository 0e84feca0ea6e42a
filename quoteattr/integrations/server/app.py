"""The service as an application of FastAPI: its addresses, and what holds for every answer."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from functools import partial
from typing import TYPE_CHECKING, Any

from quoteattr._version import __version__
from quoteattr.errors import QuoteAttrError
from quoteattr.extras import need
from quoteattr.integrations.server import openapi
from quoteattr.integrations.server.engine import Engine
from quoteattr.integrations.server.problems import RequestError
from quoteattr.integrations.server.service import Service, as_problem
from quoteattr.integrations.server.settings import Settings

if TYPE_CHECKING:
    from quoteattr.pipeline import Pipeline

__all__ = ["create_app"]

_HEADERS = (
    (b"cache-control", b"no-store"),
    (b"referrer-policy", b"no-referrer"),
    (b"x-content-type-options", b"nosniff"),
)
_ABOUT = (
    "Reads news articles and tells who said what, in which role, and what it adds up to. "
    "Every error is a problem (RFC 9457) that says what was asked for, what was found and what is accepted."
)


def create_app(settings: Settings | None = None, *, load: "Callable[[], Pipeline] | None" = None) -> Any:
    """Make the application, for `quoteattr serve` or any server of ASGI.

    Args:
        settings: How the service is set up; `None` takes what `Settings()` has.
        load: Called once, when the application starts up; returns its pipeline. `None` loads the checkpoint of the
            settings.

    Returns:
        The application of FastAPI; its `state.engine` is the worker.

    Raises:
        MissingExtraError: If fastapi is not installed.

    Example:
        >>> app = create_app(Settings(queue=8))
        >>> sorted(app.openapi()["paths"])
        ['/annotate', '/health']
    """
    need("fastapi", "server")
    from fastapi import FastAPI
    from fastapi.middleware.cors import CORSMiddleware

    settings = settings or Settings()
    engine = Engine(load or partial(_load, settings), settings)

    @asynccontextmanager
    async def lifespan(_: Any) -> AsyncIterator[None]:
        engine.start()
        yield
        engine.close()

    # The pages that FastAPI would make of the description load scripts from elsewhere.
    app = FastAPI(
        title="quoteattr",
        version=__version__,
        description=_ABOUT,
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        redirect_slashes=False,
    )
    app.state.engine = engine
    _route(app, Service(engine, settings))
    _handle_errors(app)
    _describe(app)
    app.add_middleware(_Headers)
    if settings.origins:
        app.add_middleware(
            CORSMiddleware,
            allow_origins=settings.origins,
            allow_methods=["GET", "POST"],
            allow_headers=["content-type"],
            expose_headers=["retry-after"],
        )
    return app


def _load(settings: Settings) -> "Pipeline":
    from quoteattr.pipeline import Pipeline

    pipeline = Pipeline.from_pretrained(settings.checkpoint, device=settings.device)
    # Damaged weights are noticed now, and the first request need not wait for them.
    _ = pipeline.encoder
    return pipeline


def _route(app: Any, service: Service) -> None:
    from fastapi import Request
    from starlette.responses import Response

    @app.post(
        "/annotate",
        summary="Annotate one article, or many",
        responses=openapi.answers(),
        openapi_extra={"requestBody": openapi.question()},
    )
    async def annotate(request: Request) -> Response:
        """Tell who said what in an article, and sum it up; of many, one that cannot be read stops no other."""
        return await service.annotate(request)

    @app.get("/health", summary="Whether articles are taken", responses=openapi.health())
    async def health() -> Response:
        """Tell whether articles are taken, and how many wait."""
        return service.health()

    @app.get("/", include_in_schema=False)
    async def show(request: Request) -> Response:
        return service.show(request.url.query)

    @app.post("/", include_in_schema=False)
    async def read(request: Request) -> Response:
        return await service.read(request)


def _handle_errors(app: Any) -> None:
    from starlette.exceptions import HTTPException

    async def answer(_: Any, error: Exception) -> Any:
        return as_problem(error)

    async def refuse(request: Any, error: HTTPException) -> Any:
        asked = f"{request.method} {request.url.path:.80} was asked for"
        accepted = "POST /annotate, GET /health, GET /openapi.json, and the page at /"
        return as_problem(
            RequestError(error.status_code, f"{asked}; accepted are {accepted}", headers=error.headers or {})
        )

    app.add_exception_handler(QuoteAttrError, answer)
    app.add_exception_handler(HTTPException, refuse)
    app.add_exception_handler(Exception, answer)


def _describe(app: Any) -> None:
    """Put the schemas into the description of the service."""
    described = app.openapi

    def whole() -> dict[str, Any]:
        document: dict[str, Any] = described()
        document["components"] = {"schemas": openapi.components()}
        return document

    app.openapi = whole


class _Headers:
    """Put headers on every answer, of which nothing is to be kept, guessed or told."""

    def __init__(self, app: Any) -> None:
        self._app = app

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        async def send_with_headers(message: Any) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], *_HEADERS]}
            await send(message)

        await self._app(scope, receive, send_with_headers)
