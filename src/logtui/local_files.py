"""Files that a log links to: found beside it, and opened where that does no harm."""

from __future__ import annotations

import mimetypes
import os
import subprocess
from pathlib import Path

from logtui.document.errors import LogtuiError
from logtui.editor import EditorError, editor_command

_SNIFFED = 1 << 13
"""Bytes at the beginning of a file that tell whether it is text."""

_SHOWN_BETTER = ("image/", "audio/", "video/", "text/html", "application/pdf", "application/post")
"""What is no text to its reader, even where its bytes are."""

_PROGRAMS = (b"\x7fELF", b"MZ", b"\xca\xfe\xba\xbe", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe")
"""How programs of Linux, Windows, Java and macOS begin."""

_PROGRAM_SUFFIXES = frozenset({".app", ".jar", ".lnk"})


class LocalFileError(LogtuiError):
    """A file that the log links to is missing, somewhere else, or not to be opened."""


def located(log: Path, path: str) -> Path:
    """Return the file or folder that ``path``, as it stands in ``log``, leads to.

    Symbolic links are followed in both: a log is taken to lie where its text does.

    Args:
        log: The log's file.
        path: A path relative to the log's folder.

    Raises:
        LocalFileError: It is missing, or lies outside of the log's folder.
    """
    folder = Path(os.path.realpath(log)).parent
    outside = f"{path} lies outside the log's folder, {folder}, and is not opened"
    try:
        if not Path(os.path.realpath(folder / path)).is_relative_to(folder):
            raise LocalFileError(outside)
        return Path(os.path.realpath(folder / path, strict=True))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise LocalFileError(f"{path} is missing: there is no such file in {folder}") from error
    except (OSError, ValueError) as error:
        raise LocalFileError(f"{path} cannot be opened: {_reason(error)}") from error


def is_text(path: Path) -> bool:
    """Tell whether the file ``path`` is something to read in an editor.

    Raises:
        LocalFileError: It cannot be read, or is a program: a log is to be read, not run.
    """
    if path.suffix.lower() in _PROGRAM_SUFFIXES:
        raise LocalFileError(f"{path.name} is a program and is not opened")
    if path.is_dir():
        return False
    if not path.is_file():
        raise LocalFileError(f"{path.name} is no file and is not opened")
    try:
        with path.open("rb") as file:
            start = file.read(_SNIFFED)
    except OSError as error:
        raise LocalFileError(f"{path.name} cannot be read: {_reason(error)}") from error
    if start.startswith(_PROGRAMS) and b"\0" in start:
        raise LocalFileError(f"{path.name} is a program and is not opened")
    if (mimetypes.guess_type(path.name)[0] or "").startswith(_SHOWN_BETTER):
        return False
    return b"\0" not in start


def edit(path: Path) -> None:
    """Open ``path`` in the user's editor and wait for its end; the terminal is the editor's.

    Raises:
        EditorError: No editor is set, or it cannot be started or fails.
    """
    command = editor_command()
    try:
        status = subprocess.run([*command, str(path)], check=False).returncode  # noqa: S603 - the user's own editor
    except OSError as error:
        raise EditorError(
            f"the editor `{command[0]}` cannot be started: {error.strerror}"
        ) from error
    if status != 0:
        raise EditorError(f"the editor `{command[0]}` failed with status {status}")


def _reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
