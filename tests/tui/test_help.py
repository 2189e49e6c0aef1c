"""The help: every key of the place with all that is said of it, on any size."""

from __future__ import annotations

import asyncio
import re
from itertools import zip_longest
from typing import TYPE_CHECKING

import pytest
from textual.containers import VerticalScroll

from logtui.key_table import KEYS
from logtui.keys import CONTEXTS, GROUPS
from logtui.search.query import parse_query
from logtui.tui.dialogs.choice import ChoiceDialog
from logtui.tui.dialogs.confirm import ConfirmDialog
from logtui.tui.dialogs.help import HelpDialog
from logtui.tui.forms.add_form import AddForm
from logtui.tui.forms.entry_form import EditForm
from support.pilots import MEDIUM, NARROW, WIDE, browsing, lines, press, text, until

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from textual.pilot import Pilot
    from textual.widget import Widget

    from logtui.tui.dialogs.dialog import Dialog

OF_LIST = [key.description for key in KEYS if key.context in {"list", *CONTEXTS["list"]}]


def read(pilot: Pilot[None]) -> str:
    """Return what the help says, read column by column; they begin where headings stand."""
    region = box(pilot).scrollable_content_region
    rows = [line[region.x : region.right] for line in lines(pilot)[region.y : region.bottom]]
    headings = "|".join(map(re.escape, GROUPS))
    starts = sorted(
        {
            found.start(1)
            for row in rows
            for found in re.finditer(rf"(?:^|  )({headings})(?=  |\s*$)", row)
        }
    )
    columns = [
        " ".join(row[start:end] for row in rows) for start, end in zip_longest(starts, starts[1:])
    ]
    return " ".join(" ".join(columns).split())


def box(pilot: Pilot[None]) -> VerticalScroll:
    return pilot.app.screen.query_one(VerticalScroll)


@pytest.mark.parametrize("size", [MEDIUM, WIDE])
async def test_where_there_is_room_all_is_said_at_once(log: Path, size: tuple[int, int]) -> None:
    async with browsing(log, size) as pilot:
        await press(pilot, "f1")
        await until(pilot, lambda: OF_LIST[0] in text(pilot))
        assert [words for words in OF_LIST if words not in read(pilot)] == []
        assert box(pilot).max_scroll_y == 0
        assert "─ type to search all keys · esc close ─" in text(pilot)


async def test_where_there_is_none_it_scrolls(log: Path) -> None:
    async with browsing(log, NARROW) as pilot:
        await press(pilot, "f1")
        await until(pilot, lambda: "pgdn more" in text(pilot))
        seen = read(pilot)
        while box(pilot).scroll_y < box(pilot).max_scroll_y:
            await press(pilot, "pagedown")
            seen += read(pilot)
        assert [words for words in OF_LIST if words not in seen] == []


async def test_two_columns_fit_into_eighty_cells(log: Path) -> None:
    async with browsing(log, NARROW) as pilot:
        await press(pilot, "f1")
        await until(pilot, lambda: "pgdn more" in text(pilot))
        assert re.search(r"^│ Find +Mark +│$", text(pilot), re.MULTILINE)
        assert "│         has " in text(pilot)  # what goes on stands below its beginning


async def test_the_frame_stays_where_it_is_while_one_types(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "f1")
        await until(pilot, lambda: OF_LIST[0] in text(pilot))
        frames = {row for row, line in enumerate(lines(pilot)) if line[0] in "╭╰"}
        for key in "undo":
            await press(pilot, key)
            assert {row for row, line in enumerate(lines(pilot)) if line[0] in "╭╰"} == frames
        assert "Write" in lines(pilot)[2]


async def test_what_is_typed_shows_what_it_finds_from_its_beginning_on(log: Path) -> None:
    async with browsing(log, NARROW) as pilot:
        await press(pilot, "f1", "pagedown", "pagedown")
        assert box(pilot).scroll_y > 0
        await press(pilot, "e")
        await until(pilot, lambda: "Find" in lines(pilot)[2])


async def test_what_is_wider_than_the_screen_goes_on_below(log: Path) -> None:
    async with browsing(log, (40, 24)) as pilot:
        await press(pilot, "f1", *"earlier run")
        await until(pilot, lambda: "undo the last write" in text(pilot))
        assert any("of an earlier run" in line for line in lines(pilot)[3:])


@pytest.mark.parametrize("key", ["question_mark", "a", "e", "d", "Y"])
async def test_the_program_may_quit_while_a_dialog_opens(
    log: Path, key: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def end_before_widgets_are_there(dialog: Dialog[None]) -> Iterator[Widget]:
        dialog.app.exit()
        yield from ()

    for dialog in (HelpDialog, AddForm, EditForm, ConfirmDialog, ChoiceDialog):
        monkeypatch.setattr(dialog, "compose", end_before_widgets_are_there, raising=False)
    async with browsing(log) as pilot:
        await pilot.press(key)
        while pilot.app.is_running:  # noqa: ASYNC110 - nothing tells when an app has ended
            await asyncio.sleep(0.01)
        assert pilot.app.return_code == 0


@pytest.mark.parametrize("keys", [("question_mark",), ("slash", "f1"), ("1", "question_mark")])
async def test_the_operators_of_a_query_are_there_with_an_example(
    log: Path, keys: tuple[str, ...]
) -> None:
    async with browsing(log) as pilot:
        await press(pilot, *keys)
        await until(pilot, lambda: "kind:paper this kind" in text(pilot))
        for example in ("'c++", "!draft", "a | b", "in:june", "host:arxiv", "no:note"):
            assert example in text(pilot)


async def test_the_operators_are_found_and_are_not_named_in_a_form(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "a", "f1")
        await until(pilot, lambda: "type to search" in text(pilot))
        assert "kind:paper this kind" not in text(pilot)
        await press(pilot, *"kind:")
        await until(pilot, lambda: "kind:paper this kind" in text(pilot))


@pytest.mark.parametrize(
    "query",
    [
        *("'c++", "!draft", "kind:paper", "in:june", "host:arxiv", "no:note", "no:link"),
        *("is:open", "tag:ml", "on:06-21", "on:today", "no:tag", "no:state", "!(a | b)"),
    ],
)
def test_each_example_is_an_operator(query: str) -> None:
    parsed = parse_query(query)
    assert parsed.filters or parsed.groups
