"""What reads and writes the terminal: whatever it sends, however it ends and counts cells."""

from __future__ import annotations

import os
import selectors
from codecs import getincrementaldecoder

from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from logtui.tui.cell_widths import place_disputed_text

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
