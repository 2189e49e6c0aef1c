"""What a user wants done, as edits of whatever the log is at the moment of saving."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from logtui.document import conflict_marks
from logtui.document.checks import check, check_rest
from logtui.document.edits import add, change, delete, replace_raw
from logtui.document.errors import LogtuiError
from logtui.document.rebase import rebased
from logtui.document.targets import EntryChangedError, Target

if TYPE_CHECKING:
    from collections.abc import Callable

    from logtui.document.conflict_marks import MarkedConflict
    from logtui.document.drafts import Draft
    from logtui.document.model import Document, Entry
    from logtui.document.rebase import Choices
    from logtui.document.text import Edit

    Make = Callable[[Document], Edit | None]

UNASKED: Choices = MappingProxyType({})
"""The choices of a user who has not been asked about any conflict."""


def adding(draft: Draft) -> Make:
    """Return what adds ``draft`` as a new entry."""

    def make(document: Document) -> Edit:
        edit = add(document, draft)
        check(document, edit, draft)
        return edit

    return make


def changing(base: Document, entry: Entry, draft: Draft, choices: Choices = UNASKED) -> Make:
    """Return what makes ``entry`` of the log ``base`` what ``draft`` says.

    Where another program has changed the entry since, both changes are made. What that leaves
    open has to be in ``choices``; else it raises ``EditConflictError``.
    """

    def make(document: Document, entry: Entry) -> Edit | None:
        edit = change(document, entry, draft)
        if edit is not None:
            check(document, edit, draft, entry)
        return edit

    return _wherever(base, entry, make, choices)


def replacing(base: Document, entry: Entry, raw: str, choices: Choices = UNASKED) -> Make:
    """Return what puts the lines ``raw`` in the place of ``entry``; all else as ``changing``."""

    def make(document: Document, entry: Entry) -> Edit | None:
        edit = replace_raw(document, entry, raw)
        if edit is not None:
            check_rest(document, edit, entry)
        return edit

    return _wherever(base, entry, make, choices)


def deleting(target: Target) -> Make:
    """Return what takes the entry ``target`` out."""
    return lambda document: delete(document, target.find(document))


def settling(conflict: MarkedConflict, choice: str) -> Make:
    """Return what puts the lines ``choice`` in the place of ``conflict``."""

    def make(document: Document) -> Edit:
        for found in conflict_marks.find(document.text):
            if (found.ours, found.theirs) == (conflict.ours, conflict.theirs):
                return conflict_marks.settled(document.text, found, choice)
        raise LogtuiError(
            "this conflict is no longer in the log, somebody has settled it; nothing is written"
        )

    return make


def _wherever(
    base: Document,
    entry: Entry,
    make: Callable[[Document, Entry], Edit | None],
    choices: Choices,
) -> Make:
    """Return what does to ``entry`` what ``make`` does, wherever it is now and whatever it is."""
    target = Target.of(base, entry)

    def make_there(document: Document) -> Edit | None:
        try:
            found = target.find(document)
        except EntryChangedError:
            edit = make(base, entry)
            return rebased(base, edit, document, choices) if edit else None
        return make(document, found)

    return make_there
