"""Other programs and the log: while nothing happens, while a dialog is open, while it is saved."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest
from textual.widgets import Input

from logtui.errors import read_error
from logtui.storage import save, watch
from logtui.storage.log_file import open_log
from logtui.storage.replacement import write_temporary
from logtui.storage.stored_texts import all_stored_texts
from logtui.tui.forms.add_form import AddForm
from logtui.tui.panes.entry_detail import EntryDetail
from logtui.tui.panes.entry_list import EntryList
from support.folders import neighbours
from support.outside import (
    CHANGES,
    FORBIDDEN,
    LOG,
    LOSSES,
    Act,
    append,
    put_back,
    refusing,
    said,
    truncate_and_rewrite,
)
from support.pilots import (
    MEDIUM,
    NARROW,
    answered,
    browsing,
    main_screen,
    press,
    selected_title,
    text,
    until,
)

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

pytestmark = pytest.mark.usefixtures("_watched_closely")

MINE = b"- [Mine](https://example.org/mine)\n"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "folder" / "log.md"
    path.parent.mkdir()
    path.write_bytes(LOG)
    return path


def with_mine(data: bytes) -> bytes:
    """Return the log ``data`` as it is with the new entry of these tests."""
    return data.replace(b"2024-03-02\n", b"2024-03-05\n" + MINE + b"\n2024-03-02\n", 1)


async def type_mine(pilot: Pilot[None]) -> AddForm:
    await press(pilot, "a")
    form = pilot.app.screen
    assert isinstance(form, AddForm)
    for name, value in (
        ("url", "https://example.org/mine"),
        ("title", "Mine"),
        ("date", "2024-03-05"),
    ):
        form.query_one(f"#{name}", Input).value = value
    await pilot.pause()
    return form


async def saved(pilot: Pilot[None]) -> None:
    await press(pilot, "ctrl+s")
    await until(pilot, lambda: not isinstance(pilot.app.screen, AddForm))
    await until(pilot, lambda: "u undoes" in said(pilot))


async def refused(pilot: Pilot[None], form: AddForm, words: str) -> None:
    """Save, and see that nothing is lost by it: it says why, and the form keeps its text."""
    await press(pilot, "ctrl+s")
    await until(pilot, lambda: words in said(pilot))
    assert pilot.app.screen is form
    assert form.field("title").value == "Mine"


def every(*groups: dict[str, Act]) -> pytest.MarkDecorator:
    acts = {name: act for group in groups for name, act in group.items()}
    return pytest.mark.parametrize("act", acts.values(), ids=list(acts))


# While nothing happens


@every(CHANGES)
async def test_a_change_is_shown_at_once_and_nothing_is_written(log: Path, act: Act) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "j")
        act.do(log)
        await until(pilot, lambda: act.says in said(pilot))
        expected = "A walk" if act.left and b"A walk" in act.left else "heirs"
        await until(pilot, lambda: expected in text(pilot) or "Other second" in text(pilot))
        assert selected_title(pilot) == "Second"
        assert "reloaded" in text(pilot) or "conflict" in text(pilot)
    assert log.read_bytes() == act.left


@every(LOSSES)
async def test_a_log_that_is_gone_stays_on_the_screen_until_it_is_back(log: Path, act: Act) -> None:
    async with browsing(log) as pilot:
        act.do(log)
        await until(pilot, lambda: act.says in said(pilot))
        assert "▲ gone" in text(pilot) or "▲ not readable" in text(pilot)
        for key in ("a", "e", "d", "u", "U", "E"):
            await press(pilot, key)
            assert pilot.app.screen is main_screen(pilot)
        await until(pilot, lambda: "Nothing can be written now" in said(pilot))
        assert selected_title(pilot) == "Attention"
        assert "A talk" in text(pilot)
        act.undo(log)
        await until(pilot, lambda: "is there again, as it was" in said(pilot))
        assert "● saved" in text(pilot)
        await until(pilot, lambda: "Nothing can be written now" not in said(pilot))
        await type_mine(pilot)
        await saved(pilot)
    assert log.read_bytes() == with_mine(LOG)


async def test_another_log_in_the_place_of_a_lost_one_is_shown(log: Path) -> None:
    async with browsing(log) as pilot:
        log.unlink()
        await until(pilot, lambda: "▲ gone" in text(pilot))
        log.write_bytes(LOG.replace(b"Second", b"Seventh"))
        await until(pilot, lambda: "Seventh" in text(pilot))
        await until(pilot, lambda: "changed on disk: 1 entry changed" in said(pilot))


async def test_a_mode_that_forbids_saving_is_told_and_so_is_its_end(log: Path) -> None:
    async with browsing(log) as pilot:
        log.chmod(0o444)
        await until(pilot, lambda: "chmod u+w allows it" in said(pilot))
        assert "▲ read-only" in text(pilot)
        log.chmod(0o644)
        await until(pilot, lambda: "can be written again" in said(pilot))
        assert "● saved" in text(pilot)
    assert log.read_bytes() == LOG


async def test_a_file_that_cannot_be_read_says_so(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forbidden(path: Path) -> object:
        if log.stat().st_mode & 0o444:
            return open_log(path)
        raise read_error(path, PermissionError(errno.EACCES, "Permission denied"))

    async with browsing(log) as pilot:
        monkeypatch.setattr("logtui.session.open_log", forbidden)
        log.chmod(0)
        await until(pilot, lambda: "check its mode and owner" in said(pilot))
        assert "▲ not readable" in text(pilot)
        assert "The one with the heads" in text(pilot)
        log.chmod(0o644)
        await until(pilot, lambda: "● saved" in text(pilot))


async def test_a_file_that_is_empty_for_a_moment_is_not_shown_empty(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "RECHECK_DELAY", 0.5)
    async with browsing(log) as pilot:
        log.write_bytes(b"")
        await pilot.pause(0.3)
        assert "3/3" in text(pilot)
        truncate_and_rewrite(log)
        await until(pilot, lambda: "4/4" in text(pilot))
        await until(pilot, lambda: "changed on disk: +1 entry" in said(pilot))


async def test_a_file_that_stays_empty_is_shown_empty_and_can_be_written(log: Path) -> None:
    async with browsing(log) as pilot:
        log.write_bytes(b"")
        await until(pilot, lambda: "changed on disk: -3 entries" in said(pilot))
        assert "Press a to add the first entry" in text(pilot)
        await type_mine(pilot)
        await saved(pilot)
    assert MINE in log.read_bytes()


async def test_own_writes_are_no_change_from_outside(log: Path) -> None:
    async with browsing(log) as pilot:
        await type_mine(pilot)
        await saved(pilot)
        await press(pilot, "u")
        await until(pilot, lambda: log.read_bytes() == LOG)
        await pilot.pause(0.5)
        assert "on disk" not in said(pilot)
        assert "● saved" in text(pilot)


async def test_undo_takes_back_its_own_write_and_leaves_theirs(log: Path) -> None:
    async with browsing(log) as pilot:
        await type_mine(pilot)
        await saved(pilot)
        append(log)
        await until(pilot, lambda: "changed on disk: +1 entry" in said(pilot))
        await press(pilot, "u")
        await until(pilot, lambda: "4/4" in text(pilot))
    assert log.read_bytes() == CHANGES["append"].left


def highlighted_line(pilot: Pilot[None]) -> int:
    """Return which line of the window shows the highlighted entry."""
    rows = main_screen(pilot).query_one(EntryList)
    lines = [rows.render_line(y).text for y in range(rows.size.height)]
    return next(y for y, line in enumerate(lines) if line.startswith("▌"))


@pytest.mark.parametrize("size", [NARROW, MEDIUM])
async def test_the_user_stays_where_they_are(tmp_path: Path, size: tuple[int, int]) -> None:
    log = tmp_path / "long.md"
    notes = "".join(f"    - note {number}\n" for number in range(80))
    days = [f"2024-01-{day:02}\n" for day in range(28, 0, -1)]
    body = "\n".join(f"{day}- entry of {day}{notes}- second of {day}" for day in days)
    log.write_text(body)
    async with browsing(log, size) as pilot:
        await press(pilot, "G", *"kkk", "3", "ctrl+d", "ctrl+d")
        screen = main_screen(pilot)
        detail, rows = screen.query_one(EntryDetail), screen.query_one(EntryList)
        title, before = selected_title(pilot), detail.scroll_offset.y
        place = rows.cursor, highlighted_line(pilot)
        assert before > 0
        log.write_text("2024-02-01\n- new one\n- new two\n\n" + body)
        await until(pilot, lambda: "changed on disk: +2 entries" in said(pilot))
        assert selected_title(pilot) == title
        assert detail.has_focus
        assert detail.scroll_offset.y == before
        assert (rows.cursor, highlighted_line(pilot)) == (place[0] + 2, place[1])
        log.write_text(body.replace(f"- {title}\n", f"- {title} reworded\n"))
        await until(pilot, lambda: str(selected_title(pilot)).endswith("reworded"))


async def test_the_query_and_the_scope_stay(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "slash", *"talk", "enter")
        await until(pilot, lambda: answered(pilot))
        assert selected_title(pilot) == "A talk"
        log.write_bytes(LOG + b"- [Another talk](https://example.org/2)\n")
        await until(pilot, lambda: "2/4" in text(pilot))
        assert selected_title(pilot) == "A talk"
        await press(pilot, "escape", "1", "G")
        await until(pilot, lambda: "2/4" in text(pilot))
        append(log)
        await until(pilot, lambda: "3/5" in text(pilot))


# While a dialog is open


@every(CHANGES)
async def test_what_is_typed_goes_beside_what_has_changed(log: Path, act: Act) -> None:
    async with browsing(log) as pilot:
        await type_mine(pilot)
        act.do(log)
        await until(pilot, lambda: act.says in said(pilot))
        await saved(pilot)
        assert selected_title(pilot) == "Mine"
    assert act.left is not None
    assert log.read_bytes() == with_mine(act.left)
    assert all_stored_texts(log) == []


@every(LOSSES, FORBIDDEN)
async def test_what_is_typed_waits_until_it_can_be_saved(log: Path, act: Act) -> None:
    async with browsing(log) as pilot:
        form = await type_mine(pilot)
        act.do(log)
        await until(pilot, lambda: act.says in said(pilot))
        await refused(pilot, form, act.refuses)
        await until(pilot, lambda: bool(all_stored_texts(log)))
        act.undo(log)
        await saved(pilot)
    assert log.read_bytes() == with_mine(LOG)
    assert all_stored_texts(log) == []


async def test_a_full_disk_leaves_log_and_text_as_they_are(log: Path) -> None:
    async with browsing(log) as pilot:
        form = await type_mine(pilot)
        with refusing(log.parent, errno.ENOSPC):
            await refused(pilot, form, "no space left on device")
            assert log.read_bytes() == LOG
        await until(pilot, lambda: bool(all_stored_texts(log)))
        await saved(pilot)
    assert log.read_bytes() == with_mine(LOG)
    assert neighbours(log) == ["log.md"]


async def test_a_read_only_folder_is_asked_about_and_no_leaves_log_and_text(log: Path) -> None:
    async with browsing(log) as pilot:
        form = await type_mine(pilot)
        with refusing(log.parent, errno.EACCES):
            await press(pilot, "ctrl+s")
            await until(pilot, lambda: "Write into the file itself?" in text(pilot))
            await press(pilot, "escape")
            await until(pilot, lambda: "takes no new files" in said(pilot))
            assert pilot.app.screen is form
            assert form.field("title").value == "Mine"
            assert log.read_bytes() == LOG
        await until(pilot, lambda: bool(all_stored_texts(log)))
        await saved(pilot)
    assert log.read_bytes() == with_mine(LOG)
    assert neighbours(log) == ["log.md"]


@every(CHANGES)
async def test_an_entry_that_is_deleted_is_the_one_that_was_asked_about(
    log: Path, act: Act
) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "d")
        assert "The one with the heads" in text(pilot)
        act.do(log)
        await until(pilot, lambda: act.says in said(pilot))
        await press(pilot, "enter")
        # In the eyes of a reader the first marker is a line of the entry's note.
        changed = act.left is not None and b"<<<<" in act.left
        words = "nothing is written, look at the log" if changed else 'deleted "Attention"'
        await until(pilot, lambda: words in said(pilot))
    gone = b"- [Attention](https://arxiv.org/abs/1706.03762)\n    - The one with the heads\n"
    assert act.left is not None
    assert log.read_bytes() == (act.left if changed else act.left.replace(gone, b""))


# While it is saved


class InTheMiddle:
    """Lets something happen once while a save is under way: its new file is there already."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, log: Path, act: Act) -> None:
        self._log, self._act = log, act
        self.happened = False
        monkeypatch.setattr(save, "write_temporary", self)

    def __call__(self, *args: object) -> object:
        written = write_temporary(*args)  # type: ignore[arg-type]  # passed on as they come
        if not self.happened:
            self.happened = True
            self._act.do(self._log)
        return written


