"""What of a text is front matter, fenced code or a comment, wherever it stands in lists and quotes.

These are blocks as CommonMark has them (0.31, 4.5 and 4.6): one that is opened in a list item or a
quote ends with it. Unlike there, code or a comment that nothing closes and nothing holds is none,
and neither is a comment in which another one begins: whoever forgot an end meant to show the rest.
A fence may be indented as deep as one likes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from logtui.document.text import lines
from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.document.text.spans import Span

_LONGEST_FRONT_MATTER = 1 << 14
_LONGEST_DELIMITER = 4
_FRONT_MATTER_DELIMITERS = {"---": ("---", "..."), "+++": ("+++",)}
_MARKS = ("```", "~~~", "<!--")
_QUOTE = -1
"""What stands for a quote among containers; list items are how far their content is indented."""

_MOST_BLANKS = 4
"""Blanks after a list marker from which on all but the first are of the content."""

_ITEM = lazy_pattern(r"[ ]*(?:[-*+•–‣◦]|\d{1,9}[.)])(?P<blanks>[ ]+|$)")

_QUOTE_MARK = lazy_pattern(r"[ ]{0,3}>[ ]?")

_FENCE = lazy_pattern(r"[ ]*(?P<run>`{3,}|~{3,})(?P<info>.*)")

_OUTER_ITEMS = frozenset({"- ", "* ", "+ "})

_CONTAINER_STARTS = frozenset(" \t>-*+•–‣◦0123456789`~<")


class _Delimiter(NamedTuple):
    """The mark of a fence that may close one: how long it is."""

    mark: str
    size: int


class _Opened(NamedTuple):
    """A block that is open: where it begins, its fence (None for a comment), and how deep it is."""

    start: int
    fence: _Delimiter | None
    depth: int


def opaque_spans(text: str) -> list[Span]:
    """Return the opaque stretches of ``text`` as spans of whole lines, in order, none overlapping.

    These are front matter, fenced code and comments of several lines.
    """
    front_matter = _front_matter(text)
    spans = [front_matter] if front_matter else []
    # A single character is looked for much faster than several.
    if any(mark[0] in text and mark in text for mark in _MARKS):
        scanner = _BlockScanner(text, _closers(text))
        start = lines.next_line_start(text, front_matter.end) if front_matter else 0
        spans += scanner.spans_from(start)
    return spans


def visible_paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield offset and text of each run of lines that are not blank, fenced or in comments."""
    opaque = opaque_spans(text)
    start = end = 0
    for offset, line in lines.iter_lines(text):
        is_hidden = any(stretch.start <= offset < stretch.end for stretch in opaque)
        if is_hidden or not line.strip():
            if start < end:
                yield start, text[start:end]
            start = end = offset + len(line) + 1
        else:
            start, end = start if start < end else offset, offset + len(line)
    if start < end:
        yield start, text[start:end]


