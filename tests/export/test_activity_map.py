"""The map of a page, which is the one of the screen."""

from __future__ import annotations

import re
from datetime import date

from logtui.document.reading.parser import parse
from logtui.export.activity_map import activity_svg
from logtui.statistics.heatmap import map_days, map_months


def drawn_cells(text: str) -> list[tuple[str, int, int]]:
    """Return the time, the level and the number of each cell of the map of a log."""
    document = parse(text.encode())
    svg = activity_svg(document, document.entries)
    cells = re.findall(r'class="l(\d)"[^>]*><title>([\d-]+): (\d+)<', svg)
    return [(time, int(level), int(size)) for level, time, size in cells]


def test_days_have_the_levels_of_the_screen() -> None:
    sizes = (1, 2, 3, 4, 5, 9)
    log = "".join(f"## 2024-05-{day:02}\n" + "- x\n" * size for day, size in enumerate(sizes, 1))
    counts = {date(2024, 5, day): size for day, size in enumerate(sizes, 1)}
    heatmap = map_days(counts, date(2024, 5, 6))
    cells = [cell for row in heatmap.rows for cell in row if cell]
    assert drawn_cells(log) == [(str(cell.first), cell.level, cell.size) for cell in cells]


def test_months_of_a_log_with_few_days() -> None:
    log = "## 2022-03-01\n- x\n- y\n\n## 2023-05-01\n- x\n\n## January 2024\n- z\n"
    document = parse(log.encode())
    dates = [d for entry in document.entries if (d := document.date(entry))]
    cells = [cell for row in map_months(dates, date.max).rows for cell in row if cell]
    assert drawn_cells(log) == [(f"{cell.first:%Y-%m}", cell.level, cell.size) for cell in cells]
    assert ("2022-03", 4, 2) in drawn_cells(log)


def test_a_log_without_dates_has_no_map() -> None:
    document = parse(b"- x\n")
    assert activity_svg(document, document.entries) == ""
