"""No widget draws a control character of a log, of its name, or of what is typed or pasted."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest
from textual.events import Paste
from textual.widgets import Input, TextArea

from logtui.document.text.safe import pictures
from logtui.storage.stored_texts import store_text
from logtui.tui.dialogs.choice import CopyMenu, LinkPicker
from logtui.tui.dialogs.confirm import ConfirmDialog, quit_question
from logtui.tui.dialogs.conflict import ConflictDialog
from logtui.tui.dialogs.drafts import DraftsDialog
from logtui.tui.dialogs.help import HelpDialog
from logtui.tui.dialogs.show_text import TextDialog
from logtui.tui.forms.add_form import AddForm
from logtui.tui.forms.entry_form import EditForm
from logtui.tui.forms.raw_form import RawForm
from logtui.tui.palette import Palette
from logtui.tui.terminal import ControlFilter
from support.controls import CONTROLS
from support.outside import said
from support.pilots import (
    MEDIUM,
    NARROW,
    answered,
    browsing,
    configure,
    main_screen,
    press,
    text,
    until,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from rich.segment import Segment
    from textual.color import Color
    from textual.pilot import Pilot

ODD = "\x1b]52;c;UFdO\x1b\\" + "".join(CONTROLS.values()).replace("\udc80", "")
"""A sequence that writes the clipboard, and one or more characters of each kind."""

UNSEEN = "".join(char for char in ODD if char in "\u061c\u200b\u200d\u200f\u202e\u2060\u2067\ufeff")
"""Those that a form gives back as they are, and therefore opens."""

MARK = pictures(ODD)[:12]
"""What is seen where they begin."""

NAME = "log\x07\x1b[2J\u202e.md"

LOG = (
    f"Legend:\n- 📜{UNSEEN}: pa{ODD}pers\n\n2024-01-02 {ODD}\n"
    f"- 📜 ti{ODD}tle\n    - [a{ODD}](https://x.org/{ODD})\n    - `co{ODD}de` **b{ODD}**\n"
    f"- [ti{UNSEEN}tle](https://u{UNSEEN}v.org/{UNSEEN})\n    - no{UNSEEN}te \u26a0\ufe0f\n"
    f"    - [b{ODD}](https://y{ODD}.org)\n\n## Day {ODD} three\n- {ODD}\n"
)

DRAWN = "".join(CONTROLS.values()) + "\ufe0f\n\r"


@pytest.fixture(params=[NARROW, MEDIUM], ids=["narrow", "medium"])
def size(request: pytest.FixtureRequest) -> tuple[int, int]:
    """Give the size of a terminal."""
    width, height = request.param
    return width, height


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Give the path of a log with control characters in every part of it, and in its name."""
    path = tmp_path / NAME
    path.write_text(LOG, newline="")
    return path


@pytest.fixture(autouse=True)
def _nothing_is_left_to_filter(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """See what the widgets draw by themselves, before the app takes out what is forgotten."""
    drawn: list[str] = []
    apply = ControlFilter.apply

    def seen(self: ControlFilter, segments: list[Segment], background: Color) -> list[Segment]:
        drawn.extend(segment.text for segment in segments)
        return apply(self, segments, background)

    monkeypatch.setattr(ControlFilter, "apply", seen)
    yield
    assert drawn
    assert not [text for text in drawn if set(text) & set(DRAWN)]


async def paste(pilot: Pilot[None], pasted: str) -> None:
    pilot.app.post_message(Paste(pasted))
    await pilot.pause()
    await pilot.pause()


async def opened(pilot: Pilot[None], screen: type[object]) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, screen) and MARK in text(pilot))


async def test_panes_and_search(path: Path, size: tuple[int, int]) -> None:
    async with browsing(path, size) as pilot:
        assert "␇␛[2J�" in text(pilot)
        for key in ("j", "G", "enter", "1", "j", "2", "g", "enter", "r"):
            await press(pilot, key)
        assert MARK in text(pilot)
        await press(pilot, "slash")
        await paste(pilot, f"kind:pa{ODD} {ODD}\nx")
        await until(pilot, lambda: answered(pilot))
        assert "kind:pa␛]52;" in text(pilot)
        field = pilot.app.screen.query_one(Input)
        assert field.value.startswith(f"kind:pa{ODD[:12]}")
        field.value = "host:"
        await press(pilot, "end", "right")
        assert field.value == "host:"  # a host that could only be shown by pictures is not offered


async def test_palette_and_help(path: Path, size: tuple[int, int]) -> None:
    async with browsing(path, size) as pilot:
        await press(pilot, "ctrl+p")
        await until(pilot, lambda: isinstance(pilot.app.focused, Input))
        assert isinstance(pilot.app.screen, Palette)
        await pilot.press(*"find ")
        await until(pilot, lambda: "Find pa␛" in text(pilot) or "Find u�" in text(pilot))
        await paste(pilot, ODD)
        await until(pilot, lambda: MARK in text(pilot))
        await pilot.press("escape")
        await press(pilot, "question_mark")
        await paste(pilot, ODD)
        await opened(pilot, HelpDialog)


async def test_forms(path: Path, size: tuple[int, int]) -> None:
    async with browsing(path, size) as pilot:
        await press(pilot, "a")
        await until(pilot, lambda: isinstance(pilot.app.focused, Input))
        await paste(pilot, f"[{ODD}](https://{ODD})")
        for _ in range(4):
            await press(pilot, "tab")
            await paste(pilot, ODD)
            await opened(pilot, AddForm)
        await press(pilot, "ctrl+s")
        await press(pilot, "escape", "g", "j", "j", "e")
        await until(pilot, lambda: isinstance(pilot.app.screen, RawForm | EditForm))


