"""The terminal that the app is on: how large it is, what may be written to it, when it is left."""

from __future__ import annotations

import asyncio
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from rich.cells import cell_len, set_cell_size
from rich.segment import Segment
from textual.filter import LineFilter

from logtui.document.text.safe import UNSAFE_CHARACTERS, picture_of
from logtui.tui.bindings import key_display

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from textual.app import App
    from textual.color import Color
    from textual.css.stylesheet import Stylesheet
    from textual.geometry import Size

    Handler = Callable[[int, FrameType | None], object]

MINIMUM = (40, 10)
"""Columns and rows that panes and dialogs need; on fewer there is only a message."""

SIDE_BY_SIDE = (110, 20)
"""Columns and rows from which on the panes stand side by side below all bars."""


def is_too_small(size: Size) -> bool:
    """Tell whether a terminal of ``size`` has too little room."""
    return size.width < MINIMUM[0] or size.height < MINIMUM[1]


def add_small_styles(stylesheet: Stylesheet, size: Size) -> None:
    """Put the styles of small windows into ``stylesheet`` where ``size`` asks for them.

    Reading styles takes time, and in most windows the first frame can do without these.
    """
    path = Path(__file__).with_name("small.tcss")
    small = size.width < SIDE_BY_SIDE[0] or size.height < SIDE_BY_SIDE[1]
    if small and not stylesheet.has_source(str(path)):
        stylesheet.add_source(path.read_text("utf-8"), (str(path), ""))


def too_small_message(app: App[None], quit_id: str) -> str:
    """Return the message for a terminal that is too small.

    Args:
        app: Knows what keys are called.
        quit_id: The id of the key that quits.
    """
    message = "logtui needs {} columns and {} rows: make the terminal larger. {} quits"
    return message.format(*MINIMUM, key_display(app, quit_id))


class ControlFilter(LineFilter):
    """Lets no control character of a line through, whichever widget draws it.

    The widgets show pictures of them by themselves; this holds for those of the framework, and
    for whatever is forgotten.
    """

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:  # noqa: ARG002 - as LineFilter declares it
        """Return ``segments`` with nothing in them that a terminal acts on, as wide as before."""
        if all(segment.text.isprintable() for segment in segments):
            return segments
        return [Segment(_pictured(text), style, control) for text, style, control in segments]


def _pictured(text: str) -> str:
    """Return ``text`` with pictures where a cell was counted for the character, else without it."""
    safe = UNSAFE_CHARACTERS.sub(
        lambda suspect: picture_of(suspect) if cell_len(suspect[0]) else "", text
    )
    # What follows a joiner was counted as a part of what stands before it.
    return set_cell_size(safe, cell_len(text))


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
