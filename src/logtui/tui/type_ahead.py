"""Keys that come faster than they are handled."""

from __future__ import annotations

import asyncio
import contextlib
from collections import deque
from typing import TYPE_CHECKING

from textual import events

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.message_pump import MessagePump
    from textual.widget import Widget

_MAX_WAIT = 0.5
"""Seconds after which a key is handed on although the one before may still be at work."""


_POLL_INTERVAL = 0.002
"""Seconds between two looks at whether something is still to be shown."""


class TypeAhead:
    """Lets a key have its effect before the next one is handed out.

    Textual sends each key to the widget that has the focus at that moment, and looks for its
    binding only when nobody there wanted it. Of keys that come in one burst (a slow line, a macro,
    a busy machine) the later ones overtake those that move the focus: in ``/raft``, ``r`` would
    reload the log.
    """

    def __init__(self, app: App[None], is_busy: Callable[[], bool]) -> None:
        """Make what holds back the keys of ``app``.

        Args:
            app: The app.
            is_busy: Tells whether something that a key has begun has still to be shown.
        """
        self._app = app
        self._is_busy = is_busy
        self._queue: deque[events.Key | events.Paste] = deque()
        self._reposted: events.Key | events.Paste | None = None
        self._task: asyncio.Task[None] | None = None

    def holds(self, event: events.Event) -> bool:
        """Tell whether ``event`` has to wait; then it is posted again when its turn comes."""
        if not isinstance(event, (events.Key, events.Paste)) or event.is_forwarded:
            return False
        if event is self._reposted:
            self._reposted = None
            return False
        if self._task is not None and not self._task.done():
            self._queue.append(event)
            return True
        self._task = asyncio.create_task(self._repost_queue(self._target), name="type-ahead")
        return False

    @property
    def _target(self) -> Widget:
        return self._app.focused or self._app.screen

    async def _repost_queue(self, target: Widget) -> None:
        """Wait until the key that ``target`` gets is done with, then hand out those behind it."""
        await self._wait_for_effect(target)
        while self._queue:
            self._reposted = self._queue.popleft()
            target = self._target
            self._app.post_message(self._reposted)
            await self._wait_for_effect(target)

    async def _wait_for_effect(self, target: Widget) -> None:
        """Wait until a key that ``target`` gets has had its effect.

        It goes from the app to ``target``, up to the app and into a new screen; what it asked for
        in a thread has to be there.
        """
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(_MAX_WAIT):
                await _drain(self._app)
                for pump in (*target.ancestors_with_self, self._app.screen):
                    await _drain(pump)
                while self._is_busy():  # noqa: ASYNC110 - what ends it is a thread
                    await asyncio.sleep(_POLL_INTERVAL)
                await _drain(self._app.screen)


async def _drain(pump: MessagePump) -> None:
    """Wait until ``pump`` is done with all that it has been sent so far."""
    done = asyncio.Event()
    if pump.call_later(done.set):
        await done.wait()
