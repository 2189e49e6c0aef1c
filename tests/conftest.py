"""Options and fixtures for all tests."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

from support.queue_log import SECTION

# How long an example takes says more about the machine than about the code.
settings.register_profile("logtui", deadline=None, max_examples=60)
settings.register_profile("thorough", deadline=None, max_examples=1000)
settings.load_profile("logtui")

SHARED_LOGS = Path(__file__).parents[2] / "shared" / "logs"


def pytest_xdist_auto_num_workers() -> int:
    """Return how many tests run at once: half of the time they wait for a screen."""
    return (os.cpu_count() or 1) * 3 // 2


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--redraw", action="store_true", help="draw the pictures in screenshots/ anew")


@pytest.fixture
def redraw(request: pytest.FixtureRequest) -> bool:
    """Whether pictures are to be drawn anew instead of compared."""
    return bool(request.config.getoption("--redraw"))


@pytest.fixture(scope="session")
def shared_logs() -> Path:
    """The folder of real logs that lies next to some checkouts; the test is skipped elsewhere."""
    if not SHARED_LOGS.is_dir():
        pytest.skip(f"it reads real logs, which are not published; none lie in {SHARED_LOGS}")
    return SHARED_LOGS


@pytest.fixture
def section(tmp_path: Path) -> Path:
    """Give a log whose queue is the items below a heading."""
    path = tmp_path / "section.md"
    path.write_bytes(SECTION.encode())
    return path


@pytest.fixture(autouse=True)
def _own_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep the user's state and settings out of the tests, and the tests out of them."""
    for name in ("STATE", "CONFIG", "CACHE", "DATA"):
        monkeypatch.setenv(f"XDG_{name}_HOME", str(tmp_path / ".xdg" / name.lower()))
    for name in ("LOGTUI_LOG", "NO_COLOR", "BROWSER", "DISPLAY", "WAYLAND_DISPLAY", "TMUX"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("SSH_CONNECTION", raising=False)
