"""Where the paths of a log lead, and what is done with the files there."""

from __future__ import annotations

import os
import unicodedata
from typing import TYPE_CHECKING, Literal

import pytest

from logtui.system.file_types import SNIFFED_BYTES, Opener
from logtui.system.local_files import LocalFileError, find_local_file, local_file_type

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


@pytest.mark.parametrize("stored", ["NFC", "NFD"])
@pytest.mark.parametrize("written", ["NFC", "NFD"])
@pytest.mark.parametrize(
    "path", ["résumé.pdf", "Übung/Ångström é.txt", "한국어/ệ.md", "plain/é.md", "é/plain.md"]
)
def test_accents_may_be_stored_in_another_way_than_they_are_written(
    log: Path, path: str, written: Literal["NFC", "NFD"], stored: Literal["NFC", "NFD"]
) -> None:
    file = log.parent / unicodedata.normalize(stored, path)
    file.parent.mkdir(exist_ok=True)
    file.write_text("text")
    assert find_local_file(log, unicodedata.normalize(written, path)) == file


def test_a_file_that_is_spelled_as_the_link_goes_first(log: Path) -> None:
    spellings = [unicodedata.normalize(form, "ệ.md") for form in ("NFC", "NFD")]
    for spelling in spellings:
        (log.parent / spelling).write_text("text")
    assert [find_local_file(log, name).name for name in spellings] == spellings
    assert find_local_file(log, "e\u0302\u0323.md").name in spellings


@pytest.mark.parametrize("name", ["resume.pdf", "RÉSUMÉ.pdf", "ﬁ.md", "²"])
def test_nothing_but_accents_may_differ(log: Path, name: str) -> None:
    for other in ("résumé.pdf", "fi.md", "2"):
        (log.parent / other).write_text("text")
    with pytest.raises(LocalFileError, match="is missing"):
        find_local_file(log, name)


@pytest.mark.parametrize("written", ["NFC", "NFD"])
def test_accents_lead_nowhere_outside(
    log: Path, tmp_path: Path, written: Literal["NFC", "NFD"]
) -> None:
    for form in ("NFC", "NFD"):
        (tmp_path / unicodedata.normalize(form, "sécret")).write_text("secret")
    (log.parent / "way").symlink_to("..")
    (log.parent / unicodedata.normalize("NFD", "dehórs")).symlink_to(tmp_path)
    for path in ("way/sécret", "../sécret", "dehórs/sécret", "dehórs", "way/none é"):
        with pytest.raises(LocalFileError, match="outside"):
            find_local_file(log, unicodedata.normalize(written, path))


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
    assert (local_file_type(tmp_path / name).opener is Opener.EDITOR) is read


@pytest.mark.parametrize("name", ["papers", "v1.2", "2024.01.02", ".hidden", "[1.4]_A_&_B"])
def test_folders_are_for_the_desktop(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    assert local_file_type(tmp_path / name).opener is Opener.DESKTOP


@pytest.mark.parametrize(
    "name", ["setup.pkg", "trap.workflow", "x.prefPane", ".x.app2.saver", "paper.pdf"]
)
def test_the_user_is_asked_about_folders_that_may_be_programs(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()
    opener, type_name = local_file_type(tmp_path / name)
    assert opener is Opener.CONFIRMED_DESKTOP
    assert "folder" in type_name


@pytest.mark.parametrize(
    ("name", "start", "opener"),
    [
        ("video.mkv", b"\x1aE\xdf\xa3", Opener.DESKTOP),
        ("notes.txt", b"a" * SNIFFED_BYTES, Opener.EDITOR),
        ("model.bin", b"\0", Opener.CONFIRMED_DESKTOP),
    ],
)
def test_only_the_beginning_of_a_huge_file_is_read(
    tmp_path: Path, name: str, start: bytes, opener: Opener
) -> None:
    (tmp_path / name).write_bytes(start)
    os.truncate(tmp_path / name, 1 << 40)
    assert local_file_type(tmp_path / name).opener is opener


def test_a_link_is_what_it_leads_to(log: Path) -> None:
    (log.parent / "run.sh").write_bytes(b"#!/bin/sh\0")
    (log.parent / "paper.pdf").symlink_to("run.sh")
    assert local_file_type(find_local_file(log, "paper.pdf")).name == "a script"


def test_what_cannot_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_text("text")
    (tmp_path / "a.txt").chmod(0)
    if os.access(tmp_path / "a.txt", os.R_OK):  # the tests run as root
        monkeypatch.setattr("pathlib.Path.open", _deny)
    with pytest.raises(LocalFileError, match=r"a\.txt cannot be read: Permission denied"):
        local_file_type(tmp_path / "a.txt")


def _deny(*_: object) -> None:
    raise PermissionError(13, "Permission denied")


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("tool", b"\x7fELF\2\1\1\0"),
        ("x.exe", b"MZ\x90\0"),
        ("x.jar", b"PK"),
        ("x.LNK", b"L"),
        ("picture.png", b"\x7fELF\0"),
    ],
)
def test_programs_are_refused(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(LocalFileError, match="is a program"):
        local_file_type(tmp_path / name)


def test_what_would_wait_for_somebody_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(LocalFileError, match="not a file"):
        local_file_type(tmp_path / "pipe")
