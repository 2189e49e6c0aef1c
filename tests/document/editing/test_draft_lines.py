"""The lines that an entry has where what is typed in its form was written."""

from __future__ import annotations

import datetime

import pytest

from logtui.document.dates.partial import PartialDate
from logtui.document.editing import edits
from logtui.document.editing.draft import DraftError
from support import strategies
from support.draft_edits import changed, read, redrafted, titled

LOG = """\
## 2024-09-25
- above
- [a](u)
    - n
    - m

- bare

---

## 2024-09-24
- below
"""


def draft_lines(text: str, which: str, **fields: object) -> str:
    """Return the lines of the entry titled ``which`` with ``fields`` of it changed."""
    document = read(text)
    entry = titled(document, which)
    return edits.raw_text_with_draft(document, entry, redrafted(document, entry, **fields))


@pytest.mark.parametrize("end", strategies.LINE_ENDS)
@pytest.mark.parametrize(
    ("which", "fields", "lines"),
    [
        ("a", {}, "- [a](u)\n    - n\n    - m"),
        ("a", {"title": "b"}, "- [b](u)\n    - n\n    - m"),
        ("a", {"url": None}, "- a\n    - n\n    - m"),
        ("a", {"notes": "- n\n- o\n- m"}, "- [a](u)\n    - n\n    - o\n    - m"),
        ("a", {"notes": "- n"}, "- [a](u)\n    - n"),
        ("a", {"notes": ""}, "- [a](u)"),
        ("a", {"title": "b", "notes": "- m"}, "- [b](u)\n    - m"),
        ("bare", {}, "- bare"),
        ("bare", {"notes": "n"}, "- bare\n    - n"),
        ("bare", {"kind": "X", "title": "b"}, "- X b"),
        ("below", {}, "- below"),
        ("below", {"title": "end", "notes": "n"}, "- end\n    - n"),
    ],
)
def test_the_lines_are_those_of_the_entry_alone_with_what_is_typed(
    which: str, fields: dict[str, str | None], lines: str, end: str
) -> None:
    """Other entries and the space after it are left out, and lines end like typed ones."""
    assert draft_lines(LOG.replace("\n", end), which, **fields) == lines
    assert draft_lines(LOG.rstrip("\n").replace("\n", end), which, **fields) == lines


def test_lines_of_any_end_are_lines() -> None:
    """In a log of mixed line ends the form shows one line below the other."""
    log = "## 2024-09-25\r- a\r\n    - n\r    - m\n- b\n"
    assert draft_lines(log, "a", title="x") == "- x\n    - n\n    - m"


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("- [a](u 'x\x0cy')\n    - n\n", "- [b](u 'x\x0cy')\n    - n"),
        ("|2024-09-25|a|x\x0cy|\n|2024-09-26|c|z|\n", "b|x\x0cy|"),
    ],
    ids=["hint", "cell"],
)
def test_what_is_no_line_end_in_a_log_parts_no_lines(text: str, lines: str) -> None:
    """A form feed that the form does not show is written back as it was."""
    assert draft_lines(text, "a", title="b") == lines


@pytest.mark.parametrize("text", ["- 2024-09-25: a\n    - n\n- b\n", "2024-09-25 - a\n    - n\n"])
def test_the_date_in_the_line_of_an_entry_is_none_of_its_lines(text: str) -> None:
    """An entry after its date begins there."""
    document = read(text)
    lines = draft_lines(text, "a", title="x", notes="- m")
    edit = edits.replace_lines(document, document.entries[0], lines)
    assert edit
    assert edit.apply(text) == changed(text, "a", title="x", notes="- m")
    assert "2024" not in lines


@pytest.mark.parametrize("date", [None, PartialDate(2024, 9, 25), datetime.date(2024, 9, 25)])
def test_the_date_of_the_entry_may_be_given_or_left_open(
    date: datetime.date | PartialDate | None,
) -> None:
    """Neither asks for a move."""
    assert draft_lines(LOG, "bare", date=date, title="b") == "- b"
    assert draft_lines(LOG, "bare", date=date) == "- bare"


@pytest.mark.parametrize("day", [1, 24, 26])
def test_another_date_is_refused_at_its_field(day: int) -> None:
    """The lines of an entry do not tell when it was."""
    with pytest.raises(DraftError) as refused:
        draft_lines(LOG, "a", date=datetime.date(2024, 9, day))
    assert refused.value.field == "date"
    assert str(refused.value) == ("the lines hold no date: save the new one first, or set it back")


@pytest.mark.parametrize(
    ("fields", "field"), [({"title": " "}, "title"), ({"notes": "```"}, "notes")]
)
def test_what_cannot_be_written_gives_no_lines(fields: dict[str, str], field: str) -> None:
    """Nobody goes on to the lines with half of what was typed."""
    with pytest.raises(DraftError) as refused:
        draft_lines(LOG, "a", **fields)
    assert refused.value.field == field


def test_a_blank_at_the_end_of_a_tagged_title_is_in_nobodys_way() -> None:
    text = "09/25/2024\n- [A ](https://b.org)  #ml  #x\n- [C](https://c.org) #x\n- D #x\n"
    assert changed(text, 0, kind="📰") == text.replace("[A", "📰[A")
    assert changed(text, 0, title="B") == text.replace("[A ]", "[B]")
    assert changed(text, 0, url="https://d.org") == text.replace("b.org", "d.org")
