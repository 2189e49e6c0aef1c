from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from logtui.errors import HistoryError
from logtui.storage import versions

if TYPE_CHECKING:
    from logtui.storage.state import LogState

DAY_NS = 86_400 * 10**9


def contents(state: LogState) -> list[bytes]:
    return [version.read() for version in versions.kept_versions(state)]


def test_the_newest_is_first(state: LogState) -> None:
    for content in [b"a", b"b", b"c"]:
        versions.keep_version(state, content)
    assert contents(state) == [b"c", b"b", b"a"]


def test_the_last_fifty_are_kept(state: LogState) -> None:
    for number in range(55):
        versions.keep_version(state, b"%d" % number)
    assert contents(state) == [b"%d" % number for number in range(54, 4, -1)]


def test_a_content_is_kept_once(state: LogState) -> None:
    for content in [b"a", b"a", b"b", b"a"]:
        versions.keep_version(state, content)
    assert contents(state) == [b"a", b"b"]


def test_a_month_later_a_version_goes(state: LogState, monkeypatch: pytest.MonkeyPatch) -> None:
    versions.keep_version(state, b"a")
    later = time.time_ns() + 29 * DAY_NS
    monkeypatch.setattr(time, "time_ns", lambda: later)
    versions.keep_version(state, b"b")
    assert contents(state) == [b"b", b"a"]
    monkeypatch.setattr(time, "time_ns", lambda: later + 2 * DAY_NS)
    versions.keep_version(state, b"c")
    assert contents(state) == [b"c", b"b"]


def test_large_versions_are_fewer(state: LogState, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(versions, "MAX_VERSION_BYTES", 250)
    for letter in b"abcd":
        versions.keep_version(state, bytes([letter]) * 100)
    assert [content[:1] for content in contents(state)] == [b"d", b"c"]
    versions.keep_version(state, b"e" * 1000)
    assert [content[:1] for content in contents(state)] == [b"e"]


def test_a_clock_that_is_set_back_keeps_the_order(
    state: LogState, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions.keep_version(state, b"a")
    monkeypatch.setattr(time, "time_ns", lambda: 1)
    versions.keep_version(state, b"b")
    assert contents(state) == [b"b", b"a"]


def test_other_files_in_the_folder_are_no_versions(state: LogState) -> None:
    versions.keep_version(state, b"a")
    (state.versions / "notes-1.md").write_bytes(b"")
    (state.versions / ".unfinished").write_bytes(b"torn")
    versions.keep_version(state, b"b")
    assert contents(state) == [b"b", b"a"]


def test_a_version_that_was_removed_meanwhile_is_named(state: LogState) -> None:
    versions.keep_version(state, b"a")
    (version,) = versions.kept_versions(state)
    version.file.unlink()
    with pytest.raises(HistoryError, match=rf"{version.file.name} cannot be read: no such file"):
        version.read()


def test_a_version_that_was_written_to_is_damaged(state: LogState) -> None:
    versions.keep_version(state, b"a")
    (version,) = versions.kept_versions(state)
    version.file.write_bytes(b"b")
    with pytest.raises(HistoryError, match="is damaged; choose another version"):
        version.read()
