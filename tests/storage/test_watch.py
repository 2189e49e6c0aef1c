from __future__ import annotations

import os
import queue
import threading
from contextlib import contextmanager
from itertools import count
from typing import TYPE_CHECKING, NoReturn

import pytest
import watchfiles

from logtui.storage import watch
from logtui.storage.log_file import identify_file
from logtui.storage.revision import Revision
from logtui.storage.save import save_log
from logtui.storage.watch import FileState, FileWatch
from support.outside import append, replace
from support.system_calls import Meanwhile, intercepted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

SILENCE = 0.3
"""Seconds of silence that count as nothing being told."""


class Told:
    """What a watch has told, in its order."""

    def __init__(self) -> None:
        self._sights: queue.Queue[FileState] = queue.Queue()

    def walk(self, one: FileWatch) -> threading.Thread:
        """Start and return a thread that takes what ``one`` yields."""
        thread = threading.Thread(target=self._take_states, args=(one,), daemon=True)
        thread.start()
        return thread

    def _take_states(self, one: FileWatch) -> None:
        for state in one.states():
            self._sights.put(state)

    def next(self) -> FileState:
        return self._sights.get()

    def within(self, seconds: float) -> FileState | None:
        try:
            return self._sights.get(timeout=seconds)
        except queue.Empty:
            return None

    def nothing(self) -> bool:
        return self.within(SILENCE) is None


