"""The entry that a log opens at, and the one that is selected after a change."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from logtui.document.reading.parser import parse
from logtui.tui.view import newest_entry
from support.pilots import (
    answered,
    browsing,
    main_screen,
    press,
    selected_title,
    shown_log,
    text,
    until,
)

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


FRUIT = """\
## 2024-06-21
- apple pie
- banana split
- apple tart
- apple cake

## 2024-03-02
- apple jam
- cherry
"""


async def fill(pilot: Pilot[None], key: str, **values: str) -> None:
    """Save a form, opened by ``key``, with ``values`` in its fields."""
    await press(pilot, key)
    for name, value in values.items():
        pilot.app.screen.query_one(f"#{name}", Input).value = value
    await press(pilot, "ctrl+s")
    await until(pilot, lambda: pilot.app.screen is main_screen(pilot))
    await shown(pilot)


async def shown(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: "● saved" in text(pilot) and answered(pilot))
    await pilot.pause()


def listed_titles(pilot: Pilot[None]) -> list[str]:
    view = shown_log(pilot).view
    assert view is not None
    return [view.document.title(view.document.entries[entry]) for entry in view.entries]


@pytest.fixture
def fruit(tmp_path: Path) -> Path:
    path = tmp_path / "log.md"
    path.write_text(FRUIT)
    return path


@pytest.mark.parametrize("down", range(4))
async def test_the_next_match_is_selected_when_one_is_changed_so_that_it_matches_no_more(
    fruit: Path, down: int
) -> None:
    async with browsing(fruit) as pilot:
        await press(pilot, "slash", *"apple", "enter", *"j" * down)
        titles = listed_titles(pilot)
        await fill(pilot, "e", title="pear")
        left = [title for title in titles if title != titles[down]]
        assert listed_titles(pilot) == left
        assert selected_title(pilot) == left[min(down, len(left) - 1)]
        await press(pilot, "u")
        await shown(pilot)
        assert selected_title(pilot) == titles[down]


@pytest.mark.parametrize("down", range(4))
async def test_the_next_match_is_selected_when_one_is_deleted_and_undo_finds_it_again(
    fruit: Path, down: int
) -> None:
    async with browsing(fruit) as pilot:
        await press(pilot, "slash", *"apple", "enter", *"j" * down)
        titles = listed_titles(pilot)
        await press(pilot, "d", "enter")
        await until(pilot, lambda: titles[down] not in fruit.read_text())
        await shown(pilot)
        left = [title for title in titles if title != titles[down]]
        await until(pilot, lambda: listed_titles(pilot) == left)
        assert selected_title(pilot) == left[min(down, len(left) - 1)]
        await press(pilot, "u")
        await until(pilot, lambda: fruit.read_text() == FRUIT)
        await shown(pilot)
        await until(pilot, lambda: listed_titles(pilot) == titles)
        assert selected_title(pilot) == titles[down]


async def test_the_next_entry_of_the_dates_is_selected_when_one_goes_to_another_day(
    fruit: Path,
) -> None:
    async with browsing(fruit) as pilot:
        shown_log(pilot).show_scope((2024, 6, 21), 1)
        await press(pilot)
        await fill(pilot, "e", date="2024-03-02")
        assert selected_title(pilot) == "apple tart"
        shown_log(pilot).show_scope((2024, 6, 21), 2)
        await press(pilot)
        await fill(pilot, "e", date="2024-03-02")
        assert selected_title(pilot) == "apple tart"


@pytest.mark.parametrize("query", ["apple", "in:2024-03", "cherry"])
async def test_a_new_entry_is_seen_whatever_is_searched(fruit: Path, query: str) -> None:
    async with browsing(fruit) as pilot:
        await press(pilot, "slash", *query, "enter")
        await fill(pilot, "a", title="a new pear", date="2024-06-21")
        await until(pilot, lambda: selected_title(pilot) == "a new pear")
        assert "▌" in text(pilot)
        assert "a new pear" in text(pilot)


async def test_a_new_entry_that_is_found_leaves_the_search_as_it_is(fruit: Path) -> None:
    async with browsing(fruit) as pilot:
        await press(pilot, "slash", *"apple", "enter")
        await fill(pilot, "a", title="apple juice", date="2024-03-02")
        await until(pilot, lambda: selected_title(pilot) == "apple juice")
        assert len(listed_titles(pilot)) == 5


async def test_a_new_entry_is_seen_whatever_dates_are_shown(fruit: Path) -> None:
    async with browsing(fruit) as pilot:
        shown_log(pilot).show_scope((2024, 3, 2), None)
        await press(pilot)
        await fill(pilot, "a", title="a new pear", date="2024-06-21")
        assert selected_title(pilot) == "a new pear"
        assert "a new pear" in text(pilot)
