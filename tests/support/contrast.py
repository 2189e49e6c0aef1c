"""How well the text on the screen can be read, measured from the cells that are drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from rich.color import Color as RichColor
from textual.color import Color
from textual.constants import DIM_FACTOR

from logtui.tui.drawing.theme_colours import contrast

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.segment import Segment
    from textual.app import App

_SIGNS = frozenset(map(chr, range(0x2500, 0x25A0))) | {"·"}
"""Characters that frame, fill and separate, and say nothing."""


class ReadText(NamedTuple):
    """A text on the screen and how well it can be read.

    Attributes:
        contrast: That of its colour with what it stands on.
        text: The text.
        row: The line of the screen, from 0.
        colours: Its colour and what it stands on.
        is_bold: Whether it is bold, and so needs less.
    """

    contrast: float
    text: str
    row: int
    colours: tuple[str, str]
    is_bold: bool


def drawn_texts(app: App[None]) -> Iterator[ReadText]:
    """Yield every text that ``app`` has on the screen."""
    strips = app.screen._compositor.render_strips()  # noqa: SLF001 - what is really drawn
    for row, strip in enumerate(strips):
        for segment in strip:
            text = "".join(char for char in segment.text if char not in _SIGNS)
            if text.strip():
                colour, surface = _drawn_colours(app, segment)
                is_bold = bool(segment.style and segment.style.bold)
                ratio = contrast(colour, surface)
                yield ReadText(ratio, text.strip(), row, (colour.hex, surface.hex), is_bold)


def glyph_contrasts(app: App[None], glyphs: str) -> dict[str, float]:
    """Return the lowest contrast of each of ``glyphs`` on the screen of ``app``."""
    contrasts: dict[str, float] = {}
    for strip in app.screen._compositor.render_strips():  # noqa: SLF001 - what is really drawn
        for segment in strip:
            for glyph in set(segment.text) & set(glyphs):
                ratio = contrast(*_drawn_colours(app, segment))
                contrasts[glyph] = min(ratio, contrasts.get(glyph, ratio))
    return contrasts


def _drawn_colours(app: App[None], segment: Segment) -> tuple[Color, Color]:
    style = segment.style
    palette = app.ansi_theme
    default = RichColor.default()
    colour, surface = (
        Color(*((part or default).get_truecolor(palette, foreground=is_text)))
        for part, is_text in (
            (style.color if style else None, True),
            (style.bgcolor if style else None, False),
        )
    )
    if style is not None and style.dim:
        colour = surface.blend(colour, DIM_FACTOR)
    return (surface, colour) if style is not None and style.reverse else (colour, surface)
