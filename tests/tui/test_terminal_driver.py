"""Text that terminals count differently shifts nothing that stands after it."""

from __future__ import annotations

import re
import unicodedata

import pytest
from rich.cells import cell_len

from logtui.tui.terminal_driver import place_disputed_text

HINDI, TAMIL, THUMB = "हिन्दी", "தமிழ்", "👍🏽"


def drawn(output: str, *, own_cells: bool) -> str:
    """Return the line that a terminal draws which gives vowel signs and skin tones cells or none.

    A second cell of a character is drawn as ``·``.
    """
    line, column = ["?"] * 80, 0
    for match in re.finditer("\x1b\\[\\d+;(\\d+)H|\x1b\\[(\\d+)([GC])|\x1b\\[[0-9;]*m|(.)", output):
        start, number, way, char = match.groups()
        if start or way:
            column = int(start or number) - 1 if way != "C" else column + int(number)
        elif char:
            is_skin_tone = 0x1F3FB <= ord(char) <= 0x1F3FF
            if is_skin_tone or unicodedata.category(char).startswith("M"):
                cells = 2 if is_skin_tone else 1 if unicodedata.category(char) == "Mc" else 0
                cells *= own_cells
            else:
                cells = cell_len(char)
            line[column : column + cells] = [char, "·"][:cells]
            column += cells
    return "".join(line).rstrip("?")


@pytest.mark.parametrize("own_cells", [False, True])
@pytest.mark.parametrize(
    "text",
    [
        f"{HINDI}        ",
        f"{HINDI}\x1b[1m        ",
        f"{HINDI} {TAMIL} and {THUMB}          ",
        f"{THUMB}\x1b[0m \x1b[1mword  ",
        f"{TAMIL}\x1b[1m{HINDI}          ",
        f"{HINDI} so long that it fills all",
        f"  {THUMB}{THUMB}",
    ],
)
def test_what_stands_after_it_stays_in_its_column(text: str, *, own_cells: bool) -> None:
    width = cell_len(re.sub("\x1b\\[[0-9;]*m", "", text))
    line = drawn(place_disputed_text(f"\x1b[3;5H{text}\x1b[2m│next│\x1b[0m"), own_cells=own_cells)
    assert line[4 + width :] == "│next│"
    assert "?" not in line[4:]


@pytest.mark.parametrize("own_cells", [False, True])
def test_nothing_is_cut_where_there_are_blanks_for_it(*, own_cells: bool) -> None:
    output = f"\x1b[1;1H{HINDI} {THUMB} up\x1b[1m          \x1b[0m│"
    line = drawn(place_disputed_text(output), own_cells=own_cells)
    assert "up " in line
    assert line.index("│") == cell_len(f"{HINDI} {THUMB} up") + 10


def test_other_text_is_written_as_it_is() -> None:
    output = "\x1b[1;1H│ 📜 title 한글 é ไทย \x1b[1mbold\x1b[0m\n\x1b[2;1Hmore"
    assert place_disputed_text(output) == output
