"""How keys are spelled: as people write them, and as Textual calls them."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

from logtui.keys import BY_ID, keys_of, meet

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from logtui.keys import Key


_MOVING = frozenset({"up", "down", "pageup", "pagedown", "enter", "tab"})
_IN_LINE = frozenset({"space", "backspace", "delete", "left", "right", "home", "end"})
_EDITING = _IN_LINE | {f"ctrl+{letter}" for letter in "adefkuvwxyz"}
_NAMED = _MOVING | _IN_LINE | {"insert", "escape"} | {f"f{number}" for number in range(1, 25)}
_MODIFIERS = ("ctrl", "alt", "shift", "super")
_ALIASES = {
    "esc": "escape",
    "return": "enter",
    "pgup": "pageup",
    "page_up": "pageup",
    "pgdn": "pagedown",
    "pgdown": "pagedown",
    "page_down": "pagedown",
    "del": "delete",
    "ins": "insert",
}
# Where Textual's name of a character is not its name in Unicode.
_OWN_NAMES = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}

# Keys that no binding can have, and why.
_NEVER = {
    "ctrl+h": "a terminal sends it for Backspace",
    "ctrl+i": "a terminal sends it for Tab",
    "ctrl+j": "a terminal sends it for Enter",
    "ctrl+m": "a terminal sends it for Enter",
    "ctrl+left_square_bracket": "a terminal sends it for Esc",
    "ctrl+c": "it copies what is selected",
    "shift+tab": "it leads to the pane before",
}


def key_name(character: str) -> str:
    """Return what Textual calls the key of one character; empty for one without a name."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, "").lower().replace("-", "_").replace(" ", "_")
    return _OWN_NAMES.get(name, name)


_PUNCTUATION = {key_name(chr(code)): chr(code) for code in range(0x21, 0x7F)}


def spelled(key: str) -> str:
    """Return a key as people write it: ``/`` for ``slash``; a comma keeps its name."""
    *modifiers, last = key.split("+")
    character = _PUNCTUATION.get(last, last)
    return "+".join([*modifiers, last if character in {",", "+"} else character])


def normal(word: str) -> str:
    """Return what Textual calls the key that is written ``word``; empty where it is none.

    ``/``, ``slash``, ``Ctrl+F``, ``PgUp``, ``G`` and ``shift+g`` are keys.
    """
    rest, plus = (word[:-1], "+") if word.endswith("+") else (word, "")
    if plus and rest and not rest.endswith("+"):
        return ""
    *modifiers, last = [*rest.split("+")[:-1], plus] if plus else rest.split("+")
    modifiers = [modifier.lower() for modifier in modifiers]
    if not set(modifiers) <= set(_MODIFIERS):
        return ""
    if len(last) == 1 and last.isprintable() and last != " ":
        if modifiers == ["shift"] and last.isalpha():
            return last.upper()
        last = key_name(last.lower() if modifiers else last)
    else:
        last = _ALIASES.get(last.lower(), last.lower())
        if last not in _NAMED and last not in _PUNCTUATION:
            return ""
    ordered = [modifier for modifier in _MODIFIERS if modifier in modifiers]
    return "+".join([*ordered, last]) if last else ""


def joined(value: object, binding: Key) -> str:
    """Return the keys that ``value`` gives a binding, as Textual takes them.

    Args:
        value: A text with keys between commas, or a list of texts with one key each.
        binding: The binding; where it counts, not every key can be used.

    Raises:
        ValueError: There is no key in it, or one that cannot be used there; the text says which.
    """
    if isinstance(value, str):
        words = ["comma"] if value.strip() == "," else value.split(",")
    elif isinstance(value, list) and all(isinstance(word, str) for word in value):
        words = value
    else:
        raise ValueError('must be a text, like "f" or "slash, ctrl+f"')
    keys = [_usable(word.strip(), binding) for word in words]
    if not keys:
        raise ValueError("must name at least one key")
    return ",".join(dict.fromkeys(keys))


def _usable(word: str, binding: Key) -> str:
    key = normal(word)
    if not key:
        raise ValueError(
            f'"{word[:40]}" is no key; write it like f, G, /, f5, pagedown, ctrl+f or alt+up'
        )
    if why := _NEVER.get(key):
        raise ValueError(f'"{word}" cannot be used, {why}')
    if key == "tab" and binding.place != "search":
        raise ValueError(f'"{word}" cannot be used, it leads to the next pane')
    if binding.meets_typing and (key in _EDITING or len(key) == 1 or key in _PUNCTUATION):
        raise ValueError(f'"{word}" is needed for typing there; take one like ctrl+f or f5')
    if binding.place in {"form", "raw"} and key in _MOVING:
        raise ValueError(f'"{word}" is needed inside the form; take one like ctrl+f or f5')
    return key


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
