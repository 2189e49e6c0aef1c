"""The event loop of the screens, loaded without what they never use of it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from types import ModuleType


def load_asyncio_without_tls() -> None:
    """Load asyncio as it is where Python has no OpenSSL.

    Loading OpenSSL takes longer than reading a log does, and nothing here encrypts by means of
    asyncio: titles are fetched with httpx, which sees to that itself. That a ``None`` in
    ``sys.modules`` stands for a module that cannot be found is in Python's reference (5.3.1, "The
    module cache"). Where asyncio or ssl is loaded already, nothing happens.
    """
    if "ssl" in sys.modules or "asyncio" in sys.modules:
        return
    sys.modules["ssl"] = cast("ModuleType", None)
    try:
        import asyncio  # noqa: F401 - loading it is the purpose
    finally:
        del sys.modules["ssl"]
