"""What works for a log in the background ends with the screen that shows it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from support.pilots import browsing, press, related, shown_log

if TYPE_CHECKING:
    from pathlib import Path


async def test_the_threads_end_with_the_screen(log: Path) -> None:
    before = set(threading.enumerate())
    async with browsing(log) as pilot:
        await related(pilot)
        started = [
            thread
            for thread in set(threading.enumerate()) - before
            if thread.name in {"searcher", "relations"}
        ]
        assert len(started) == 2
    for thread in started:
        thread.join()


async def test_stopping_twice_is_as_good_as_once(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "a", *"Typed", "escape")
        shown_log(pilot).stop()
        shown_log(pilot).stop()
    async with browsing(log) as pilot:
        await press(pilot, "a")
        assert "Typed" in pilot.app.export_screenshot()
