"""What stands on the screen is about where the user is, and covers nothing that is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from logtui.tui.forms.kind_picker import KindPicker
from logtui.tui.panes.date_pane import DatePane
from logtui.tui.terminal import MINIMUM
from support.pilots import (
    MEDIUM,
    NARROW,
    answered,
    browsing,
    configure,
    lines,
    main_screen,
    press,
    text,
    until,
)

if TYPE_CHECKING:
    from pathlib import Path

BAR = ("Search", "Delete", "Undo", "^p Palette")


@pytest.mark.parametrize("size", [MEDIUM, (200, 60), (120, MINIMUM[1])])
async def test_the_pane_of_the_dates_is_empty_until_the_tree_is_there(
    log: Path, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch
) -> None:
    async def make_no_tree(_: DatePane) -> None:
        pass

    monkeypatch.setattr(DatePane, "_make_tree", make_no_tree)
    from logtui.session import Session
    from logtui.tui.app import LogApp

    app = LogApp(Session.open(log))
    async with app.run_test(size=size) as pilot:
        await until(pilot, lambda: "Attention" in text(pilot))
        pane = main_screen(pilot).query_one(DatePane)
        inside = [line[1 : pane.region.width - 1] for line in lines(pilot)[5:-2]]
        assert "".join(inside).strip(" │") == ""
        assert "DatePane" not in text(pilot)


async def test_the_help_in_the_search_names_no_key_that_would_be_typed(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "slash", "f1")
        await until(pilot, lambda: "keep the result" in text(pilot))
        assert "add an entry" not in text(pilot)
        assert "quit, also while typing" in text(pilot)
        assert "one step back" not in text(pilot)  # the search has the key


async def test_the_help_in_the_search_names_a_key_that_was_made_one_of_more_than_a_letter(
    log: Path,
) -> None:
    configure('[keys]\n"screen.add" = "ctrl+n"\n')
    async with browsing(log) as pilot:
        await press(pilot, "slash", "f1")
        await until(pilot, lambda: "keep the result" in text(pilot))
        assert "add an entry" in text(pilot)
        assert "edit the entry here" not in text(pilot)


@pytest.mark.parametrize("size", [MEDIUM, NARROW])
@pytest.mark.parametrize("key", ["a", "e", "d", "Y", "question_mark", "ctrl+p"])
async def test_the_bar_names_no_keys_of_the_panes_while_a_dialog_is_open(
    log: Path, key: str, size: tuple[int, int]
) -> None:
    async with browsing(log, size) as pilot:
        await until(pilot, lambda: all(word in lines(pilot)[-1] for word in BAR))
        await press(pilot, key)
        await until(pilot, lambda: not lines(pilot)[-1].strip() or key == "question_mark")
        assert not any(word in lines(pilot)[-1] for word in BAR)
        await press(pilot, "escape")
        await until(pilot, lambda: all(word in lines(pilot)[-1] for word in BAR))


@pytest.mark.parametrize(("key", "hint"), [("a", "esc close"), ("d", "esc no"), ("Y", "esc close")])
async def test_messages_leave_the_keys_of_a_dialog_free(log: Path, key: str, hint: str) -> None:
    async with browsing(log, NARROW) as pilot:
        await press(pilot, key)
        await until(pilot, lambda: hint in text(pilot))
        for number in range(2):
            pilot.app.notify(f"message {number}", severity="error", timeout=60)
        await until(pilot, lambda: "message 1" in text(pilot))
        assert hint in text(pilot)


@pytest.mark.parametrize(
    ("query", "advice"),
    [
        ("in:2001", "without one of these"),
        ("no:link in:2024", 'No entry has "no:link"; without it '),
        ("zzqqxx", "fewer letters"),
        ("zzqqxx in:2024", 'No entry has "zzqqxx"; without it '),
    ],
)
async def test_a_search_that_finds_nothing_is_given_advice_that_fits(
    log: Path, query: str, advice: str
) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "slash", *query)
        await until(pilot, lambda: answered(pilot) and advice in text(pilot))


async def test_the_key_for_the_lines_says_what_it_waits_for(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "e")
        pilot.app.screen.query_one("#date", Input).value = "no date"
        await press(pilot, "ctrl+r")
        await until(pilot, lambda: "^r needs that first" in text(pilot))
        pilot.app.screen.query_one("#date", Input).value = "2024-03-02"
        await press(pilot, "ctrl+r")
        await until(pilot, lambda: "Lines at 2" in text(pilot))


async def test_kind_is_passed_over_where_there_is_none(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "a", "tab", "tab")
        assert "no legend" in text(pilot)
        assert not pilot.app.screen.query_one(KindPicker).has_focus
        assert pilot.app.screen.query_one("#date").has_focus
