"""Keys that would do two things at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.config.key_names import spelled
from logtui.keys import BY_ID, keys_of, meet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from logtui.keys import Key


def settled(configured: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return what can be used of ``configured``, and why the rest cannot.

    Two bindings clash when they have a key in common and count at the same time, unless they are
    delivered so (Esc clears the search while it is typed and goes a step back elsewhere). Of two
    that clash the later one of the file stays as delivered. That may make it clash with a third,
    so the rest is looked at again; or free a key that another was refused for, which then gets it.

    Args:
        configured: Binding ids to keys, in the order of the file.

    Returns:
        The keys that clash with nothing and differ from those delivered; and for each id left
        out what is wrong, a sentence that names the binding which has the key in the end.
    """
    kept = dict(configured)
    while name := _last_clash(kept):
        del kept[name]
    refused = [name for name in configured if name not in kept]
    while name := next((name for name in refused if not _holders(configured, kept, name)), None):
        kept[name] = configured[name]
        refused.remove(name)
    left_out = {name: _said(name, *_holders(configured, kept, name)[0]) for name in refused}
    changed = {name: keys for name, keys in kept.items() if keys != BY_ID[name].keys}
    return changed, left_out


def _last_clash(kept: Mapping[str, str]) -> str | None:
    """Return the last binding of ``kept`` that clashes."""
    in_force = keys_of(kept)
    return next((name for name in reversed([*kept]) if any(_clashes(in_force, name))), None)


def _holders(
    configured: Mapping[str, str], kept: Mapping[str, str], name: str
) -> list[tuple[str, Key]]:
    """Return what the keys ``configured`` for ``name`` clash with where ``kept`` are in force.

    What stands later in the file comes last: it has the key only as ``name`` cannot have it.
    """
    in_force = keys_of({**kept, name: configured[name]})
    places = {other: place for place, other in enumerate(configured)}
    found = _clashes(in_force, name)
    return sorted(found, key=lambda clash: places.get(clash[1].id, -1) > places[name])


def _clashes(in_force: Mapping[str, tuple[str, ...]], name: str) -> Iterator[tuple[str, Key]]:
    """Yield each key of ``name`` that clashes, and the binding that it clashes with."""
    for key in in_force[name]:
        for other, keys in in_force.items():
            if other != name and key in keys and _clash(key, BY_ID[name], BY_ID[other]):
                yield key, BY_ID[other]


def _clash(key: str, first: Key, second: Key) -> bool:
    delivered = all(key in binding.keys.split(",") for binding in (first, second))
    return meet(first, second) and not delivered


def _said(name: str, key: str, other: Key) -> str:
    taken = f'{spelled(key)} is the key of "{other.id}" ({other.description}) already'
    return f'keys of "{name}": {taken}; choose another, or give that one another'
