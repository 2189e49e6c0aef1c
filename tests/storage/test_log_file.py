from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from logtui.errors import MissingLogError, StorageError
from logtui.storage.log_file import MAX_LOG_BYTES, identify_file, open_log, read_log

if TYPE_CHECKING:
    from collections.abc import Callable


def test_gives_the_bytes_as_they_are(log: Path) -> None:
    every_byte = bytes(range(256)) * 3 + b"\r\n\r\n\xef\xbb\xbf no final newline"
    log.write_bytes(every_byte)
    data, snapshot = read_log(log)
    assert data == every_byte
    assert snapshot.holds(every_byte)
    assert not snapshot.holds(every_byte[::-1])


def test_the_head_comes_first_and_all_of_it_after(log: Path) -> None:
    log.write_bytes(b"0123456789" * 300_000)
    with open_log(log) as opened:
        assert opened.size == 3_000_000
        assert opened.head(12) == b"012345678901"
        assert opened.read_all() == b"0123456789" * 300_000
        assert opened.head(4) == b"0123"


def test_an_empty_log_is_a_log(log: Path) -> None:
    log.write_bytes(b"")
    assert read_log(log)[0] == b""


def test_a_link_leads_to_the_file_itself(log: Path) -> None:
    link = log.with_name("link.md")
    link.symlink_to("log.md")
    assert read_log(link)[1].path == log.resolve()


def test_a_missing_log_names_the_way_to_start_one(log: Path) -> None:
    missing = log.with_name("my log.md")
    with pytest.raises(MissingLogError, match=r"logtui init '.*my log\.md'"):
        read_log(missing)


def make_directory(path: Path) -> None:
    path.mkdir()


def make_fifo(path: Path) -> None:
    os.mkfifo(path)


def make_socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as listener:
        here = Path.cwd()
        os.chdir(path.parent)
        listener.bind(path.name)
        os.chdir(here)


def make_loop(path: Path) -> None:
    path.symlink_to(path.name)


def make_link_to_a_device(path: Path) -> None:
    path.symlink_to("/dev/zero")


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (make_directory, "is a directory"),
        (make_fifo, "is a FIFO"),
        (make_socket, "is a socket"),
        (make_link_to_a_device, "is a device"),
        (make_loop, "symbolic links"),
    ],
)
def test_anything_but_a_regular_file_is_refused(
    log: Path, make: Callable[[Path], None], words: str
) -> None:
    other = log.with_name("other.md")
    make(other)
    with pytest.raises(StorageError, match=words) as refused:
        read_log(other)
    assert "\n" not in str(refused.value)


def test_a_name_that_no_file_can_have_is_refused() -> None:
    with pytest.raises(StorageError, match="not a file name"):
        read_log(Path("a\0b"))


def test_what_may_not_be_read_is_refused(unprivileged: Path) -> None:
    unprivileged.chmod(0)
    with pytest.raises(StorageError, match="permission denied"):
        read_log(unprivileged)


def test_a_file_beyond_the_limit_is_refused_unread(log: Path) -> None:
    os.truncate(log, MAX_LOG_BYTES + 1)
    with pytest.raises(StorageError, match="no more than 256 MiB"):
        read_log(log)


def test_an_edit_of_the_same_size_and_time_is_noticed(log: Path) -> None:
    _, snapshot = read_log(log)
    status = log.stat()
    log.write_bytes(log.read_bytes().replace(b"one", b"ONE"))
    os.utime(log, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert identify_file(log) != snapshot.identity


def test_an_untouched_file_keeps_its_identity(log: Path) -> None:
    assert read_log(log)[1].identity == identify_file(log)
