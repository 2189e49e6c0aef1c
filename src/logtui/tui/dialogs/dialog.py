"""What all dialogs have in common: a frame in the middle, a title above it and the keys below."""

from __future__ import annotations

import asyncio
import time
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual import events
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from logtui.tui.bindings import key_display
from logtui.tui.terminal import is_too_small, too_small_message
from logtui.tui.textual_private import remove_notifications, shown_notifications

if TYPE_CHECKING:
    from textual.app import App, ComposeResult
    from textual.notifications import Notification
    from textual.screen import Screen


DialogResult = TypeVar("DialogResult")
"""What a dialog closes with."""


class Dialog(ModalScreen[DialogResult]):
    """A framed screen above the others, which stay visible around it.

    Subclasses fill the frame and set what of its size is their own. One that asks before
    something is lost has the class ``-warning``.

    What was said before it was made goes when it opens: messages would cover its keys.
    """

    is_opened_by_key: ClassVar[bool] = True
    """Whether a key opens it; else warnings and errors, which nobody may have read, come back."""

    DEFAULT_CSS = """
    Dialog {
        align: center middle;
        background: transparent;
        #frame {
            width: 100;
            max-width: 96%;
            height: auto;
            max-height: 90%;
            padding: 0 2;
            background: $background;
            border: round $text-primary;
            border-title-color: $text-primary;
            border-title-style: bold;
            border-subtitle-color: $text-muted;
        }
        /* Below the top bar; the frame moves down. */
        ToastRack { dock: top; margin: 1 0 0 0; }
        &.-warning #frame { border: round $text-warning; border-title-color: $text-warning; }
    }
    """

    def __init__(self) -> None:
        super().__init__()
        self._created_at = time.time()
        self._unread: list[Notification] = []

    async def on_event(self, event: events.Event) -> None:
        """Handle ``event``, unless it is about widgets that are missing as the app is quitting."""
        if self.children or not isinstance(event, (events.Mount, events.Resize)):
            await super().on_event(event)

    def on_mount(self) -> None:
        """Take earlier messages off the screen."""
        messages = shown_notifications(self.app)
        earlier = [message for message in messages if message.raised_at < self._created_at]
        remove_notifications(self.app, earlier)
        if not self.is_opened_by_key:
            self._unread = [message for message in earlier if message.severity != "information"]

    def on_unmount(self) -> None:
        """Show again what could not be read because of it."""
        for message in self._unread:
            self.app.notify(
                message.message,
                title=message.title,
                severity=message.severity,
                timeout=message.timeout,
                markup=message.markup,
            )

    def on_resize(self, event: events.Resize) -> None:
        """Where there is too little room, let nobody press keys whose effect is not seen."""
        if self.is_active and is_too_small(event.size):
            self.app.push_screen(TooSmallScreen())

    def make_frame(self, heading: str, keys: str) -> Vertical:
        """Return the frame, to be filled.

        Args:
            heading: What the dialog is called or asks; safe to show.
            keys: The keys with what they do, until ``say_keys`` shows others.
        """
        frame = Vertical(id="frame")
        frame.border_title = Content(heading)
        frame.border_subtitle = Content(keys)
        return frame

    def keep_typed(self) -> None:
        """Hand in what is typed at this moment, to be kept; in most dialogs nothing is."""

    def key_display(self, name: str, best: str = "") -> str:
        """Return what the key of a binding is called; the arguments as for the function."""
        return key_display(self.app, name, best)

    def show_keys(self, keys: str) -> None:
        """Show other keys below the frame."""
        self.query_one("#frame").border_subtitle = Content(keys)


async def answer_to(app: App[Any], dialog: Screen[DialogResult]) -> DialogResult | None:
    """Show ``dialog`` and return what it closes with; only a worker can wait for that.

    ``App.push_screen_wait`` calls in the worker what the app has still to do, too. Where that is
    the end of all screens, it would be cancelled together with the worker.
    """
    # A future that is cancelled with the worker could not be given an answer any more.
    return await asyncio.shield(app.push_screen(dialog, wait_for_dismiss=True))


class TooSmallScreen(ModalScreen[None]):
    """Says what the terminal lacks, and lets no key through to what nobody sees.

    It goes by itself when there is room again.
    """

    DEFAULT_CSS = """
    TooSmallScreen {
        background: $background;
        Static { padding: 1 2; }
    }
    """
    DEFAULT_CLASSES = "-too-small"

    def compose(self) -> ComposeResult:
        """Yield the words."""
        yield Static(too_small_message(self.app, "app.quit_anywhere"), markup=False)

    def on_resize(self, event: events.Resize) -> None:
        """Give way where there is room."""
        if self.is_active and not is_too_small(event.size):
            self.dismiss()
