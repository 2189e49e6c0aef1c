"""The terminal: what it sends, how it ends and counts cells, and how it is left for the shell.

On Windows, which has neither these signals nor this driver, the module cannot be loaded.
"""

from __future__ import annotations

import asyncio
import os
import selectors
import signal
import sys
from codecs import getincrementaldecoder
from typing import TYPE_CHECKING

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from logtui.tui.cell_widths import place_disputed_text

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from textual.app import App

    Handler = Callable[[int, FrameType | None], object]

_SELECT_SECONDS = 0.1
_READ_BYTES = 4096


class TerminalClosed(Message):
    """The terminal is gone, although no signal may have said so."""


class TerminalDriver(LinuxDriver):
    """Reads keys as Textual's own driver does, but for three things.

    Bytes that are not UTF-8, such as a Latin-1 letter, become U+FFFD instead of ending the thread
    that reads. The end of the terminal, which Textual reads again and again without end, is told to
    the app: SIGHUP may be ignored, or never sent. Text of disputed width is put in its place.
    """

    def write(self, data: str) -> None:
        """Write ``data`` such that all of it stands where it was meant to."""
        super().write(place_disputed_text(data))

    def run_input_thread(self) -> None:
        """Hand on what the terminal sends until the app ends or the terminal is gone."""
        parser = XTermParser(self._debug)
        decode = getincrementaldecoder("utf-8")("replace").decode
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_SELECT_SECONDS):
                    data = self._read()
                    if not data:
                        self._app.post_message(TerminalClosed())
                        return
                    for event in parser.feed(decode(data)):
                        self.process_message(event)
                for event in parser.tick():
                    self.process_message(event)

    def _read(self) -> bytes:
        """Return what there is to read; nothing where the terminal is gone."""
        try:
            return os.read(self.fileno, _READ_BYTES)
        except OSError:  # what some systems say when the other end is closed
            return b""


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
    leave, enter = signal.getsignal(signal.SIGTSTP), signal.getsignal(signal.SIGCONT)
    if callable(leave) and callable(enter):
        job = JobControl(app, leave, enter)
        signal.signal(signal.SIGTSTP, job.stop)
        signal.signal(signal.SIGCONT, job.go_on)
