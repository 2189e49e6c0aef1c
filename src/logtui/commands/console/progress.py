"""A line on standard error that says what takes so long."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from typing import TYPE_CHECKING

from logtui.document.text.safe import safe_label
from logtui.system.process import read_stream, stream_descriptor

if TYPE_CHECKING:
    import threading
    from collections.abc import Iterator
    from pathlib import Path

    from logtui.document.model import Document
    from logtui.session import Session

SILENT_SECONDS = 0.5
"""Seconds until something is said to take long."""

_UPDATE_SECONDS = 0.5
_MAX_TEXT = 50
_CLEAR_LINE = "\r\x1b[K"


@contextlib.contextmanager
def show_progress(what: str) -> Iterator[None]:
    """Say what is being done, and for how long, while the block takes long.

    Only on a terminal; nothing of it is left at the end of the block.

    Args:
        what: A few words, such as ``reading log.md``; made safe here.
    """
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield
        return
    from threading import Event, Thread

    done = Event()
    clock = Thread(target=_show_elapsed, args=(safe_label(what, _MAX_TEXT), done), daemon=True)
    clock.start()
    try:
        yield
    finally:
        done.set()
        clock.join()


def open_session(path: Path) -> Session:
    """Open the log at ``path``, all of it; say so where that takes long.

    Raises:
        StorageError: The log cannot be read.
    """
    from logtui.session import Session

    with show_progress(f"reading {path.name}"):
        return Session.open_whole(path)


def read_document(path: Path) -> Document:
    """Return the log at ``path``, which may be a stream: ``/dev/stdin`` or ``<(…)``.

    Raises:
        InputError: The stream cannot be read.
        StorageError: The file cannot be read.
    """
    descriptor = stream_descriptor(path)
    if descriptor is None:
        return open_session(path).document
    from logtui.document.reading.parser import parse

    return parse(read_stream(path, descriptor))


def _show_elapsed(what: str, done: threading.Event) -> None:
    start, pause, is_shown = time.monotonic(), SILENT_SECONDS, False
    # A terminal that has gone is not a reason to stop the work.
    with contextlib.suppress(OSError, ValueError):
        while not done.wait(pause):
            seconds = time.monotonic() - start
            sys.stderr.write(f"{_CLEAR_LINE}{what} … {seconds:.0f} s")
            sys.stderr.flush()
            pause, is_shown = _UPDATE_SECONDS, True
        if is_shown:
            sys.stderr.write(_CLEAR_LINE)
            sys.stderr.flush()
