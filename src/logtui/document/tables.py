"""Tables: where they stand, and which of their columns say the date and the title of a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from logtui.document.dates import reader, surroundings
from logtui.document.dates.partial import STRONG_FORMS, DateReading
from logtui.document.text import lines, markdown
from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.document.text.spans import Span

_MOST_ROWS = 40
"""Rows that are looked at to find out what a column holds."""

_TEXT_LENGTH = 4
_FEW_VALUES = 2

_DELIMITER_ROW = lazy_pattern(r"[ ]{0,3}\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$")

_BAR = lazy_pattern(r"\\.|\|")

_WORD = lazy_pattern(r"[^\W\d_]+")

_DATE_HEADER = lazy_pattern(
    r"\b(?:date|day|datum|dato|dag|tag|fecha|data|jour|giorno|dia|día|when|read|added|seen|done|"
    r"finished|watched|дата|день|dagur)\b|日期|日付|날짜|일자|日",
    re.IGNORECASE,
)

_TITLE_HEADERS = (
    "title titel titre título titulo titolo tytuł название заголовок 标题 標題 题目 タイトル 제목",
    "paper papers article artikel book buch livre libro talk video course name nom 论文 論文",
    "what was quoi qué topic thema sujet tema task aufgabe change activity work item entry 内容",
    "description beschreibung descripción descrizione summary text описание 说明 설명",
)
"""Words of the header above titles, the most telling ones first."""


class Table(NamedTuple):
    """A table with a header.

    Attributes:
        start: Offset of its header.
        body: Offset of its first row.
        end: Offset after its last row, line end included.
        header: What stands above each column, without marks.
        date_column: The column that dates the rows; None where none does.
        title_column: The column that names the rows.
    """

    start: int
    body: int
    end: int
    header: tuple[str, ...]
    date_column: int | None
    title_column: int

    def date_in(self, row: str) -> DateReading | None:
        """Return the date of ``row``; None where it has none."""
        if self.date_column is None:
            return None
        cells = cell_spans(row)
        return _date_in(row, cells[self.date_column]) if self.date_column < len(cells) else None

    def title_in(self, row: str) -> Span:
        """Return the cell of ``row`` that names it: where that is empty, the first with words."""
        cells = cell_spans(row)
        others = [cell for index, cell in enumerate(cells) if index != self.date_column]
        in_order = [*cells[self.title_column : self.title_column + 1], *others, *cells]
        return next((cell for cell in in_order if cell.of(row).strip()), cells[0])

    def other_cells(self, row: str) -> Iterator[tuple[str, str]]:
        """Yield header and text of each cell of ``row`` that is neither its date nor its title.

        A number that only counts the rows is left out.
        """
        title = self.title_in(row)
        for index, cell in enumerate(cell_spans(row)):
            is_number = cell.of(row).isdigit() and not any(
                map(str.isalpha, self.header[index] if index < len(self.header) else "")
            )
            if index != self.date_column and cell != title and not (cell.is_empty or is_number):
                yield self.header[index] if index < len(self.header) else "", cell.of(row)


def find_tables(text: str, opaque: Sequence[Span]) -> list[Table]:
    """Return the tables of ``text`` outside the ``opaque`` stretches, in order."""
    tables: list[Table] = []
    stretches = iter(opaque)
    stretch = next(stretches, None)
    above = ""
    above_start = end = 0
    for start, line in _lines_near_bars(text):
        while stretch and stretch.end <= start:
            stretch = next(stretches, None)
        is_open = above_start >= end and not (stretch and stretch.start <= above_start)
        if is_open and is_delimiter_row(line) and _may_be_header(above, line):
            table = _read_table(text, above_start, start)
            tables.append(table)
            end = table.end
        above_start, above = start, line
    return tables


def is_delimiter_row(line: str) -> bool:
    """Tell whether ``line`` parts the header of a table from its rows."""
    return "-" in line and "|" in line and bool(_DELIMITER_ROW.match(line))


def cell_spans(row: str) -> list[Span]:
    """Return where the cells of ``row`` stand, without the blanks around them."""
    bars = [bar.start() for bar in _BAR.finditer(row) if bar[0] == "|"]
    edges = [-1, *bars, len(row)]
    spans = []
    for index, (before, after) in enumerate(pairwise(edges)):
        content = row[before + 1 : after]
        is_outside = index in (0, len(bars)) and not content.strip()
        if not is_outside:
            start = before + 1 + len(content) - len(content.lstrip())
            spans.append(Span(start, max(start, before + 1 + len(content.rstrip()))))
    return spans or [Span(0, len(row))]


def _lines_near_bars(text: str) -> Iterator[tuple[int, str]]:
    """Yield the lines of those chunks of ``text`` that hold bars, and the line above them."""
    skipped = Span(0, 0)
    for start, end in lines.iter_chunks(text, 0, len(text)):
        if text.find("|", start, end) < 0:
            skipped = Span(start, end)
            continue
        if not skipped.is_empty:
            yield from list(lines.iter_lines(text, *skipped))[-1:]
            skipped = Span(0, 0)
        yield from lines.iter_lines(text, start, end)


def _may_be_header(above: str, delimiter: str) -> bool:
    """Tell whether the line ``above`` has as many cells as the ``delimiter`` row."""
    if not above.strip() or "|" not in above or markdown.is_deeply_indented(above):
        return False
    return len(cell_spans(above)) == len(cell_spans(delimiter))


def _read_table(text: str, start: int, delimiter: int) -> Table:
    """Return the table whose header and whose row of dashes begin at these offsets."""
    body = end = lines.next_line_start(text, delimiter)
    rows: list[str] = []
    while end < len(text):
        line = text[end : lines.end_of_line(text, end)]
        if not line.strip() or _begins_other_block(line):
            break
        end = lines.next_line_start(text, end)
        if len(rows) < _MOST_ROWS:
            rows.append(line)
    header_line = text[start : lines.end_of_line(text, start)]
    header = tuple(
        markdown.plain_text(span.of(header_line)).strip("*_ ") for span in cell_spans(header_line)
    )
    date_column = _date_column(rows, header)
    return Table(start, body, end, header, date_column, _title_column(rows, header, date_column))


def _column_cells(rows: Sequence[str], count: int) -> Iterator[list[list[Span]]]:
    """Yield for each column the cell of each row, in a list that is empty where it has none."""
    split = [cell_spans(row) for row in rows]
    for column in range(count):
        yield [cells[column : column + 1] for cells in split]


def _begins_other_block(line: str) -> bool:
    """Tell whether ``line`` ends a table since it begins something else."""
    if markdown.is_deeply_indented(line):
        return True
    mark = line.lstrip()[:1]
    if mark == "|":
        return False
    return (
        mark == ">"
        or markdown.read_heading(line)[2]
        or markdown.is_attached(line)
        or (markdown.is_rule(line))
        or bool(markdown.BULLET.match(line))
    )


def _date_column(rows: Sequence[str], header: Sequence[str]) -> int | None:
    """Return the column with dates: one whose header says so, else one that is mostly dates."""
    counts = []
    for column, cells in enumerate(_column_cells(rows, len(header))):
        pairs = [(row, cell[0]) for row, cell in zip(rows, cells, strict=True) if cell]
        readings = [_date_in(row, cell) for row, cell in pairs if not cell.is_empty]
        is_named = bool(_DATE_HEADER.search(header[column]))
        dated = sum(
            reading is not None and (is_named or reading.form in STRONG_FORMS)
            for reading in readings
        )
        if dated and 2 * dated >= len(readings):
            counts.append((not is_named, column))
    return min(counts)[1] if counts else None


def _title_column(rows: Sequence[str], header: Sequence[str], date_column: int | None) -> int:
    """Return the column of titles: the one that the header names, else the first with texts."""
    others = [column for column in range(len(header)) if column != date_column]
    for words in _TITLE_HEADERS:
        for column in others:
            if not set(words.split()).isdisjoint(_WORD.findall(header[column].casefold())):
                return column
    columns = list(_column_cells(rows, len(header)))
    for column in others:
        cells = [cell[0].of(row) for row, cell in zip(rows, columns[column], strict=True) if cell]
        texts = list(filter(None, cells))
        letters = sum(map(str.isalpha, "".join(texts)))
        values = len(set(texts))
        is_varied = values * _FEW_VALUES >= len(texts) or len(texts) <= _FEW_VALUES
        if texts and letters >= _TEXT_LENGTH * len(texts) and is_varied:
            return column
    return others[0] if others else 0


def _date_in(row: str, cell: Span) -> DateReading | None:
    """Return the date that ``cell`` begins with."""
    part = row[: cell.end]
    start = surroundings.skip_prefix(part, cell.start)
    if start >= cell.end:
        return None
    reading = reader.date_at(part, start)
    if reading is None or not reading.is_date or reading.form == "count":
        return None
    return reading
