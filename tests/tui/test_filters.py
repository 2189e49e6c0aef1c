"""Saved filters on the screen: listed with counts, taken by a key, drawn as one thing, saved."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from logtui.config.loading import config_path
from logtui.tui.dialogs.filter_menu import FilterDialog
from logtui.tui.dialogs.line import LineDialog
from logtui.tui.main_screen import MainScreen
from logtui.tui.panes.bars import SearchBar
from logtui.tui.panes.entry_list import EntryList
from logtui.tui.panes.filter_lines import FilterLines
from support.pilots import (
    NARROW,
    SIZES,
    browsing,
    configure,
    main_screen,
    press,
    selected_title,
    text,
    until,
)

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

LOG = """\
Legend:
- 📜: papers
- 📺: videos

03/02/2024
- 📜[Attention is all you need](https://arxiv.org/abs/1706.03762)
- 📺[A talk about attention](https://example.org/talk)

03/01/2023
- 📜[Quantizing everything](https://example.org/older)
"""

FILTERS = """\
[filters]
papers = "kind:paper"
talks = "kind:video"
songs = "kind:song"
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Give a log, and saved filters in the settings."""
    configure(FILTERS)
    path = tmp_path / "log.md"
    path.write_text(LOG, encoding="utf-8")
    return path


def query_text(pilot: Pilot[None]) -> str:
    return main_screen(pilot).query_one(SearchBar).query_text


def is_drawn_reversed(pilot: Pilot[None], words: str) -> bool:
    """Tell whether ``words`` are drawn with their colours exchanged, and nothing else is."""
    strips = pilot.app.screen._compositor.render_strips()  # noqa: SLF001 - Textual shows them nowhere else
    reversed_texts = [
        segment.text
        for strip in strips[:3]
        for segment in strip
        if segment.style and segment.style.reverse and segment.text.strip()
    ]
    return reversed_texts == [words]


@pytest.mark.parametrize("size", SIZES)
async def test_filters_are_listed_with_counts_and_taken(log: Path, size: tuple[int, int]) -> None:
    async with browsing(log, size) as pilot:
        await press(pilot, "F")
        await until(pilot, lambda: isinstance(pilot.app.screen, FilterDialog))
        await until(pilot, lambda: "@papers        2  kind:paper" in text(pilot))
        assert "@talks         1  kind:video" in text(pilot)
        assert "@songs         !  kind:song" in text(pilot)
        await press(pilot, "4")
        await until(pilot, lambda: "1/3" in text(pilot))
        assert query_text(pilot) == "@talks "
        assert selected_title(pilot) == "A talk about attention"
        assert pilot.app.focused is pilot.app.screen.query_one(EntryList)


async def test_counts_are_those_of_the_dates_that_are_shown(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "1", "down")
        await until(pilot, lambda: main_screen(pilot).shown_log.scope.key != ())
        await press(pilot, "F")
        await until(pilot, lambda: "@papers        1  kind:paper" in text(pilot))


async def test_a_digit_takes_a_filter_and_keeps_the_words(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "slash", *"attention", "enter", "0")
        await until(pilot, lambda: "1/3" in text(pilot))
        assert query_text(pilot) == "@papers attention"
        await press(pilot, "4")
        await until(pilot, lambda: query_text(pilot) == "@talks attention")
        await until(pilot, lambda: selected_title(pilot) == "A talk about attention")
        await press(pilot, "9")
        assert query_text(pilot) == "@talks attention"
        await press(pilot, "backspace")
        await until(pilot, lambda: "2/3" in text(pilot))
        assert query_text(pilot) == "attention"


@pytest.mark.parametrize("before", ["", "attention "])
async def test_the_name_is_drawn_as_one_thing_and_one_key_drops_it(log: Path, before: str) -> None:
    async with browsing(log, NARROW) as pilot:
        await press(pilot, "slash", *f"{before}!@papers ", "tab")
        await press(pilot, "2")
        await until(pilot, lambda: is_drawn_reversed(pilot, "!@papers"))
        await press(pilot, "slash", "backspace")
        assert query_text(pilot) == before
        await press(pilot, *"@papes")
        assert not is_drawn_reversed(pilot, "@papes")
        await press(pilot, "backspace")
        assert query_text(pilot) == f"{before}@pape"


async def test_a_name_is_dropped_from_inside_and_what_is_marked_is_deleted(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "slash", *"@talks x", "home", "right", "right", "backspace")
        assert query_text(pilot) == " x"
        await press(pilot, "ctrl+u", "end", *"y@talks", "shift+left", "backspace")
        assert query_text(pilot).endswith("y@talk")


async def test_without_filters_the_key_says_how_to_get_some(tmp_path: Path) -> None:
    path = tmp_path / "log.md"
    path.write_text(LOG, encoding="utf-8")
    async with browsing(path) as pilot:
        for key in ("F", "0"):
            await press(pilot, key)
            await until(pilot, lambda: "there are no saved filters" in text(pilot))
            assert isinstance(pilot.app.screen, MainScreen)


async def start_saving(pilot: Pilot[None]) -> None:
    await press(pilot, "ctrl+p", *"save this", "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, LineDialog))


async def save_as(pilot: Pilot[None], name: str) -> None:
    await start_saving(pilot)
    await press(pilot, *name, "enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, MainScreen))


async def test_a_search_is_saved_under_a_name(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "slash", *"attention kind:video", "enter")
        await save_as(pilot, "heads")
        await until(pilot, lambda: query_text(pilot) == "@heads ")
        await until(pilot, lambda: "1/3" in text(pilot))
        await until(pilot, lambda: "saved as @heads in" in text(pilot))
        assert config_path().read_text() == FILTERS + 'heads = "attention kind:video"\n'
        await press(pilot, "F")
        await until(pilot, lambda: "@heads         1  attention kind:video" in text(pilot))


async def test_a_name_that_is_taken_is_asked_for_again(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "slash", *"attention", "enter")
        await start_saving(pilot)
        await press(pilot, *"papers", "enter")
        await until(pilot, lambda: "there is a filter papers already" in text(pilot))
        assert config_path().read_text() == FILTERS
        await press(pilot, "end", *"-2", "enter")
        await until(pilot, lambda: query_text(pilot) == "@papers-2 ")
        await press(pilot, "escape")
        await press(pilot, "ctrl+p", *"save this", "enter")
        await until(pilot, lambda: "nothing is looked for" in text(pilot))


async def test_filters_that_make_no_sense_are_named_at_the_start(log: Path) -> None:
    configure('[filters]\na = "x @a"\n')
    async with browsing(log) as pilot:
        await until(pilot, lambda: "filter a names itself" in text(pilot))
        await press(pilot, "slash", *"@a ")
        await until(pilot, lambda: text(pilot).count("filter a names itself") > 1)


async def test_names_are_completed(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "slash", *"@ta")
        await until(pilot, lambda: "@talks" in text(pilot))
        await press(pilot, "tab")
        assert query_text(pilot) == "@talks"
        await press(pilot, "space", *"is:opne")
        await until(pilot, lambda: "is: knows open, reading, done, dropped" in text(pilot))


async def test_the_first_filters_stand_above_the_dates_with_live_counts(log: Path) -> None:
    async with browsing(log) as pilot:
        await until(pilot, lambda: "0 @papers         2" in text(pilot))
        assert "4 @talks          1" in text(pilot)
        assert "5 @songs          ·" in text(pilot)
        await pilot.click(FilterLines, offset=(3, 1))
        await until(pilot, lambda: query_text(pilot) == "@talks ")
        await press(pilot, "escape")
        log.write_text(f"{LOG}- 📺[Another talk](https://example.org/more)\n", encoding="utf-8")
        await press(pilot, "r")
        await until(pilot, lambda: "4 @talks          2" in text(pilot))
        await press(pilot, "1", "down")
        await until(pilot, lambda: main_screen(pilot).shown_log.scope.key != ())


@pytest.mark.parametrize("settings", ["", f"{FILTERS}[panes]\nfilters = false\n"])
async def test_without_filters_or_by_a_setting_there_are_only_dates(
    log: Path, settings: str
) -> None:
    configure(settings)
    async with browsing(log) as pilot:
        assert not pilot.app.screen.query(FilterLines)
        await press(pilot, "slash", *"attention", "enter")
        await save_as(pilot, "heads")
        await until(pilot, lambda: query_text(pilot) == "@heads ")
        await until(pilot, lambda: bool(settings) or "0 @heads          2" in text(pilot))
        assert len(pilot.app.screen.query(FilterLines)) == (not settings)


async def test_the_cursor_goes_on_when_what_is_looked_for_is_done(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "slash", *"no:note", "enter", "down")
        await until(pilot, lambda: selected_title(pilot) == "A talk about attention")
        await press(pilot, "e", "tab", "tab", "tab", *"a note", "ctrl+s")
        await until(pilot, lambda: "2/3" in text(pilot))
        assert selected_title(pilot) == "Quantizing everything"
