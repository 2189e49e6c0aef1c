"""How entries leave on standard output: as JSON, as JSON lines, or as a table for people."""

from __future__ import annotations

import json
import os
import re
import sys
from typing import TYPE_CHECKING, TypedDict

from logtui.safe_text import safe_text

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence

    from logtui.document.model import Document, Entry

# JSON escapes C0 itself. C1, bidi controls and separators would reach a terminal as they are;
# \uXXXX says the same to a JSON reader.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


class Record(TypedDict):
    """An entry as other programs see it.

    ``line`` is the entry's first line, 1-based; ``date`` is ISO, as far as the log says it;
    absent parts are None.
    """

    line: int
    date: str | None
    kind: str | None
    kind_name: str | None
    title: str
    url: str | None
    notes: str | None


def record(document: Document, entry: Entry) -> Record:
    """Return the record of ``entry``."""
    date, kind = document.date(entry), document.kind(entry)
    return Record(
        line=document.line_at(entry.span.start),
        date=date.iso() if date else None,
        kind=(kind.symbol or None) if kind else None,
        kind_name=(kind.name or None) if kind else None,
        title=document.title(entry),
        url=document.url(entry),
        notes=document.notes(entry),
    )


def json_text(value: object) -> str:
    """Return ``value`` as JSON on one line, with nothing in it that a terminal would act on."""
    text = json.dumps(value, ensure_ascii=False)
    return _UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def add_format_options(parser: argparse.ArgumentParser) -> None:
    """Give ``parser`` the options that choose between JSON, JSON lines and a table."""
    group = parser.add_mutually_exclusive_group()
    group.add_argument("--json", action="store_true", help="print one JSON array")
    group.add_argument("--jsonl", action="store_true", help="print one JSON object a line")


def write(args: argparse.Namespace, document: Document, entries: Sequence[Entry]) -> None:
    """Print ``entries`` in the format that ``args`` asks for."""
    prepare_output()
    if args.json:
        _write_array(document, entries)
    elif args.jsonl:
        for entry in entries:
            sys.stdout.write(json_text(record(document, entry)) + "\n")
    else:
        sys.stdout.writelines(_table(document, entries))
    sys.stdout.flush()


def prepare_output(errors: str = "backslashreplace") -> None:
    """Let every character of a log be printed, whatever the locale.

    ``errors`` is what becomes of bytes that are no text; ``surrogateescape`` prints them.
    """
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", errors=errors)


def _write_array(document: Document, entries: Sequence[Entry]) -> None:
    separator = "["
    for entry in entries:
        sys.stdout.write(f"{separator}\n {json_text(record(document, entry))}")
        separator = ","
    sys.stdout.write("[]\n" if separator == "[" else "\n]\n")


def _table(document: Document, entries: Iterable[Entry]) -> Iterable[str]:
    """Yield a line for each entry: fitted to the terminal, or whole and tab-separated in a pipe."""
    if sys.stdout.isatty():
        return _fitted(document, entries)
    return _tabbed(document, entries)


def _tabbed(document: Document, entries: Iterable[Entry]) -> Iterable[str]:
    for entry in entries:
        row = record(document, entry)
        cells = (str(row["line"]), row["date"], row["kind"], row["title"], row["url"])
        yield "\t".join(safe_text(cell or "-") for cell in cells) + "\n"


def _fitted(document: Document, entries: Iterable[Entry]) -> Iterable[str]:
    import shutil

    from rich.cells import set_cell_size
    from rich.style import Style

    from logtui.document.links import host

    width = shutil.get_terminal_size().columns
    host_cells = max(12, min(28, width // 5))
    title_cells = max(width - 6 - 11 - 3 - host_cells - 2, 20)
    plain = "NO_COLOR" in os.environ
    dim, accent = (Style.null(),) * 2 if plain else (Style(dim=True), Style(color="cyan"))
    for entry in entries:
        row = record(document, entry)
        title = safe_text(row["title"]) or "(no title)"
        if len(title) > title_cells:
            title = title[: title_cells - 1] + "…"
        line = (
            dim.render(f"{row['line']:>5} ")
            + accent.render(set_cell_size(row["date"] or "-", 11))
            + set_cell_size(safe_text(row["kind"] or ""), 3)
            + set_cell_size(title, title_cells)
            + "  "
            + dim.render(set_cell_size(safe_text(host(row["url"] or "") or ""), host_cells))
        )
        yield line.rstrip() + "\n"
