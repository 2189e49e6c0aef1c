"""What the rows of the list show at the three sizes, and how they scroll."""

import re
from pathlib import Path

import pytest
from textual.pilot import Pilot

from logtui.demo import SAMPLE
from logtui.tui.panes.entry_list import EntryList
from support.pilots import (
    MEDIUM,
    NARROW,
    SIZES,
    WIDE,
    answered,
    browsing,
    configure,
    main_screen,
    press,
    shown_log,
    until,
)

DATE = re.compile(r"\d{4}-\d\d-\d\d$")


@pytest.fixture
def sample(tmp_path: Path) -> Path:
    """Give a copy of the sample log."""
    path = tmp_path / "research-log.md"
    path.write_bytes(SAMPLE.read_bytes())
    return path


def list_lines(pilot: Pilot[None]) -> list[str]:
    """Return what the list shows, line by line, without its frame and its scroll bar."""
    entries = main_screen(pilot).query_one(EntryList)
    region = entries.content_region
    strips = pilot.app.screen._compositor.render_strips()  # noqa: SLF001 - what the terminal gets
    return [
        strip.crop(region.x, region.right - 1).text.rstrip()
        for strip in strips[region.y : region.bottom]
    ]


def without_blanks(text: str) -> str:
    return re.sub(r"\s", "", text)


async def shown_rows(pilot: Pilot[None]) -> dict[int, str]:
    """Walk through the list; return for each entry what is shown of it, blanks left out."""
    rows: dict[int, str] = {}
    entries = main_screen(pilot).query_one(EntryList)
    await press(pilot, "g")
    while (selected := shown_log(pilot).selected) not in rows:
        assert selected is not None
        marked = [DATE.sub("", line)[1:] for line in list_lines(pilot) if line.startswith("▌")]
        rows[selected] = without_blanks("".join(marked))
        entries.action_move(1)
        await pilot.pause()
    return rows


async def cut_share(log: Path, size: tuple[int, int]) -> float:
    """Return which part of the titles of ``log`` the list does not show as a whole."""
    async with browsing(log, size) as pilot:
        document = shown_log(pilot).document
        rows = await shown_rows(pilot)
        assert len(rows) == len(document.entries) > 40
        titles = {number: document.title(document.entries[number]) for number in rows}
        cut = [number for number, row in rows.items() if without_blanks(titles[number]) not in row]
        return len(cut) / len(rows)


@pytest.mark.parametrize(("size", "most"), [(NARROW, 0.12), (MEDIUM, 0.03), (WIDE, 0.03)])
async def test_few_titles_are_cut(sample: Path, size: tuple[int, int], most: float) -> None:
    assert await cut_share(sample, size) < most


@pytest.mark.parametrize(("size", "most"), [(NARROW, 0.12), (MEDIUM, 0.03), (WIDE, 0.03)])
async def test_few_titles_of_a_real_log_are_cut(
    shared_logs: Path, tmp_path: Path, size: tuple[int, int], most: float
) -> None:
    path = tmp_path / "log.md"
    path.write_bytes((shared_logs / "research-log.md").read_bytes())
    assert await cut_share(path, size) < most


async def test_a_flat_window_shows_at_least_seven_entries(sample: Path) -> None:
    async with browsing(sample, NARROW) as pilot:
        shown = list_lines(pilot)
        assert sum(bool(re.match(r"[▌ ]\S", line)) for line in shown) >= 7
        assert not [line for line in shown if "───" in line]
        dates = [match[0] for line in shown if (match := DATE.search(line))]
        assert dates == sorted(set(dates), reverse=True)  # each at the first entry of its day
        assert re.match("▌📜 Byte Latent Transformer: .* 2024-12-19$", shown[0])


async def test_a_day_that_says_more_than_its_date_keeps_its_row(tmp_path: Path) -> None:
    path = tmp_path / "log.md"
    path.write_text("## 2024-03-02 at the lake\n\n- one\n- two\n\n## 2024-03-01\n\n- three\n")
    async with browsing(path, NARROW) as pilot:
        shown = [line.rstrip() for line in list_lines(pilot)[:4]]
        assert re.match(r" 2024-03-02 Sat at the lake ─+ 2$", shown[0])
        assert shown[1:3] == ["▌   one", "    two"]
        assert re.match(r"    three +2024-03-01$", shown[3])


