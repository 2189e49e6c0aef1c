"""A file that other programs append lines to, which go into the log and then out of the file."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from logtui.errors import LogtuiError, error_reason
from logtui.storage.files import open_descriptor, read_beginning, sync_folder, write_all

_TAKEN = ".taken"


class InboxError(LogtuiError):
    """The inbox cannot be read or emptied."""


class Inbox:
    """The lines of an inbox, while they are on their way into the log.

    The file is set aside under another name first, so that what is appended meanwhile goes to a
    new one. Where the program is stopped before the lines are in the log, they are taken again.

    Attributes:
        path: The file.
        text: What is to be taken.
        left: What stays in the inbox; to be set before the end.
    """

    def __init__(self, path: Path) -> None:
        self.path = path.resolve()
        self._taken = self.path.with_name(self.path.name + _TAKEN)
        self.text = ""
        self.left = ""

    def read(self, limit: int) -> str:
        """Return what is in the inbox, and leave it there.

        Raises:
            InboxError: It cannot be read.
        """
        texts = []
        for path in (self._taken, self.path):
            try:
                data = read_beginning(path, limit + 1)
            except FileNotFoundError:
                continue
            except OSError as error:
                raise InboxError(f"{path} cannot be read: {error_reason(error)}") from error
            if len(data) > limit:
                raise InboxError(f"{path} is larger than {limit >> 20} MiB; is it an inbox?")
            texts.append(data.decode("utf-8", errors="replace"))
        return "\n".join(texts)

    @contextlib.contextmanager
    def emptied(self, limit: int) -> Iterator[None]:
        """Take ``text`` out of the inbox at the end of the block; nothing where it fails.

        Raises:
            InboxError: It cannot be read or emptied.
        """
        self.read(limit)
        try:
            if not self._taken.exists() and self.path.exists():
                self.path.rename(self._taken)
            data = read_beginning(self._taken, limit) if self._taken.exists() else b""
        except OSError as error:
            raise InboxError(f"{self.path} cannot be emptied: {error_reason(error)}") from error
        self.text = data.decode("utf-8", errors="replace")
        try:
            yield
        except BaseException:
            with contextlib.suppress(OSError):
                if self._taken.exists() and not self.path.exists():
                    self._taken.rename(self.path)
            raise
        try:
            self._finish(len(data), limit)
        except OSError as error:
            raise InboxError(
                f"the entries are in the log, but {self.path} cannot be emptied:"
                f" {error_reason(error)}"
            ) from error

    def _finish(self, size: int, limit: int) -> None:
        """Put back what is left and what was appended since, and remove the file set aside."""
        if not self._taken.exists():
            return
        appended = read_beginning(self._taken, 2 * limit)[size:]
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT
        with open_descriptor(self.path, flags, 0o644) as descriptor:
            write_all(descriptor, self.left.encode() + appended)
            os.fsync(descriptor)
        self._taken.unlink()
        sync_folder(self.path.parent)
