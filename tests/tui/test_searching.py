import re
from functools import partial
from pathlib import Path

import pytest
from textual.pilot import Pilot

from logtui.tui.panes.date_tree import DateTree
from logtui.tui.panes.entry_list import EntryList
from logtui.tui.panes.query_input import QueryInput
from support.pilots import (
    NARROW,
    SIZES,
    answered,
    browsing,
    lines,
    main_screen,
    press,
    selected_title,
    text,
    until,
)

LOG = """\
Legend:
- 📜: papers
- 📺: videos

03/02/2024
- 📜[Attention is all you need](https://arxiv.org/abs/1706.03762)
    - The one with the heads
- 📺[A talk about quantization](https://example.org/talk)

03/01/2024
- 📜[Quantizing everything](https://example.org/older)
    - mentions zeppelins once

12/31/2023
- Last one of the year, without a link
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.md"
    path.write_text(LOG, encoding="utf-8")
    return path


@pytest.mark.parametrize("size", SIZES)
async def test_a_few_letters_find_the_entry(log: Path, size: tuple[int, int]) -> None:
    async with browsing(log, size) as pilot:
        await press(pilot, "slash", *"quantiz")
        await until(pilot, lambda: "2/4" in text(pilot))
        assert selected_title(pilot) in {"A talk about quantization", "Quantizing everything"}
        assert "Attention is" not in text(pilot)
        await press(pilot, "down", "enter")
        assert pilot.app.focused is pilot.app.screen.query_one(EntryList)
        chosen = selected_title(pilot)
        await press(pilot, "escape")
        await until(pilot, lambda: "4/4" in text(pilot))
        assert selected_title(pilot) == chosen


async def test_typos_notes_and_initials(log: Path) -> None:
    async with browsing(log) as pilot:
        queries = {
            "atention": "Attention is all you need",
            "zeppelin": "Quantizing everything",
            "1706.03762": "Attention is all you need",
            "kind:video": "A talk about quantization",
            "december": "Last one of the year, without a link",
        }
        for query, title in queries.items():
            await press(pilot, "slash", *query)
            await until(pilot, partial(_is_selected, pilot, title))
            await press(pilot, "escape")


def _is_selected(pilot: Pilot[None], title: str) -> bool:
    return selected_title(pilot) == title


async def test_nothing_found_says_what_to_do(log: Path) -> None:
    async with browsing(log, NARROW) as pilot:
        await press(pilot, "slash", *"xylophone")
        await until(pilot, lambda: "0/4" in text(pilot))
        assert "Nothing matches." in text(pilot)
        assert "Attention" not in text(pilot)


async def test_the_word_that_nothing_has_is_named_and_dropped(log: Path) -> None:
    async with browsing(log, NARROW) as pilot:
        await press(pilot, "slash", *"talk", "space", *"shirts")
        await until(pilot, lambda: 'No entry has "shirts"; without it 1.' in text(pilot))
        assert "^l drops it, esc clears." in text(pilot)
        await press(pilot, "ctrl+l")
        await until(pilot, partial(_is_selected, pilot, "A talk about quantization"))
        assert pilot.app.screen.query_one(QueryInput).value == "talk"
        await press(pilot, "ctrl+l")
        assert pilot.app.screen.query_one(QueryInput).value == "talk"
        assert "there is no word to drop" in text(pilot)


async def test_what_is_wrong_leaves_room_for_what_is_typed(log: Path) -> None:
    async with browsing(log, (60, 20)) as pilot:
        await press(pilot, "slash", *"kind:nosuch")
        await until(pilot, lambda: "no kind of this log is called" in text(pilot))
        row = next(line for line in text(pilot).splitlines() if "⌕" in line)
        assert "kind:nosuch" in row
        assert "no kind of this log" in row


async def test_words_that_no_entry_has_together_are_named(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "slash", *"heads", "space", *"talk", "enter")
        await until(pilot, lambda: "No entry has all of that; without " in text(pilot))
        await press(pilot, "ctrl+l")
        await until(pilot, lambda: "1/4" in text(pilot))


async def test_dates_without_matches_are_marked_in_the_tree(log: Path) -> None:
    async with browsing(log) as pilot:
        before = tree_lines(pilot)
        assert re.match("▾ All +4$", before[0])
        assert [line for line in before if line.endswith("◂")] == [before[3]]
        await press(pilot, "slash", *"everything")
        await until(pilot, lambda: answered(pilot))
        shown = tree_lines(pilot)
        assert [line.split()[-1] for line in shown] == ["1", "1", "█1", "·", "1◂", "·"]
        assert "1 of 1" in text(pilot)
        await press(pilot, "escape")
        await until(pilot, lambda: answered(pilot))
        assert [line.rstrip("◂ ") for line in tree_lines(pilot)] == [
            line.rstrip("◂ ") for line in before
        ]


def tree_lines(pilot: Pilot[None]) -> list[str]:
    """Return what the tree shows, line by line."""
    tree = main_screen(pilot).query_one(DateTree)
    shown = [tree.render_line(y).text.rstrip() for y in range(tree.size.height)]
    return [line for line in shown if line]


@pytest.mark.parametrize("size", SIZES)
async def test_what_has_only_some_of_the_words_says_so(log: Path, size: tuple[int, int]) -> None:
    async with browsing(log, size) as pilot:
        await press(pilot, "slash", *"zeppelins quux kiwi")
        await until(pilot, lambda: "no quux, kiwi" in text(pilot))
        assert "0 (1 in part)/4" in text(pilot)
        assert 'No entry has "quux" or "kiwi"' in text(pilot)
        assert selected_title(pilot) == "Quantizing everything"
        await press(pilot, "enter", "ctrl+p", *"export the", "enter")
        await until(pilot, lambda: "Export the shown, partly matching entries" in text(pilot))
        await press(pilot, "escape", "slash", "backspace", *"x", "enter", "escape")
        await until(pilot, lambda: "4/4" in text(pilot))
        assert "No entry has" not in text(pilot)


async def test_a_click_below_what_the_list_is_selects_the_entry_there(log: Path) -> None:
    async with browsing(log, NARROW) as pilot:
        await press(pilot, "slash", *"attention zeppelins")
        await until(pilot, lambda: "0 (2 in part)/4" in text(pilot))
        first = selected_title(pilot)
        entries = pilot.app.screen.query_one(EntryList)
        top = entries.scrollable_content_region.y - entries.region.y
        await pilot.click(EntryList, offset=(5, top))
        assert selected_title(pilot) == first
        await pilot.click(EntryList, offset=(5, top + 3))
        await until(pilot, lambda: selected_title(pilot) != first)


async def test_a_wrong_operator_is_named(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "slash", *"in:nonsense")
        await until(pilot, lambda: "nonsense" in lines(pilot)[2][40:])


async def test_a_search_stays_inside_the_scope(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "1", "G", "slash", *"quantiz")
        await until(pilot, lambda: "0/4" in text(pilot))
        assert "Only 2023 is searched" in text(pilot)
        await press(pilot, "escape", "escape")
        assert "All dates" in text(pilot)


async def test_the_query_may_hold_any_letter(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "slash", *"trq/?123[]")
        assert pilot.app.screen.query_one(QueryInput).value == "trq/?123[]"
        assert pilot.app.screen.query_one("#tree").display


async def test_the_last_queries_are_recalled(log: Path) -> None:
    async with browsing(log) as pilot:
        for query in ("talk", "heads"):
            await press(pilot, "slash", *query, "enter", "escape")
        await press(pilot, "slash", "up")
        field = pilot.app.screen.query_one(QueryInput)
        assert field.value == "heads"
        await press(pilot, "up")
        assert field.value == "talk"


@pytest.mark.parametrize("query", ["'", "!", "kind:", "in:"])
async def test_an_operator_that_is_only_begun_leaves_nothing_out(log: Path, query: str) -> None:
    async with browsing(log) as pilot:
        everything = text(pilot).count("example.org")
        await press(pilot, "slash", *"zebra")
        await until(pilot, lambda: "Nothing matches" in text(pilot))
        for _ in "zebra":
            await pilot.press("backspace")
        await pilot.press(*query)
        await until(pilot, lambda: text(pilot).count("example.org") == everything)
        assert query in lines(pilot)[2]


async def test_values_of_operators_are_completed(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "slash", *"kind:vid")
        await until(pilot, lambda: "kind:videos" in lines(pilot)[2])
        await press(pilot, "tab")
        assert pilot.app.screen.query_one(QueryInput).value == "kind:videos"


async def test_matches_are_walked_in_the_detail(tmp_path: Path) -> None:
    path = tmp_path / "log.md"
    notes = "".join(f"    - line {n}{' needle' if n % 40 == 0 else ''}\n" for n in range(1, 200))
    path.write_text(f"2024-01-01\n- Haystack\n{notes}")
    async with browsing(path) as pilot:
        await press(pilot, "slash", *"needle", "enter")
        await until(pilot, lambda: "1/1" in text(pilot))
        await press(pilot, "enter", "n")
        await until(pilot, lambda: "line 40 needle" in text(pilot))
        await press(pilot, "n")
        await until(pilot, lambda: "line 80 needle" in text(pilot))
        await press(pilot, "N")
        await until(pilot, lambda: "line 40 needle" in text(pilot))


@pytest.mark.parametrize(
    "query", ["[", "\x1b[31m", "\udc80", "!", "'", "日本語", "שלום", "a" * 3000]
)
async def test_any_query_is_answered(log: Path, query: str) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "slash")
        pilot.app.screen.query_one(QueryInput).value = query
        await until(pilot, lambda: "0/4" in text(pilot) or "4/4" in text(pilot))
        await press(pilot, "escape")
