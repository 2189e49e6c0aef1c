"""What a field draws of the text that it holds, and that cursor and mouse mean what is drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from textual.app import App
from textual.color import Color
from textual.events import Paste
from textual.widgets.text_area import Selection

from logtui.document.text import lines
from logtui.document.text.safe import pictures
from logtui.tui.terminal import ControlFilter
from logtui.tui.widgets.safe_fields import SafeInput, SafeTextArea, ShownLines
from support.controls import CONTROLS

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.pilot import Pilot

ALL = "".join(CONTROLS.values())

BEFORE = {
    **CONTROLS,
    "wide": "漢",
    "accent": "e\u0301",
    "pile": "e" + "\u0301" * 9,
    "emoji": "\u26a0\ufe0f",
    "family": "\U0001f468\u200d\U0001f469",
    "all": ALL,
}
"""What may stand in front of the character that the cursor is to hit."""


class Fields(App[None]):
    """Shows both kinds of fields with the same text, 20 cells wide."""

    CSS = "SafeInput, SafeTextArea { width: 20; padding: 0; } SafeTextArea { height: 8; }"

    def __init__(self, text: str) -> None:
        super().__init__()
        self._held = text

    def compose(self) -> ComposeResult:
        """Yield the field of one line and the one of several."""
        yield SafeInput(self._held, compact=True, select_on_focus=False)
        yield SafeTextArea(self._held, compact=True)

    @property
    def line(self) -> SafeInput:
        """The field of one line."""
        return self.query_one(SafeInput)

    @property
    def area(self) -> SafeTextArea:
        """The field of several lines."""
        return self.query_one(SafeTextArea)


def drawn(app: Fields) -> list[str]:
    strips = app.screen._compositor.render_strips()  # noqa: SLF001 - what is really drawn
    return [strip.text[:20].rstrip() for strip in strips]


async def click(pilot: Pilot[None], field: SafeInput | SafeTextArea, x: int, y: int = 0) -> None:
    await pilot.click(field, offset=(x, y))
    await pilot.pause()


@pytest.mark.parametrize("before", BEFORE.values(), ids=list(BEFORE))
async def test_cursor_mouse_and_selection_hit_what_is_shown(before: str) -> None:
    text = f"x{before}yz"
    cells, index = cell_len(pictures(f"x{before}")), len(before) + 1
    app = Fields(text)
    async with app.run_test(size=(20, 10)) as pilot:
        rows = drawn(app)
        if cells < 18:
            assert rows[0] == rows[1] == pictures(text)
            await click(pilot, app.line, cells)
            assert app.line.cursor_position == index
            assert app.line.cursor_screen_offset == (cells, 0)
            await click(pilot, app.area, cells)
            assert app.area.cursor_location == (0, index)
            assert app.area.cursor_screen_offset == (cells, 1)
        app.area.selection = Selection((0, 1), (0, index))
        assert app.area.selected_text == before
        assert (app.line.value, app.area.text) == (text, text)


async def test_a_click_past_the_end_goes_to_the_end() -> None:
    app = Fields("e" + "\u0301" * 4 + "\x1b漢")
    async with app.run_test(size=(20, 10)) as pilot:
        for x in (4, 9):
            await click(pilot, app.line, x)
            assert app.line.cursor_position == len(app.line.value)
        await click(pilot, app.line, 3)
        assert app.line.cursor_position == len(app.line.value) - 1


async def test_each_character_is_reached_and_deleted_with_the_keys() -> None:
    app = Fields(ALL)
    async with app.run_test(size=(20, 10)) as pilot:
        for field in (app.line, app.area):
            field.focus()
            await pilot.press("home")
            for _ in range(3):
                await pilot.press("right")
            await pilot.press("delete")
        assert app.line.value == app.area.text == ALL[:3] + ALL[4:]


async def test_a_long_line_is_broken_and_scrolled_by_what_is_shown() -> None:
    text = "\x1b" * 30 + "end"
    app = Fields(text)
    async with app.run_test(size=(20, 10)) as pilot:
        app.line.focus()
        await pilot.press("home", "end")
        rows = drawn(app)
        assert rows[0] == "␛" * 16 + "end"
        assert rows[1:3] == ["␛" * 19, "␛" * 11 + "end"]
        await click(pilot, app.line, 16)
        assert app.line.cursor_position == len("\x1b" * 30)
        await click(pilot, app.area, 11, 1)
        assert app.area.cursor_location == (0, 30)
        await pilot.press("up")
        assert app.area.cursor_location == (0, 11)


async def test_tabs_indent_in_several_lines_and_are_pictures_in_one() -> None:
    app = Fields("\t\x1b\ta")
    async with app.run_test(size=(20, 10)) as pilot:
        rows = drawn(app)
        assert rows[0] == "␉␛␉a"
        assert rows[1] == "    ␛   a"
        await click(pilot, app.line, 3)
        assert app.line.cursor_position == len("\t\x1b\t")
        await click(pilot, app.area, 8)
        assert app.area.cursor_location == (0, 3)
        assert app.area.cursor_screen_offset == (8, 1)


async def test_pasted_text_is_kept_and_shown() -> None:
    app = Fields("")
    async with app.run_test(size=(20, 10)) as pilot:
        app.area.focus()
        await pilot.pause()
        app.post_message(Paste("a\x1b[2J\u2028b\r\nc"))
        await pilot.pause()
        await pilot.press("x", "ctrl+z", "ctrl+y")
        assert app.area.text == "a\x1b[2J\u2028b\ncx"
        assert drawn(app)[1:3] == ["a␛[2J�b", "cx"]


async def test_a_line_end_in_a_field_of_one_line_is_a_picture() -> None:
    app = Fields("a\r\nb")
    async with app.run_test(size=(20, 10)):
        assert drawn(app)[0] == "a␍␊b"


@pytest.mark.parametrize("control", CONTROLS.values(), ids=list(CONTROLS))
def test_what_a_widget_forgets_is_taken_out_in_its_place(control: str) -> None:
    segments = [Segment("plain"), Segment(f"a{control}b")]
    (plain, odd) = ControlFilter().apply(segments, Color(0, 0, 0))
    assert plain == segments[0]
    assert set(odd.text) <= {"a", "b", pictures(control)}
    assert odd.cell_length == segments[1].cell_length


TEXTS = st.text(st.sampled_from(["a", " ", "\n", "\t", "漢", *CONTROLS.values()]), max_size=20)


@given(TEXTS)
def test_a_text_is_kept_and_its_lines_are_those_of_a_log(text: str) -> None:
    document = ShownLines(text)
    assert document.text == text
    contents = [content for _, content in lines.iter_lines(text)]
    assert document.lines[: len(contents)] == [
        "\t".join(pictures(part) for part in content.split("\t")) for content in contents
    ]


@given(TEXTS, TEXTS, st.integers(0, 20), st.integers(0, 20))
def test_what_is_replaced_is_what_stands_there(text: str, new: str, one: int, other: int) -> None:
    document = ShownLines(text)
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    places = [_location(text, start), _location(text, end)]
    result = document.replace_range(places[1], places[0], new)
    assert document.text == text[:start] + new + text[end:]
    assert result.replaced_text == text[start:end]
    assert result.end_location == _location(document.text, start + len(new))
    assert document.lines == ShownLines(document.text).lines
    assert list(map(len, document.lines)) == list(map(len, document.text.split("\n")))


def _location(text: str, index: int) -> tuple[int, int]:
    before = text[:index].split("\n")
    return len(before) - 1, len(before[-1])
