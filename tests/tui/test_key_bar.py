"""The bar at the bottom names the keys that have a use where the user is, and no others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from logtui.key_table import KEYS_BY_ID
from logtui.keys import CONTEXTS, KEY_BARS
from support.pilots import MEDIUM, NARROW, answered, browsing, lines, press, related, until

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

THREAD = b"""\
2024-03-02
- [Later](https://example.org/same)
    - as in the entry from 2024-03-01
- [Nothing to follow]

2024-03-01
- [Earlier](https://example.org/same)
"""

LIST = "⏎ Read / Search a Add e Edit d Delete u Undo y Copy"


def bar(pilot: Pilot[None]) -> str:
    """Return the bar at the bottom without the space between its parts."""
    return " ".join(lines(pilot)[-1].split())


@pytest.fixture
def thread(tmp_path: Path) -> Path:
    path = tmp_path / "thread.md"
    path.write_bytes(THREAD)
    return path


async def test_on_a_small_screen_the_keys_that_are_needed_most_are_named(log: Path) -> None:
    async with browsing(log, NARROW) as pilot:
        await until(pilot, lambda: bar(pilot) == f"{LIST} ? Help ^p Palette")
        await press(pilot, "enter")
        assert (
            bar(pilot) == "⌫ List o Open Y Copy … y Copy e Edit d Delete u Undo ? Help ^p Palette"
        )


async def test_each_place_names_its_own(log: Path) -> None:
    async with browsing(log) as pilot:
        await until(pilot, lambda: bar(pilot).startswith(LIST))
        assert "o Open Y Copy … space Mark" in bar(pilot)
        await press(pilot, "1")
        assert bar(pilot).startswith("⏎ Entries → Open ← Close t Tree / Search a Add ?")
        await press(pilot, "j", "2")
        assert bar(pilot).startswith("⏎ Read esc Back / Search")
        await press(pilot, "escape", "slash")
        assert bar(pilot) == "⏎ Keep ↓ Next ↑ Previous esc Clear F1 Help ^p Palette"
        await press(pilot, *"kin")
        await until(pilot, lambda: "tab Complete" in bar(pilot))
        await press(pilot, "escape", "3")
        assert bar(pilot).startswith("⌫ List o Open")


async def test_matches_are_walked_only_in_a_search(log: Path) -> None:
    async with browsing(log, NARROW) as pilot:
        await press(pilot, "slash", *"attention", "enter", "enter")
        await until(pilot, lambda: answered(pilot))
        assert bar(pilot).startswith("⌫ List n N Match o Open")
        await press(pilot, "backspace", "slash", *"zzqqxx")
        await until(pilot, lambda: "^l Drop words" in bar(pilot) or "zzqqxx" not in bar(pilot))
        await press(pilot, "escape", "enter")
        assert "Match" not in bar(pilot)


async def test_words_that_nothing_has_can_be_dropped(log: Path) -> None:
    async with browsing(log, NARROW) as pilot:
        await press(pilot, "slash", *"attention no:link zzqqxx")
        await until(pilot, lambda: "⏎ Keep ^l Drop words ↓ Next" in bar(pilot))
        await press(pilot, "ctrl+l")
        await until(pilot, lambda: "Drop words" not in bar(pilot))


async def test_what_belongs_together_is_named_where_it_is(thread: Path) -> None:
    async with browsing(thread) as pilot:
        await related(pilot)
        await until(pilot, lambda: "y Copy , Same link f Follow o Open" in bar(pilot))
        await press(pilot, "j")
        await until(pilot, lambda: "Same link" not in bar(pilot))
        assert "o Open" not in bar(pilot)
        assert "Follow" not in bar(pilot)
        await press(pilot, "j")
        await until(pilot, lambda: ". Same link f Follow" in bar(pilot))


@pytest.mark.parametrize("size", [NARROW, MEDIUM])
async def test_where_entries_are_marked_it_is_about_them(log: Path, size: tuple[int, int]) -> None:
    async with browsing(log, size) as pilot:
        await press(pilot, "space")
        assert bar(pilot).startswith("space Mark y Copy Y Copy … e Edit d Delete o Open")
        assert ("esc Back v Range * Mark all" in bar(pilot)) == (size == MEDIUM)
        await press(pilot, "asterisk", "asterisk")
        await until(pilot, lambda: bar(pilot).startswith("⏎ Read / Search"))


async def test_marked_entries_that_are_not_shown_can_be_used_all_the_same(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "space", "slash", *"in:2001", "enter")
        await until(pilot, lambda: answered(pilot))
        await until(pilot, lambda: bar(pilot).startswith("y Copy Y Copy … e Edit d Delete o Open"))


async def test_an_empty_log_names_no_key_that_needs_an_entry(tmp_path: Path) -> None:
    path = tmp_path / "empty.md"
    path.write_bytes(b"")
    async with browsing(path) as pilot:
        await until(pilot, lambda: bar(pilot).startswith("/ Search a Add u Undo t Tree"))


@pytest.mark.parametrize("place", KEY_BARS)
def test_each_key_of_a_bar_counts_there(place: str) -> None:
    context = "list" if place == "marks" else place
    ids = KEY_BARS[place]
    assert len({*ids}) == len(ids)
    assert {KEYS_BY_ID[name].context for name in ids} <= {context, *CONTEXTS[context]}
