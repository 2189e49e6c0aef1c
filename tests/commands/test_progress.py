from __future__ import annotations

import contextlib
import fcntl
import io
import os
import sys
import threading
from typing import TYPE_CHECKING

import pytest

from logtui.commands.console import progress as module
from logtui.commands.console.progress import show_progress
from logtui.errors import LogtuiError
from logtui.storage.state import LogState
from support.terminals import Terminal

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


class Screen(io.StringIO):
    """A terminal that lets wait until something is written to it."""

    def __init__(self) -> None:
        super().__init__()
        self.written = threading.Event()
        self.is_terminal = True

    def isatty(self) -> bool:
        return self.is_terminal

    def write(self, text: str) -> int:
        size = super().write(text)
        self.written.set()
        return size


@contextlib.contextmanager
def terminal(patience: float, term: str = "xterm") -> Iterator[Screen]:
    """Make standard error a terminal for the block, on which slow is what takes ``patience``."""
    screen = Screen()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stderr", screen)
        patch.setattr(module, "SILENT_SECONDS", patience)
        patch.setenv("TERM", term)
        yield screen


def test_what_is_quick_says_nothing() -> None:
    with terminal(patience=30) as screen, show_progress("reading"):
        pass
    assert screen.getvalue() == ""


def test_what_takes_long_is_named_and_wiped_away() -> None:
    with terminal(patience=0.01) as screen, show_progress("reading \x1b[2J.md"):
        screen.written.wait()
    told, left = screen.getvalue().rsplit("\r", 1)
    assert told.startswith("\r\x1b[Kreading ␛[2J.md … 0 s")
    assert left == "\x1b[K"


def test_an_error_leaves_no_line_behind() -> None:
    def fail(screen: Screen) -> None:
        with show_progress("reading"):
            screen.written.wait()
            raise LogtuiError("no")

    with terminal(patience=0.01) as screen, pytest.raises(LogtuiError, match="no"):
        fail(screen)
    assert screen.getvalue().endswith("\r\x1b[K")


@pytest.mark.parametrize(("is_terminal", "term"), [(False, "xterm"), (True, "dumb")])
def test_without_a_terminal_nothing_is_told(term: str, *, is_terminal: bool) -> None:
    with terminal(patience=0, term=term) as screen:
        screen.is_terminal = is_terminal
        with show_progress("reading"):
            assert not screen.written.wait(0.05)
    assert screen.getvalue() == ""


def test_a_write_that_has_to_wait_is_told(log: Path) -> None:
    state = LogState.of(log)
    state.make()
    lock = os.open(state.lock, os.O_RDWR | os.O_CREAT)
    fcntl.flock(lock, fcntl.LOCK_EX)
    with Terminal(["rm", str(log), "--line", "6"]) as shown:
        shown.wait_for("writing research-log.md … ")
        os.close(lock)
        assert shown.wait() == 0
    assert "delete One" in shown.text
    assert b"One" not in log.read_bytes()
