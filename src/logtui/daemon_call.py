"""Calling what may hang in a thread that the end of the program does not wait for."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable
from concurrent.futures import Future
from functools import partial
from typing import ParamSpec, TypeVar

Arguments = ParamSpec("Arguments")
"""What the function is called with."""

Outcome = TypeVar("Outcome")
"""What it returns."""


async def call_in_daemon(
    function: Callable[Arguments, Outcome], *args: Arguments.args, **kwargs: Arguments.kwargs
) -> Outcome:
    """Return what ``function`` returns, or raise what it raises, called in a daemon thread."""
    future: Future[Outcome] = Future()
    call = partial(function, *args, **kwargs)
    threading.Thread(target=_fulfil, args=(future, call), name="daemon call", daemon=True).start()
    return await asyncio.wrap_future(future)


def _fulfil(future: Future[Outcome], call: partial[Outcome]) -> None:
    """Give ``future`` what ``call`` returns or raises, unless nobody waits for it any more."""
    if future.set_running_or_notify_cancel():
        try:
            future.set_result(call())
        except Exception as error:  # noqa: BLE001 - it is raised where the outcome is awaited
            future.set_exception(error)
