"""The installed program as another program calls it."""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from logtui.cli import main
from support.terminals import LOGTUI

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path


def without_privileges() -> tuple[str, ...]:
    """Return the words in front of a command that permissions stop, whoever runs the tests."""
    if os.geteuid() != 0:
        return ()
    if shutil.which("setpriv") is None:
        pytest.skip("root reads everything, and setpriv (util-linux) is not installed")
    return ("setpriv", "--bounding-set=-all", "--inh-caps=-all")


def logtui(
    *words: str | Path, stdin: str = "", within: Sequence[str] = (), **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run ``logtui`` with ``words``, without a terminal, and return how it ended.

    Args:
        words: The arguments.
        stdin: Its standard input.
        within: The words of a command that runs it.
        environment: Further variables.
    """
    return subprocess.run(
        [*within, *LOGTUI, *map(str, words)],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        env=os.environ | environment,
        check=False,
    )


def command(
    *words: str | Path, stdin: str = "", **environment: str
) -> subprocess.CompletedProcess[str]:
    """Do what ``logtui`` does, in this process: many times faster than starting another."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2))
    arguments = [*map(str, words)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode()), encoding="utf-8"))
        patch.setattr(sys, "stdout", out)
        patch.setattr(sys, "stderr", err)
        for name, value in environment.items():
            patch.setenv(name, value)
        try:
            status = main(arguments)
        except SystemExit as exit_:
            status = int(exit_.code or 0)
    return subprocess.CompletedProcess(arguments, status, _written(out), _written(err))


def _written(stream: io.TextIOWrapper) -> str:
    stream.seek(0)
    return stream.read()
