"""The first log, taken apart and put together again with the commands."""

from __future__ import annotations

import json
from itertools import groupby
from typing import TYPE_CHECKING, Any

import pytest

from support.programs import command

if TYPE_CHECKING:
    from pathlib import Path

Record = dict[str, Any]


@pytest.fixture
def first_log(shared_logs: Path, tmp_path: Path) -> Path:
    """Give a copy of the first log."""
    copy = tmp_path / "research-log.md"
    copy.write_bytes((shared_logs / "research-log.md").read_bytes())
    return copy


def days(log: Path) -> list[list[Record]]:
    """Return the entries of ``log``, day by day."""
    entries = json.loads(command("list", log, "--json").stdout)
    return [list(day) for _, day in groupby(entries, key=lambda entry: entry["date"])]


def run(*words: object) -> None:
    done = command(*map(str, words))
    assert (done.returncode, done.stderr) == (0, "")


def add(log: Path, entry: Record) -> None:
    """Add ``entry`` as ``list`` gives it."""
    parts = {"--url": entry["url"], "--note": entry["notes"], "--date": entry["date"]}
    options = [word for part in parts.items() if part[1] for word in part]
    run("add", log, entry["title"], "--kind", entry["kind"] or "", "--if-exists", "add", *options)


def test_entries_deleted_and_added_again_are_the_same_bytes(first_log: Path) -> None:
    before = first_log.read_bytes()
    for day in days(first_log)[1::12]:
        run("rm", first_log, "--line", day[-1]["line"])
        assert first_log.read_bytes() != before
        add(first_log, day[-1])
        assert first_log.read_bytes() == before


def test_whole_days_deleted_and_added_again_are_the_same_bytes(first_log: Path) -> None:
    before = first_log.read_bytes()
    for day in days(first_log)[1::24]:
        for entry in reversed(day):
            run("rm", first_log, "--line", entry["line"])
        for entry in day:
            add(first_log, entry)
        assert first_log.read_bytes() == before


def test_a_title_and_a_link_changed_and_changed_back_are_the_same_bytes(first_log: Path) -> None:
    before = first_log.read_bytes()
    for day in days(first_log)[1::12]:
        entry = day[0]
        edit = ("edit", first_log, "--line", entry["line"])
        run(*edit, "--title", "A title", "--url", "./elsewhere")
        assert first_log.read_bytes() != before
        run(*edit, "--title", entry["title"], "--url", entry["url"] or "")
        assert first_log.read_bytes() == before
