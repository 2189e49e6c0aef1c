"""Drafts that are written into the text of a log, each edit checked as before it is saved."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from logtui.document.editing import edits
from logtui.document.editing.verification import check_edit
from logtui.document.reading import parser
from logtui.document.text.encoding import Encoding
from logtui.document.text.spans import Edit, Span

if TYPE_CHECKING:
    from logtui.document.editing.draft import Draft
    from logtui.document.model import Document, Entry


def read(text: str) -> Document:
    """Return ``text`` as a log."""
    return parser.parse_text(text, Encoding())


def titled(document: Document, title: str) -> Entry:
    """Return the first entry with that title."""
    return next(entry for entry in document.entries if document.title(entry) == title)


def redrafted(document: Document, entry: Entry, **fields: object) -> Draft:
    """Return ``entry`` as a form shows it, with ``fields`` of it, if any are given, changed."""
    draft = edits.draft_of(document, entry)
    assert draft
    return replace(draft, **fields)  # type: ignore[arg-type]  # fields are what a draft has


def added(text: str, draft: Draft) -> str:
    """Return ``text`` with ``draft`` written into it."""
    document = read(text)
    edit = edits.add_draft(document, draft)
    check_edit(document, edit, draft)
    return edit.apply(text)


def change_of(text: str, which: str | int, **fields: object) -> Edit | None:
    """Return the edit that changes ``fields`` of an entry, named by its title or its number."""
    document = read(text)
    entry = titled(document, which) if isinstance(which, str) else document.entries[which]
    draft = redrafted(document, entry, **fields)
    edit = edits.change_entry(document, entry, draft)
    if edit:
        check_edit(document, edit, draft, entry)
    return edit


def changed(text: str, which: str | int, **fields: object) -> str:
    """Return ``text`` with ``fields`` of an entry, named by its title or its number, changed."""
    edit = change_of(text, which, **fields)
    assert edit
    return edit.apply(text)


def inverse_of(edit: Edit, source: str) -> Edit:
    """Return the edit that leads from ``edit.apply(source)`` back to ``source``."""
    start = edit.span.start
    return Edit(Span(start, start + len(edit.text)), edit.span.of(source))
