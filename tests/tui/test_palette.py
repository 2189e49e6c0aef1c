"""The command palette: actions, dates, kinds, hosts and themes."""

from __future__ import annotations

import json
import re
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from logtui.config.settings import LIGHT_THEME
from logtui.demo import SAMPLE
from logtui.record_requests import fetch_records
from logtui.storage.state import keep_theme, kept_theme, state_root
from logtui.system import terminal_background
from logtui.tui.actions import exporting
from logtui.tui.app import DEFAULT_THEME
from logtui.tui.dialogs.choice import ChoiceDialog
from logtui.tui.dialogs.line import LineDialog
from logtui.tui.panes.bars import SearchBar
from support.outside import said
from support.paper_servers import feed_entry, policy, serve_feed
from support.pilots import (
    WIDE,
    answered,
    browsing,
    configure,
    lines,
    main_screen,
    press,
    shown_log,
    text,
    until,
)
from support.web_servers import serving

if TYPE_CHECKING:
    from textual.pilot import Pilot


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "research-log.md"
    path.write_bytes(SAMPLE.read_bytes())
    return path


async def choose(pilot: Pilot[None], words: str, title: str) -> None:
    """Take what the palette finds for ``words``, once it shows ``title``."""
    await press(pilot, "ctrl+p")
    await pilot.press(*words)
    await until(pilot, lambda: title in text(pilot))
    await pilot.press("enter")
    await until(pilot, lambda: pilot.app.screen is main_screen(pilot))


async def test_a_theme_is_chosen(log: Path) -> None:
    async with browsing(log) as pilot:
        await choose(pilot, "theme nord", "Theme: nord")
        await until(pilot, lambda: pilot.app.theme == "nord")


async def test_a_theme_is_shown_while_it_is_highlighted(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "ctrl+p")
        await pilot.press(*"theme gruvbox")
        await until(pilot, lambda: pilot.app.theme == "gruvbox")
        await press(pilot, "escape")
        assert pilot.app.theme == DEFAULT_THEME
    assert kept_theme() is None


async def test_a_theme_that_was_chosen_is_there_at_the_next_start(log: Path) -> None:
    async with browsing(log) as pilot:
        await choose(pilot, "theme nord", "Theme: nord")
        await until(pilot, lambda: kept_theme() == "nord")
    async with browsing(log) as pilot:
        assert pilot.app.theme == "nord"
    configure('theme = "tokyo-night"\n')
    async with browsing(log) as pilot:
        assert pilot.app.theme == "tokyo-night"


@pytest.mark.parametrize("kept", [b"no such theme", b"\xff", b""])
async def test_a_theme_that_there_is_not_is_not_taken(log: Path, kept: bytes) -> None:
    keep_theme("nord")
    (state_root() / "theme").write_bytes(kept)
    async with browsing(log) as pilot:
        assert pilot.app.theme == DEFAULT_THEME


@pytest.mark.parametrize(
    ("is_light", "theme"), [(True, LIGHT_THEME), (False, DEFAULT_THEME), (None, DEFAULT_THEME)]
)
async def test_auto_takes_the_theme_that_suits_the_terminal(
    log: Path, monkeypatch: pytest.MonkeyPatch, *, is_light: bool | None, theme: str
) -> None:
    configure('theme = "auto"\n')
    monkeypatch.setattr(terminal_background, "has_light_background", lambda: is_light)
    async with browsing(log) as pilot:
        assert pilot.app.theme == theme


async def test_commands_stand_in_groups_with_their_keys_at_the_right(log: Path) -> None:
    async with browsing(log, WIDE) as pilot:
        await press(pilot, "ctrl+p")
        await until(pilot, lambda: "Find papers" in text(pilot))
        shown = palette_rows(pilot)
        assert shown.index("Find") < shown.index("Write") < shown.index("Use")
        assert [row for row in shown if re.fullmatch("Add an entry +a", row)]
        assert "Recent" not in shown
        assert any(re.search("╭─ Commands ─{67}╮", line) for line in lines(pilot))


