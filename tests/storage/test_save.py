from __future__ import annotations

import errno
import os
import shutil
import stat
import struct
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from logtui.errors import InPlaceOnlyError, MissingLogError, StorageError
from logtui.storage import files
from logtui.storage.log_file import identify_file, read_log
from logtui.storage.revision import Revision
from logtui.storage.save import save_log
from support.folders import neighbours

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def add(line: bytes) -> Callable[[bytes], Revision]:
    return lambda old: Revision(old + line, "add a line")


def test_the_file_holds_what_was_made_of_it(log: Path) -> None:
    old = log.read_bytes()
    saved = save_log(log, add(b"- three\n"))
    assert log.read_bytes() == old + b"- three\n"
    assert saved.snapshot == read_log(log)[1]
    assert saved.warnings == ()
    assert neighbours(log) == ["log.md"]


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(old=st.binary(), new=st.binary())
def test_any_bytes_replace_any_bytes(log: Path, old: bytes, new: bytes) -> None:
    log.write_bytes(old)
    save_log(log, lambda _: Revision(new, "any"))
    assert log.read_bytes() == new


def test_what_changes_nothing_writes_nothing(log: Path, state_home: Path) -> None:
    before = identify_file(log)
    assert save_log(log, add(b"")).change is None
    assert identify_file(log) == before
    assert not [path for path in state_home.rglob("*") if path.is_file() and path.name != "lock"]


def test_an_edit_that_cannot_be_made_leaves_the_file(log: Path) -> None:
    def refuse(_: bytes) -> Revision:
        raise StorageError("no")

    before = identify_file(log)
    with pytest.raises(StorageError, match="no"):
        save_log(log, refuse)
    assert identify_file(log) == before


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o664, 0o755])
def test_the_mode_stays(log: Path, mode: int) -> None:
    log.chmod(mode)
    save_log(log, add(b"- three\n"))
    assert stat.S_IMODE(log.stat().st_mode) == mode


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can give files away")
def test_the_owner_stays(log: Path) -> None:
    os.chown(log, 1234, 2345)
    save_log(log, add(b"- three\n"))
    assert (log.stat().st_uid, log.stat().st_gid) == (1234, 2345)


def test_extended_attributes_stay(log: Path) -> None:
    try:
        os.setxattr(log, "user.note", b"keep me")
    except OSError:
        pytest.skip("the file system has no extended attributes")
    save_log(log, add(b"- three\n"))
    assert os.getxattr(log, "user.note") == b"keep me"


@pytest.mark.skipif(shutil.which("setfacl") is None, reason="setfacl is not installed")
def test_the_access_control_list_stays_the_files_own(log: Path) -> None:
    def access(path: Path) -> str:
        command = ["getfacl", "--omit-header", "--absolute-names", str(path)]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout

    own = ["setfacl", "-m", "u:1234:rw", str(log)]
    if subprocess.run(own, check=False, capture_output=True).returncode:
        pytest.skip("the file system has no access control lists")
    before = access(log)
    # What the folder hands to new files is not the log's.
    subprocess.run(["setfacl", "-d", "-m", "u:4321:rwx", str(log.parent)], check=True)
    save_log(log, add(b"- three\n"))
    assert access(log) == before
    plain = log.with_name("plain.md")
    plain.write_bytes(b"")
    subprocess.run(["setfacl", "-b", str(plain)], check=True)
    before = access(plain)
    save_log(plain, add(b"- three\n"))
    assert access(plain) == before


def test_a_log_keeps_its_own_list_or_none_in_a_folder_that_hands_out_one(log: Path) -> None:
    # Version 2; the owner, user 4321, the group, the mask, all others, each with what they may.
    anyone = 0xFFFFFFFF
    entries = ((1, 7, anyone), (2, 6, 4321), (4, 5, anyone), (16, 7, anyone), (32, 5, anyone))
    packed = struct.pack("<I", 2) + b"".join(struct.pack("<HHI", *entry) for entry in entries)
    try:
        os.setxattr(log.parent, "system.posix_acl_default", packed)
    except OSError:
        pytest.skip("the file system has no access control lists")
    listed = log.with_name("listed.md")
    listed.write_bytes(b"")
    for file, names in ((log, []), (listed, ["system.posix_acl_access"])):
        before = file.stat().st_mode
        values = [os.getxattr(file, name) for name in names]
        save_log(file, add(b"- three\n"))
        assert os.listxattr(file) == names
        assert [os.getxattr(file, name) for name in names] == values
        assert file.stat().st_mode == before


