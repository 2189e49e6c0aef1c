"""A digest: what was read in a time, grouped, for a mail to others."""

from __future__ import annotations

import datetime
from collections import Counter
from typing import TYPE_CHECKING, Literal, NamedTuple, get_args

from logtui.document.legend import singulars
from logtui.document.properties.tags import entry_tags
from logtui.document.text.wording import counted_noun
from logtui.export.characters import clean_lines, one_line
from logtui.export.listing import titled_link

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from logtui.document.model import Document, Entry

Grouping = Literal["kind", "day", "tag"]
GROUPINGS: tuple[Grouping, ...] = get_args(Grouping)
"""What a digest may be grouped by; the first is the default."""

ShownNotes = Literal["first", "all", "none"]
SHOWN_NOTES: tuple[ShownNotes, ...] = get_args(ShownNotes)
"""Which notes a digest has; the first is the default."""

_OTHERS = "other"


class DigestOptions(NamedTuple):
    """How a digest is written.

    Attributes:
        title: Its title; empty for what was read when.
        first: The first day of its time; None for that of the entries.
        last: The last day; None for that of the entries.
        grouping: What it is grouped by.
        notes: Which notes go along.
    """

    title: str = ""
    first: datetime.date | None = None
    last: datetime.date | None = None
    grouping: Grouping = "kind"
    notes: ShownNotes = "first"


def digest_text(document: Document, entries: Sequence[Entry], options: DigestOptions) -> str:
    """Return the digest of ``entries`` in Markdown."""
    dates = [date for entry in entries if (date := document.date(entry))]
    days = sorted(day for date in dates if (day := date.first_day()))
    first = options.first or (days[0] if days else None)
    last = options.last or (days[-1] if days else None)
    time = f", {day_range(first, last)}" if first and last else ""
    lines = [f"# {one_line(options.title) or f'Reading{time}'}", "", _counts(document, entries)]
    for heading, group in _groups(document, entries, options.grouping).items():
        lines += ["", f"## {heading}", ""]
        for entry in group:
            lines += digest_item(document, entry, options.notes)
    return "".join(f"{line}\n" for line in lines)


def day_range(first: datetime.date, last: datetime.date) -> str:
    """Return the days from ``first`` to ``last`` as a heading has them: ``3–9 June 2024``."""
    end = f"{last.day} {last:%B %Y}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{end}"
    return f"{first.day} {first:%B}{f' {first.year}' if first.year != last.year else ''} – {end}"


def _counts(document: Document, entries: Sequence[Entry]) -> str:
    """Return how many entries there are, and how many of each kind: ``3 entries: 2 papers, …``."""
    total = counted_noun(len(entries), "entry")
    counted = Counter(_kind_name(document, entry) for entry in entries)
    named = [
        f"1 {singulars(name)[-1]}"
        if counted[name] == 1 and name.isalpha()
        else f"{counted[name]} {name}"
        for name in _kind_order(document, entries)
        if counted[name]
    ]
    if set(counted) <= {_OTHERS}:
        return f"{total}."
    return f"{total}: {', '.join(named)}."


def _groups(
    document: Document, entries: Sequence[Entry], grouping: Grouping
) -> dict[str, list[Entry]]:
    """Return ``entries`` by the headings of their groups."""
    groups: dict[str, list[Entry]] = {}
    if grouping == "kind":
        groups = {name: [] for name in _kind_order(document, entries)}
    for entry in entries:
        if grouping == "kind":
            name = _kind_name(document, entry)
        elif grouping == "tag":
            tags = entry_tags(document, entry)
            name = f"#{one_line(tags[0])}" if tags else _OTHERS
        else:
            date = document.date(entry)
            name = (date.partial_iso() if date else None) or "undated"
        groups.setdefault(name, []).append(entry)
    return {name[:1].upper() + name[1:]: group for name, group in groups.items() if group}


def _kind_order(document: Document, entries: Sequence[Entry]) -> list[str]:
    """Return the names of kinds in the order of the legend, then of ``entries``."""
    names = [one_line(kind.name) or one_line(kind.symbol) for kind in document.legend.kinds]
    names += [_kind_name(document, entry) for entry in entries]
    return [*dict.fromkeys(name for name in names if name != _OTHERS), _OTHERS]


def _kind_name(document: Document, entry: Entry) -> str:
    kind = document.kind(entry)
    return (one_line(kind.name) or one_line(kind.symbol) if kind else "") or _OTHERS


def digest_item(document: Document, entry: Entry, shown: ShownNotes) -> Iterator[str]:
    """Yield the lines of ``entry`` with the notes that are ``shown``."""
    notes = clean_lines(document.notes(entry) or "").strip("\n")
    first_note = one_line(notes.split("\n")[0]).lstrip("-*+> ") if shown == "first" else ""
    link = titled_link(document, entry, without_html=True)
    yield f"- {link} — {first_note}" if first_note else f"- {link}"
    if shown == "all" and notes:
        yield from (f"    {line}" if line.strip() else "" for line in notes.split("\n"))
