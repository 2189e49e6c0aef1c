from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from logtui.storage.files import read_regular_file, write_atomically, write_new_file
from support.folders import neighbours

if TYPE_CHECKING:
    from pathlib import Path


def test_only_a_regular_file_has_bytes(log: Path, tmp_path: Path) -> None:
    fifo = tmp_path / "fifo"
    os.mkfifo(fifo)
    assert read_regular_file(log) == log.read_bytes()
    assert read_regular_file(fifo) is None
    assert read_regular_file(tmp_path) is None


def test_a_link_is_not_followed(log: Path) -> None:
    link = log.with_name("link.md")
    link.symlink_to(log)
    with pytest.raises(OSError, match="symbolic link"):
        read_regular_file(link)


def test_a_new_file_never_takes_the_place_of_another(log: Path) -> None:
    old = log.read_bytes()
    with pytest.raises(FileExistsError):
        write_new_file(log, b"new")
    assert log.read_bytes() == old


def test_a_file_is_replaced_as_a_whole(log: Path) -> None:
    write_atomically(log, b"new")
    assert log.read_bytes() == b"new"
    assert neighbours(log) == ["log.md"]


def test_what_cannot_be_replaced_leaves_nothing_beside_it(log: Path) -> None:
    folder = log.with_name("folder")
    folder.mkdir()
    with pytest.raises(IsADirectoryError):
        write_atomically(folder, b"new")
    assert neighbours(log) == ["folder", "log.md"]
