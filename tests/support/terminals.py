"""A real pseudo-terminal with the installed program in it, and every byte that it writes."""

from __future__ import annotations

import fcntl
import os
import pty
import re
import select
import shlex
import signal
import struct
import sys
import termios
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path
    from types import TracebackType

LOGTUI = (sys.executable, "-m", "logtui")
"""The program as this environment has it installed."""

CTRL_Q = "\x11"
"""The key that quits wherever one is."""

ESCAPE = "\x1b[27u"
"""The key as terminals send it that tell it from the beginning of a sequence."""

_SEQUENCE = re.compile(
    rb"\x1b(?:\[[0-9;:?<>=!$ ]*[A-Za-z~@`]|\][^\x07\x1b]*(?:\x07|\x1b\\)"
    rb"|P[^\x1b]*\x1b\\|[()][A-Z0-9]|[=>78cM])"
)


def use_editor(folder: Path, text: str) -> str:
    """Return the command of an editor that types ``text``, says so in ``folder`` and waits there.

    It makes the file ``typed`` and goes on when there is one called ``leave``.
    """
    script = folder / "editor.py"
    script.write_text(
        "import pathlib, sys, time\n"
        f"folder, text = pathlib.Path({str(folder)!r}), {text!r}\n"
        "pathlib.Path(sys.argv[1]).write_text(text)\n"
        "(folder / 'typed').touch()\n"
        "while not (folder / 'leave').exists():\n    time.sleep(0.01)\n"
    )
    return shlex.join([sys.executable, str(script)])


class Terminal:
    """Runs a program, by default ``logtui``, with the given words on a terminal of its own."""

    _open_flags = 0

    def __init__(
        self,
        words: Sequence[str],
        size: tuple[int, int] = (120, 40),
        program: Sequence[str] = LOGTUI,
        **environment: str,
    ) -> None:
        self.raw = b""
        self._status: int | None = None
        self._master, slave = pty.openpty()
        fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        variables = {"TERM": "xterm-256color", "COLORTERM": "truecolor"} | environment
        self.pid = os.posix_spawn(
            program[0],
            [*program, *words],
            os.environ | variables,
            file_actions=[
                # Opened by the leader of a session it is the terminal that signals come from.
                (os.POSIX_SPAWN_OPEN, 0, os.ttyname(slave), os.O_RDWR | self._open_flags, 0),
                (os.POSIX_SPAWN_DUP2, 0, 1),
                (os.POSIX_SPAWN_DUP2, 0, 2),
                (os.POSIX_SPAWN_CLOSE, self._master),
            ],
            setsid=True,
            setsigdef=[signal.SIGHUP],  # which `nohup` in front of the tests would have ignored
        )
        os.close(slave)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is not None:
            error.add_note(f"shown at the end was {self.text[-2000:]!r}")
        if self._status is None:
            os.kill(self.pid, 9)
            self.wait()
        os.close(self._master)

    @property
    def text(self) -> str:
        """Everything that was written so far without its control sequences."""
        return self.text_after(0)

    def text_after(self, size: int) -> str:
        """Return what was written after the first ``size`` bytes, without control sequences."""
        return _SEQUENCE.sub(b"", self.raw[size:]).decode("utf-8", "replace")

    def hang_up(self) -> None:
        """Close the terminal as its window does, whatever still runs in it."""
        null = os.open(os.devnull, os.O_RDONLY)
        os.dup2(null, self._master)
        os.close(null)

    def press(self, keys: str) -> None:
        """Type ``keys``; surrogates stand for bytes that are not UTF-8."""
        os.write(self._master, keys.encode("utf-8", "surrogateescape"))

    def wait_for(self, text: str) -> None:
        """Wait until ``text`` was written; the test's own time limit ends a vain wait."""
        while text not in self.text:
            if not self._read():
                raise AssertionError(f"{text!r} was not shown")

    def wait_for_file(self, file: Path) -> None:
        """Take what is written until there is ``file``."""
        while not file.exists():
            self.drain(0.02)

    def drain(self, quiet: float) -> None:
        """Take everything that is written, until nothing comes for ``quiet`` seconds."""
        while self._read(quiet, at_end=False):
            pass

    def wait_for_more(self) -> None:
        """Wait until something is written."""
        size = len(self.raw)
        while len(self.raw) == size:
            if not self._read():
                raise AssertionError("nothing was written")

    def wait_until_stopped(self) -> None:
        """Wait until the program is stopped, as the shell does after Ctrl+Z."""
        while True:
            done, status = os.waitpid(self.pid, os.WUNTRACED | os.WNOHANG)
            if done:
                assert os.WIFSTOPPED(status)
                return
            self.drain(0.02)

    def wait(self) -> int:
        """Wait until the program has ended, and return its exit status (negative: a signal)."""
        while self._read():
            pass
        if self._status is None:
            _, status = os.waitpid(self.pid, 0)
            self._status = os.waitstatus_to_exitcode(status)
        return self._status

    def _read(self, patience: float = 0.25, *, at_end: bool = True) -> bool:
        """Take what is written within ``patience`` seconds.

        Returns:
            False at the end of everything; ``at_end=False`` counts silence as the end too.
        """
        if not select.select([self._master], [], [], patience)[0]:
            return at_end
        try:
            data = os.read(self._master, 1 << 16)
        except OSError:  # what Linux says when the last writer has closed the terminal
            return False
        self.raw += data
        return bool(data)


class SilentTerminal(Terminal):
    """One that sends its program no signals, as it is not what controls its session."""

    _open_flags = os.O_NOCTTY
