"""Messages that are over: they go, so that they do not cover what the user needs next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.tui.textual_private import remove_notifications, shown_notifications

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import App
    from textual.notifications import Notification


def dismiss_toasts(
    app: App[None], should_dismiss: Callable[[Notification], bool]
) -> list[Notification]:
    """Take those messages off the screen of which ``should_dismiss`` says so; return them."""
    dismissed = [message for message in shown_notifications(app) if should_dismiss(message)]
    if dismissed:
        remove_notifications(app, dismissed)
    return dismissed


def restore_toasts(app: App[None], messages: list[Notification]) -> None:
    """Show messages once more that were taken away before anybody could read them."""
    for message in messages:
        app.notify(
            message.message,
            title=message.title,
            severity=message.severity,
            timeout=message.timeout,
            markup=message.markup,
        )
