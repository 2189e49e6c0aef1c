"""When an app enters its terminal again."""

from __future__ import annotations

import os
import pty
import signal
import sys
from typing import TYPE_CHECKING

from textual.app import App

from logtui.tui.terminal import JobControl

if TYPE_CHECKING:
    from types import FrameType

    import pytest


class Driver:
    """Writes down what a terminal would go through.

    Attributes:
        done: ``left`` and ``entered``, in their order.
    """

    def __init__(self) -> None:
        self.done: list[str] = []

    def leave(self, _number: int, _frame: FrameType | None) -> None:
        self.done.append("left")

    def enter(self, _number: int, _frame: FrameType | None) -> None:
        self.done.append("entered")


async def test_a_terminal_is_entered_only_after_it_was_left_and_not_when_it_is_gone(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    driver, app = Driver(), App[None]()
    job = JobControl(app, driver.leave, driver.enter)
    master, slave = pty.openpty()
    with os.fdopen(slave) as terminal:
        monkeypatch.setattr(sys, "__stdin__", terminal)
        job.go_on(signal.SIGCONT, None)
        assert driver.done == []
        job.stop(signal.SIGTSTP, None)
        job.go_on(signal.SIGCONT, None)
        job.go_on(signal.SIGCONT, None)
        assert driver.done == ["left", "entered"]
        job.stop(signal.SIGTSTP, None)
        os.close(master)
        job.go_on(signal.SIGCONT, None)
        assert driver.done == ["left", "entered", "left"]
