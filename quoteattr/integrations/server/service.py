"""The way from a request to its answer."""

import asyncio
import json
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from typing import Any

from quoteattr._version import __version__
from quoteattr.errors import QuoteAttrError
from quoteattr.extras import need
from quoteattr.integrations.server import page
from quoteattr.integrations.server.asked import Asked, Refused, read_json, read_text
from quoteattr.integrations.server.body import BodyReader, gone
from quoteattr.integrations.server.engine import Engine
from quoteattr.integrations.server.form import Form, read_form
from quoteattr.integrations.server.problems import MEDIA_TYPE, RequestError, headers_of, problem, status_of
from quoteattr.integrations.server.settings import Settings
from quoteattr.io.offsets import in_offsets
from quoteattr.streaming import failure_of, failure_warning
from quoteattr.types import Article

__all__ = ["Service", "as_problem"]

responses = need("starlette.responses", "server")

_BODIES = {"application/json": read_json, "text/plain": read_text}
_FORM = "application/x-www-form-urlencoded"


class Service:
    """What the service answers at each of its addresses.

    Args:
        engine: Who annotates.
        settings: How the service is set up.

    Example:
        >>> service = Service(Engine(lambda: None, Settings()), Settings())
        >>> service.health().status_code
        503
    """

    def __init__(self, engine: Engine, settings: Settings) -> None:
        self.engine = engine
        self._settings = settings
        self._bodies = BodyReader(settings)

    async def annotate(self, request: Any) -> Any:
        """Answer one article, or many.

        Args:
            request: The request, of Starlette.

        Raises:
            QuoteAttrError: If it cannot be answered; `as_problem` makes the answer of it.
        """
        media_type, body = await self._bodies.read(request, tuple(_BODIES))
        asked = _BODIES[media_type](body)
        articles = await self._annotated(request, asked)
        if not asked.many:
            _raise_if_failed(articles[0])
        # Off the loop, which has others to answer.
        return await asyncio.to_thread(_answer, asked, articles)

    def health(self) -> Any:
        """Tell whether articles are taken, and how many wait."""
        ready = self.engine.ready
        record = {
            "status": "ready" if ready else "not ready",
            "version": __version__,
            "checkpoint": self._settings.checkpoint,
            "queue": {"waiting": self.engine.waiting, "limit": self._settings.queue},
        }
        return _json(record, 200 if ready else 503)

    def show(self, query: str) -> Any:
        """Show the page.

        Args:
            query: What stands behind the question mark of the address.
        """
        return _html(page.render(page.example() if query == "example" else Form()))

    async def read(self, request: Any) -> Any:
        """Read what was pasted into the page, and show the page with it.

        Args:
            request: The request, of Starlette.
        """
        form = Form()
        try:
            _, body = await self._bodies.read(request, (_FORM,))
            form = read_form(body)
            [article] = await self._annotated(request, form.asked())
            _raise_if_failed(article)
        except QuoteAttrError as error:
            shown = page.render(form, alert=problem(0, str(error))["detail"])
            return _html(shown, status_of(error), headers_of(error))
        return _html(await asyncio.to_thread(page.render, form, article=article))

    async def _annotated(self, request: Any, asked: Asked) -> list[Article]:
        """Wait for the articles, or for the client to go away, in which case nobody waits for what is not begun."""
        good = [item for item in asked.items if not isinstance(item, Refused)]
        answers = self.engine.submit(good, asked.options)
        waiting = asyncio.gather(*map(asyncio.wrap_future, answers))
        leaving = asyncio.ensure_future(gone(request))
        try:
            await asyncio.wait((waiting, leaving), return_when=asyncio.FIRST_COMPLETED)
            if not waiting.done():
                raise RequestError(499, "the client went away before there was an answer")
            annotated = iter(waiting.result())
        finally:
            leaving.cancel()
            _drop(answers)
        return [_failed(item) if isinstance(item, Refused) else next(annotated) for item in asked.items]


def as_problem(error: Exception) -> Any:
    """Return the answer to a request that failed.

    Args:
        error: Why.

    Example:
        >>> as_problem(RequestError(413, "too large")).status_code
        413
    """
    status = status_of(error)
    # What went wrong within is for the log of whoever runs the service.
    told = status != 500 or isinstance(error, RequestError)
    detail = str(error) if told else "the service failed to answer this request; its log says how"
    return _json(problem(status, detail), status, headers_of(error), media_type=MEDIA_TYPE)


def _drop(answers: Sequence["Future[Article]"]) -> None:
    for answer in answers:
        answer.cancel()


def _failed(refused: Refused) -> Article:
    """Make what `Pipeline.pipe` makes of an article that could not be annotated."""
    reason = problem(422, str(refused.error))["detail"]
    return Article("", id=refused.id, warnings=(failure_warning(refused.error, reason),))


def _raise_if_failed(article: Article) -> None:
    reason = failure_of(article)
    if reason is not None:
        raise RequestError(500, f"the article could not be read, by a fault of the service: {reason}")


def _answer(asked: Asked, articles: Sequence[Article]) -> Any:
    records = [in_offsets(article.to_dict(), asked.offsets) for article in articles]
    if not asked.many:
        return _json(records[0])
    errors = [
        {"index": index, "id": article.id, "detail": reason}
        for index, article in enumerate(articles)
        if (reason := failure_of(article)) is not None
    ]
    return _json({"articles": records, "errors": errors})


def _json(
    record: Mapping[str, Any],
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    *,
    media_type: str = "application/json",
) -> Any:
    # A lone surrogate, of an id or quoted in an error, is written as JSON escapes it.
    body = json.dumps(record, ensure_ascii=False).encode("utf-8", "backslashreplace")
    return responses.Response(body, status, headers, media_type)


def _html(text: str, status: int = 200, headers: Mapping[str, str] | None = None) -> Any:
    policy = {"Content-Security-Policy": page.policy()}
    return responses.Response(text.encode("utf-8", "replace"), status, {**policy, **(headers or {})}, "text/html")
