"""Entries as JSON, for other programs."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, NotRequired, TypedDict

from logtui.document.properties.states import entry_state
from logtui.document.properties.tags import entry_tags, title_without_tags
from logtui.document.relations.entry_ids import EntryIds
from logtui.document.text.encoding import repair_for_display
from logtui.document.text.safe import escaped

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from logtui.document.model import Document, Entry
    from logtui.document.properties.states import State


class JsonEntry(TypedDict):
    """An entry as other programs see it.

    ``id`` stays the same while the log grows and notes are edited; ``line`` is the entry's first
    line, 1-based; ``date`` is ISO, as far as the log says it; ``state`` is ``open`` (to be read),
    ``reading``, ``done`` or ``dropped`` where the log says so; ``tags`` are without signs, and
    those that a title ends in are not of the title; absent parts are None.
    ``missing`` is there only where a search found some of its words: those that the entry has not
    got.
    """

    id: str
    line: int
    date: str | None
    kind: str | None
    kind_name: str | None
    title: str
    url: str | None
    notes: str | None
    state: State | None
    tags: Sequence[str]
    missing: NotRequired[Sequence[str]]


class JsonEntries:
    """The entries of a document as JSON objects."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._ids = EntryIds(document)

    def of(self, entry: Entry, missing: Sequence[str] = ()) -> JsonEntry:
        """Return the object of ``entry``, with the words of a search that are ``missing`` in it."""
        document = self._document
        date, kind, notes = document.date(entry), document.kind(entry), document.notes(entry)
        record = JsonEntry(
            id=self._ids.of(entry),
            line=document.line_at(entry.span.start),
            date=date.iso() if date else None,
            kind=repair_for_display(kind.symbol) or None if kind else None,
            kind_name=repair_for_display(kind.name) or None if kind else None,
            title=repair_for_display(title_without_tags(document, entry)),
            url=document.url(entry),
            notes=None if notes is None else repair_for_display(notes),
            state=entry_state(document, entry),
            tags=[repair_for_display(tag) for tag in entry_tags(document, entry)],
        )
        if missing:
            record["missing"] = missing
        return record


def jsonl_lines(document: Document, entries: Iterable[Entry]) -> Iterator[str]:
    """Yield a line of JSON for each of ``entries``."""
    records = JsonEntries(document)
    for entry in entries:
        yield json_text(records.of(entry)) + "\n"


def json_array(document: Document, entries: Iterable[tuple[Entry, Mapping[str, object]]]) -> str:
    """Return an array of the objects of ``entries``, each with the fields that go along, a line."""
    to_json = JsonEntries(document).of
    return json_text([{**to_json(entry), **fields} for entry, fields in entries]) + "\n"


def json_text(value: object) -> str:
    """Return ``value`` as JSON on one line, with nothing in it that a terminal would act on."""
    # JSON escapes C0 itself; what else is unsafe would be written as it is.
    return escaped(json.dumps(value, ensure_ascii=False))
