"""What is typed and not saved: kept while it is typed, and offered at the next start."""

from __future__ import annotations

import json
import os
import threading
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input, TextArea

from logtui.document.reading.parser import parse
from logtui.session import Session
from logtui.storage.stored_texts import all_stored_texts, drafts_folder, store_text
from logtui.tui.actions.writing import WriteActions
from logtui.tui.background.typed_texts import unsaved_texts
from logtui.tui.dialogs.confirm import ConfirmDialog
from logtui.tui.dialogs.drafts import DraftsDialog
from logtui.tui.forms.add_form import DEFAULT_FIELDS, AddForm
from logtui.tui.forms.entry_form import EditForm
from logtui.tui.forms.raw_form import RawForm
from support.outside import LOG, said
from support.pilots import (
    MEDIUM,
    NARROW,
    browsing,
    configure,
    main_screen,
    press,
    shown_log,
    text,
    until,
)

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

    from logtui.document.model import Document

SECOND = "- [Second](https://arxiv.org/abs/1)"


def document(log: Path) -> Document:
    return parse(log.read_bytes())


def keep(log: Path, name: str, **fields: str) -> None:
    store_text(log, name, json.dumps(fields))


async def offered(pilot: Pilot[None], words: str) -> None:
    await until(pilot, lambda: isinstance(pilot.app.screen, DraftsDialog) and words in text(pilot))


async def opened(pilot: Pilot[None], form: type[RawForm | EditForm | AddForm]) -> None:
    await until(
        pilot, lambda: isinstance(pilot.app.screen, form) and bool(pilot.app.screen.focused)
    )


# Keeping


@pytest.mark.parametrize(
    "keys", [["a"], ["e"], ["e", "ctrl+r"], ["a", "tab", "x", "backspace"]], ids=str
)
async def test_a_form_in_which_nothing_is_typed_leaves_no_draft(log: Path, keys: list[str]) -> None:
    async with browsing(log) as pilot:
        await press(pilot, *keys)
        await press(pilot, "escape")
        assert pilot.app.screen is main_screen(pilot)
    assert all_stored_texts(log) == []


# Offering


BACK = "your draft is back · ^l drop it"


@pytest.mark.parametrize(
    ("keys", "size"), [(["a"], NARROW), (["e"], MEDIUM), (["e", "ctrl+r"], NARROW)], ids=str
)
async def test_a_draft_that_is_back_says_so_and_can_be_dropped(
    log: Path, keys: list[str], size: tuple[int, int]
) -> None:
    async with browsing(log, size) as pilot:
        await press(pilot, *keys)
        assert BACK not in text(pilot)
        before = text(pilot)
        await press(pilot, "X", "Y", "Z", "escape", *keys)
        assert BACK in text(pilot)
        await press(pilot, "ctrl+l")
        assert "^l again drops what you typed, for good" in text(pilot)
        await press(pilot, "Q")
        assert BACK in text(pilot)
        await press(pilot, "ctrl+l", "ctrl+l")
        assert text(pilot) == before
        await press(pilot, "ctrl+l", "escape", *keys)
        assert text(pilot) == before
        await press(pilot, "escape")
    assert all_stored_texts(log) == []


async def test_the_form_leads_to_a_draft_of_the_lines(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "e", "ctrl+r", "X", "escape", "e")
        assert "^r your draft of the lines" in text(pilot)
        await press(pilot, "Y", "ctrl+r")
        words = "the lines have a draft of their own; ^r again replaces it by what is here"
        assert words in text(pilot)
        await opened(pilot, EditForm)
        await press(pilot, "ctrl+r")
        await opened(pilot, RawForm)
        assert "X" not in pilot.app.screen.query_one(TextArea).text


async def test_each_form_is_offered_and_continued(log: Path) -> None:
    keep(log, "add", **DEFAULT_FIELDS | {"title": "New one"})
    keep(log, f"edit\n{SECOND}", title="Changed second")
    keep(log, f"raw\n{SECOND}", raw="- [Raw second](https://arxiv.org/abs/1)")
    for title in ("New one", "Changed second", "Raw second"):
        async with browsing(log) as pilot:
            await offered(pilot, title)
            shown = [line for line in text(pilot).split("\n") if ": " in line and "now" in line]
            at = next(index for index, line in enumerate(shown) if title in line)
            await press(pilot, *["j"] * at, "enter")
            form = pilot.app.screen
            if title == "Raw second":
                assert isinstance(form, RawForm)
                assert form.query_one(TextArea).text == "- [Raw second](https://arxiv.org/abs/1)"
            else:
                assert isinstance(form, AddForm if title == "New one" else EditForm)
                assert form.query_one("#title", Input).value == title
                form.query_one("#date", Input).value = "2024-03-02"
            await press(pilot, "ctrl+s")
            await until(pilot, lambda: "u undoes" in said(pilot))
        assert title in log.read_text()
        if title == "Changed second":
            log.write_bytes(LOG)
    assert [kept.name for kept in all_stored_texts(log)] == []


