"""Entries on standard output: as JSON, as JSON lines, or as a table."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from logtui.commands.console.progress import show_progress
from logtui.document.text.encoding import repair_for_display
from logtui.document.text.safe import safe_text
from logtui.export.json_entries import JsonEntries, json_text
from logtui.system.process import results_to_output

if TYPE_CHECKING:
    import argparse

    from logtui.document.model import Document, Entry

TitleRanges = Callable[["Entry"], Iterable[tuple[int, int]]]
"""Gives the ranges of characters of an entry's title that a search matched."""


class Findings(NamedTuple):
    """How a search found the entries that are printed.

    Attributes:
        title_ranges: What is marked in their titles where there are colours.
        missing: For each entry the words that it has not got; empty where the answer is full.
    """

    title_ranges: TitleRanges
    missing: Mapping[Entry, Sequence[str]]


_DATE_CELLS = 10
_MIN_WIDTH_FOR_HOSTS, _MIN_WIDTH_FOR_DATES = 60, 40
"""Widths, in cells, from which there is room for the hosts and for the dates."""
_MIN_TITLE_CELLS = 12
_MAX_SYMBOL_CELLS = 8
_MEASURED_ENTRIES = 500
_MIN_LINE_CELLS = 4


class _ColumnWidths(NamedTuple):
    """Cells of each column; 0 for one that is left out."""

    line: int
    date: int
    symbol: int
    title: int
    host: int


def tab_separated_lines(
    document: Document,
    entries: Iterable[Entry],
    colors: TextColors,
    findings: Findings | None = None,
) -> Iterator[str]:
    """Yield a line for each entry: line, date, kind, title and link between tabs, whole.

    What is absent is ``-``. An entry without some of the words that were looked for has a sixth
    cell that names them.
    """
    for entry in entries:
        missing = _missing_text(findings, entry)
        cells = (
            colors.dim(str(document.line_at(entry.span.start))),
            colors.date(_known_date(document, entry)),
            safe_text(_symbol(document, entry) or "-"),
            safe_text(repair_for_display(document.title(entry)) or "-"),
            colors.dim(safe_text(document.url(entry) or "-")),
            *([colors.dim(missing)] if missing else []),
        )
        yield "\t".join(cells) + "\n"


