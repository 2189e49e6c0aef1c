"""The files in a log's folder: where they are, and what they are."""

from __future__ import annotations

import contextlib
import os
import unicodedata
from pathlib import Path

from logtui.errors import LogtuiError
from logtui.system.file_types import SNIFFED_BYTES, FileType, file_type, folder_type, name_ending

_PROGRAM_SIGNATURES = (
    *(b"\x7fELF", b"MZ", b"\xca\xfe\xba\xbe"),
    *(b"\xfe\xed\xfa", b"\xce\xfa\xed\xfe", b"\xcf\xfa\xed\xfe"),
)
"""The first bytes of programs for Linux, Windows, Java and macOS."""

_PROGRAM_ENDINGS = frozenset({".app", ".jar", ".lnk"})


class LocalFileError(LogtuiError):
    """A file that the log links to is missing, somewhere else, or not to be opened."""


def find_local_file(log: Path, path: str) -> Path:
    """Return the file or folder that ``path`` leads to from the folder of ``log``.

    Symbolic links are followed in both; a linked log lies where its text is. A name that is not
    there as it is written stands for one that differs in how accents are stored (NFC or NFD).

    Args:
        log: The log's file.
        path: A path relative to the log's folder.

    Raises:
        LocalFileError: It is missing, or lies outside of the log's folder.
    """
    folder = Path(os.path.realpath(log)).parent
    try:
        located = folder / path
        if not located.exists():
            located = _path_as_stored(folder, path)
        if not Path(os.path.realpath(located)).is_relative_to(folder):
            raise LocalFileError(
                f"{path} lies outside the log's folder, {folder}, and is not opened"
            )
        return Path(os.path.realpath(located, strict=True))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise LocalFileError(f"{path} is missing: there is no such file in {folder}") from error
    except (OSError, ValueError) as error:
        raise LocalFileError(f"{path} cannot be opened: {_failure_reason(error)}") from error


def local_file_type(path: Path) -> FileType:
    """Return what the file or folder ``path`` is; of a file, only the beginning is read.

    Raises:
        LocalFileError: It cannot be read, or is a program: a log is to be read, not run.
    """
    if name_ending(path.name) in _PROGRAM_ENDINGS:
        raise LocalFileError(f"{path.name} is a program and is not opened")
    if path.is_dir():
        return folder_type(path.name)
    if not path.is_file():
        raise LocalFileError(f"{path.name} is not a file and is not opened")
    try:
        with path.open("rb") as file:
            start = file.read(SNIFFED_BYTES)
    except OSError as error:
        raise LocalFileError(f"{path.name} cannot be read: {_failure_reason(error)}") from error
    if start.startswith(_PROGRAM_SIGNATURES) and b"\0" in start:
        raise LocalFileError(f"{path.name} is a program and is not opened")
    return file_type(path.name, start)


def _path_as_stored(folder: Path, path: str) -> Path:
    """Return ``path`` in ``folder``, each name spelled as it is stored, where it is there."""
    located = folder
    for name in path.split("/"):
        # No folder elsewhere is looked through, which a symbolic link may lead to.
        is_inside = Path(os.path.realpath(located)).is_relative_to(folder)
        spellings = []
        if is_inside and not os.path.lexists(located / name):
            with contextlib.suppress(OSError):
                spellings = [
                    other.name for other in located.iterdir() if _nfc(other.name) == _nfc(name)
                ]
        located /= min(spellings, default=name)
    return located


def _nfc(name: str) -> str:
    return unicodedata.normalize("NFC", name)


def _failure_reason(error: OSError | ValueError) -> str:
    return (error.strerror if isinstance(error, OSError) else None) or str(error)
