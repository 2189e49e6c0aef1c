"""The menu of what can be copied of an entry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document.copies import Part
from logtui.tui.dialogs.choice import Choice, Row
from logtui.tui.labels import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from logtui.document.copies import Copy

_KEYS = {
    Part.LINK: ("l", "link"),
    Part.TITLE: ("t", "title"),
    Part.MARKDOWN_LINK: ("m", "[title](link)"),
    Part.ENTRY: ("e", "entry, as Markdown"),
    Part.ARXIV: ("i", "arXiv id"),
    Part.DOI: ("d", "DOI"),
    Part.NOTES: ("n", "notes"),
}


class CopyMenu(Choice):
    """Shows each part that an entry has with its text; closes with the index of one."""

    def __init__(self, copies: Sequence[Copy]) -> None:
        """Make the menu of ``copies``."""
        linked = any(copy.part is Part.LINK for copy in copies)
        super().__init__(
            "Copy",
            [Row(*_KEYS[copy.part], _preview(copy.text)) for copy in copies],
            "" if linked else "This entry has no link.",
        )


def _preview(text: str) -> str:
    """Return how many lines ``text`` has, where it is not one, and the first."""
    lines = text.strip("\n").split("\n")
    count = f"{len(lines)} lines: " if len(lines) > 1 else ""
    return count + shown(lines[0].strip(), 300)
