"""Texts that are typed and not saved yet, kept through a crash."""

from __future__ import annotations

import contextlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from logtui.storage.errors import StorageError, reason
from logtui.storage.files import digest, opened, read_all, remove, replace
from logtui.storage.state import LogState, make_folder

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Draft:
    """A text that was typed and not saved.

    Attributes:
        name: What it is for, such as the dialog and the entry.
        text: The text.
        time: When it was kept, in seconds since 1970.
    """

    name: str
    text: str
    time: float


def drafts_folder(log: Path) -> Path:
    """Return the folder of the log's drafts; it is made where that is possible."""
    state = LogState.of(log)
    with contextlib.suppress(OSError):
        state.make()
        make_folder(state.drafts)
    return state.drafts


def keep_draft(log: Path, name: str, text: str) -> None:
    """Keep ``text`` as the draft ``name`` of the log; it replaces the one before.

    Raises:
        StorageError: The state directory cannot be written.
    """
    import json

    state = LogState.of(log)
    body = json.dumps({"name": name, "text": text}).encode("ascii")
    try:
        state.make()
        make_folder(state.drafts)
        replace(_file(state, name), body)
    except OSError as error:
        raise StorageError(f"the draft is not kept: {state.drafts}: {reason(error)}") from error


def draft(log: Path, name: str) -> Draft | None:
    """Return the draft ``name`` of the log; None where there is none."""
    return _read(_file(LogState.of(log), name))


def drafts(log: Path) -> list[Draft]:
    """Return all drafts of the log, the newest first."""
    folder = LogState.of(log).drafts
    try:
        files = [file for file in folder.iterdir() if file.suffix == ".json"]
    except OSError:
        return []
    found = filter(None, map(_read, files))
    return sorted(found, key=lambda kept: kept.time, reverse=True)


def drop_draft(log: Path, name: str) -> None:
    """Forget the draft ``name`` of the log, where there is one."""
    remove(_file(LogState.of(log), name))


def _file(state: LogState, name: str) -> Path:
    return state.drafts / f"{digest(name.encode('utf-8', 'surrogatepass'))}.json"


def _read(file: Path) -> Draft | None:
    """Return the draft in ``file``; None where it cannot be read."""
    import json

    try:
        with opened(file, os.O_RDONLY) as descriptor:
            fields = json.loads(read_all(descriptor))
            return Draft(fields["name"], fields["text"], os.fstat(descriptor).st_mtime)
    except (OSError, ValueError, KeyError, TypeError):
        return None
