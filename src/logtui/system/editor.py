"""The user's own editor, for text that is better edited there."""

from __future__ import annotations

import contextlib
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from logtui.errors import LogtuiError

if TYPE_CHECKING:
    from collections.abc import Iterator

_FOLDER_NAME = re.compile(r"entry-(\d+)-")
"""How the name of a folder for the editor begins; the number is that of the process."""


class EditorError(LogtuiError):
    """The editor could not be used, or what was typed in it not saved.

    Attributes:
        kept: The file that holds what was typed; None where nothing is lost.
    """

    def __init__(self, message: str, kept: Path | None = None) -> None:
        super().__init__(message)
        self.kept = kept


def editor_command() -> list[str]:
    """Return the editor of the settings, else ``$VISUAL``, else ``$EDITOR``, as words.

    All of them may hold arguments.

    Raises:
        EditorError: None of them is set, or its quotes do not match.
    """
    from logtui.config.loading import load_config

    chosen = load_config().editor or os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not chosen or not chosen.strip():
        raise EditorError("no editor is set; set $VISUAL or $EDITOR, e.g. `export EDITOR=vim`")
    try:
        return shlex.split(chosen)
    except ValueError as error:
        raise EditorError(f"$VISUAL or $EDITOR cannot be read as a command: {chosen}") from error


def leftover_files(folder: Path) -> list[Path]:
    """Return the files in ``folder`` that ``editing`` left there when it was killed or failed.

    A text that is in an editor at this moment is not among them.
    """
    with contextlib.suppress(OSError):
        return [
            own / "entry.md"
            for own in sorted(folder.iterdir())
            if own.is_dir()
            and (name := _FOLDER_NAME.match(own.name))
            and not _is_running(int(name[1]))
        ]
    return []


def read_leftover(file: Path) -> str:
    """Return the text in one of the files that ``left_behind`` names, its lines ending in LF.

    Raises:
        EditorError: It cannot be read.
    """
    return _read_with_lf(file)


def remove_leftover(file: Path) -> None:
    """Remove one of the files that ``left_behind`` names, and its folder."""
    _remove_folder(file.parent)


def _is_running(process: int) -> bool:
    """Tell whether another program with that number runs, where the system lets us ask."""
    if os.name != "posix" or process == os.getpid():
        return False
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except OSError:
        pass  # it is somebody else's
    return True


@contextlib.contextmanager
def edit_text(text: str, folder: Path) -> Iterator[str]:
    """Give ``text`` as the user leaves it in the editor, to be saved in the block.

    The editor gets a Markdown file in UTF-8 whose lines, the last one too, end in LF, and so do
    those of the result; but the last line has an end only where it had one before. The file goes
    at the end of the block. Where the editor or the block fails, or the program is killed, it
    stays.

    Args:
        text: What to edit.
        folder: Where the file is made; where that is impossible, the system's folder for
            temporary files.

    Raises:
        EditorError: The editor is missing or failed, or the block raised a ``LogtuiError`` after
            something was typed; its text says where that is.
    """
    command = editor_command()
    wanted = _with_lf(text)
    # A tool that appends a line relies on the last one having an end.
    given = wanted if not wanted or wanted.endswith("\n") else f"{wanted}\n"
    own = _new_folder(folder)
    file = own / "entry.md"
    try:
        _run_editor(command, file, given)
        typed = _read_with_lf(file)
        yield typed if wanted.endswith("\n") else typed.removesuffix("\n")
    except LogtuiError as error:
        if not _has_more_than(file, given):
            _remove_folder(own)
            raise
        raise EditorError(f"{error}; what you typed is kept in {file}", file) from error
    _remove_folder(own)


def edited(text: str) -> str:
    """Return ``text`` as the user leaves it in the editor, its lines ending in LF.

    Raises:
        EditorError: The editor is missing or failed.
    """
    with edit_text(text, Path(tempfile.gettempdir())) as result:
        return result


def _new_folder(parent: Path) -> Path:
    """Return a new folder in ``parent``, else among the system's temporary ones."""
    for place in (parent, None):
        with contextlib.suppress(OSError):
            return Path(tempfile.mkdtemp(prefix=f"entry-{os.getpid()}-", dir=place))
    raise EditorError("no file can be made for the editor; make room on the disk or set $TMPDIR")


def _run_editor(command: list[str], file: Path, text: str) -> None:
    """Write ``text`` to ``file`` and wait until the editor is done with it."""
    try:
        file.write_bytes(text.encode("utf-8", "surrogateescape"))
    except OSError as error:
        raise EditorError(f"{file} cannot be written: {error.strerror}") from error
    # Without a terminal, what it prints would mix with our results; the last line tells a failure.
    out, err = (None, None) if sys.stdout.isatty() else (subprocess.PIPE, subprocess.STDOUT)
    try:
        done = subprocess.run([*command, str(file)], stdout=out, stderr=err, check=False)  # noqa: S603 - the user's own editor
    except OSError as error:
        raise EditorError(
            f"the editor `{command[0]}` cannot be started: {error.strerror}"
        ) from error
    if done.returncode != 0:
        said = (done.stdout or b"").decode(errors="replace").strip().rpartition("\n")[2]
        why = f"status {done.returncode}" + (f", {said}" if said else "")
        raise EditorError(f"the editor `{command[0]}` failed with {why}")


def _read_with_lf(file: Path) -> str:
    try:
        return _with_lf(file.read_bytes().decode("utf-8", "surrogateescape"))
    except OSError as error:
        raise EditorError(f"{file} cannot be read: {error.strerror}") from error


def _has_more_than(file: Path, text: str) -> bool:
    """Tell whether ``file`` holds something that is not in ``text``, or may hold it."""
    try:
        return _read_with_lf(file).rstrip("\n") not in {text.rstrip("\n"), ""}
    except EditorError:
        return os.access(file, os.F_OK)


def _remove_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):
        shutil.rmtree(folder)


def _with_lf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