async def test_a_draft_can_be_dropped_or_left_for_later(log: Path) -> None:
    keep(log, "add", **DEFAULT_FIELDS | {"title": "One"})
    keep(log, f"raw\n{SECOND}", raw="- Two")
    async with browsing(log) as pilot:
        await offered(pilot, "One")
        await press(pilot, "d")
        assert "press d again to drop it, for good" in text(pilot)
        await press(pilot, "down")
        assert "press d again" not in text(pilot)
        assert len(all_stored_texts(log)) == 2
        await press(pilot, "d", "d")
        await until(pilot, lambda: len(all_stored_texts(log)) == 1)
        await offered(pilot, "")
        assert 'dropped "One"' in said(pilot)
        assert len(all_stored_texts(log)) == 1
        await press(pilot, "escape")
        assert pilot.app.screen is main_screen(pilot)
    assert len(all_stored_texts(log)) == 1


async def test_the_keys_of_the_offer_can_be_others(log: Path) -> None:
    configure('[keys]\n"drafts.drop" = "x"\n')
    keep(log, "add", **DEFAULT_FIELDS | {"title": "One"})
    async with browsing(log) as pilot:
        await offered(pilot, "One")
        assert "enter continue · x drop · esc later" in text(pilot)
        await press(pilot, "x")
        assert "press x again" in text(pilot)
        await press(pilot, "x")
        await until(pilot, lambda: 'dropped "One"' in said(pilot))
    assert all_stored_texts(log) == []


async def test_the_offer_gives_way_to_whatever_else_is_pressed(log: Path) -> None:
    keep(log, "add", **DEFAULT_FIELDS | {"title": "One"})
    async with browsing(log) as pilot:
        await offered(pilot, "One")
        await press(pilot, "slash", *"talk")
        await until(pilot, lambda: "1/3" in text(pilot))
    assert len(all_stored_texts(log)) == 1


@pytest.mark.parametrize(
    ("keys", "last"),
    [
        (["slash", *"talk"], "enter"),
        (["d", "down"], "escape"),
        (["a", "shift+tab", *"talk"], "escape"),
    ],
    ids=["search", "question", "notes"],
)
async def test_the_offer_waits_for_somebody_who_types_or_is_asked(
    log: Path, keys: list[str], last: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep(log, "add", **DEFAULT_FIELDS | {"title": "One"})
    from logtui.tui.background import typed_texts as module

    find_texts, is_typing = module.unsaved_texts, threading.Event()

    def when_typing(path: Path, now: Document) -> object:
        is_typing.wait()
        return find_texts(path, now)

    monkeypatch.setattr(module, "unsaved_texts", when_typing)
    async with browsing(log) as pilot:
        await press(pilot, keys[0])
        screen = pilot.app.screen
        is_typing.set()
        await until(pilot, lambda: all(one.name != "offers" for one in threading.enumerate()))
        await press(pilot, *keys[1:])
        assert pilot.app.screen is screen
        await press(pilot, last)
        await offered(pilot, "One")


@pytest.mark.parametrize("form", ["edit", "raw"])
async def test_the_text_of_an_entry_that_is_gone_becomes_a_new_one(log: Path, form: str) -> None:
    fields = {"title": "Mine", "url": "https://arxiv.org/abs/9", "notes": "a note"}
    raw = {"raw": "- [Mine](https://arxiv.org/abs/9)\n    - a note\n"}
    keep(log, f"{form}\n- [Gone](https://arxiv.org/abs/9)", **(fields if form == "edit" else raw))
    async with browsing(log) as pilot:
        await offered(pilot, "Mine")
        await press(pilot, "enter")
        await opened(pilot, AddForm)
        assert "no longer in the log; saving adds a new one" in said(pilot)
        pilot.app.screen.query_one("#date", Input).value = "2024-03-01"
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: pilot.app.screen is main_screen(pilot))
    assert log.read_bytes() == LOG + b"- [Mine](https://arxiv.org/abs/9)\n    - a note\n"
    assert all_stored_texts(log) == []


