"""Entries as rows and lists for other programs: CSV, the bookmarks of browsers, Markdown."""

from __future__ import annotations

import csv
import datetime
import io
from html import escape
from typing import TYPE_CHECKING

from logtui.document.editing.copying import markdown_link
from logtui.document.properties.states import entry_state
from logtui.document.properties.tags import entry_tags, title_parts, title_without_tags
from logtui.document.text.markdown import plain_text
from logtui.document.text.urls import DEFAULT_PORTS, split_url
from logtui.export.characters import clean_lines, one_line
from logtui.export.json_entries import JsonEntries

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from logtui.document.dates.partial import PartialDate
    from logtui.document.model import Document, Entry

CSV_COLUMNS = ("date", "kind", "title", "url", "notes", "tags", "state", "line")
"""The header of a table of entries."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t")

_BOOKMARKS_HEAD = """\
<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- This is an automatically generated file. -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Bookmarks</H1>
<DL><p>
"""


def csv_text(document: Document, entries: Iterable[Entry], *, spreadsheet: bool = False) -> str:
    """Return a row for each of ``entries`` under a header.

    Args:
        document: The log.
        entries: Entries of it.
        spreadsheet: Whether a cell that a spreadsheet would compute gets an apostrophe in front.
    """
    output = io.StringIO()
    writer = csv.writer(output, lineterminator="\n")
    writer.writerow(CSV_COLUMNS)
    records = JsonEntries(document)
    for entry in entries:
        record = dict(records.of(entry))
        record["kind"] = record["kind_name"] or record["kind"]
        record["tags"] = ", ".join(entry_tags(document, entry))
        cells = (clean_lines(str(record.get(name) or "")) for name in CSV_COLUMNS)
        writer.writerow(
            f"'{cell}" if spreadsheet and cell.startswith(_FORMULA_STARTS) else cell
            for cell in cells
        )
    return output.getvalue()


def bookmarks_text(document: Document, entries: Iterable[Entry]) -> str:
    """Return the links of ``entries`` as a file of bookmarks that browsers read."""
    return "".join([_BOOKMARKS_HEAD, *bookmark_lines(document, entries), "</DL><p>\n"])


def bookmark_lines(document: Document, entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the bookmark of each of ``entries`` with an address on the web, then its notes."""
    for entry in entries:
        url = one_line(document.url(entry) or "")
        if split_url(url).scheme not in DEFAULT_PORTS:
            continue
        kind, tags = document.kind(entry), entry_tags(document, entry)
        names = ([kind.name] if kind else []) + [*tags]
        seconds = noon_seconds(document.date(entry))
        attributes = {
            "HREF": url.replace(" ", "%20"),
            "ADD_DATE": str(seconds) if seconds else "",
            "TAGS": ",".join(one_line(name).replace(",", "") for name in names),
            "TOREAD": "1" if entry_state(document, entry) in ("open", "reading") else "",
        }
        written = "".join(f' {name}="{escape(v)}"' for name, v in attributes.items() if v)
        title = one_line(title_without_tags(document, entry)) or url
        yield f"    <DT><A{written}>{escape(title, quote=False)}</A>\n"
        if notes := clean_lines(document.notes(entry) or "").strip():
            yield f"    <DD>{escape(notes, quote=False)}\n"


def noon_seconds(date: PartialDate | None) -> int | None:
    """Return noon of ``date``, by UTC, in seconds since 1970: the same day in most of the world."""
    day = date.first_day() if date else None
    if day is None or day < datetime.date(1970, 1, 1):
        return None
    noon = datetime.datetime.combine(day, datetime.time(12), datetime.UTC)
    return int(noon.timestamp())


def markdown_text(document: Document, entries: Iterable[Entry]) -> str:
    """Return ``entries`` as a log of their own, with the legend of ``document``."""
    chunks = [f"- {one_line(kind.symbol)}: {one_line(kind.name)}" for kind in document.legend.kinds]
    if chunks:
        chunks = ["Legend:", *chunks]
    day = None
    for entry in entries:
        if entry.day != day:
            day, date = entry.day, document.date(entry)
            heading = (date.partial_iso() if date else None) or undated_heading(document, day)
            chunks += ["", f"## {heading}", ""] if chunks else [f"## {heading}", ""]
        chunks += item_lines(document, entry)
    return "".join(f"{line}\n" for line in chunks)


def undated_heading(document: Document, day: int) -> str:
    """Return what stands above entries without a date: what the log calls them, or ``Undated``."""
    title = document.days[day].title
    if title is None or not document.days[day].is_queue:
        return "Undated"
    return one_line(plain_text(title.of(document.text)))


def item_lines(document: Document, entry: Entry) -> Iterator[str]:
    """Yield ``entry`` as an item of a list in Markdown: its first line, then its notes."""
    kind = document.kind(entry)
    symbol = one_line(kind.symbol) if kind else ""
    title_tags = title_parts(document, entry).tags.of(document.text)
    parts = (symbol, titled_link(document, entry), one_line(title_tags))
    yield f"- {' '.join(filter(None, parts))}"
    notes = clean_lines(document.notes(entry) or "").rstrip("\n")
    for line in notes.split("\n") if notes else ():
        yield f"    {line}" if line.strip() else ""


def titled_link(document: Document, entry: Entry, *, without_html: bool = False) -> str:
    """Return the title of ``entry`` as a link in Markdown, or the one of both that it has.

    Args:
        document: The log.
        entry: One of its entries.
        without_html: Whether tags in the title are written so that they are shown, not obeyed.
    """
    title, url = one_line(title_without_tags(document, entry)), one_line(document.url(entry) or "")
    if without_html:
        title = title.replace("<", "&lt;")
    if not title:
        return f"<{url}>" if url else "(no title)"
    return markdown_link(title, url) if url else title
