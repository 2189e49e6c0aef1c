"""The two values that everything about a text is said in: a span and an edit."""

from __future__ import annotations

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

    def inverse(self, source: str) -> Edit:
        """Return the edit that leads from ``apply(source)`` back to ``source``."""
        start = self.span.start
        return Edit(Span(start, start + len(self.text)), self.span.of(source))
