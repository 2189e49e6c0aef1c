"""The state directory: what logtui keeps about each log."""

from __future__ import annotations

import datetime
import os
import time
from pathlib import Path
from typing import NamedTuple

from logtui.storage.files import digest, read_file, try_remove, write_atomically, write_new_file

NS_PER_SECOND = 10**9
"""Nanoseconds in a second, the unit of times that are kept."""


def state_root() -> Path:
    """Return the state directory, ``$XDG_STATE_HOME/logtui`` where that variable is set."""
    state_home = Path(os.environ.get("XDG_STATE_HOME", ""))
    if state_home.is_absolute():
        return state_home / "logtui"
    from platformdirs import user_state_path

    return user_state_path("logtui", appauthor=False)


class LogState(NamedTuple):
    """The folder that belongs to one log.

    Attributes:
        folder: Its absolute path; it need not exist.
    """

    folder: Path

    @classmethod
    def of(cls, log: Path) -> LogState:
        """Return the state of the log at ``log``; symbolic links are resolved."""
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
    def reviews(self) -> Path:
        """The file that says where the reviews of the log were left."""
        return self.folder / "reviews"

    @property
    def drafts(self) -> Path:
        """The folder of texts that are typed and not saved."""
        return self.folder / "drafts"

    @property
    def position(self) -> Path:
        """The file with the last position of the reader."""
        return self.folder / "position.json"

    @property
    def rescued(self) -> Path:
        """The folder of files moved here that were next to the log."""
        return self.folder / "rescued"

    def make(self) -> None:
        """Make the folder, for this user's eyes only.

        Raises:
            OSError: That is impossible.
        """
        make_private_folder(self.folder.parent)
        make_private_folder(self.folder)

    def rescue(self, stray: Path) -> Path:
        """Move the file ``stray`` here, also across file systems, and return its new path.

        Raises:
            OSError: It cannot be moved and stays.
        """
        self.make()
        make_private_folder(self.rescued)
        now = time.time_ns()
        moment = datetime.datetime.fromtimestamp(now // NS_PER_SECOND)  # noqa: DTZ006 - local
        # To the nanosecond: what was rescued before must not be replaced.
        archived = self.rescued / f"{moment:%Y-%m-%d-%H%M%S}.{now % NS_PER_SECOND:09d}-{stray.name}"
        try:
            stray.rename(archived)
        except OSError:
            write_new_file(archived, read_file(stray))
            try_remove(stray)
        return archived


def make_private_folder(folder: Path) -> None:
    """Make ``folder``, for this user's eyes only, where it does not exist.

    Raises:
        OSError: That is impossible.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)


_THEME = "theme"
"""The file with the name of the theme that was chosen last."""


def keep_theme(theme: str) -> None:
    """Store the name of the theme to begin with.

    Raises:
        OSError: The state directory cannot be written.
    """
    make_private_folder(state_root())
    write_atomically(state_root() / _THEME, theme.encode())


def kept_theme() -> str | None:
    """Return the name of the theme that was stored; None without one."""
    try:
        return read_file(state_root() / _THEME).decode()
    except (OSError, ValueError):
        return None


class Position(NamedTuple):
    """What was shown of a log, in a form that outlasts changes of the log.

    Attributes:
        scope: The dates that were shown: ``()`` all, ``(2024,)``, ``(2024, 9)`` and so on.
        entry: The lines of the selected entry; None where there was none.
    """

    scope: tuple[int | str, ...]
    entry: str | None


def keep_position(log: Path, position: Position) -> None:
    """Store ``position`` for the log.

    Raises:
        OSError: The state directory cannot be written.
    """
    import json

    state = LogState.of(log)
    state.make()
    write_atomically(state.position, json.dumps(position._asdict()).encode("ascii"))


def last_position(log: Path) -> Position | None:
    """Return the stored position of the log; None without a readable one."""
    import json

    try:
        fields = json.loads(read_file(LogState.of(log).position))
        scope, entry = fields["scope"], fields["entry"]
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if not isinstance(scope, list) or not isinstance(entry, str | None):
        return None
    return Position(tuple(part for part in scope if isinstance(part, int | str)), entry)
