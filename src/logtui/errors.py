"""What can go wrong that a user can do something about, each as a sentence for him."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path


class LogtuiError(Exception):
    """Something could not be done; its text says what and what to do.

    The text begins with a small letter and has no full stop at its end, as commands print it;
    ``sentence`` makes a sentence of it.

    Attributes:
        starts_as_typed: Whether the text begins with words of the user, which keep their case.
        is_wrong_usage: Whether what the user asked for is written wrongly, whatever the log is.
    """

    starts_as_typed = False
    is_wrong_usage = False


class EncodingError(LogtuiError):
    """A text holds a character that the log's encoding cannot hold."""


class StorageError(LogtuiError):
    """A file could not be read or written; unless the text says otherwise it is as it was."""


class MissingLogError(StorageError):
    """The log does not exist."""


class WrittenMeanwhileError(StorageError):
    """The file was changed since it was read; nothing was written over that."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} was written by another program; try again")


class InPlaceOnlyError(StorageError):
    """The log cannot be replaced without losing something; writing in place would keep it.

    Attributes:
        why: What would be lost; the text of the error goes on with how to agree to it.
    """

    def __init__(self, why: str) -> None:
        commands = (
            "`logtui add`, `import`, `edit`, `rm`, `done`, `merge`, `undo`, `redo`, `repair`,"
            " `export`, `tags` and `check`"
        )
        super().__init__(f"{why}; {commands} do so with --in-place")
        self.why = why


class HistoryError(StorageError):
    """There is nothing to undo or redo, or the file does not contain it any more."""


def sentence(error: LogtuiError) -> str:
    """Return the text of ``error`` as forms and dialogs show it: with a capital and a full stop."""
    text = str(error)
    first = text[:1] if error.starts_as_typed else text[:1].upper()
    return f"{first}{text[1:]}."


def error_reason(error: OSError) -> str:
    """Return the system's words for ``error``, in lower case, without number and file name."""
    return (error.strerror or type(error).__name__).lower()


def shell_name(path: Path) -> str:
    """Return ``path`` as it has to be typed after a command in a shell."""
    import shlex

    name = str(path)
    return shlex.quote(f"./{name}" if name.startswith("-") else name)


def read_error(path: Path, error: OSError) -> StorageError:
    """Return the error that tells why the log at ``path`` cannot be read."""
    if isinstance(error, FileNotFoundError):
        return MissingLogError(
            f"{path} does not exist; start it with `logtui init {shell_name(path)}`"
        )
    if isinstance(error, PermissionError):
        return StorageError(f"{path} cannot be read: permission denied; check its mode and owner")
    return StorageError(f"{path} cannot be read: {error_reason(error)}")
