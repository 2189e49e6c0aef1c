"""Messages make room for what the user needs next."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from logtui.storage.stored_texts import store_text
from logtui.tui.dialogs.conflict import ConflictDialog
from logtui.tui.dialogs.drafts import DraftsDialog
from logtui.tui.drawing.status import Status
from logtui.tui.forms.add_form import AddForm
from logtui.tui.panes import bars
from support.outside import CONFLICT, LOG, said, status, warnings
from support.pilots import (
    MEDIUM,
    NARROW,
    browsing,
    configure,
    lines,
    main_screen,
    press,
    shown_log,
    text,
    until,
)

if TYPE_CHECKING:
    from pathlib import Path

PANES = {"tree", "list", "detail", "search", "top", "keys"}

PROBLEMS = 'tree = true\ntheme = 3\n[keys]\n"screen.tree" = "ctrl+h"\n"screen.add" = 3\n'


async def test_a_form_opens_with_its_keys_in_sight(log: Path) -> None:
    async with browsing(log, NARROW) as pilot:
        await press(pilot, "d", "enter")
        await until(pilot, lambda: "u undoes" in said(pilot))
        await press(pilot, "a")
        await until(pilot, lambda: isinstance(pilot.app.screen, AddForm))
        assert "^s save · tab next field · esc close, keep the draft" in text(pilot)
        assert "u undoes" in status(pilot)
        assert warnings(pilot) == []


async def test_the_question_of_a_conflict_stands_in_for_the_notice_of_it(log: Path) -> None:
    log.write_bytes(CONFLICT)
    async with browsing(log, NARROW) as pilot:
        await until(pilot, lambda: "c settles them" in said(pilot))
        await press(pilot, "c")
        await until(pilot, lambda: isinstance(pilot.app.screen, ConflictDialog))
        await until(pilot, lambda: not warnings(pilot))
        assert "m mine · t theirs · b both · e edit · esc later" in text(pilot)


async def test_a_receipt_takes_the_place_of_the_one_before(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "d", "enter")
        await until(pilot, lambda: 'deleted "Attention", 2 lines at 2; u undoes' in said(pilot))
        await press(pilot, "u")
        await until(pilot, lambda: 'undone: delete "Attention", 2 lines at' in said(pilot))
        assert said(pilot).count("Attention") == 1
    assert log.read_bytes() == LOG


async def test_problems_of_the_settings_are_one_message(log: Path) -> None:
    configure(PROBLEMS)
    async with browsing(log) as pilot:
        await until(pilot, lambda: "config.toml:1: " in said(pilot))
        (message,) = said(pilot).splitlines()
        assert "config.toml:2: " in message
        assert "config.toml:4: " not in message
        assert "and 2 more; logtui config lists them all" in message
        assert message.startswith("config.toml")


async def test_what_is_said_of_a_draft_that_is_continued_stays(log: Path) -> None:
    fields = json.dumps({"title": "Mine", "url": "", "kind": "", "date": "", "notes": ""})
    store_text(log, "edit\n- [Gone](gone)", fields)
    async with browsing(log) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, DraftsDialog))
        await press(pilot, "enter")
        await until(pilot, lambda: isinstance(pilot.app.screen, AddForm))
        await until(pilot, lambda: "is no longer in the log" in said(pilot))


async def test_an_offer_that_nobody_asked_for_puts_warnings_off(log: Path) -> None:
    configure(PROBLEMS)
    fields = json.dumps({"title": "Mine", "url": "", "kind": "", "date": "", "notes": ""})
    store_text(log, "add", fields)
    async with browsing(log, NARROW) as pilot:
        await until(pilot, lambda: isinstance(pilot.app.screen, DraftsDialog))
        await until(pilot, lambda: not warnings(pilot))
        assert "enter continue · d drop · esc later" in text(pilot)
        await press(pilot, "escape")
        await until(pilot, lambda: "config.toml:1: " in said(pilot))
        assert "config lists them all" in said(pilot)


LONG = "the editor that was named in the settings cannot be found, look for it " * 3


@pytest.mark.parametrize("size", [NARROW, MEDIUM])
@pytest.mark.parametrize("key", ["a", "e", "d", "Y", "S", "ctrl+p", "question_mark"])
async def test_what_went_wrong_is_said_next_to_a_dialog_and_not_over_it(
    log: Path, key: str, size: tuple[int, int]
) -> None:
    async with browsing(log, size) as pilot:
        await press(pilot, key)
        for number in range(2):
            shown_log(pilot).warn(f"{number}: {LONG}")
        said_of_both = [f"{number}: {LONG}".strip() for number in range(2)]
        await until(pilot, lambda: warnings(pilot) == said_of_both)
        frame = pilot.app.screen.query_one("#frame").region
        toasts = [toast.region for toast in pilot.app.screen.query("Toast")]
        assert [toast for toast in toasts if toast.overlaps(frame)] == []
        assert frame.bottom <= size[1]


@pytest.mark.parametrize("size", [NARROW, MEDIUM, (120, 15)])
async def test_what_went_wrong_covers_nothing_of_the_panes(
    log: Path, size: tuple[int, int]
) -> None:
    async with browsing(log, size) as pilot:
        screen = main_screen(pilot)
        shown_log(pilot).warn(LONG)
        await until(pilot, lambda: bool(warnings(pilot)))
        panes = [pane.region for pane in screen.children if pane.id in PANES and pane.display]
        (toast,) = (toast.region for toast in screen.query("Toast"))
        assert [pane for pane in panes if pane.overlaps(toast)] == []
        assert "? Help" in lines(pilot)[-1]
        assert "Attention" in text(pilot)


@pytest.mark.parametrize("size", [NARROW, MEDIUM])
async def test_a_long_title_is_cut_so_that_the_rest_is_read(
    log: Path, size: tuple[int, int]
) -> None:
    log.write_text(f"2024-03-02\n- {'word ' * 30}\n- other\n")
    async with browsing(log, size) as pilot:
        await press(pilot, "d", "enter")
        await until(pilot, lambda: "u undoes" in status(pilot))
        assert re.search(
            r'deleted "word word .*…", 1 line at 2; u undoes(  ● saved)?$', status(pilot)
        )
        await press(pilot, "u")
        await until(pilot, lambda: "U redoes" in status(pilot))
        assert re.search(
            r'undone: delete "word .*…", 1 line at 2; U redoes(  ● saved)?$', status(pilot)
        )
        await press(pilot, "U")
        await until(pilot, lambda: "redone: delete" in status(pilot))


async def test_without_a_bar_at_the_top_it_is_said_at_the_bottom(log: Path) -> None:
    async with browsing(log, (80, 15)) as pilot:
        await press(pilot, "d", "enter")
        await until(pilot, lambda: lines(pilot)[-1].startswith(' deleted "Attention", 2 lines'))


async def test_a_file_in_danger_goes_on_saying_so(log: Path) -> None:
    log.write_bytes(CONFLICT)
    async with browsing(log, NARROW) as pilot:
        await until(pilot, lambda: "c settles them" in said(pilot))
        await press(pilot, "b")
        await until(pilot, lambda: "there is nowhere to return to  ▲ conflict" in status(pilot))


async def test_what_was_done_is_no_longer_said_after_some_seconds(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bars, "_STATUS_SECONDS", 0.2)
    async with browsing(log, NARROW) as pilot:
        await press(pilot, "r")
        await until(pilot, lambda: "read again, nothing has changed" in status(pilot))
        await until(pilot, lambda: lines(pilot)[0].endswith("● saved "))


def test_what_is_said_fits_into_any_width() -> None:
    status = Status("added", "A title 日本語 of some length", ", 3 lines at 9-11; u undoes")
    for width in range(80):
        assert status.fitted(width).cell_length <= width
    assert status.fitted(60).plain == 'added "A title 日本語 of some l…", 3 lines at 9-11; u undoes'
    assert status.fitted(39).plain == "added, 3 lines at 9-11; u undoes"
