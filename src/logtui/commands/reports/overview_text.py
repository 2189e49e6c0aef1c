"""The figures of a log as lines of at most 80 cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.commands.console.output import cut_to_cells, fit_to_cells
from logtui.document.text.encoding import repair_for_display
from logtui.document.text.safe import safe_text
from logtui.document.text.wording import counted_noun
from logtui.statistics.grouping import NO_KEY
from logtui.statistics.heatmap import ASCII_GLYPHS, DARKEST, GLYPHS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from logtui.commands.console.output import TextColors
    from logtui.document.model import Document
    from logtui.statistics.grouping import GroupCount
    from logtui.statistics.heatmap import Heatmap
    from logtui.statistics.overview import Comparison, Overview

_WIDTH = 80
_KEY_CELLS, _BAR_CELLS, _NAME_CELLS = 28, 40, 15
_ROW_LABEL_CELLS, _MONTH_CELLS = 5, 4
_MOST_KINDS, _MOST_HOSTS, _MOST_THREADS = 12, 10, 5


def overview_lines(
    document: Document, overview: Overview, comparison: Comparison | None, *, is_ascii: bool
) -> Iterator[str]:
    """Yield what a report says in words: the totals in the first two lines, then the rest."""
    yield (
        f"{counted_noun(overview.entries, 'entry')}, {counted_noun(overview.links, 'link')},"
        f" {counted_noun(overview.days, 'day')}, {counted_noun(overview.words, 'word')} of notes"
    )
    yield f"{overview.first} to {overview.last}" if overview.last else "no day is known"
    for title, counts, most in (
        ("Kinds", overview.kinds, _MOST_KINDS),
        ("Links to", overview.hosts, _MOST_HOSTS),
        ("Days of the week", overview.weekdays, len(overview.weekdays)),
    ):
        if any(count.key != NO_KEY for count in counts):
            yield ""
            yield title
            yield from count_lines(counts[:most], is_ascii=is_ascii)
            if len(counts) > most:
                rest = sum(count.size for count in counts[most:])
                yield f"and {counted_noun(len(counts) - most, 'more', 'more')} with {rest:,}"
    yield ""
    if overview.busiest_day:
        day, count = overview.busiest_day
        yield f"{'Busiest day':{_NAME_CELLS}}{day}, {counted_noun(count, 'entry')}"
    if overview.gap:
        gap = overview.gap
        length = counted_noun(gap.days, "day")
        yield f"{'Longest gap':{_NAME_CELLS}}{length} between {gap.before} and {gap.after}"
    if overview.week_streak and overview.day_streak:
        weeks, days = overview.week_streak, overview.day_streak
        yield (
            f"{'Streak':{_NAME_CELLS}}{counted_noun(overview.current_weeks, 'week')};"
            f" the longest {counted_noun(weeks.length, 'week')} from {weeks.first} on"
        )
        yield f"{'':{_NAME_CELLS}}{counted_noun(days.length, 'day')} in a row from {days.first} on"
    if comparison:
        yield _comparison_line(comparison)
    yield from _exception_lines(overview)
    if overview.revisited:
        yield ""
        yield "Come back to"
        for thread in overview.revisited[:_MOST_THREADS]:
            title = safe_text(repair_for_display(document.title(thread[0]))) or "(no title)"
            yield cut_to_cells(f"{len(thread):>5}  {title}", _WIDTH)


def _exception_lines(overview: Overview) -> Iterator[str]:
    """Yield what the days of the report leave out, and what is still to be read."""
    if overview.without_day:
        yield f"{counted_noun(overview.without_day, 'entry has', 'entries have')} no day"
    if overview.undated:
        yield f"{counted_noun(overview.undated, 'entry has', 'entries have')} no year"
    if overview.future:
        yield f"{counted_noun(overview.future, 'entry lies', 'entries lie')} in the future"
    if overview.waiting:
        yield f"{counted_noun(overview.waiting, 'entry is', 'entries are')} still to be read"


def _comparison_line(comparison: Comparison) -> str:
    days = (comparison.last - comparison.first).days + 1
    name, count = f"Last {days} days", counted_noun(comparison.size, "entry")
    before = f"{comparison.size_before:,} in the {days} days before"
    return f"{name:{_NAME_CELLS}}{count} up to {comparison.last}, {before}"


def count_lines(counts: Sequence[GroupCount], *, is_ascii: bool) -> Iterator[str]:
    """Yield a line with a bar for each of ``counts``."""
    most = max((count.size for count in counts), default=1)
    for key, count in counts:
        bar = ("#" if is_ascii else "█") * round(count * _BAR_CELLS / most)
        yield f"{fit_to_cells(safe_text(key), _KEY_CELLS)} {count:>7,} {bar}".rstrip()


def map_lines(heatmap: Heatmap, colors: TextColors, *, is_ascii: bool) -> Iterator[str]:
    """Yield the lines of a map, a blank one before it and what the glyphs mean after it."""
    glyphs = ASCII_GLYPHS if is_ascii else GLYPHS
    width = 1 if heatmap.unit == "days" else _MONTH_CELLS
    yield ""
    yield f"{'':{_ROW_LABEL_CELLS}}{heatmap.label_line(width)}".rstrip()
    for label, row in zip(heatmap.row_labels, heatmap.rows, strict=True):
        cells = (
            " " * width
            if cell is None
            else colors.level((glyphs[cell.level] * (width - 1 or 1)).ljust(width), cell.level)
            for cell in row
        )
        yield f"{label:{_ROW_LABEL_CELLS}}{''.join(cells)}".rstrip()
    legend = " ".join(colors.level(glyphs[level], level) for level in range(DARKEST + 1))
    yield f"{'':{_ROW_LABEL_CELLS}}less {legend} more, by {heatmap.unit}"
