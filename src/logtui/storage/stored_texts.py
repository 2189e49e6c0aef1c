"""Texts that are typed and not saved yet, kept through a crash."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from pathlib import Path

from logtui.errors import StorageError, error_reason
from logtui.storage.files import digest, read_file, try_remove, write_atomically
from logtui.storage.state import LogState, make_private_folder


@dataclass(frozen=True, slots=True)
class StoredText:
    """A text that was typed and not saved.

    Attributes:
        name: What it belongs to, such as a dialog and an entry.
        text: The text.
        time: When it was stored, in seconds since 1970.
    """

    name: str
    text: str
    time: float


def drafts_folder(log: Path) -> Path:
    """Return the folder of the log's stored texts, made where that is possible."""
    state = LogState.of(log)
    with contextlib.suppress(OSError):
        state.make()
        make_private_folder(state.drafts)
    return state.drafts


def store_text(log: Path, name: str, text: str) -> None:
    """Store ``text`` under ``name`` for the log, in place of an earlier one.

    Raises:
        StorageError: The state directory cannot be written.
    """
    import json

    state = LogState.of(log)
    body = json.dumps({"name": name, "text": text}).encode("ascii")
    try:
        state.make()
        make_private_folder(state.drafts)
        write_atomically(_text_file(state, name), body)
    except OSError as error:
        raise StorageError(
            f"the draft is not kept: {state.drafts}: {error_reason(error)}"
        ) from error


def stored_text(log: Path, name: str) -> StoredText | None:
    """Return the text stored under ``name`` for the log; None without one."""
    return _read_text(_text_file(LogState.of(log), name))


def all_stored_texts(log: Path) -> list[StoredText]:
    """Return all stored texts of the log, the newest first."""
    folder = LogState.of(log).drafts
    try:
        files = [file for file in folder.iterdir() if file.suffix == ".json"]
    except OSError:
        return []
    texts = filter(None, map(_read_text, files))
    return sorted(texts, key=lambda text: text.time, reverse=True)


def delete_stored_text(log: Path, name: str) -> None:
    """Delete the text stored under ``name`` for the log, if there is one."""
    try_remove(_text_file(LogState.of(log), name))


def _text_file(state: LogState, name: str) -> Path:
    return state.drafts / f"{digest(name.encode('utf-8', 'surrogatepass'))}.json"


def _read_text(file: Path) -> StoredText | None:
    """Return the stored text in ``file``; None where it cannot be read."""
    import json

    try:
        fields = json.loads(read_file(file))
        return StoredText(fields["name"], fields["text"], file.stat().st_mtime)
    except (OSError, ValueError, KeyError, TypeError):
        return None
