"""The frame around a pane that draws its content line by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.filter import ANSIToTruecolor
from textual.geometry import Region
from textual.strip import Strip

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.scroll_view import ScrollView


def framed_lines(
    pane: ScrollView, crop: Region, textual_lines: Callable[[Region], list[Strip]]
) -> list[Strip]:
    """Return the lines of ``pane`` in ``crop``, as Textual would compose them.

    Textual works the frame out anew for each line, which takes longer than drawing the content.
    Here one line lends its sides to all others.

    Args:
        pane: A widget whose ``render_line`` draws as many cells as its content has.
        crop: Lines and columns in cells of the widget with its frame.
        textual_lines: The ``render_lines`` that the widget has from Textual.
    """
    width, height = pane.outer_size
    gutter = pane.styles.gutter
    inside = range(gutter.top, height - gutter.bottom)
    if not inside or crop.column_span != (0, width):
        return textual_lines(crop)
    framed = textual_lines(Region(0, inside.start, width, 1))[0]
    left = framed.crop(0, gutter.left)
    right = framed.crop(gutter.left + pane.scrollable_content_region.width, width)
    # What the panes draw has the colours of the theme and is never dim: nothing to convert.
    filters = [f for f in pane.get_line_filters() if not isinstance(f, ANSIToTruecolor)]
    background = pane.background_colors[1]
    strips: list[Strip] = []
    for y in crop.line_range:
        if y == inside.start:
            strips.append(framed)
            continue
        if y not in inside:
            strips += textual_lines(Region(0, y, width, 1))
            continue
        line = pane.render_line(y - gutter.top)
        for line_filter in filters:
            line = line.apply_filter(line_filter, background)
        strips.append(Strip.join((left, line, right)))
    return strips
