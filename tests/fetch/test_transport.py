"""Where a connection goes: to an address that was checked, under the name of the link."""

from __future__ import annotations

import asyncio
import ssl
import sys
from typing import TYPE_CHECKING

import httpx
import pytest
import trustme

from logtui.fetch import http, titles
from logtui.fetch.http import FetchError
from logtui.fetch.titles import fetch_title
from support.web_servers import WebServer, serving

if TYPE_CHECKING:
    from logtui.fetch.addresses import HostLookup
    from support.clocks import Clock

NOBODY = "127.0.0.3"
SILENT = "127.0.0.4"


def lookup(**addresses: tuple[str, ...]) -> HostLookup:
    """Give a lookup that knows hosts by their names without ``.example``."""

    async def look_up(host: str) -> tuple[str, ...]:
        return addresses.get(host.removesuffix(".example"), ())

    return look_up


@pytest.fixture
def authority(monkeypatch: pytest.MonkeyPatch) -> trustme.CA:
    """Give an authority whose certificates are trusted."""
    made = trustme.CA()
    context = httpx.create_ssl_context()
    made.configure_trust(context)
    monkeypatch.setattr(titles, "tls_settings", lambda: context)
    return made


def server_context(authority: trustme.CA, name: str) -> ssl.SSLContext:
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert(name).configure_cert(context)
    return context


async def test_a_name_whose_address_changes_after_the_check_leads_nowhere_else(
    web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http, "is_local", lambda _: False)
    web.page("/inside", "<title>The router</title>")
    # When it is checked, `localhost` has an address at which nobody listens; to the system it
    # leads to the server.
    changing = lookup(public=("127.0.0.1",), localhost=(NOBODY,))
    web.redirect("/", web.url("/inside", host="localhost"))
    with pytest.raises(FetchError, match="localhost cannot be reached"):
        await fetch_title(web.url(host="public.example"), host_lookup=changing)
    assert len(web.requests) == 1


async def test_each_host_is_looked_up_once_a_hop(web: WebServer) -> None:
    hosts = []

    async def look_up(host: str) -> tuple[str, ...]:
        hosts.append(host)
        return ("127.0.0.1",)

    web.page("/b", "<title>Second</title>")
    web.redirect("/a", web.url("/b", host="second.example"))
    assert (await fetch_title(web.url("/a", "first.example"), host_lookup=look_up)).title
    assert hosts == ["first.example", "second.example"]


async def test_the_server_is_told_the_name_of_the_link(web: WebServer) -> None:
    web.page("/", "<title>By name</title>")
    known = lookup(paper=("127.0.0.1",))
    assert (await fetch_title(web.url(host="paper.example"), host_lookup=known)).title == "By name"
    assert f"Host: paper.example:{web.port}\r\n" in web.requests[0]


async def test_a_relative_redirect_stays_on_the_host(web: WebServer) -> None:
    web.page("/b", "<title>The end</title>")
    web.redirect("/a", "/b")
    known = lookup(paper=("127.0.0.1",))
    assert (await fetch_title(web.url("/a", "paper.example"), host_lookup=known)).title == "The end"
    assert all(f"Host: paper.example:{web.port}\r\n" in request for request in web.requests)


async def test_the_next_address_is_tried_where_one_does_not_answer(web: WebServer) -> None:
    web.page("/", "<title>Here</title>")
    known = lookup(paper=(NOBODY, "127.0.0.1"))
    assert (await fetch_title(web.url(host="paper.example"), host_lookup=known)).title == "Here"


async def test_the_next_address_is_tried_where_one_stays_silent(
    authority: trustme.CA, clock: Clock
) -> None:
    async def stay_silent(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        clock.now += 3
        await reader.read()
        writer.close()

    known = lookup(paper=(SILENT, "127.0.0.1"))
    async with serving(server_context(authority, "paper.example")) as web:
        web.page("/", "<title>Here</title>")
        async with await asyncio.start_server(stay_silent, SILENT, web.port):
            title = await fetch_title(web.url(host="paper.example"), host_lookup=known)
    assert title.title == "Here"


async def test_a_host_without_an_address_cannot_be_reached(web: WebServer) -> None:
    with pytest.raises(FetchError, match="cannot be reached: its address is not known"):
        await fetch_title(web.url(host="localhost"), host_lookup=lookup())
    assert web.requests == []


@pytest.mark.parametrize(("name", "is_read"), [("paper.example", True), ("other.example", False)])
async def test_the_certificate_has_to_be_for_the_name(
    authority: trustme.CA, name: str, *, is_read: bool
) -> None:
    known = lookup(paper=("127.0.0.1",))
    async with serving(server_context(authority, name)) as web:
        web.page("/", "<title>Encrypted</title>")
        url = web.url(host="paper.example")
        if is_read:
            assert (await fetch_title(url, host_lookup=known)).title == "Encrypted"
        else:
            with pytest.raises(FetchError, match=r"cannot be reached: .*certificate"):
                await fetch_title(url, host_lookup=known)
            assert web.requests == []


async def test_a_proxy_of_the_environment_looks_up_names_by_itself(
    web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("http_proxy", web.url())
    monkeypatch.setenv("no_proxy", "direct.example")
    web.page("http://far.example/", "<title>Through the proxy</title>")
    web.page("/", "<title>Without it</title>")
    known = lookup(direct=("127.0.0.1",))
    far = await fetch_title("http://far.example/", host_lookup=known)
    direct = await fetch_title(web.url(host="direct.example"), host_lookup=known)
    assert (far.title, direct.title) == ("Through the proxy", "Without it")


@pytest.mark.parametrize(
    ("proxy", "problem"),
    [
        ("ftp://proxy.example", "the address of the proxy cannot be used"),
        ("://", "the address of the proxy cannot be used"),
        ("http://[::1", "the address of the proxy cannot be used"),
        ("http://proxy.example:port", "the address of the proxy cannot be used"),
        ("http://user:secret@proxy.example:port", "the address of the proxy cannot be used"),
        (f"http://user:secret@{NOBODY}:9", "no connection by way of the proxy"),
    ],
)
@pytest.mark.parametrize("variable", ["http_proxy", "all_proxy"])
async def test_a_proxy_that_cannot_be_used_is_named_by_its_variable(
    monkeypatch: pytest.MonkeyPatch, variable: str, proxy: str, problem: str
) -> None:
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setenv(variable, proxy)
    with pytest.raises(FetchError, match=problem) as refused:
        await fetch_title("http://far.example/", host_lookup=lookup())
    assert f"${variable}" in str(refused.value)
    assert "secret" not in str(refused.value)


async def test_a_socks_proxy_needs_a_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "socksio", None)
    monkeypatch.setenv("no_proxy", "")
    monkeypatch.setenv("all_proxy", "socks5://127.0.0.1:9")
    with pytest.raises(FetchError, match=r"pip install 'httpx\[socks\]'"):
        await fetch_title("http://far.example/", host_lookup=lookup())
