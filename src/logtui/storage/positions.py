"""Where a reader was in a log when it was last closed."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from logtui.storage.files import opened, read_all, replace
from logtui.storage.state import LogState

if TYPE_CHECKING:
    from pathlib import Path


class Position(NamedTuple):
    """A place in a log that is found again when the log has changed.

    Attributes:
        scope: The dates that were shown: ``()`` all, ``(2024,)``, ``(2024, 9)`` and so on.
        entry: The lines of the selected entry; None where there was none.
    """

    scope: tuple[int | str, ...]
    entry: str | None


def keep_position(log: Path, position: Position) -> None:
    """Remember ``position`` for the log.

    Raises:
        OSError: The state directory cannot be written.
    """
    import json

    state = LogState.of(log)
    state.make()
    replace(state.position, json.dumps(position._asdict()).encode("ascii"))


def position(log: Path) -> Position | None:
    """Return where the reader was; None where the log was never closed, or nobody can tell."""
    import json

    try:
        with opened(LogState.of(log).position, os.O_RDONLY) as descriptor:
            fields = json.loads(read_all(descriptor))
        scope, entry = fields["scope"], fields["entry"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if not isinstance(scope, list) or not isinstance(entry, str | None):
        return None
    return Position(tuple(part for part in scope if isinstance(part, int | str)), entry)
