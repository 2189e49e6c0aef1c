"""What the forms want done, as edits of whatever the log is at the moment of saving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document.checks import check, check_rest
from logtui.document.edits import add, change, delete, replace_raw

if TYPE_CHECKING:
    from collections.abc import Callable

    from logtui.document.drafts import Draft
    from logtui.document.model import Document
    from logtui.document.targets import Target
    from logtui.document.text import Edit

    Make = Callable[[Document], Edit | None]


def adding(draft: Draft) -> Make:
    """Return what adds ``draft`` as a new entry."""

    def make(document: Document) -> Edit:
        edit = add(document, draft)
        check(document, edit, draft)
        return edit

    return make


def changing(target: Target, draft: Draft) -> Make:
    """Return what makes the entry ``target`` what ``draft`` says."""

    def make(document: Document) -> Edit | None:
        entry = target.find(document)
        edit = change(document, entry, draft)
        if edit is not None:
            check(document, edit, draft, entry)
        return edit

    return make


def replacing(target: Target, raw: str) -> Make:
    """Return what puts the lines ``raw`` in the place of those of the entry ``target``."""

    def make(document: Document) -> Edit | None:
        entry = target.find(document)
        edit = replace_raw(document, entry, raw)
        if edit is not None:
            check_rest(document, edit, entry)
        return edit

    return make


def deleting(target: Target) -> Make:
    """Return what takes the entry ``target`` out."""
    return lambda document: delete(document, target.find(document))
