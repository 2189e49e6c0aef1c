from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from logtui.document.text.spans import Edit, Span
from logtui.errors import EncodingError, HistoryError, LogtuiError, MissingLogError, StorageError
from logtui.session import HEAD_BYTES, Session
from support import strategies

if TYPE_CHECKING:
    from pathlib import Path

    from logtui.document.model import Document

OLD = b"# 2024-09-25\n\n- one\n- two\n- three\n"


@pytest.fixture
def log(tmp_path: Path) -> Path:
    file = tmp_path / "log" / "log.md"
    file.parent.mkdir()
    file.write_bytes(OLD)
    return file


class Replacement(NamedTuple):
    """Puts ``new`` in the place of ``old``."""

    old: str
    new: str
    label: str

    def edit(self, document: Document) -> Edit | None:
        start = document.text.index(self.old)
        span = Span(start, start + len(self.old))
        return Edit(span, self.new) if self.old != self.new else None


class NewContent(NamedTuple):
    """Makes the log ``data``."""

    data: bytes
    label: str
    merged_copy: str = ""

    def content(self, _: Document) -> bytes:
        return self.data


class Refusal(NamedTuple):
    """Refuses to change anything."""

    label: str = "try"

    def edit(self, _: Document) -> Edit | None:
        raise LogtuiError("no")


def test_a_change_is_on_the_disk_and_then_in_memory(log: Path) -> None:
    session = Session.open(log)
    receipt = session.commit(Replacement("two", "zwei", "translate two"))
    assert log.read_bytes() == OLD.replace(b"two", b"zwei")
    assert receipt is not None
    assert receipt.document is session.document
    assert [session.document.title(entry) for entry in session.document.entries] == [
        *("one", "zwei", "three")
    ]
    assert receipt.warnings == ()
    assert str(receipt) == "translate two: +1 -1 lines at 4, the rest unchanged"


def test_several_places_are_counted(log: Path) -> None:
    new = OLD.replace(b"one", b"eins").replace(b"- three\n", b"- three\n- four\n")
    receipt = Session.open(log).rewrite(NewContent(new, "merge"))
    assert str(receipt) == "merge: +2 -1 lines at 2 places from 3 on, the rest unchanged"


def test_nothing_to_change_writes_nothing(log: Path) -> None:
    before = log.stat()
    assert Session.open(log).commit(Replacement("two", "two", "nothing")) is None
    assert log.stat().st_mtime_ns == before.st_mtime_ns
    assert log.stat().st_ino == before.st_ino


def test_the_change_is_made_on_what_the_file_holds(log: Path) -> None:
    session = Session.open(log)
    theirs = OLD.replace(b"- one\n", b"- theirs\n- one\n")
    log.write_bytes(theirs)
    receipt = session.commit(Replacement("two", "zwei", "translate two"))
    assert log.read_bytes() == theirs.replace(b"two", b"zwei")
    assert session.document.text == log.read_text()
    assert receipt is not None
    assert receipt.lines == "5"


def test_what_the_maker_refuses_leaves_the_file(log: Path) -> None:
    session = Session.open(log)
    with pytest.raises(LogtuiError, match="no"):
        session.commit(Refusal())
    assert log.read_bytes() == OLD
    assert session.document.text == OLD.decode()


def test_what_cannot_be_saved_stays_out_of_memory(log: Path) -> None:
    session = Session.open(log)
    log.chmod(0o444)
    with pytest.raises(StorageError, match="read-only"):
        session.commit(Replacement("two", "zwei", "translate two"))
    assert session.document.text == OLD.decode()
    log.unlink()
    with pytest.raises(MissingLogError):
        session.commit(Replacement("two", "zwei", "translate two"))


