from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from logtui.storage.state import LogState, Position, keep_position, last_position
from support.folders import neighbours

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    "kept",
    [
        Position((), None),
        Position((2024,), "- one"),
        Position((2024, 9, 25), "- 📜 two\n    - a note"),
        Position((2024, 9, "undated"), "- caf\udce9"),
    ],
)
def test_a_reader_comes_back_to_where_they_were(log: Path, kept: Position) -> None:
    keep_position(log, kept)
    assert last_position(log) == kept


def test_the_place_left_last_counts(log: Path) -> None:
    keep_position(log, Position((2023,), "- two"))
    keep_position(log, Position((2024,), "- one"))
    assert last_position(log) == Position((2024,), "- one")


def test_each_log_has_its_own_place_by_whatever_name_it_is_opened(log: Path) -> None:
    other, link = log.with_name("other.md"), log.with_name("link.md")
    link.symlink_to(log)
    keep_position(log, Position((2024,), "- one"))
    assert last_position(link) == Position((2024,), "- one")
    assert last_position(other) is None


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"\xff",
        b"[]",
        b"null",
        b'{"scope": []}',
        b'{"scope": 2024, "entry": null}',
        b'{"scope": [], "entry": 1}',
    ],
)
def test_a_damaged_memory_is_none(log: Path, content: bytes) -> None:
    keep_position(log, Position((2024,), "- one"))
    LogState.of(log).position.write_bytes(content)
    assert last_position(log) is None


def test_only_the_user_may_read_it_and_nothing_lies_beside_the_log(log: Path) -> None:
    keep_position(log, Position((2024,), "- one"))
    assert stat.S_IMODE(LogState.of(log).position.stat().st_mode) == 0o600
    assert neighbours(log) == ["log.md"]


def test_a_state_directory_that_cannot_be_written_is_an_error_of_the_system(
    log: Path, state_home: Path
) -> None:
    state_home.write_bytes(b"in the way")
    with pytest.raises(OSError, match="state-home"):
        keep_position(log, Position((), None))
    assert last_position(log) is None
