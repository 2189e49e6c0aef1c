from pathlib import Path

import pytest

from logtui.storage import watch
from logtui.tui.panes.date_pane import DatePane
from logtui.tui.panes.date_tree import DateTree
from logtui.tui.panes.entry_detail import EntryDetail
from logtui.tui.panes.entry_list import EntryList
from support.pilots import (
    MEDIUM,
    NARROW,
    SIZES,
    browsing,
    lines,
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
- 📜[Attention again](https://arxiv.org/abs/1706.03762)
    - The **one** with the heads
        - and the feet
- 📺[A talk](https://example.org/talk)

03/01/2024
- 📜[Older paper](https://example.org/older)

12/31/2023
- Last one of the year, without a link
"""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "log.md"
    path.write_text(LOG, encoding="utf-8")
    return path


@pytest.mark.parametrize("size", SIZES)
async def test_opens_on_the_newest_entry(log: Path, size: tuple[int, int]) -> None:
    async with browsing(log, size) as pilot:
        screen = text(pilot)
        assert selected_title(pilot) == "Attention again"
        assert "logtui log.md › All dates" in screen
        assert "2024-03-02 Sat" in screen
        assert "Older paper" in screen
        assert "• The one with the heads" in screen
        assert "1 of 4" in screen
    assert log.read_text(encoding="utf-8") == LOG


@pytest.mark.parametrize("size", SIZES)
async def test_keys_move_through_entries_and_days(log: Path, size: tuple[int, int]) -> None:
    async with browsing(log, size) as pilot:
        for keys, title in (
            ("j", "A talk"),
            ("down", "Older paper"),
            ("j", "Last one of the year, without a link"),
            ("j", "Last one of the year, without a link"),
            ("k", "Older paper"),
            ("g", "Attention again"),
            ("G", "Last one of the year, without a link"),
            ("left_square_bracket", "Older paper"),
            ("left_square_bracket", "Attention again"),
            ("right_square_bracket", "Older paper"),
            ("pageup", "Attention again"),
            ("ctrl+d", "Last one of the year, without a link"),
        ):
            await press(pilot, keys)
            assert selected_title(pilot) == title, keys
            assert f"▌{'📜' if 'paper' in title or 'Att' in title else ''}" in text(pilot)


async def test_the_tree_narrows_the_list(log: Path) -> None:
    async with browsing(log, MEDIUM) as pilot:
        await press(pilot, "1", "G")
        assert "log.md › 2023" in text(pilot)
        assert selected_title(pilot) == "Last one of the year, without a link"
        assert "Older paper" not in text(pilot)
        await press(pilot, "enter")
        assert pilot.app.focused is pilot.app.screen.query_one(EntryList)
        await press(pilot, "escape")
        assert "All dates" in text(pilot)
        assert "Older paper" in text(pilot)


async def test_the_tree_counts(log: Path) -> None:
    async with browsing(log, MEDIUM) as pilot:
        tree = [line[:26].strip("│╭╰╮╯─ ├└▾▸").split() for line in lines(pilot)[5:-1]]
        assert [row for row in tree if row] == [
            ["All", "4"],
            ["2024", "3"],
            ["March", "3"],
            ["2", "Sat", "2◂"],  # the day of the selected entry
            ["1", "Fri", "1"],
            ["2023", "1"],
        ]


async def test_a_narrow_screen_shows_the_tree_alone(log: Path) -> None:
    async with browsing(log, NARROW) as pilot:
        assert not pilot.app.screen.query_one(DatePane).display
        await press(pilot, "t")
        assert pilot.app.screen.query_one(DateTree).has_focus
        assert "Attention again" not in text(pilot)
        await press(pilot, "t")
        assert "Attention again" in text(pilot)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("pane", [EntryList, EntryDetail, DateTree])
async def test_the_focus_comes_back_with_the_tree(
    log: Path, size: tuple[int, int], pane: type[EntryList | EntryDetail | DateTree]
) -> None:
    async with browsing(log, size) as pilot:
        await press(pilot, {EntryList: "2", EntryDetail: "3", DateTree: "1"}[pane])
        assert isinstance(pilot.app.focused, pane)
        await press(pilot, "t")
        await press(pilot, "t")
        assert isinstance(pilot.app.focused, pane)
        await press(pilot, "t", "3", "t")
        assert isinstance(pilot.app.focused, DateTree if size == NARROW else EntryDetail)


async def test_reading_and_back(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "enter")
        assert pilot.app.screen.query_one(EntryDetail).has_focus
        await press(pilot, "backspace")
        assert pilot.app.screen.query_one(EntryList).has_focus
        await press(pilot, "3", "escape")
        assert pilot.app.screen.query_one(EntryList).has_focus


async def test_the_window_may_change_its_size(log: Path) -> None:
    async with browsing(log, MEDIUM) as pilot:
        await press(pilot, "j")
        for size in (NARROW, (60, 20), (200, 60), (20, 5), (1, 1), MEDIUM):
            await pilot.resize_terminal(*size)
            await press(pilot)
            assert selected_title(pilot) == "A talk"
        assert "A talk" in text(pilot)


async def test_a_click_selects_and_a_second_one_opens(log: Path) -> None:
    async with browsing(log, NARROW) as pilot:
        row = next(y for y, line in enumerate(lines(pilot)) if "Older paper" in line)
        await pilot.click(offset=(10, row))
        assert selected_title(pilot) == "Older paper"
        await pilot.click(offset=(10, row), times=2)
        await press(pilot)
        assert pilot.app.screen.query_one(EntryDetail).has_focus


async def test_reload_keeps_the_selection(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "j", "j")
        log.write_text(LOG.replace("03/02/2024\n", "03/03/2024\n- New\n\n03/02/2024\n"))
        await press(pilot, "r")
        assert selected_title(pilot) == "Older paper"
        assert "2024-03-03 Sun" in text(pilot)


async def test_reading_a_file_again_in_which_nothing_has_changed_says_so(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "r")
        await until(pilot, lambda: "read again, nothing has changed" in text(pilot))


async def test_a_log_that_vanished_stays_on_the_screen(
    log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        watch, "RECHECK_DELAY", 3600
    )  # what the watch has to say is tested elsewhere
    async with browsing(log) as pilot:
        log.unlink()
        await press(pilot, "r")
        assert "▲ not read" in text(pilot)
        await until(pilot, lambda: "init" in text(pilot))
        assert "Attention again" in text(pilot)


async def test_a_growing_log_opens_at_its_end(tmp_path: Path) -> None:
    path = tmp_path / "log.md"
    path.write_text("".join(f"## 2024-01-{day:02d}\n\n- entry {day}\n\n" for day in range(1, 29)))
    async with browsing(path, NARROW) as pilot:
        assert selected_title(pilot) == "entry 28"
        assert "entry 28" in text(pilot)


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("", "Press a to add the first entry."),
        ("01/02/2024\n\n01/01/2024\n", "Press a to add one."),
        ("Only prose, and no date.\n", "Only prose"),
    ],
)
async def test_strange_logs_open(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "log.md"
    path.write_text(content)
    for size in SIZES:
        async with browsing(path, size) as pilot:
            await press(pilot, "j", "k", "G", "enter", "1", "2", "right_square_bracket", "t", "t")
            assert said in text(pilot)


async def test_a_long_log_loads_behind_its_first_screen(tmp_path: Path) -> None:
    path = tmp_path / "log.md"
    days = (f"{2100 - n}-01-01\n- entry of {2100 - n} {'x' * 300}\n" for n in range(1000))
    path.write_text("\n".join(days))
    async with browsing(path) as pilot:
        await press(pilot, "G")
        assert selected_title(pilot) is not None
        assert "entry of 1101" in (selected_title(pilot) or "")
        assert "● saved" in text(pilot)


@pytest.mark.parametrize("size", [(39, 24), (80, 9), (20, 5)])
async def test_too_small_a_terminal_is_told_what_it_lacks(log: Path, size: tuple[int, int]) -> None:
    async with browsing(log, size) as pilot:
        assert "logtui needs 40 columns" in " ".join(text(pilot).split())
        assert "Attention" not in text(pilot)
        await pilot.resize_terminal(*NARROW)
        await until(pilot, lambda: "Attention again" in text(pilot))
        assert "logtui needs" not in text(pilot)
        await pilot.resize_terminal(*size)
        await until(pilot, lambda: "logtui needs" in text(pilot))


@pytest.mark.parametrize(
    ("keys", "size"),
    [(["d"], (39, 24)), (["a", "x"], (80, 9)), (["question_mark"], (20, 5))],
    ids=str,
)
async def test_no_key_reaches_a_dialog_that_is_not_seen(
    log: Path, size: tuple[int, int], keys: list[str]
) -> None:
    before = log.read_bytes()
    async with browsing(log, NARROW) as pilot:
        await press(pilot, *keys)
        dialog, shown = pilot.app.screen, text(pilot)
        await pilot.resize_terminal(*size)
        await until(pilot, lambda: "logtui needs 40 columns" in " ".join(text(pilot).split()))
        await press(pilot, "enter", "escape", "f1", "x", "tab")
        assert "logtui needs" in text(pilot)
        await pilot.resize_terminal(*NARROW)
        await until(pilot, lambda: pilot.app.screen is dialog)
        await until(pilot, lambda: text(pilot) == shown)
        await pilot.resize_terminal(*size)
        await until(pilot, lambda: "logtui needs" in text(pilot))
        await press(pilot, "ctrl+q")
    assert pilot.app.return_code == 0
    assert log.read_bytes() == before


async def test_a_dialog_that_opens_unseen_gets_no_keys(log: Path) -> None:
    before = log.read_bytes()
    async with browsing(log, (39, 24)) as pilot:
        await press(pilot, "d", "enter")
        await pilot.resize_terminal(*NARROW)
        await until(pilot, lambda: "Delete this entry?" in text(pilot))
    assert log.read_bytes() == before


@pytest.mark.parametrize("size", [(60, 20), (40, 10)])
async def test_a_small_terminal_will_do(log: Path, size: tuple[int, int]) -> None:
    async with browsing(log, size) as pilot:
        assert "Attention again" in text(pilot)
        await press(pilot, "j")
        assert selected_title(pilot) == "A talk"
        await press(pilot, "slash", *"older", "enter")
        assert "logtui needs" not in text(pilot)
        await until(pilot, lambda: selected_title(pilot) == "Older paper")


async def test_what_a_heading_says_beside_its_date_stands_there_once(tmp_path: Path) -> None:
    path = tmp_path / "log.md"
    path.write_text(
        "## 29/01 (half a day)\n- one\n\n## 30/01 [v4](https://x.org) of **it**\n- two\n"
    )
    async with browsing(path) as pilot:
        list_lines = [line for line in lines(pilot) if "───" in line]
        assert any("29/01 (half a day) ─" in line for line in list_lines)
        assert any("30/01 v4 of it ─" in line for line in list_lines)
