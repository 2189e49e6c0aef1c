"""States in the list and the detail, and the keys that change them."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from logtui.demo import SAMPLE
from support.pilots import (
    SIZES,
    browsing,
    configure,
    lines,
    main_screen,
    press,
    selected_title,
    text,
    until,
)
from support.queue_log import SECTION

if TYPE_CHECKING:
    from pathlib import Path

TODAY = f"{datetime.date.today():%Y-%m-%d}"  # noqa: DTZ011 - the user's own day is meant
BOXES = """\
# Log

## 2024-05-06

- [ ] [One](https://a.org/1)
- [x] Two
- [/] Three
- [!] Four
- ~~Five~~
- Six
"""


@pytest.fixture
def boxes(tmp_path: Path) -> Path:
    path = tmp_path / "boxes.md"
    path.write_bytes(BOXES.encode())
    return path


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_shows_the_state_before_the_title(
    boxes: Path, size: tuple[int, int]
) -> None:
    async with browsing(boxes, size) as pilot:
        shown = text(pilot)
        for row in ("☐ One", "✓ Two", "◧ Three", "[!] Four", "✗ Five", "  Six"):
            assert row in shown


async def test_the_detail_says_the_state(boxes: Path) -> None:
    async with browsing(boxes) as pilot:
        for words in ("☐ to be read", "✓ done", "◧ being read", "[!]", "✗ dropped"):
            assert any(words in line and "2024-05-06" in line for line in lines(pilot))
            await press(pilot, "j")
        assert not any("2024-05-06" in line and "done" in line for line in lines(pilot)[-12:])


async def test_a_log_without_states_shows_nothing_of_them(tmp_path: Path) -> None:
    log = tmp_path / "log.md"
    log.write_bytes(SAMPLE.read_bytes())
    async with browsing(log) as pilot:
        assert not set("☐◧✗") & set(text(pilot))
        await press(pilot, "x")
        assert "X chooses" in text(pilot)
        assert log.read_bytes() == SAMPLE.read_bytes()
        await press(pilot, "ctrl+p", *"queue")
        assert "Queue:" not in text(pilot)


async def test_a_key_ticks_and_unticks_and_undo_takes_it_back(boxes: Path) -> None:
    async with browsing(boxes) as pilot:
        await press(pilot, "x")
        await until(pilot, lambda: "✓ One" in text(pilot))
        assert boxes.read_bytes() == BOXES.replace("[ ]", "[x]").encode()
        assert 'finished "One"' in text(pilot)
        await press(pilot, "x")
        await until(pilot, lambda: "☐ One" in text(pilot))
        assert boxes.read_bytes() == BOXES.encode()
        await press(pilot, "G", "x")
        await until(pilot, lambda: "☐ Six" in text(pilot))
        assert boxes.read_bytes() == BOXES.replace("- Six", "- [ ] Six").encode()
        await press(pilot, "u")
        await until(pilot, lambda: boxes.read_bytes() == BOXES.encode())


async def test_what_stands_in_a_section_goes_to_today_and_comes_back(section: Path) -> None:
    async with browsing(section) as pilot:
        assert "To read" in text(pilot)
        await press(pilot, "g", "x")
        await until(pilot, lambda: TODAY in text(pilot))
        assert selected_title(pilot) == "One"
        moved = f"## {TODAY}\n\n- [One](https://a.org/1)\n\n## 2024-05-06"
        assert section.read_text() == SECTION.replace("- [One](https://a.org/1)\n", "").replace(
            "## 2024-05-06", moved
        )
        await press(pilot, "u")
        await until(pilot, lambda: section.read_bytes() == SECTION.encode())


async def test_a_state_is_chosen(boxes: Path) -> None:
    async with browsing(boxes) as pilot:
        await press(pilot, "X")
        assert "State: to be read" in text(pilot)
        await press(pilot, "d")
        await until(pilot, lambda: "✗ One" in text(pilot))
        assert boxes.read_bytes() == BOXES.replace("[ ]", "[-]").encode()
        await press(pilot, "X", "n")
        await until(pilot, lambda: "✗ One" not in text(pilot))
        assert boxes.read_bytes() == BOXES.replace("[ ] ", "").encode()
        await press(pilot, "X")
        assert "none of these" not in text(pilot)
        await press(pilot, "escape")
        assert pilot.app.screen is main_screen(pilot)


async def test_the_queue_is_in_the_palette_the_oldest_first(boxes: Path) -> None:
    boxes.write_text(BOXES + "\n## 2024-05-01\n\n- [ ] Seven\n")
    async with browsing(boxes) as pilot:
        await press(pilot, "ctrl+p", *"queue:")
        await until(pilot, lambda: "Queue: what is to be read" in text(pilot))
        await press(pilot, "enter")
        await until(pilot, lambda: "Queue: 3 to be read" in text(pilot))
        rows = [line for line in lines(pilot) if " d: " in line]
        assert [row.split(" d: ")[1].split()[0] for row in rows] == ["Seven", "One", "Three"]
        await press(pilot, "1")
        assert selected_title(pilot) == "Seven"


async def test_the_setting_moves_what_is_done(boxes: Path) -> None:
    configure('[queue]\ndone = "move"\n')
    async with browsing(boxes) as pilot:
        await press(pilot, "x")
        await until(pilot, lambda: TODAY in text(pilot))
        assert f"## {TODAY}\n\n- [One](https://a.org/1)\n\n## 2024-05-06" in boxes.read_text()


@pytest.mark.parametrize("size", [*SIZES, (60, 20)])
async def test_a_new_entry_is_for_later(section: Path, size: tuple[int, int]) -> None:
    async with browsing(section, size) as pilot:
        await press(pilot, "a", "tab", *"New")
        assert "[ ] for later ^n" in text(pilot)
        assert f"· {TODAY} " in text(pilot)
        await press(pilot, "ctrl+n")
        assert "[x] for later" in text(pilot)
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: section.read_bytes() != SECTION.encode())
        assert section.read_text() == SECTION.replace("- Two\n", "- Two\n- New\n")
        await until(pilot, lambda: selected_title(pilot) == "New")


async def test_a_log_without_a_way_gets_a_box_for_later(tmp_path: Path) -> None:
    log = tmp_path / "log.md"
    log.write_text("2024-05-06\n- One\n")
    async with browsing(log) as pilot:
        await press(pilot, "a", "tab", *"New", "ctrl+n")
        await until(pilot, lambda: "- [ ] New" in text(pilot))
        await press(pilot, "ctrl+n")
        await until(pilot, lambda: "- [ ] New" not in text(pilot))
        await pilot.click("#state")
        await until(pilot, lambda: "[x] for later" in text(pilot))
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "- [ ] New\n" in log.read_text())


async def test_a_kept_draft_knows_that_it_is_for_later(boxes: Path) -> None:
    async with browsing(boxes) as pilot:
        await press(pilot, "a", "tab", *"New", "ctrl+n", "escape")
        await press(pilot, "a")
        assert "[x] for later" in text(pilot)
        await press(pilot, "ctrl+l", "ctrl+l")
        assert "[ ] for later" in text(pilot)


async def test_editing_an_entry_leaves_its_state(boxes: Path) -> None:
    async with browsing(boxes) as pilot:
        await press(pilot, "e", "end", *" and more", "ctrl+s")
        await until(pilot, lambda: boxes.read_bytes() != BOXES.encode())
        assert boxes.read_text() == BOXES.replace("[One]", "[One and more]")
