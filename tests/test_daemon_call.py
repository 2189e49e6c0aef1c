"""What may hang is called, awaited and left behind."""

from __future__ import annotations

import asyncio
import threading

import pytest

from logtui.daemon_call import call_in_daemon


async def test_the_outcome_is_returned_or_raised() -> None:
    assert await call_in_daemon(int, "12", base=8) == 10
    with pytest.raises(ValueError, match="invalid literal"):
        await call_in_daemon(int, "x")


def test_what_hangs_does_not_keep_the_loop_from_ending() -> None:
    released = threading.Event()
    threads: list[threading.Thread] = []

    def hang() -> None:
        threads.append(threading.current_thread())
        released.wait()

    async def give_up() -> None:
        async with asyncio.timeout(0.01):
            await call_in_daemon(hang)

    with pytest.raises(TimeoutError):
        asyncio.run(give_up())
    (thread,) = threads
    assert thread.daemon
    assert thread.is_alive()
    released.set()
    thread.join()
