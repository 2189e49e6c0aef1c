"""A TOML text as a list of what it sets, each with its line, which tomllib does not tell."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator


class Statement(NamedTuple):
    """One value that a text sets.

    Attributes:
        name: The path of its key, joined by dots; quotes around parts make no difference.
        value: What tomllib reads.
        line: The line where its statement begins, 1-based.
    """

    name: str
    value: Any
    line: int


def statements(text: str, names: Collection[str]) -> Iterator[Statement]:
    """Yield what ``text`` sets, in its order.

    A statement ends with its line unless a bracket or a long string is open, and then the lines
    up to there are no TOML by themselves. So each is the shortest run of lines that tomllib reads.

    Args:
        text: Valid TOML with line feeds as line ends.
        names: Settings whose value is taken as it is, even a table.
    """
    table: tuple[str, ...] = ()
    first, run = 1, ""
    for number, line in enumerate(text.split("\n"), 1):
        if not run:
            first = number
            if line.lstrip().startswith("#") or not line.strip():
                continue
        run += line + "\n"
        try:
            content = tomllib.loads(run)
        except tomllib.TOMLDecodeError:
            continue
        if run.lstrip().startswith("["):
            table = _header(content)
            run = ""
            continue
        run = ""
        for path, value in _leaves(content, table, names):
            yield Statement(".".join(path), value, first)


def _header(content: dict[str, Any]) -> tuple[str, ...]:
    """Return the path of the table whose header was read as ``content``."""
    path: tuple[str, ...] = ()
    table: Any = content
    while table:
        ((name, inner),) = table.items()
        path += (name,)
        table = inner[0] if isinstance(inner, list) else inner
    return path


def _leaves(
    content: dict[str, Any], above: tuple[str, ...], names: Collection[str]
) -> Iterator[tuple[tuple[str, ...], Any]]:
    for name, value in content.items():
        path = (*above, name)
        if isinstance(value, dict) and value and ".".join(path) not in names:
            yield from _leaves(value, path, names)
        else:
            yield path, value
