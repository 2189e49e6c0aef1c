"""What links are found to be, asked for on a server that does everything servers do."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from email.utils import formatdate
from functools import partial
from itertools import pairwise

import httpx
import pytest

from logtui.errors import LogtuiError
from logtui.fetch import link_states, transport
from logtui.fetch.link_states import HostTurns, LinkClass, LinkProber, LinkState
from support.web_servers import WebServer, response, serving

PRIVATE = {"private.test": "10.0.0.1", "loop.test": "127.0.0.1", "meta.test": "169.254.169.254"}
LOCAL_SERVERS = frozenset({"127.0.0.1"})
ALIVE, UNSURE = LinkClass.ALIVE, LinkClass.UNSURE
REFUSED, MAYBE_GONE = LinkClass.REFUSED, LinkClass.MAYBE_GONE


class StillTurns(HostTurns):
    """Turns by a clock that only goes on when somebody sleeps by it."""

    def __init__(self) -> None:
        super().__init__()
        self.time = 1000.0

    def now(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.time += seconds
        await asyncio.sleep(0)


async def addresses_of(host: str) -> tuple[str, ...]:
    """Look up names of tests: all lead to the server, but for what is private or unknown."""
    if host.startswith("unknown"):
        return ()
    return (PRIVATE.get(host, "127.0.0.1"),)


@asynccontextmanager
async def probing(turns: StillTurns | None = None) -> AsyncIterator[tuple[WebServer, LinkProber]]:
    """Give a server, and what asks it."""
    turns = turns or StillTurns()
    async with serving() as web, LinkProber(turns, addresses_of, LOCAL_SERVERS) as prober:
        yield web, prober


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")


@pytest.mark.parametrize(
    ("status", "link_class"),
    [
        ("200 OK", ALIVE),
        ("206 Partial Content", ALIVE),
        *((f"{status} No", REFUSED) for status in (401, 403, 405, 406, 429, 451, 999)),
        ("404 Not Found", MAYBE_GONE),
        ("410 Gone", MAYBE_GONE),
        *((f"{status} Bad", UNSURE) for status in (400, 500, 502, 503, 418)),
    ],
)
async def test_classes_by_status(status: str, link_class: LinkClass) -> None:
    async with probing() as (web, prober):
        web.replies["/a"] = response(b"", status)
        assert (await prober.probe(web.url("/a", "x.test"))).link_class == link_class


@pytest.mark.parametrize("status", [405, 403, 501, 404])
async def test_a_server_that_does_not_know_head_is_asked_with_get(status: int) -> None:
    async def by_method(writer: asyncio.StreamWriter) -> None:
        is_head = web.requests[-1].startswith("HEAD")
        writer.write(response(b"", f"{status} No" if is_head else "200 OK"))

    async with probing() as (web, prober):
        web.replies["/a"] = by_method
        assert (await prober.probe(web.url("/a", "x.test"))).link_class == ALIVE
    assert [request.split()[0] for request in web.requests] == ["HEAD", "GET"]
    assert "Range: bytes=0-8191" in web.requests[1]
    assert re.search(r"User-Agent: logtui/\S+ \(\+https://", web.requests[0], re.IGNORECASE)
    assert "cookie" not in web.requests[1].lower()


@pytest.mark.parametrize(
    ("title", "link_class"),
    [
        ("A page", ALIVE),
        ("Finding 4040 things", ALIVE),
        ("404 - Page Not Found", UNSURE),
        ("example.org is for sale", ALIVE),
        ("This domain is for sale!", UNSURE),
        ("Just a moment...", REFUSED),
    ],
)
async def test_a_page_that_only_says_so_in_its_title(title: str, link_class: LinkClass) -> None:
    async with probing() as (web, prober):
        web.page("/a", f"<html><head><title>\n{title}</title>{'x' * 20_000}")
        assert (await prober.probe(web.url("/a", "x.test"))).link_class == link_class


@pytest.mark.parametrize(
    ("status", "path", "link_class"),
    [
        ("301 Moved", "/new", LinkClass.MOVED),
        ("308 Moved", "/new", LinkClass.MOVED),
        ("302 Found", "/new", ALIVE),
        ("303 See", "/new", ALIVE),
        ("307 Temporary", "/new", ALIVE),
        ("301 Moved", "/old/", ALIVE),
        ("301 Moved", "/", UNSURE),
        ("301 Moved", "/login?next=old", UNSURE),
        ("302 Found", "/consent/", UNSURE),
        ("301 Moved", "/gone", MAYBE_GONE),
    ],
)
async def test_redirects(status: str, path: str, link_class: LinkClass) -> None:
    async with probing() as (web, prober):
        for target in ("/new", "/old/", "/", "/login?next=old", "/consent/"):
            web.page(target, "<title>A page</title>")
        web.redirect("/old", path, status)
        state = await prober.probe(web.url("/old", "x.test"))
        assert state.link_class == link_class
        target = web.url(path, "x.test") if link_class == LinkClass.MOVED else ""
        assert state.target == target


@pytest.mark.parametrize(
    ("location", "encrypted"),
    [
        ("https://x.test/a", "https://x.test/a"),
        ("https://x.test/a/", "https://x.test/a"),
        ("https://www.x.test/a", ""),
        ("http://x.test/a/", ""),
    ],
)
async def test_whether_the_same_address_leads_there_by_https(
    monkeypatch: pytest.MonkeyPatch, location: str, encrypted: str
) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        is_first = str(request.url) == "http://x.test/a"
        return httpx.Response(301 if is_first else 200, headers={"Location": location})

    monkeypatch.setattr(transport, "CheckedTransport", lambda _: httpx.MockTransport(answer))
    async with LinkProber(HostTurns(0), addresses_of, LOCAL_SERVERS) as prober:
        state = await prober.probe("http://x.test/a")
    assert state == LinkState(ALIVE, encrypted=encrypted)


async def test_a_proxy_looks_up_names_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    async with probing() as (web, prober):
        monkeypatch.setenv("NO_PROXY", "unknown.near.test")
        monkeypatch.setenv("http_proxy", web.url())
        web.page("http://unknown.far.test/", "<title>Through the proxy</title>")
        assert await prober.probe("http://unknown.far.test/") == LinkState(ALIVE)
        assert (await prober.probe("http://unknown.near.test/")).link_class == MAYBE_GONE


async def test_a_proxy_that_cannot_be_used_ends_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "")
    monkeypatch.setenv("http_proxy", "ftp://proxy.test")
    async with LinkProber(HostTurns(0), addresses_of, LOCAL_SERVERS) as prober:
        with pytest.raises(LogtuiError, match="the address of the proxy cannot be used"):
            await prober.probe("http://a.test/")


async def test_json_is_read_from_hosts_that_may_be_asked() -> None:
    async with probing() as (web, prober):
        web.page("/ok", '{"a": [1]}', "application/json")
        web.page("/broken", "{")
        assert await prober.read_json(web.url("/ok", "x.test")) == {"a": [1]}
        asked = len(web.requests)
        for link in (web.url("/broken", "x.test"), web.url("/none", "x.test"), "http://["):
            assert await prober.read_json(link) is None
        assert await prober.read_json(web.url("/ok", "private.test")) is None
        assert len(web.requests) == asked + 2


async def test_redirects_without_end_and_to_what_is_no_page() -> None:
    async with probing() as (web, prober):
        web.redirect("/loop", "/loop", "301 Moved")
        web.redirect("/mail", "mailto:a@b.org", "301 Moved")
        web.redirect("/broken", "http://[", "301 Moved")
        for path in ("/loop", "/mail", "/broken"):
            assert (await prober.probe(web.url(path, "x.test"))).link_class == UNSURE
        assert len(web.requests) < 12


@pytest.mark.parametrize("host", sorted({*PRIVATE} - {"loop.test"}))
async def test_no_private_address_is_asked(host: str) -> None:
    async with probing() as (web, prober):
        web.redirect("/in", f"http://{host}:{web.port}/secret", "301 Moved")
        for link in (web.url("/a", host), web.url("/in", "x.test")):
            state = await prober.probe(link)
            assert state.link_class == UNSURE
            assert "your own network" in state.reason
        assert all("/secret" not in request for request in web.requests)
        assert all(host not in request for request in web.requests)


async def test_loopback_is_private() -> None:
    async with serving() as web, LinkProber() as prober:
        for link in (web.url("/a"), web.url("/a", "localhost"), f"http://[::1]:{web.port}/"):
            assert "your own network" in (await prober.probe(link)).reason
        assert web.requests == []


async def test_an_unknown_host_may_be_gone_and_a_closed_port_is_no_answer() -> None:
    async with probing() as (web, prober):
        state = await prober.probe("http://unknown.test/a")
        assert state == LinkState(MAYBE_GONE, "there is no such host")
        closed = web.url("/a", "x.test")
    async with LinkProber(HostTurns(0), addresses_of, LOCAL_SERVERS) as prober:
        assert await prober.probe(closed) == LinkState(UNSURE, "no connection")


async def test_two_more_tries_after_an_error_of_the_network() -> None:
    async def break_off(writer: asyncio.StreamWriter) -> None:
        if len(web.requests) == 3:
            writer.write(response(b""))
        else:
            writer.close()

    async with probing() as (web, prober):
        web.replies["/a"] = break_off
        assert (await prober.probe(web.url("/a", "x.test"))).link_class == ALIVE
        assert len(web.requests) == 3


async def test_a_server_that_never_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_states, "_TIMEOUT", 0.1)

    async def wait(writer: asyncio.StreamWriter) -> None:  # noqa: ARG001 - as replies are called
        await asyncio.Event().wait()

    async with probing() as (web, prober):
        web.replies["/a"] = wait
        state = await prober.probe(web.url("/a", "x.test"))
        assert (state.link_class, state.reason) == (UNSURE, "no answer within 0.1 seconds")
        await web.gone.wait()


@pytest.mark.parametrize(
    ("retry_after", "link_class", "waited"),
    [
        ("20", ALIVE, 20),
        ("61", REFUSED, 0),
        ("soon", REFUSED, 0),
        (formatdate(0, usegmt=True), ALIVE, 0),
    ],
)
async def test_a_server_that_says_when_to_come_again(
    retry_after: str, link_class: LinkClass, waited: int
) -> None:
    async def be_busy(writer: asyncio.StreamWriter) -> None:
        busy = response(b"", "429 Busy", f"Retry-After: {retry_after}")
        writer.write(busy if len(web.requests) == 1 else response(b""))

    turns = StillTurns()
    async with probing(turns) as (web, prober):
        web.replies["/a"] = be_busy
        assert (await prober.probe(web.url("/a", "x.test"))).link_class == link_class
    assert turns.now() - 1000 >= waited


async def test_no_host_is_asked_twice_within_a_second_and_only_one_at_a_time() -> None:
    turns = StillTurns()
    asked: dict[str, list[float]] = {}

    async def note(host: str, writer: asyncio.StreamWriter) -> None:
        asked.setdefault(host, []).append(turns.now())
        writer.write(response(b"<title>x</title>", "200 OK", "Content-Type: text/html"))

    async with probing(turns) as (web, prober):
        links = [web.url(f"/{host}{n}", f"{host}.test") for n in range(4) for host in "ab"]
        for path in ("/a0", "/a1", "/a2", "/a3", "/b0", "/b1", "/b2", "/b3"):
            web.replies[path] = partial(note, path[1])
        states = await asyncio.gather(*map(prober.probe, links))
        assert {state.link_class for state in states} == {ALIVE}
    assert len(asked) == 2
    for times in asked.values():
        assert len(times) == 8
        assert all(after - before >= 1 for before, after in pairwise(times))


async def test_papers_are_asked_by_their_resolver_only() -> None:
    asked: list[str] = []

    async def lookup(host: str) -> tuple[str, ...]:
        asked.append(host)
        return ("10.0.0.1",)

    async with LinkProber(HostTurns(0), lookup) as prober:
        for link in (
            "https://arxiv.org/pdf/1706.03762v2.pdf",
            "https://dl.acm.org/doi/pdf/10.1145/3292500.3330701",
            "https://doi.org/10.1145/3292500.3330701",
        ):
            await prober.probe(link)
    assert asked == ["arxiv.org", "doi.org", "doi.org"]


def test_sentences_hold_nothing_from_a_server(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async def reason() -> LinkState:
        async with probing() as (web, prober):
            web.replies["/a"] = response(b"<title>404 \x1b[2J</title>", "500 \x1b[2J")
            return await prober.probe(web.url("/a", "x.test"))

    monkeypatch.setattr(link_states, "_TIMEOUT", 5)
    assert "\x1b" not in "".join(map(str, asyncio.run(reason())))
