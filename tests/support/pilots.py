"""Driving the app in tests: open a log, press keys, read the screen as a user does."""

from __future__ import annotations

from contextlib import asynccontextmanager
from itertools import groupby
from typing import TYPE_CHECKING

from textual.events import Key
from textual.keys import _character_to_key

from logtui.config.loading import config_path, load_config
from logtui.session import Session
from logtui.storage.state import Position, keep_position, last_position
from logtui.tui.actions.log_actions import OFFER_GROUP
from logtui.tui.app import LogApp
from logtui.tui.dialogs.dialog import Dialog
from logtui.tui.forms.form import Form
from logtui.tui.main_screen import MainScreen
from logtui.tui.panes.bars import SearchBar, TopBar
from logtui.tui.panes.date_tree import DateTree
from logtui.tui.panes.entry_detail import EntryDetail

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from pathlib import Path

    from textual.app import App
    from textual.pilot import Pilot

    from logtui.tui.log_relations import Relations
    from logtui.tui.shown_log import ShownLog

NARROW, MEDIUM, WIDE = (80, 24), (120, 40), (200, 60)
"""The three layouts, each at a size that people have."""

SIZES = (NARROW, MEDIUM, WIDE)

_TEXT = 5
"""Characters from which on keys in a row are a text."""


def configure(settings: str) -> None:
    """Put ``settings`` into the user's configuration file."""
    path = config_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(settings)


@asynccontextmanager
async def browsing(path: Path, size: tuple[int, int] = MEDIUM) -> AsyncIterator[Pilot[None]]:
    """Give the pilot of an app that shows the log at ``path``, wholly loaded and drawn.

    The user has seen the log before: nobody says welcome.
    """
    if last_position(path) is None:
        keep_position(path, Position((), None))
    app = LogApp(Session.open(path), load_config())
    async with app.run_test(size=size, notifications=True) as pilot:
        await drawn(pilot)
        yield pilot


async def drawn(pilot: Pilot[None]) -> None:
    """Wait until everything that comes behind the first frame is there."""
    screen = main_screen(pilot)
    detail = screen.query_one(EntryDetail)
    await until(pilot, lambda: bool(screen.query(DateTree)) and detail.has_markdown)
    await settled(pilot)


async def settled(pilot: Pilot[None]) -> None:
    """Wait until no work goes on in the background and everything is drawn."""
    await until(pilot, lambda: not is_working(pilot.app))
    bar = main_screen(pilot).query_one(TopBar)
    await until(pilot, lambda: bar.state[0] != "busy")
    await pilot.pause()


def is_working(app: App[None]) -> bool:
    """Tell whether work goes on in the background that does not wait for the user."""
    dialogs = [screen for screen in app.screen_stack if isinstance(screen, Dialog)]
    asks = bool(dialogs) and not isinstance(dialogs[-1], Form)
    return not asks and any(
        worker.is_running and worker.group != OFFER_GROUP for worker in app.workers
    )


async def until(pilot: Pilot[None], condition: Callable[[], bool]) -> None:
    """Wait until ``condition`` holds; the test's own time limit ends a vain wait."""
    while not condition():
        assert pilot.app.is_running, "the app has ended"
        await pilot.pause(0.01)


async def related(pilot: Pilot[None]) -> Relations:
    """Wait until all that belongs together in the log shown is known and drawn."""
    log = shown_log(pilot)
    await until(
        pilot,
        lambda: log.relations is not None and log.relations.document is log.document,
    )
    await pilot.pause()
    assert log.relations is not None
    return log.relations


def answered(pilot: Pilot[None]) -> bool:
    """Tell whether the list shows what the query in the search bar finds."""
    query, view = main_screen(pilot).query_one(SearchBar).query_text, shown_log(pilot).view
    answer = view.answer if view else None
    if answer is None or not query:
        return not query
    return answer.is_complete and answer.question.query == query


async def press(pilot: Pilot[None], *keys: str) -> None:
    """Press ``keys`` and wait until everything they caused is done.

    Of several characters in a row the first may lead somewhere; those behind it are typed as fast
    as they come.
    """
    for several, run in groupby(keys, lambda key: len(key) == 1):
        pressed = list(run)
        if several and len(pressed) >= _TEXT:
            await pilot.press(pressed[0])
            for character in pressed[1:-1]:
                name = character if character.isalnum() else _character_to_key(character)
                pilot.app.post_message(Key(name, character))
            await pilot.press(pressed[-1])
        else:
            await pilot.press(*pressed)
    await settled(pilot)


def main_screen(pilot: Pilot[None]) -> MainScreen:
    """Return the screen with the panes, also while a dialog covers it."""
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, MainScreen)
    return screen


def shown_log(pilot: Pilot[None]) -> ShownLog:
    """Return what the screen with the panes shows of the log."""
    return main_screen(pilot).shown_log


def lines(pilot: Pilot[None]) -> list[str]:
    """Return what the terminal shows, line by line."""
    strips = pilot.app.screen._compositor.render_strips()  # noqa: SLF001 - what is really drawn
    return [strip.text for strip in strips]


def text(pilot: Pilot[None]) -> str:
    """Return what the terminal shows as one text."""
    return "\n".join(lines(pilot))


def selected_title(pilot: Pilot[None]) -> str | None:
    """Return the title of the entry that is selected."""
    log = shown_log(pilot)
    if log.view is None or log.selected is None:
        return None
    document = log.view.document
    return document.title(document.entries[log.selected])
