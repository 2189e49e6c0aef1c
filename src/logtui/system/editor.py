"""The user's own editor: its command, the file it is given, and what it leaves there."""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from logtui.document.text.encoding import decode_edited, stray_bytes
from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.errors import EncodingError, LogtuiError
from logtui.system.command_words import command_words

_FOLDER_NAME = lazy_pattern(r"entry-(\d+)-")
"""How the name of a folder for the editor begins; the number is that of the process."""


AT_ONCE = 2.0
"""Seconds within which nobody has read and closed a text in a window."""

_WAIT = ("--wait", "-w")
_WAIT_OPTIONS = {
    **dict.fromkeys(("code", "code-insiders", "codium", "vscodium", "cursor", "windsurf"), _WAIT),
    **dict.fromkeys(("zed", "zeditor", "subl", "sublime_text", "atom", "pulsar", "lapce"), _WAIT),
    **dict.fromkeys(("mate", "bbedit", "gedit", "xed", "pluma", "idea", "pycharm"), _WAIT),
    **dict.fromkeys(("gvim", "gview", "mvim"), ("-f", "--nofork")),
    **dict.fromkeys(("nvim-qt", "neovide"), ("--nofork", "--no-fork")),
    "kate": ("--block", "-b"),
    "open": ("-W", "--wait-apps"),
}
"""Editors that do not wait unless they are told to, and the options that tell them."""

_NO_WAIT_OPTIONS = {
    **dict.fromkeys(("nano", "pico", "micro", "hx", "helix", "kak", "joe", "jed", "ne", "mg"), ()),
    **dict.fromkeys(("emacs", "ed", "mcedit", "vi", "view", "nvim"), ()),
    "vim": ("-g",),
    "emacsclient": ("-n", "--no-wait"),
}
"""Editors that wait, however fast somebody leaves them, and the options that keep them from it."""


class EditorError(LogtuiError):
    """The editor could not be used, or what was typed in it not saved.

    Attributes:
        kept_file: The file that holds what was typed; None where nothing is lost.
    """

    def __init__(self, message: str, kept_file: Path | None = None) -> None:
        super().__init__(message)
        self.kept_file = kept_file


class EditorGoesOnError(EditorError):
    """The editor came back before anything was saved, and may still have the text in a window."""

    def __init__(self, command: list[str], file: Path) -> None:
        name = Path(command[0]).stem
        option = _WAIT_OPTIONS.get(name, ("",))[0]
        advice = f"e.g. `{name} {option}`" if option else "many editors have an option --wait"
        super().__init__(
            f"the editor `{name}` came back before anything was saved; set $VISUAL, $EDITOR or the"
            f" setting to a command that waits, {advice}; what you save there now is in {file} and"
            " is offered when logtui starts next",
            file,
        )


def editor_command(configured: str | None) -> list[str]:
    """Return the words of the ``configured`` editor, else of ``$VISUAL``, else of ``$EDITOR``.

    Raises:
        EditorError: None of them is set, or it is not a command.
    """
    command = configured or os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not command or not command.strip():
        raise EditorError("no editor is set; set $VISUAL or $EDITOR, e.g. `export EDITOR=vim`")
    try:
        words = command_words(command)
    except ValueError as error:
        raise EditorError(f"$VISUAL or $EDITOR cannot be read as a command: {command}") from error
    if not words:
        raise EditorError(
            f"the editor `{command}` names no program; correct the setting, $VISUAL or $EDITOR"
        )
    return words


def leftover_files(folder: Path) -> list[Path]:
    """Return the files in ``folder`` that ``edit_text`` left there when it was killed or failed.

    A text that is in an editor at this moment is not among them.
    """
    with contextlib.suppress(OSError):
        return [
            subfolder / "entry.md"
            for subfolder in sorted(folder.iterdir())
            if subfolder.is_dir()
            and (name := _FOLDER_NAME.match(subfolder.name))
            and not _is_running(int(name[1]))
        ]
    return []


