from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING

import pytest

from logtui.errors import StorageError
from logtui.storage.revision import Revision
from logtui.storage.save import create_log

if TYPE_CHECKING:
    from pathlib import Path

LEGEND = Revision(b"Legend:\n", "new log")


def test_a_new_log_follows_the_users_mask(log: Path) -> None:
    new = log.with_name("new.md")
    mask = os.umask(0o027)
    try:
        saved = create_log(new, LEGEND)
    finally:
        os.umask(mask)
    assert new.read_bytes() == b"Legend:\n"
    assert stat.S_IMODE(new.stat().st_mode) == 0o640
    assert saved.snapshot.holds(b"Legend:\n")


def test_an_existing_file_is_never_touched(log: Path) -> None:
    old = log.read_bytes()
    with pytest.raises(StorageError, match="exists already"):
        create_log(log, LEGEND)
    dangling = log.with_name("dangling.md")
    dangling.symlink_to("nowhere.md")
    with pytest.raises(StorageError, match="exists already"):
        create_log(dangling, LEGEND)
    assert log.read_bytes() == old


def test_a_missing_folder_is_named(log: Path) -> None:
    with pytest.raises(StorageError, match="nowhere does not exist; make that folder"):
        create_log(log.parent / "nowhere" / "new.md", LEGEND)


def test_a_folder_without_write_permission_is_no_place_for_a_log(unprivileged: Path) -> None:
    unprivileged.parent.chmod(0o555)
    new = unprivileged.with_name("new.md")
    with pytest.raises(StorageError, match=r"new\.md cannot be made: permission denied"):
        create_log(new, LEGEND)
    assert not new.exists()
