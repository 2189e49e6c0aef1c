"""JSON: bookmarks of Pinboard, items of CSL, and entries as logtui prints them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from logtui.importing.source_item import (
    SourceError,
    SourceItem,
    day_of,
    kept_lines,
    lines_of,
    one_line_of,
    state_named,
    tags_of,
)

if TYPE_CHECKING:
    from logtui.document.dates.partial import PartialDate

_CSL_TYPE = '"type"'
_HEAD = 4096


def is_pinboard(text: str) -> bool:
    """Tell whether ``text`` is an array of bookmarks of Pinboard."""
    head = text[:_HEAD]
    return head.lstrip().startswith("[") and '"href"' in head and '"description"' in head


def is_csl(text: str) -> bool:
    """Tell whether ``text`` is an array of items of CSL."""
    head = text[:_HEAD]
    return head.lstrip().startswith("[") and _CSL_TYPE in head and '"id"' in head


def is_json_lines(text: str) -> bool:
    """Tell whether ``text`` is entries as logtui prints them, an array or an object a line."""
    head = text[:_HEAD].lstrip()
    return head.startswith(("{", "[")) and '"title"' in head


def read_pinboard(text: str) -> Iterator[SourceItem]:
    """Yield the bookmarks; there the description is the title, and what is extended the notes."""
    for item in _objects(text):
        yield SourceItem(
            title=one_line_of(_text(item, "description")),
            url=_text(item, "href"),
            date=day_of(_text(item, "time")),
            tags=tags_of(_text(item, "tags").split()),
            notes=lines_of(_text(item, "extended")),
            is_unread=_text(item, "toread").casefold() == "yes",
        )


def read_csl(text: str) -> Iterator[SourceItem]:
    """Yield the items; the day is that on which each was accessed."""
    for item in _objects(text):
        doi = _text(item, "DOI")
        yield SourceItem(
            title=one_line_of(_text(item, "title")),
            url=_text(item, "URL") or (f"https://doi.org/{doi}" if doi else ""),
            date=csl_date(item.get("accessed")),
            tags=tags_of(_text(item, "keyword").replace(";", ",").split(",")),
            notes=lines_of(_text(item, "note")),
        )


def csl_date(value: object) -> PartialDate | None:
    """Return the date that a variable of CSL holds, at least to the month."""
    if not isinstance(value, dict):
        return None
    parts = value.get("date-parts")
    first = parts[0] if isinstance(parts, list) and parts else None
    if isinstance(first, list) and len(first) > 1:
        return day_of("-".join(str(part) for part in first[:3]))
    return day_of(str(value.get("raw") or value.get("literal") or ""))


def read_json_entries(text: str) -> Iterator[SourceItem]:
    """Yield the entries that logtui has printed."""
    for item in _objects(text):
        tags = item.get("tags")
        yield SourceItem(
            title=one_line_of(_text(item, "title")),
            url=_text(item, "url"),
            date=day_of(_text(item, "date")),
            tags=tags_of(tag for tag in tags if isinstance(tag, str))
            if isinstance(tags, list)
            else (),
            notes=kept_lines(_text(item, "notes")),
            kind=one_line_of(_text(item, "kind")),
            is_unread=_text(item, "state") == "open",
            state=state_named(_text(item, "state")),
        )


def _objects(text: str) -> Iterator[Mapping[str, object]]:
    """Yield the objects of an array, or of each line.

    Raises:
        SourceError: It is not JSON, or not objects.
    """
    try:
        values = json.loads(text) if text.lstrip().startswith("[") else None
        if values is None:
            values = [json.loads(line) for line in text.splitlines() if line.strip()]
    except ValueError as error:
        raise SourceError(f"is not JSON that can be read: {error}") from error
    for value in values:
        if not isinstance(value, dict):
            raise SourceError("holds something else than objects in its array")
        yield value


def _text(item: Mapping[str, object], name: str) -> str:
    value = item.get(name)
    return value if isinstance(value, str) else ""
