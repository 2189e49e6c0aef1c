"""From styled text to the lines of a widget that draws itself line by line."""

from __future__ import annotations

from functools import lru_cache
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style as RichStyle
from textual.content import Content, Span
from textual.filter import ANSIToTruecolor
from textual.geometry import Region
from textual.strip import Strip
from textual.style import Style
from textual.widget import Widget

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from textual.scroll_view import ScrollView


STYLES = {
    "accent": "$text-accent",
    "bar": "$text-primary",
    "code": "$text-success on $surface",
    "cursor": "$cursor-style",
    "date-chip": "$text-secondary on $secondary-muted",
    "day": "bold $text-secondary",
    "dim": "$dim-style",
    "em": "italic",
    "error": "bold $text-error",
    "faint": "$foreground 25%",
    "good": "$text-success",
    "removed": "strike $text-error on $error-muted",
    "added": "bold $text-success on $success-muted",
    "bad": "bold $text-error",
    "busy": "$text-warning",
    "heading": "bold $text-secondary",
    "kind-chip": "$text-accent on $accent-muted",
    "level-0": "$foreground 25%",
    "level-1": "$text-success 75%",
    "level-2": "$text-success 84%",
    "level-3": "$text-success 92%",
    "level-4": "bold $text-success",
    "line-chip": "$dim-style on $surface",
    "key": "bold $text-accent",
    "link": "underline $text-secondary",
    "map-cursor": "bold reverse $text-accent",
    "marked": "bold $text-accent on $accent-muted",
    "match": "bold underline $text-warning",
    "name": "bold $text-primary",
    "plain": "$foreground",
    "reference": "underline",
    "s": "strike",
    "strong": "bold",
}
"""What each name of a style means, in the colours of the theme.

They are not component classes: Textual applies every component class of every widget at each
change of style, and thirty of them cost a tenth of a second until the first frame.
"""


def theme_style(name: str | Style) -> Style:
    """Return the style called ``name`` in the app's theme; a style itself comes back as it is."""
    return name if isinstance(name, Style) else Style.parse(STYLES[name])


def strip_of(parts: Iterable[Content], base: Style, width: int) -> Strip:
    """Return one line of ``width`` cells that shows ``parts`` in a row on top of ``base``."""
    segments: list[Segment] = []
    length = 0
    for part in parts:
        if part:
            segments += _segments(part, base)
            length += part.cell_length
    if length > width:
        return Strip(segments, length).adjust_cell_length(width)
    if length < width:
        segments.append(Segment(" " * (width - length), base.rich_style))
    return Strip(segments, width)


def _segments(content: Content, base: Style) -> Iterator[Segment]:
    """Yield the text of ``content`` cut wherever one of its spans begins or ends.

    Content renders itself in the same way; but it makes each style again for each line, where a
    screen has a dozen of them.
    """
    text, spans = content.plain, content.spans
    if not spans:
        yield Segment(text, base.rich_style)
        return
    if len(spans) == 1 and spans[0].start == 0 and spans[0].end >= len(text):
        yield Segment(text, _combine(base, theme_style(spans[0].style)))
        return
    styles = [theme_style(span.style) for span in spans]
    cuts = {0, len(text)}
    cuts.update(span.start for span in spans)
    cuts.update(min(span.end, len(text)) for span in spans)
    for start, end in pairwise(sorted(cuts)):
        layers = [
            style
            for style, span in zip(styles, spans, strict=True)
            if span.start <= start and end <= span.end
        ]
        yield Segment(text[start:end], _combine(base, *layers))


_NOT_DIM = RichStyle(dim=False)


@lru_cache(maxsize=1 << 10)
def _combine(*styles: Style) -> RichStyle:
    """Return ``styles`` on top of each other, the last one uppermost.

    What is reversed is so as a whole: in colours of its own, a part of it would be a block.
    """
    style = Style.combine(styles).rich_style
    return style.without_color + _NOT_DIM if style.reverse else style


def apply_theme(content: Content) -> Content:
    """Return ``content`` with its styles looked up, for a widget that does not do it itself."""
    spans = [Span(start, end, theme_style(style)) for start, end, style in content.spans]
    return Content(content.plain, spans)