def remove_leftover(file: Path) -> None:
    """Remove one of the ``leftover_files``, and its folder."""
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
def edit_text(text: str, folder: Path, command: list[str]) -> Iterator[str]:
    """Give ``text`` as the user leaves it in the editor, to be saved in the block.

    The editor gets a Markdown file in UTF-8 whose lines, the last one too, end in LF. So do those
    of the result, but the last line has an end only where it had one before. A byte order mark is
    left out, and tells UTF-16 and UTF-32 from UTF-8. The file is removed
    at the end of the block. It stays where the editor or the block fails, or logtui is killed.

    Args:
        text: What to edit.
        folder: Where the file is made; where that is impossible, the system's folder for
            temporary files.
        command: The words of ``editor_command``.

    Raises:
        EditorGoesOnError: The editor came back at once; the file stays for it to save.
        EditorError: The editor is missing, failed or saved bytes that are not UTF-8, or the block
            raised a ``LogtuiError`` after something was typed; its text says where that is.
    """
    original = _with_lf(text)
    # A tool that appends a line relies on the last one having an end.
    handed_over = original if not original or original.endswith("\n") else f"{original}\n"
    subfolder = _new_folder(folder)
    file = subfolder / "entry.md"
    try:
        try:
            file.write_bytes(handed_over.encode("utf-8", "surrogateescape"))
        except OSError as error:
            raise EditorError(f"{file} cannot be written: {error.strerror}") from error
        _edit_until_saved(file, command)
        typed = read_edited_file(file)
        _refuse_new_bytes(typed, original)
        yield typed if original.endswith("\n") else typed.removesuffix("\n")
    except EditorGoesOnError:
        raise
    except LogtuiError as error:
        if not _has_more_than(file, handed_over):
            _remove_folder(subfolder)
            raise
        raise EditorError(f"{error}; what you typed is kept in {file}", file) from error
    _remove_folder(subfolder)


def edit_file(file: Path, command: list[str]) -> None:
    """Open ``file`` in the editor ``command`` and wait for its end; the terminal is the editor's.

    Raises:
        EditorError: The editor cannot be started or fails.
    """
    # Without a terminal, what it prints would mix with our results; the last line tells a failure.
    out, err = (None, None) if sys.stdout.isatty() else (subprocess.PIPE, subprocess.STDOUT)
    try:
        process = subprocess.run([*command, str(file)], stdout=out, stderr=err, check=False)  # noqa: S603 - the user's own editor
    except OSError as error:
        raise EditorError(
            f"the editor `{command[0]}` cannot be started: {error.strerror}"
        ) from error
    if process.returncode != 0:
        last_line = (process.stdout or b"").decode(errors="replace").strip().rpartition("\n")[2]
        why = f"status {process.returncode}" + (f", {last_line}" if last_line else "")
        raise EditorError(f"the editor `{command[0]}` failed with {why}")


def _edit_until_saved(file: Path, command: list[str]) -> None:
    """Do what ``edit_file`` does; refuse a ``command`` that may show ``file`` when it is back."""
    before, started = _signature(file), time.monotonic()
    edit_file(file, command)
    if _signature(file) == before and _may_go_on(command, time.monotonic() - started):
        raise EditorGoesOnError(command, file)


def _may_go_on(command: list[str], seconds: float) -> bool:
    """Tell whether ``command``, which came back after ``seconds``, may still show the text."""
    name, options = Path(command[0]).stem, set(command[1:])
    if name in _WAIT_OPTIONS:
        return options.isdisjoint(_WAIT_OPTIONS[name])
    if name in _NO_WAIT_OPTIONS:
        return not options.isdisjoint(_NO_WAIT_OPTIONS[name])
    # A script without a terminal may change nothing, and be quick about it.
    return sys.stdout.isatty() and seconds < AT_ONCE


def _signature(file: Path) -> tuple[int, int] | None:
    """Return what tells whether ``file`` was saved meanwhile; None where it is gone."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns


def read_edited_file(file: Path) -> str:
    """Return what the editor left in ``file``, its lines ending in LF.

    Raises:
        EditorError: It cannot be read, or is not in the encoding that its beginning tells.
    """
    try:
        return _with_lf(decode_edited(file.read_bytes()))
    except OSError as error:
        raise EditorError(f"{file} cannot be read: {error.strerror}") from error
    except EncodingError as error:
        raise EditorError(f"{file} cannot be read: {error}") from error


def _refuse_new_bytes(typed: str, original: str) -> None:
    """Raise where ``typed`` holds bytes of another encoding than UTF-8 that ``original`` lacks.

    Those that were in the log already come back as they were.
    """
    new = Counter(stray_bytes(typed)) - Counter(stray_bytes(original))
    if new:
        raise EditorError(
            f"the editor saved the byte 0x{next(iter(new)):02X}, which is not UTF-8; have it save"
            " UTF-8"
        )
    if typed.count("\0") > original.count("\0"):
        raise EditorError("the editor saved zero bytes, which are not text; have it save UTF-8")


def _new_folder(parent: Path) -> Path:
    """Return a new folder in ``parent``, else among the system's temporary ones."""
    for folder in (parent, None):
        with contextlib.suppress(OSError):
            return Path(tempfile.mkdtemp(prefix=f"entry-{os.getpid()}-", dir=folder))
    raise EditorError("no file can be made for the editor; make room on the disk or set $TMPDIR")


def _has_more_than(file: Path, text: str) -> bool:
    """Tell whether ``file`` holds something that is not in ``text``, or may hold it."""
    try:
        return read_edited_file(file).rstrip("\n") not in {text.rstrip("\n"), ""}
    except EditorError:
        return os.access(file, os.F_OK)


def _remove_folder(folder: Path) -> None:
    with contextlib.suppress(OSError):
        shutil.rmtree(folder)


def _with_lf(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
