"""The clipboard of the machine this runs on, as a program of its own.

``python -m logtui.system.native_clipboard copy`` puts standard input there and ends with status
0 only if the same text comes back; ``paste`` prints what is there. A process of its own can be
given a time limit and no standard error. In the program itself the tools that do the work could
hang with a display that is gone, or print across the screen.
"""

from __future__ import annotations

import sys
import time

import pyperclip

_SHORT_LIVED_LIBRARIES = ("qtpy", "PyQt5")
"""Libraries whose clipboard ends with the process that filled it."""

_READ_BACK_SECONDS = 0.5
_READ_BACK_STEP = 0.02
"""Seconds within which a new text has to come back, and between two checks."""


def copy_or_paste() -> int:
    """Copy or paste as the first argument says, and return the exit status.

    An error ends the process with a traceback and so with a status of its own.
    """
    for library in _SHORT_LIVED_LIBRARIES:
        sys.modules[library] = None  # type: ignore[assignment] # how Python is told not to import it
    copy, paste = pyperclip.determine_clipboard()
    if sys.argv[1] == "paste":
        sys.stdout.buffer.write(paste().encode("utf-8", "replace"))
        return 0
    text = sys.stdin.buffer.read().decode("utf-8")
    copy(text)
    # xclip ends before the display knows of the new text.
    deadline = time.monotonic() + _READ_BACK_SECONDS
    while paste() != text:
        if time.monotonic() > deadline:
            return 1
        time.sleep(_READ_BACK_STEP)
    return 0


if __name__ == "__main__":
    sys.exit(copy_or_paste())
