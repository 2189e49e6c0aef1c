"""Whether a link still leads where it did: asked politely, and told in classes instead of codes."""

from __future__ import annotations

import asyncio
import email.utils
import re
import time
from collections.abc import AsyncIterator, Container, Iterable
from contextlib import asynccontextmanager
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, Self
from urllib.parse import quote, urljoin

from logtui import __version__
from logtui.document.relations.same_link import arxiv_id, doi, link_identity
from logtui.document.text import urls
from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.errors import LogtuiError
from logtui.fetch.addresses import is_local, look_up_host, proxy_of

if TYPE_CHECKING:
    from logtui.fetch.addresses import HostLookup

USER_AGENT = f"logtui/{__version__} (+https://pypi.org/project/logtui)"
"""What every request says it comes from."""

NO_SUCH_HOST = "there is no such host"
"""The reason of a link whose host has no address."""

_FIRST_REDIRECT = 300
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_GONE = frozenset({404, 410})
_REFUSED = frozenset({401, 403, 405, 406, 429, 451, 999})
_ASKED_AGAIN = frozenset({403, 404, 405, 501, 503})
_BUSY = frozenset({429, 503})
_MOST_HOPS = 6
_MOST_AT_ONCE = 8
_TIMEOUT, _PAUSE, _PAUSES = 15.0, 1.0, {"arxiv.org": 3.0, "export.arxiv.org": 3.0}
_LONGEST_WAIT = 60
_RETRIES = 2
_READ_BYTES = 8192

_TITLE = lazy_pattern(r"<title[^>]*>([^<]{0,300})", re.IGNORECASE)
_NO_PAGE = lazy_pattern(
    r"\bnot found\b|\b404\b|\berror 410\b|\bdomain (?:is )?for sale\b|buy this domain"
    r"|\bparked\b|no longer (?:available|exists)|does(?:n.t| not) exist|seite nicht gefunden",
    re.IGNORECASE,
)
_CHALLENGE = lazy_pattern(
    r"just a moment|attention required|verify you are (?:a )?human|access denied|captcha"
    r"|checking your browser|security check",
    re.IGNORECASE,
)
_DOOR = lazy_pattern(
    r"(?:^|[/.?&=_-])(?:login|log-in|signin|sign-in|sign_in|consent|sso|auth|accounts)(?:$|[/.?&=_-])",
    re.IGNORECASE,
)


class LinkClass(StrEnum):
    """What is known of a link."""

    ALIVE = "alive"
    MOVED = "moved"
    MAYBE_GONE = "gone?"
    GONE = "gone"
    REFUSED = "refused"
    UNSURE = "unsure"


class LinkState(NamedTuple):
    """What a link was found to be.

    Attributes:
        link_class: What is known of it.
        reason: Why, in a few words; nothing of it comes from a server but numbers.
        target: Where it leads by now, for one that moved; empty otherwise.
        encrypted: The same address with https, where that led to the page; empty otherwise.
    """

    link_class: LinkClass
    reason: str = ""
    target: str = ""
    encrypted: str = ""


class HostTurns:
    """Lets one request at a time go to a host, with a pause after each."""

    def __init__(self, pause: float = _PAUSE) -> None:
        """Make the turns; ``pause`` is in seconds."""
        self._pause = pause
        self._locks: dict[str, asyncio.Lock] = {}
        self._free_from: dict[str, float] = {}

    @asynccontextmanager
    async def turn(self, host: str) -> AsyncIterator[None]:
        """Wait until ``host`` may be asked, and keep others from asking it in the block."""
        async with self._locks.setdefault(host, asyncio.Lock()):
            wait = self._free_from.get(host, 0.0) - self.now()
            if wait > 0:
                await self.sleep(wait)
            try:
                yield
            finally:
                pause = max(self._pause, _PAUSES.get(host, 0.0) if self._pause else 0.0)
                self._free_from[host] = self.now() + pause

    def now(self) -> float:
        """Return the seconds that have gone since some moment."""
        return time.monotonic()

    async def sleep(self, seconds: float) -> None:
        """Wait for some seconds."""
        await asyncio.sleep(seconds)


class _Reply(NamedTuple):
    """What came back for one request: the status, some headers and the title of the page."""

    status: int
    location: str
    retry_after: str
    title: str
    is_page: bool


