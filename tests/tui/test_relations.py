"""Finding what belongs together, beside the screen."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, cast
from unittest.mock import Mock

import pytest

from logtui.document.reading.parser import parse
from logtui.tui.background.relation_finder import RelationFinder
from logtui.tui.idle import KeyActivity
from support.made_logs import made_log
from support.pilots import browsing, press

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from logtui.document.model import Document
    from logtui.tui.background.background_host import BackgroundHost
    from logtui.tui.log_relations import Relations


class Screen:
    """Takes relations as a screen does.

    Attributes:
        dates: How dates are shown.
        shown: What it was to show.
        is_done: Set when relations of the document that is waited for are among them.
    """

    def __init__(self, wanted: Document) -> None:
        self.dates = "iso"
        self.shown: list[Relations] = []
        self.is_done = threading.Event()
        self._wanted = wanted

    def call_later(self, callback: Callable[[Relations], None], relations: Relations) -> bool:
        callback(relations)
        return True

    def show_relations(self, relations: Relations) -> None:
        self.shown.append(relations)
        if relations.document is self._wanted:
            self.is_done.set()


async def test_the_newest_log_is_the_one_that_counts() -> None:
    older, newer = (parse(made_log(2_000, seed).encode()) for seed in (1, 2))
    screen = Screen(newer)
    relater = RelationFinder(cast("BackgroundHost", screen), KeyActivity())
    try:
        relater.use(older)
        relater.use(newer)
        screen.is_done.wait()
        assert [relations.document for relations in screen.shown] == [newer]
        assert relater._before is not None  # noqa: SLF001 - what makes the next time quick
    finally:
        relater.stop()


@pytest.mark.parametrize("opening", [(), ("/",), ("a",), ("?",)], ids=["list", "/", "a", "?"])
async def test_work_in_the_background_gives_way_to_every_key(
    log: Path, monkeypatch: pytest.MonkeyPatch, opening: tuple[str, ...]
) -> None:
    async with browsing(log) as pilot:
        await press(pilot, *opening)
        touch = Mock()
        monkeypatch.setattr(KeyActivity, "touch", touch)
        await press(pilot, "x")
        touch.assert_called()
