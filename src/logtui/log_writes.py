"""What is written to an open log, and what came of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

from logtui.document.text import lines
from logtui.document.text.diff import hunks
from logtui.document.text.wording import counted_noun

if TYPE_CHECKING:
    from logtui.document.editing.operations import Operation
    from logtui.document.model import Document
    from logtui.storage.change import Change
    from logtui.storage.revision import SaveResult


class Rewrite(Protocol):
    """A change that gives all bytes of the log anew."""

    @property
    def label(self) -> str:
        """What it is, in a few words, for the list of writes."""

    @property
    def merged_copy(self) -> str:
        """The name of the file that it merges into the log; empty for none."""

    def content(self, document: Document) -> bytes | None:
        """Return the new content of ``document``; None where there is nothing to change."""


class EditedLog(NamedTuple):
    """What a log is after an operation."""

    operation: Operation

    @property
    def label(self) -> str:
        """What the operation is called."""
        return self.operation.label

    @property
    def merged_copy(self) -> str:
        """No file, as none is merged."""
        return ""

    def content(self, document: Document) -> bytes | None:
        """Return the bytes of ``document`` with the edit of the operation; None without one."""
        edit = self.operation.edit(document)
        return None if edit is None else document.encoding.encode(edit.apply(document.text))


class Receipt(NamedTuple):
    """What a change did to the file.

    Attributes:
        label: What it was, in a few words.
        line: The first line that was written, 1-based, in the file as it is after the change;
            where nothing was written, the line after what was deleted.
        hunk_count: In how many places of the file lines were written or taken out.
        added: How many lines were written.
        removed: How many lines were taken out.
        base: The log that was changed, as the file held it.
        document: The log after the change.
        merged_copy: The name of the file whose merge this is, or takes back; else empty.
        warnings: What did not work besides the saving itself, a sentence each.
    """

    label: str
    line: int
    hunk_count: int
    added: int
    removed: int
    base: Document
    document: Document
    merged_copy: str
    warnings: tuple[str, ...]

    @property
    def lines(self) -> str:
        """The numbers of the lines written: ``14`` or ``14-15``."""
        last = self.line + self.added - 1
        return f"{self.line}-{last}" if last > self.line else str(self.line)

    @property
    def extent(self) -> str:
        """How many lines it changed and where: ``3 lines at 9-11``, ``+1 -1 lines at 14``."""
        if not self.added and not self.removed:
            return f"only the end of a line at {self.line}"
        changed = (
            f"+{self.added:,} -{self.removed:,} lines"
            if self.added and self.removed
            else counted_noun(self.added + self.removed, "line")
        )
        where = (
            self.lines
            if self.hunk_count == 1
            else f"{self.hunk_count:,} places from {self.line} on"
        )
        return f"{changed} at {where}"

    def __str__(self) -> str:
        """Say it in one sentence."""
        if not self.added and not self.removed:
            return f"{self.label}: {self.extent}"
        sign = "" if self.added and self.removed else "+" if self.added else "-"
        return f"{self.label}: {sign}{self.extent}, the rest unchanged"


def receipt_of(saved: SaveResult, change: Change, base: Document, document: Document) -> Receipt:
    """Return what ``saved`` says of ``change``, which made ``document`` of ``base``."""
    line, hunk_count, added, removed = _count_differences(change.old, change.new)
    unchanged = saved.revision.data[: change.start].decode("latin-1")
    return Receipt(
        label=saved.revision.label,
        line=len(lines.split(f"{unchanged}.")) + line,  # the dot begins or goes on with a line
        hunk_count=hunk_count,
        added=added,
        removed=removed,
        base=base,
        document=document,
        merged_copy=saved.revision.merged_copy,
        warnings=saved.warnings,
    )


def _count_differences(old: bytes, new: bytes) -> tuple[int, int, int, int]:
    """Return the first line that differs, 0-based, and the numbers of hunks, new and old lines.

    Of lines that moved, only where they went to counts as a hunk. A last line that only gets or
    loses its end, as another follows it or not, does not differ.
    """
    old_lines, new_lines = (
        [line for _, line in lines.iter_lines(data.decode("latin-1"))] for data in (old, new)
    )
    changes = hunks(old_lines, new_lines)
    insertion_lines = [hunk.first for hunk in changes if hunk.stop > hunk.first]
    first_lines = insertion_lines or [hunk.first for hunk in changes] or [0]
    added = sum(hunk.stop - hunk.first for hunk in changes)
    removed = sum(hunk.end - hunk.start for hunk in changes)
    return first_lines[0], len(insertion_lines) or 1, added, removed