class LinkProber:
    """Finds out what links are.

    Use it as a context manager.
    """

    def __init__(
        self,
        turns: HostTurns | None = None,
        host_lookup: HostLookup = look_up_host,
        local_servers: Container[str] = (),
    ) -> None:
        """Make a prober.

        Args:
            turns: When a host may be asked.
            host_lookup: Gives the addresses of a host; a connection goes to nothing else.
            local_servers: Those of them that may be asked although they are not public.

        Raises:
            LogtuiError: The library for that is not installed.
        """
        try:
            import httpx
        except ImportError as error:
            raise LogtuiError(
                "links are asked with httpx: install it with `pip install 'logtui[fetch]'`"
            ) from error
        from logtui.fetch.transport import CheckedTransport

        self._turns = turns or HostTurns()
        self._host_lookup = host_lookup
        self._local_servers = local_servers
        self._room = asyncio.Semaphore(_MOST_AT_ONCE)
        self._client = httpx.AsyncClient(
            headers={"User-Agent": USER_AGENT, "Accept": "*/*", "Accept-Encoding": "identity"},
            timeout=None,  # noqa: S113 - `_request` limits the time of all together
            transport=CheckedTransport(httpx.create_ssl_context()),
        )

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._client.aclose()

    async def probe(self, link: str) -> LinkState:
        """Return what ``link`` is: asked at most a few times, redirects followed.

        Of those that are to be asked at the same time some wait.

        Raises:
            LogtuiError: It cannot be asked, as the proxy of the environment cannot be used.
        """
        address = first = resolver_address(link)
        is_permanent = True
        async with self._room:
            for _ in range(_MOST_HOPS):
                reply = await self._ask(address)
                if isinstance(reply, LinkState):
                    return reply
                if reply.status not in _REDIRECTS or not reply.location:
                    return _classify(first, address, reply, is_permanent=is_permanent)
                if doi(link) and address == first:
                    return LinkState(LinkClass.ALIVE)
                is_permanent &= reply.status in _PERMANENT
                try:
                    address = urljoin(address, reply.location)
                except ValueError:
                    return LinkState(LinkClass.UNSURE, "it redirects to what is no address")
        return LinkState(LinkClass.UNSURE, "it redirects again and again")

    async def read_json(self, address: str) -> object:
        """Return the JSON at ``address``; None where there is none."""
        import httpx

        host = _host_name(address)
        try:
            async with self._turns.turn(host), asyncio.timeout(_TIMEOUT):
                addresses = await self._host_lookup(host)
                if self._is_private(addresses):
                    return None
                response = await self._client.get(address, extensions={"addresses": addresses})
                answer: object = response.json() if response.is_success else None
        except (TimeoutError, httpx.HTTPError, httpx.InvalidURL, ValueError, OSError):
            return None
        return answer

    def _is_private(self, addresses: Iterable[str]) -> bool:
        return is_local(address for address in addresses if address not in self._local_servers)

    async def _ask(self, address: str) -> _Reply | LinkState:
        """Return what is answered to HEAD, and to GET where HEAD does not tell."""
        host = _host_name(address)
        if not host:
            return LinkState(LinkClass.UNSURE, "it does not lead to a page of the web")
        addresses = await self._host_lookup(host)
        if not addresses and not proxy_of(urls.split_url(address).scheme, host):
            return LinkState(LinkClass.MAYBE_GONE, NO_SUCH_HOST)
        if self._is_private(addresses):
            return LinkState(LinkClass.UNSURE, "it leads into your own network, which is not asked")
        reply = await self._request("HEAD", address, addresses)
        if isinstance(reply, LinkState):
            return reply
        if reply.status in _ASKED_AGAIN or (reply.status < _FIRST_REDIRECT and reply.is_page):
            return await self._request("GET", address, addresses)
        return reply

    async def _request(
        self, method: str, address: str, addresses: tuple[str, ...]
    ) -> _Reply | LinkState:
        """Ask once, again after an error of the network, and again when the server says when."""
        import httpx

        waited, failures = False, 0
        while True:
            try:
                async with self._turns.turn(_host_name(address)), asyncio.timeout(_TIMEOUT):
                    reply = await self._send(method, address, addresses)
            except (TimeoutError, httpx.TimeoutException):
                return LinkState(LinkClass.UNSURE, f"no answer within {_TIMEOUT:g} seconds")
            except (httpx.InvalidURL, UnicodeError, ValueError):
                return LinkState(LinkClass.UNSURE, "it is no valid address")
            except httpx.HTTPError as error:
                if "CERTIFICATE" in str(error).upper():
                    return LinkState(LinkClass.UNSURE, "its certificate is not valid")
                failures += 1
                if failures > _RETRIES:
                    return LinkState(LinkClass.UNSURE, "no connection")
                continue
            wait = _seconds_to_wait(reply.retry_after)
            if reply.status not in _BUSY or wait is None or waited:
                return reply
            if wait > _LONGEST_WAIT:
                return LinkState(LinkClass.REFUSED, f"it wants to be asked in {wait:.0f} seconds")
            waited = True
            await self._turns.sleep(wait)

    async def _send(self, method: str, address: str, addresses: tuple[str, ...]) -> _Reply:
        headers = {"Range": f"bytes=0-{_READ_BYTES - 1}"} if method == "GET" else {}
        request = self._client.build_request(
            method, address, headers=headers, extensions={"addresses": addresses}
        )
        response = await self._client.send(request, stream=True)
        body = b""
        try:
            if method == "GET":
                async for piece in response.aiter_raw():
                    body += piece
                    if len(body) >= _READ_BYTES:
                        break
        finally:
            await response.aclose()
        title = _TITLE.search(body[:_READ_BYTES].decode("utf-8", "replace"))
        return _Reply(
            response.status_code,
            response.headers.get("location", ""),
            response.headers.get("retry-after", ""),
            " ".join(title[1].split()) if title else "",
            "html" in response.headers.get("content-type", ""),
        )