async def test_what_was_used_last_stands_first(log: Path) -> None:
    async with browsing(log) as pilot:
        await choose(pilot, "go to 2023", "Go to 2023")
        await choose(pilot, "find papers", "Find papers")
        await press(pilot, "ctrl+p")
        await until(pilot, lambda: "Recent" in text(pilot))
        assert palette_rows(pilot)[1:4] == ["Recent", "Find papers", "Go to 2023"]
        await press(pilot, "down", "enter")
        await until(pilot, lambda: "research-log.md › 2023" in text(pilot))


def palette_rows(pilot: Pilot[None]) -> list[str]:
    """Return what stands in the frame of the palette, row by row."""
    rows = [line.split("│") for line in lines(pilot) if line.count("│") >= 2]
    return [
        next(cell for cell in row if len(cell) > 70).strip()
        for row in rows
        if any(len(cell) > 70 for cell in row)
    ]


async def test_letters_of_no_command_are_said_to_be_so(log: Path) -> None:
    async with browsing(log) as pilot:
        await press(pilot, "ctrl+p", *"zzzz")
        await until(pilot, lambda: "no command does that" in text(pilot))
        await press(pilot, "enter")
        assert "no command does that" in text(pilot)
        await press(pilot, *["backspace"] * 4, *"nord")
        await until(pilot, lambda: "Theme: nord" in text(pilot))
        assert "no command does that" not in text(pilot)


async def test_dates_are_gone_to(log: Path) -> None:
    async with browsing(log) as pilot:
        await choose(pilot, "go to 2023", "Go to 2023")
        await until(pilot, lambda: "research-log.md › 2023" in text(pilot))


@pytest.mark.parametrize(
    ("words", "title", "query"),
    [
        ("find arxiv", "Find arxiv.org", "host:arxiv.org"),
        ("find papers", "Find papers", "kind:papers"),
    ],
)
async def test_what_is_looked_for_stays_inside_the_dates_shown(
    log: Path, words: str, title: str, query: str
) -> None:
    async with browsing(log) as pilot:
        await choose(pilot, "go to 2023", "Go to 2023")
        await until(pilot, lambda: "research-log.md › 2023" in text(pilot))
        await choose(pilot, words, title)
        bar, log_shown = main_screen(pilot).query_one(SearchBar), shown_log(pilot)
        await until(pilot, lambda: bar.query_text == query and answered(pilot))
        assert "research-log.md › 2023" in text(pilot)
        assert log_shown.view is not None
        entries = [log_shown.document.entries[index] for index in log_shown.view.entries]
        dates = [log_shown.document.date(entry) for entry in entries]
        assert all(date and date.year == 2023 for date in dates)


async def test_a_host_is_looked_for(log: Path) -> None:
    async with browsing(log) as pilot:
        await choose(pilot, "find arxiv", "Find arxiv.org")
        bar = main_screen(pilot).query_one(SearchBar)
        await until(pilot, lambda: bar.query_text == "host:arxiv.org" and answered(pilot))


async def test_what_is_shown_is_exported_to_a_new_file(log: Path) -> None:
    async with browsing(log) as pilot:
        await choose_export(pilot, "b")
        made = log.with_name("research-log-bibtex.bib")
        await until(pilot, made.exists)
        await until(
            pilot, lambda: 'entries to "research-log-bibtex.bib", next to the log' in text(pilot)
        )
        assert made.read_text(encoding="utf-8").startswith("@misc{")
        await choose_export(pilot, "b")
        await until(pilot, log.with_name("research-log-bibtex-2.bib").exists)


