"""Stretches of a log that hold no days and no entries of their own: front matter, fences, comments.

A fence or a comment that nothing closes is ordinary text: one forgotten line must not swallow the
rest of a log.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from logtui.document import lines
from logtui.document.text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_FRONT_MATTER = 1 << 14
_LONGEST_DELIMITER = 4
_DELIMITERS = {"---": ("---", "..."), "+++": ("+++",)}


class _Mark(NamedTuple):
    """A line that may begin or end an opaque stretch; ``size`` is 0 for a comment."""

    span: Span
    char: str
    size: int
    opens: bool
    closes: bool


def spans(text: str) -> list[Span]:
    """Return the opaque stretches of ``text`` as spans of whole lines, in order, none overlapping.

    A fence opens if its info string holds no backtick and closes with the same character, at least
    as long (CommonMark 4.5), at any depth of a list.
    """
    front = _front_matter(text)
    found = [front] if front else []
    marks = [mark for mark in _marks(text) if not (front and mark.span.start < front.end)]
    reach = _closing_sizes(marks)
    last = text.rfind("-->") if marks else -1
    index = 0
    while index < len(marks):
        mark = marks[index]
        end = None
        if not mark.size:
            end = _comment_end(text, mark, last)
        elif mark.opens and reach[index] >= mark.size:
            end = _closer(marks, index).span.end
        index += 1
        if end is not None:
            found.append(Span(mark.span.start, end))
            while index < len(marks) and marks[index].span.start < end:
                index += 1
    return found


def _front_matter(text: str) -> Span | None:
    """Return the metadata at the very top, its delimiters included; None without any."""
    opener = text[:_LONGEST_DELIMITER].lstrip("\ufeff")[:3]
    if opener not in _DELIMITERS:
        return None
    content = lines.each(text, 0, _FRONT_MATTER)
    if next(content)[1].strip("\ufeff \t") != opener:
        return None
    for start, line in content:
        if line.rstrip() in _DELIMITERS[opener]:
            return Span(0, start + len(line))
    return None


def _marks(text: str) -> Iterator[_Mark]:
    """Yield every line that may begin or end a fence, or begin a comment."""
    for start, end in lines.blocks(text, 0, len(text)):
        block = text[start:end]
        if "```" not in block and "~~~" not in block and "<!--" not in block:
            continue
        for at, line in lines.each(text, start, end):
            if "```" in line or "~~~" in line or "<!--" in line:
                found = _mark().match(line)
                if found:
                    yield _as_mark(Span(at, at + len(line)), found)


def _as_mark(span: Span, found: re.Match[str]) -> _Mark:
    if found["comment"]:
        return _Mark(span, "", 0, opens=True, closes=False)
    run, info = found["run"], found["info"].strip()
    opens = run[0] == "~" or "`" not in info
    return _Mark(span, run[0], len(run), opens, closes=not info and not found["bullet"])


def _closing_sizes(marks: list[_Mark]) -> list[int]:
    """Return for each of ``marks`` the size of the largest closer of its character behind it."""
    largest: dict[str, int] = {}
    sizes = [0] * len(marks)
    for index in range(len(marks) - 1, -1, -1):
        mark = marks[index]
        sizes[index] = largest.get(mark.char, 0)
        if mark.closes:
            largest[mark.char] = max(mark.size, sizes[index])
    return sizes


def _closer(marks: list[_Mark], index: int) -> _Mark:
    """Return the first mark that closes the fence ``marks[index]``; there is one."""
    fence = marks[index]
    following = (marks[at] for at in range(index + 1, len(marks)))
    return next(
        mark
        for mark in following
        if mark.closes and mark.char == fence.char and mark.size >= fence.size
    )


def _comment_end(text: str, mark: _Mark, last: int) -> int | None:
    """Return where the line ends that closes the comment ``mark``; None on its own line or never.

    ``last`` is where the last end of a comment stands in ``text``.
    """
    if last < mark.span.end or "-->" in mark.span.of(text):
        return None
    return lines.end_of_line(text, text.find("-->", mark.span.end))


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(
        r"[ \t>]*(?:(?P<bullet>(?:[-*+]|\d{1,9}[.)])[ \t]+)?(?P<run>`{3,}|~{3,})(?P<info>.*)"
        r"|(?P<comment><!--))"
    )
