"""How keys are spelled: as people write them, and as Textual calls them."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from logtui.key_table import KEYS_BY_ID, can_overlap, effective_keys

if TYPE_CHECKING:
    from logtui.keys import Key


_MOVING_KEYS = frozenset({"up", "down", "pageup", "pagedown", "enter", "tab"})
_LINE_KEYS = frozenset({"space", "backspace", "delete", "left", "right", "home", "end"})
_EDITING_KEYS = _LINE_KEYS | {f"ctrl+{letter}" for letter in "adefkuvwxyz"}
_NAMED_KEYS = (
    _MOVING_KEYS | _LINE_KEYS | {"insert", "escape"} | {f"f{number}" for number in range(1, 25)}
)
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
_TEXTUAL_NAMES = {
    "solidus": "slash",
    "reverse_solidus": "backslash",
    "commercial_at": "at",
    "hyphen_minus": "minus",
    "plus_sign": "plus",
    "low_line": "underscore",
}

# Keys that no binding can have, and why.
_UNBINDABLE_KEYS = {
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
    return _TEXTUAL_NAMES.get(name, name)


_PUNCTUATION_KEYS = {key_name(chr(code)): chr(code) for code in range(0x21, 0x7F)}


def is_character(key: str) -> bool:
    """Tell whether ``key``, in Textual's spelling, types a character into a field."""
    return len(key) == 1 or key == "space" or key in _PUNCTUATION_KEYS


def spell_key(key: str) -> str:
    """Return a key as people write it: ``/`` for ``slash``; a comma keeps its name."""
    *modifiers, last = key.split("+")
    character = _PUNCTUATION_KEYS.get(last, last)
    return "+".join([*modifiers, last if character in {",", "+"} else character])


def parse_key(word: str) -> str:
    """Return what Textual calls the key that is written ``word``; empty where it is not a key.

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
        if last not in _NAMED_KEYS and last not in _PUNCTUATION_KEYS:
            return ""
    ordered = [modifier for modifier in _MODIFIERS if modifier in modifiers]
    return "+".join([*ordered, last]) if last else ""


def parse_keys(value: object, binding: Key) -> str:
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
        raise ValueError('must be text, like "f" or "slash, ctrl+f"')
    if not words:
        raise ValueError("must name at least one key")
    keys = []
    for word in map(str.strip, words):
        key = parse_key(word)
        if not key:
            raise ValueError(
                f'"{word[:40]}" is not a key; write it like f, G, /, f5, pagedown, ctrl+f or alt+up'
            )
        if reason := _UNBINDABLE_KEYS.get(key):
            raise ValueError(f'"{word}" cannot be used, {reason}')
        if key == "tab" and binding.context != "search":
            raise ValueError(f'"{word}" cannot be used, it leads to the next pane')
        if binding.is_active_while_typing and (
            key in _EDITING_KEYS or len(key) == 1 or key in _PUNCTUATION_KEYS
        ):
            raise ValueError(f'"{word}" is needed for typing there; take one like ctrl+f or f5')
        if binding.context in {"form", "raw"} and key in _MOVING_KEYS:
            raise ValueError(f'"{word}" is needed inside the form; take one like ctrl+f or f5')
        keys.append(key)
    return ",".join(dict.fromkeys(keys))


def without_clashes(configured: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return what can be used of ``configured``, and why the rest cannot.

    Two bindings clash when they have a key in common and can be active at the same time, unless
    they have it by default (Esc clears the search while it is typed and goes a step back
    elsewhere). Of two that clash the later one of the file keeps its default. That may make it
    clash with a third, so the rest is looked at again; or free a key that another was refused for,
    which then gets it.

    Args:
        configured: Binding ids to keys, in the order of the file.

    Returns:
        The keys that clash with nothing and differ from the default; and for each id left out
        what is wrong, which names the binding that has the key in the end.
    """
    accepted = dict(configured)
    while True:
        in_force = effective_keys(accepted)
        clashing = [name for name in accepted if any(_clashes(in_force, name))]
        if not clashing:
            break
        del accepted[clashing[-1]]
    refused = [name for name in configured if name not in accepted]
    while name := next(
        (name for name in refused if not _ordered_clashes(configured, accepted, name)), None
    ):
        accepted[name] = configured[name]
        refused.remove(name)
    problems = {}
    for name in refused:
        key, other = _ordered_clashes(configured, accepted, name)[0]
        problems[name] = (
            f'keys of "{name}": {spell_key(key)} is the key of "{other.id}" ({other.description})'
            " already; choose another, or give that one another"
        )
    changed = {name: keys for name, keys in accepted.items() if keys != KEYS_BY_ID[name].keys}
    return changed, problems


def _ordered_clashes(
    configured: Mapping[str, str], accepted: Mapping[str, str], name: str
) -> list[tuple[str, Key]]:
    """Return what the keys ``configured`` for ``name`` clash with where ``accepted`` are in force.

    What stands later in the file comes last: it has the key only as ``name`` cannot have it.
    """
    in_force = effective_keys({**accepted, name: configured[name]})
    line_order = {other: number for number, other in enumerate(configured)}
    return sorted(
        _clashes(in_force, name),
        key=lambda clash: line_order.get(clash[1].id, -1) > line_order[name],
    )


def _clashes(in_force: Mapping[str, tuple[str, ...]], name: str) -> Iterator[tuple[str, Key]]:
    """Yield each key of ``name`` that clashes, and the binding that it clashes with."""
    binding = KEYS_BY_ID[name]
    for key in in_force[name]:
        for other in (KEYS_BY_ID[other] for other, keys in in_force.items() if key in keys):
            by_default = all(key in one.keys.split(",") for one in (binding, other))
            if other is not binding and can_overlap(binding, other) and not by_default:
                yield key, other
