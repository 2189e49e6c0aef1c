"""`logtui export --online`, with a server of the loopback address in the place of the others."""

from __future__ import annotations

import asyncio
import sys
from functools import partial
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from logtui import record_requests
from logtui.fetch import http
from support.paper_servers import arxiv_path, feed_entry, policy, serve_citation, serve_feed
from support.papers import PAPERS_LOG
from support.programs import command
from support.web_servers import WebServer, serving

if TYPE_CHECKING:
    import subprocess
    from collections.abc import AsyncIterator
    from pathlib import Path

NUMBER, DOI = "1706.03762", "10.1038/nature14539"


@pytest_asyncio.fixture
async def web(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[WebServer]:
    """Give a server that the command asks."""
    monkeypatch.setenv("NO_PROXY", "*")
    async with serving() as server:
        ask = partial(record_requests.fetch_records, policy=policy(server))
        monkeypatch.setattr(record_requests, "fetch_records", ask)
        yield server


@pytest.fixture
def log(tmp_path: Path) -> Path:
    file = tmp_path / "log.md"
    file.write_text(PAPERS_LOG, encoding="utf-8")
    return file


async def export(log: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Return how ``logtui export --as bibtex`` ended."""
    done = await asyncio.to_thread(command, "export", log, "--as", "bibtex", *words)
    assert done.returncode == 0, done.stderr
    return done


async def test_what_servers_tell_is_in_the_bibliography_from_then_on(
    web: WebServer, log: Path
) -> None:
    serve_feed(web, [NUMBER], feed_entry(NUMBER, "Attention", "Ashish Vaswani"))
    serve_citation(web, DOI, {"title": "Deep learning", "author": [{"family": "LeCun"}]})
    assert "@misc{vaswani2017attention," not in (await export(log)).stdout
    assert web.requests == []
    asked = await export(log, "--online", "kind:paper")
    assert "@misc{vaswani2017attention," in asked.stdout
    assert asked.stderr == ""
    count = len(web.requests)
    assert (await export(log, "--online", "kind:paper")).stdout == asked.stdout
    assert (await export(log, "kind:paper")).stdout == asked.stdout
    assert len(web.requests) == count
    await export(log, "--online", "--refresh", "kind:paper")
    assert len(web.requests) == 2 * count


async def test_only_the_papers_that_are_wanted_are_asked_for(web: WebServer, log: Path) -> None:
    serve_feed(web, [NUMBER], feed_entry(NUMBER, "Attention", "Ashish Vaswani"))
    await export(log, "--online", "attention need")
    assert [request.split()[1] for request in web.requests] == [arxiv_path(NUMBER)]


async def test_without_the_library_its_name_is_told_once(
    web: WebServer, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "httpx", None)
    http.tls_settings.cache_clear()  # as in a program that has not asked yet
    done = await asyncio.to_thread(command, "export", log, "--as", "text", "--online")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "logtui: the network is asked with httpx: install it with `pip install 'logtui[fetch]'`\n"
    )
    assert web.requests == []


async def test_what_does_not_answer_is_told_and_the_rest_is_written(
    web: WebServer, log: Path
) -> None:
    web.page(arxiv_path(NUMBER), "Rate exceeded.", "text/plain")
    serve_citation(web, DOI, {"title": "Deep learning", "author": [{"family": "LeCun"}]})
    done = await export(log, "--online", "kind:paper")
    assert "@misc{arxiv170603762," in done.stdout
    assert "{lecundeep," in done.stdout
    assert done.stderr == (
        "logtui: export.arxiv.org wants fewer questions; try again in a minute\n"
    )
