"""Span (a range of a text) and Edit (a replaced range)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Span(NamedTuple):
    """A half-open range ``start:end`` of character offsets into one text."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the part of ``text`` that this span covers."""
        return text[self.start : self.end]

    def holds(self, other: Span) -> bool:
        """Tell whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def shift(self, by: int) -> Span:
        """Return the span ``by`` characters further on."""
        return Span(self.start + by, self.end + by)

    @property
    def is_empty(self) -> bool:
        """Whether the span covers no character."""
        return self.start == self.end


class Edit(NamedTuple):
    """A replaced range: the characters of ``span`` give way to ``text``.

    An insertion has an empty span, a deletion an empty text.
    """

    span: Span
    text: str

    def apply(self, source: str) -> str:
        """Return ``source`` with the edit made; every character outside the span stays."""
        return source[: self.span.start] + self.text + source[self.span.end :]


def combine_edits(text: str, edits: Sequence[Edit]) -> Edit:
    """Return the one edit of ``text`` that does what ``edits``, none overlapping, do together."""
    first, *others = sorted(edits)
    pieces = [first.text]
    end = first.span.end
    for edit in others:
        pieces += text[end : edit.span.start], edit.text
        end = edit.span.end
    return Edit(Span(first.span.start, end), "".join(pieces))


def trim_edit(edit: Edit, source: str) -> Edit:
    """Return ``edit`` without what it shares with ``source`` at either end."""
    from logtui.document.text.diff import common_prefix, common_suffix  # not to read a log

    old, new = edit.span.of(source), edit.text
    prefix = common_prefix(old, new)
    suffix = common_suffix(old, new, min(len(old), len(new)) - prefix)
    span = Span(edit.span.start + prefix, edit.span.end - suffix)
    return Edit(span, new[prefix : len(new) - suffix])
