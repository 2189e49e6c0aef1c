from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.programs import command

if TYPE_CHECKING:
    from pathlib import Path

ENTRY = "- 📜[One](https://arxiv.org/abs/1)\n    - a note\n        - a nested note\n"


@pytest.mark.parametrize("line", ["6", "7", "8"])
def test_an_entry_goes_with_its_notes(log: Path, text: str, line: str) -> None:
    done = command("rm", log, "--line", line)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{log}: delete One: -3 lines at 6, the rest unchanged\n"
    assert log.read_bytes() == text.replace(ENTRY, "").encode()


def test_a_file_with_two_names_is_written_where_the_user_agrees(log: Path, text: str) -> None:
    other = log.with_name("other.md")
    other.hardlink_to(log)
    done = command("rm", log, "--line", "6")
    assert (done.returncode, done.stdout) == (1, "")
    assert "has 2 hard links, which only writing in place keeps; `logtui add`" in done.stderr
    assert done.stderr.endswith(" do so with --in-place\n")
    assert log.read_bytes() == text.encode()
    done = command("rm", log, "--line", "6", "--in-place")
    assert (done.returncode, done.stderr) == (0, "")
    assert log.read_bytes() == other.read_bytes() == text.replace(ENTRY, "").encode()
    assert log.samefile(other)


def test_the_heading_goes_with_the_last_entry_of_its_day(log: Path, text: str) -> None:
    assert command("rm", log, "--line", "6").returncode == 0
    assert command("rm", log, "--line", "6").returncode == 0
    day = f"09/25/2024\n{ENTRY}- 📺[Two](https://example.org/2)\n\n"
    assert log.read_bytes() == text.replace(day, "").encode()


def test_a_last_line_without_an_end_goes_without_a_trace(log: Path, text: str) -> None:
    log.write_bytes(text.rstrip("\n").encode())
    assert command("rm", log, "--line", "13").returncode == 0
    assert log.read_bytes() == text.replace("\n- no link, no kind\n", "").encode()


def test_a_line_without_an_entry_is_refused(log: Path, text: str) -> None:
    done = command("rm", log, "--line", "5")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "logtui: line 5 belongs to no entry; the nearest one is lines 6-8,"
        " `logtui list` shows the first line of each\n"
    )
    assert log.read_bytes() == text.encode()


def test_the_blank_line_behind_an_entry_is_no_part_of_it(log: Path, text: str) -> None:
    done = command("rm", log, "--line", "10")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(
        "logtui: line 10 belongs to no entry; the nearest ones are lines 9 and 12, "
    )
    assert log.read_bytes() == text.encode()


def test_a_missing_log_names_init(tmp_path: Path) -> None:
    done = command("rm", tmp_path / "log.md", "--line", "1")
    assert done.returncode == 1
    assert "logtui init" in done.stderr
    assert not (tmp_path / "log.md").exists()
