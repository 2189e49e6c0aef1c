"""Marks: how they are set, seen and taken off, and that each stays on its entry or goes."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logtui.document.bulk.bulk_operations import ChangeEntries
from logtui.document.bulk.changes import EntryChange, Replacement
from logtui.document.editing.draft import partial_date
from logtui.document.editing.entry_ref import EntryRef
from logtui.document.reading.parser import parse
from logtui.session import Session
from logtui.tui.marked_entries import marks_after_change, marks_after_write
from logtui.tui.view import MarkedEntries
from support.outside import said
from support.pilots import MEDIUM, NARROW, answered, browsing, lines, press, shown_log, text, until

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

LOG = """\
## 2024-03-02
- [Attention](https://arxiv.org/abs/1706.03762)
    - heads
- [Second](https://example.org/2)

## 2024-03-01
- [A talk](https://example.org/talk)
- [Attention](https://arxiv.org/abs/1706.03762)
    - heads
- Last
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.md"
    path.write_text(LOG)
    return path


def marked_titles(pilot: Pilot[None]) -> list[str]:
    """Return the titles of the entries that are marked, from top to bottom."""
    marks = shown_log(pilot).marks
    document = marks.document
    assert document is shown_log(pilot).document
    return [document.title(document.entries[entry]) for entry in sorted(marks.entries)]


def drawn_marks(pilot: Pilot[None]) -> list[str]:
    """Return the first line of each entry that the screen shows as marked."""
    rows = (line.partition("┃") for line in lines(pilot))
    return [after.strip("│ ") for _, mark, after in rows if mark]


@pytest.mark.parametrize("size", [NARROW, MEDIUM])
async def test_space_marks_and_goes_down_and_unmarks(log: Path, size: tuple[int, int]) -> None:
    async with browsing(log, size) as pilot:
        await press(pilot, "space", "space")
        assert "2 Entries · 2 marked" in text(pilot)
        first, second = drawn_marks(pilot)
        assert first.startswith("Attention")
        assert second.startswith("Second")
        await press(pilot, "k", "space")
        assert marked_titles(pilot) == ["Attention"]
        assert "2 Entries · 1 marked" in text(pilot)
        await press(pilot, "g", "space", "G", "space")
        assert marked_titles(pilot) == ["Last"]


async def test_a_mark_is_seen_under_the_cursor_without_colours(log: Path) -> None:
    async with browsing(log, NARROW) as pilot:
        await press(pilot, "space", "k")
        row = next(line for line in lines(pilot) if "Attention" in line)
        assert row.startswith("▌  ┃Attention")


async def test_a_range_is_marked_from_its_start_to_the_cursor(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "j", "v", "j", "j")
        assert "range begun" in text(pilot)
        assert len(drawn_marks(pilot)) == 3
        await press(pilot, "v")
        assert marked_titles(pilot) == ["Second", "A talk", "Attention"]
        assert "range begun" not in text(pilot)
        await press(pilot, "k", "v", "k", "v")
        assert marked_titles(pilot) == ["Attention"]


async def test_in_an_empty_log_there_is_nothing_to_mark(log: Path) -> None:
    log.write_text("")
    async with browsing(log) as pilot:
        await press(pilot, "space", "v", "*", "e", "d", "y", "Y", "o", "x")
        assert "marked" not in text(pilot)
        assert "range" not in text(pilot)
        assert len(pilot.app.screen_stack) == 1


async def test_escape_ends_a_range_and_marks_nothing(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "space", "v", "j", "escape")
        assert marked_titles(pilot) == ["Attention"]
        assert len(drawn_marks(pilot)) == 1


async def test_all_that_is_shown_is_marked_or_none_of_it(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "G", "space", "slash", *"attention", "enter")
        await until(pilot, lambda: answered(pilot))
        assert "1 marked, 1 not shown" in text(pilot)
        await press(pilot, "*")
        assert marked_titles(pilot) == ["Attention", "Attention", "Last"]
        assert "3 marked, 1 not shown" in text(pilot)
        await press(pilot, "*")
        assert marked_titles(pilot) == ["Last"]


async def test_escape_drops_the_marks_after_all_else_is_left(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "slash", *"attention", "enter")
        await until(pilot, lambda: answered(pilot))
        await press(pilot, "*", "enter", "escape", "escape")
        assert "2 marked" in text(pilot)
        assert "attention" not in text(pilot)
        await press(pilot, "escape")
        assert "marked" not in text(pilot)
        assert drawn_marks(pilot) == []


async def test_the_palette_inverts_the_marks_and_takes_them_off(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "space", "ctrl+p", *"mark the others", "enter")
        assert marked_titles(pilot) == ["Second", "A talk", "Attention", "Last"]
        await press(pilot, "ctrl+p", *"marks off", "enter")
        assert marked_titles(pilot) == []
        assert "marked" not in text(pilot)


@pytest.mark.usefixtures("_watched_closely")
async def test_marks_stay_on_their_entries_when_others_write(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "j", "space", "space", "space")
        second = "- [Second](https://example.org/2)\n"
        changed = LOG.replace("- [A talk]", "- New\n- [A longer talk]").replace(second, "")
        log.with_name("new").write_text(changed)
        log.with_name("new").replace(log)
        await until(pilot, lambda: "changed on disk" in said(pilot))
        assert marked_titles(pilot) == ["A longer talk", "Attention"]
        assert "2 marked" in text(pilot)


async def test_marks_stay_on_their_entries_through_own_writes(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "g", "d", "enter", "g", "space", "G", "space")
        assert marked_titles(pilot) == ["Second", "Last"]
        await press(pilot, "u")
        assert marked_titles(pilot) == ["Second", "Last"]
        await press(pilot, "U")
        assert marked_titles(pilot) == ["Second", "Last"]


# What is done with all that are marked

MARKDOWN_LINKS = """\
[Attention](https://arxiv.org/abs/1706.03762)
[Second](https://example.org/2)
[A talk](https://example.org/talk)"""

ENTRIES = """\
- [Attention](https://arxiv.org/abs/1706.03762)
    - heads
- [Second](https://example.org/2)
- [A talk](https://example.org/talk)"""

URLS = """\
https://arxiv.org/abs/1706.03762
https://example.org/2
https://example.org/talk"""


@pytest.mark.parametrize(
    ("keys", "copied", "told"),
    [
        (["y"], URLS, "the link of 3 entries"),
        (["Y", "m"], MARKDOWN_LINKS, "title and link of 3 entries"),
        (["Y", "n"], "- heads", "the notes of 1 of 3 entries"),
        (["Y", "e"], ENTRIES, "the entry of 3 entries"),
        (["Y", "i", "G", "C"], "1706.03762", "the arXiv id of 1 of 3 entries"),
        (
            ["Y", "@"],
            "[@arxiv170603762; @examplesecond; @exampletalk]",
            "the citation for pandoc of",
        ),
        (
            ["Y", "c"],
            "\\cite{arxiv170603762,examplesecond,exampletalk}",
            "the citation for TeX of 3",
        ),
    ],
)
async def test_parts_of_all_marked_entries_are_copied_as_one_text(
    log: Path, keys: list[str], copied: str, told: str
) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "space", "space", "space", *keys)
        await until(pilot, lambda: told in text(pilot))
        assert pilot.app.clipboard == copied


async def test_what_no_marked_entry_has_is_not_copied(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "space", "Y", "i", "escape", "escape", "G", "k", "k", "space", "G")
        await press(pilot, "C")
        await until(pilot, lambda: "this entry lacks the arXiv id" in said(pilot))
        await press(pilot, "space", "C")
        await until(pilot, lambda: "these entries lack the arXiv id" in said(pilot))


# Marks after random changes

_TEXTS = ("- [A](https://example.org/a)", "- [B](https://example.org/b)\n  - note", "- C", "- D")


@dataclass
class Changing:
    """A log whose entries are known by number, whatever they read."""

    days: dict[int, list[tuple[int, str]]]
    numbers: count[int] = field(default_factory=lambda: count(1000))
    dates: dict[int, int] = field(default_factory=dict)

    @property
    def text(self) -> str:
        days = (
            f"## 2024-01-{self.dates.get(day, day):02}\n"
            + "".join(f"{entry}\n" for _, entry in entries)
            for day, entries in self.days.items()
        )
        return "\n".join(days)

    @property
    def order(self) -> list[int]:
        return [number for entries in self.days.values() for number, _ in entries]

    def change(self, data: st.DataObject) -> None:
        """Do one thing that another program may do."""
        day = data.draw(st.sampled_from(sorted(self.days)))
        entries = self.days[day]
        place = data.draw(st.integers(0, max(len(entries) - 1, 0)))
        act = data.draw(st.sampled_from(["insert", "delete", "move", "reword", "note", "date"]))
        new_text = data.draw(st.sampled_from(_TEXTS) | st.just(f"- new {next(self.numbers)}"))
        if act == "insert":
            entries.insert(place, (next(self.numbers), new_text))
        elif act == "date":
            self.dates[day] = data.draw(st.integers(1, 28))
        elif entries:
            number, old_text = entries.pop(place)
            if act == "move":
                other = self.days[data.draw(st.sampled_from(sorted({*self.days} - {day})))]
                other.insert(data.draw(st.integers(0, len(other))), (number, old_text))
            elif act == "reword":
                link = old_text.partition("](")[2]
                entries.insert(place, (number, f"- [Reworded]({link}" if link else new_text))
            elif act == "note":
                entries.insert(place, (number, f"{old_text}\n  - {next(self.numbers)}"))


@given(st.data())
def test_a_mark_never_gets_onto_another_entry(data: st.DataObject) -> None:
    numbers = count()
    entries = st.lists(st.sampled_from(_TEXTS).map(lambda text: (next(numbers), text)), max_size=5)
    log = Changing({day: data.draw(entries) for day in (1, 2, 3)})
    document = parse(log.text.encode())
    marked = data.draw(st.sets(st.sampled_from(log.order or [0])))
    marks = MarkedEntries(document, frozenset(map(log.order.index, marked & {*log.order})))
    for _ in range(data.draw(st.integers(1, 4))):
        before = {log.order[entry] for entry in marks.entries}
        log.change(data)
        marks = marks_after_change(marks, parse(log.text.encode()))
        assert {log.order[entry] for entry in marks.entries} <= before


@given(st.data())
def test_the_mark_of_an_entry_that_is_alone_in_its_words_stays(data: st.DataObject) -> None:
    numbers = count()
    log = Changing({day: [(next(numbers), f"- {day} {i}") for i in range(3)] for day in (1, 2, 3)})
    marks = MarkedEntries(parse(log.text.encode()), frozenset(range(9)))
    texts = {number: entry for day in log.days.values() for number, entry in day}
    for _ in range(data.draw(st.integers(1, 5))):
        log.change(data)
    marks = marks_after_change(marks, parse(log.text.encode()))
    kept = {
        number
        for entries in log.days.values()
        for number, entry in entries
        if texts.get(number) == entry
    }
    marked = {log.order[entry] for entry in marks.entries}
    assert kept <= marked <= {*range(9)}


NUMBERED = """\
## 2024-03-02
- [Title 1](https://example.org/1)
    - a note
- [Title 2](https://example.org/2)

## 2024-03-01
- Title 3
- [Title 4](https://example.org/4)

## 2024-02-01
- [Title 5](https://example.org/5)
"""

DATE = partial_date(datetime.date(2024, 3, 5))


@pytest.mark.parametrize("marked", [{0, 2}, {0, 3}, {1, 2, 4}, {0, 1, 2, 3, 4}])
@pytest.mark.parametrize(
    "change",
    [
        EntryChange(kind="📝"),
        EntryChange(date=DATE),
        EntryChange(kind="📝", date=DATE),
        EntryChange(replacement=Replacement("t", "TT", "title")),
        EntryChange(replacement=Replacement("example", "elsewhere", "link")),
        EntryChange(date=DATE, replacement=Replacement("Title", "Other", "title")),
    ],
)
def test_marks_stay_on_entries_that_are_changed_and_moved(
    log: Path, marked: set[int], change: EntryChange
) -> None:
    log.write_text(NUMBERED)
    session = Session.open(log)
    before = session.document
    refs = [EntryRef.of(before, before.entries[entry]) for entry in sorted(marked)]
    marks = MarkedEntries(before, frozenset(marked))
    receipt = session.commit(ChangeEntries(refs, change, datetime.date(2024, 3, 6)))
    assert receipt is not None
    changed = marks_after_write(marks, receipt)
    entries = [receipt.document.entries[entry] for entry in changed.entries]
    numbers = {int(receipt.document.title(entry)[-1]) for entry in entries}
    assert numbers == {entry + 1 for entry in marked}
    receipt = session.undo()
    assert receipt is not None
    assert marks_after_write(changed, receipt).entries == marks.entries
