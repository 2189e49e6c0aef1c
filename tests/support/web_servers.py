"""A server on the loopback address that answers just as a test wants it to, or fails so."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Awaitable, Callable

    Reply = bytes | Callable[[asyncio.StreamWriter], Awaitable[None]]


class WebServer:
    """Answers each path with the bytes, or by the function, that it is given.

    Attributes:
        replies: What each path is answered with; bytes include status and headers.
        requests: What came in, each with all its headers.
        gone: Set as soon as a client has closed its connection.
    """

    def __init__(self, scheme: str = "http") -> None:
        self.replies: dict[str, Reply] = {}
        self.requests: list[str] = []
        self.gone = asyncio.Event()
        self.asked = asyncio.Event()
        self.scheme = scheme
        self.port = 0

    def url(self, path: str = "/", host: str = "127.0.0.1") -> str:
        return f"{self.scheme}://{host}:{self.port}{path}"

    def page(self, path: str, body: str | bytes, kind: str = "text/html", *more: str) -> str:
        """Have ``path`` answered with ``body``, and return its address."""
        data = body.encode() if isinstance(body, str) else body
        self.replies[path] = response(data, "200 OK", f"Content-Type: {kind}", *more)
        return self.url(path)

    def redirect(self, path: str, location: str, status: str = "302 Found") -> str:
        """Have ``path`` redirected to ``location``, and return its address."""
        self.replies[path] = response(b"", status, f"Location: {location}")
        return self.url(path)

    async def answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            self.requests.append(request)
            self.asked.set()
            reply = self.replies.get(request.split()[1], response(b"", "404 Not Found"))
            if isinstance(reply, bytes):
                writer.write(reply)
            else:
                replying = asyncio.ensure_future(reply(writer))
                leaving = asyncio.ensure_future(reader.read())
                await asyncio.wait([replying, leaving], return_when=asyncio.FIRST_COMPLETED)
                if leaving.done():
                    self.gone.set()
                for task in (replying, leaving):
                    task.cancel()
                    with suppress(asyncio.CancelledError, ConnectionError):
                        await task
        with suppress(ConnectionError):
            writer.close()
            await writer.wait_closed()


def response(body: bytes, status: str = "200 OK", *headers: str) -> bytes:
    """Return an answer of HTTP as it is sent; it says itself that its end is the end."""
    lines = [f"HTTP/1.1 {status}", *headers, f"Content-Length: {len(body)}", "Connection: close"]
    return "\r\n".join(lines).encode("latin-1") + b"\r\n\r\n" + body


@asynccontextmanager
async def serving(tls: ssl.SSLContext | None = None) -> AsyncIterator[WebServer]:
    """Give a server that runs as long as the block does, encrypted where ``tls`` says how."""
    web = WebServer("https" if tls else "http")
    running = await asyncio.start_server(web.answer, "127.0.0.1", 0, ssl=tls)
    web.port = running.sockets[0].getsockname()[1]
    try:
        yield web
    finally:
        running.close()
        await running.wait_closed()
