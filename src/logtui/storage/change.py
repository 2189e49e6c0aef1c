"""What one write did to a file, and taking just that back from a file that went on changing."""

from __future__ import annotations

from dataclasses import dataclass

from logtui.document.text.diff import common_prefix, common_suffix

CONTEXT_BYTES = 100
"""Bytes on each side of a change that are remembered to find its place again."""

_LINE_SEARCH_BYTES = 4096
"""Bytes that are searched for the line's end; a longer line is cut where the change is."""


@dataclass(frozen=True, slots=True)
class Change:
    """A replaced range of bytes, as whole lines.

    Attributes:
        start: Where the range begins, a byte offset into the content before and after alike.
        old: The bytes that stood there before.
        new: The bytes that stand there after.
        left: Up to ``CONTEXT`` bytes in front of the range.
        right: Up to ``CONTEXT`` bytes behind it.
    """

    start: int
    old: bytes
    new: bytes
    left: bytes
    right: bytes

    @classmethod
    def between(cls, before: bytes, after: bytes) -> Change:
        """Return the smallest range of whole lines in which the two contents differ."""
        start = _line_start(before, common_prefix(before, after))
        most = min(len(before), len(after)) - start
        tail = _whole_line_suffix(before, after, common_suffix(before, after, most))
        end = len(before) - tail
        return cls(
            start,
            old=before[start:end],
            new=after[start : len(after) - tail],
            left=before[max(0, start - CONTEXT_BYTES) : start],
            right=before[end : end + CONTEXT_BYTES],
        )

    def revert(self, content: bytes) -> bytes:
        """Return ``content`` without the change, where nothing else has changed since."""
        return self._take_out(content, self.start)

    def revert_in(self, content: bytes) -> bytes | None:
        """Return ``content`` without the change, though other parts of it may have changed.

        The change is found between the bytes that were around it, or else by the lines that
        it wrote, if these stand in one place only. None where it is not found.
        """
        place = self._offset_by_context(content)
        if place is None:
            place = self._offset_by_lines(content)
        return None if place is None else self._take_out(content, place)

    def _take_out(self, content: bytes, place: int) -> bytes:
        return content[:place] + self.old + content[place + len(self.new) :]

    def _offset_by_context(self, content: bytes) -> int | None:
        """Return where the new bytes stand between both contexts."""
        pattern = self.left + self.new + self.right
        found = _only_offset(content, pattern, self.start - len(self.left))
        if found is None:
            return None
        # An empty context means that the change touched the edge of the file.
        misses_start = not self.left and found > 0
        misses_end = not self.right and found + len(pattern) < len(content)
        return None if misses_start or misses_end else found + len(self.left)

    def _offset_by_lines(self, content: bytes) -> int | None:
        """Return where the new bytes stand as lines of their own."""
        if not self.new.strip():
            return None
        found = _only_offset(content, self.new, self.start)
        if found is None:
            return None
        end = found + len(self.new)
        begins = found == 0 or content[found - 1 : found] == b"\n"
        ends = self.new.endswith(b"\n") or content[end : end + 1] in {b"", b"\r", b"\n"}
        return found if begins and ends else None


def _only_offset(content: bytes, pattern: bytes, expected: int) -> int | None:
    """Return where ``pattern`` stands: at ``expected``, or else where it stands alone."""
    if not pattern:
        return None
    if content.startswith(pattern, expected):
        return expected
    found = content.find(pattern)
    if found < 0 or content.find(pattern, found + 1) >= 0:
        return None
    return found


def _line_start(content: bytes, place: int) -> int:
    """Return where the line that holds ``place`` starts."""
    newline = content.rfind(b"\n", max(0, place - _LINE_SEARCH_BYTES), place)
    if newline >= 0:
        return newline + 1
    return 0 if place <= _LINE_SEARCH_BYTES else place


def _whole_line_suffix(before: bytes, after: bytes, tail: int) -> int:
    """Return the length of the common end ``tail`` without its first line, where that is cut."""
    end = len(before) - tail
    if _is_line_start(before, end) and _is_line_start(after, len(after) - tail):
        return tail
    newline = before.find(b"\n", end, end + _LINE_SEARCH_BYTES)
    if newline >= 0:
        return len(before) - newline - 1
    return 0 if tail <= _LINE_SEARCH_BYTES else tail


def _is_line_start(content: bytes, place: int) -> bool:
    return place == 0 or content[place - 1 : place] == b"\n"
