"""What the status line says of what was done, cut so that the words around a title stay whole."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from textual.content import Content

from logtui.tui.drawing.labels import display_text

if TYPE_CHECKING:
    from logtui.log_writes import Receipt

_LEAST_TITLE = 8
"""Cells of a title that say anything; with fewer it is left out."""

_PAST = {
    "add": "added",
    "begin": "began",
    "change": "changed",
    "delete": "deleted",
    "drop": "dropped",
    "edit": "edited",
    "finish": "finished",
    "fix": "fixed",
    "import": "imported",
    "merge": "merged",
    "pin": "pinned",
    "queue": "queued",
    "remove": "removed",
    "rename": "renamed",
    "repair": "repaired",
    "restore": "restored",
    "settle": "settled",
    "unqueue": "unqueued",
}
"""What was done, by the first word of an operation's label."""

_VERBS_WITH_TITLE = {"add", "edit", "delete", "queue", "begin", "finish", "drop", "unqueue"}

_NO_TITLE = re.compile(r"(an?|\d+) (entry|entries)\b")
"""What stands in a label where it names no title."""


class Status(NamedTuple):
    """What was done: words, the title it is about, and more words.

    Attributes:
        before: The words before the title; all of them where there is none.
        title: A text of the log; empty for none.
        after: The words after it.
    """

    before: str
    title: str = ""
    after: str = ""

    def fitted(self, width: int) -> Content:
        """Return it in at most ``width`` cells; what is cut first is the title."""
        before, after = display_text(self.before), display_text(self.after)
        if self.title:
            quoted = Content(f' "{display_text(self.title)}"')
            room = width - Content(before + after).cell_length
            if quoted.cell_length > room:
                quoted = quoted.truncate(room - 1, ellipsis=True).append('"')
            if room < _LEAST_TITLE:
                quoted = Content("")
            before += quoted.plain
        return Content(before + after).truncate(max(width, 0), ellipsis=True)


def receipt_status(receipt: Receipt, way_back: str, taken: str = "") -> Status:
    """Return what to say of a change that is in the file.

    Args:
        receipt: What it did.
        way_back: The key that takes it back, and what that does.
        taken: What was done to the change: ``undone`` or ``redone``; empty where it is new.
    """
    verb, _, rest = receipt.label.partition(" ")
    words = f"{taken}: {verb}" if taken else _PAST.get(verb, verb)
    after = f", {receipt.extent}; {way_back}"
    if verb in _VERBS_WITH_TITLE and not _NO_TITLE.match(rest):
        return Status(words, rest, after)
    return Status(f"{words} {rest}".rstrip(), "", after)
