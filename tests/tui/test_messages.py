"""Messages make room for what the user needs next."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from logtui.storage.stored_texts import store_text
from logtui.tui.dialogs.conflict import ConflictDialog
from logtui.tui.dialogs.drafts import DraftsDialog
from logtui.tui.forms.add_form import AddForm
from support.outside import CONFLICT, LOG, said, status, warnings
from support.pilots import NARROW, browsing, configure, press, text, until

if TYPE_CHECKING:
    from pathlib import Path

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
