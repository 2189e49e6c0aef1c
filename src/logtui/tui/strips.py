"""From styled text to the lines of a widget that draws itself line by line."""

from __future__ import annotations

from rich.segment import Segment
from textual.content import Content, Span
from textual.strip import Strip
from textual.style import Style

STYLES = {
    "accent": "$accent",
    "bar": "$primary",
    "code": "$success on $foreground 8%",
    "cursor": "bold on $primary 25%",
    "date-chip": "$secondary on $secondary 20%",
    "day": "bold $secondary",
    "dim": "$foreground 60%",
    "em": "italic",
    "error": "bold $error",
    "faint": "$foreground 25%",
    "good": "$success",
    "gone": "strike $error on $error 15%",
    "come": "bold $success on $success 15%",
    "bad": "bold $error",
    "busy": "$warning",
    "heading": "bold $secondary",
    "kind-chip": "$accent on $accent 20%",
    "line-chip": "$foreground 60% on $foreground 10%",
    "key": "bold $accent",
    "link": "underline $secondary",
    "match": "bold underline $warning",
    "name": "bold $primary",
    "plain": "$foreground",
    "s": "strike",
    "strong": "bold",
}
"""What each name of a style means, in the colours of the theme.

They are no component classes: Textual applies every component class of every widget at each
change of style, and thirty of them cost a tenth of a second until the first frame.
"""


def style_named(name: str | Style) -> Style:
    """Return the style called ``name`` in the app's theme; a style itself comes back as it is."""
    return name if isinstance(name, Style) else Style.parse(STYLES[name])


def strip_of(content: Content, base: Style, width: int) -> Strip:
    """Return one line of ``width`` cells that shows ``content`` on top of ``base``."""
    segments = [
        Segment(text, (base + style).rich_style)
        for text, style in content.render(base, end="", parse_style=style_named)
    ]
    return Strip(segments).adjust_cell_length(width, base.rich_style)


def themed(content: Content) -> Content:
    """Return ``content`` with its styles looked up, for a widget that does not do it itself."""
    spans = [Span(start, end, style_named(style)) for start, end, style in content.spans]
    return Content(content.plain, spans)


def named(text: str, style: str) -> Content:
    """Return ``text``, all of it in the style called ``style``; never read as markup."""
    return Content(text).stylize(style)
