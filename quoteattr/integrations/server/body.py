"""The body of a request, read within bounds."""

import asyncio
from typing import Any

from quoteattr.integrations.server.problems import RequestError
from quoteattr.integrations.server.settings import Settings

__all__ = ["BodyReader", "gone"]

# A client that sends its whole body before it reads the answer would only see a broken connection, were nothing of what
# is too much taken from it. Beyond this many times the limit it will see that.
_PATIENCE = 8


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

    async def read(self, request: Any) -> bytes:
        """Read the body of a request, whether it says its length or comes in chunks.

        Args:
            request: The request, of Starlette.

        Returns:
            The body.

        Raises:
            RequestError: If it is too large (413), too slow (408) or compressed (415), or too many others are on
                their way (503).
        """
        encoding = request.headers.get("content-encoding", "identity")
        if encoding.lower() != "identity":
            raise RequestError(415, f"a body in {encoding:.40} was sent; accepted are bodies that are not compressed")
        declared = int(request.headers.get("content-length", 0))
        if declared > self.limit and (declared > _PATIENCE * self.limit or "expect" in request.headers):
            raise self._too_large(f"{declared:,}")
        if self._arriving >= self._at_once:
            raise RequestError(
                503, f"{self._arriving} other requests are arriving; ask again later", headers={"Retry-After": "1"}
            )
        self._arriving += 1
        try:
            async with asyncio.timeout(self._seconds):
                return await self._read(request)
        except TimeoutError as error:
            raise RequestError(408, f"the body did not arrive within {self._seconds:g} seconds") from error
        finally:
            self._arriving -= 1

    async def _read(self, request: Any) -> bytes:
        kept = bytearray()
        arrived = 0
        async for chunk in request.stream():
            arrived += len(chunk)
            if arrived <= self.limit:
                kept += chunk
            elif arrived > _PATIENCE * self.limit:
                break
        if arrived > self.limit:
            raise self._too_large(f"{arrived:,} or more")
        return bytes(kept)

    def _too_large(self, found: str) -> RequestError:
        return RequestError(
            413, f"a body of {found} bytes was sent; accepted are {self.limit:,}: send articles in several requests"
        )


async def gone(request: Any) -> None:
    """Return when the client has gone away, after its body was read.

    Args:
        request: The request, of Starlette.
    """
    while (await request.receive())["type"] != "http.disconnect":
        pass
