"""What a user wants done, as edits of whatever the log is at the moment of saving."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from logtui.document.editing.edits import (
    add_draft,
    change_entry,
    delete_entry,
    replace_lines,
)
from logtui.document.editing.entry_ref import EntryChangedError, EntryRef
from logtui.document.editing.verification import check_edit, check_other_entries
from logtui.document.merging.conflicts import find_conflicts, resolve_conflict
from logtui.document.merging.three_way import merge_logs
from logtui.document.reading.parser import parse_text
from logtui.document.text.spans import Edit, Span, trim_edit
from logtui.errors import LogtuiError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from logtui.document.editing.draft import Draft
    from logtui.document.merging.conflicts import Conflict, MarkedConflict
    from logtui.document.model import Document, Entry

    Operation = Callable[[Document], Edit | None]

    Choices = Mapping[Conflict, str]


NO_CHOICES: Choices = MappingProxyType({})
"""The choices of a user who has not been asked about any conflict."""


def adding(draft: Draft) -> Operation:
    """Return what adds ``draft`` as a new entry."""

    def make(document: Document) -> Edit:
        edit = add_draft(document, draft)
        check_edit(document, edit, draft)
        return edit

    return make


def changing(
    base: Document, entry: Entry, draft: Draft, choices: Choices = NO_CHOICES
) -> Operation:
    """Return what makes ``entry`` of the log ``base`` what ``draft`` says.

    Where another program has changed the entry since, both changes are made. What that leaves
    open has to be in ``choices``; else it raises ``EditConflictError``.
    """

    def make(document: Document, entry: Entry) -> Edit | None:
        edit = change_entry(document, entry, draft)
        if edit is not None:
            check_edit(document, edit, draft, entry)
        return edit

    return _wherever(base, entry, make, choices)


def replacing(base: Document, entry: Entry, raw: str, choices: Choices = NO_CHOICES) -> Operation:
    """Return what puts the lines ``raw`` in the place of ``entry``; all else as ``changing``."""

    def make(document: Document, entry: Entry) -> Edit | None:
        edit = replace_lines(document, entry, raw)
        if edit is not None:
            check_other_entries(document, edit, entry)
        return edit

    return _wherever(base, entry, make, choices)


def deleting(target: EntryRef) -> Operation:
    """Return what takes the entry ``target`` out."""
    return lambda document: delete_entry(document, target.find(document))


def settling(conflict: MarkedConflict, choice: str) -> Operation:
    """Return what puts the lines ``choice`` in the place of ``conflict``."""

    def make(document: Document) -> Edit:
        for found in find_conflicts(document.text):
            if (found.ours, found.theirs) == (conflict.ours, conflict.theirs):
                return resolve_conflict(document.text, found, choice)
        raise LogtuiError(
            "this conflict is no longer in the log, somebody has settled it; nothing is written"
        )

    return make


def _wherever(
    base: Document,
    entry: Entry,
    make: Callable[[Document, Entry], Edit | None],
    choices: Choices,
) -> Operation:
    """Return what does to ``entry`` what ``make`` does, wherever it is now and whatever it is."""
    target = EntryRef.of(base, entry)

    def make_there(document: Document) -> Edit | None:
        try:
            found = target.find(document)
        except EntryChangedError:
            edit = make(base, entry)
            return rebase_edit(base, edit, document, choices) if edit else None
        return make(document, found)

    return make_there


class EditConflictError(LogtuiError):
    """Another program has changed the same part of an entry differently.

    Attributes:
        conflicts: What is to be settled: ``ours`` is what the log holds now, ``theirs`` what the
            edit makes of it.
    """

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        super().__init__(
            "another program has changed the same part of this entry, or taken it out;"
            " nothing is written"
        )
        self.conflicts = conflicts


def rebase_edit(base: Document, edit: Edit, current: Document, choices: Choices) -> Edit | None:
    """Return the edit of ``current`` that does to it what ``edit`` does to ``base``.

    Args:
        base: The log that the user had before them.
        edit: What was typed then.
        current: The log as it is now.
        choices: The lines that conflicts were settled with.

    Returns:
        None where ``current`` holds already what was typed.

    Raises:
        EditConflictError: There are conflicts for which ``choices`` holds nothing.
    """
    typed = parse_text(edit.apply(base.text), base.encoding)
    result = merge_logs(base, current, typed)
    unsettled = tuple(conflict for conflict in result.conflicts if conflict not in choices)
    # Text of another code page than the file's would go into it as something else.
    if unsettled or result.encoding != current.encoding:
        raise EditConflictError(unsettled)
    text = result.resolved_text([choices[conflict] for conflict in result.conflicts])
    if text == current.text:
        return None
    return trim_edit(Edit(Span(0, len(current.text)), text), current.text)
