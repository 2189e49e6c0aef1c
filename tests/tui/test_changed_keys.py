"""Hints, titles and messages name the keys that the user has chosen, not those delivered."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from logtui.config.loading import load_config
from logtui.session import Session
from logtui.tui.app import LogApp
from logtui.tui.background.typed_texts import TypedTexts
from logtui.tui.dialogs.confirm import ConfirmDialog
from logtui.tui.dialogs.conflict import ConflictDialog, Sides
from logtui.tui.dialogs.show_text import TextDialog
from logtui.tui.panes.entry_list import EntryList
from support.outside import CONFLICT, LOG, said
from support.pilots import (
    answered,
    browsing,
    configure,
    drawn,
    main_screen,
    press,
    shown_log,
    text,
    until,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from logtui.errors import StorageError
    from logtui.tui.dialogs.dialog import Dialog


def change(**keys: str) -> None:
    """Give bindings other keys; in their names here two underscores stand for the dot."""
    lines = (f"{name.replace('__', '.')!r} = {key!r}" for name, key in keys.items())
    configure("\n".join(["[keys]", *lines]))


def refused(error: StorageError) -> None:
    pytest.fail(str(error))


def two_versions(log: Path) -> ConflictDialog:
    """Return a dialog about two versions of a line."""
    return ConflictDialog("Two", Sides("- a\n", "- b\n"), TypedTexts(log, refused))


async def test_a_new_user_is_told_the_keys_in_force(log: Path) -> None:
    change(screen__add="i", screen__search="ctrl+f", app__help="f2")
    app = LogApp(Session.open(log), load_config())
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await drawn(pilot)
        await until(pilot, lambda: "i adds an entry" in said(pilot))
        assert "i adds an entry, ^f finds one again, f2 shows all keys" in said(pilot)
        await press(pilot, "j")
        assert "i adds an entry" not in text(pilot)


async def test_the_panes_and_the_bar_name_their_keys(log: Path) -> None:
    change(
        screen__focus_tree="[", list__day_above="f6", screen__focus_list="f7", app__palette="ctrl+r"
    )
    async with browsing(log) as pilot:
        shown = text(pilot)
        for title in ("[ Dates", "f7 Entries", "3 Detail", "^r Palette"):
            assert title in shown
        await press(pilot, "left_square_bracket")
        assert main_screen(pilot).focused is not main_screen(pilot).query_one(EntryList)


async def test_the_bar_keeps_their_order(log: Path) -> None:
    change(screen__add="i", screen__undo="z")
    async with browsing(log) as pilot:
        assert " / Search  i Add  e Edit  d Delete  z Undo  y Copy " in text(pilot)


async def test_an_empty_log_and_an_empty_result_name_them(log: Path, tmp_path: Path) -> None:
    change(screen__add="i", search__leave="f4", screen__back="f5")
    async with browsing(log) as pilot:
        await press(pilot, "1", "j", "slash", *"zzzzzz")
        await until(pilot, lambda: answered(pilot))
        rows = main_screen(pilot).query_one(EntryList)
        hint = " ".join(" ".join(rows.render_line(y).text for y in range(8)).split())
        assert "another spelling; f4 clears." in hint
        assert "Only 2024 is searched; f5 leads back to all dates." in hint
    empty = tmp_path / "empty.md"
    empty.touch()
    async with browsing(empty) as pilot:
        assert "Press i to add the first entry." in text(pilot)


async def test_too_small_a_terminal_names_the_key_that_quits(log: Path) -> None:
    change(app__quit="z")
    async with browsing(log, (50, 8)) as pilot:
        assert "z quits" in text(pilot)


async def test_the_palette_names_them(log: Path) -> None:
    change(screen__add="i")
    async with browsing(log) as pilot:
        await press(pilot, "ctrl+p")
        await pilot.press(*"add an")
        await until(pilot, lambda: "Add an entry" in text(pilot))
        row = next(row for row in text(pilot).splitlines() if "Add an entry" in row)
        assert re.search(r"Add an entry +i +│", row)


async def test_a_conflict_is_told_of_with_the_key_that_settles_it(log: Path) -> None:
    change(screen__settle="f3")
    log.write_bytes(CONFLICT)
    async with browsing(log) as pilot:
        await until(pilot, lambda: "from line 4 on: f3 settles them" in said(pilot))
        await press(pilot, "f3", "escape")
        await until(pilot, lambda: "1 conflict is still marked in the log; f3 comes" in said(pilot))


async def test_a_copy_is_told_of_with_the_keys_that_merge_it_and_take_it_back(log: Path) -> None:
    change(screen__settle="f3", screen__undo="z")
    log.with_name("log.sync-conflict-20240921-101530-ABCDEFG.md").write_bytes(LOG)
    async with browsing(log) as pilot:
        await until(pilot, lambda: "ABCDEFG.md. f3 merges it" in said(pilot))
        await press(pilot, "f3")
        await until(pilot, lambda: "z takes the merge back" in text(pilot))


@pytest.mark.parametrize(
    ("keys", "opened_with", "hint"),
    [
        (
            {"form__save": "f5", "form__close": "ctrl+b"},
            ["a"],
            "f5 save · tab next field · ^b close, keep the draft",
        ),
        (
            {"raw__save": "f5", "raw__close": "ctrl+b"},
            ["e", "ctrl+r"],
            "f5 save · ^b close, keep the draft",
        ),
        ({"confirm__yes": "f5", "confirm__no": "f6"}, ["d"], "f5 yes · f6 no"),
        ({"help__close": "f5"}, ["f1"], "type to search all keys · f5 close"),
        (
            {"choice__up": "p,ctrl+p", "choice__take": "f5", "choice__close": "f6"},
            ["Y"],
            "key or p ↓ and f5 · f6 close",
        ),
        ({"choice__up": "f5,up"}, ["Y"], "key or ↑↓ and enter · esc close"),
    ],
    ids=["form", "lines", "question", "help", "choice", "one key more"],
)
async def test_dialogs_name_them(
    log: Path, keys: dict[str, str], opened_with: list[str], hint: str
) -> None:
    change(**keys)
    async with browsing(log) as pilot:
        await press(pilot, *opened_with)
        assert hint in text(pilot)


@pytest.mark.parametrize(
    ("make", "hint"),
    [
        (two_versions, "[ mine · f5 theirs · b both · e edit · f6 later"),
        (lambda _: TextDialog("Shown", "text", "it did take it"), "f7 it did take it · f8 close"),
    ],
    ids=["conflict", "text"],
)
async def test_what_is_asked_without_being_called_names_them(
    log: Path, make: Callable[[Path], Dialog[object]], hint: str
) -> None:
    change(
        conflict__mine="[", conflict__theirs="f5", conflict__later="f6", text__trust="f7",
        text__close="f8",
    )  # fmt: skip
    async with browsing(log) as pilot:
        pilot.app.push_screen(make(log))
        await press(pilot)
        assert hint in text(pilot)


async def test_a_conflict_names_them_also_while_it_is_edited(log: Path) -> None:
    change(conflict__mine="[", conflict__theirs="f5", conflict__save="f8", conflict__later="f9")
    async with browsing(log) as pilot:
        pilot.app.push_screen(two_versions(log))
        await press(pilot)
        assert "─ [ mine ─" in text(pilot)
        assert "─ f5 theirs ─" in text(pilot)
        await press(pilot, "e")
        assert "f8 take these lines · f9 back to the versions" in text(pilot)
        await press(pilot, "f9")
        assert "e edit · f9 later" in text(pilot)


async def test_a_letter_that_leaves_the_versions_can_be_typed_in_them(log: Path) -> None:
    change(conflict__later="q,escape")
    async with browsing(log) as pilot:
        pilot.app.push_screen(two_versions(log))
        await press(pilot, "e", "q")
        assert "q- a" in text(pilot)
        await press(pilot, "escape")
        assert "go on editing" in text(pilot)


async def test_the_palette_takes_no_key_of_a_form(log: Path) -> None:
    change(app__palette="ctrl+r")
    async with browsing(log) as pilot:
        await press(pilot, "e", "ctrl+r")
        assert "Lines at" in text(pilot)


async def test_the_form_for_a_new_entry_names_them(log: Path) -> None:
    change(form__continue="f5", form__go_there="f6", form__fetch="f7")
    async with browsing(log) as pilot:
        await until(pilot, lambda: shown_log(pilot).relations is not None)
        await press(pilot, "a", *"https://arxiv.org/abs/1")
        shown = " ".join(text(pilot).replace("│", " ").split())
        assert "f5 continue it · f6 go there · or add anyway" in shown


@pytest.mark.parametrize(
    ("opened_with", "key"), [(["a", "tab", "x"], "f5"), (["e", "ctrl+r", "x"], "f6")]
)
async def test_quitting_names_the_key_that_saves(
    log: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, opened_with: list[str], key: str
) -> None:
    change(form__save="f5", raw__save="f6")
    no_folder = tmp_path / "no-folder"
    no_folder.touch()
    async with browsing(log) as pilot:
        monkeypatch.setenv("XDG_STATE_HOME", str(no_folder))
        await press(pilot, *opened_with, "ctrl+q")
        assert isinstance(pilot.app.screen, ConfirmDialog)
        assert f"or save it with {key}." in text(pilot)
