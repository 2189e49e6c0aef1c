"""How entries leave on standard output: as JSON, as JSON lines, or as a table for people."""

from __future__ import annotations

import contextlib
import json
import os
import re
import stat
import sys
from typing import TYPE_CHECKING, TypedDict

from logtui.commands.colors import Paint, add_color_option, wanted
from logtui.commands.progress import progress
from logtui.commands.table import fitted, no_marks, tabbed
from logtui.document.encoding import repaired

if TYPE_CHECKING:
    import argparse
    from collections.abc import Iterable, Sequence

    from logtui.commands.table import Marks
    from logtui.document.model import Document, Entry

# JSON escapes C0 itself. C1, bidi controls and separators would reach a terminal as they are;
# \uXXXX says the same to a JSON reader.
_UNSAFE = re.compile("[\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")


TABLE = """\
A terminal gets a table that fits it; a pipe or a file gets line, date, kind, title and link,
whole, between tabs, - for what is absent, 09-25 for a date without a year. --json and --jsonl give
line, date, kind, kind_name, title, url and notes; line counts from 1, date is ISO, what is absent
is null, and so is a date without a year."""
"""What the formats are, for the manual."""


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
        kind=repaired(kind.symbol) or None if kind else None,
        kind_name=repaired(kind.name) or None if kind else None,
        title=repaired(document.title(entry)),
        url=document.url(entry),
        notes=repaired(notes) if (notes := document.notes(entry)) is not None else None,
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
    add_color_option(parser)


def write(
    args: argparse.Namespace, document: Document, entries: list[Entry], marks: Marks = no_marks
) -> None:
    """Print ``entries`` in the format that ``args`` asks for.

    Args:
        args: The options of ``add_format_options``.
        document: The log that they are of.
        entries: The entries, in the order in which they are printed.
        marks: What is marked in their titles where there are colours.
    """
    prepare_output()
    with progress("writing") if _to_a_file() else contextlib.nullcontext():
        if args.json:
            _write_array(document, entries)
        elif args.jsonl:
            for entry in entries:
                sys.stdout.write(json_text(record(document, entry)) + "\n")
        else:
            sys.stdout.writelines(_table(args, document, entries, marks))
        sys.stdout.flush()


def _table(
    args: argparse.Namespace, document: Document, entries: list[Entry], marks: Marks
) -> Iterable[str]:
    paint = Paint(wanted(args.color))
    if sys.stdout.isatty():
        return fitted(document, entries, paint, marks)
    return tabbed(document, entries, paint)


def _to_a_file() -> bool:
    """Tell whether standard output is a file; what a terminal or a pager shows is seen anyway."""
    try:
        return stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    except (OSError, ValueError):  # there is no such descriptor
        return False


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
