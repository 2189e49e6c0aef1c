"""Making a new log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.storage.backup import Saved
from logtui.storage.changes import Change
from logtui.storage.errors import StorageError, reason
from logtui.storage.exchange import sync_folder
from logtui.storage.files import write_new
from logtui.storage.logfile import read

if TYPE_CHECKING:
    from pathlib import Path

    from logtui.storage.backup import Revision


def create(path: Path, revision: Revision) -> Saved:
    """Make the log ``path`` with the content of ``revision``; its mode follows the user's mask.

    Raises:
        StorageError: There is something at ``path`` already, or it cannot be made.
    """
    try:
        write_new(path, revision.data, mode=0o666)
        sync_folder(path.parent)
    except FileExistsError as error:
        raise StorageError(f"{path} exists already; open it, or choose another name") from error
    except FileNotFoundError as error:
        raise StorageError(f"{path.parent} does not exist; make that folder first") from error
    except OSError as error:
        raise StorageError(f"{path} cannot be made: {reason(error)}") from error
    _, snapshot = read(path)
    return Saved(snapshot, revision, Change.between(b"", revision.data))
