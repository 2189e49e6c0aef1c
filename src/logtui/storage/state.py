"""Where logtui keeps what it remembers about each log: in the user's state directory."""

from __future__ import annotations

import datetime
import os
import time
from dataclasses import dataclass
from pathlib import Path

from logtui.storage.digests import digest
from logtui.storage.files import opened, read_all, remove, write_new

_NS = 10**9


def state_root() -> Path:
    """Return the state directory, ``$XDG_STATE_HOME/logtui`` where that variable is set."""
    chosen = Path(os.environ.get("XDG_STATE_HOME", ""))
    if chosen.is_absolute():
        return chosen / "logtui"
    from platformdirs import user_state_path

    return user_state_path("logtui", appauthor=False)


@dataclass(frozen=True, slots=True)
class LogState:
    """The folder that belongs to one log.

    Attributes:
        folder: Its absolute path; it need not exist.
    """

    folder: Path

    @classmethod
    def of(cls, log: Path) -> LogState:
        """Return the state of the log at ``log``, which is named by its resolved path."""
        return cls(state_root() / digest(os.fsencode(os.path.realpath(log))))

    @property
    def lock(self) -> Path:
        """The file whose lock lets one process save at a time."""
        return self.folder / "lock"

    @property
    def journal(self) -> Path:
        """The file that lists the writes to the log."""
        return self.folder / "journal"

    @property
    def versions(self) -> Path:
        """The folder of the log's earlier contents."""
        return self.folder / "versions"

    @property
    def drafts(self) -> Path:
        """The folder of texts that are typed and not saved."""
        return self.folder / "drafts"

    @property
    def position(self) -> Path:
        """The file that says where the reader was."""
        return self.folder / "position.json"

    @property
    def rescued(self) -> Path:
        """The folder of files found beside the log that an interrupted save left there."""
        return self.folder / "rescued"

    def make(self) -> None:
        """Make the folder, for this user's eyes only.

        Raises:
            OSError: That is impossible.
        """
        make_folder(self.folder.parent)
        make_folder(self.folder)

    def rescue(self, stray: Path) -> Path:
        """Move the file ``stray`` here, also across file systems, and return where it is.

        Raises:
            OSError: It cannot be moved and stays.
        """
        self.make()
        make_folder(self.rescued)
        now = time.time_ns()
        moment = datetime.datetime.fromtimestamp(now // _NS)  # noqa: DTZ006 - local
        # To the nanosecond: what was rescued before must not be replaced.
        kept = self.rescued / f"{moment:%Y-%m-%d-%H%M%S}.{now % _NS:09d}-{stray.name}"
        try:
            stray.rename(kept)
        except OSError:
            with opened(stray, os.O_RDONLY) as descriptor:
                write_new(kept, read_all(descriptor))
            remove(stray)
        return kept


def make_folder(folder: Path) -> None:
    """Make ``folder``, for this user's eyes only, where it does not exist.

    Raises:
        OSError: That is impossible.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
