from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from logtui.tui.dialogs.activity import ActivityDialog
from logtui.tui.dialogs.choice import ChoiceDialog
from support.pilots import (
    NARROW,
    SIZES,
    answered,
    browsing,
    configure,
    lines,
    press,
    selected_title,
    text,
    until,
)

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

LOG = """\
## 2024-06-21
- [Newest](https://arxiv.org/abs/2301.05217)

## 2024-06-20
- \x1b[2Jbefore it
- and 📺 another one

## 2024-06-13
- a week before

## 2024-06
- only a month
"""
LATER = "- [Broken] (https://e.org)\n\n## 2023-05-13\n- a year before\n"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Give a log of two weeks."""
    path = tmp_path / "log.md"
    path.write_text(LOG)
    return path


async def open_map(pilot: Pilot[None], *keys: str) -> None:
    """Open the map and press ``keys`` in it."""
    await press(pilot, "S")
    await until(pilot, lambda: isinstance(pilot.app.screen, ActivityDialog))
    await press(pilot, *keys)


async def open_map_of(pilot: Pilot[None], query: str) -> None:
    """Search ``query`` and open the map of what is found."""
    await press(pilot, "/", *query)
    await until(pilot, lambda: answered(pilot))
    await press(pilot, "enter")
    await open_map(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_the_map_begins_at_the_day_of_the_entry(log: Path, size: tuple[int, int]) -> None:
    async with browsing(log, size) as pilot:
        await open_map(pilot)
        shown = text(pilot)
        assert "5 entries on 3 days · at most 2 weeks in a row" in shown
        assert "Map from 2023-06 to 2024-06" in lines(pilot)[0]
        assert "2024-06-21  1 entry" in shown
        assert "Newest" in shown
        assert all(name in shown for name in ("Mon", "Sun", "Jun", "less", "more", "esc close"))


async def test_arrows_walk_and_enter_goes_there(log: Path) -> None:
    async with browsing(log, NARROW) as pilot:
        await open_map(pilot, "up")
        assert "2024-06-20  2 entries" in text(pilot)
        assert "another one" in text(pilot)
        assert "\x1b" not in text(pilot)
        await press(pilot, "left")
        assert "2024-06-13  1 entry" in text(pilot)
        await press(pilot, "h", "k", "j", "l", "enter")
        assert selected_title(pilot) == "a week before"
        await press(pilot, "b")
        assert selected_title(pilot) == "Newest"


async def test_the_cursor_stays_inside_and_a_day_without_entries_leads_nowhere(log: Path) -> None:
    async with browsing(log, NARROW) as pilot:
        await open_map(pilot, "right", "right", "down")
        assert "2024-06-22  0 entries" in text(pilot)
        await press(pilot, *["up"] * 9, "enter")
        assert "2024-06-17  0 entries" in text(pilot)
        await press(pilot, "S")
        assert not isinstance(pilot.app.screen, ActivityDialog)
        assert selected_title(pilot) == "Newest"


async def test_a_log_of_years_is_shown_by_months_and_walked_by_year(log: Path) -> None:
    log.write_text(LOG + LATER)
    async with browsing(log, NARROW) as pilot:
        await open_map(pilot)
        assert "2024-06  6 entries" in text(pilot)
        years = [line[2:6] for line in lines(pilot) if line[2:4] == "20"]
        assert years[:2] == ["2024", "2023"]
        assert "only a month" in text(pilot)
        await press(pilot, "m")
        assert "2024-06-01  0 entries" in text(pilot)
        await press(pilot, "[")
        assert "2023-05-13  1 entry" in text(pilot)
        await press(pilot, "[", "[")
        assert "2023-05-13  1 entry" in text(pilot)
        await press(pilot, "]", "]", "]")
        assert "2024-06-21  1 entry" in text(pilot)


async def test_a_search_has_a_map_of_its_own(log: Path) -> None:
    async with browsing(log, NARROW) as pilot:
        await open_map_of(pilot, "before")
        assert "Map of before" in text(pilot)
        assert "2 entries on 2 days" in text(pilot)


async def test_the_map_of_what_has_only_some_of_the_words_says_so(log: Path) -> None:
    async with browsing(log, NARROW) as pilot:
        await open_map_of(pilot, "before quux")
        assert "Map of before quux, in part" in text(pilot)


async def test_one_entry_on_one_day_is_said_in_the_singular(log: Path) -> None:
    async with browsing(log, NARROW) as pilot:
        await open_map_of(pilot, "newest")
        assert "1 entry on 1 day · at most 1 week in a row" in text(pilot)


async def test_a_log_without_dates_says_so(tmp_path: Path) -> None:
    path = tmp_path / "log.md"
    path.write_text("- one\n- two\n")
    async with browsing(path, NARROW) as pilot:
        await open_map(pilot, "up", "m", "[", "enter")
        assert "no day or month is known" in text(pilot)
        await press(pilot, "escape")
        assert selected_title(pilot) == "one"


@pytest.mark.parametrize("theme", ["catppuccin-latte", "textual-ansi"])
async def test_levels_differ_without_colours(log: Path, theme: str) -> None:
    configure(f'theme = "{theme}"\n')
    async with browsing(log, NARROW) as pilot:
        await open_map(pilot)
        thursday = next(line for line in lines(pilot) if "Thu" in line)
        assert thursday.rstrip("│ ").endswith("░█")


async def test_a_check_leads_to_the_entries(log: Path) -> None:
    log.write_text(LOG + LATER)
    async with browsing(log) as pilot:
        await press(pilot, "ctrl+p", *"check the log", "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, ChoiceDialog))
        assert "1 problem" in text(pilot)
        assert "link-broken: `- [Broken] (https://e.org)` is not a link" in text(pilot)
        await press(pilot, "enter")
        assert selected_title(pilot) == "[Broken] (https://e.org)"


async def test_a_sound_log_has_nothing_to_check(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "ctrl+p", *"check the log", "enter")
        await until(pilot, lambda: "nothing is broken or odd" in text(pilot))
