"""Text can be read in every theme that is offered, in every state of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from textual.color import Color

from logtui.config.settings import THEMES
from logtui.demo import SAMPLE
from logtui.statistics.heatmap import GLYPHS
from logtui.tui.drawing.theme_colours import contrast
from logtui.tui.palette import palette_commands
from support.contrast import drawn_texts, glyph_contrasts
from support.pilots import browsing, configure, main_screen, press
from support.screen_states import STATES, enter_state, leave_state

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

NORMAL, BOLD = 4.5, 3.0
"""Contrast that text and bold text need."""

FEW = ("list", "tree", "found kept", "add refused", "copy", "palette", "messages")
"""States that have all colours among them."""


@pytest.fixture
def log(tmp_path: Path) -> Path:
    path = tmp_path / "research-log.md"
    path.write_bytes(SAMPLE.read_bytes())
    return path


async def faint_texts(pilot: Pilot[None], states: tuple[str, ...]) -> list[str]:
    faint = []
    for name in states:
        await enter_state(pilot, STATES[name])
        texts = list(drawn_texts(pilot.app))
        assert texts
        faint += [
            f"{name}: {text}"
            for text in texts
            if text.contrast < (BOLD if text.is_bold else NORMAL)
        ]
        await leave_state(pilot)
    return faint


@pytest.mark.parametrize("theme", THEMES)
async def test_text_is_read_in_every_theme(log: Path, theme: str) -> None:
    configure(f'theme = "{theme}"\n')
    async with browsing(log) as pilot:
        assert await faint_texts(pilot, FEW) == []


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("theme", ["tokyo-night", "catppuccin-latte", "ansi-dark", "ansi-light"])
async def test_text_is_read_in_every_state(log: Path, theme: str, state: str) -> None:
    configure(f'theme = "{theme}"\n')
    async with browsing(log) as pilot:
        assert await faint_texts(pilot, (state,)) == []


@pytest.mark.parametrize("state", STATES)
async def test_text_is_read_without_colours(
    log: Path, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with browsing(log) as pilot:
        assert await faint_texts(pilot, (state,)) == []


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_no_colours_at_all_are_sent_where_they_would_be_the_terminals(
    log: Path, monkeypatch: pytest.MonkeyPatch, theme: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    configure(f'theme = "{theme}"\n')
    async with browsing(log) as pilot:
        for name in FEW:
            await enter_state(pilot, STATES[name])
            colours = {
                color.name
                for strip in pilot.app.screen._compositor.render_strips()  # noqa: SLF001 - what is drawn
                for segment in strip
                if segment.style
                for color in (segment.style.color, segment.style.bgcolor)
                if color
            }
            assert colours <= {"default"}
            await leave_state(pilot)


@pytest.mark.parametrize("theme", THEMES)
async def test_the_glyphs_of_the_map_stand_out_and_get_stronger(log: Path, theme: str) -> None:
    configure(f'theme = "{theme}"\n')
    async with browsing(log) as pilot:
        await enter_state(pilot, STATES["map"])
        glyphs = glyph_contrasts(pilot.app, GLYPHS)
        levels = [glyphs[glyph] for glyph in GLYPHS]
        assert levels[1] >= BOLD
        assert levels[1:] == sorted(levels[1:])
        is_terminals = theme.startswith("ansi")
        assert (len(set(levels)) == len(GLYPHS)) != is_terminals


async def test_a_theme_chosen_later_is_read_as_well(log: Path) -> None:
    async with browsing(log) as pilot:
        for theme in ("textual-light", "nord", "ansi-light", "textual-dark"):
            pilot.app.theme = theme
            await pilot.pause()
            assert await faint_texts(pilot, ("list", "copy")) == []


async def test_the_palette_offers_the_themes_of_the_settings_and_no_others(log: Path) -> None:
    async with browsing(log) as pilot:
        titles = [command.title for command in palette_commands(pilot.app, main_screen(pilot))]
        offered = [title for title in titles if title.startswith("Theme: ")]
        assert offered == [f"Theme: {theme}" for theme in THEMES]
        assert set(THEMES) <= set(pilot.app.available_themes)


@pytest.mark.parametrize("theme", ["ansi-dark", "ansi-light"])
async def test_the_selected_entry_is_reversed_where_the_colours_are_the_terminals(
    log: Path, theme: str
) -> None:
    configure(f'theme = "{theme}"\n')
    async with browsing(log) as pilot:
        await press(pilot, "j")
        strips = pilot.app.screen._compositor.render_strips()  # noqa: SLF001 - what is really drawn
        reversed_rows = [
            strip.text
            for strip in strips
            if any(
                segment.style and segment.style.reverse and segment.text.strip(" ▁▂▃▄▅▆▇█")
                for segment in strip
            )
        ]
        assert [row.partition("▌")[1] for row in reversed_rows] == ["▌"]
        surfaces = {
            segment.style.bgcolor.name
            for strip in strips
            for segment in strip
            if segment.style and segment.style.bgcolor and segment.text.strip(" ▁▂▃▄▅▆▇█")
        }
        assert surfaces == {"default"}


def test_contrast_is_that_of_the_guidelines() -> None:
    white, black, grey = (Color.parse(name) for name in ("#fff", "#000", "#777"))
    assert contrast(white, black) == pytest.approx(21)
    assert contrast(grey, white) == contrast(white, grey) == pytest.approx(4.48, abs=0.01)
    assert contrast(grey, grey) == 1
