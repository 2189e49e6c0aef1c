"""Tags on the screen: the list, the field of the forms, and nothing where there are none."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from logtui.tui.dialogs.confirm import ConfirmDialog
from logtui.tui.dialogs.tag_menu import TagMenu
from support.pilots import SIZES, browsing, press, selected_title, shown_log, text, until

if TYPE_CHECKING:
    from pathlib import Path

TAGGED = """\
## 2024-06-21
- [One](https://a.example/1) #ml #nlp
- Two #ml \x1b[2J
    - a note #ml

## 2023-06-21
- Three #vision/seg
- Four
"""
PLAIN = "## 2024-06-21\n- [One](https://a.example/1) #ml\n- Two #nlp\n- Three, see #12 and #fff\n"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Give a log with tags."""
    path = tmp_path / "log.md"
    path.write_text(TAGGED)
    return path


@pytest.mark.parametrize("size", SIZES)
async def test_the_list_of_tags_leads_to_the_entries_with_one(
    log: Path, size: tuple[int, int]
) -> None:
    async with browsing(log, size) as pilot:
        await press(pilot, "number_sign")
        assert "3 tags" in text(pilot)
        assert "ml          2 entries" in text(pilot)
        await press(pilot, "j", "j", "enter")
        await until(pilot, lambda: selected_title(pilot) == "Three #vision/seg")
        view = shown_log(pilot).view
        assert view is not None
        assert len(view.entries) == 1
        await press(pilot, "escape")
        assert "tag:" not in text(pilot)


async def test_keys_that_are_typed_ahead_go_to_the_list_of_tags(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "number_sign", "j", "enter")
        await until(pilot, lambda: "tag:nlp" in text(pilot))


async def test_a_tag_is_renamed_after_its_lines_were_shown(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "number_sign", "r")
        pilot.app.screen.query_one(Input).value = "nlp"
        await press(pilot, "enter")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        assert "rename the tag ml to nlp in 2 entries; it becomes one with nlp (1)" in text(pilot)
        assert "\x1b" not in text(pilot)
        assert log.read_text() == TAGGED
        await press(pilot, "enter")
        await until(
            pilot,
            lambda: log.read_text() == TAGGED.replace("#ml #nlp", "#nlp").replace("#ml", "#nlp"),
        )
        await press(pilot, "u")
        await until(pilot, lambda: log.read_text() == TAGGED)


@pytest.mark.parametrize("name", ["12", "c++"])
async def test_a_name_that_is_none_is_refused(log: Path, name: str) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "number_sign", "r")
        pilot.app.screen.query_one(Input).value = name
        await press(pilot, "enter")
        assert f"{name} cannot be a tag here" in text(pilot)
        assert log.read_text() == TAGGED
        assert pilot.app.screen.query_one(Input).value == name
        await press(pilot, *"good", "enter")
        assert "rename the tag ml to good in 2 entries" in text(pilot)


async def test_nothing_is_renamed_where_the_question_is_left(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "number_sign", "r", "enter")
        assert not isinstance(pilot.app.screen, ConfirmDialog | TagMenu)
        await press(pilot, "number_sign", "r", "x", "enter", "escape")
        assert log.read_text() == TAGGED


async def test_forms_have_a_field_for_tags(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "g", "e")
        field = pilot.app.screen.query_one("#tags", Input)
        assert (field.value, pilot.app.screen.query_one("#title", Input).value) == (
            "ml, nlp",
            "One",
        )
        field.value = "nlp, new"
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "- [One](https://a.example/1) #nlp #new\n" in log.read_text())
        await press(pilot, "a", "tab", *"Five")
        pilot.app.screen.query_one("#date", Input).value = "2023-06-21"
        field = pilot.app.screen.query_one("#tags", Input)
        field.focus()
        await press(pilot, *"nlp, vis", "right")
        assert field.value == "nlp, vision/seg"
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "- Five #nlp #vision/seg\n" in log.read_text())


async def test_what_cannot_be_a_tag_is_said_below_the_field(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "g", "e")
        pilot.app.screen.query_one("#tags", Input).value = "ml, 12"
        await press(pilot, "ctrl+s")
        assert "12 cannot be a tag here" in text(pilot)
        assert log.read_text() == TAGGED


async def test_a_log_without_tags_shows_nothing_of_them(log: Path) -> None:
    log.write_text(PLAIN)
    async with browsing(log) as pilot:
        await press(pilot, "number_sign")
        assert "this log has no tags" in text(pilot)
        await press(pilot, "g", "e")
        assert not pilot.app.screen.query("#tags")
        assert pilot.app.screen.query_one("#title", Input).value.startswith("[One]")
        pilot.app.screen.query_one("#title", Input).value = "[Uno](https://a.example/1) #ml"
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: log.read_text() == PLAIN.replace("One", "Uno"))


async def test_a_tag_of_several_words_is_completed_where_commas_part_tags(log: Path) -> None:
    tags = ("deep learning, nlp", "deep learning", "nlp, rl")
    log.write_text("## 2024-06-21\n" + "".join(f"- x\n    - Tags: {names}\n" for names in tags))
    async with browsing(log) as pilot:
        await press(pilot, "g", "e")
        field = pilot.app.screen.query_one("#tags", Input)
        field.focus()
        field.value = ""
        await press(pilot, *"rl, deep l", "right")
        assert field.value == "rl, deep learning"
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: "    - Tags: deep learning, rl\n" in log.read_text())
