"""Conflicts that are marked in a log, and the copies that lie beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from logtui.storage.conflict_copies import find_archived_copy
from logtui.storage.state import LogState
from logtui.tui.dialogs.confirm import ConfirmDialog
from logtui.tui.dialogs.conflict import ConflictDialog
from support.outside import CONFLICT, LOG, said, warnings
from support.pilots import MEDIUM, NARROW, browsing, main_screen, press, text, until

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

SECOND = b"- [Second](https://arxiv.org/abs/1)\n"
OTHER = b"- [Other second](https://arxiv.org/abs/1)\n"
COPY = "log.sync-conflict-20240921-101530-ABCDEFG.md"


async def asked(pilot: Pilot[None], words: str) -> None:
    await until(
        pilot,
        lambda: (
            isinstance(pilot.app.screen, ConflictDialog | ConfirmDialog) and words in text(pilot)
        ),
    )


async def back(pilot: Pilot[None]) -> None:
    await until(pilot, lambda: pilot.app.screen is main_screen(pilot))


@pytest.mark.parametrize("size", [NARROW, MEDIUM])
@pytest.mark.parametrize(
    ("key", "chosen"),
    [("m", SECOND), ("t", OTHER), ("b", SECOND + OTHER)],
    ids=["mine", "theirs", "both"],
)
async def test_a_marked_conflict_is_told_of_and_settled(
    log: Path, size: tuple[int, int], key: str, chosen: bytes
) -> None:
    log.write_bytes(CONFLICT)
    async with browsing(log, size) as pilot:
        await until(pilot, lambda: "markers from line 4 on: c settles them" in said(pilot))
        assert "▲ conflict" in text(pilot)
        await press(pilot, "c")
        await asked(pilot, "The conflict at line 4")
        assert "m mine · HEAD" in text(pilot)
        assert "t theirs · branch" in text(pilot)
        await press(pilot, key)
        await back(pilot)
        await until(pilot, lambda: "● saved" in text(pilot))
        assert log.read_bytes() == LOG.replace(SECOND, chosen)
        await press(pilot, "u")
        await until(pilot, lambda: "▲ conflict" in text(pilot))
    assert log.read_bytes() == CONFLICT


async def test_both_of_two_paragraphs_are_two_paragraphs(log: Path) -> None:
    marked = CONFLICT.replace(b"- ", b"").replace(b")\n[", b")\n\n[")
    log.write_bytes(marked)
    async with browsing(log) as pilot:
        await press(pilot, "c")
        await asked(pilot, "The conflict at line")
        await press(pilot, "b")
        await back(pilot)
    second, other = SECOND.removeprefix(b"- "), OTHER.removeprefix(b"- ")
    assert second + b"\n" + other in log.read_bytes()


async def test_each_of_several_is_asked_about_and_may_wait(log: Path) -> None:
    first = CONFLICT.replace(b"- [A talk]", b"<<<<<<< a\n=======\n- [B]\n>>>>>>> b\n- [A talk]")
    log.write_bytes(first.replace(b"\n", b"\r\n"))
    async with browsing(log) as pilot:
        await press(pilot, "c")
        await asked(pilot, "The conflict at line 4, the first of 2")
        await press(pilot, "t")
        await asked(pilot, "The conflict at line 7")
        assert "(deleted)" in text(pilot)
        await press(pilot, "escape")
        await back(pilot)
        await until(pilot, lambda: "1 conflict is still marked in the log" in said(pilot))
        await press(pilot, "c")
        await asked(pilot, "The conflict at line 7")
        await press(pilot, "m")
        await back(pilot)
        await until(pilot, lambda: "● saved" in text(pilot))
    assert log.read_bytes() == LOG.replace(SECOND, OTHER).replace(b"\n", b"\r\n")


@pytest.mark.parametrize("size", [NARROW, MEDIUM])
async def test_esc_leads_from_what_is_typed_back_to_the_versions(
    log: Path, size: tuple[int, int]
) -> None:
    log.write_bytes(CONFLICT)
    async with browsing(log, size) as pilot:
        await press(pilot, "c")
        await asked(pilot, "The conflict at line 4")
        await press(pilot, "e", "x", "escape")
        await asked(pilot, "m mine · HEAD")
        assert "e go on editing · esc later" in text(pilot)
        assert "x- [Second]" not in text(pilot)
        await press(pilot, "e")
        assert "x- [Second]" in text(pilot)
        await press(pilot, "escape", "escape")
        await back(pilot)
        await press(pilot, "c", "e")
        await asked(pilot, "x- [Second]")
        await press(pilot, "escape", "t")
        await back(pilot)
        await until(pilot, lambda: "● saved" in text(pilot))
    assert log.read_bytes() == LOG.replace(SECOND, OTHER)


async def test_what_is_typed_is_there_again_at_the_next_start(log: Path) -> None:
    log.write_bytes(CONFLICT)
    async with browsing(log) as pilot:
        await press(pilot, "c")
        await asked(pilot, "The conflict at line 4")
        await press(pilot, "e", "x")
        await pilot.press("ctrl+q")
    assert log.read_bytes() == CONFLICT
    async with browsing(log) as pilot:
        await press(pilot, "c")
        await asked(pilot, "e go on editing")
        await press(pilot, "e")
        assert "x- [Second]" in text(pilot)
        await press(pilot, "delete", "escape")
        await asked(pilot, "e edit")
    assert log.read_bytes() == CONFLICT


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        (("space",) * 4, "is indented under nothing"),
        (("less_than_sign",) * 7 + ("enter",), "is a conflict marker; take it out."),
    ],
    ids=["indented", "marker"],
)
async def test_lines_that_would_not_read_back_are_refused(
    log: Path, typed: tuple[str, ...], why: str
) -> None:
    log.write_bytes(CONFLICT)
    async with browsing(log, NARROW) as pilot:
        await press(pilot, "c")
        await asked(pilot, "The conflict at line 4")
        await press(pilot, "e", *typed, "ctrl+s")
        await asked(pilot, why)
        assert log.read_bytes() == CONFLICT
        await press(pilot, *["backspace"] * len(typed))
        assert why not in text(pilot)
        await press(pilot, "ctrl+s")
        await back(pilot)
        await until(pilot, lambda: "● saved" in text(pilot))
    assert log.read_bytes() == LOG.replace(SECOND, SECOND + OTHER)


async def test_a_conflict_that_is_settled_elsewhere_meanwhile_is_left_alone(log: Path) -> None:
    log.write_bytes(CONFLICT)
    async with browsing(log) as pilot:
        await press(pilot, "c")
        await asked(pilot, "The conflict at line 4")
        log.write_bytes(LOG)
        await press(pilot, "t")
        await until(pilot, lambda: "no longer in the log" in said(pilot))
    assert log.read_bytes() == LOG


async def test_a_copy_beside_the_log_is_told_of_and_merged(log: Path) -> None:
    copy = log.with_name(COPY)
    theirs = b"- [From the laptop](https://example.org/laptop)\n"
    copy.write_bytes(LOG.replace(SECOND, SECOND + theirs))
    async with browsing(log) as pilot:
        await until(pilot, lambda: f"{COPY[:20]}" in said(pilot) and "c merges it" in said(pilot))
        await press(pilot, "c")
        await asked(pilot, "Merge this copy into the log?")
        assert COPY in text(pilot)
        words = text(pilot).replace("│", "").split()
        assert str(LogState.of(log).rescued) in "".join(words)
        await press(pilot, "escape")
        await back(pilot)
        assert log.read_bytes() == LOG
        await press(pilot, "c")
        await asked(pilot, "Merge this copy into the log?")
        await press(pilot, "enter")
        await back(pilot)
        await until(pilot, lambda: "From the laptop" in text(pilot))
        await until(pilot, lambda: f"merged {COPY}, 1 line at 5; u undoes" in said(pilot))
        assert log.read_bytes() == LOG.replace(SECOND, SECOND + theirs)
        assert not copy.exists()
        kept = find_archived_copy(log, COPY)
        assert kept is not None
        await press(pilot, "u")
        await until(pilot, lambda: "the copy is not put back next to the log" in said(pilot))
        assert str(kept) in said(pilot).replace(" ", "")
    assert log.read_bytes() == LOG
    assert kept.read_bytes() == LOG.replace(SECOND, SECOND + theirs)


async def test_what_a_copy_has_differently_is_asked_for(log: Path) -> None:
    theirs = LOG.replace(b"[Second]", b"[Second, as it is elsewhere]")
    log.with_name(COPY).write_bytes(theirs)
    async with browsing(log) as pilot:
        await press(pilot, "c")
        await asked(pilot, "Merge this copy into the log?")
        await press(pilot, "enter")
        await asked(pilot, "The conflict at line")
        await until(pilot, lambda: not warnings(pilot))
        await press(pilot, "t")
        await back(pilot)
        await until(pilot, lambda: "settled a conflict, 4 lines at 4; u undoes" in said(pilot))
        await until(pilot, lambda: "● saved" in text(pilot))
    assert log.read_bytes() == theirs


async def test_a_copy_that_comes_while_the_log_is_shown_is_told_of(log: Path) -> None:
    async with browsing(log) as pilot:
        log.with_name(COPY).write_bytes(LOG)
        log.write_bytes(LOG + b"- another\n")
        await until(pilot, lambda: "c merges it" in said(pilot))


async def test_where_there_is_nothing_to_settle_it_says_so(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "c")
        await until(
            pilot,
            lambda: "nothing to settle: no conflict is marked" in said(pilot),
        )
        assert pilot.app.screen is main_screen(pilot)
