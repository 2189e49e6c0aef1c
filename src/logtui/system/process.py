"""The process itself: its standard streams, whatever they are, and what shortens its start.

A stream may be closed, full, or without a reader.
"""

from __future__ import annotations

import atexit
import gc
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, TextIO, cast

from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.errors import LogtuiError

if TYPE_CHECKING:
    from pathlib import Path
    from types import ModuleType

_STANDARD_INPUT = "/dev/stdin"

_DESCRIPTOR_NAME = lazy_pattern(r"/dev/fd/(\d+)|/proc/(?:self|thread-self)/fd/(\d+)")


class OutputError(LogtuiError):
    """Standard output does not take the results."""


class InputError(LogtuiError):
    """What was to be read from a stream cannot be read."""


def occupy_closed_streams() -> None:
    """Give each standard stream that was closed at the start a descriptor that refuses its use.

    Otherwise the next file to be opened, which may be the log, would get the number of the stream,
    and what any part of the program or a program that it starts says there would land in the file.
    """
    streams = (
        ("stdin", os.O_WRONLY, "r"),
        ("stdout", os.O_RDONLY, "w"),
        ("stderr", os.O_RDONLY, "w"),
    )
    for descriptor, (name, flags, mode) in enumerate(streams):
        if getattr(sys, name) is None:
            opened = os.open(os.devnull, flags)
            if opened != descriptor:
                os.dup2(opened, descriptor)
                os.close(opened)
            os.set_inheritable(descriptor, True)  # noqa: FBT003 - it takes no keyword
            stream = open(descriptor, mode, encoding="utf-8", closefd=False)  # noqa: SIM115 - it stays open to the end
            setattr(sys, name, stream)


def leave_out_program_folder() -> None:
    """Look for no module next to the program, where somebody may have a ``queue.py`` of their own.

    Python leaves that folder out itself when it is called with ``-P``. Otherwise it comes first,
    and each module is looked for there in vain.
    """
    if sys.path[:1] == [os.path.dirname(os.path.realpath(sys.argv[0]))]:  # noqa: PTH120 - no pathlib yet
        del sys.path[0]


@contextmanager
def results_to_output() -> Iterator[None]:
    """Flush what the block writes to standard output.

    A reader that has enough, as ``head`` has, is not an error: the block ends there, and what is
    written later is dropped.

    Raises:
        OutputError: It could not be written.
    """
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        _drop_output(sys.stdout)
    except OSError as error:
        _drop_output(sys.stdout)
        from logtui.errors import error_reason

        raise OutputError(f"the output cannot be written: {error_reason(error)}") from error


def print_message(message: str) -> None:
    """Print ``message`` on standard error, made safe for a terminal, as one line of the program.

    Where standard error takes nothing either, nobody is left to be told.
    """
    from logtui.document.text.safe import safe_text

    with suppress(OSError):
        sys.stderr.write(f"logtui: {safe_text(message)}\n")
        sys.stderr.flush()


def drop_unwritten() -> None:
    """Drop what a standard stream did not take, so that Python does not try again at the end."""
    for stream in (sys.stdout, sys.stderr):
        try:
            stream.flush()
        except OSError:
            _drop_output(stream)


def _drop_output(stream: TextIO) -> None:
    """Send to nowhere what ``stream`` still holds and what is written to it later."""
    null = os.open(os.devnull, os.O_WRONLY)
    os.dup2(null, stream.fileno())
    os.close(null)


def log_path(word: str) -> Path:
    """Return the path that ``word`` names: ``-`` is standard input, and ``./-`` a file."""
    from pathlib import Path

    return Path(_STANDARD_INPUT if word == "-" else word)


def stream_descriptor(path: Path) -> int | None:
    """Return the descriptor that ``path`` names: ``/dev/stdin`` or what ``<(…)`` stands for.

    None where it is the name of a file.
    """
    name = str(path)
    if name == _STANDARD_INPUT:
        return 0
    match = _DESCRIPTOR_NAME.fullmatch(name)
    return int(match[1] or match[2]) if match else None


def input_lines() -> Iterator[str]:
    """Yield each line of standard input when it comes, without its end.

    Raises:
        InputError: It cannot be read.
    """
    try:
        for line in iter(sys.stdin.buffer.readline, b""):
            yield line.decode(errors="surrogateescape").removesuffix("\n").removesuffix("\r")
    except OSError as error:
        from logtui.errors import error_reason

        raise InputError(f"standard input cannot be read: {error_reason(error)}") from error


def read_stream(path: Path, descriptor: int) -> bytes:
    """Return all that the open ``descriptor``, which the user calls ``path``, gives.

    Raises:
        InputError: It cannot be read, or is larger than a log may be.
    """
    from logtui.errors import error_reason
    from logtui.storage.log_file import MAX_LOG_BYTES

    try:
        with open(descriptor, "rb", closefd=False) as stream:
            data = stream.read(MAX_LOG_BYTES + 1)
    except OSError as error:
        raise InputError(f"{path} cannot be read: {error_reason(error)}") from error
    if len(data) > MAX_LOG_BYTES:
        raise InputError(
            f"{path} gives more than the {MAX_LOG_BYTES >> 20} MiB that a log may have"
        )
    return data


def pause_collection() -> None:
    """Collect no garbage: objects are made until the first frame and hardly any is dropped."""
    gc.disable()


def collect_rarely() -> None:
    """Collect garbage rarely from here on, and never look at what was made until then.

    Loading, indexing and merging a large log make millions of objects that stay, too: looked
    through at Python's own thresholds they would stop the keys for tenths of a second, and take a
    third of the time of a merge.
    """
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)
    gc.enable()


def skip_final_collection() -> None:
    """Let Python end without looking through every object once more."""
    atexit.register(gc.freeze)


def shorten_thread_turns() -> None:
    """Let a busy thread give way after 0.5 ms: Python's own 5 ms, several times a key, are felt.

    Each frame, the first one among them, is written by a thread of its own.
    """
    sys.setswitchinterval(0.0005)


_UNUSED_PARTS = ("ssl", "bz2", "lzma")


def load_without_unused_parts() -> None:
    """Load asyncio and shutil as they are where Python has neither OpenSSL, nor bzip2, nor LZMA.

    These three take longer than reading a log. Nothing here encrypts by means of asyncio: titles
    are fetched with httpx, which sees to that itself; and shutil packs nothing. That a ``None`` in
    ``sys.modules`` stands for a module that cannot be found is in Python's reference (5.3.1, "The
    module cache"). What is loaded already stays as it is.
    """
    parts = [name for name in _UNUSED_PARTS if name not in sys.modules]
    sys.modules.update(dict.fromkeys(parts, cast("ModuleType", None)))
    try:
        import asyncio  # noqa: F401 - loading it is the purpose
        import shutil  # noqa: F401 - the same
    finally:
        for name in parts:
            del sys.modules[name]
