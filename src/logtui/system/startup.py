"""What the time until the first frame is shortened by, besides what a widget does for itself."""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from types import ModuleType


def pause_collection() -> None:
    """Collect no garbage: while a log is read, objects are made and hardly any is dropped."""
    gc.disable()


def resume_collection() -> None:
    """Collect garbage again, rarely, and never look at what was made meanwhile.

    Loading and indexing a large log makes millions of objects that stay, too: looked through at
    Python's own thresholds they would stop the keys for tenths of a second.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    gc.enable()


def skip_final_collection() -> None:
    """Let Python end without looking through every object once more."""
    gc.freeze()


def shorten_thread_turns() -> None:
    """Let a busy thread give way after 0.5 ms: Python's own 5 ms, several times a key, are felt."""
    sys.setswitchinterval(0.0005)


def load_asyncio_without_tls() -> None:
    """Load asyncio as it is where Python has no OpenSSL, which takes longer than reading a log.

    Nothing here encrypts by means of asyncio: titles are fetched with httpx, which sees to that
    itself. That a ``None`` in ``sys.modules`` stands for a module that cannot be found is in
    Python's reference (5.3.1, "The module cache"). Where asyncio or ssl is loaded already, nothing
    happens.
    """
    if "ssl" in sys.modules or "asyncio" in sys.modules:
        return
    sys.modules["ssl"] = cast("ModuleType", None)
    try:
        import asyncio  # noqa: F401 - loading it is the purpose
    finally:
        del sys.modules["ssl"]
