"""Stopping a program on a terminal and going on with it, as the shell asks."""

from __future__ import annotations

import asyncio
import signal
import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from textual.app import App

    Handler = Callable[[int, FrameType | None], object]


class JobControl:
    """Has an app enter its terminal again only where it has left it.

    Textual enters it with every SIGCONT. Where it is still in it, two threads read the keys from
    then on, and the program might never end: after a SIGSTOP, which no program hears of, and when
    a terminal is closed, which sends SIGCONT after SIGHUP.
    """

    def __init__(self, app: App[None], leave: Handler, enter: Handler) -> None:
        """Make what heeds the signals of ``app``.

        Args:
            app: A running app.
            leave: Textual's handler of SIGTSTP: leaves the terminal and stops the program.
            enter: Textual's handler of SIGCONT: enters the terminal.
        """
        self._app = app
        self._leave = leave
        self._enter = enter
        self._has_left = False
        self._loop = asyncio.get_running_loop()

    def stop(self, number: int, frame: FrameType | None) -> None:
        """Leave the terminal and stop."""
        self._has_left = True
        self._leave(number, frame)

    def go_on(self, number: int, frame: FrameType | None) -> None:
        """Show the app again, unless the terminal is gone."""
        terminal = sys.__stdin__
        if terminal is None or not terminal.isatty():
            return
        if self._has_left:
            self._has_left = False
            self._enter(number, frame)
        elif self._app.is_running:
            self._loop.call_soon_threadsafe(self._enter_anew)

    def _enter_anew(self) -> None:
        """Leave the terminal and enter it again, whatever the shell has made of it meanwhile."""
        with self._app.suspend():
            pass


def heed_stops(app: App[None]) -> None:
    """Have ``app`` stop and go on as the shell asks; without a terminal there is nothing to do."""
    if sys.platform == "win32":
        return
    leave, enter = signal.getsignal(signal.SIGTSTP), signal.getsignal(signal.SIGCONT)
    if callable(leave) and callable(enter):
        job = JobControl(app, leave, enter)
        signal.signal(signal.SIGTSTP, job.stop)
        signal.signal(signal.SIGCONT, job.go_on)
