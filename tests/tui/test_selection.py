"""The entry that a log opens at, and the one that is selected after a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from logtui.document.reading.parser import parse
from logtui.tui.view import newest_entry
from support.pilots import browsing, main_screen, press, selected_title, text, until

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


@pytest.mark.parametrize(
    ("log", "title"),
    [
        ("## 01/29\n- a\n\n## 02/15\n- b\n- c\n", "c"),
        ("## 02/15\n- a\n- b\n\n## 01/29\n- c\n", "a"),
        ("## 11/29\n- a\n\n## 12/15\n- b\n\n## 01/03\n- c\n", "c"),
        ("## Day 1\n- a\n\n## Day 2\n- b\n", "b"),
        ("- a\n- b\n", "a"),
    ],
)
def test_a_log_without_years_opens_at_the_end_that_grows(log: str, title: str) -> None:
    document = parse(log.encode())
    index = newest_entry(document)
    assert index is not None
    assert document.title(document.entries[index]) == title


DAYS = """\
## 2024-10-28
- moved
    - its note

## 2024-06-21
- stays
- stays too

## 2024-03-02
- last
"""


async def move(pilot: Pilot[None], date: str) -> None:
    """Give the selected entry another date."""
    await press(pilot, "e")
    pilot.app.screen.query_one("#date", Input).value = date
    await press(pilot, "ctrl+s")
    await until(pilot, lambda: pilot.app.screen is main_screen(pilot))
    await until(pilot, lambda: "● saved" in text(pilot))


@pytest.mark.parametrize(
    "date", ["2024-12-01", "2024-06-21", "2024-06-10", "2024-03-02", "2020-01-01"]
)
async def test_a_moved_entry_stays_selected_and_so_it_does_when_it_is_moved_back(
    tmp_path: Path, date: str
) -> None:
    log = tmp_path / "log.md"
    log.write_text(DAYS)
    async with browsing(log) as pilot:
        await move(pilot, date)
        assert date in log.read_text()
        assert selected_title(pilot) == "moved"
        await press(pilot, "u")
        await until(pilot, lambda: log.read_text() == DAYS and "● saved" in text(pilot))
        await until(pilot, lambda: selected_title(pilot) == "moved")


async def test_a_moved_entry_that_says_something_else_as_well_stays_selected(
    tmp_path: Path,
) -> None:
    log = tmp_path / "log.md"
    log.write_text(DAYS)
    async with browsing(log) as pilot:
        await press(pilot, "e")
        pilot.app.screen.query_one("#title", Input).value = "moved and renamed"
        pilot.app.screen.query_one("#date", Input).value = "2020-01-01"
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: selected_title(pilot) == "moved and renamed")
