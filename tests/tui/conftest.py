"""A log for the screens, and a file that is looked at often."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from logtui.storage import watch
from support.outside import LOG

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Give the path of a small log."""
    path = tmp_path / "log.md"
    path.write_bytes(LOG)
    return path


@pytest.fixture
def _watched_closely(monkeypatch: pytest.MonkeyPatch) -> None:
    """Have changes of the file noticed without the usual wait for more of them."""
    monkeypatch.setattr(watch, "START_DELAY", 0.0)
    monkeypatch.setattr(watch, "RECHECK_DELAY", 0.1)
