"""Tables of CSV: Pocket, Raindrop, Instapaper, Readwise, Zotero, and any with a column of links."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace

from logtui.importing.source_item import (
    SourceError,
    SourceItem,
    day_of,
    lines_of,
    one_line_of,
    state_named,
    tags_of,
)

TABLE_FORMATS: Mapping[str, frozenset[str]] = {
    "readwise": frozenset({"highlight", "book title", "highlighted at"}),
    "zotero": frozenset({"item type", "date added", "title"}),
    "instapaper": frozenset({"url", "title", "folder", "timestamp"}),
    "raindrop": frozenset({"excerpt", "url", "folder", "created"}),
    "pocket": frozenset({"url", "time_added", "status"}),
    "csv": frozenset(),
}
"""The columns that tell a format, in lower case; the last takes any table with links."""

_COLUMNS = {
    "url": ("url", "href", "link"),
    "title": ("title", "name"),
    "date": (
        *("date added", "date", "created", "added", "time_added", "timestamp", "created_at"),
        *("date_added", "saved", "saved_at"),
    ),
    "tags": ("tags", "manual tags", "keywords"),
    "note": ("note", "notes", "description", "selection"),
    "excerpt": ("excerpt",),
    "kind": ("kind",),
    "folder": ("folder", "collection"),
    "state": ("status", "state"),
    "doi": ("doi",),
}
"""The columns that each part is taken from, the first that is there."""

_UNREAD = frozenset({"unread", "toread", "to read", "open"})
_FOLDER_STATES = frozenset({"unread", "archive", "starred"})
_LARGEST_CELL = 16 << 20
_HEAD_LINES = 8 << 10


def is_table(text: str, name: str) -> bool:
    """Tell whether ``text`` is a table of the format ``name`` of ``TABLE_FORMATS``."""
    columns = _header(text)
    wanted = TABLE_FORMATS[name]
    return wanted <= columns if wanted else bool(columns.intersection(_COLUMNS["url"]))


def _header(text: str) -> set[str]:
    try:
        row = next(csv.reader(io.StringIO(text[:_HEAD_LINES]), delimiter=_delimiter(text)), [])
    except csv.Error:
        return set()
    return {cell.strip().casefold() for cell in row}


def _delimiter(text: str) -> str:
    """Return what parts the cells: what the first line has most of."""
    line = text[:_HEAD_LINES].split("\n", 1)[0]
    return max(",;\t", key=line.count)


def read_table(text: str) -> Iterator[SourceItem]:
    """Yield the rows of a table as items; highlights of a book and a day are one.

    Raises:
        SourceError: It is not a table with links, titles or highlights.
    """
    csv.field_size_limit(_LARGEST_CELL)
    # Rows end where the cells say so, and a cell may hold line ends of its own.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    try:
        columns = [cell.strip().casefold() for cell in next(reader, [])]
        rows = [dict(zip(columns, row, strict=False)) for row in reader if any(row)]
    except csv.Error as error:
        raise SourceError(f"is not a table that can be read: {error}") from error
    if "highlight" in columns:
        yield from highlighted_books(rows)
    elif {"url", "href", "link", "title"}.isdisjoint(columns):
        raise SourceError("has no column url, href, link or title in its first line")
    else:
        yield from map(item_of_row, rows)


def _cell(row: Mapping[str, str], part: str) -> str:
    return next((row[name] for name in _COLUMNS[part] if row.get(name)), "")


def item_of_row(row: Mapping[str, str]) -> SourceItem:
    """Return the item that a row is, by the names of its columns."""
    url, doi, folder = _cell(row, "url").strip(), _cell(row, "doi").strip(), _cell(row, "folder")
    notes = [lines_of(_cell(row, part)) for part in ("note", "excerpt")]
    state, is_state = _cell(row, "state").casefold(), folder.casefold() in _FOLDER_STATES
    return SourceItem(
        title=one_line_of(_cell(row, "title")),
        url=url or (f"https://doi.org/{doi}" if doi else ""),
        date=day_of(_cell(row, "date")),
        tags=tags_of(_split_tags(_cell(row, "tags"))),
        notes="\n".join(dict.fromkeys(filter(None, notes))),
        folder=() if is_state else tuple(filter(None, map(one_line_of, folder.split(" / ")))),
        kind=one_line_of(row.get("kind") or row.get("item type") or ""),
        is_unread={state, folder.casefold()} & _UNREAD != set(),
        state=state_named(state),
    )


def _split_tags(text: str) -> list[str]:
    """Return the tags in a cell: a list of JSON, or between bars, semicolons or commas."""
    text = text.strip()
    if text.startswith("["):
        try:
            tags = json.loads(text)
        except (ValueError, RecursionError):
            tags = None
        if isinstance(tags, list):
            return [
                tag
                if isinstance(tag, str)
                else str(tag.get("name", ""))
                if isinstance(tag, dict)
                else ""
                for tag in tags
            ]
    return text.split(next((sign for sign in "|;," if sign in text), ","))


def highlighted_books(rows: list[dict[str, str]]) -> Iterator[SourceItem]:
    """Yield an item for each book and day, with what was highlighted as its notes."""
    books: dict[tuple[str, str, object], SourceItem] = {}
    for row in rows:
        title, author = (
            one_line_of(row.get("book title", "")),
            one_line_of(row.get("book author", "")),
        )
        date = day_of(row.get("highlighted at", ""))
        texts = map(lines_of, (row.get("highlight", ""), row.get("note", "")))
        notes = "\n".join(filter(None, texts))
        tags = tags_of(_split_tags(row.get("document tags", "")))
        book = books.get((title, author, date))
        if book is None:
            name = f"{title} ({author})" if author else title
            books[title, author, date] = SourceItem(name, date=date, tags=tags, notes=notes)
        else:
            books[title, author, date] = replace(book, notes=f"{book.notes}\n{notes}".strip())
    yield from books.values()