async def test_only_what_is_shown_is_exported_and_nothing_private(log: Path) -> None:
    configure('[export]\nexclude = "host:arxiv"\n')
    async with browsing(log) as pilot:
        await choose(pilot, "go to 2023", "Go to 2023")
        await choose_export(pilot, "l")
        made = log.with_name("research-log-jsonl.jsonl")
        await until(pilot, made.exists)
        entries = [json.loads(line) for line in made.read_text(encoding="utf-8").splitlines()]
        assert {entry["date"][:4] for entry in entries} == {"2023"}
        assert not [entry for entry in entries if "arxiv.org" in (entry["url"] or "")]


async def test_authors_of_the_shown_papers_are_fetched(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "*")
    log = tmp_path / "log.md"
    log.write_text("## 2024-01-01\n- [x](https://arxiv.org/abs/1706.03762)\n")
    async with serving() as web:
        serve_feed(web, ["1706.03762"], feed_entry("1706.03762", "Attention", "Ashish Vaswani"))
        ask = partial(fetch_records, policy=policy(web))
        monkeypatch.setattr(exporting, "fetch_records", ask)
        async with browsing(log) as pilot:
            await choose(pilot, "fetch authors", "Fetch authors and dates of the shown papers")
            await until(pilot, lambda: "fetched authors and dates of 1 paper" in text(pilot))
            await choose_export(pilot, "b")
            made = log.with_name("log-bibtex.bib")
            await until(pilot, made.exists)
            assert "@misc{vaswani2017attention," in made.read_text(encoding="utf-8")


async def choose_export(pilot: Pilot[None], key: str) -> None:
    """Have the palette export what is shown in the format of ``key``."""
    await press(pilot, "ctrl+p")
    await pilot.press(*"export the shown")
    await until(pilot, lambda: "Export the shown entries" in text(pilot))
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, ChoiceDialog))
    await pilot.press(key)
    await until(pilot, lambda: pilot.app.screen is main_screen(pilot))


BOOKMARKS = """\
<!DOCTYPE NETSCAPE-Bookmark-file-1>
<DL><DT><A HREF="https://imported.example/one" ADD_DATE="1700000000">Imported \x1b[2J</A>
<DT><A HREF="https://arxiv.org/abs/1706.03762" ADD_DATE="1700000000">Attention</A></DL>
"""


async def choose_import(pilot: Pilot[None], path: Path) -> None:
    """Have the palette import ``path``."""
    await press(pilot, "ctrl+p")
    await pilot.press(*"import a file")
    await until(pilot, lambda: "Import a file" in text(pilot))
    await pilot.press("enter")
    await until(pilot, lambda: isinstance(pilot.app.screen, LineDialog))
    await pilot.press(*str(path), "enter")


async def test_a_file_is_imported_after_its_summary_and_its_change(log: Path) -> None:
    source = log.with_name("b.html")
    source.write_text(BOOKMARKS, "utf-8")
    before = log.read_bytes()
    async with browsing(log) as pilot:
        await choose_import(pilot, source)
        await until(pilot, lambda: "1 new (2023-11-14), 1 already there" in text(pilot))
        assert "imported.example/one" in text(pilot), "\n".join(lines(pilot))
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is main_screen(pilot))
        assert log.read_bytes() == before
        await choose_import(pilot, source)
        await until(pilot, lambda: "1 new" in text(pilot))
        await pilot.press("enter")
        await until(pilot, lambda: b"imported.example" in log.read_bytes())
        await until(pilot, lambda: pilot.app.screen is main_screen(pilot))
        await press(pilot, "u")
        await until(pilot, lambda: log.read_bytes() == before)
        await choose_import(pilot, log.with_name("missing.html"))
        await until(pilot, lambda: "cannot be read" in said(pilot))
        source.rename(log.with_name("missing.html"))
        await press(pilot, "enter")
        await until(pilot, lambda: "1 new" in text(pilot))


async def test_a_file_need_not_be_named(log: Path) -> None:
    async with browsing(log) as pilot:
        await choose_import(pilot, Path())
        await until(pilot, lambda: "cannot be read" in said(pilot))
        await until(pilot, lambda: isinstance(pilot.app.screen, LineDialog))
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is main_screen(pilot))
