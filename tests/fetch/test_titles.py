"""Titles asked of a real server, one that is slow, huge, broken or lies."""

import asyncio
import gzip
import json
import subprocess
import sys
import tracemalloc

import pytest

from logtui import __version__
from logtui.fetch import http, titles
from logtui.fetch.http import FetchedTitle, FetchError, FetchLimits, HostError
from logtui.fetch.titles import PaperSources, fetch_title
from support.clocks import Clock
from support.web_servers import WebServer, response

SMALL = FetchLimits(size=5000)

ABSTRACT = """<!DOCTYPE html><html><head><title>[1706.03762] Attention Is All You Need</title>
<meta name="citation_title" content="Attention Is All You Need" />
<meta name="citation_author" content="Vaswani, Ashish" />
<meta name="citation_author" content="Shazeer, Noam" />
<meta property="og:site_name" content="arXiv.org" /></head><body></body></html>"""

ATTENTION = FetchedTitle("Attention Is All You Need", ("Ashish Vaswani", "Noam Shazeer"))


def sources(web: WebServer) -> PaperSources:
    return PaperSources(arxiv=web.url(""), doi=web.url(""))


async def refusal(url: str, limits: FetchLimits = titles.DEFAULT_LIMITS) -> str:
    with pytest.raises(FetchError) as raised:
        await fetch_title(url, limits=limits)
    message = str(raised.value)
    assert not message.endswith(".")
    assert message[0].islower() or isinstance(raised.value, HostError)
    return message


# What a link leads to


@pytest.mark.parametrize(
    "link",
    [
        "https://arxiv.org/abs/1706.03762v5",
        "https://arxiv.org/pdf/1706.03762",
        "http://www.arxiv.org/pdf/1706.03762v2.pdf",
        "https://doi.org/10.48550/arXiv.1706.03762",
        "arXiv:1706.03762",
    ],
)
async def test_every_form_of_an_arxiv_link_is_asked_at_its_abstract(
    web: WebServer, link: str
) -> None:
    web.page("/abs/1706.03762", ABSTRACT)
    assert await fetch_title(link, sources(web)) == ATTENTION


async def test_old_arxiv_ids_are_found_too(web: WebServer) -> None:
    web.page("/abs/math/0309136", ABSTRACT)
    assert await fetch_title("https://arxiv.org/abs/math.GT/0309136", sources(web)) == ATTENTION


async def test_a_doi_is_asked_for_its_citation(web: WebServer) -> None:
    citation = {
        "title": "Deep <i>learning</i> &amp; more",
        "author": [{"given": "Yann", "family": "LeCun"}, {"literal": "A Lab"}],
    }
    web.page("/citation", json.dumps(citation), "application/vnd.citationstyles.csl+json")
    web.redirect("/10.1038/nature14539", "/citation", "303 See Other")
    found = await fetch_title("https://www.doi.org/10.1038/NATURE14539", sources(web))
    assert found == FetchedTitle("Deep learning & more", ("Yann LeCun", "A Lab"))
    assert all("csl+json" in request for request in web.requests)


async def test_a_doi_without_a_citation_is_read_from_its_page(web: WebServer) -> None:
    web.page("/10.5555/x(1)", "<title>The landing page</title>")
    found = await fetch_title("https://doi.org/10.5555/x(1)", sources(web))
    assert found.title == "The landing page"


async def test_a_page_is_asked_by_a_program_that_says_its_name(web: WebServer) -> None:
    url = web.page("/", "<title>\n  A&nbsp;page &#8211; of\ttext &lt;3\n</title>")
    assert await fetch_title(f"  {url} ") == FetchedTitle("A page – of text <3")
    assert f"logtui/{__version__}" in web.requests[0]


async def test_the_title_is_read_in_the_charset_of_the_server(web: WebServer) -> None:
    kind = "text/html; charset=Shift_JIS"
    url = web.page("/", "<title>注意機構の研究</title>".encode("shift-jis"), kind)
    assert (await fetch_title(url)).title == "注意機構の研究"
    url = web.page("/", "<title>Über Züge</title>".encode("latin-1"), "text/html; charset=latin-1")
    assert (await fetch_title(url)).title == "Über Züge"


async def test_a_compressed_page_is_read(web: WebServer) -> None:
    body = gzip.compress(ABSTRACT.encode())
    url = web.page("/", body, "text/html", "Content-Encoding: gzip")
    assert await fetch_title(url) == ATTENTION


