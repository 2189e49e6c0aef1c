"""What Textual keeps to itself and this program needs; a new version of Textual may change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets._toast import ToastRack

if TYPE_CHECKING:
    from collections.abc import Collection

    from textual.app import App
    from textual.notifications import Notification
    from textual.widgets import Input


def shown_notifications(app: App[None]) -> list[Notification]:
    """Return the messages that ``app`` shows, the oldest first."""
    return list(app._notifications)  # noqa: SLF001 - Textual names them nowhere else


def remove_notifications(app: App[None], notifications: Collection[Notification]) -> None:
    """Take ``notifications`` off all screens of ``app``; the others stay."""
    if not notifications:
        return
    shown = app._notifications  # noqa: SLF001 - Textual itself only clears all of them
    for notification in notifications:
        del shown[notification]
    for screen in app.screen_stack:
        for rack in screen.query(ToastRack):
            app.call_later(rack.show, shown)


def configured_keys(app: App[None], binding_id: str) -> str | None:
    """Return the keys that ``set_keymap`` gave a binding, by commas; None where it gave none."""
    return app._keymap.get(binding_id)  # noqa: SLF001 - Textual gives them back nowhere


def suggestion(field: Input) -> str:
    """Return what ``field`` shows after the cursor, to be taken; empty where it shows nothing."""
    return field._suggestion  # noqa: SLF001 - a suggester alone can set it in public


def suggest(field: Input, text: str) -> None:
    """Have ``field`` show ``text`` after its cursor; a suggester would come a key too late."""
    field._suggestion = text  # noqa: SLF001 - as above
