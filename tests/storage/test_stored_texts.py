from __future__ import annotations

import stat
from typing import TYPE_CHECKING

import pytest

from logtui.errors import StorageError
from logtui.storage.state import LogState
from logtui.storage.stored_texts import (
    all_stored_texts,
    delete_stored_text,
    drafts_folder,
    store_text,
    stored_text,
)

if TYPE_CHECKING:
    from pathlib import Path


def test_a_draft_is_kept_until_it_is_dropped(log: Path) -> None:
    store_text(log, "quick-add", "first")
    store_text(log, "quick-add", "second\r\n\ud800 \0 “ä”")
    store_text(log, "edit ../../x", "other")
    kept = stored_text(log, "quick-add")
    assert kept is not None
    assert kept.text == "second\r\n\ud800 \0 “ä”"
    assert {one.name for one in all_stored_texts(log)} == {"quick-add", "edit ../../x"}
    delete_stored_text(log, "quick-add")
    assert stored_text(log, "quick-add") is None
    assert [one.name for one in all_stored_texts(log)] == ["edit ../../x"]


def test_a_log_that_is_not_saved_yet_has_drafts(log: Path) -> None:
    missing = log.with_name("new.md")
    assert all_stored_texts(missing) == []
    store_text(missing, "quick-add", "text")
    assert [one.text for one in all_stored_texts(missing)] == ["text"]


def test_a_draft_is_private(log: Path) -> None:
    store_text(log, "quick-add", "secret")
    (file,) = LogState.of(log).drafts.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_folder_of_drafts_is_private(log: Path) -> None:
    assert drafts_folder(log) == LogState.of(log).drafts
    assert stat.S_IMODE(drafts_folder(log).stat().st_mode) == 0o700


def test_the_folder_of_drafts_is_named_where_it_cannot_be_made(log: Path, state_home: Path) -> None:
    state_home.write_bytes(b"in the way")
    assert drafts_folder(log) == LogState.of(log).drafts
    assert not drafts_folder(log).exists()


def test_a_damaged_draft_is_passed_over(log: Path) -> None:
    store_text(log, "quick-add", "text")
    (file,) = LogState.of(log).drafts.iterdir()
    file.write_bytes(file.read_bytes()[:9])
    assert stored_text(log, "quick-add") is None
    assert all_stored_texts(log) == []


def test_a_draft_that_cannot_be_kept_says_so(unprivileged: Path) -> None:
    unprivileged.with_name("state").chmod(0o555)
    with pytest.raises(StorageError, match="the draft is not kept"):
        store_text(unprivileged, "quick-add", "text")
