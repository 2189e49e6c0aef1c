"""One question to a server of the web, and its answer within limits."""

from __future__ import annotations

import asyncio
import contextlib
import socket
import threading
import zlib
from contextlib import asynccontextmanager
from http import HTTPStatus
from ipaddress import IPv6Address, ip_address
from typing import TYPE_CHECKING, NamedTuple

from logtui import __version__
from logtui.errors import LogtuiError

if TYPE_CHECKING:
    import ssl
    from collections.abc import AsyncIterator, Awaitable, Callable, Iterable

    import httpx

    Decompress = Callable[[bytes, int], bytes]
    """Gives what a piece of an answer holds: at most so many bytes."""

    HostLookup = Callable[[str], Awaitable[tuple[str, ...]]]
    """Gives the addresses of a host; none where they are unknown."""


JSON_TYPES = frozenset({"application/json", "application/vnd.citationstyles.csl+json"})
_PAGE_TYPES = frozenset({"text/html", "application/xhtml+xml", ""})
_CLOSED_STATUSES = frozenset(
    {
        HTTPStatus.UNAUTHORIZED,
        HTTPStatus.FORBIDDEN,
        HTTPStatus.TOO_MANY_REQUESTS,
        HTTPStatus.UNAVAILABLE_FOR_LEGAL_REASONS,
    }
)
_GZIP_OR_ZLIB = zlib.MAX_WBITS | 32


class FetchLimits(NamedTuple):
    """How much one title may cost.

    Attributes:
        seconds: Until the answer is complete, all redirects included.
        size: Bytes of the answer that are read, counted after decompression.
        redirects: Hops that are followed.
    """

    seconds: float = 10
    size: int = 2_000_000
    redirects: int = 5


class Response(NamedTuple):
    """What a server answered.

    Attributes:
        host: Who answered in the end.
        kind: The media type in lower case; empty where the server tells none.
        charset: What the server says the text is encoded in; None where it tells nothing.
        body: The first ``FetchLimits.size`` bytes at most.
    """

    host: str
    kind: str
    charset: str | None
    body: bytes


async def get_response(
    url: str, accept: str, limits: FetchLimits, resolve: HostLookup, security: ssl.SSLContext
) -> Response:
    """Return what is answered to a question for ``url``.

    The time limit is the caller's to keep; a cancelled question closes its connection.

    Args:
        url: The address, of a page in the web.
        accept: The media types that are wanted, as HTTP writes them.
        limits: How much may be read and how many redirects followed.
        resolve: Tells where the host of each hop lies.
        security: What encrypted connections must fulfil.

    Raises:
        FetchError: No answer that could be read.
    """
    import httpx

    headers = {
        "Accept": accept,
        "Accept-Encoding": "gzip",
        "User-Agent": f"logtui/{__version__}",
    }
    # The caller's limit is one of wall-clock time; those of httpx start anew with each byte.
    async with httpx.AsyncClient(headers=headers, timeout=None, verify=security) as client:  # noqa: S113 - see above
        try:
            request = client.build_request("GET", url)
        except (httpx.InvalidURL, UnicodeError) as error:
            raise FetchError("this link is no valid address") from error
        async with _follow_redirects(client, request, limits.redirects, resolve) as response:
            return await _read_response(response, limits.size)


@asynccontextmanager
async def _follow_redirects(
    client: httpx.AsyncClient, request: httpx.Request, redirects: int, resolve: HostLookup
) -> AsyncIterator[httpx.Response]:
    """Give the response at the end of all redirects; its body is still to be read."""
    import httpx

    host = _web_host(request)
    local = is_local(await resolve(host))
    for _ in range(redirects + 1):
        try:
            response = await client.send(request, stream=True)
            try:
                if response.next_request is None:
                    yield response
                    return
            finally:
                await response.aclose()
        except httpx.HTTPError as error:
            raise HostError(_failure_message(host, error)) from error
        except httpx.InvalidURL as error:
            raise HostError(f"{host} redirects to something that is no address") from error
        request = response.next_request
        host = _web_host(request)
        was_local, local = local, is_local(await resolve(host))
        if local and not was_local:
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


