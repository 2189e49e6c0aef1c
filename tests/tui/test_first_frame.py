"""What is loaded before the first frame is drawn."""

from __future__ import annotations

import subprocess
import sys

import pytest

from support.outside import LOG

_MOST = 60
"""Modules of the program that may be loaded for the first frame, packages among them."""


_START = """
import sys
from pathlib import Path
from logtui.session import Session
Session.open(Path(sys.argv[1]))
import logtui.tui.app
print(*sys.modules)
"""


@pytest.fixture(scope="module")
def modules(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """Give the modules of the program that are loaded for a log and the screen that shows it."""
    path = tmp_path_factory.mktemp("first") / "log.md"
    path.write_bytes(LOG)
    command = [sys.executable, "-c", _START, str(path)]
    result = subprocess.run(command, capture_output=True, text=True, check=True)
    return [name for name in result.stdout.split() if name.partition(".")[0] == "logtui"]


def test_few_modules_are_loaded(modules: list[str]) -> None:
    assert "logtui.tui.main_screen" in modules
    assert len(modules) <= _MOST, modules


@pytest.mark.parametrize(
    "package",
    [
        *("tui.actions", "tui.background", "tui.dialogs", "tui.forms"),
        *("document.editing", "document.merging", "document.relations"),
        *("search", "fetch", "commands", "merging", "export", "records", "privacy"),
    ],
)
def test_what_comes_after_the_first_frame_is_not_loaded(modules: list[str], package: str) -> None:
    start = f"logtui.{package}"
    assert not [name for name in modules if name == start or name.startswith(f"{start}.")]