LONG_TITLES = """\
2024-03-02
- [Short](https://example.org/a)
- [A title that needs a second line at every size of window that people have in use for it, \
and then some more words](https://example.org/b)
- A title without any link
- [{words}the zebra at its end](https://zoo.example.org/c)
    - Notes about a walrus that sleeps
- [Another](https://example.org/giraffe)
    - {words}a walrus again
""".format(words="many words come before what is looked for " * 8)


@pytest.fixture
def long_titles(tmp_path: Path) -> Path:
    path = tmp_path / "log.md"
    path.write_text(LONG_TITLES)
    return path


@pytest.mark.parametrize("size", SIZES)
async def test_rows_are_as_high_as_their_titles_need(
    long_titles: Path, size: tuple[int, int]
) -> None:
    async with browsing(long_titles, size) as pilot:
        rows = list_lines(pilot)[:9]
        short = next(y for y, line in enumerate(rows) if "Short" in line)
        assert "A title that needs" in rows[short + 1]
        without_link = next(y for y, line in enumerate(rows) if "A title without any link" in line)
        assert without_link > short + 2
        assert "zoo" not in rows[without_link + 1]
        assert "many words" in rows[without_link + 1]


@pytest.mark.parametrize("size", SIZES)
async def test_words_that_were_found_stay_visible(long_titles: Path, size: tuple[int, int]) -> None:
    async with browsing(long_titles, size) as pilot:
        await press(pilot, "slash", *"zebra")
        await until(pilot, lambda: answered(pilot))
        shown = " ".join(list_lines(pilot))
        assert "many words" in shown
        assert "…" in shown
        assert "the zebra" in shown


@pytest.mark.parametrize("size", SIZES)
async def test_a_match_in_the_notes_is_shown_under_the_title(
    long_titles: Path, size: tuple[int, int]
) -> None:
    async with browsing(long_titles, size) as pilot:
        await press(pilot, "slash", *"walrus")
        await until(pilot, lambda: answered(pilot))
        shown = [line.strip("▌ ") for line in list_lines(pilot)]
        assert "Notes about a walrus that sleeps" in shown
        assert [line for line in shown if re.fullmatch("….* a walrus again", line)]
        await press(pilot, *["backspace"] * 6, *"giraffe")
        await until(pilot, lambda: answered(pilot))
        assert not [line for line in list_lines(pilot) if "walrus" in line]


async def test_a_compact_list_has_a_line_for_each_entry(long_titles: Path) -> None:
    configure('density = "compact"\n')
    async with browsing(long_titles) as pilot:
        assert [line[4:10] for line in list_lines(pilot)[1:6]] == [
            *("Short ", "A titl", "A titl", "many w", "Anothe")
        ]
        await press(pilot, "slash", *"walrus")
        await until(pilot, lambda: answered(pilot))
        assert len([line for line in list_lines(pilot) if line]) == 2


async def test_pages_and_ends_are_reached_with_rows_of_any_height(sample: Path) -> None:
    async with browsing(sample, NARROW) as pilot:
        seen = [shown_log(pilot).selected]
        for _ in range(45):
            await press(pilot, "pagedown")
            seen.append(shown_log(pilot).selected)
        assert seen == sorted(seen, key=lambda entry: entry or 0)
        assert seen[-1] == 44
        last = list_lines(pilot)
        assert "▌" in last[-1]
        await press(pilot, *["pageup"] * 45)
        assert shown_log(pilot).selected == 0
        assert list_lines(pilot)[0].startswith("▌")
        await press(pilot, "G")
        assert list_lines(pilot) == last


async def test_the_wheel_reaches_the_last_row(sample: Path) -> None:
    async with browsing(sample, NARROW) as pilot:
        entries = main_screen(pilot).query_one(EntryList)
        for _ in range(60):
            entries.scroll_down(animate=False)
            await pilot.pause()
        last = [line.lstrip("▌ ") for line in list_lines(pilot)]
        await press(pilot, "G")
        assert [line.lstrip("▌ ") for line in list_lines(pilot)] == last
        entry = shown_log(pilot).document.entries[-1]
        assert shown_log(pilot).document.title(entry)[:20] in "".join(last[-2:])
