"""A link that the log has already, added once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from support.programs import command

if TYPE_CHECKING:
    from pathlib import Path

LINK = "http://www.arxiv.org/abs/1?utm_source=feed"
SAID = (
    ":6 has this link already, 2024-09-25 One; nothing is written: --if-exists add adds one more"
    " entry, note adds the notes to that one, skip takes it for done\n"
)
NOTES = ("--note", "new\n  nested", "--note", "a note")


def words(log: Path, *options: str) -> list[str]:
    return ["add", str(log), "Four", "--url", LINK, "--date", "2024-08-20", *options]


@pytest.mark.parametrize("options", [[], ["--dry-run"]])
@pytest.mark.parametrize(
    "link", ["http://www.arxiv.org/abs/1", f"<{LINK}>", "https://arxiv.org/abs/1/ "]
)
def test_where_it_is_is_told_and_nothing_written(
    log: Path, text: str, link: str, options: list[str]
) -> None:
    done = command("add", log, "Four", "--url", link, *options)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"logtui: {log}{SAID}")
    assert log.read_bytes() == text.encode()


def test_a_link_that_is_pasted_with_its_title_is_known_too(log: Path, text: str) -> None:
    done = command("add", log, f"[Four]({LINK})")
    assert (done.returncode, done.stderr) == (1, f"logtui: {log}{SAID}")
    assert log.read_bytes() == text.encode()


def test_it_may_be_skipped(log: Path, text: str) -> None:
    done = command(*words(log, "--if-exists", "skip"))
    said = "logtui: the log has this already, nothing is written\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, "", said)
    assert log.read_bytes() == text.encode()


def test_it_may_be_added_all_the_same(log: Path, text: str) -> None:
    done = command(*words(log, "--if-exists", "add"))
    new = f"- 📜[Four]({LINK})\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{log}:14\n{new}", "")
    assert log.read_bytes() == (text + new).encode()


def test_its_new_notes_may_be_added_to_the_entry_that_has_it_and_taken_back(
    log: Path, text: str
) -> None:
    done = command(*words(log, "--if-exists", "note", *NOTES))
    new = "    - new\n        - nested\n"
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{log}:9-10\n{new}", "")
    assert log.read_bytes() == text.replace("- 📺[Two]", f"{new}- 📺[Two]").encode()
    done = command(*words(log, "--if-exists", "note", *NOTES))
    assert (done.returncode, done.stdout) == (0, "")
    assert command("undo", log).returncode == 0
    assert log.read_bytes() == text.encode()


@pytest.mark.parametrize("choice", ["skip", "add", "note"])
def test_a_link_that_the_log_lacks_is_added_whatever_is_chosen(
    log: Path, text: str, choice: str
) -> None:
    for link in ("https://arxiv.org/abs/11", "https://arxiv.org/abs/2", "https://example.org/"):
        log.write_bytes(text.encode())
        options = ("--url", link, "--date", "2024-08-20", "--if-exists", choice)
        assert command("add", log, "Four", *options).returncode == 0
        assert f"[Four]({link})\n" in log.read_text(encoding="utf-8")


def test_of_several_entries_the_latest_is_told(log: Path, text: str) -> None:
    log.write_text(text + f"- [Again]({LINK})\n\n2024-10-02\n- [Last]({LINK})\n", encoding="utf-8")
    done = command(*words(log))
    assert f"{log}:17 has this link already, 2024-10-02 Last;" in done.stderr
