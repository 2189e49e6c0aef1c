"""Textual's bindings, made from the table of keys, and what a key is called on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.binding import Binding

from logtui.keys import CONTEXTS, PANE_CONTEXTS, PANE_KEYS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import App
    from textual.binding import BindingType
    from textual.dom import DOMNode
    from textual.screen import Screen

    from logtui.keys import Key


def bindings(context: str, *names: str) -> list[BindingType]:
    """Return the bindings that count in ``context``, one of ``keys.CONTEXTS``.

    Args:
        context: Where they count.
        names: The ids without the context of those that are wanted; left out, all of them.
    """
    wanted = {f"{context}.{name}" for name in names}
    table: Sequence[Key] = PANE_KEYS
    if context not in PANE_CONTEXTS:
        from logtui.key_table import KEYS

        table = KEYS
    keys = [key for key in table if key.context == context and (not names or key.id in wanted)]
    return [
        Binding(
            key.keys,
            key.action,
            key.label,
            show=False,
            key_display=key.display,
            priority=key.has_priority,
            id=key.id,
        )
        for key in keys
    ]


def key_display(app: App[None], binding_id: str, preferred: str = "") -> str:
    """Return what a key of the binding ``binding_id`` is called, such as ``^s`` or ``esc``.

    May be called from any thread.

    Args:
        app: Knows the keys that the user has changed.
        binding_id: One of ``key_table.KEYS_BY_ID``.
        preferred: The key to name, in Textual's spelling, where it is among several; left out, the
            first one.
    """
    from logtui.key_table import KEYS_BY_ID
    from logtui.tui.textual_private import configured_keys

    keys = (configured_keys(app, binding_id) or KEYS_BY_ID[binding_id].keys).split(",")
    key = preferred if preferred in keys else keys[0]
    return key if key == "enter" else app.get_key_display(Binding(key, "", ""))


def key_contexts(screen: Screen[object]) -> list[str]:
    """Return where the user is, one of ``keys.CONTEXTS``, and those around it.

    That is the focused widget, else the screen.
    """
    node: DOMNode | None = screen.focused or screen
    places = []
    while node is not None:
        bindings = vars(type(node)).get("BINDINGS", ())
        ids = (binding.id for binding in bindings if isinstance(binding, Binding) and binding.id)
        places.append(next(ids, "").partition(".")[0])
        node = node.parent
    here = next((place for place in places if place in CONTEXTS), "screen")
    return [here, *(place for place in CONTEXTS[here] if place in places)]
