"""One request to a web server, and its response within limits."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from http import HTTPStatus
from typing import TYPE_CHECKING, NamedTuple

from logtui import __version__
from logtui.errors import LogtuiError
from logtui.fetch.addresses import is_local

if TYPE_CHECKING:
    import ssl

    import httpx

    from logtui.fetch.addresses import HostLookup

JSON_TYPES = frozenset({"application/json", "application/vnd.citationstyles.csl+json"})
PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", ""})
_TITLE_TYPES = JSON_TYPES | PAGE_TYPES
_CLOSED_STATUSES = frozenset(
    {
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS,
    }
)
_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32
_ENCODINGS = {"": False, "identity": False, "gzip": True, "x-gzip": True, "deflate": True}
"""What a body may be encoded in, and whether that is compressed."""


class FetchLimits(NamedTuple):
    """How much time and data one title may take.

    Attributes:
        seconds: Time until the response is complete, with all redirects.
        size: Bytes of the response that are read, counted after decompression.
        redirects: Redirects that are followed.
    """

    seconds: float = 10
    size: int = 2_000_000
    redirects: int = 5


class Response(NamedTuple):
    """The response at the end of all redirects.

    Attributes:
        host: The host that it came from.
        media_type: The media type in lower case; empty without one.
        charset: The encoding of the text that the server declares; None without one.
        body: At most the first ``FetchLimits.size`` bytes.
    """

    host: str
    media_type: str
    charset: str | None
    body: bytes


@cache
def tls_settings() -> ssl.SSLContext:
    """Return the TLS context of httpx, loaded at the first call, which takes a while.

    Raises:
        FetchError: httpx is not installed.
    """
    try:
        import httpx
    except ImportError as error:
        raise FetchError(
            "the network is asked with httpx: install it with `pip install 'logtui[fetch]'`"
        ) from error
    return httpx.create_ssl_context()


async def get_response(
    url: str,
    accept: str,
    limits: FetchLimits,
    host_lookup: HostLookup,
    tls_context: ssl.SSLContext,
    media_types: frozenset[str] = _TITLE_TYPES,
) -> Response:
    """Return the response to a request for ``url``.

    The caller keeps the time limit; cancelling closes the connection.

    Args:
        url: The address of a web page.
        accept: The media types for the header ``Accept``.
        limits: How much may be read and how many redirects followed.
        host_lookup: Gives the addresses of a host; a connection goes to nothing else.
        tls_context: The settings of encrypted connections.
        media_types: What the response may be.

    Raises:
        FetchError: There is no response that could be read.
    """
    import httpx

    from logtui.fetch.transport import CheckedTransport

    headers = {
        "Accept": accept,
        "Accept-Encoding": "gzip",
        "User-Agent": f"logtui/{__version__}",
    }
    # The caller limits the time of all together; the limits of httpx start anew with each byte.
    transport = CheckedTransport(tls_context)
    async with httpx.AsyncClient(headers=headers, timeout=None, transport=transport) as client:  # noqa: S113 - see above
        try:
            request = client.build_request("GET", url)
        except (httpx.InvalidURL, UnicodeError) as error:
            raise FetchError("this link is not a valid address") from error
        async with _follow_redirects(client, request, limits.redirects, host_lookup) as response:
            return await _read_response(response, limits.size, media_types)


@asynccontextmanager
async def _follow_redirects(
    client: httpx.AsyncClient, request: httpx.Request, redirects: int, host_lookup: HostLookup
) -> AsyncIterator[httpx.Response]:
    """Give the response at the end of all redirects; its body is still to be read."""
    import httpx

    host = _web_host(request)
    addresses = await host_lookup(host)
    for _ in range(redirects + 1):
        request.extensions["addresses"] = addresses
        try:
            response = await client.send(request, stream=True)
            try:
                if response.next_request is None:
                    yield response
                    return
            finally:
                await response.aclose()
        except httpx.ConnectError as error:
            raise HostError(f"{host} cannot be reached: {str(error) or 'no connection'}") from error
        except httpx.ProtocolError as error:
            raise HostError(f"{host} broke off, or does not answer as a web server does") from error
        except httpx.HTTPError as error:
            raise HostError(
                f"{host} cannot be asked: {str(error) or type(error).__name__}"
            ) from error
        except httpx.InvalidURL as error:
            raise HostError(f"{host} redirects to something that is not an address") from error
        request = response.next_request
        host = _web_host(request)
        # A host with any public address may be anybody's.
        comes_from_inside = bool(addresses) and all(is_local([address]) for address in addresses)
        addresses = await host_lookup(host)
        if is_local(addresses) and not comes_from_inside:
            raise FetchError("the link redirects into your own network, which is not followed")
    raise FetchError(f"the link redirects more than {redirects} times")


def _web_host(request: httpx.Request) -> str:
    """Return the host that ``request`` goes to.

    Raises:
        FetchError: It goes to none, or not to the web.
    """
    if request.url.scheme not in ("http", "https") or not request.url.host:
        raise FetchError("only http and https links can be asked for a title")
    return request.url.raw_host.decode("ascii")


async def _read_response(
    response: httpx.Response, size: int, media_types: frozenset[str]
) -> Response:
    """Return the first ``size`` bytes of a ``response`` that is one of ``media_types``."""
    host = response.url.host
    if not response.is_success:
        raise HostError(_status_message(host, response.status_code), response.status_code)
    media_type = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media_type == "application/pdf":
        raise HostError(f"{host} answers with a PDF, whose title cannot be read here")
    if media_type not in media_types:
        raise HostError(f"{host} answers with a file, not with a page that has a title")
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding not in _ENCODINGS:
        raise HostError(f"{host} answers in a compressed form that was not asked for")
    # httpx would decompress each piece as a whole, however large that is.
    decompressor = zlib.decompressobj(_GZIP_OR_ZLIB) if _ENCODINGS[encoding] else None
    body = bytearray()
    try:
        async for piece in response.aiter_raw():
            limit = size - len(body)
            body += decompressor.decompress(piece, limit) if decompressor else piece[:limit]
            if len(body) >= size:
                break
    except zlib.error as error:
        raise HostError(f"{host} answers with broken data") from error
    return Response(host, media_type, response.charset_encoding, bytes(body))


def _status_message(host: str, status: int) -> str:
    """Return a sentence for a ``status`` other than success, with the name in the standard."""
    try:
        name = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        name = f"status {status}"
    if status in _CLOSED_STATUSES:
        return f"{host} does not let programs read this page ({name})"
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return f"{host} has no such page ({name})"
    return f"{host} answers with an error ({name})"


class FetchError(LogtuiError):
    """A link has no title that can be read; the text says why."""


class HostError(FetchError):
    """A host does not tell what it is asked for; the text begins with its name.

    Attributes:
        status: The status that it answers with; None where it is not about that.
    """

    starts_as_typed = True

    def __init__(self, message: str, status: int | None = None) -> None:
        super().__init__(message)
        self.status = status


class FetchedTitle(NamedTuple):
    """The title and authors of what a link leads to, without control characters.

    Attributes:
        title: One line, never empty, at most ``cleaning.LONGEST_TITLE`` characters.
        authors: Their names in the order of the page, first names first; empty without any.
    """

    title: str
    authors: tuple[str, ...] = ()
