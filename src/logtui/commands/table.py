"""Entries as lines for people: fitted to a terminal, or whole and tab-separated in a pipe."""

from __future__ import annotations

import shutil
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.encoding import repaired
from logtui.safe_text import safe_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from logtui.commands.colors import Paint
    from logtui.document.model import Document, Entry

    Marks = Callable[[Entry], Iterable[tuple[int, int]]]
    """Gives the ranges of characters of an entry's title that a search found."""

_DATE = 10
_HOSTS_FROM, _DATES_FROM = 60, 40
"""Widths, in cells, from which there is room for the hosts and for the dates."""
_LEAST_TITLE = 12
_MOST_SYMBOL = 8
_LOOKED_AT = 500
_DIGITS = 4


class _Columns(NamedTuple):
    """Cells of each column; 0 for one that is left out."""

    line: int
    date: int
    symbol: int
    title: int
    host: int


def no_marks(_: Entry) -> Iterable[tuple[int, int]]:
    """Return no range: nothing was searched for."""
    return ()


def tabbed(document: Document, entries: Iterable[Entry], paint: Paint) -> Iterator[str]:
    """Yield a line for each entry: line, date, kind, title and link between tabs, whole.

    What is absent is ``-``.
    """
    for entry in entries:
        date = document.date(entry)
        cells = (
            paint.dim(str(document.line_at(entry.span.start))),
            paint.date((date.known() if date else None) or "-"),
            safe_text(_symbol(document, entry) or "-"),
            safe_text(repaired(document.title(entry)) or "-"),
            paint.dim(safe_text(document.url(entry) or "-")),
        )
        yield "\t".join(cells) + "\n"


def fitted(
    document: Document, entries: list[Entry], paint: Paint, marks: Marks = no_marks
) -> Iterator[str]:
    """Yield a line for each entry that the terminal shows without breaking it.

    The columns are line, date, kind, title and host; where it is narrow the host is left out, and
    then the date.
    """
    columns = _columns(document, entries, shutil.get_terminal_size().columns)
    for entry in entries:
        yield _row(document, entry, columns, paint, marks).rstrip() + "\n"


def _columns(document: Document, entries: list[Entry], width: int) -> _Columns:
    from rich.cells import cell_len

    seen = islice(entries, _LOOKED_AT)
    symbols = [cell_len(safe_text(_symbol(document, entry))) for entry in seen]
    line = max(_DIGITS, len(str(document.line_at(len(document.text)))))
    date = _DATE if width >= _DATES_FROM else 0
    symbol = min(max(symbols, default=0), _MOST_SYMBOL)
    host = max(12, min(28, width // 5)) if width >= _HOSTS_FROM else 0
    others = [line, date, symbol, host]
    title = width - sum(others) - sum(1 for cells in others if cells) - (1 if host else 0)
    return _Columns(line, date, symbol, max(title, _LEAST_TITLE), host)


def _row(document: Document, entry: Entry, columns: _Columns, paint: Paint, marks: Marks) -> str:
    from logtui.document.links import host

    date = document.date(entry)
    cells = [paint.dim(f"{document.line_at(entry.span.start):>{columns.line}}")]
    if columns.date:
        cells.append(paint.date(fit((date.known() if date else None) or "-", columns.date)))
    if columns.symbol:
        cells.append(fit(safe_text(_symbol(document, entry)), columns.symbol))
    cells.append(
        _title(document.title(entry), columns.title, paint, marks(entry) if paint.on else ())
    )
    if columns.host:
        name = host(document.url(entry) or "") or ""
        cells.append(" " + paint.dim(cut(safe_text(name.removeprefix("www.")), columns.host)))
    return " ".join(cells)


def _title(title: str, cells: int, paint: Paint, ranges: Iterable[tuple[int, int]]) -> str:
    safe = safe_text(repaired(title))
    shown = fit(safe or "(no title)", cells)
    # Where characters were taken out or repaired, the ranges are those of another text.
    return paint.marked(shown, ranges) if safe == title else shown


def fit(text: str, cells: int) -> str:
    """Return ``text`` in exactly ``cells`` cells: filled with spaces, or cut with an ellipsis."""
    from rich.cells import set_cell_size

    return set_cell_size(cut(text, cells), cells)


def cut(text: str, cells: int) -> str:
    """Return ``text`` in at most ``cells`` cells, with an ellipsis where something is left out."""
    from rich.cells import cell_len, set_cell_size

    if cell_len(text) <= cells:
        return text
    return set_cell_size(text, cells - 1).rstrip() + "…"


def _symbol(document: Document, entry: Entry) -> str:
    kind = document.kind(entry)
    return repaired(kind.symbol) if kind else ""
