"""`logtui check --links` as a program of its own, asking a real server that stands for the web.

The server is the proxy of the program's environment: it gets all requests, whatever their host.
"""

from __future__ import annotations

import asyncio
import json
import os
import signal
import sys
from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest

from support.terminals import LOGTUI
from support.web_servers import WebServer, response, serving

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PAGE = "Content-Type: text/html"
CLASSES = {
    "http://alive.test/a": "alive",
    "http://alive.test/b": "alive",
    "http://get.test/only": "alive",
    "http://busy.test/": "alive",
    "http://moved.test/a": "moved",
    "http://temporary.test/a": "alive",
    "http://gone.test/a": "gone?",
    "http://refused.test/": "refused",
    "http://later.test/": "refused",
    "http://human.test/": "refused",
    "http://broken.test/": "unsure",
    "http://soft.test/deep/page": "unsure",
    "http://parked.test/": "unsure",
    "http://home.test/deep/page": "unsure",
    "http://login.test/a": "unsure",
    "http://consent.test/a": "unsure",
    "http://loop.test/a": "unsure",
    "http://inward.test/": "unsure",
    "http://10.0.0.1/secret": "unsure",
    "http://localhost/secret": "unsure",
    "http://[::1]/secret": "unsure",
}
"""What each link of the log is."""

REDIRECTS = {
    "http://moved.test/a": ("301 Moved", "http://new.test/b"),
    "http://temporary.test/a": ("302 Found", "http://new.test/b"),
    "http://home.test/deep/page": ("301 Moved", "http://home.test/"),
    "http://login.test/a": ("302 Found", "http://login.test/login?next=a"),
    "http://consent.test/a": ("303 See", "http://consent.test/consent/"),
    "http://loop.test/a": ("301 Moved", "http://loop.test/a"),
    "http://inward.test/": ("301 Moved", "http://169.254.169.254/secret"),
}


ANSWERS = {
    "gone.test": response(b"", "404 Not Found"),
    "refused.test": response(b"", "403 Forbidden"),
    "later.test": response(b"", "503 Busy", "Retry-After: 3600"),
    "human.test": response(b"<title>Just a moment...</title>", "503 Wait", PAGE),
    "broken.test": response(b"", "500 Broken"),
    "soft.test": response(b"<title>Page not found</title>", "200 OK", PAGE),
    "parked.test": response(b"<title>This domain is for sale</title>", "200 OK", PAGE),
}
"""What hosts answer that neither redirect nor have what they are asked for."""

NO_HEAD = response(b"", "405 Method Not Allowed")
BUSY = response(b"", "429 Too Many Requests", "Retry-After: 2")
FOUND = response(b"", "200 OK", "Content-Type: application/pdf")


class Web:
    """What a server is asked, and when.

    Attributes:
        asked: The host, the method and the second of each request.
        interrupted_at: The number of the request that gets no answer, as somebody presses Ctrl+C;
            0 for none.
    """

    def __init__(self, server: WebServer) -> None:
        self.asked: list[tuple[str, str, float]] = []
        self.interrupted_at = 0
        self._server = server
        self._process: asyncio.subprocess.Process | None = None
        for address in (*CLASSES, *(target for _, target in REDIRECTS.values())):
            server.replies[address] = partial(self.reply, address)

    async def check(
        self, log: Path, *words: str, program: tuple[str, ...] = LOGTUI
    ) -> tuple[int, str, str]:
        """Run the program, and return its status and what it wrote."""
        environment = {"http_proxy": self._server.url(), "no_proxy": "", "NO_PROXY": ""}
        process = await asyncio.create_subprocess_exec(
            *(*program, "check", str(log), "--links", *words),
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env=os.environ | environment,
        )
        self._process = process
        out, err = await process.communicate()
        return process.returncode or 0, out.decode(), err.decode()

    async def reply(self, address: str, writer: asyncio.StreamWriter) -> None:
        """Answer a request for ``address``."""
        method = self._server.requests[-1].split()[0]
        host = address.split("/")[2]
        is_first = all(earlier != host for earlier, _, _ in self.asked)
        self.asked.append((host, method, asyncio.get_running_loop().time()))
        if len(self.asked) == self.interrupted_at and self._process is not None:
            self._process.send_signal(signal.SIGINT)
            await asyncio.Event().wait()
        if address in REDIRECTS:
            status, location = REDIRECTS[address]
            writer.write(response(b"", status, f"Location: {location}"))
        elif host == "get.test" and method == "HEAD":
            writer.write(NO_HEAD)
        elif host == "busy.test" and is_first:
            writer.write(BUSY)
        else:
            writer.write(ANSWERS.get(host, FOUND))


