"""Readable cases: a Markdown file of titled inputs with what is expected of them.

A case is a title, the input and the expectation, each closed by a line with a single dot, in the
manner of markdown-it's fixtures.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from logtui.document.dates.partial import PartialDate
    from logtui.document.model import Document, Entry

FIXTURES = Path(__file__).parents[1] / "fixtures"


class Case(NamedTuple):
    """One input and what is expected of it."""

    title: str
    text: str
    expected: str


def load(name: str) -> list[Case]:
    """Return the cases in the fixture file ``name``."""
    parts = (FIXTURES / name).read_text(encoding="utf-8").split("\n.\n")
    return [
        Case(title.strip(), text + "\n", expected)
        for title, text, expected in zip(parts[0::3], parts[1::3], parts[2::3], strict=False)
    ]


def outline(document: Document) -> str:
    """Return what stands in ``document``: a line for each day, an indented one for each entry.

    A day is its date (``?`` for what is not known) and title, an entry its kind, title and link;
    notes stand below it behind a bar.
    """
    lines = []
    for day in document.days:
        title = f" - {day.title.of(document.text)}" if day.title else ""
        lines.append(_date(day.date) + title)
        for entry in document.entries[day.first_entry : day.stop_entry]:
            lines += _entry(document, entry)
    return "\n".join(lines)


def _date(date: PartialDate | None) -> str:
    if date is None:
        return "undated"
    return "-".join("?" if part is None else f"{part:02d}" for part in date)


def _entry(document: Document, entry: Entry) -> list[str]:
    kind, url, notes = document.kind(entry), document.url(entry), document.notes(entry)
    line = f"  {kind.symbol} " if kind else "  "
    line += document.title(entry) + (f" <{url}>" if url else "")
    return [line, *(f"    | {note}".rstrip() for note in (notes.split("\n") if notes else ()))]
