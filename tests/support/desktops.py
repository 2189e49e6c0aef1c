"""A display, a tmux server, and programs that record how they are called: what a user has."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import uuid
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import pytest

from logtui.system import clipboard

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OUTSIDE = ("DISPLAY", "WAYLAND_DISPLAY", "TMUX", "SSH_CONNECTION", "BROWSER", "VISUAL", "EDITOR")
"""Variables that say what is within reach of a program."""

_FRAMES = str.maketrans(dict.fromkeys("│┃▌▐▎▏▕█", " "))
"""What stands next to the lines of a message."""

_RECORD = """\
#!{python} -S
import json, os, sys
try:
    os.close(os.open("/dev/tty", os.O_RDWR))
    terminal = True
except OSError:
    terminal = any(map(os.isatty, range(3)))
with open({to!r}, "a") as record:
    call = [sys.argv, terminal, os.environ.get("BROWSER")]
    record.write(json.dumps(call) + "\\n")
{then}
"""


def give_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let clipboards take as long as they do on a machine that is busy."""
    monkeypatch.setattr(clipboard, "CLIPBOARD_TIMEOUT", 60)
    monkeypatch.setattr(clipboard, "_TMUX_TIMEOUT", 60)


def needed(*programs: str) -> None:
    """Skip the test where one of ``programs`` is not installed."""
    for program in programs:
        if not shutil.which(program):
            pytest.skip(f"{program} is not installed")


@contextmanager
def display() -> Iterator[str]:
    """Give the name of an X display that is there as long as the block."""
    needed("Xvfb", "xclip")
    number, told = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(told), "-nolisten", "tcp", "-screen", "0", "320x200x8"],
        pass_fds=[told],
        stderr=subprocess.DEVNULL,
    )
    os.close(told)
    try:
        with os.fdopen(number) as line:
            yield f":{int(line.readline())}"
    finally:
        server.terminate()
        server.wait()


def pasted() -> str:
    """Return what somebody would paste on the display of the environment."""
    done = subprocess.run(
        ["xclip", "-selection", "clipboard", "-o"], capture_output=True, check=True
    )
    return done.stdout.decode()


class Tmux:
    """A tmux server of its own, which takes what programs in it send to the clipboard."""

    def __init__(self) -> None:
        needed("tmux")
        self._name = f"logtui-{uuid.uuid4().hex[:12]}"
        self("-f", os.devnull, "new-session", "-d", "-x", "100", "-y", "30", "cat")
        self("set-option", "-s", "set-clipboard", "on")

    def __call__(self, *words: str) -> str:
        """Return what a command of tmux prints."""
        done = subprocess.run(
            ["tmux", "-L", self._name, *words],
            capture_output=True,
            env={name: value for name, value in os.environ.items() if name != "TMUX"},
            check=True,
        )
        return done.stdout.decode()

    @property
    def variable(self) -> str:
        """The value of ``$TMUX`` in a program in this server."""
        return self("display-message", "-p", "#{socket_path},#{pid},0").strip()

    @property
    def buffers(self) -> list[str]:
        """The texts that were copied, the last one first."""
        names = self("list-buffers", "-F", "#{buffer_name}").split()
        return [self("show-buffer", "-b", name) for name in names]

    @property
    def screen(self) -> str:
        """What the terminal shows."""
        return self("capture-pane", "-p")

    def wait_for(self, text: str) -> None:
        """Wait until the terminal shows ``text``, whatever lines its words stand in.

        The test's own time limit ends a vain wait.
        """
        while text not in " ".join(self.screen.translate(_FRAMES).split()):
            pass  # a look takes as long as starting a program


@contextmanager
def tmux() -> Iterator[Tmux]:
    """Give a tmux server that is there as long as the block."""
    server = Tmux()
    try:
        yield server
    finally:
        server("kill-server")


class Recorder:
    """Programs in a folder of their own that write down how they are called."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "bin"
        self.path.mkdir()
        self._record = folder / "calls"

    def program(self, name: str, then: str = "") -> str:
        """Make the program ``name``, which goes on with the lines of Python in ``then``."""
        file = self.path / name
        file.write_text(_RECORD.format(python=sys.executable, to=str(self._record), then=then))
        file.chmod(0o755)
        return str(file)

    @property
    def calls(self) -> list[list[str]]:
        """The words of each call, the name of the program first."""
        return [[os.path.basename(words[0]), *words[1:]] for words, _, _ in self._all()]  # noqa: PTH119 - of a word, not of a file

    @property
    def had_terminal(self) -> bool:
        """Whether one of them could have drawn on a terminal."""
        return any(terminal for _, terminal, _ in self._all())

    @property
    def browsers(self) -> list[str | None]:
        """What ``$BROWSER`` was in each call."""
        return [browser for _, _, browser in self._all()]

    def _all(self) -> list[Any]:
        if not self._record.exists():
            return []
        return [json.loads(line) for line in self._record.read_text().splitlines()]