@every(CHANGES, FORBIDDEN)
async def test_a_save_goes_on_with_what_another_program_writes_meanwhile(
    log: Path, monkeypatch: pytest.MonkeyPatch, act: Act
) -> None:
    async with browsing(log) as pilot:
        await type_mine(pilot)
        middle = InTheMiddle(monkeypatch, log, act)
        await saved(pilot)
        assert middle.happened
    assert act.left is not None
    assert log.read_bytes() == with_mine(act.left)
    assert all_stored_texts(log) == []


@every(LOSSES)
async def test_a_save_does_not_make_a_log_that_has_just_gone(
    log: Path, monkeypatch: pytest.MonkeyPatch, act: Act
) -> None:
    async with browsing(log) as pilot:
        form = await type_mine(pilot)
        InTheMiddle(monkeypatch, log, act)
        await refused(pilot, form, act.refuses)
        assert not log.is_file()
        put_back(log)
        await saved(pilot)
    assert log.read_bytes() == with_mine(LOG)


@pytest.mark.parametrize("error", [errno.EACCES, errno.ENOSPC], ids=["read-only", "full"])
async def test_a_disk_that_fails_in_the_middle_leaves_the_log_as_it_was(
    log: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    def fail(_one: Path, _other: Path) -> bool:
        raise OSError(error, os.strerror(error))

    async with browsing(log) as pilot:
        form = await type_mine(pilot)
        with monkeypatch.context() as patch:
            patch.setattr(save, "exchange_names", fail)
            await refused(pilot, form, "it is as it was")
        assert log.read_bytes() == LOG
        assert neighbours(log) == ["log.md"]
        await saved(pilot)
    assert log.read_bytes() == with_mine(LOG)
