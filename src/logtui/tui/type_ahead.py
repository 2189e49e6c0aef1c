"""Keys, pastes and mouse events that come faster than they are handled."""

from __future__ import annotations

import asyncio
from collections import deque
from typing import TYPE_CHECKING

from textual.errors import NoWidget
from textual.events import MouseEvent, MouseMove

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from textual.app import App
    from textual.dom import DOMNode
    from textual.events import InputEvent, Paste
    from textual.message_pump import MessagePump

_MAX_WAIT = 2.0
"""Seconds after which an event is handed on although the one before may still be at work. They
pass only as fast as the event loop turns: a busy machine does not use them up."""


_POLL_INTERVAL = 0.002
"""Seconds between two looks at whether something is still to be shown."""

_MESSAGES = 5
"""Messages in a row that an event may cause, each sent by who gets the one before: Enter in a field
submits it, its parent says that the query is kept, the screen moves the focus, the field says that
it has lost it, and what it belongs to looks at its value."""


class TypeAhead:
    """Hands out what the user types, pastes and clicks: in its order, each after the last's effect.

    Textual sends each key to the widget that has the focus at that moment, and looks for its
    binding only when nobody there wanted it. Of keys that come in one burst (a slow line, a macro,
    a busy machine) the later ones overtake those that move the focus: in ``/raft``, ``r`` would
    reload the log.

    The order is the one of arrival at the app, and one queue keeps it: only its head is handed out,
    and directly, in the task of the app. Were it posted to the app once more, it would land after
    all that the app has received and not looked at yet; while a slow handler keeps it there, more
    is handed out or put into the queue, and a key that comes back late has lost its place.
    """

    def __init__(
        self,
        app: App[None],
        hand_on: Callable[[InputEvent | Paste], Awaitable[None]],
        is_busy: Callable[[], bool],
    ) -> None:
        """Make the queue of ``app``.

        Args:
            app: The app.
            hand_on: Does with an event what Textual does; called in the task of the app.
            is_busy: Tells whether something that an event has begun has still to be shown.
        """
        self._app = app
        self._hand_on = hand_on
        self._is_busy = is_busy
        self._queue: deque[InputEvent | Paste] = deque()
        self._recipient: DOMNode = app
        self._handing_out: asyncio.Task[None] | None = None
        self._settling: asyncio.Task[None] | None = None

    async def take(self, event: InputEvent | Paste) -> None:
        """Hand on ``event``, at once where nothing is before it, else when its turn comes."""
        if self._queue and isinstance(event, MouseMove) and isinstance(self._queue[-1], MouseMove):
            self._queue.pop()  # where the mouse was on its way matters to nobody
        self._queue.append(event)
        if self._handing_out is None or self._handing_out.done():
            await self._hand_on_first()
            self._handing_out = asyncio.create_task(self._hand_out_queue(), name="type-ahead")

    async def _hand_on_first(self) -> None:
        event = self._queue.popleft()
        self._recipient = self._app.focused or self._app.screen
        if isinstance(event, MouseEvent):
            try:
                self._recipient, _ = self._app.get_widget_at(*event.screen_offset)
            except NoWidget:
                self._recipient = self._app.screen
        await self._hand_on(event)

    async def _hand_out_queue(self) -> None:
        """Hand out what waits until nothing does, after what was handed on already."""
        await self._wait()
        while self._queue and self._app.call_later(self._hand_on_first):
            await _drain(self._app)
            await self._wait()

    async def _wait(self) -> None:
        """Wait until the last event has had its effect, but not twice for the same that hangs."""
        if self._settling is not None and not self._settling.done():
            return
        self._settling = asyncio.create_task(self._wait_for_effect(), name="settling")
        for _ in range(round(_MAX_WAIT / _POLL_INTERVAL)):
            await asyncio.wait((self._settling,), timeout=_POLL_INTERVAL)
            if self._settling.done():
                break

    async def _wait_for_effect(self) -> None:
        """Return when the last event has had its effect, and what it asked for in a thread, too."""
        await self._follow_messages()
        if self._is_busy():
            while self._is_busy():  # noqa: ASYNC110 - what ends it is a thread
                await asyncio.sleep(_POLL_INTERVAL)
            await self._follow_messages()

    async def _follow_messages(self) -> None:
        """Return when the last event and the messages that it caused are handled.

        The event goes from the app to its recipient and up to the app again. Its binding may send
        another message that way, and who gets that yet another one, perhaps into a new screen. When
        nobody there has a message left, one more round waits for who may still handle its last. A
        busy machine always has some, such as those of timers, which are not waited for.
        """
        quiet = 0
        for _ in range(_MESSAGES):
            pumps = self._recipient.ancestors_with_self
            for screen in self._app.screen_stack[-1:]:
                pumps += (screen.focused or screen).ancestors_with_self
            pumps = list(dict.fromkeys(pumps))
            for pump in pumps:
                await _drain(pump)
            quiet = 0 if any(pump.message_queue_size for pump in pumps) else quiet + 1
            if quiet > 1:
                return


async def _drain(pump: MessagePump) -> None:
    """Wait until ``pump`` is done with all that it has been sent so far, unless it has ended."""
    done = asyncio.Event()
    if pump.call_later(done.set):
        await done.wait()