@pytest.fixture(autouse=True)
def _fast(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(watch, "START_DELAY", 0.0)
    monkeypatch.setattr(watch, "RECHECK_DELAY", 0.05)


@pytest.fixture(params=["notified", "looking"])
def _way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have a watch that is notified, and one that has to look each time."""
    if request.param == "looking":

        def no_watches_left(*_: object, **__: object) -> NoReturn:
            raise OSError(28, "inotify watch limit reached")

        monkeypatch.setattr(watchfiles, "watch", no_watches_left)
        monkeypatch.setattr(watch, "CHECK_INTERVAL", 0.02)


@contextmanager
def watching(log: Path) -> Iterator[Told]:
    told = Told()
    one = FileWatch(log, identify_file(log))
    told.walk(one)
    try:
        yield told
    finally:
        one.stop()


def edit_unseen(log: Path) -> None:
    """Change the file so that neither its size nor its time of change is another."""
    before = log.stat()
    log.write_bytes(log.read_bytes().replace(b"two", b"TWO"))
    os.utime(log, ns=(before.st_atime_ns, before.st_mtime_ns))
    after = log.stat()
    assert (after.st_size, after.st_mtime_ns) == (before.st_size, before.st_mtime_ns)


def truncate_and_rewrite(log: Path) -> None:
    with log.open("wb") as file:
        file.write(b"- new\n- all of it is new, and longer than before\n")


@pytest.mark.usefixtures("_way")
@pytest.mark.parametrize("act", [append, replace, edit_unseen, truncate_and_rewrite])
def test_every_change_is_told_with_what_the_file_is_then(
    log: Path, act: Callable[[Path], None]
) -> None:
    with watching(log) as told:
        assert told.nothing()
        act(log)
        while told.next().identity != identify_file(log):
            pass
        assert told.nothing()


@pytest.mark.usefixtures("_way")
def test_a_file_that_goes_is_told_and_so_is_its_return(log: Path) -> None:
    away = log.with_name("away.md")
    with watching(log) as told:
        log.rename(away)
        gone = told.next()
        assert (gone.identity, gone.is_missing) == (None, True)
        log.mkdir()
        assert "is a directory" in told.next().problem
        log.rmdir()
        assert told.next().is_missing
        os.mkfifo(log)
        assert "is a FIFO" in told.next().problem
        log.unlink()
        assert told.next().is_missing
        away.rename(log)
        assert told.next().identity == identify_file(log)


def test_a_folder_that_goes_and_comes_back_is_watched_again(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "CHECK_INTERVAL", 0.05)
    away = log.parent.with_name("away")
    with watching(log) as told:
        log.parent.rename(away)
        assert told.next().is_missing
        away.rename(log.parent)
        assert told.next().identity == identify_file(log)
        append(log)
        assert told.next().identity == identify_file(log)


def test_what_is_known_already_is_not_told(log: Path) -> None:
    with watching(log) as told:
        log.with_name("neighbour.md").write_bytes(b"-")
        log.read_bytes()
        assert told.nothing()


def test_what_changed_before_the_start_is_told(log: Path) -> None:
    known, told = identify_file(log), Told()
    append(log)
    one = FileWatch(log, known)
    told.walk(one)
    assert told.next().identity == identify_file(log)
    one.stop()


def test_a_link_and_what_it_leads_to_are_watched(log: Path, tmp_path: Path) -> None:
    other = tmp_path / "elsewhere" / "other.md"
    other.parent.mkdir()
    other.write_bytes(log.read_bytes() + b"- longer\n")
    link = tmp_path / "link.md"
    link.symlink_to(log)
    with watching(link) as told:
        assert told.nothing()
        append(log)
        assert told.next().identity == identify_file(log)
        new = tmp_path / "new-link"
        new.symlink_to(other)
        new.replace(link)
        assert told.next().identity == identify_file(other)
        append(other)
        assert told.next().identity == identify_file(other)


@pytest.mark.parametrize("least", [b"", b"- o"])
def test_a_file_that_is_short_for_a_moment_is_not_told_of(
    log: Path, monkeypatch: pytest.MonkeyPatch, least: bytes
) -> None:
    whole = log.read_bytes() + b"- three\n"
    look = FileState.of
    seen: list[FileState] = []

    def look_between_two_writes(path: Path) -> FileState:
        if any(state.identity and state.identity.size == len(least) for state in seen):
            log.write_bytes(whole)
        seen.append(look(path))
        return seen[-1]

    monkeypatch.setattr(FileState, "of", look_between_two_writes)
    with watching(log) as told:
        log.write_bytes(least)
        sight = told.next()
    assert sight.identity is not None
    assert sight.identity.size == len(whole)


@pytest.mark.parametrize("left", [b"", b"- o"])
def test_a_file_that_stays_short_is_believed(log: Path, left: bytes) -> None:
    with watching(log) as told:
        log.write_bytes(left)
        sight = told.next()
    assert sight.identity is not None
    assert sight.identity.size == len(left)


def test_a_file_that_shrinks_and_shrinks_is_believed_in_the_end(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(watch, "RECHECK_DELAY", 0.02)
    log.write_bytes(b"-" * 10_000)
    with watching(log) as told:
        for size in range(9_999, 0, -1):
            os.truncate(log, size)
            sight = told.within(0.005)
            if sight:
                break
    assert sight is not None
    assert sight.identity is not None
    assert size <= sight.identity.size < 10_000


def test_a_file_that_goes_while_it_is_looked_at_is_still_there_or_missing(log: Path) -> None:
    content = log.read_bytes()
    seen = []
    for number in count():
        log.write_bytes(content)
        known = identify_file(log)
        meanwhile = Meanwhile(number, log.unlink)
        with intercepted(meanwhile):
            sight = FileState.of(log)
        seen.append(sight.is_missing)
        assert sight.identity == (None if sight.is_missing else known)
        if not meanwhile.fired:
            break
    assert set(seen) == {True, False}
    assert number > 1


def test_a_mode_that_forbids_saving_is_told(log: Path) -> None:
    with watching(log) as told:
        log.chmod(0o444)
        assert not told.next().is_writable
        log.chmod(0o644)
        assert told.next().is_writable


def test_own_writes_are_told_once_and_as_what_was_saved(log: Path) -> None:
    with watching(log) as told:
        saved = save_log(log, lambda old: Revision(old + b"- mine\n", "add"))
        while told.next().identity != saved.snapshot.identity:
            pass
        assert told.nothing()


@pytest.mark.parametrize("content", [None, b""], ids=["at rest", "in doubt"])
def test_a_watch_stops_at_once(
    log: Path, monkeypatch: pytest.MonkeyPatch, content: bytes | None
) -> None:
    monkeypatch.setattr(watch, "RECHECK_DELAY", 3600.0)
    monkeypatch.setattr(watch, "CHECK_INTERVAL", 3600.0)
    told = Told()
    one = FileWatch(log, identify_file(log))
    thread = told.walk(one)
    assert told.nothing()
    if content is not None:
        log.write_bytes(content)
        assert told.nothing()
    one.stop()
    thread.join()
    assert told.nothing()
