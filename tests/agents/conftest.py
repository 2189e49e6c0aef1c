"""A small log for agents."""

from pathlib import Path

import pytest

from support.agents import AGENT_LOG


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Give a small log, alone in its folder."""
    file = tmp_path / "log" / "research-log.md"
    file.parent.mkdir()
    file.write_text(AGENT_LOG, "utf-8")
    return file