# Limits


async def test_a_server_that_never_answers_is_given_up(web: WebServer, clock: Clock) -> None:
    async def silent(_writer: asyncio.StreamWriter) -> None:
        clock.now += 11
        await asyncio.Event().wait()

    web.replies["/"] = silent
    assert "within 10 seconds" in await refusal(web.url())
    await web.gone.wait()


async def test_a_server_that_trickles_is_given_up(web: WebServer, clock: Clock) -> None:
    sent = 0

    async def trickle(writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>")
        while True:
            writer.write(b"x")
            await writer.drain()
            sent += 1
            clock.now += 0.1
            await asyncio.sleep(0)

    web.replies["/"] = trickle
    assert "within 10 seconds" in await refusal(web.url())
    await web.gone.wait()
    assert sent >= 100


async def test_of_a_huge_page_only_the_beginning_is_read(web: WebServer) -> None:
    sent = 0

    async def endless(writer: asyncio.StreamWriter) -> None:
        nonlocal sent
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>Vast</title>")
        while True:
            writer.write(b"<p>more" * 1000)
            await writer.drain()
            sent += 7000

    web.replies["/"] = endless
    assert (await fetch_title(web.url())).title == "Vast"
    await web.gone.wait()
    # What fills the buffers of the system comes on top of what is read.
    assert sent < 20_000_000


async def test_a_title_behind_the_limit_is_not_found(web: WebServer) -> None:
    url = web.page("/", b" " * SMALL.size + b"<title>Late</title>")
    assert "gives no title" in await refusal(url, SMALL)


@pytest.mark.parametrize("encoding", ["gzip", "x-gzip", "deflate"])
async def test_a_compressed_bomb_does_not_go_off(web: WebServer, encoding: str) -> None:
    bomb = gzip.compress(b"<title>Small</title>" + b" " * 50_000_000, 1)
    url = web.page("/", bomb, "text/html", f"Content-Encoding: {encoding}")
    tracemalloc.start()
    try:
        assert (await fetch_title(url, limits=SMALL)).title == "Small"
        assert tracemalloc.get_traced_memory()[1] < 20_000_000
    finally:
        tracemalloc.stop()


async def test_cancelling_closes_the_connection(web: WebServer) -> None:
    async def half(writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>")
        await asyncio.Event().wait()

    web.replies["/"] = half
    task = asyncio.create_task(fetch_title(web.url()))
    await web.asked.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    await web.gone.wait()


# Redirects


async def test_five_redirects_are_followed_and_no_more(web: WebServer) -> None:
    for hop in range(6):
        web.redirect(f"/{hop}", f"/{hop + 1}")
    web.page("/6", "<title>The end</title>")
    assert (await fetch_title(web.url("/1"))).title == "The end"
    assert "more than 5 times" in await refusal(web.url("/0"))


async def test_a_loop_ends(web: WebServer) -> None:
    assert "more than 5 times" in await refusal(web.redirect("/", "/"))
    assert len(web.requests) == 6


@pytest.mark.parametrize(
    "location",
    ["file:///etc/passwd", "file://host/x", "ftp://127.0.0.1/", "vscode://x"],
)
async def test_a_redirect_out_of_the_web_is_refused(web: WebServer, location: str) -> None:
    assert "http" in await refusal(web.redirect("/", location))


async def test_a_redirect_to_nowhere_is_refused(web: WebServer) -> None:
    for location in ("http://x:port/", "javascript:alert(1)", "mailto:a@b.org"):
        answer = await refusal(web.redirect("/", location))
        assert "is not an address" in answer or "does not answer as" in answer
    web.replies["/"] = response(b"", "302 Found")
    assert "error (302 Found)" in await refusal(web.url())


async def test_a_public_page_may_not_lead_into_the_users_network(
    web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    outside = {"public.example": ("127.0.0.1",), "both.example": ("127.0.0.1", "127.0.0.2")}

    async def pretending(host: str) -> tuple[str, ...]:
        return outside.get(host, ("127.0.0.2",))

    web.page("/inside", "<title>The router</title>")
    web.redirect("/", web.url("/inside"))
    assert (await fetch_title(web.url())).title == "The router"
    monkeypatch.setattr(http, "is_local", lambda addresses: "127.0.0.2" in addresses)
    for host in outside:
        web.requests.clear()
        with pytest.raises(FetchError, match="your own network"):
            await fetch_title(web.url(host=host), host_lookup=pretending)
        assert len(web.requests) == 1


async def test_a_link_that_was_typed_may_lead_into_the_users_network(web: WebServer) -> None:
    web.page("/inside", "<title>The router</title>")
    assert (await fetch_title(web.url("/inside", host="localhost"))).title == "The router"


# Broken answers and lies


@pytest.mark.parametrize(
    ("status", "says"),
    [
        ("403 \x1b[31mGo away", "does not let programs read this page (403 Forbidden)"),
        ("404 Nothing", "has no such page (404 Not Found)"),
        ("500 Oops", "error (500 Internal Server Error)"),
        ("799 Odd", "error (status 799)"),
    ],
)
async def test_an_error_is_told_in_plain_words(web: WebServer, status: str, says: str) -> None:
    web.replies["/"] = response(b"<title>Never read</title>", status)
    answer = await refusal(web.url())
    assert says in answer
    assert answer.isprintable()


@pytest.mark.parametrize(
    "reply",
    [
        b"",
        b"\x16\x03\x01\x02\x00",
        b"HTTP/1.1 two hundred\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 99\r\n\r\n<title>Ha",
        b"HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 50_000,
    ],
)
async def test_an_answer_that_is_none_is_named_so(web: WebServer, reply: bytes) -> None:
    web.replies["/"] = reply
    assert "broke off, or does not answer" in await refusal(web.url())


async def test_where_nobody_listens_there_is_no_title(web: WebServer) -> None:
    free = await asyncio.start_server(web.answer, "127.0.0.1", 0)
    port = free.sockets[0].getsockname()[1]
    free.close()
    await free.wait_closed()
    assert "cannot be reached" in await refusal(f"http://127.0.0.1:{port}/")


@pytest.mark.parametrize(
    ("kind", "encoding", "body", "says"),
    [
        ("application/pdf", "", b"%PDF-1.7", "a PDF"),
        ("image/png", "", b"\x89PNG", "a file"),
        ("text/html", "", b"\x89PNG\r\n\x1a\n\0\0\0<title>x</title>", "no title"),
        ("text/html", "", b"", "no title"),
        ("text/html", "", b"<title> \n </title>", "no title"),
        ("text/html", "gzip", b"<title>plain</title>", "broken data"),
        ("text/html", "br", b"<title>plain</title>", "not asked for"),
        ("text/html; charset=bz2_codec", "", b"no page", "no title"),
        ("application/json", "", b"[" * 100_000, "no title"),
        ("application/json", "", b"\xff\xfe", "no title"),
        ("application/json", "", b'{"title": {"a": 1}}', "no title"),
    ],
)
async def test_a_lying_answer_gives_no_title(
    web: WebServer, kind: str, encoding: str, body: bytes, says: str
) -> None:
    more = [f"Content-Encoding: {encoding}"] if encoding else []
    assert says in await refusal(web.page("/", body, kind, *more))


async def test_a_page_for_humans_only_gives_no_title(web: WebServer) -> None:
    url = web.page("/", "<title>Just a moment...</title>")
    assert "only to people" in await refusal(url)


async def test_a_title_can_be_trusted_on_a_terminal(web: WebServer) -> None:
    hostile = "A\x1b]0;x\x07 b\u202ec\u2066\nd&#27;&#x202E;\x00 " + "long " * 200_000
    title = (await fetch_title(web.page("/", f"<title>{hostile}</title>"))).title
    assert title.startswith("A]0;x bc d")
    assert title.endswith("long…")
    assert len(title) <= 300
    assert title.isprintable()


@pytest.mark.parametrize(
    "link",
    [
        "",
        "notes/today.md",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "http://",
        "http://a b/",
        "http://[::1/",
        "http://x:99999/",
        "https://\x00/",
        "http://\ud800.org/",
        "http://" + "a" * 70_000,
        "http://" + "a" * 64 + ".invalid/",
    ],
)
async def test_what_is_no_address_of_the_web_is_refused(link: str) -> None:
    assert await refusal(link)


# The library


async def test_without_the_library_its_name_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    http.tls_settings.cache_clear()  # as in a program that has not asked yet
    assert "pip install 'logtui[fetch]'" in await refusal("https://example.org")


def test_the_library_is_not_loaded_before_it_is_used() -> None:
    code = (
        "import sys, logtui.fetch.titles, logtui.tui.forms.title_fetch;"
        "print('httpx' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
