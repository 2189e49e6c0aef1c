"""What the keys in force are called where the screen names them: in hints, titles and messages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

from logtui.keys import KEYS_BY_ID

if TYPE_CHECKING:
    from textual.app import App


def key_display(app: App[None], name: str, best: str = "") -> str:
    """Return what a key of the binding called ``name`` is called, such as ``^s`` or ``esc``.

    May be called from any thread.

    Args:
        app: Knows the keys that the user has changed.
        name: The id of the binding, one of ``keys.BY_ID``.
        best: The key to name, in Textual's spelling, where it is among several; left out, the
            first one.
    """
    # Textual gives back nowhere what ``set_keymap`` was given.
    keys = app._keymap.get(name, KEYS_BY_ID[name].keys).split(",")  # noqa: SLF001
    key = best if best in keys else keys[0]
    return key if key == "enter" else app.get_key_display(Binding(key, "", ""))
