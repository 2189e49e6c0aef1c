"""Messages that are over: they go, so that they do not cover what the user needs next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets._toast import ToastRack

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.notifications import Notification


def dismiss_toasts(app: App[None], over: Callable[[Notification], bool]) -> list[Notification]:
    """Take those messages off the screen of which ``over`` says so, and return them."""
    shown = app._notifications  # noqa: SLF001 - Textual only clears all of them
    found = [message for message in shown if over(message)]
    for message in found:
        del shown[message]
    if found:
        for screen in app.screen_stack:
            for rack in screen.query(ToastRack):
                app.call_later(rack.show, shown)
    return found


def restore_toasts(app: App[None], messages: list[Notification]) -> None:
    """Show messages once more that were taken away before anybody could read them."""
    for said in messages:
        app.notify(
            said.message,
            title=said.title,
            severity=said.severity,
            timeout=said.timeout,
            markup=said.markup,
        )


def replace_toast(app: App[None], earlier: str, words: str) -> None:
    """Show ``words``, safe to show, in the place of a message ``earlier``."""
    dismiss_toasts(app, lambda message: message.message == earlier)
    app.notify(words, markup=False)
