"""A pane of text of any length, which is laid out in parts so that no key waits for it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import islice
from typing import TYPE_CHECKING

from textual.geometry import Size
from textual.scroll_view import ScrollView
from textual.strip import Strip

from logtui.tui.drawing.styles import strip_of, styled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from textual.content import Content
    from textual.selection import Selection
    from textual.timer import Timer

PART = 200
"""Lines that are laid out in one go; the rest follows between two keys."""

FIRST_PART = 500
"""Most lines that are laid out before a text is drawn at all."""

_PAUSE = 0.005
"""Seconds between two parts."""

_END = 1 << 40
"""A line below the last one of any text."""


class TextView(ScrollView):
    """Shows lines of text.

    The first screenful is there at once; below what is laid out stands that more will come. Where
    the user goes to a line that is not there yet, the pane scrolls on as lines come, unless it is
    scrolled otherwise in the meantime.
    """

    def __init__(
        self,
        *,
        id: str | None = None,  # noqa: A002 - Textual's own name for it
        classes: str | None = None,
    ) -> None:
        super().__init__(id=id, classes=classes)
        self._lines: list[Content] = []
        self._matches: list[int] = []
        self._rest: Iterator[Content] | None = None
        self._timer: Timer | None = None
        self._wanted_top: int | None = None
        self._wants_match = False
        self._target = 0.0

    @property
    def is_complete(self) -> bool:
        """Whether the whole text is laid out."""
        return self._rest is None

    @property
    def line_count(self) -> int:
        """How many lines are laid out."""
        return len(self._lines)

    @property
    def is_selectable(self) -> bool:
        """Whether text can be marked with the mouse."""
        return True

    def text_width(self) -> int:
        """Return how many cells the text is wrapped to."""
        return self.scrollable_content_region.width

    def show_lines(self, lines: Iterable[Content]) -> None:
        """Show ``lines``; a text whose first line is that of the one before stays where it is."""
        if self._timer is not None:
            self._timer.stop()
        title = self._title()
        top = self.scroll_offset.y
        if self._wanted_top is not None and self.scroll_target_y == self._target:
            top = self._wanted_top
        self._lines, self._matches, self._rest = [], [], iter(lines)
        self._lay_out(min(top + 3 * max(self.size.height, 20), FIRST_PART))
        if title == self._title():
            self._go_on_to(top)
        else:
            self._go_on_to(0)
            self.scroll_to(0, 0, animate=False, force=True, immediate=True)
        self.refresh()

    def _title(self) -> list[str]:
        return [line.plain for line in self._lines[:1]]

    def _lay_out(self, count: int) -> None:
        """Lay out the next ``count`` lines, and come back for those after them."""
        if self._rest is None:
            return
        lines = list(islice(self._rest, count))
        for number, line in enumerate(lines, len(self._lines)):
            if any(span.style == "match" for span in line.spans):
                self._matches.append(number)
        self._lines += lines
        if len(lines) < count:
            self._rest = None
        else:
            self._timer = self.set_timer(_PAUSE, self._lay_out_more)
        # The line below the last one tells that more will come.
        self.virtual_size = Size(self.text_width(), len(self._lines) + (not self.is_complete))

    def _lay_out_more(self) -> None:
        self._lay_out(PART)
        if self.scroll_target_y != self._target:
            self._go_nowhere()
        elif self._wanted_top is not None:
            self._go_on_to(self._wanted_top)
        elif self._wants_match:
            self.action_match(1)
        self.refresh()

    def _go_nowhere(self) -> None:
        self._wanted_top, self._wants_match = None, False

    def _go_on_to(self, top: int) -> None:
        """Scroll towards the line ``top``, and go on with that as long as it is not there."""
        self._go_nowhere()
        if self.scroll_offset.y != min(top, self.max_scroll_y):
            self.scroll_to(y=top, animate=False, force=True, immediate=True)
        if not self.is_complete and self.scroll_offset.y < top:
            self._wanted_top = top
        self._target = self.scroll_target_y

    def action_scroll_end(self) -> None:
        """Scroll to the last words."""
        self._go_on_to(_END)

    def action_match(self, step: int) -> None:
        """Scroll to the next line with a match below the top, or to the next one above it."""
        self._go_nowhere()
        top = self.scroll_offset.y
        if step > 0:
            number = bisect_right(self._matches, top)
            self._wants_match = number == len(self._matches) and not self.is_complete
        else:
            number = bisect_left(self._matches, top) - 1
        if 0 <= number < len(self._matches):
            self.scroll_to(y=self._matches[number], animate=False)
        self._target = self.scroll_target_y

    def render_line(self, y: int) -> Strip:
        """Draw the line that stands ``y`` lines below the top of the window."""
        number = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        base = self.visual_style
        if number >= len(self._lines):
            if number == len(self._lines) and not self.is_complete:
                return strip_of([styled("… more is being laid out", "dim")], base, width)
            return Strip.blank(width, base.rich_style)
        line = self._lines[number]
        selection = self.text_selection
        if selection is not None and (span := selection.get_span(number)) is not None:
            start, end = span
            style = self.screen.get_visual_style("screen--selection", partial=True)
            line = line.stylize(style, start, None if end == -1 else end)
        strip = strip_of([line], base, width)
        return strip.apply_offsets(0, number) if self.is_selectable else strip

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the text marked with the mouse."""
        return selection.extract("\n".join(line.plain for line in self._lines)), "\n"

    def selection_updated(self, selection: Selection | None) -> None:  # noqa: ARG002 - the screen has it
        """Draw the marked text."""
        self.refresh()