async def test_the_form_of_an_entry_with_what_nobody_sees(tmp_path: Path) -> None:
    path = tmp_path / NAME
    before = (
        f"2024-01-02\n- [ti{UNSEEN}tle](https://x.org/{UNSEEN})\n"
        f"    - no{UNSEEN}te \u26a0\ufe0f \U0001f468\u200d\U0001f469\n- next\n"
    )
    path.write_text(before)
    async with browsing(path) as pilot:
        await press(pilot, "g", "e")
        await until(pilot, lambda: isinstance(pilot.app.screen, EditForm))
        assert f"ti{pictures(UNSEEN)}tle" in text(pilot)
        assert f"no{pictures(UNSEEN)}te \u26a0" in text(pilot)
        await press(pilot, "end", "x", "ctrl+s")
        await until(pilot, lambda: "u undoes" in said(pilot))
    assert path.read_text() == before.replace("tle]", "tlex]")


async def test_lines_are_saved_as_they_were_but_for_what_is_typed(tmp_path: Path) -> None:
    path = tmp_path / NAME
    title, rest = f"- ti{ODD}tle", f"\n    - \tno{ODD}te \u26a0\ufe0f\n- next\n"
    before = f"2024-01-02\n{title}{rest}"
    path.write_text(before, newline="")
    async with browsing(path) as pilot:
        await press(pilot, "g", "e")
        await opened(pilot, RawForm)
        await press(pilot, "ctrl+s")
        assert "nothing is written" in said(pilot)
        assert path.read_bytes() == before.encode()
        await press(pilot, "e")
        await opened(pilot, RawForm)
        await press(pilot, "end", "x", "ctrl+s")
        await until(pilot, lambda: "u undoes" in said(pilot))
    assert path.read_bytes() == f"2024-01-02\n{title}x{rest}".encode()


async def test_dialogs_about_an_entry(path: Path, size: tuple[int, int]) -> None:
    async with browsing(path, size) as pilot:
        await press(pilot, "g", "Y")
        await opened(pilot, CopyMenu)
        await press(pilot, "escape", "o")
        await until(pilot, lambda: isinstance(pilot.app.screen, LinkPicker) or bool(said(pilot)))
        await press(pilot, "escape", "d")
        await opened(pilot, ConfirmDialog)
        await press(pilot, "enter")
        await until(pilot, lambda: "delete" in said(pilot))
        pilot.app.push_screen(TextDialog("copied", f"one {ODD}\ntwo {ODD}"))
        await opened(pilot, TextDialog)
        await press(pilot, "escape")
        pilot.app.push_screen(quit_question(pilot.app, [{"title": ODD}, {"raw": ODD}]))
        await opened(pilot, ConfirmDialog)


async def test_a_conflict_and_its_labels(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / NAME
    label = ODD.replace("\x85", "").replace("\u2028", "").replace("\x0c", "")
    before, after = "2024-01-02\n- first\n", "- last\x0cof \u2028all\n"
    ours, theirs = f"- our {ODD}s\n", f"- thei{ODD}rs\n"
    path.write_text(
        f"{before}<<<<<<< {label}\n{ours}=======\n{theirs}>>>>>>> {label}\n{after}", newline=""
    )
    async with browsing(path, size) as pilot:
        await press(pilot, "c")
        await opened(pilot, ConflictDialog)
        await press(pilot, "e")
        await opened(pilot, ConflictDialog)
        lines = pilot.app.screen.query_one(TextArea)
        assert lines.text == ours + theirs
        lines.move_cursor((0, 2))
        await press(pilot, "x", "ctrl+s")
        await until(pilot, lambda: pilot.app.screen is main_screen(pilot))
        await until(pilot, lambda: "● saved" in text(pilot))
    assert path.read_bytes() == f"{before}- x{ours[2:]}{theirs}{after}".encode()


async def test_drafts_that_are_offered_and_come_back(path: Path) -> None:
    fields = {"title": ODD, "url": ODD, "date": ODD, "kind": ODD, "notes": f"{ODD}\n{ODD}"}
    store_text(path, "add", json.dumps(fields))
    async with browsing(path) as pilot:
        await opened(pilot, DraftsDialog)
        await press(pilot, "enter")
        await opened(pilot, AddForm)
        form = pilot.app.screen
        assert isinstance(form, AddForm)
        assert form.field_values() == {**fields, "kind": "", "tags": "", "state": ""}


async def test_questions_and_messages_that_name_the_log(path: Path) -> None:
    configure(f'theme = "{UNSEEN}"\n"bad\u202ename" = 3\n')
    os.link(path, path.with_name("other.md"))
    path.with_name(f"{path.stem}.sync-conflict-20240921-101530-ABCDEFG.md").write_text("x")
    async with browsing(path) as pilot:
        await until(pilot, lambda: "conflict copy" in said(pilot) and "�" in said(pilot))
        await press(pilot, "d", "enter")
        await until(pilot, lambda: "Write into the file itself?" in text(pilot))
        assert "␇␛[2J�" in text(pilot)
        await press(pilot, "escape")
        path.unlink()
        await press(pilot, "r")
        await until(pilot, lambda: "␇␛[2J�" in said(pilot))
