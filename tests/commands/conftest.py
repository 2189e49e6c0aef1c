"""One small log, as the commands get it."""

from pathlib import Path

import pytest

LOG = """\
Legend:
- 📜: papers
- 📺: videos

09/25/2024
- 📜[One](https://arxiv.org/abs/1)
    - a note
        - a nested note
- 📺[Two](https://example.org/2)

08/20/2024
- 📜[Three](https://arxiv.org/abs/3)
- no link, no kind
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Give a small log, alone in its folder."""
    folder = tmp_path / "log"
    folder.mkdir()
    file = folder / "research-log.md"
    file.write_bytes(LOG.encode())
    return file


@pytest.fixture
def text() -> str:
    """Give the content of the small log."""
    return LOG


@pytest.fixture(autouse=True)
def _own_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep what the user's terminal is like out of the tests."""
    for name in ("COLUMNS", "LINES", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
