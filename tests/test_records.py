"""Records of papers in the cache directory, and when servers are asked for them."""

from __future__ import annotations

import asyncio
import datetime
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from logtui.record_requests import fetch_records
from logtui.records import CacheError, RecordStore, wanted_works
from support.paper_servers import (
    arxiv_path,
    feed_entry,
    policy,
    serve_citation,
    serve_failure,
    serve_feed,
)
from support.papers import works_in
from support.web_servers import WebServer, serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

    from logtui.export.citing.works import Work

TODAY = datetime.date(2024, 12, 2)
NUMBER, DOI = "1706.03762", "10.1000/x"


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "*")


@pytest_asyncio.fixture
async def web() -> AsyncIterator[WebServer]:
    async with serving() as server:
        yield server


def papers(*addresses: str) -> list[Work]:
    """Return the works with these addresses."""
    lines = "".join(f"- [x]({address})\n" for address in addresses)
    return works_in(f"## 2024-01-01\n{lines}")


PAPER = papers(f"https://arxiv.org/abs/{NUMBER}")
ARTICLE = papers(f"https://doi.org/{DOI}")


async def test_what_is_told_is_kept_and_not_asked_again(web: WebServer) -> None:
    serve_feed(web, [NUMBER], feed_entry(NUMBER, "Attention", "Ashish Vaswani"))
    serve_citation(web, DOI, {"title": "Deep", "author": [{"family": "LeCun"}]})
    works = [*PAPER, *ARTICLE]
    store = RecordStore()
    assert wanted_works(store, works, TODAY) == works
    assert await fetch_records(store, works, TODAY, policy(web)) == []
    known = RecordStore().records(works)
    assert {identity: record.title for identity, record in known.items()} == {
        "arxiv:1706.03762": "Attention",
        "doi:10.1000/x": "Deep",
    }
    assert wanted_works(store, works, TODAY) == []
    assert wanted_works(store, works, TODAY, refresh=True) == works


async def test_records_are_used_for_good_but_asked_for_again_after_ninety_days(
    web: WebServer,
) -> None:
    serve_feed(web, [NUMBER], feed_entry(NUMBER, "Attention", "Ashish Vaswani"))
    store = RecordStore()
    await fetch_records(store, PAPER, TODAY, policy(web))
    later = TODAY + datetime.timedelta(days=89)
    assert wanted_works(store, PAPER, later) == []
    assert wanted_works(store, PAPER, later + datetime.timedelta(days=1)) == PAPER
    assert store.records(PAPER)


async def test_what_was_not_found_is_asked_for_again_after_a_week(web: WebServer) -> None:
    serve_failure(web, f"/{DOI}", "404 Not Found")
    store = RecordStore()
    assert await fetch_records(store, ARTICLE, TODAY, policy(web)) == []
    assert store.records(ARTICLE) == {}
    assert wanted_works(store, ARTICLE, TODAY + datetime.timedelta(days=6)) == []
    assert wanted_works(store, ARTICLE, TODAY + datetime.timedelta(days=7)) == ARTICLE


async def test_failures_are_told_and_not_kept(web: WebServer) -> None:
    serve_failure(web, arxiv_path(NUMBER), "503 x")
    serve_failure(web, f"/{DOI}", "500 x")
    store = RecordStore()
    problems = await fetch_records(store, [*PAPER, *ARTICLE], TODAY, policy(web))
    assert len(problems) == 2
    assert problems[1].startswith(f"{DOI}: ")
    assert wanted_works(store, [*PAPER, *ARTICLE], TODAY) == [*PAPER, *ARTICLE]


async def test_a_failure_does_not_take_away_what_is_known(web: WebServer) -> None:
    serve_feed(web, [NUMBER], feed_entry(NUMBER, "Attention", "Ashish Vaswani"))
    store = RecordStore()
    await fetch_records(store, PAPER, TODAY, policy(web))
    web.page(arxiv_path(NUMBER), "Rate exceeded.", "text/plain")
    assert await fetch_records(store, PAPER, TODAY, policy(web))
    assert store.records(PAPER)["arxiv:1706.03762"].title == "Attention"


async def test_arxiv_is_asked_for_a_hundred_at_once_with_pauses(
    web: WebServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = [f"2401.{number:05}" for number in range(250)]
    for start in (0, 100, 200):
        batch = numbers[start : start + 100]
        serve_feed(web, batch, *(feed_entry(number, "T", "A B") for number in batch))
    works = papers(*(f"https://arxiv.org/abs/{number}" for number in numbers))
    pauses: list[float] = []
    sleep = asyncio.sleep

    async def noting(seconds: float) -> None:
        pauses.append(seconds)
        await sleep(0)

    monkeypatch.setattr(asyncio, "sleep", noting)
    slow = policy(web)._replace(arxiv_pause=3)
    assert await fetch_records(RecordStore(), works, TODAY, slow) == []
    assert len(web.requests) == 3
    assert pauses.count(3) == 2
    assert len(RecordStore().records(works)) == 250


async def test_doi_org_is_left_alone_after_three_failures(web: WebServer) -> None:
    numbers = [f"10.1000/{number}" for number in range(9)]
    for number in numbers:
        serve_failure(web, f"/{number}", "503 x")
    works = papers(*(f"https://doi.org/{number}" for number in numbers))
    problems = await fetch_records(RecordStore(), works, TODAY, policy(web))
    assert problems[-1] == "doi.org is asked no more for now"
    assert len(web.requests) == 3


def test_an_id_that_cannot_be_is_never_asked_for() -> None:
    works = papers("https://arxiv.org/abs/1706.0376", "https://example.org/")
    assert wanted_works(RecordStore(), works, TODAY) == []


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "3", '{"item": 3, "fetched": "2024-01-01"}', '{"item": {}}', "[" * 10_000],
)
def test_a_broken_file_of_the_cache_is_as_if_it_were_not_there(content: str) -> None:
    store = RecordStore()
    store.keep(PAPER[0], {"title": "T"}, "x", TODAY)
    (file,) = store.folder.rglob("*.json")
    file.write_text(content)
    assert store.records(PAPER) == {}
    assert wanted_works(store, PAPER, TODAY) == PAPER


def test_a_long_doi_has_a_file_too() -> None:
    works = papers(f"https://doi.org/10.1000/{'x' * 2000}")
    store = RecordStore()
    store.keep(works[0], {"title": "T"}, "x", TODAY)
    assert store.records(works)


def test_a_cache_that_takes_nothing_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    store = RecordStore(tmp_path / "file" / "records")
    with pytest.raises(CacheError, match="cannot be kept"):
        store.keep(PAPER[0], {"title": "T"}, "x", TODAY)
    assert store.records(PAPER) == {}
