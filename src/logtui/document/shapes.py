"""What the beginning of a line says about the block that it belongs to."""

from __future__ import annotations

import re
from functools import cache

from logtui.document import lines

DEEP = 4
"""Columns of indent from which a line can only belong to something above it."""

# A set with such characters in it would take much longer to compile.
BULLET = re.compile(r"([ \t]*)([-*+]|•|–|‣|◦|\d{1,9}[.)])([ \t]+|$)")

_HEADING_MARKS = frozenset("#<")
_UNDERLINE_MARKS = frozenset("=-")
_RULE_MARKS = frozenset("-*_<")
_ATTACHED_MARKS = frozenset("<|!`~[=>")
_BLOCK_TAGS = (
    "address|article|aside|audio|blockquote|body|br|center|dd|details|dir|div|dl|dt|embed|"
    "figcaption|figure|footer|form|frame|h[1-6]|head|header|hr|html|iframe|img|li|link|main|menu|"
    "nav|object|ol|optgroup|option|param|picture|pre|script|section|source|style|summary|svg|"
    "table|tbody|td|tfoot|th|thead|title|tr|track|ul|video|a[ ](?:id|name)="
)


def depth(line: str) -> int:
    """Return the columns of blanks that ``line`` begins with."""
    if line[:1] not in (" ", "\t"):
        return 0
    return lines.width(line[: len(line) - len(line.lstrip(" \t"))])


def is_deep(line: str) -> bool:
    """Tell whether ``line`` is indented so far that it belongs to something above it."""
    return line.startswith(("    ", "\t")) or (line[:1] == " " and depth(line) >= DEEP)


def content(line: str, bullet: re.Match[str]) -> int:
    """Return where the content of a list item begins: behind the ``bullet`` and its checkbox."""
    end = bullet.end()
    if line[end : end + 1] != "[":
        return end
    checkbox = _checkbox().match(line, end)
    return checkbox.end() if checkbox else end


def heading(line: str) -> tuple[int, int, bool]:
    """Return the level of a heading, where its content begins, and whether it is one in any case.

    The level is 0 for a line that is no heading. ``#7/13/19`` and ``<summary>`` are headings only
    if they begin with a date.
    """
    if line.lstrip(" \ufeff")[:1] not in _HEADING_MARKS:
        return 0, 0, False
    found = atx().match(line)
    if found:
        return len(found[1]), found.end(), True
    for pattern, level, surely in _rarer_headings():
        found = pattern.match(line)
        if found:
            return level or int(found[1]), found.end(), surely
    return 0, 0, False


def underline_level(line: str) -> int:
    """Return the level (1 or 2) of the heading that ``line`` makes of a line above; 0 for none."""
    mark = line.lstrip(" ")[:1]
    if mark not in _UNDERLINE_MARKS or line.strip(f"{mark} \t") or not underline().match(line):
        return 0
    return 1 if "=" in line else 2


def is_rule(line: str) -> bool:
    """Tell whether ``line`` is a thematic break, in Markdown or HTML."""
    mark = line.lstrip(" ")[:1]
    if mark not in _RULE_MARKS or (mark != "<" and line.strip(f"{mark} \t")):
        return False
    return bool(rule().match(line))


def is_attached(line: str) -> bool:
    """Tell whether ``line`` is one that is never an entry alone.

    Those are lines of tables, pictures, fences, HTML blocks, link definitions and conflict markers.
    """
    return line.lstrip(" \t")[:1] in _ATTACHED_MARKS and bool(_attached().match(line))


def is_details(line: str) -> bool:
    """Tell whether ``line`` is nothing but an opening ``<details>``."""
    return bool(_details().match(line))


@cache
def atx() -> re.Pattern[str]:
    """Return a pattern for the marks of a heading."""
    return re.compile(r"[ \ufeff]{0,3}(#{1,6})(?:[ \t]+|$)")


@cache
def underline() -> re.Pattern[str]:
    """Return a pattern for the line below a heading."""
    return re.compile(r"[ ]{0,3}(?:=+|-{2,})[ \t]*$")


@cache
def rule() -> re.Pattern[str]:
    """Return a pattern for a thematic break, in Markdown or HTML."""
    return re.compile(
        r"[ ]{0,3}(?:-(?:[ \t]*-){2,}|\*(?:[ \t]*\*){2,}|_(?:[ \t]*_){2,}|<hr[^<>]*>)[ \t]*$"
    )


@cache
def _checkbox() -> re.Pattern[str]:
    return re.compile(r"\[[ xX✓✔✗↻→\-~/!?*.oO]\](?:[ \t]+|$)")


@cache
def _rarer_headings() -> tuple[tuple[re.Pattern[str], int, bool], ...]:
    """Return patterns with the level they stand for (0: it is in the text) and whether for sure."""
    tight = [(re.compile(rf"[ \ufeff]{{0,3}}#{{{n}}}(?=[^\s#])"), n, False) for n in range(1, 7)]
    html = re.compile(r"[ ]{0,3}<h([1-6])\b[^<>]*>", re.IGNORECASE)
    summary = re.compile(r"[ ]{0,3}(?:<details[^<>]*>[ \t]*)?<summary\b[^<>]*>", re.IGNORECASE)
    return ((html, 0, True), *tight, (summary, 6, False))


@cache
def _attached() -> re.Pattern[str]:
    return re.compile(
        r"[ \t]*(?:\||!\[[^]]*\]\([^()]*\)[ \t]*$|\[!\[|`{3}|~{3}|\[[^]]+\]:[ \t]|"
        rf"(?:<{{7}}|={{7}}|>{{7}})(?:[ ]|$)|<!--|</?(?:{_BLOCK_TAGS})[^\w])",
        re.IGNORECASE,
    )


@cache
def _details() -> re.Pattern[str]:
    return re.compile(r"[ ]{0,3}<details\b[^<>]*>[ \t]*$", re.IGNORECASE)
