"""What dialogs show of a very long text: all of it, laid out in parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.content import Content

from logtui.tui.background.typed_texts import TypedTexts
from logtui.tui.dialogs.confirm import ConfirmDialog
from logtui.tui.dialogs.conflict import ConflictDialog, Sides
from logtui.tui.dialogs.show_text import TextDialog
from logtui.tui.forms.form import Form
from logtui.tui.widgets.text_box import TextBox
from support.pilots import MEDIUM, NARROW, browsing, press, text, until

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

LAST = "zwetschge"

LONG_TEXTS = {
    "lines": "some words\n" * 20_000 + LAST,
    "one line": "some words of one line " * 87_000 + LAST,
    "one word": "x" * 500_000 + LAST,
}

SIZES = pytest.mark.parametrize("size", [MEDIUM, NARROW], ids=["120x40", "80x24"])


async def read_to_the_end(pilot: Pilot[None]) -> None:
    """Go to the end of the text in the dialog and look at it."""
    box = pilot.app.screen.query(TextBox).first()
    box.focus()
    await until(pilot, lambda: box.line_count > 0)
    await press(pilot, "end")
    await until(pilot, lambda: box.is_complete)
    await pilot.pause()
    shown = "".join(box.render_line(y).text for y in range(box.size.height))
    assert LAST in shown.replace(" ", "")


@SIZES
@pytest.mark.parametrize("shape", LONG_TEXTS)
async def test_what_is_deleted_is_read_to_its_end(
    shape: str, size: tuple[int, int], tmp_path: Path
) -> None:
    path = tmp_path / "log.md"
    notes = LONG_TEXTS[shape].replace("\n", "\n    - ")
    path.write_text(f"2024-01-02\n- title\n    - {notes}\n")
    async with browsing(path, size) as pilot:
        await press(pilot, "d")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        await read_to_the_end(pilot)
        await press(pilot, "enter")
        assert not path.read_bytes()


@SIZES
@pytest.mark.parametrize("shape", LONG_TEXTS)
async def test_a_text_to_be_selected_is_read_to_its_end(
    shape: str, size: tuple[int, int], tmp_path: Path
) -> None:
    path = tmp_path / "log.md"
    path.write_text("2024-01-02\n- title\n")
    async with browsing(path, size) as pilot:
        pilot.app.push_screen(TextDialog("Copy this", LONG_TEXTS[shape]))
        await pilot.pause()
        await read_to_the_end(pilot)


@SIZES
async def test_both_versions_of_a_conflict_are_read_to_their_end(
    size: tuple[int, int], tmp_path: Path
) -> None:
    path = tmp_path / "log.md"
    path.write_text("2024-01-02\n- title\n")
    sides = Sides("some words of ours " * 3_000 + LAST, "some words of theirs " * 3_000)
    async with browsing(path, size) as pilot:
        typed_texts = TypedTexts(path, lambda _: None)
        pilot.app.push_screen(ConflictDialog("Both changed it", sides, typed_texts))
        await pilot.pause()
        await read_to_the_end(pilot)


async def test_a_row_of_the_preview_is_cut_where_the_pane_ends(tmp_path: Path) -> None:
    path = tmp_path / "log.md"
    path.write_text("2024-01-02\n- title\n    - " + LONG_TEXTS["one line"] + "\n")
    async with browsing(path) as pilot:
        await press(pilot, "e", "x")
        form = pilot.app.screen
        assert isinstance(form, Form)
        form.show_preview([Content("y" * 2_000_000), Content("first\n\nthird")])
        await pilot.pause()
        rows = [row.strip(" │") for row in text(pilot).splitlines()]
        cut = next(number for number, row in enumerate(rows) if "yyy" in row)
        assert rows[cut].endswith("y…") or "y…" in rows[cut]
        assert "first" in rows[cut + 1]
        assert "third" in rows[cut + 3]
