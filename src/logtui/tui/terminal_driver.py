"""What reads and writes the terminal: whatever it sends, however it ends and counts cells."""

from __future__ import annotations

import os
import re
import selectors
import unicodedata
from codecs import getincrementaldecoder

from rich.cells import cell_len
from textual._xterm_parser import XTermParser
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from logtui.document.text.lazy_pattern import lazy_pattern

_SELECT_SECONDS = 0.1
_READ_BYTES = 4096

_DISPUTED = re.compile("[\u0900-\u1cff\ua800-\uabff\U00011000-\U00011fff\U0001f3fb-\U0001f3ff]")
"""Where the characters are that some terminals give cells of their own."""

_SKIN_TONES = range(0x1F3FB, 0x1F400)

_PARTS = lazy_pattern("\x1b\\[(\\d+);(\\d+)H|\x1b\\[[0-9;?]*[ -/]*[@-~]|\x1b[^\\[]|[^\x1b\n]+|\n")
"""Where the cursor goes to, other sequences, text, line ends."""


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


def place_disputed_text(output: str) -> str:
    """Return ``output`` such that all after text of disputed width stands where it was counted.

    Vowel signs of Indic scripts and skin tones of emoji take a part of the cells of what stands
    before them, or cells of their own: terminals, tmux and Rich disagree. Such a text may take the
    blanks after it; where these are too few, it is cut. All cells are made blank before it is
    written, and the cursor is put where it has to be after it.

    Args:
        output: What is written to the terminal; each line begins with where it stands.
    """
    if _DISPUTED.search(output) is None:
        return output
    parts = list(_PARTS.finditer(output))
    texts = [part[0] for part in parts]
    column = 0
    for index, part in enumerate(parts):
        text = part[0]
        if part[2]:
            column = int(part[2])
        elif _is_text(text):
            width, more = cell_len(text), _disputed_cells(text)
            if more and column:
                own = min(len(text) - len(text.rstrip(" ")), more)
                after = _next_text(texts, index)
                next_text = parts[after][0] if after else ""
                blanks = len(next_text) - len(next_text.lstrip(" "))
                taken = 0 if _disputed_cells(next_text) else min(blanks, more - own)
                fitting = _without_last_cells(text[: len(text) - own], width + taken)
                texts[index] = (
                    f"{' ' * (width + taken)}\x1b[{column}G{fitting}\x1b[{column + width}G"
                )
                if taken:
                    texts[after] = f"\x1b[{taken}C{next_text[taken:]}"
            column += width
    return "".join(texts)


def _is_text(part: str) -> bool:
    return part[0] not in "\x1b\n"


def _next_text(parts: list[str], index: int) -> int:
    """Return which of ``parts`` is the next text on the same line; 0 where none is."""
    for after in range(index + 1, len(parts)):
        if _is_text(parts[after]):
            return after
        if not parts[after].endswith("m"):
            break
    return 0


def _disputed_cells(text: str) -> int:
    """Return how many cells a terminal may give to ``text`` that Rich does not count."""
    if _DISPUTED.search(text) is None:
        return 0
    return sum(
        2 if ord(char) in _SKIN_TONES else 1
        for char in text
        if ord(char) in _SKIN_TONES or unicodedata.category(char) == "Mc"
    )


def _without_last_cells(text: str, width: int) -> str:
    """Return as much of ``text`` as takes no more than ``width`` cells on any terminal."""
    while text and cell_len(text) + _disputed_cells(text) > width:
        text = text[:-1]
    return text
