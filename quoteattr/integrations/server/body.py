"""The body of a request, read within bounds."""

import asyncio
from collections.abc import Sequence
from typing import Any

from quoteattr.integrations.server.problems import RequestError
from quoteattr.integrations.server.settings import Settings

__all__ = ["BodyReader", "gone"]

# A client that sends its whole body before it reads the answer would only see a broken connection, were the body of a
# refused request not taken from it. Beyond this many times the limit it will see that.
_PATIENCE = 8
_CLOSE = {"Connection": "close"}
_CHARSETS = ("utf-8", "utf8", "us-ascii")


class BodyReader:
    """Read bodies of at most so many bytes, at most so many of them at a time, each within its time.

    Args:
        settings: How the service is set up.

    Example:
        >>> BodyReader(Settings(max_body=10)).limit
        10
    """

    def __init__(self, settings: Settings) -> None:
        self.limit = settings.max_body
        self._seconds = settings.body_seconds
        self._at_once = settings.queue
        self._arriving = 0

    async def read(self, request: Any, accepted: Sequence[str]) -> tuple[str, bytes]:
        """Read the body of a request, whether it says its length or comes in chunks.

        Args:
            request: The request, of Starlette.
            accepted: Media types that it may have.

        Returns:
            Its media type and the body.

        Raises:
            RequestError: If it is too large (413), too slow (408), of another media type or compressed (415), or too
                many others are on their way (503).
        """
        media_type = str(request.headers.get("content-type", "").partition(";")[0].strip().lower())
        refused = self._length_error(request) or _type_error(request, accepted) or self._crowd_error()
        if refused and ("expect" in request.headers or _declared(request) > _PATIENCE * self.limit):
            refused.headers |= _CLOSE
            raise refused
        self._arriving += refused is None
        try:
            async with asyncio.timeout(self._seconds):
                return media_type, await self._read(request, refused)
        except TimeoutError as error:
            raise RequestError(
                408, f"the body did not arrive within {self._seconds:g} seconds", headers=_CLOSE
            ) from error
        finally:
            self._arriving -= refused is None

    async def _read(self, request: Any, refused: RequestError | None) -> bytes:
        """Return the body; of a refused request, take it and return nothing."""
        kept = bytearray()
        arrived = 0
        async for chunk in request.stream():
            arrived += len(chunk)
            if arrived > self.limit:
                refused = refused or self._too_large("more")
            if arrived > _PATIENCE * self.limit and refused:
                refused.headers |= _CLOSE
                break
            if not refused:
                kept += chunk
        if refused:
            raise refused
        return bytes(kept)

    def _length_error(self, request: Any) -> RequestError | None:
        declared = _declared(request)
        return self._too_large(f"{declared:,}") if declared > self.limit else None

    def _crowd_error(self) -> RequestError | None:
        if self._arriving < self._at_once:
            return None
        detail = (
            f"{self._arriving} other requests are arriving; accepted are {self._at_once} at a time: ask again later"
        )
        return RequestError(503, detail, headers={"Retry-After": "1"})

    def _too_large(self, found: str) -> RequestError:
        return RequestError(
            413,
            f"a body of {found} bytes was sent; accepted are {self.limit:,} at most: send articles in several requests",
        )


def _declared(request: Any) -> int:
    return int(request.headers.get("content-length", 0))


def _type_error(request: Any, accepted: Sequence[str]) -> RequestError | None:
    encoding = request.headers.get("content-encoding", "identity")
    if encoding.lower() != "identity":
        return RequestError(415, f"a body in {encoding!r:.40} was sent; accepted are bodies that are not compressed")
    header = request.headers.get("content-type", "")
    kind, *parameters = (part.strip().lower() for part in header.split(";"))
    charset = next((p.partition("=")[2].strip('"') for p in parameters if p.startswith("charset=")), "utf-8")
    if kind in accepted and charset in _CHARSETS:
        return None
    return RequestError(
        415,
        f"a body of {header or 'no media type'!r:.80} was sent; accepted are {' and '.join(accepted)}, in UTF-8: "
        "say so in the header Content-Type",
    )


async def gone(request: Any) -> None:
    """Return when the client has gone away, after its body was read.

    Args:
        request: The request, of Starlette.
    """
    while (await request.receive())["type"] != "http.disconnect":
        pass
