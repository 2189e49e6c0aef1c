from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING

import pytest

from logtui.search import periods
from support.outside import said
from support.pilots import SIZES, browsing, configure, lines, press, related, selected_title, text

if TYPE_CHECKING:
    from pathlib import Path

LOG = """\
## 2024-06-21
- [Newest](https://arxiv.org/abs/1)

## 2023-06-21
- a year \x1b[2Jbefore
- another one

## 2022-01-01
- alone
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Give a log of several years."""
    path = tmp_path / "log.md"
    path.write_text(LOG)
    return path


@pytest.mark.parametrize("size", SIZES)
async def test_what_was_read_on_the_day_of_the_entry(log: Path, size: tuple[int, int]) -> None:
    async with browsing(log, size) as pilot:
        await press(pilot, "O")
        assert "Before 2024-06-21" in text(pilot)
        assert "1 year ago: a year" in text(pilot)
        assert "\x1b" not in text(pilot)
        await press(pilot, "2")
        assert selected_title(pilot) == "another one"
        await press(pilot, "b")
        assert selected_title(pilot) == "Newest"


async def test_days_are_called_as_the_settings_say(log: Path) -> None:
    configure('dates = "short"\n')
    async with browsing(log) as pilot:
        await press(pilot, "O")
        assert "Before 21 Jun 2024" in text(pilot)
        await press(pilot, "escape", "S")
        assert "│ Jun 2024  " in text(pilot)
        await press(pilot, "m")
        assert re.search(r"│ \d+ Jun 2024  ", text(pilot))
        await press(pilot, "escape", "G", "O")
        assert "nothing was read around 1 Jan 2022" in text(pilot)


async def test_where_nothing_was_read_it_says_so(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "G", "O")
        assert "nothing was read around 2022-01-01" in text(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_the_start_says_what_was_read_on_this_day_where_that_is_wanted(
    log: Path, monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]
) -> None:
    monkeypatch.setattr(periods, "users_today", lambda: datetime.date(2024, 6, 21))
    configure("[start]\non_this_day = true\n")
    async with browsing(log, size) as pilot:
        assert '1 year ago: "a year' in said(pilot)
        assert 'before" and 1 more' in said(pilot)
        assert "\x1b" not in text(pilot)
        assert selected_title(pilot) == "Newest"
        await press(pilot, "j")
        assert "1 year ago" not in said(pilot)


@pytest.mark.parametrize(
    ("settings", "day"),
    [
        ("", datetime.date(2024, 6, 21)),
        ("[start]\non_this_day = false\n", datetime.date(2024, 6, 21)),
        ("[start]\non_this_day = true\n", datetime.date(2024, 4, 1)),
    ],
)
async def test_the_start_says_nothing_of_this_day_elsewhere(
    log: Path, monkeypatch: pytest.MonkeyPatch, settings: str, day: datetime.date
) -> None:
    monkeypatch.setattr(periods, "users_today", lambda: day)
    configure(settings)
    async with browsing(log) as pilot:
        assert "ago" not in said(pilot)


async def test_chance_goes_to_what_it_has_not_shown_lately(log: Path) -> None:
    async with browsing(log) as pilot:
        seen = []
        for _ in range(4):
            await press(pilot, "R")
            seen.append(selected_title(pilot))
        assert len(set(seen)) == 4
        await press(pilot, "b")
        assert selected_title(pilot) == seen[2]


async def test_chance_stays_in_the_search(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "/", *"in:2023", "enter")
        first = selected_title(pilot)
        await press(pilot, "R")
        assert {first, selected_title(pilot)} == {"a year \x1b[2Jbefore", "another one"}
        await press(pilot, "R")
        assert selected_title(pilot) == first


async def test_the_detail_names_what_is_about_the_same(tmp_path: Path) -> None:
    path = tmp_path / "log.md"
    path.write_text(
        "## 2024-06-03\n- Grokking modular addition\n- pasta\n\n"
        "## 2024-06-02\n- walls\n- Modular arithmetic and grokking\n- doors\n"
    )
    async with browsing(path) as pilot:
        await related(pilot)
        named = next(line for line in lines(pilot) if "related (" in line)
        assert re.search(r"related \((grokking, modular|modular, grokking)\): \S*06-02 ", named)
        line = next(row for row, words in enumerate(lines(pilot)) if "related (" in words)
        column = lines(pilot)[line].index("related (")
        await pilot.click(offset=(column + 3, line))
        await press(pilot)
        assert selected_title(pilot) == "Modular arithmetic and grokking"
        await press(pilot, "2", "k")
        assert selected_title(pilot) == "walls"
        assert "related (" not in text(pilot)
