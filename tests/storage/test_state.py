from __future__ import annotations

import errno
import os
import re
from typing import TYPE_CHECKING

from logtui.storage.state import LogState, state_root

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_the_state_directory_is_where_the_user_wants_it(
    state_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert state_root() == state_home / "logtui"
    monkeypatch.setenv("XDG_STATE_HOME", "relative")
    assert state_root().is_absolute()


def test_two_logs_never_share_a_folder(log: Path) -> None:
    other = log.with_name("other.md")
    assert LogState.of(log) != LogState.of(other)
    assert LogState.of(log) == LogState.of(log.parent / ".." / log.parent.name / log.name)


def test_a_stray_file_moves_across_file_systems(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def another_file_system(_source: object, _target: object) -> None:
        raise OSError(errno.EXDEV, os.strerror(errno.EXDEV))

    monkeypatch.setattr(os, "rename", another_file_system)
    content = log.read_bytes()
    kept = LogState.of(log).rescue(log)
    assert re.fullmatch(rf"\d{{4}}-\d\d-\d\d-\d{{6}}\.\d{{9}}-{log.name}", kept.name)
    assert kept.read_bytes() == content
    assert not log.exists()
