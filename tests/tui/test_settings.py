"""What the settings change on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from logtui.tui.panes.date_pane import DatePane
from logtui.tui.panes.entry_detail import EntryDetail
from logtui.tui.panes.entry_list import EntryList
from support.pilots import (
    MEDIUM,
    NARROW,
    SIZES,
    WIDE,
    answered,
    browsing,
    configure,
    main_screen,
    press,
    text,
    until,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def american(tmp_path: Path) -> Path:
    """Give the path of a log whose dates begin with the month."""
    path = tmp_path / "american.md"
    path.write_text("03/02/2024\n- Attention\n- A talk\n\n03/25/2024\n- Second\n")
    return path


@pytest.mark.parametrize("size", SIZES)
async def test_without_the_tree_at_the_start_its_key_shows_it(
    log: Path, size: tuple[int, int]
) -> None:
    configure("panes.tree = false\n")
    async with browsing(log, size) as pilot:
        assert "March" not in text(pilot)
        assert "Attention" in text(pilot)
        await press(pilot, "t")
        assert "March" in text(pilot)
        assert main_screen(pilot).query_one(DatePane).display
        await press(pilot, "t")
        assert "March" not in text(pilot)


async def test_the_detail_takes_the_share_that_is_set(log: Path) -> None:
    configure("panes.detail = 70\n")
    async with browsing(log, MEDIUM) as pilot:
        screen = main_screen(pilot)
        detail, rows = (screen.query_one(pane).outer_size for pane in (EntryDetail, EntryList))
        assert detail.width == pytest.approx(0.7 * (detail.width + rows.width), abs=1)


async def test_a_share_changes_nothing_where_panes_stand_one_above_the_other(log: Path) -> None:
    configure("panes.detail = 70\n")
    async with browsing(log, NARROW) as pilot:
        screen = main_screen(pilot)
        for pane in (EntryDetail, EntryList):
            assert screen.query_one(pane).outer_size.width == NARROW[0]


async def test_compact_rows_take_one_line_at_any_width(log: Path) -> None:
    configure('density = "compact"\n')
    async with browsing(log, MEDIUM) as pilot:
        rows = text(pilot).splitlines()
        assert any("Attention" in row and "arxiv.org" in row for row in rows)
        await press(pilot, "j")
        assert any("▌" in row and "Second" in row and "arxiv.org" in row for row in rows) is False
        rows = text(pilot).splitlines()
        assert any("▌" in row and "Second" in row and "arxiv.org" in row for row in rows)


@pytest.mark.parametrize(
    ("dates", "day", "cell"),
    [
        ("iso", "2024-03-02 Sat", "2024-03-02"),
        ("short", "2 Mar 2024 Sat", "2 Mar 2024"),
        ("log", "03/02/2024", "03/02/2024"),
    ],
)
async def test_dates_are_shown_as_the_settings_say(
    american: Path, dates: str, day: str, cell: str
) -> None:
    configure(f'dates = "{dates}"\n')
    async with browsing(american, MEDIUM) as pilot:
        await press(pilot, "g")
        assert text(pilot).count(day) == 2  # above the entry and in the detail
        await press(pilot, "slash", *"attention")
        await until(pilot, lambda: answered(pilot))
        rows = main_screen(pilot).query_one(EntryList)
        shown = rows.render_line(0).text.rstrip()
        assert "Attention" in shown
        assert shown.endswith(cell)


@pytest.mark.parametrize(
    ("dates", "name", "title"),
    [
        ("iso", " 2 Sat", "2024-03-02 Sat"),
        ("short", " 2 Sat", "2 Mar 2024 Sat"),
        ("log", "03/02/2024", "03/02/2024"),
    ],
)
async def test_the_tree_and_the_title_show_dates_so_too(
    american: Path, dates: str, name: str, title: str
) -> None:
    configure(f'dates = "{dates}"\n')
    async with browsing(american, WIDE) as pilot:
        await press(pilot, "1", "j", "j", "j")

        def shows(count: int) -> bool:
            rows = [row.partition("││")[0] for row in text(pilot).splitlines()]
            in_tree = any(f" {name} " in row and row.endswith(f" {count}    ") for row in rows)
            return in_tree and f"american.md › {title} " in text(pilot)

        await until(pilot, lambda: shows(2))
        # What is written, here or elsewhere, brings new scopes; they are called the same.
        await press(pilot, "2", "d", "enter")
        await until(pilot, lambda: shows(1))
        await press(pilot, "u")
        await until(pilot, lambda: shows(2))
        american.write_text(american.read_text().replace("- A talk", "- A talk\n- Third"))
        await until(pilot, lambda: shows(3))


@pytest.mark.parametrize(
    ("size", "wednesday", "saturday"),
    [(MEDIUM, "25 Wed", " 2 Sat"), (WIDE, "25.09.2024", "02.03.2024")],
)
async def test_the_tree_writes_out_all_days_or_none(
    tmp_path: Path, size: tuple[int, int], wednesday: str, saturday: str
) -> None:
    configure('dates = "log"\n')
    log = tmp_path / "log.md"
    log.write_text("## 25.09.2024\n\n- Talk\n\n## 02.03.2024\n\n- Attention\n")
    async with browsing(log, size) as pilot:
        await press(pilot, "1", "j", "j", "j", "j", "l", "j")
        await until(pilot, lambda: "log.md › 02.03.2024 " in text(pilot))
        tree = "\n".join(row.partition("││")[0] for row in text(pilot).splitlines())
        assert f"  {wednesday} " in tree
        assert f"  {saturday} " in tree