def table_lines(
    document: Document,
    entries: list[Entry],
    colors: TextColors,
    findings: Findings | None = None,
) -> Iterator[str]:
    """Yield a line for each entry that fits the width of the terminal.

    The columns are line, date, kind, title and host; where it is narrow the host is left out, and
    then the date.
    """
    from shutil import get_terminal_size

    from rich.cells import cell_len

    from logtui.document.text.urls import host_of

    columns = _column_widths(document, entries, get_terminal_size().columns)
    for entry in entries:
        title = document.title(entry)
        safe_title = safe_text(repair_for_display(title))
        missing = _missing_text(findings, entry)
        missing = missing and " " + cut_to_cells(missing, columns.title // 2)
        title_cells = columns.title - cell_len(missing)
        title_cell = fit_to_cells(safe_title or "(no title)", title_cells)
        # Where characters were taken out or repaired, the ranges are those of another text.
        if colors.is_on and findings and safe_title == title:
            title_cell = colors.mark(title_cell, findings.title_ranges(entry))
        host = host_of(document.url(entry) or "")
        cells = (
            colors.dim(f"{document.line_at(entry.span.start):>{columns.line}}"),
            columns.date and colors.date(fit_to_cells(_known_date(document, entry), columns.date)),
            columns.symbol and fit_to_cells(safe_text(_symbol(document, entry)), columns.symbol),
            title_cell + colors.dim(missing),
            columns.host and " " + colors.dim(cut_to_cells(safe_text(host), columns.host)),
        )
        yield " ".join(cell for cell in cells if cell).rstrip() + "\n"


def _missing_text(findings: Findings | None, entry: Entry) -> str:
    """Return which of the words that were looked for ``entry`` has not got; empty for none."""
    missing = findings.missing.get(entry, ()) if findings else ()
    return safe_text(f"no {', '.join(missing)}") if missing else ""


def _column_widths(document: Document, entries: list[Entry], width: int) -> _ColumnWidths:
    from rich.cells import cell_len

    measured = islice(entries, _MEASURED_ENTRIES)
    symbols = [cell_len(safe_text(_symbol(document, entry))) for entry in measured]
    line = max(_MIN_LINE_CELLS, len(str(document.line_at(len(document.text)))))
    date = _DATE_CELLS if width >= _MIN_WIDTH_FOR_DATES else 0
    symbol = min(max(symbols, default=0), _MAX_SYMBOL_CELLS)
    host = max(12, min(28, width // 5)) if width >= _MIN_WIDTH_FOR_HOSTS else 0
    others = [line, date, symbol, host]
    title = width - sum(others) - sum(1 for cells in others if cells) - (1 if host else 0)
    return _ColumnWidths(line, date, symbol, max(title, _MIN_TITLE_CELLS), host)


def fit_to_cells(text: str, cells: int) -> str:
    """Return ``text`` in exactly ``cells`` cells: filled with spaces, or cut with an ellipsis."""
    from rich.cells import set_cell_size

    return set_cell_size(cut_to_cells(text, cells), cells)


def cut_to_cells(text: str, cells: int) -> str:
    """Return ``text`` in at most ``cells`` cells, with an ellipsis where something is left out."""
    from rich.cells import cell_len, set_cell_size

    if cell_len(text) <= cells:
        return text
    return set_cell_size(text, cells - 1).rstrip() + "…"


def _known_date(document: Document, entry: Entry) -> str:
    date = document.date(entry)
    return (date.partial_iso() if date else None) or "-"


def _symbol(document: Document, entry: Entry) -> str:
    kind = document.kind(entry)
    return repair_for_display(kind.symbol) if kind else ""


FORMAT_HELP = """\
A terminal gets a table that fits it; a pipe or a file gets line, date, kind, title and link,
whole, between tabs, - for what is absent, 09-25 for a date without a year. --json and --jsonl give
id, line, date, kind, kind_name, title, url and notes; id stays the same while the log grows and
notes are edited, line counts from 1, date is ISO, what is absent is null, and so is a date without
a year."""
"""What the formats are, for the manual."""


def add_format_options(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` the options that choose JSON, JSON lines or a table, and its colours."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--json", action="store_true", help="print one JSON array")
    group.add_argument("--jsonl", action="store_true", help="print one JSON object a line")
    add_color_option(parser)


def add_color_option(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` the option that says when to colour."""
    parser.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto",
        help="colours: always, never, or on a terminal unless $NO_COLOR is set (default: auto)",
    )


def print_entries(
    args: argparse.Namespace,
    document: Document,
    entries: list[Entry],
    findings: Findings | None = None,
) -> None:
    """Print ``entries`` in the format that ``args`` asks for.

    Args:
        args: The options of ``add_format_options``.
        document: The log that they are of.
        entries: The entries, in the order in which they are printed.
        findings: How a search found them.

    Raises:
        OutputError: They could not be printed.
    """
    # What a terminal or a pager shows is seen anyway.
    missing = findings.missing if findings else {}
    progress = show_progress("writing") if _is_output_a_file() else contextlib.nullcontext()
    with progress, results_to_output():
        prepare_output()
        if args.json:
            separator = "["
            to_json = JsonEntries(document).of
            for entry in entries:
                record = json_text(to_json(entry, missing.get(entry, ())))
                sys.stdout.write(f"{separator}\n {record}")
                separator = ","
            sys.stdout.write("\n]\n" if entries else "[]\n")
        elif args.jsonl:
            to_json = JsonEntries(document).of
            for entry in entries:
                sys.stdout.write(json_text(to_json(entry, missing.get(entry, ()))) + "\n")
        else:
            colors = TextColors(may_color(args.color))
            sys.stdout.writelines(
                table_lines(document, entries, colors, findings)
                if sys.stdout.isatty()
                else tab_separated_lines(document, entries, colors, findings)
            )


def _is_output_a_file() -> bool:
    try:
        return stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    except (OSError, ValueError):  # there is no such descriptor
        return False


def prepare_output(on_undecodable: str = "backslashreplace") -> None:
    """Let every character of a log be printed, whatever the locale.

    ``on_undecodable`` is what becomes of bytes that are not text; ``surrogateescape`` prints them.
    """
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors=on_undecodable)


def may_color(when: str) -> bool:
    """Tell whether to colour standard output.

    The option comes first, then ``$NO_COLOR`` (https://no-color.org), then ``$FORCE_COLOR``
    (https://force-color.org), each where it is set and not empty, then whether a terminal is
    there that knows colours.

    Args:
        when: What ``--color`` says.
    """
    if when != "auto":
        return when == "always"
    if os.environ.get("NO_COLOR"):
        return False
    if os.environ.get("FORCE_COLOR"):
        return True
    return sys.stdout.isatty() and os.environ.get("TERM") != "dumb"


_LEVEL_CODES = ("2", "32", "32", "92", "1;92")
"""Codes of a terminal for the levels of a map; what is drawn tells the levels apart as well."""


class TextColors(NamedTuple):
    """Puts texts into colours, or leaves them as they are.

    Attributes:
        is_on: Whether there are colours.
    """

    is_on: bool

    def dim(self, text: str) -> str:
        """Return ``text`` for what matters less."""
        return self._in("2", text)

    def date(self, text: str) -> str:
        """Return ``text`` for a date."""
        return self._in("36", text)

    def mark(self, text: str, ranges: Iterable[tuple[int, int]]) -> str:
        """Return ``text`` with the characters of ``ranges``, which ascend, made bold."""
        parts, offset = [], 0
        for start, end in ranges:
            parts += [text[offset:start], self._in("1;33", text[start:end])]
            offset = max(offset, end)
        return "".join([*parts, text[offset:]])

    def level(self, text: str, level: int) -> str:
        """Return ``text`` for a cell of a map with this level, from 0 for none to 4."""
        return self._in(_LEVEL_CODES[level], text)

    def _in(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self.is_on and text.strip() else text


def entry_line(document: Document, entry: Entry, colors: TextColors) -> str:
    """Return symbol, title and host of ``entry``, safe to print."""
    from logtui.document.text.urls import host_of

    kind = document.kind(entry)
    parts = [
        repair_for_display(kind.symbol) if kind else "",
        repair_for_display(document.title(entry)) or "(no title)",
    ]
    host = safe_text(host_of(document.url(entry) or ""))
    return f"{safe_text(' '.join(filter(None, parts)))}  {colors.dim(host)}".rstrip()
