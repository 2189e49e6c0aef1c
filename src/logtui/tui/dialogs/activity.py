"""The map of a log: when entries were written, and which stand on the day under the cursor."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, ClassVar

from textual.containers import Container
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget
from textual.widgets import Static

from logtui.document.dates.partial import PartialDate
from logtui.document.text.wording import counted_noun
from logtui.statistics.heatmap import (
    DARKEST,
    GLYPHS,
    MOST_WEEKS,
    HeatCell,
    Heatmap,
    MapUnit,
    fitting_unit,
    map_days,
    map_months,
)
from logtui.statistics.overview import day_counts
from logtui.statistics.streaks import current_week_streak, longest_week_streak
from logtui.tui.bindings import bindings
from logtui.tui.dialogs.dialog import Dialog
from logtui.tui.drawing.labels import calendar_label, label_text, symbol_label
from logtui.tui.drawing.styles import apply_theme, styled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from logtui.config.settings import DateFormat
    from logtui.document.model import Document, Entry

_LABEL_CELLS, _MONTH_CELLS = 5, 4
_WEEKS_PER_STEP = 52
_MAX_TITLE = 200
"""Characters of a title that are shown."""


class ActivityMap(Widget, can_focus=True):
    """The cells of a map, one of them under the cursor."""

    DEFAULT_CSS = "ActivityMap { width: auto; height: auto; }"
    BINDINGS: ClassVar[list[BindingType]] = bindings("map", "left", "right", "up", "down")

    heatmap: reactive[Heatmap | None] = reactive(None, layout=True)
    """What is drawn."""
    cursor: reactive[tuple[int, int]] = reactive((0, 0))
    """Row and column of the cell under the cursor."""

    class Moved(Message):
        """The cursor is on another cell."""

    @property
    def cell(self) -> HeatCell | None:
        """The cell under the cursor; None where there is none."""
        row, column = self.cursor
        return self.heatmap.rows[row][column] if self.heatmap and self.heatmap.rows else None

    def show(self, heatmap: Heatmap, day: datetime.date | None = None) -> None:
        """Draw ``heatmap`` with the cursor on ``day``, or else on the last cell with entries."""
        cells = {
            (row, column): cell
            for row, line in enumerate(heatmap.rows)
            for column, cell in enumerate(line)
            if cell
        }
        at_day = [place for place, cell in cells.items() if day and cell.first <= day <= cell.last]
        latest = max(
            cells, key=lambda place: (cells[place].size > 0, cells[place].first), default=(0, 0)
        )
        self.heatmap = heatmap
        self.cursor = at_day[0] if at_day else latest
        self.post_message(self.Moved())

    def render(self) -> Content:
        """Draw the map, the names of its columns above it and what the glyphs mean below."""
        heatmap = self.heatmap
        if heatmap is None or not heatmap.rows:
            return apply_theme(styled("no day or month is known", "dim"))
        width = self._cell_width(heatmap)
        lines = [styled(" " * _LABEL_CELLS + heatmap.label_line(width), "dim")]
        for row, cells in enumerate(heatmap.rows):
            parts = [styled(heatmap.row_labels[row].ljust(_LABEL_CELLS), "dim")]
            for column, cell in enumerate(cells):
                parts.append(_drawn_cell(cell, width, is_under_cursor=(row, column) == self.cursor))
            lines.append(Content.assemble(*parts))
        legend = [styled(f"{GLYPHS[level]} ", f"level-{level}") for level in range(DARKEST + 1)]
        lines.append(
            Content.assemble(
                styled(" " * _LABEL_CELLS + "less ", "dim"), *legend, styled("more", "dim")
            )
        )
        return apply_theme(Content("\n").join(lines))

    def _cell_width(self, heatmap: Heatmap) -> int:
        if heatmap.unit == "months":
            return _MONTH_CELLS
        room = self.screen.size.width - _LABEL_CELLS - 4
        return 2 if room >= 2 * len(heatmap.rows[0]) else 1

    def action_move(self, rows: int, columns: int) -> None:
        """Move the cursor, as far as there are cells."""
        if self.heatmap is None or not self.heatmap.rows:
            return
        row, column = self.cursor[0] + rows, self.cursor[1] + columns
        is_inside = 0 <= row < len(self.heatmap.rows) and 0 <= column < len(self.heatmap.rows[row])
        if is_inside and self.heatmap.rows[row][column] is not None:
            self.cursor = row, column
            self.post_message(self.Moved())


class ActivityDialog(Dialog[int | None]):
    """Shows when entries were written; closes with one of them, an index, to go there.

    Attributes:
        dates: How dates are shown.
    """

    dates: DateFormat = "iso"

    DEFAULT_CSS = """
    ActivityDialog {
        /* Nothing shows through: what is below it is not drawn, which halves the time to open. */
        background: $background;
        #frame { width: 100%; max-width: 100%; height: 100%; max-height: 100%; padding: 0 1; }
        #totals { height: auto; margin-bottom: 1; }
        #parts { layout: vertical; height: 1fr; }
        #day { width: 1fr; height: 1fr; margin-top: 1; text-wrap: nowrap; text-overflow: ellipsis; }
        &.-beside #parts { layout: horizontal; }
        &.-beside #day { margin: 0 0 0 3; }
    }
    """
    HORIZONTAL_BREAKPOINTS = [(0, "-stacked"), (170, "-beside")]  # noqa: RUF012 - as Screen declares it
    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "map", "earlier", "later", "unit", "take", "close"
    )

    def __init__(
        self,
        document: Document,
        entries: Sequence[int],
        heading: str,
        day: datetime.date | None,
        today: datetime.date,
    ) -> None:
        """Make the map.

        Args:
            document: The log.
            entries: The entries that count, indices of ``Document.entries``.
            heading: What they are; safe to show.
            day: The day that the cursor begins on; None for the last with an entry.
            today: The day after which nothing is shown.
        """
        super().__init__()
        self._document = document
        self._entries = entries
        self._heading = heading
        self._day = day
        self._today = self._end = today
        chosen = [document.entries[index] for index in entries]
        self._counts = day_counts(document, chosen)
        self._dates = [date for entry in chosen if (date := document.date(entry))]
        self._by_month: dict[tuple[int | None, int | None], list[int]] = {}
        for index in entries:
            if date := document.date(document.entries[index]):
                self._by_month.setdefault((date.year, date.month), []).append(index)
        self._unit: MapUnit = fitting_unit(self._counts)

    def compose(self) -> ComposeResult:
        """Yield the totals, the map and the entries of the cell under the cursor."""
        with self.make_frame(self._heading, self._key_line()):
            yield Static(self._totals(), id="totals", markup=False)
            with Container(id="parts"):
                yield ActivityMap()
                yield Static(id="day", markup=False)

    def on_mount(self) -> None:
        """Draw the map."""
        self.query_one(ActivityMap).focus()
        self._draw(self._day)

    def _key_line(self) -> str:
        names = ("map.earlier", "map.later", "map.unit", "map.take", "map.close")
        earlier, later, unit, take, close = map(self.key_display, names)
        return (
            f"arrows move · {earlier} {later} year · {unit} unit · {take} go there · {close} close"
        )

    def _totals(self) -> str:
        past = [day for day in self._counts if day <= self._today]
        longest = longest_week_streak(past)
        weeks = current_week_streak(past, self._today)
        streak = ""
        if longest:
            now = f"{counted_noun(weeks, 'week')} in a row, " if weeks else ""
            most = longest.length if weeks else f"{counted_noun(longest.length, 'week')} in a row"
            streak = f" · {now}at most {most}"
        entries = counted_noun(len(self._entries), "entry")
        return f"{entries} on {counted_noun(len(self._counts), 'day')}{streak}"

    def _draw(self, day: datetime.date | None = None) -> None:
        if self._unit == "days":
            heatmap = map_days(self._counts, self._end, MOST_WEEKS)
        else:
            heatmap = map_months(self._dates, self._today)
        self.query_one(ActivityMap).show(heatmap, day)
        period = ""
        if self._unit == "days":
            last = heatmap.last_day() or self._end
            first = last - datetime.timedelta(weeks=_WEEKS_PER_STEP)
            period = f" from {first:%Y-%m} to {last:%Y-%m}"
        self.query_one("#frame").border_title = Content(f"{self._heading}{period}")

    def on_activity_map_moved(self) -> None:
        """Show the entries of the cell that the cursor is on."""
        cell = self.query_one(ActivityMap).cell
        if cell is None:
            return
        month = PartialDate(cell.first.year, cell.first.month)
        name = calendar_label(cell.first if cell.first == cell.last else month, self.dates)
        count = counted_noun(cell.size, "entry")
        lines = [styled(f"{name}  {count}", "day")]
        document = self._document
        shown = self._entries_of(cell)[: self.size.height]
        lines += [_entry_line(document, document.entries[index]) for index in shown]
        self.query_one("#day", Static).update(apply_theme(Content("\n").join(lines)))

    def _entries_of(self, cell: HeatCell) -> list[int]:
        """Return the entries of a cell; those of a month alone are of its month."""
        of_month = self._by_month.get((cell.first.year, cell.first.month), [])
        if cell.first != cell.last:
            return of_month
        document, day = self._document, cell.first.day
        dates = ((index, document.date(document.entries[index])) for index in of_month)
        return [index for index, date in dates if date and date.day == day]

    def action_shift(self, step: int) -> None:
        """Show a year earlier or later, as far as the log has days."""
        heatmap = self.query_one(ActivityMap).heatmap
        if heatmap is None or self._unit == "months":
            return
        end = (heatmap.last_day() or self._end) + datetime.timedelta(weeks=_WEEKS_PER_STEP * step)
        if min(self._counts) <= end:
            self._end = min(self._today, end)
            self._draw()

    def action_change_unit(self) -> None:
        """Show months instead of days, or days instead of months."""
        cell = self.query_one(ActivityMap).cell
        if not self._counts:
            return
        self._unit = "months" if self._unit == "days" else "days"
        self._draw(cell.first if cell else None)

    def action_take(self) -> None:
        """Close with the first entry of the cell under the cursor."""
        cell = self.query_one(ActivityMap).cell
        entries = self._entries_of(cell) if cell else []
        if entries and self.is_active:
            self.dismiss(entries[0])

    def action_close(self) -> None:
        """Close, and stay where one was."""
        if self.is_active:
            self.dismiss(None)


def _drawn_cell(cell: HeatCell | None, width: int, *, is_under_cursor: bool) -> Content:
    if cell is None:
        return Content(" " * width)
    drawn_cells = width - 1 if width == _MONTH_CELLS else width
    if is_under_cursor:  # a number, which is told from shades without colours, too
        number = str(cell.size) if len(str(cell.size)) <= drawn_cells else "+"
        text, style = number.rjust(drawn_cells), "map-cursor"
    else:
        text, style = GLYPHS[cell.level] * drawn_cells, f"level-{cell.level}"
    return styled(text, style) + " " * (width - drawn_cells)


def _entry_line(document: Document, entry: Entry) -> Content:
    symbol = symbol_label(document, entry)
    title = label_text(document.title(entry), _MAX_TITLE) or "(no title)"
    return Content(f"{symbol} {title}".strip())