def written(folder: Path, links: list[str]) -> Path:
    """Return a log with ``links``, an entry each."""
    log = folder / "log.md"
    items = "".join(f"- [Link {number}]({link})\n" for number, link in enumerate(links))
    log.write_text(f"## 2024-06-20\n{items}")
    return log


async def test_every_class_and_how_politely_it_is_asked(tmp_path: Path) -> None:
    log = written(tmp_path, list(CLASSES))
    async with serving() as server:
        web = Web(server)
        status, out, err = await web.check(log, "--format", "json")
        records: list[dict[str, Any]] = json.loads(out)
        assert {record["url"]: record["class"] for record in records} == CLASSES
        assert {r["url"]: r["target"] for r in records if r["target"]} == {
            "http://moved.test/a": "http://new.test/b"
        }
        assert status == 1
        assert err == (
            "logtui: 20 of 21 links are asked\n"
            "logtui: 21 links: 1 gone?, 1 moved, 11 unsure, 3 refused, 5 alive\n"
        )
        for host in {host for host, _, _ in web.asked}:
            times = [time for other, _, time in web.asked if other == host]
            pause = 2 if host == "busy.test" else 1
            # The time of a request is when it arrives, which varies a little.
            assert all(after - before > pause - 0.1 for before, after in pairwise(times)), host
        assert [method for host, method, _ in web.asked if host == "get.test"] == ["HEAD", "GET"]
        assert not [request for request in server.requests if "secret" in request]
        assert all("cookie" not in request.lower() for request in server.requests)
        assert all(
            "range: bytes=0-8191" in request.lower()
            for request in server.requests
            if request.startswith("GET")
        )
        asked = len(web.asked)
        again = await web.check(log, "--format", "json")
        assert (again[0], again[1]) == (status, out)
        assert len(web.asked) == asked


@pytest.fixture
def heeded_interruptions() -> Iterator[None]:
    """Have programs heed Ctrl+C; those that a shell runs in the background inherit to ignore it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("heeded_interruptions")
async def test_an_interruption_keeps_what_is_known_and_says_so(tmp_path: Path) -> None:
    links = [f"http://alive.test/{name}" for name in "abcd"]
    log = written(tmp_path, links)
    async with serving() as server:
        web = Web(server)
        for link in links:
            server.replies[link] = partial(web.reply, link)
        web.interrupted_at = 3
        status, out, err = await web.check(log)
        assert (status, out) == (130, "")
        assert "stopped: 2 of 4 links were asked; that is kept" in err
        assert "Traceback" not in err
        web.interrupted_at = 0
        assert len(web.asked) == 3
        status, _, err = await web.check(log)
        assert (status, err) == (0, "logtui: 4 links: 4 alive\n")
        assert len(web.asked) == 5


async def test_copies_are_looked_for_where_the_archive_is(tmp_path: Path) -> None:
    log = written(tmp_path, ["http://gone.test/a", "http://alive.test/a"])
    lines = (
        "from logtui import cli",
        "from logtui.commands.reports import link_report",
        "link_report.ARCHIVE = 'http://archive.test/available'",
        "raise SystemExit(cli.main())",
    )
    program = (sys.executable, "-c", "\n".join(lines))
    async with serving() as server:
        web = Web(server)
        answer = {"archived_snapshots": {"closest": {"available": True, "url": "http://copy/"}}}
        server.page(
            "http://archive.test/available?url=http%3A%2F%2Fgone.test%2Fa&timestamp=20240620",
            json.dumps(answer),
            "application/json",
        )
        status, out, _ = await web.check(log, "--archive", program=program)
        assert status == 1
        assert "`http://gone.test/a`: status 404; a copy is at http://copy/" in out


async def test_the_own_network_is_never_asked(tmp_path: Path) -> None:
    async with serving() as server:
        log = written(tmp_path, [server.url("/a"), server.url("/a", "localhost")])
        process = await asyncio.create_subprocess_exec(
            *(*LOGTUI, "check", str(log), "--links"),
            stdout=asyncio.subprocess.PIPE,
            env=os.environ | {"no_proxy": "*"},
        )
        out, _ = await process.communicate()
        assert process.returncode == 0
        assert out.decode().count("it leads into your own network, which is not asked") == 2
        assert server.requests == []
