"""An entry that was changed in a form and by another program at the same time."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from logtui.document import blocks
from logtui.document.edits import change, draft_of, raw_of
from logtui.document.errors import LogtuiError

if TYPE_CHECKING:
    from logtui.document.drafts import Draft
    from logtui.document.model import Document, Entry


class Clash(NamedTuple):
    """The three states of the entry, each as its lines with a line feed between them.

    Attributes:
        base: What it was when the form was opened.
        mine: What the form makes of it.
        theirs: What another program has made of it; None where it is not known again, or gone.
    """

    base: str
    mine: str
    theirs: str | None

    def sentence(self) -> str:
        """Say what happened and what to do."""
        done = "taken out or moved" if self.theirs is None else "changed"
        return (
            f"this entry was {done} outside while you were editing; nothing is written. What you"
            " typed stays here and is kept as a draft; copy what you need, Esc closes"
        )


def edited_lines(document: Document, entry: Entry, draft: Draft) -> str:
    """Return the lines that ``entry`` has after ``draft``, at the place where it stands.

    Raises:
        DraftError: The draft cannot be written.
    """
    old = draft_of(document, entry)
    if old is None:
        raise LogtuiError("this entry can only be edited as lines")
    edit = change(document, entry, replace(draft, date=old.date))
    if edit is None:
        return raw_of(document, entry)
    start, end = entry.span.start, blocks.content_end(document, entry)
    before = document.text[start : edit.span.start]
    after = document.text[edit.span.end : max(edit.span.end, end)]
    lines = (before + edit.text + after).replace("\r\n", "\n").replace("\r", "\n")
    return lines.strip("\n")
