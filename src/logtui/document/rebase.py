"""An edit of a log as it was, made in the log as another program has left it meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document.edits import trimmed
from logtui.document.errors import LogtuiError
from logtui.document.merge import merge
from logtui.document.parser import parse_text
from logtui.document.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from logtui.document.conflicts import Conflict
    from logtui.document.model import Document

    Choices = Mapping[Conflict, str]


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


def rebased(base: Document, edit: Edit, current: Document, choices: Choices) -> Edit | None:
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
    result = merge(base, current, typed)
    unsettled = tuple(conflict for conflict in result.conflicts if conflict not in choices)
    # Text of another code page than the file's would go into it as something else.
    if unsettled or result.encoding != current.encoding:
        raise EditConflictError(unsettled)
    text = result.settled([choices[conflict] for conflict in result.conflicts])
    if text == current.text:
        return None
    return trimmed(Edit(Span(0, len(current.text)), text), current.text)
