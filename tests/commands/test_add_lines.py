"""Many links at once: from standard input, and from an inbox that other programs append to."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from logtui.errors import LogtuiError
from logtui.system.inbox import Inbox
from support.programs import command, logtui

LINES = """\
https://a.example/one

[Two](https://b.example/two)
- [Three](https://c.example/three).
Four, shared: https://d.example/four?utm_source=x
https://a.example/one/
"""
ENTRIES = """\
- [a.example/one](https://a.example/one)
- [Two](https://b.example/two)
- [Three](https://c.example/three)
- [Four, shared:](https://d.example/four?utm_source=x)
"""
DATE = ("--date", "2024-09-25")


@pytest.fixture
def inbox(tmp_path: Path) -> Path:
    """Give an inbox that the settings name, with some lines in it."""
    folder = Path(os.environ["XDG_CONFIG_HOME"]) / "logtui"
    folder.mkdir(parents=True)
    path = tmp_path / "sync" / "inbox.txt"
    path.parent.mkdir()
    path.write_text(LINES, "utf-8")
    (folder / "config.toml").write_text(f'inbox = "{path}"\n', "utf-8")
    return path


def test_each_line_of_standard_input_is_an_entry(log: Path, text: str) -> None:
    done = logtui("add", log, "--stdin", *DATE, stdin=LINES)
    assert done.returncode == 0
    assert log.read_bytes() == text.replace("\n\n08/20", f"\n{ENTRIES}\n08/20").encode()
    assert "4 new (2024-09-25)" in done.stderr
    again = logtui("add", log, "--stdin", *DATE, stdin=LINES)
    assert "0 new, 4 already there" in again.stderr
    assert command("undo", log).returncode == 0
    assert log.read_bytes() == text.encode()


def test_a_line_without_a_link_is_named(log: Path) -> None:
    done = logtui("add", log, "--stdin", *DATE, stdin="no link\nfile:///x\nhttps://a.example/\n")
    assert done.returncode == 0
    assert "logtui: no link: it holds no link\n" in done.stderr
    assert "logtui: file:///x: it is not a link to the web\n" in done.stderr
    assert "1 new" in done.stderr


def test_a_dry_run_only_shows_them(log: Path, text: str, inbox: Path) -> None:
    done = command("add", log, "--inbox", "--dry-run", *DATE)
    assert "\n+- [Two](https://b.example/two)\n" in done.stdout
    assert (log.read_bytes(), inbox.read_text("utf-8")) == (text.encode(), LINES)


def test_the_inbox_is_empty_when_its_lines_are_in_the_log(
    log: Path, text: str, inbox: Path
) -> None:
    inbox.write_text(f"{LINES}call Ann\n", "utf-8")
    assert command("add", log, "--inbox", *DATE).returncode == 0
    assert log.read_bytes() == text.replace("\n\n08/20", f"\n{ENTRIES}\n08/20").encode()
    assert inbox.read_text("utf-8") == "call Ann\n"
    assert [*inbox.parent.iterdir()] == [inbox]


def test_the_inbox_stays_where_the_log_cannot_be_written(log: Path, inbox: Path) -> None:
    log.unlink()
    assert command("add", log, "--inbox").returncode == 1
    assert inbox.read_text("utf-8") == LINES
    assert [*inbox.parent.iterdir()] == [inbox]


def test_what_is_appended_meanwhile_stays_in_the_inbox(inbox: Path) -> None:
    file = Inbox(inbox)
    with inbox.open("a", encoding="utf-8") as writer, file.emptied(1000):
        assert file.text == LINES
        writer.write("by a program that has it open\n")
        writer.flush()
        with inbox.open("a", encoding="utf-8") as other:
            other.write("by another one\n")
    assert sorted(inbox.read_text("utf-8").splitlines()) == [
        "by a program that has it open",
        "by another one",
    ]


def test_lines_of_a_run_that_was_stopped_are_taken_again(log: Path, inbox: Path) -> None:
    inbox.rename(inbox.with_name("inbox.txt.taken"))
    inbox.write_text("https://e.example/\n", "utf-8")
    for _ in range(2):
        assert command("add", log, "--inbox", *DATE).returncode == 0
    assert f"{ENTRIES}- [e.example](https://e.example/)\n" in log.read_text("utf-8")
    assert inbox.read_text("utf-8") == ""
    assert [*inbox.parent.iterdir()] == [inbox]


def test_a_kill_loses_no_line_and_doubles_none(tmp_path: Path) -> None:
    tests = Path(__file__).parents[1]
    done = subprocess.run(
        [sys.executable, str(tests / "support" / "killed_inbox.py"), str(tmp_path / "cases")],
        env=os.environ | {"PYTHONPATH": os.pathsep.join([str(tests), *sys.path])},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    assert int(done.stdout) > 50


def test_an_inbox_that_is_not_there_is_empty_and_one_too_large_is_refused(
    log: Path, text: str, inbox: Path
) -> None:
    with pytest.raises(LogtuiError, match="larger than"), Inbox(inbox).emptied(10):
        pytest.fail("it is not to be taken")
    assert inbox.read_text("utf-8") == LINES
    inbox.unlink()
    assert command("add", log, "--inbox").returncode == 0
    assert log.read_bytes() == text.encode()


def test_the_inbox_has_to_be_set(log: Path) -> None:
    done = command("add", log, "--inbox")
    assert (done.returncode, "inbox =" in done.stderr) == (1, True)


def test_lines_take_no_title(log: Path) -> None:
    for words in (("A title", "--stdin"), ("--stdin", "--url", "https://x.example/")):
        assert command("add", log, *words).returncode == 2
    assert command("add", log, "--stdin", "--inbox").returncode == 2