def _failure_message(host: str, error: httpx.HTTPError) -> str:
    import httpx

    if isinstance(error, httpx.ConnectError):
        return f"{host} cannot be reached: {str(error) or 'no connection'}"
    if isinstance(error, httpx.ProtocolError):
        return f"{host} broke off, or does not answer as a web server does"
    return f"{host} cannot be asked: {str(error) or type(error).__name__}"


async def _read_response(response: httpx.Response, size: int) -> Response:
    """Return the first ``size`` bytes of the answer, if it is one that can hold a title."""
    host = response.url.host
    if not response.is_success:
        raise HostError(_status_message(host, response.status_code))
    kind = response.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/pdf":
        raise HostError(f"{host} answers with a PDF, which tells no title that can be read here")
    if kind not in JSON_TYPES | _PAGE_TYPES:
        raise HostError(f"{host} answers with a file, not with a page that tells its title")
    unpack = _decompressor(host, response.headers.get("content-encoding", ""))
    body = bytearray()
    async for piece in response.aiter_raw():
        body += unpack(piece, size - len(body))
        if len(body) >= size:
            break
    return Response(host, kind, response.charset_encoding, bytes(body))


def _status_message(host: str, status: int) -> str:
    """Return what a status other than success means, in the words of the standard."""
    try:
        name = f"{status} {HTTPStatus(status).phrase}"
    except ValueError:
        name = f"status {status}"
    if status in _CLOSED_STATUSES:
        return f"{host} does not let programs read this page ({name})"
    if status in (HTTPStatus.NOT_FOUND, HTTPStatus.GONE):
        return f"{host} has no such page ({name})"
    return f"{host} answers with an error ({name})"


def _decompressor(host: str, encoding: str) -> Decompress:
    """Return what undoes the ``encoding`` of a body, never giving more than is asked for.

    httpx would unpack each piece as a whole, however much comes out of it.
    """
    if encoding.strip().lower() in ("", "identity"):
        return lambda piece, room: piece[:room]
    if encoding.strip().lower() not in ("gzip", "x-gzip", "deflate"):
        raise HostError(f"{host} answers in a compressed form that was not asked for")
    inflate = zlib.decompressobj(_GZIP_OR_ZLIB)

    def unpack(piece: bytes, room: int) -> bytes:
        try:
            return inflate.decompress(piece, room)
        except zlib.error as error:
            raise HostError(f"{host} answers with broken data") from error

    return unpack


async def look_up_host(host: str) -> tuple[str, ...]:
    """Return the addresses of ``host``; none where there are none, or only a proxy knows them.

    The thread that asks is a daemon: a name server that does not answer holds up nothing, not
    even the end of the program.
    """
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[tuple[str, ...]] = loop.create_future()

    def tell(addresses: tuple[str, ...]) -> None:
        if not answer.done():
            answer.set_result(addresses)

    def look_up() -> None:
        try:
            found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except (OSError, ValueError):
            found = []
        addresses = tuple(str(address[0]) for *_, address in found)
        # By now the loop may be closed: nobody waits for the answer any more.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(tell, addresses)

    threading.Thread(target=look_up, name="resolver", daemon=True).start()
    return await answer


def is_local(addresses: Iterable[str]) -> bool:
    """Tell whether any of ``addresses`` is not one of the public network.

    Loopback, private, link-local and shared addresses are not, as the IANA registries say.
    """
    return not all(_is_public(address) for address in addresses)


def _is_public(address: str) -> bool:
    ip = ip_address(address)
    if isinstance(ip, IPv6Address) and ip.ipv4_mapped:
        ip = ip.ipv4_mapped
    return ip.is_global


class FetchError(LogtuiError):
    """A link tells no title; the text says why."""


class HostError(FetchError):
    """A host tells no title; the text begins with its name."""

    starts_as_typed = True


class FetchedTitle(NamedTuple):
    """What a link tells of what it leads to. Nothing of it holds a control character.

    Attributes:
        title: One line, never empty, at most ``wording.LONGEST_TITLE`` characters.
        authors: Their names in the order given, first names first; empty where none are told.
    """

    title: str
    authors: tuple[str, ...] = ()
