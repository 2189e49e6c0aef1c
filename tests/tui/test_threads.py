"""What belongs together, as the detail shows it and the keys follow it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from logtui.tui.dialogs.choice import ChoiceDialog
from logtui.tui.panes.bars import SearchBar
from logtui.tui.panes.entry_detail import EntryDetail
from logtui.tui.panes.entry_list import EntryList
from support.pilots import (
    MEDIUM,
    NARROW,
    SIZES,
    answered,
    browsing,
    configure,
    lines,
    main_screen,
    press,
    related,
    selected_title,
    shown_log,
    text,
    until,
)

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot


LOG = """\
Legend:
- 📜: papers
- 📖: books

03/05/2024
- 📖[Chapter 3](https://book.example/whole)
    - *goes* on from the entry from **02/01**, see
      03/04 for the proofs, and not the release of 03/04
- 📜[Odd one](https://arxiv.org/abs/1706.0376)

03/04/2024
- 📜[Proofs](https://arxiv.org/abs/2401.12345)
- 📖[More proofs](https://example.org/more)

02/01/2024
- 📖[Chapter 2](https://www.book.example/whole/)
- Words only

12/30/2023
- 📖[Chapter 1](http://book.example/whole?utm_source=feed)
- 📜[The proofs, first read](https://arxiv.org/pdf/2401.12345v1.pdf)
    - like the book from 12/01
"""
MANY = 5


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.md"
    path.write_text(LOG, encoding="utf-8")
    return path


async def select(pilot: Pilot[None], title: str) -> None:
    """Move the highlight down from the top to the entry called ``title``."""
    await related(pilot)
    await press(pilot, "2", "g")
    while selected_title(pilot) != title:
        await press(pilot, "j")


def where(pilot: Pilot[None], words: str) -> tuple[int, int]:
    """Return the cell in which ``words`` begin on the screen."""
    row = next(row for row, line in enumerate(lines(pilot)) if words in line)
    line = lines(pilot)[row]
    # All that is wider than a cell stands in front, in the symbols of the list.
    return line.index(words) + sum(symbol in line[: line.index(words)] for symbol in "📜📖"), row


def underlined(pilot: Pilot[None]) -> str:
    """Return all that is underlined in the detail."""
    detail = main_screen(pilot).query_one(EntryDetail)
    marked = (
        segment.text
        for y in range(detail.size.height)
        for segment in detail.render_line(y)
        if segment.style and segment.style.underline
    )
    return " ".join(" ".join(marked).split())


def detail(pilot: Pilot[None]) -> str:
    """Return what the detail shows, as one line."""
    pane = main_screen(pilot).query_one(EntryDetail)
    rows = (pane.render_line(y).text for y in range(pane.size.height))
    return " ".join(" ".join(rows).split())


@pytest.mark.parametrize("size", SIZES)
async def test_the_detail_tells_of_the_same_link(log: Path, size: tuple[int, int]) -> None:
    async with browsing(log, size) as pilot:
        for title, line in (
            ("Chapter 3", "3 of 3 with this link · ← 2024-02-01"),
            ("Chapter 2", "2 of 3 with this link · ← 2023-12-30 · 2024-03-05 →"),
            ("Chapter 1", "1 of 3 with this link · 2024-02-01 →"),
            ("Proofs", "2 of 2 with this link · ← 2023-12-30"),
        ):
            await select(pilot, title)
            if size == NARROW:
                await press(pilot, "3", "G")
            # Where it is too long for one line, the ways stand below the count.
            assert line in detail(pilot) or line.replace("link · ", "link ") in detail(pilot)
        for title in ("Odd one", "More proofs", "Words only"):
            await select(pilot, title)
            assert "with this link" not in text(pilot)


@pytest.mark.parametrize(("earlier", "later"), [(",", "."), ("<", ">")])
async def test_two_keys_walk_along_the_link(log: Path, earlier: str, later: str) -> None:
    async with browsing(log) as pilot:
        await related(pilot)
        for key, title, told in (
            (earlier, "Chapter 2", ""),
            (earlier, "Chapter 1", ""),
            (earlier, "Chapter 1", "this is the earliest of 3"),
            (later, "Chapter 2", ""),
            (later, "Chapter 3", ""),
            (later, "Chapter 3", "this is the latest of 3"),
        ):
            await press(pilot, key)
            assert selected_title(pilot) == title
            assert f"▌📖 {title}" in text(pilot)
            assert told in text(pilot)


async def test_where_there_is_nothing_to_follow_it_says_so(log: Path) -> None:
    async with browsing(log) as pilot:
        for title, keys, told in (
            ("Words only", ".", "this entry has no link"),
            ("Odd one", ",", "no other entry has this link"),
            ("Odd one", "f", "this entry refers to no other"),
            ("Odd one", "b", "there is nowhere to return to"),
        ):
            await select(pilot, title)
            await press(pilot, keys)
            assert told in text(pilot)
            assert selected_title(pilot) == title


async def test_as_long_as_nothing_is_known_it_says_so(log: Path) -> None:
    async with browsing(log) as pilot:
        await related(pilot)
        shown_log(pilot).relations = main_screen(pilot).query_one(EntryDetail).relations = None
        await press(pilot, ".")
        assert "still being compared" in text(pilot)
        assert "with this link" not in text(pilot)


@pytest.mark.parametrize("key", ["b", "escape"])
async def test_dates_that_were_left_are_returned_to(log: Path, key: str) -> None:
    async with browsing(log) as pilot:
        await related(pilot)
        await press(pilot, "1", "G", "enter")
        assert selected_title(pilot) == "Chapter 1"
        assert "› 2023" in text(pilot)
        await press(pilot, ".")
        assert selected_title(pilot) == "Chapter 2"
        assert "› All dates" in text(pilot)
        await press(pilot, ".")
        await press(pilot, key)
        assert selected_title(pilot) == "Chapter 1"
        assert "› 2023" in text(pilot)
        assert main_screen(pilot).query_one(EntryList).has_focus


@pytest.mark.parametrize("key", ["b", "escape"])
async def test_a_search_that_was_left_is_returned_to(log: Path, key: str) -> None:
    async with browsing(log) as pilot:
        await related(pilot)
        await press(pilot, "slash", *"first book")
        await until(pilot, lambda: answered(pilot))
        await press(pilot, "enter")
        await select(pilot, "The proofs, first read")
        found = shown_log(pilot).view
        await press(pilot, ".")
        assert selected_title(pilot) == "Proofs"
        assert main_screen(pilot).query_one(SearchBar).query_text == ""
        await press(pilot, key)
        await until(pilot, lambda: answered(pilot))
        await pilot.pause()
        assert main_screen(pilot).query_one(SearchBar).query_text == "first book"
        assert selected_title(pilot) == "The proofs, first read"
        again = shown_log(pilot).view
        assert found is not None
        assert again is not None
        assert again.entries == found.entries


async def test_escape_is_itself_again_once_the_reader_has_moved_on(log: Path) -> None:
    async with browsing(log) as pilot:
        await related(pilot)
        await press(pilot, "1", "G", "enter", ".", "j", "escape")
        assert selected_title(pilot) == "Words only"
        assert "› All dates" in text(pilot)
        await press(pilot, "b")
        assert selected_title(pilot) == "Chapter 1"


@pytest.mark.parametrize("size", SIZES)
async def test_references_are_underlined_and_followed(log: Path, size: tuple[int, int]) -> None:
    async with browsing(log, size) as pilot:
        await related(pilot)
        assert underlined(pilot) == "entry from 02/01 see 03/04"
        await press(pilot, "f")
        assert isinstance(pilot.app.screen, ChoiceDialog)
        assert re.findall(r"│  (\d)  (\S+ .*?)  ", text(pilot)) == [
            ("1", "2024-02-01 Chapter 2"),
            ("2", "2024-02-01 Words only"),
            ("3", "2024-03-04 Proofs"),
            ("4", "2024-03-04 More proofs"),
        ]
        await press(pilot, "escape")
        assert selected_title(pilot) == "Chapter 3"
        await press(pilot, "f", "4")
        assert selected_title(pilot) == "More proofs"
        assert "mentioned by 2024-03-05 Chapter 3" in text(pilot)
        # What refers to nothing leads to what mentions it, here a single entry.
        await press(pilot, "f")
        assert selected_title(pilot) == "Chapter 3"
        await press(pilot, "b")
        assert selected_title(pilot) == "More proofs"
        await press(pilot, "b")
        assert selected_title(pilot) == "Chapter 3"


async def test_what_is_no_reference_is_not_underlined(log: Path) -> None:
    async with browsing(log) as pilot:
        await select(pilot, "The proofs, first read")
        assert underlined(pilot) == ""
        await press(pilot, "slash", *"from")
        await until(pilot, lambda: answered(pilot))
        await press(pilot, "enter")
        await select(pilot, "Chapter 3")
        assert underlined(pilot) == "from entry from 02/01 see 03/04"


async def test_many_mentions_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "log.md"
    mentioning = "".join(f"- Number {n} after the entry from 03/01\n" for n in range(MANY + 2))
    path.write_text(f"03/02/2024\n{mentioning}\n03/01/2024\n- First\n", encoding="utf-8")
    async with browsing(path) as pilot:
        assert (await related(pilot)).entries_mentioning(MANY + 2) == tuple(range(MANY + 2))
        assert underlined(pilot) == "entry from 03/01"
        await press(pilot, "f")
        assert selected_title(pilot) == "First"
        assert text(pilot).count("mentioned by 2024-03-02 Number") == MANY
        assert "and by 2 more" in text(pilot)


async def test_what_is_clicked_is_followed(log: Path) -> None:
    async with browsing(log) as pilot:
        await related(pilot)
        await pilot.click(offset=where(pilot, "← 2024-02-01"))
        assert selected_title(pilot) == "Chapter 2"
        await pilot.click(offset=where(pilot, "mentioned by"))
        assert selected_title(pilot) == "Chapter 3"
        await pilot.click(offset=where(pilot, "02/01, see"))
        assert isinstance(pilot.app.screen, ChoiceDialog)
        await press(pilot, "1")
        await press(pilot, "b", "b", "b")
        assert selected_title(pilot) == "Chapter 3"
        assert "nowhere" not in text(pilot)


@pytest.mark.parametrize("size", SIZES)
async def test_an_odd_number_is_marked(log: Path, size: tuple[int, int]) -> None:
    async with browsing(log, size) as pilot:
        await select(pilot, "Odd one")
        assert "odd arXiv number: a digit seems to be missing" in detail(pilot)
        await select(pilot, "Proofs")
        assert "odd arXiv number" not in text(pilot)


async def test_a_change_of_the_log_is_followed(log: Path) -> None:
    async with browsing(log) as pilot:
        await related(pilot)
        await press(pilot, ",")
        await press(pilot, "j", "k", "d", "enter")
        await until(pilot, lambda: "Chapter 2" not in log.read_text(encoding="utf-8"))
        await select(pilot, "Chapter 3")
        assert "2 of 2 with this link · ← 2023-12-30" in text(pilot)
        await press(pilot, ",")
        assert selected_title(pilot) == "Chapter 1"
        await press(pilot, "b", "b")
        assert selected_title(pilot) == "Chapter 3"
        await press(pilot, "u")
        await until(pilot, lambda: log.read_text(encoding="utf-8") == LOG)
        await select(pilot, "Chapter 3")
        assert "3 of 3 with this link · ← 2024-02-01" in text(pilot)


@pytest.mark.parametrize(
    ("marker", "first", "shown"),
    [
        ("2024-03-02", "2024-03-01", "← 03-01"),
        ("2024-03-02", "2023-12-31", "← 2023-12-31"),
        ("25.03.2024", "24.03.2024", "← 24.03"),
        ("25.03.2024", "24.03.2023", "← 24.03.2023"),
        ("## March 2, 2024", "## March 1, 2024", "← 03-01"),
        ("## 2024-03", "## 2024-02", "← 2024-02"),
    ],
)
async def test_days_are_named_as_the_log_writes_them(
    tmp_path: Path, marker: str, first: str, shown: str
) -> None:
    path = tmp_path / "log.md"
    link = "(https://example.org/x)"
    configure('dates = "log"\n')
    path.write_text(f"{marker}\n\n- [New]{link}\n\n{first}\n\n- [Old]{link}\n", encoding="utf-8")
    async with browsing(path) as pilot:
        await related(pilot)
        assert f"2 of 2 with this link · {shown}" in "\n".join(
            line.rstrip(" │") for line in lines(pilot)
        )


@pytest.mark.parametrize(
    ("dates", "shown"), [("iso", "← 2024-03-01"), ("short", "← 1 Mar 2024"), ("log", "← 03/01")]
)
async def test_days_are_named_as_the_settings_say(tmp_path: Path, dates: str, shown: str) -> None:
    path = tmp_path / "log.md"
    configure(f'dates = "{dates}"\n')
    path.write_text("03/22/2024\n- [New](http://a.org/x)\n\n03/01/2024\n- [Old](http://a.org/x)\n")
    async with browsing(path) as pilot:
        await related(pilot)
        assert f"2 of 2 with this link · {shown} " in detail(pilot) + " "


async def test_the_log_that_all_began_with(shared_logs: Path, tmp_path: Path) -> None:
    path = tmp_path / "log.md"
    path.write_bytes((shared_logs / "research-log.md").read_bytes())
    async with browsing(path, MEDIUM) as pilot:
        relations = await related(pilot)
        entries = range(len(relations.document.entries))
        threads = {place.thread for entry in entries if (place := relations.thread_position(entry))}
        assert sorted(map(len, threads)) == [2, 2, 3, 5, 5, 6]
        said = [
            reference.span.of(relations.document.text)
            for entry in entries
            for reference in relations.references(entry)
        ]
        assert said == ["paper from 07/22", "entry from 06/21"]
        assert [entry for entry in entries if relations.link_warning(entry)] == [252]
        thread = max(threads, key=len)
        shown_log(pilot).show_entry(thread[0])
        for at, entry in enumerate(thread, 1):
            await pilot.pause()
            assert shown_log(pilot).selected == entry
            assert f"{at} of 6 with this link" in text(pilot)
            await press(pilot, ".")