def styled(text: str, style: str) -> Content:
    """Return ``text``, all of it in the style called ``style``; never read as markup."""
    return Content.styled(text, style)


def framed_lines(pane: ScrollView, crop: Region) -> list[Strip]:
    """Return the lines of ``pane`` in ``crop``, as Textual would compose them.

    Textual works out the frame for each line, which takes longer than drawing the content.
    Here one line lends its sides to all others.

    Args:
        pane: A widget whose ``render_line`` draws as many cells as its content has.
        crop: Lines and columns in cells of the widget with its frame.
    """
    width, height = pane.outer_size
    gutter = pane.styles.gutter
    content_rows = range(gutter.top, height - gutter.bottom)
    if not content_rows or crop.column_span != (0, width):
        return Widget.render_lines(pane, crop)
    above = Widget.render_lines(pane, Region(0, 0, width, content_rows.start + 1))
    framed = above[-1]
    left = framed.crop(0, gutter.left)
    right = framed.crop(gutter.left + pane.scrollable_content_region.width, width)
    # What the panes draw has the colours of the theme and is never dim: nothing to convert.
    filters = [f for f in pane.get_line_filters() if not isinstance(f, ANSIToTruecolor)]
    background = pane.background_colors[1]
    strips: list[Strip] = []
    for y in crop.line_range:
        if y <= content_rows.start:
            strips.append(above[y])
            continue
        if y not in content_rows:
            strips += Widget.render_lines(pane, Region(0, y, width, 1))
            continue
        segments = list(pane.render_line(y - gutter.top))
        for line_filter in filters:
            segments = line_filter.apply(segments, background)
        strips.append(Strip([*left, *segments, *right], width))
    return strips


def wrapped(pieces: Iterable[Content], width: int) -> Iterator[Content]:
    """Yield the lines of a text, none wider than ``width`` cells where that is possible.

    They break where those of the whole text would.

    Args:
        pieces: The text, cut anywhere; a few thousand characters each keep every step short.
        width: In cells.
    """
    unfinished = Content()
    for piece in pieces:
        text = unfinished + piece
        *lines, last = text.wrap(width)
        yield from lines
        # What follows may belong to the last line or to its last word: it is wrapped once more.
        words_end = len(text.plain.rstrip())
        start = max(words_end - len(last.plain.rstrip()), text.plain.rfind("\n") + 1)
        unfinished = text[start:]
    yield from unfinished.wrap(width)


def label_lines(label: Content, widths: Sequence[int]) -> list[Content]:
    """Return the lines of ``label``, as few as it needs, the last one cut with ``…`` if need be.

    Where the cut would hide what a search found, the last line goes on at that instead.

    Args:
        label: One line of text, what was found in the style ``match``.
        widths: For each line that it may take, its cells.
    """
    lines: list[Content] = []
    rest = label
    for width in widths[:-1]:
        offset = break_offset(rest.plain, width)
        if offset == len(rest.plain):
            return [*lines, rest]
        lines.append(rest[:offset].rstrip())
        rest = rest[len(rest.plain) - len(rest.plain[offset:].lstrip()) :]
    width = widths[-1]
    end = break_offset(rest.plain, width)
    hidden = [span.start for span in rest.spans if span.style == "match" and span.end > end]
    if end < len(rest.plain) and hidden:
        before = rest.plain.rfind(" ", 0, max(min(hidden) - width // 3, 0)) + 1
        if before:
            rest = Content("…").append(rest[before:])
    return [*lines, rest.truncate(max(width, 0), ellipsis=True)]


def break_offset(text: str, width: int) -> int:
    """Return the offset at which ``text`` breaks to fill a line of ``width`` cells."""
    if cell_len(text) <= width:
        return len(text)
    offset = width
    if not text.isascii():
        # How many characters fit; not all of them do.
        ends = accumulate(map(cell_len, text))
        offset = next((index for index, end in enumerate(ends) if end > width), len(text))
    space = text.rfind(" ", 0, offset + 1)
    return space if space > width // 2 else offset
