"""What a fetch does to the form that it is in, with a real server behind it."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest
from textual.app import App
from textual.widgets import Input, TextArea

from logtui.fetch.http import FetchedTitle
from logtui.tui.drawing.theme_colours import readable_colours
from logtui.tui.forms.title_fetch import TitleFetch, fetch_from_network, join_names
from support.pilots import text, until
from support.web_servers import serving

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from textual.app import ComposeResult
    from textual.pilot import Pilot

    from logtui.tui.forms.title_fetch import FetchTitle
    from support.web_servers import WebServer

AUTHORS = "".join(
    f'<meta name="citation_author" content="{name}">'
    for name in ("Doe, Jane", "Roe, Richard", "Poe, Paula", "Low, Lou", "Mo, Mia")
)


class Form(App[None]):
    """The fields that a form has, and the line that fills them."""

    def __init__(self, fetch: FetchTitle = fetch_from_network) -> None:
        super().__init__()
        self._fetch = fetch

    def get_css_variables(self) -> dict[str, str]:
        self.theme_variables = readable_colours(super().get_css_variables(), dark=True)
        return self.theme_variables

    def compose(self) -> ComposeResult:
        yield Input(id="url", compact=True)
        yield Input(id="title", compact=True)
        yield TitleFetch(self, self._fetch)
        yield TextArea(compact=True)

    @property
    def link(self) -> str:
        return self.url.value.strip()

    @property
    def typed_title(self) -> str:
        return self.title_field.value

    def fill_title(self, title: str) -> None:
        self.title_field.value = title

    def add_note(self, note: str) -> None:
        self.notes.insert(note, self.notes.document.end)

    @property
    def url(self) -> Input:
        return self.query_one("#url", Input)

    @property
    def title_field(self) -> Input:
        return self.query_one("#title", Input)

    @property
    def notes(self) -> TextArea:
        return self.query_one(TextArea)

    @property
    def line(self) -> TitleFetch:
        return self.query_one(TitleFetch)

    def on_input_changed(self) -> None:
        self.line.stop_if_link_changed()


@asynccontextmanager
async def filling(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[tuple[Pilot[None], WebServer]]:
    monkeypatch.setenv("NO_PROXY", "*")
    async with serving() as web, Form().run_test(size=(80, 12)) as pilot:
        yield pilot, web


def form_of(pilot: Pilot[None]) -> Form:
    assert isinstance(pilot.app, Form)
    return pilot.app


async def fetch(pilot: Pilot[None], url: str) -> Form:
    form = form_of(pilot)
    form.url.value = url
    await pilot.pause()
    form.line.take_or_fetch()
    await until(pilot, lambda: not form.line.is_fetching)
    await pilot.pause()
    return form


async def hang(_writer: asyncio.StreamWriter) -> None:
    await asyncio.Event().wait()


async def fetch_in_vain(pilot: Pilot[None], web: WebServer) -> Form:
    """Begin to fetch from a server that never answers."""
    form = form_of(pilot)
    web.replies["/"] = hang
    form.url.value = web.url()
    await pilot.pause()
    form.line.take_or_fetch()
    await web.asked.wait()
    return form


async def test_an_empty_title_is_filled_and_authors_are_offered(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with filling(monkeypatch) as (pilot, web):
        form = await fetch(pilot, web.page("/", f"{AUTHORS}<title>[b]Found[/b] [/]</title>"))
        assert form.title_field.value == "[b]Found[/b] [/]"
        assert "by Jane Doe, Richard Roe, Paula Poe and 2 others   ^t notes them" in text(pilot)
        assert form.notes.text == ""
        form.line.take_or_fetch()
        await pilot.pause()
        assert form.notes.text == "Jane Doe, Richard Roe, Paula Poe, Lou Low, Mia Mo"
        assert "notes them" not in text(pilot)
        assert len(web.requests) == 1


async def test_what_the_user_typed_stays_until_the_key_says_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with filling(monkeypatch) as (pilot, web):
        form = form_of(pilot)
        form.title_field.value = "Mine"
        await fetch(pilot, web.page("/", "<title>Theirs</title>"))
        assert form.title_field.value == "Mine"
        assert "found: Theirs   ^t takes it" in text(pilot)
        form.line.take_or_fetch()
        await pilot.pause()
        assert form.title_field.value == "Theirs"
        assert "title from 127.0.0.1" in text(pilot)


async def test_a_title_typed_while_the_answer_is_awaited_stays(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with filling(monkeypatch) as (pilot, web):
        form = form_of(pilot)
        go = asyncio.Event()
        url = web.page("/", "<title>Theirs</title>")
        page = web.replies["/"]
        assert isinstance(page, bytes)

        async def late(writer: asyncio.StreamWriter) -> None:
            await go.wait()
            writer.write(page)
            await writer.drain()

        web.replies["/"] = late
        form.url.value = url
        await pilot.pause()
        form.line.take_or_fetch()
        await web.asked.wait()
        await until(pilot, lambda: "asking 127.0.0.1 for the title   esc stops it" in text(pilot))
        form.title_field.value = "Mine"
        go.set()
        await until(pilot, lambda: "found: Theirs" in text(pilot))
        assert form.title_field.value == "Mine"


async def test_a_fetched_title_gives_way_to_that_of_another_link(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with filling(monkeypatch) as (pilot, web):
        await fetch(pilot, web.page("/1", "<title>First</title>"))
        form = await fetch(pilot, web.page("/2", "<title>Second</title>"))
        assert form.title_field.value == "Second"


async def test_stopping_ends_the_fetch_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    async with filling(monkeypatch) as (pilot, web):
        form = await fetch_in_vain(pilot, web)
        assert form.line.stop()
        await web.gone.wait()
        await pilot.pause()
        assert "asking" not in text(pilot)
        assert not form.line.stop()


async def test_another_link_ends_the_fetch(monkeypatch: pytest.MonkeyPatch) -> None:
    async with filling(monkeypatch) as (pilot, web):
        form = await fetch_in_vain(pilot, web)
        form.url.value = "https://example.org"
        await web.gone.wait()
        assert form.title_field.value == ""


async def test_an_answer_for_another_link_is_not_taken() -> None:
    async def late(_link: str) -> FetchedTitle:
        form.url.value = "https://example.org/other"
        return FetchedTitle("Theirs")

    form = Form(late)
    async with form.run_test(size=(80, 12)) as pilot:
        await fetch(pilot, "https://example.org/")
        assert form.title_field.value == ""
        assert "Theirs" not in text(pilot)


async def test_a_form_that_goes_takes_its_fetch_along(monkeypatch: pytest.MonkeyPatch) -> None:
    async with filling(monkeypatch) as (pilot, web):
        form = await fetch_in_vain(pilot, web)
        await form.line.remove()
        await web.gone.wait()


async def test_why_there_is_no_title_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    async with filling(monkeypatch) as (pilot, web):
        form = await fetch(pilot, web.url("/gone"))
        assert "127.0.0.1 has no such page (404 Not Found)." in text(pilot)
        assert form.title_field.value == ""
        await fetch(pilot, "")
        assert "give a link first" in text(pilot)


@pytest.mark.parametrize(
    ("names", "shown"),
    [("A", "A"), ("ABC", "A, B, C"), ("ABCD", "A, B, C, D"), ("ABCDE", "A, B, C and 2 others")],
)
def test_a_long_list_of_authors_is_counted(names: str, shown: str) -> None:
    assert join_names(list(names), 3) == shown