def test_a_link_stays_a_link(log: Path) -> None:
    link = log.with_name("link.md")
    link.symlink_to("log.md")
    save_log(link, add(b"- three\n"))
    assert str(link.readlink()) == "log.md"
    assert log.read_bytes().endswith(b"- three\n")


def test_a_hard_link_is_refused(log: Path) -> None:
    os.link(log, log.with_name("other.md"))
    before = identify_file(log)
    with pytest.raises(InPlaceOnlyError, match="2 hard links"):
        save_log(log, add(b"- three\n"))
    assert identify_file(log) == before


def test_a_read_only_file_is_refused(log: Path) -> None:
    log.chmod(0o444)
    before = identify_file(log)
    with pytest.raises(StorageError, match=r"read-only; allow writing with chmod u\+w"):
        save_log(log, add(b"- three\n"))
    assert identify_file(log) == before


def test_a_folder_without_write_permission_is_refused(unprivileged: Path) -> None:
    unprivileged.parent.chmod(0o555)
    before = identify_file(unprivileged)
    with pytest.raises(InPlaceOnlyError, match="takes no new files"):
        save_log(unprivileged, add(b"- three\n"))
    assert identify_file(unprivileged) == before


def test_a_file_of_somebody_else_is_refused(unprivileged: Path) -> None:
    if os.getuid() != 0:
        pytest.skip("only root can give files away")
    os.seteuid(0)
    os.chown(unprivileged, 1234, -1)
    unprivileged.chmod(0o666)
    os.seteuid(65534)
    with pytest.raises(InPlaceOnlyError, match="owner, mode or attributes"):
        save_log(unprivileged, add(b"- three\n"))
    assert neighbours(unprivileged) == ["log.md", "state"]


def test_a_state_directory_that_cannot_be_written_only_warns(unprivileged: Path) -> None:
    state = unprivileged.with_name("state")
    state.chmod(0o555)
    saved = save_log(unprivileged, add(b"- three\n"))
    assert unprivileged.read_bytes().endswith(b"- three\n")
    assert [warning.partition(":")[0] for warning in saved.warnings] == ["nothing is kept for undo"]


def test_a_missing_file_is_not_made(log: Path) -> None:
    log.unlink()
    with pytest.raises(MissingLogError, match="logtui init"):
        save_log(log, add(b"- three\n"))
    assert neighbours(log) == []


@pytest.mark.parametrize("error", [errno.ENOSYS, errno.EINVAL])
def test_a_system_that_cannot_exchange_names_renames(
    log: Path, monkeypatch: pytest.MonkeyPatch, error: int
) -> None:
    monkeypatch.setattr(files, "_renameat2", lambda _one, _other: error)
    old = log.read_bytes()
    save_log(log, add(b"- three\n"))
    assert log.read_bytes() == old + b"- three\n"
    assert neighbours(log) == ["log.md"]


def test_files_of_the_user_beside_the_log_are_left_alone(log: Path) -> None:
    names = [".log.md.tmp", "log.md~", "log.md.lock", "log.md.bak", ".logtui-mine"]
    for name in names:
        log.with_name(name).write_bytes(b"mine")
    save_log(log, add(b"- three\n"))
    assert all(log.with_name(name).read_bytes() == b"mine" for name in names)


def test_a_name_of_the_greatest_length_can_be_saved(log: Path) -> None:
    long = log.rename(log.with_name("x" * 252 + ".md"))
    save_log(long, add(b"- three\n"))
    assert neighbours(long) == [long.name]


def test_the_state_directory_is_private(log: Path, state_home: Path) -> None:
    save_log(log, add(b"- three\n"))
    root = state_home / "logtui"
    modes = {stat.S_IMODE(path.stat().st_mode) for path in [root, *root.rglob("*")]}
    assert modes == {0o600, 0o700}
