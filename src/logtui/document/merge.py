"""The three-way merge of logs, by days and entries.

What only one side changed is taken; what both added is kept. A conflict is left only where both
changed the same part of the same entry differently, or one took out what the other changed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document import line_merge, lines, merge_forms, neighbours, places
from logtui.document.assembly import assembled, joined
from logtui.document.conflicts import Conflict, Merge, closed, without_last_end
from logtui.document.day_merge import Days
from logtui.document.outline import outline
from logtui.document.parser import parse_text
from logtui.document.spacing import Spacing
from logtui.document.three_logs import ThreeLogs, three_way

if TYPE_CHECKING:
    from collections.abc import Sequence

    from logtui.document.model import Document

__all__ = ["Conflict", "Merge", "merge"]


def merge(base: Document, ours: Document, theirs: Document) -> Merge:
    """Return what both sides together make of ``base``.

    Line ends, encoding and the end of the last line are those of ours, unless only their side
    changed them.
    """
    logs, encoding = merge_forms.alike(base, ours, theirs)
    settled = three_way(*(log.text for log in logs))
    if settled is not None:
        return Merge((settled,) if settled else (), encoding)
    found = _ended(logs)
    pieces = _by_entries(found) if all(map(_is_log, found)) else _by_lines(found)
    if three_way(*(_is_closed(log.text) for log in logs)):
        return Merge(tuple(pieces), encoding)
    last = pieces[-1] if pieces else ""
    if isinstance(last, str):
        pieces[-1:] = [text for text in (without_last_end(last),) if text]
        return Merge(tuple(pieces), encoding)
    return Merge(tuple(pieces), encoding, closed=False)


def _ended(logs: Sequence[Document]) -> list[Document]:
    """Return ``logs`` with the same line end behind every last line that has none."""
    newline = lines.newline("".join(log.text for log in logs))
    texts = [closed(log.text, newline) for log in logs]
    return [
        log if log.text == text else parse_text(text, log.encoding)
        for log, text in zip(logs, texts, strict=True)
    ]


def _is_log(document: Document) -> bool:
    """Tell whether ``document`` holds days, or one list; anything else is merged as text."""
    if places.is_dated(document):
        return True
    bullets = (neighbours.bullet_of(document, entry) for entry in document.entries)
    return all(neighbours.is_item(bullet) for bullet in bullets)


def _by_entries(logs: Sequence[Document]) -> list[str | Conflict]:
    """Return the merge of base, ours and theirs in pieces, its last line ended."""
    found = ThreeLogs([outline(log) for log in logs])
    spacing = Spacing(found)
    return assembled(Days(found, spacing).pieces(), spacing)


def _by_lines(logs: Sequence[Document]) -> list[str | Conflict]:
    """Return the merge of base, ours and theirs, which hold no log, in pieces."""
    base, ours, theirs = (log.text for log in logs)
    return joined(line_merge.three(base, ours, theirs))


def _is_closed(text: str) -> bool:
    """Tell whether the last line of ``text`` has a line end."""
    return text[-1:] in ("", "\r", "\n")
