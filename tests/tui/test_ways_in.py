"""The keys of where the user is, and the ways to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from logtui.tui.panes.bars import SearchBar
from support.pilots import (
    MEDIUM,
    NARROW,
    answered,
    browsing,
    lines,
    main_screen,
    press,
    text,
    until,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("size", [NARROW, MEDIUM])
async def test_the_key_bar_leads_to_the_help(log: Path, size: tuple[int, int]) -> None:
    async with browsing(log, size) as pilot:
        bar = lines(pilot)[-1]
        await pilot.click(offset=(bar.index("? Help"), size[1] - 1))
        await until(pilot, lambda: "type to search" in text(pilot))
        await press(pilot, "escape")
        assert "type to search" not in text(pilot)


async def test_while_typing_another_key_leads_there(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "slash", "question_mark")
        assert main_screen(pilot).query_one(SearchBar).query_text == "?"
        assert "F1 Help" in lines(pilot)[-1]
        await press(pilot, "f1")
        await until(pilot, lambda: "keep the result" in text(pilot))
        await press(pilot, "f1")
        assert "keep the result" not in text(pilot)


async def test_a_form_has_help_but_no_palette(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "a", "ctrl+p")
        form = pilot.app.screen
        await press(pilot, "f1")
        await until(pilot, lambda: "In a form" in text(pilot))
        assert "copy the link" not in text(pilot)
        await press(pilot, "f1")
        assert pilot.app.screen is form


@pytest.mark.parametrize("size", [NARROW, MEDIUM])
async def test_the_search_field_can_be_clicked(log: Path, size: tuple[int, int]) -> None:
    async with browsing(log, size) as pilot:
        row = next(y for y, line in enumerate(lines(pilot)) if "⌕" in line)
        await pilot.click(offset=(30, row))
        await pilot.press(*"paper")
        await until(pilot, lambda: "⌕ paper" in text(pilot) and answered(pilot))
