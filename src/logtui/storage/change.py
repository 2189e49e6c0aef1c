"""What one write changed in a file, and taking just that out of a file that changed further."""

from __future__ import annotations

from dataclasses import dataclass

from logtui.document.text.diff import common_prefix, common_suffix

CONTEXT_BYTES = 100
"""Bytes on each side of a change that are kept to find it again."""

_LINE_SEARCH_BYTES = 4096
"""Bytes that are searched for the end of a line; a longer line is cut at the change."""


@dataclass(frozen=True, slots=True)
class Change:
    """A replaced range of bytes, as whole lines.

    Attributes:
        start: The byte offset of the range, the same in both contents.
        old: Its bytes before the write.
        new: Its bytes after the write.
        left: Up to ``CONTEXT_BYTES`` bytes before the range.
        right: Up to ``CONTEXT_BYTES`` bytes after it.
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
        it wrote, if they occur only once. None where it is not found.
        """
        offset = self._offset_by_context(content)
        if offset is None:
            offset = self._offset_by_lines(content)
        return None if offset is None else self._take_out(content, offset)

    def _take_out(self, content: bytes, offset: int) -> bytes:
        return content[:offset] + self.old + content[offset + len(self.new) :]

    def _offset_by_context(self, content: bytes) -> int | None:
        """Return the offset of the new bytes between both contexts."""
        pattern = self.left + self.new + self.right
        offset = _only_offset(content, pattern, self.start - len(self.left))
        if offset is None:
            return None
        # An empty context means that the change touched the edge of the file.
        misses_start = not self.left and offset > 0
        misses_end = not self.right and offset + len(pattern) < len(content)
        return None if misses_start or misses_end else offset + len(self.left)

    def _offset_by_lines(self, content: bytes) -> int | None:
        """Return the offset of the new bytes as whole lines."""
        if not self.new.strip():
            return None
        offset = _only_offset(content, self.new, self.start)
        if offset is None:
            return None
        end = offset + len(self.new)
        ends_line = self.new.endswith(b"\n") or content[end : end + 1] in {b"", b"\r", b"\n"}
        return offset if _is_line_start(content, offset) and ends_line else None


def _only_offset(content: bytes, pattern: bytes, expected: int) -> int | None:
    """Return the offset of ``pattern``: ``expected``, or else where it occurs only once."""
    if not pattern:
        return None
    if content.startswith(pattern, expected):
        return expected
    offset = content.find(pattern)
    if offset < 0 or content.find(pattern, offset + 1) >= 0:
        return None
    return offset


def _line_start(content: bytes, offset: int) -> int:
    """Return the start of the line that ``offset`` is in."""
    newline = content.rfind(b"\n", max(0, offset - _LINE_SEARCH_BYTES), offset)
    if newline >= 0:
        return newline + 1
    return 0 if offset <= _LINE_SEARCH_BYTES else offset


def _whole_line_suffix(before: bytes, after: bytes, tail: int) -> int:
    """Return the length ``tail`` of the common end, less its first line where that is cut."""
    end = len(before) - tail
    if _is_line_start(before, end) and _is_line_start(after, len(after) - tail):
        return tail
    newline = before.find(b"\n", end, end + _LINE_SEARCH_BYTES)
    if newline >= 0:
        return len(before) - newline - 1
    return 0 if tail <= _LINE_SEARCH_BYTES else tail


def _is_line_start(content: bytes, offset: int) -> bool:
    return offset == 0 or content[offset - 1 : offset] == b"\n"