class _BlockScanner:
    """Goes over the lines of a text and keeps the lists and quotes that are open."""

    def __init__(self, text: str, closers: dict[int, dict[str, int]]) -> None:
        self._text = text
        self._closers = closers
        self._containers: list[int] = []
        self._opened: _Opened | None = None
        self._last_end = 0
        self._is_below_blank = True

    def spans_from(self, offset: int) -> Iterator[Span]:
        """Yield the opaque stretches from ``offset`` on."""
        # What holds a line matters only at the mark of a block; lines before it wait until then.
        waiting: list[tuple[int, str]] = []
        is_below_blank = True
        for start, line in lines.iter_lines(self._text, offset):
            if self._opened is None and not ("```" in line or "~~~" in line or "<!--" in line):
                is_lazy = not is_below_blank or not line.strip() or line[0] in _CONTAINER_STARTS
                if not is_lazy or line[:2] in _OUTER_ITEMS:
                    waiting.clear()
                    self._containers.clear()
                waiting.append((start, line))
                is_below_blank = not line.strip()
                continue
            for waiting_start, waiting_line in waiting:
                yield from self._take(waiting_start, waiting_line)
            waiting.clear()
            yield from self._take(start, line)
            is_below_blank = self._is_below_blank
        if self._opened is not None:
            yield Span(self._opened.start, self._last_end)

    def _take(self, start: int, line: str) -> Iterator[Span]:
        """Take the ``line`` at ``start``, and yield the stretch that ends with it or above it."""
        if not line or line.isspace():
            if span := self._ended_by_blank():
                yield span
            self._is_below_blank = True
            return
        if self._opened is not None:
            span = self._closed_by(start, line)
            if span is not None:
                yield span
            if span is None or span.end > start:
                self._last_end = start + len(line)
                return
        if line[0] in _CONTAINER_STARTS:
            self._take_line(start, line)
        elif self._is_below_blank or line[0] == "#":
            self._containers.clear()
        self._is_below_blank = False
        self._last_end = start + len(line)

    def _ended_by_blank(self) -> Span | None:
        """Close the quotes that a blank line ends; return the open block if it stands in one."""
        if _QUOTE not in self._containers:
            return None
        depth = self._containers.index(_QUOTE)
        del self._containers[depth:]
        opened = self._opened
        if opened is None or opened.depth <= depth:
            return None
        self._opened = None
        return Span(opened.start, self._last_end)

    def _closed_by(self, start: int, line: str) -> Span | None:
        """Return the open block if ``line`` closes it, or stands outside of what holds it."""
        opened = self._opened
        if opened is None:
            return None
        columns = line.expandtabs(lines.TAB)
        depth, offset = self._matched(columns)
        if depth < opened.depth:
            self._opened = None
            del self._containers[depth:]
            return Span(opened.start, self._last_end)
        if opened.fence is None:
            is_closed = "-->" in columns
        else:
            fence = _FENCE.match(columns, offset)
            is_closed = (
                fence is not None
                and fence["run"][0] == opened.fence.mark
                and len(fence["run"]) >= opened.fence.size
                and not fence["info"].strip()
            )
        if not is_closed:
            return None
        self._opened = None
        self._is_below_blank = False
        return Span(opened.start, start + len(line))

    def _take_line(self, start: int, line: str) -> None:
        """Open the lists, quotes and blocks that ``line`` begins, and close those it is not in."""
        columns = line.expandtabs(lines.TAB) if "\t" in line else line
        depth, offset = self._matched(columns)
        opened_at = offset
        new: list[int] = []
        while container := self._container_at(columns, offset):
            new.append(container[0])
            offset = container[1]
        content = columns[offset:].lstrip(" ")
        is_block = content.startswith(_MARKS)
        if offset == opened_at and not is_block and not self._is_below_blank:
            # A paragraph goes on, however little its lines are indented.
            return
        self._containers[depth:] = new
        if is_block:
            self._open_block(start, start + len(line), content)

    def _open_block(self, start: int, end: int, content: str) -> None:
        """Open the fence or comment that ``content`` of the line ``start:end`` begins."""
        depth = len(self._containers)
        if content.startswith("<!--"):
            if "-->" not in content and (depth or self._is_comment_closed(end)):
                self._opened = _Opened(start, None, depth)
            return
        fence = _FENCE.match(content)
        if fence is None or (content[0] == "`" and "`" in fence["info"]):
            return
        size = len(fence["run"])
        if depth or self._closers.get(start, {}).get(content[0], 0) >= size:
            self._opened = _Opened(start, _Delimiter(content[0], size), depth)

    def _is_comment_closed(self, offset: int) -> bool:
        """Tell whether a comment that is open at ``offset`` ends before another one begins."""
        other = self._text.find("<!--", offset)
        limit = len(self._text) if other < 0 else other
        return self._text.find("-->", offset, limit) >= 0

    def _matched(self, columns: str) -> tuple[int, int]:
        """Return how many of the open containers a line goes on in, and where its content is."""
        offset = 0
        for depth, container in enumerate(self._containers):
            if container == _QUOTE:
                quote = _QUOTE_MARK.match(columns, offset)
                if quote is None:
                    return depth, offset
                offset = quote.end()
            elif columns[offset : offset + container].strip(" ") or (
                len(columns) <= offset + container
            ):
                return depth, offset
            else:
                offset += container
        return len(self._containers), offset

    def _container_at(self, columns: str, offset: int) -> tuple[int, int] | None:
        """Return the container that begins at ``offset`` of a line, and where its content does."""
        quote = _QUOTE_MARK.match(columns, offset)
        if quote:
            return _QUOTE, quote.end()
        item = _ITEM.match(columns, offset)
        if item is None:
            return None
        blanks = len(item["blanks"])
        content = item.end() - blanks + (blanks if 0 < blanks <= _MOST_BLANKS else 1)
        return content - offset, min(content, len(columns))


def _closers(text: str) -> dict[int, dict[str, int]]:
    """Return for each line with the mark of a fence the largest that may close one after it."""
    marks = [
        (start, match)
        for start, line in _lines_with_fences(text)
        if (match := _BARE_FENCE.match(line))
    ]
    largest: dict[str, int] = {}
    closers: dict[int, dict[str, int]] = {}
    for start, match in reversed(marks):
        closers[start] = dict(largest)
        run = match["run"]
        if not match["info"].strip() and not match["bullet"]:
            largest[run[0]] = max(len(run), largest.get(run[0], 0))
    return closers


_BARE_FENCE = lazy_pattern(
    r"[ \t>]*(?P<bullet>(?:[-*+•–‣◦]|\d{1,9}[.)])[ \t]+)?(?P<run>`{3,}|~{3,})(?P<info>.*)"
)


def _lines_with_fences(text: str) -> Iterator[tuple[int, str]]:
    for start, end in lines.iter_chunks(text, 0, len(text)):
        chunk = text[start:end]
        if "```" in chunk or "~~~" in chunk:
            for offset, line in lines.iter_lines(text, start, end):
                if "```" in line or "~~~" in line:
                    yield offset, line


def _front_matter(text: str) -> Span | None:
    """Return the metadata at the very top, its delimiters included; None without any.

    It holds neither headings nor items that begin their line, but for a list right below a key, and
    no blank line directly below its opening.
    """
    opener = text[:_LONGEST_DELIMITER].lstrip("\ufeff")[:3]
    if opener not in _FRONT_MATTER_DELIMITERS:
        return None
    content = lines.iter_lines(text, 0, _LONGEST_FRONT_MATTER)
    above = next(content)[1].strip("\ufeff \t")
    if above != opener:
        return None
    for start, line in content:
        if line.rstrip() in _FRONT_MATTER_DELIMITERS[opener]:
            return Span(0, start + len(line)) if above != opener else None
        is_first_blank = above == opener and not line.strip()
        is_item = line[:1] in ("-", "*", "+") and not above.endswith(":") and above[:1] != line[:1]
        if is_first_blank or is_item or _FRONT_HEADING.match(line):
            return None
        above = line
    return None


_FRONT_HEADING = re.compile(r"#{1,6}[ \t]")
