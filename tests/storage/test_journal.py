from __future__ import annotations

import json
from binascii import crc32
from dataclasses import replace
from typing import TYPE_CHECKING

from logtui.storage import journal
from logtui.storage.change import Change
from logtui.storage.files import digest

if TYPE_CHECKING:
    import pytest

    from logtui.storage.state import LogState


def record(name: str, before: bytes, after: bytes) -> journal.Record:
    change = Change.between(before, after)
    return journal.Record(name, "write", "", name, 1, digest(before), digest(after), change)


def test_a_record_is_read_as_it_was_noted(state: LogState) -> None:
    noted = replace(record("“ä”\ud800", b"a\n\xff\n", b"b\r\n\0\n"), merged_copy="“ä”\ud800.md")
    journal.append_record(state, noted)
    journal.confirm_record(state, noted)
    assert journal.writes_made(state, digest(b"")) == [noted]


def test_a_journal_that_knows_no_copies_is_read(state: LogState) -> None:
    noted = record("merge log.sync-conflict.md", b"a", b"b")
    journal.append_record(state, noted)
    body = state.journal.read_bytes().split(b" ", 1)[1].strip()
    body = json.dumps({k: v for k, v in json.loads(body).items() if k != "copy"}).encode()
    state.journal.write_bytes(b"\n%08x %b\n" % (crc32(body), body))
    assert journal.writes_made(state, digest(b"b")) == [noted]
    assert journal.undo_stack([noted]) == [noted]


def test_without_the_second_note_the_content_tells_whether_it_was_made(state: LogState) -> None:
    first, second = record("1", b"a", b"b"), record("2", b"b", b"c")
    journal.append_record(state, first)
    assert journal.writes_made(state, digest(b"a")) == []
    assert journal.writes_made(state, digest(b"b")) == [first]
    journal.append_record(state, second)
    assert journal.writes_made(state, digest(b"c")) == [first, second]
    assert journal.writes_made(state, digest(b"b")) == [first]


def test_a_long_journal_forgets_its_older_half(
    state: LogState, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal, "MAX_JOURNAL_BYTES", 20_000)
    for number in range(200):
        noted = record(str(number), b"%d" % number, b"%d" % (number + 1))
        journal.append_record(state, noted)
        journal.confirm_record(state, noted)
        assert state.journal.stat().st_size < 21_000
    names = [made.id for made in journal.writes_made(state, digest(b"200"))]
    assert names == [str(number) for number in range(200 - len(names), 200)]
    assert len(names) > 20


def test_a_journal_that_cannot_be_read_is_empty(state: LogState) -> None:
    state.journal.mkdir()
    assert journal.writes_made(state, digest(b"")) == []
