from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from logtui.storage.replacement import clear_temporary, temporary_path
from logtui.storage.revision import Revision
from logtui.storage.save import save_log
from logtui.storage.state import LogState

if TYPE_CHECKING:
    from pathlib import Path

KNOWN = (b"old\n", b"new\n")


@pytest.fixture
def temp(log: Path) -> Path:
    """Give the place of a temporary file beside the log."""
    return temporary_path(log)


def test_a_file_whose_content_is_known_goes(log: Path, temp: Path) -> None:
    for content in KNOWN:
        temp.write_bytes(content)
        warnings: list[str] = []
        clear_temporary(temp, KNOWN, LogState.of(log), warnings)
        assert not temp.exists()
        assert warnings == []
    assert not LogState.of(log).rescued.exists()


def test_what_somebody_else_wrote_is_moved_away_and_told_of(log: Path, temp: Path) -> None:
    temp.write_bytes(b"theirs\n")
    warnings: list[str] = []
    clear_temporary(temp, KNOWN, LogState.of(log), warnings)
    (kept,) = LogState.of(log).rescued.iterdir()
    assert kept.read_bytes() == b"theirs\n"
    assert warnings == [f"the replaced file could not be removed or was still written to: {kept}"]
    assert not temp.exists()


def test_a_link_in_its_place_is_moved_away_unread(log: Path, temp: Path) -> None:
    other = log.with_name("other.md")
    other.write_bytes(KNOWN[0])
    temp.symlink_to(other)
    warnings: list[str] = []
    clear_temporary(temp, KNOWN, LogState.of(log), warnings)
    (kept,) = LogState.of(log).rescued.iterdir()
    assert kept.readlink() == other
    assert other.read_bytes() == KNOWN[0]


def test_what_cannot_be_moved_away_stays_and_is_told_of(
    log: Path, temp: Path, state_home: Path
) -> None:
    state_home.write_bytes(b"in the way")
    temp.write_bytes(b"theirs\n")
    warnings: list[str] = []
    clear_temporary(temp, KNOWN, LogState.of(log), warnings)
    assert temp.read_bytes() == b"theirs\n"
    assert warnings == [f"{temp} was left behind; look at it and remove it"]


def test_what_an_interrupted_save_left_is_moved_away_by_the_next_one(log: Path, temp: Path) -> None:
    temp.write_bytes(b"half of i")
    other = temporary_path(log.with_name("other.md"))
    other.write_bytes(b"of another log")
    save_log(log, lambda old: Revision(old + b"- three\n", "add"))
    (kept,) = LogState.of(log).rescued.iterdir()
    assert kept.read_bytes() == b"half of i"
    assert kept.name.endswith(temp.name)
    assert sorted(log.parent.iterdir()) == sorted([log, other])
