"""Keys that would do two things at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.config.key_names import spelled
from logtui.keys import BY_ID, keys_of, meet

if TYPE_CHECKING:
    from collections.abc import Mapping

    from logtui.keys import Key


def settled(configured: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return what can be used of ``configured``, and why the rest cannot.

    Two bindings clash when they have a key in common and count at the same time, unless they are
    delivered so (Esc clears the search while it is typed and goes a step back elsewhere). Of two
    that clash the later one of the file stays as delivered. That may make it clash with a third,
    so the rest is looked at again.

    Args:
        configured: Binding ids to keys, in the order of the file.

    Returns:
        The keys that clash with nothing and differ from those delivered; and for each id left
        out what is wrong, a sentence.
    """
    kept, left_out = dict(configured), dict[str, str]()
    while clash := _last_clash(kept):
        name, message = clash
        del kept[name]
        left_out[name] = message
    changed = {name: keys for name, keys in kept.items() if keys != BY_ID[name].keys}
    return changed, left_out


def _last_clash(configured: Mapping[str, str]) -> tuple[str, str] | None:
    """Return the last binding of ``configured`` that clashes, and with what."""
    in_force = keys_of(configured)
    users: dict[str, list[str]] = {}
    for name, keys in in_force.items():
        for key in keys:
            users.setdefault(key, []).append(name)
    for name in reversed([*configured]):
        for key in in_force[name]:
            for other in users[key]:
                if other != name and _clash(key, BY_ID[name], BY_ID[other]):
                    return name, _said(key, name, BY_ID[other])
    return None


def _clash(key: str, first: Key, second: Key) -> bool:
    delivered = all(key in binding.keys.split(",") for binding in (first, second))
    return meet(first.place, second.place) and not delivered


def _said(key: str, name: str, other: Key) -> str:
    taken = f'{spelled(key)} is the key of "{other.id}" ({other.description}) already'
    return f'keys of "{name}": {taken}; choose another, or give that one another'
