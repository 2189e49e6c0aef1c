"""The system's clipboard, read without ever making anybody wait for it."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def read_clipboard(then: Callable[[str], object]) -> None:
    """Call ``then`` with the text in the clipboard, in another thread, if there is any.

    A display that is gone lets the programs that read it hang. The thread is a daemon: it may
    hang with them and holds up nothing.
    """

    def read() -> None:
        import pyperclip

        try:
            text = pyperclip.paste()
        except pyperclip.PyperclipException:
            return
        if text:
            then(text)

    threading.Thread(target=read, name="clipboard", daemon=True).start()