@pytest.mark.parametrize("form", ["edit", "raw"])
async def test_the_text_of_an_entry_that_has_changed_shows_what_it_would_do(
    log: Path, form: str
) -> None:
    base = "- [Second, earlier](https://arxiv.org/abs/1)"
    fields = {"title": "Mine"} if form == "edit" else {"raw": "- [Mine](https://arxiv.org/abs/1)"}
    keep(log, f"{form}\n{base}", **fields)
    async with browsing(log) as pilot:
        await offered(pilot, "Mine")
        await press(pilot, "enter")
        await opened(pilot, EditForm if form == "edit" else RawForm)
        assert "was changed since you typed this" in said(pilot)
        await until(pilot, lambda: "Second→Mine" in text(pilot))
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: pilot.app.screen is main_screen(pilot))
    assert log.read_bytes() == LOG.replace(b"[Second]", b"[Mine]")


@pytest.mark.parametrize(
    ("left", "form", "written"),
    [
        (
            "- [Second](https://arxiv.org/abs/1)\n    - typed in vim\n",
            RawForm,
            "abs/1)\n    - typed",
        ),
        ("- [Not there](https://x.org/1)\n    - typed in vim\n", AddForm, "x.org/1)\n    - typed"),
    ],
    ids=["of an entry", "of none"],
)
async def test_what_a_killed_editor_has_left_is_continued(
    log: Path, left: str, form: type[RawForm | AddForm], written: str
) -> None:
    folder = drafts_folder(log) / "entry-4194305-x"  # no process has such a number
    folder.mkdir()
    (folder / "entry.md").write_text(left)
    async with browsing(log) as pilot:
        await offered(pilot, "a text from your editor")
        await press(pilot, "enter")
        await opened(pilot, form)
        assert not folder.exists()
        assert len(all_stored_texts(log)) == 1
        if form is AddForm:
            pilot.app.screen.query_one("#date", Input).value = "2024-03-01"
        await press(pilot, "ctrl+s")
        await until(pilot, lambda: pilot.app.screen is main_screen(pilot))
    assert written in log.read_text()
    assert all_stored_texts(log) == []


def test_what_is_in_an_editor_now_or_already_in_the_log_is_not_offered(log: Path) -> None:
    for name, content in (
        (f"entry-{os.getppid()}-x", "- still typing"),
        ("entry-4194305-y", f"{SECOND}\n"),
    ):
        folder = drafts_folder(log) / name
        folder.mkdir()
        (folder / "entry.md").write_text(content)
    assert unsaved_texts(log, document(log)) == []


@pytest.mark.parametrize("content", ["{", "[]", '{"title": 3}', '{"title": " "}'])
def test_a_damaged_or_empty_draft_is_not_offered(log: Path, content: str) -> None:
    store_text(log, "add", content)
    store_text(log, "another program's", '{"title": "x"}')
    assert unsaved_texts(log, document(log)) == []


async def test_what_is_offered_is_shown_harmlessly(log: Path) -> None:
    keep(log, "add", **DEFAULT_FIELDS | {"title": "\x1b]0;OWNED\x07[@click=app.quit]x[/]"})
    async with browsing(log) as pilot:
        await offered(pilot, "[@click=app.quit]x[/]")
        assert "\x1b" not in text(pilot)
        assert "\x07" not in text(pilot)


# Quitting


async def test_quitting_keeps_what_was_typed_a_moment_ago(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "a", "tab", *"Half")
        await pilot.press("ctrl+q")
        assert not pilot.app.is_running
    assert json.loads(all_stored_texts(log)[0].text)["title"] == "Half"


async def test_quitting_asks_only_where_a_draft_would_be_lost(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_folder = tmp_path / "no-folder"
    no_folder.write_text("a file")
    async with browsing(log) as pilot:
        monkeypatch.setenv("XDG_STATE_HOME", str(no_folder))
        await press(pilot, "a", "tab", "H")
        await until(pilot, lambda: "the draft is not kept" in said(pilot))
        await press(pilot, *"alf a thought", "ctrl+q")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        assert "Half a thought" in text(pilot)
        await press(pilot, "n")
        await opened(pilot, AddForm)
        assert pilot.app.is_running
        await press(pilot, "escape", "q")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        await press(pilot, "escape", "a")
        assert pilot.app.screen.query_one("#title", Input).value == "Half a thought"
        await press(pilot, "escape", "q")
        await pilot.press("enter")
        assert not pilot.app.is_running


async def test_a_draft_refused_when_the_app_has_ended_breaks_nothing(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    no_folder = tmp_path / "no-folder"
    no_folder.touch()
    async with browsing(log) as pilot:
        host = shown_log(pilot)
    monkeypatch.setenv("XDG_STATE_HOME", str(no_folder))
    keeper = WriteActions(host, Session.open(log)).typed_texts
    keeper.keep("add", {"title": "Late"})
    closing = threading.Thread(target=keeper.close)
    closing.start()
    closing.join()
