"""New lines with their date after their beginning: rows of tables, and items that end in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document.dates import surroundings
from logtui.document.dates.partial import PartialDate
from logtui.document.editing import first_line
from logtui.document.editing.draft import DraftError
from logtui.document.editing.marker_model import marker_model_of, marker_models_near
from logtui.document.text import lines

if TYPE_CHECKING:
    from logtui.document.editing.draft import Draft
    from logtui.document.model import Document
    from logtui.document.tables import Table


def new_row(document: Document, index: int, draft: Draft, date: str) -> str:
    """Return a row like that of the entry ``index``, with ``date`` in the column of dates, if any.

    Raises:
        DraftError: A row has no place for what ``draft`` says.
    """
    model = document.entries[index]
    table = document.table_at(model.span.start)
    if table is None or draft.notes.strip():
        raise DraftError(
            "notes", "the entries of this day are rows of a table, which take no notes"
        )
    content = first_line.new_first_line(document, draft, "", index)
    start = document.row_start(model)
    row = document.text[start : lines.end_of_line(document.text, start)]
    return _row_like(row, table, content.replace("\\|", "|").replace("|", "\\|"), date)


def date_like_near(document: Document, day_index: int, date: PartialDate) -> str:
    """Return ``date`` as the days around ``day_index`` write theirs."""
    models = marker_models_near(document, day_index)
    dates = (
        model.date_like(date, models)
        for model in models
        if model.can_express(date, models[0].date, PartialDate())
    )
    return next(filter(None, dates), None) or date.iso() or ""


def with_tail(document: Document, day_index: int, first: str, date: str) -> str:
    """Return the line ``first`` of a new entry with ``date`` at its end, like the day there.

    Raises:
        DraftError: The date of that day stands below its entry.
    """
    model = marker_model_of(document, day_index)
    if model is None or model.line:
        raise DraftError(
            "date", "the dates of this log stand below their entries; write this one with an editor"
        )
    line, reading = model.date_line, model.reading
    start = surroundings.before_tail(line, model.content, reading.start)
    return first + line[start : reading.start] + date + line[reading.end :].rstrip()


def _row_like(row: str, table: Table, title: str, date: str) -> str:
    """Return a row of ``table`` with this ``title`` and ``date``, its bars as ``row`` has them."""
    cells = [""] * len(table.header)
    if table.date_column is not None:
        cells[table.date_column] = date
    cells[table.title_column] = title
    indent = row[: len(row) - len(row.lstrip())]
    body = row.strip()
    blank = " " if " |" in body or "| " in body else ""
    joined = "|" + "".join(f"{blank}{cell}{blank}|" if cell else f"{blank}|" for cell in cells)
    if not body.startswith("|"):
        joined = joined.removeprefix("|" + blank)
    if not body.endswith("|"):
        joined = joined.removesuffix("|").rstrip() if cells[-1] else joined
    return indent + joined
