"""Whether the terminal has a light background, as it says itself (OSC 11)."""

from __future__ import annotations

import os
import re
import select
import time

_QUESTION = b"\x1b]11;?\x1b\\\x1b[c"
"""Asks for the background, then for the kind of terminal, which every terminal answers."""

_ANSWER = re.compile(
    rb"\x1b\]11;rgba?:([0-9a-f]{1,4})/([0-9a-f]{1,4})/([0-9a-f]{1,4})", re.IGNORECASE
)
_LAST_ANSWER = re.compile(rb"\x1b\[\?[\d;]*c")

_TIMEOUT = 0.5
"""Seconds in which the terminal has to answer."""

_MIDDLE = 0.5


def has_light_background(timeout: float = _TIMEOUT) -> bool | None:
    """Return whether the terminal's background is a light one; None where it does not say.

    Args:
        timeout: Seconds after which the question is given up.
    """
    try:
        import termios
        import tty

        terminal = os.open("/dev/tty", os.O_RDWR | os.O_NOCTTY)
    except (ImportError, OSError):
        return None
    try:
        before = termios.tcgetattr(terminal)
        try:
            tty.setcbreak(terminal, termios.TCSANOW)
            os.write(terminal, _QUESTION)
            return is_light(_read_answers(terminal, timeout))
        finally:
            termios.tcsetattr(terminal, termios.TCSANOW, before)
    except (OSError, termios.error):
        return None
    finally:
        os.close(terminal)


def _read_answers(terminal: int, timeout: float) -> bytes:
    answers = b""
    end = time.monotonic() + timeout
    while not _LAST_ANSWER.search(answers) and (left := end - time.monotonic()) > 0:
        if not select.select([terminal], [], [], left)[0]:
            break
        answers += os.read(terminal, 1024)
    return answers


def is_light(answer: bytes) -> bool | None:
    """Return whether the colour in the ``answer`` to OSC 11 is light; None where there is none."""
    match = _ANSWER.search(answer)
    if match is None:
        return None
    red, green, blue = (int(part, 16) / (int("f" * len(part), 16)) for part in match.groups())
    return 0.299 * red + 0.587 * green + 0.114 * blue > _MIDDLE
