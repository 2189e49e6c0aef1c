"""Where the paths of a log lead, and what is done with the files there."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from logtui.system.open_policy import LocalFileError, find_local_file, is_text_file

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def log(tmp_path: Path) -> Path:
    folder = tmp_path / "notes"
    (folder / "papers").mkdir(parents=True)
    (folder / "papers" / "a b.txt").write_text("text")
    (tmp_path / "secret").write_text("secret")
    path = folder / "log.md"
    path.write_text("2024-01-01\n- one\n")
    return path


@pytest.mark.parametrize(
    "path", ["papers/a b.txt", "./papers/../papers/a b.txt", "../notes/papers/a b.txt"]
)
def test_a_path_leads_from_the_folder_of_the_log(
    log: Path, path: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir("/")
    assert find_local_file(log, path) == (log.parent / "papers" / "a b.txt").resolve()


def test_a_log_lies_where_its_text_does(log: Path, tmp_path: Path) -> None:
    alias = tmp_path / "alias.md"
    alias.symlink_to(log)
    assert find_local_file(alias, "papers").name == "papers"
    with pytest.raises(LocalFileError, match="outside"):
        find_local_file(alias, "../secret")


@pytest.mark.parametrize("path", ["none.txt", "papers/none/x", "log.md/x", "dangling"])
def test_what_is_missing_is_named_as_missing(log: Path, path: str) -> None:
    (log.parent / "dangling").symlink_to("gone")
    with pytest.raises(LocalFileError, match="is missing") as error:
        find_local_file(log, path)
    assert str(error.value).startswith(path)


@pytest.mark.parametrize("path", ["../secret", "/etc/passwd", "way/out", "..", "papers/../../none"])
def test_what_lies_outside_is_refused_whether_it_is_there_or_not(log: Path, path: str) -> None:
    (log.parent / "way").symlink_to("..")
    with pytest.raises(LocalFileError, match="outside"):
        find_local_file(log, path.replace("way/out", "way/secret"))


@pytest.mark.parametrize("path", ["loop", "nul\0", "x" * 10_000])
def test_what_is_no_path_at_all_is_refused(log: Path, path: str) -> None:
    (log.parent / "loop").symlink_to("loop")
    with pytest.raises(LocalFileError, match="cannot be opened"):
        find_local_file(log, path)


@pytest.mark.parametrize(
    ("name", "content", "read"),
    [
        ("notes.md", "# é".encode(), True),
        ("results.csv", b"a,b\n", True),
        ("run.sh", b"#!/bin/sh\nrm -rf x\n", True),
        ("trap.desktop", b"[Desktop Entry]\nExec=id\n", True),
        ("old.txt", b"caf\xe9", True),
        ("README", b"MZ is how it begins", True),
        ("empty", b"", True),
        ("paper.pdf", b"%PDF-1.4 all ascii", False),
        ("page.html", b"<p>", False),
        ("figure.svg", b"<svg/>", False),
        ("data.bin", b"\0\1\2", False),
    ],
)
def test_text_is_for_the_editor(tmp_path: Path, name: str, content: bytes, *, read: bool) -> None:
    (tmp_path / name).write_bytes(content)
    assert is_text_file(tmp_path / name) is read


def test_folders_are_for_the_desktop(tmp_path: Path) -> None:
    assert not is_text_file(tmp_path)


@pytest.mark.parametrize(
    ("name", "content"),
    [("tool", b"\x7fELF\2\1\1\0"), ("x.exe", b"MZ\x90\0"), ("x.jar", b"PK"), ("x.lnk", b"L")],
)
def test_programs_are_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(LocalFileError, match="is a program"):
        is_text_file(tmp_path / name)


def test_what_would_wait_for_somebody_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(LocalFileError, match="no file"):
        is_text_file(tmp_path / "pipe")