def test_changes_are_taken_back_and_made_again(log: Path) -> None:
    session = Session.open(log)
    session.commit(Replacement("two", "zwei", "translate two"))
    session.commit(Replacement("- one\n", "", "drop one"))
    undone = session.undo()
    assert undone is not None
    assert str(undone) == "drop one: +1 line at 3, the rest unchanged"
    assert log.read_bytes() == OLD.replace(b"two", b"zwei")
    session.undo()
    assert log.read_bytes() == OLD
    assert session.document.text == OLD.decode()
    session.redo()
    redone = session.redo()
    assert redone is not None
    assert (redone.label, redone.line, redone.added, redone.removed) == ("drop one", 3, 0, 1)
    assert (
        session.document.text
        == log.read_text()
        == OLD.decode().replace("two", "zwei").replace("- one\n", "")
    )


def test_a_later_run_takes_back_what_an_earlier_one_did(log: Path) -> None:
    Session.open(log).commit(Replacement("two", "zwei", "translate two"))
    session = Session.open(log)
    session.undo()
    assert session.document.text == OLD.decode()
    with pytest.raises(HistoryError):
        session.undo()
    assert log.read_bytes() == OLD


@pytest.mark.parametrize("end", strategies.LINE_ENDS)
@pytest.mark.parametrize("last", ["\n", ""])
@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("- one\n", "- zero\n- one\n", ("3", 1, 0)),
        ("- two\n", "- zwei\n    - a note\n", ("4-5", 2, 1)),
        ("- two\n", "", ("4", 0, 1)),
        ("- three", "- three\n- four\n    - a note", ("6-7", 2, 0)),
        ("# 2024-09-25\n\n", "# 2024-09-26\n\n", ("1", 1, 1)),
        ("- one\n- two\n- three", "- two\n- three\n- one", ("5", 1, 1)),
    ],
)
def test_a_receipt_names_the_lines_that_are_new(
    log: Path, end: str, last: str, old: str, new: str, place: tuple[str, int, int]
) -> None:
    text = OLD.decode().rstrip("\n") + last
    log.write_bytes(text.replace("\n", end).encode())
    change = Replacement(old.replace("\n", end), new.replace("\n", end), "change")
    receipt = Session.open(log).commit(change)
    assert receipt is not None
    assert (receipt.lines, receipt.added, receipt.removed) == place


def test_a_receipt_of_a_line_end_alone_says_so(log: Path) -> None:
    receipt = Session.open(log).commit(Replacement("- three\n", "- three", "strip"))
    assert str(receipt) == "strip: only the end of a line at 5"


def test_of_a_large_log_the_head_is_read_first(log: Path) -> None:
    entries = b"".join(b"- entry %d\n" % number for number in range(HEAD_BYTES // 8))
    log.write_bytes(OLD + entries)
    session = Session.open(log)
    complete = [session.is_complete]
    assert (OLD + entries).startswith(session.document.text.encode())
    session.commit(Replacement("two", "zwei", "translate two"))
    complete.append(session.is_complete)
    assert complete == [False, True]
    assert log.read_bytes() == OLD.replace(b"two", b"zwei") + entries
    assert session.document.text.encode() == log.read_bytes()


@pytest.mark.parametrize("name", ["utf-16", "utf-16-be", "utf-32", "utf-32-le"])
def test_nothing_is_written_into_a_log_that_is_not_in_utf8(log: Path, name: str) -> None:
    data = OLD.decode().encode(name)
    log.write_bytes(data)
    session = Session.open(log)
    with pytest.raises(EncodingError, match="this log is in UTF-"):
        session.commit(Replacement("two", "zwei", "translate two"))
    assert log.read_bytes() == data


def test_a_log_that_becomes_one_in_a_code_page_is_no_longer_written(log: Path) -> None:
    session = Session.open(log)
    data = "# 2024-09-25\n\n- café\n- two\n- über\n".encode("cp1252")
    log.write_bytes(data)
    with pytest.raises(EncodingError, match="this log is not in UTF-8"):
        session.commit(Replacement("two", "zwei", "translate two"))
    assert log.read_bytes() == data
    assert len(session.reload().entries) == 3
