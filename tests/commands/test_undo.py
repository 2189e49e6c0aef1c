from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from support.programs import command

if TYPE_CHECKING:
    from pathlib import Path

DATE = ("--date", "2024-09-25")


def listed(log: Path, option: str) -> list[str]:
    """Return what stands behind number and time in each line of a list."""
    lines = command("undo", log, option).stdout.splitlines()
    found = [re.fullmatch(r" *(\d+)  \d{4}-\d\d-\d\d \d\d:\d\d:\d\d  (.+)", line) for line in lines]
    assert [match and int(match[1]) for match in found] == list(range(1, len(lines) + 1))
    return [match[2] for match in found if match]


@pytest.mark.parametrize(
    "words",
    [
        ["add", "{}", "Four", *DATE, "--note", "a note"],
        ["add", "{}", "Four", "--date", "2023-01-02"],
        ["edit", "{}", "--line", "6", "--title", "Uno"],
        ["edit", "{}", "--line", "6", "--date", "2024-08-20"],
        ["rm", "{}", "--line", "9"],
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_any_write_is_taken_back_and_made_again(
    log: Path, text: str, words: list[str], end: str
) -> None:
    old = (text.rstrip("\n").replace("\n", end or "\n") + end).encode()
    log.write_bytes(old)
    assert command(*(word.format(log) for word in words)).returncode == 0
    new = log.read_bytes()
    assert new != old
    undone = command("undo", log)
    assert (undone.returncode, undone.stderr) == (0, "")
    assert undone.stdout.startswith(f"{log}: undone: {words[0]}".replace(": rm", ": delete"))
    assert log.read_bytes() == old
    redone = command("redo", log)
    assert (redone.returncode, redone.stderr) == (0, "")
    assert redone.stdout.startswith(f"{log}: redone: ")
    assert log.read_bytes() == new


@pytest.mark.parametrize(
    "words",
    [
        ["add", "{}", "Four", *DATE],
        ["edit", "{}", "--line", "6", "--title", "Uno"],
        ["rm", "{}", "--line", "9"],
    ],
)
def test_a_file_with_two_names_is_written_and_taken_back_where_the_user_agrees(
    log: Path, text: str, words: list[str]
) -> None:
    other = log.with_name("other.md")
    other.hardlink_to(log)
    agreed = [*(word.format(log) for word in words), "--in-place"]
    assert command(*agreed[:-1]).returncode == 1
    assert command(*agreed).returncode == 0
    new = log.read_bytes()
    assert command("undo", log).returncode == 1
    steps: list[tuple[list[str], bytes]] = [
        (["undo"], text.encode()),
        (["redo"], new),
        (["undo", "--restore", "1"], text.encode()),
    ]
    for (name, *options), content in steps:
        assert log.read_bytes() != content
        done = command(name, log, *options, "--in-place")
        assert (done.returncode, done.stderr) == (0, "")
        assert log.read_bytes() == content
        assert log.samefile(other)


def test_everything_is_taken_back_in_turn_and_listed(log: Path, text: str) -> None:
    command("add", log, "Four", *DATE)
    command("edit", log, "--line", "10", "--title", "Quatre")
    command("rm", log, "--line", "6")
    assert listed(log, "--list") == ["delete One", "edit Four", "add Four"]
    for left in (2, 1, 0):
        assert command("undo", log).returncode == 0
        assert len(listed(log, "--list")) == left
    assert log.read_bytes() == text.encode()
    done = command("undo", log)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "logtui: there is no write of logtui to undo in this log\n"


def test_what_another_program_wrote_elsewhere_stays(log: Path, text: str) -> None:
    command("add", log, "Four", *DATE)
    log.write_bytes(log.read_bytes().replace(b"Legend:", b"Key:"))
    assert command("undo", log).returncode == 0
    assert log.read_bytes() == text.replace("Legend:", "Key:").encode()


def test_what_another_program_wrote_there_is_not_taken_back(log: Path) -> None:
    command("add", log, "Four", *DATE)
    log.write_bytes(log.read_bytes().replace(b"Four", b"Five"))
    before = log.read_bytes()
    done = command("undo", log)
    assert (done.returncode, done.stdout) == (1, "")
    assert "the file was changed there by another program" in done.stderr
    assert log.read_bytes() == before


def test_nothing_undone_is_nothing_to_redo(log: Path, text: str) -> None:
    done = command("redo", log)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "logtui: there is no undone write to redo in this log\n"
    assert log.read_bytes() == text.encode()


def test_a_version_is_brought_back_and_that_is_taken_back(log: Path, text: str) -> None:
    command("add", log, "Four", *DATE)
    log.write_bytes(b"- gone\n")
    command("add", log, "more")
    size = len(text.encode())
    assert listed(log, "--versions") == ["7 bytes", f"{size} bytes"]
    done = command("undo", log, "--restore", "2")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{log}: version 2 of ")
    assert log.read_bytes() == text.encode()
    assert command("undo", log).returncode == 0
    assert log.read_bytes() == b"- gone\n- more\n"


def test_a_version_that_is_there_already_is_not_written(log: Path, text: str) -> None:
    command("add", log, "Four", *DATE)
    command("undo", log)
    done = command("undo", log, "--restore", "2")
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == f"logtui: {log} is version 2 already, nothing is written\n"
    assert log.read_bytes() == text.encode()


def test_a_deleted_log_is_brought_back(log: Path, text: str) -> None:
    command("rm", log, "--line", "6")
    log.unlink()
    assert len(listed(log, "--versions")) == 1
    assert command("undo", log, "--restore", "1").returncode == 0
    assert log.read_bytes() == text.encode()


@pytest.mark.parametrize("number", ["0", "2", "-1"])
def test_a_version_that_is_not_kept_is_refused(log: Path, number: str) -> None:
    command("rm", log, "--line", "6")
    before = log.read_bytes()
    done = command("undo", log, "--restore", number)
    assert (done.returncode, done.stdout) == (1, "")
    assert f"there is no version {number}" in done.stderr
    assert log.read_bytes() == before


def test_a_log_without_history_has_empty_lists(log: Path) -> None:
    assert listed(log, "--list") == []
    assert listed(log, "--versions") == []


def test_the_options_exclude_each_other(log: Path) -> None:
    assert command("undo", log, "--list", "--versions").returncode == 2
    assert command("undo", log, "--restore", "one").returncode == 2