def resolver_address(link: str) -> str:
    """Return the address that is asked for ``link``: of a paper that of arXiv or doi.org."""
    if number := arxiv_id(link):
        return f"https://arxiv.org/abs/{quote(number)}"
    if number := doi(link):
        return f"https://doi.org/{quote(number, safe='/:;()')}"
    return link.strip().partition("#")[0]


def _classify(first: str, address: str, reply: _Reply, *, is_permanent: bool) -> LinkState:
    """Return what ``first`` is, which led to ``address`` and its ``reply``."""
    status, is_page = reply.status, reply.status < _FIRST_REDIRECT
    name = f"status {status}"
    if _CHALLENGE.search(reply.title) and (is_page or status not in _GONE):
        return LinkState(LinkClass.REFUSED, "it asks whether you are human")
    if not is_page:
        classes = dict.fromkeys(_GONE, LinkClass.MAYBE_GONE) | dict.fromkeys(
            _REFUSED, LinkClass.REFUSED
        )
        return LinkState(classes.get(status, LinkClass.UNSURE), name)
    if _NO_PAGE.search(reply.title):
        return LinkState(LinkClass.UNSURE, "its title says that there is no such page")
    if link_identity(first) == link_identity(address):
        encrypted = first.replace("http:", "https:", 1)
        is_reached = address.rstrip("/") == encrypted.rstrip("/")
        return LinkState(LinkClass.ALIVE, encrypted=encrypted if is_reached else "")
    return _class_of_redirect(urls.split_url(first), address, is_permanent=is_permanent)


def _class_of_redirect(old: urls.Url, address: str, *, is_permanent: bool) -> LinkState:
    """Return what a link is whose page is at another ``address``."""
    new = urls.split_url(address)
    if old.path.strip("/") and not new.path.strip("/") and not new.query:
        return LinkState(LinkClass.UNSURE, "it leads to a home page by now")
    if _DOOR.search(f"{new.host}{new.path}"):
        return LinkState(LinkClass.UNSURE, "it leads to a page to log in")
    if is_permanent:
        return LinkState(LinkClass.MOVED, "for good", address)
    return LinkState(LinkClass.ALIVE)


def _host_name(address: str) -> str:
    """Return the host of a page's ``address`` as it is looked up; empty where it has none."""
    url = urls.split_url(address)
    if url.scheme not in urls.DEFAULT_PORTS:
        return ""
    _, host, _ = urls.split_authority(url.authority or "")
    try:
        return host.strip("[]").encode("idna").decode("ascii").lower()
    except UnicodeError:
        return ""


def _seconds_to_wait(retry_after: str) -> float | None:
    """Return how long a server asks to wait; None where it does not say so."""
    if retry_after.isascii() and retry_after.isdecimal():
        return float(retry_after[:9])
    try:
        moment = email.utils.parsedate_to_datetime(retry_after)
    except ValueError:
        return None
    return max(0.0, moment.timestamp() - time.time())
