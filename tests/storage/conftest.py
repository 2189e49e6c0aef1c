"""Logs on a real disk, with a state directory of their own."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from logtui.storage.history import undo
from logtui.storage.revision import Revision
from logtui.storage.save import save_log
from logtui.storage.state import LogState
from support.folders import open_to_all

if TYPE_CHECKING:
    from collections.abc import Iterator

OLD = b"# 2024-09-25\n\n- one\n- two\n"
NOBODY = 65534


@pytest.fixture(autouse=True)
def state_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give every test a state directory of its own."""
    home = tmp_path / "state-home"
    monkeypatch.setenv("XDG_STATE_HOME", str(home))
    return home


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Give a small log, alone in its folder."""
    folder = tmp_path / "log"
    folder.mkdir()
    file = folder / "log.md"
    file.write_bytes(OLD)
    return file


@pytest.fixture
def state(log: Path) -> LogState:
    """Give the state of the log, with its folders made."""
    state = LogState.of(log)
    state.make()
    return state


@pytest.fixture
def unprivileged(log: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Give a log of an ordinary user, whom permissions stop; the test runs as that user."""
    # Whatever a save imports must be there before the privileges are gone.
    save_log(log, lambda old: Revision(old + b"-", "warm up"))
    undo(log)
    with tempfile.TemporaryDirectory(dir=None if os.geteuid() else open_to_all()) as name:
        folder = Path(name)
        file = folder / "log.md"
        file.write_bytes(OLD)
        monkeypatch.setenv("XDG_STATE_HOME", str(folder / "state"))
        (folder / "state").mkdir()
        if os.geteuid() != 0:
            yield file
            folder.chmod(0o700)
            return
        for path in (folder, file, folder / "state"):
            os.chown(path, NOBODY, NOBODY)
        os.setegid(NOBODY)
        os.seteuid(NOBODY)
        try:
            yield file
        finally:
            os.seteuid(0)
            os.setegid(0)
