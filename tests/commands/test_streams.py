"""Standard streams that are closed, full, or without a reader, in a real shell."""

from __future__ import annotations

import shlex
import subprocess
from typing import TYPE_CHECKING

import pytest

from support.terminals import LOGTUI

if TYPE_CHECKING:
    from pathlib import Path

RESULTS = {
    "list": "list LOG",
    "list as JSON": "list LOG --json",
    "list as JSON lines": "list LOG --jsonl",
    "search": "search LOG one",
    "search as JSON": "search LOG one --json",
    "search in batch": "search LOG --batch <<< one",
    "add, dry": "add LOG new --dry-run",
    "writes": "undo LOG --list",
    "versions": "undo LOG --versions",
    "settings": "config",
    "place of the settings": "config --path",
    "completion": "--completion bash",
    "version": "--version",
    "version, short": "-V",
    "help": "--help",
    "help of a command": "list --help",
}
"""What only prints."""

WRITES = {
    "add": "add LOG new",
    "edit": "edit LOG --line 6 --title new",
    "rm": "rm LOG --line 6",
    "undo": "undo LOG",
    "redo": "redo LOG",
    "restore": "undo LOG --restore 1",
    "init": "init NEW",
    "settings": "config --init",
}
"""What writes a file, and prints that it did."""


def bash(script: str, log: Path) -> subprocess.CompletedProcess[str]:
    """Run ``script`` with ``logtui`` as a command, ``LOG`` and ``NEW`` as the names of logs."""
    names = f'logtui() {{ {shlex.join(LOGTUI)} "$@"; }}; LOG={log} NEW={log}.new.md'
    words = script.replace("LOG", "$LOG").replace("NEW", "$NEW")
    return subprocess.run(
        ["bash", "-c", f"set -o pipefail; {names}; {words}"],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.fixture
def written_log(log: Path) -> Path:
    """Give a log with two writes, the last of which is taken back."""
    done = bash("logtui add LOG one && logtui add LOG two && logtui undo LOG", log)
    assert (done.returncode, done.stderr) == (0, "")
    return log


@pytest.mark.parametrize("words", RESULTS.values(), ids=list(RESULTS))
def test_results_that_cannot_be_printed_are_a_failure_in_one_line(
    written_log: Path, words: str
) -> None:
    for output, reason in (
        (">&-", "bad file descriptor"),
        (">/dev/full", "no space left on device"),
    ):
        done = bash(f"logtui {words} {output}", written_log)
        said = f"logtui: the output cannot be written: {reason}\n"
        assert (done.returncode, done.stderr) == (1, said), output


@pytest.mark.parametrize("words", RESULTS.values(), ids=list(RESULTS))
def test_a_reader_that_has_enough_is_not_an_error(written_log: Path, words: str) -> None:
    done = bash(f"logtui {words} | true", written_log)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize(
    "words",
    ["list LOG", "list LOG --json", "list LOG --jsonl", "search LOG entry"],
)
def test_a_reader_of_some_of_many_lines_gets_them(tmp_path: Path, words: str) -> None:
    log = tmp_path / "log.md"
    log.write_text("2024-01-01\n" + "- entry\n" * 20_000)
    done = bash(f"logtui {words} | head -n 3", log)
    assert (done.returncode, done.stdout.count("\n"), done.stderr) == (0, 3, "")


def test_queries_without_an_end_are_answered_as_long_as_somebody_reads(log: Path) -> None:
    # `yes` is ended by the signal that it gets when nobody reads its queries any more.
    done = bash("{ yes || true; } | logtui search LOG --batch | head -n 1", log)
    assert (done.returncode, done.stdout, done.stderr) == (0, "[]\n", "")


@pytest.mark.parametrize("words", WRITES.values(), ids=list(WRITES))
@pytest.mark.parametrize("output", [">&-", ">/dev/full", "| true", "&>/dev/full", "<&- >&- 2>&-"])
def test_a_write_is_done_whether_it_can_be_told_or_not(
    written_log: Path, words: str, output: str
) -> None:
    done = bash(f"logtui {words} {output}", written_log)
    assert (done.returncode, done.stdout) == (0, "")
    if output in {">&-", ">/dev/full"}:
        assert done.stderr.startswith("logtui: it is done, but the output cannot be written: ")
        assert done.stderr.count("\n") == 1
    else:
        assert done.stderr == ""


def test_what_is_printed_never_lands_in_the_log(log: Path, text: str) -> None:
    done = bash("logtui add LOG Four --date 2024-08-20 --kind nonsense <&- >&- 2>&-", log)
    new = log.read_text(encoding="utf-8").replace("- nonsense Four\n", "")
    assert (done.returncode, new) == (0, text)


def test_a_write_that_fails_fails_whether_it_can_be_told_or_not(log: Path, text: str) -> None:
    for output in (">&-", ">/dev/full", "| true", "&>/dev/full", ">&- 2>&-"):
        assert bash(f"logtui rm LOG --line 1 {output}", log).returncode == 1
        assert bash(f"logtui rm LOG {output}", log).returncode == 2
    assert log.read_bytes() == text.encode()


def test_settings_with_problems_fail_though_nobody_reads_them(log: Path) -> None:
    settings = bash("logtui config --path", log).stdout.strip()
    bash(f"mkdir -p $(dirname {settings}); echo 'colour = 1' > {settings}", log)
    done = bash("logtui config | true", log)
    assert done.returncode == 1
    assert "colour" in done.stderr


def test_queries_that_cannot_be_read_are_a_failure_in_one_line(log: Path) -> None:
    done = bash("logtui search LOG --batch <&-", log)
    said = "logtui: standard input cannot be read: bad file descriptor\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", said)
