"""The parts of one entry: bullet, symbol, title, link and notes."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.legend import Kind
from logtui.document.text import lines, links, markdown
from logtui.document.text.spans import Span

if TYPE_CHECKING:
    from logtui.document.legend import Legend
    from logtui.document.text.links import Link

_BLANKS = " \t\ufeff"
_SEPARATORS = ":：-–—"
_SYMBOL_CATEGORIES = frozenset({"So", "Sk", "Mn", "Me", "Cf"})
_MOST_SYMBOLS = 12


class FirstLineParts(NamedTuple):
    """The parts of an entry's first line, which ends at ``end``."""

    bullet: Span
    symbol: Span | None
    kind: Kind | None
    title: Span
    link: Span | None
    end: int

    def shift(self, by: int) -> FirstLineParts:
        """Return the same parts ``by`` characters further on."""
        return FirstLineParts(
            self.bullet.shift(by),
            self.symbol and self.symbol.shift(by),
            self.kind,
            self.title.shift(by),
            self.link and self.link.shift(by),
            self.end + by,
        )


def first_line_parts(line: str, bullet: int, cell: str, legend: Legend) -> FirstLineParts:
    """Return the parts of an entry's first ``line``.

    Args:
        line: The line, or what of it is the entry's.
        bullet: Where its content begins.
        cell: What of ``line`` the title stands in: its first cell in a table, else all of it.
        legend: The kinds of the log.
    """
    kind, mark, content = leading_kind(cell, bullet, legend) or (None, None, bullet)
    link = links.first_link(line, content)
    target = link.target if link and not link.target.is_empty else None
    return FirstLineParts(
        Span(0, bullet), mark, kind, title_span(cell, content, link), target, len(line)
    )


def bullet_end(line: str) -> int:
    """Return where the content of an entry's first ``line`` begins.

    In front of it stand the indent and a list marker with its checkbox, the marks of a heading or
    of a quote, or nothing.
    """
    bullet = markdown.BULLET.match(line)
    if bullet:
        return markdown.content_start(line, bullet)
    level, content, surely = markdown.read_heading(line)
    if level and surely:
        return content
    quote = markdown.QUOTE_MARK.match(line) if ">" in line else None
    return quote.end() if quote else _skip_blanks(line, 0)


def leading_kind(line: str, start: int, legend: Legend) -> tuple[Kind, Span, int] | None:
    """Return the kind that the content of ``line`` at ``start`` begins with.

    With it come the span of its symbol and where the title begins behind it. A log with a legend
    has the legend's kinds; without one, leading emoji stand for a kind that has no name. In a list
    item a leading ``**Label:**`` is a kind as well.
    """
    declared = legend.match(line, start)
    kind: Kind | None = None
    end = start
    if declared:
        kind, end = declared
    elif not legend.kinds and start < len(line) and line[start] > "\u203b":
        end = _emoji_end(line, start)
        kind = Kind(line[start:end], "") if end > start else None
    if kind is None and line.startswith(("**", "__"), start) and markdown.BULLET.match(line):
        label = _bold_label().match(line, start)
        if label:
            kind, end = Kind(label[0], (label[1] or label[2]).strip()), label.end()
    if kind is None:
        return None
    return kind, Span(start, end), _skip_separator(line, end)


def title_span(line: str, start: int, link: Link | None) -> Span:
    """Return the title in ``line`` from ``start`` on: a lone link's label, else all of it.

    ``link`` is the first one of the line.
    """
    end = max(len(line.rstrip()), start)
    if "#" in line and markdown.ATX_PATTERN.match(line):
        end = max(_heading_text_end(line[:end]), start)
    start = min(_skip_blanks(line, start), end)
    if link and link.span.start == start and link.span.end >= end and link.label != link.target:
        return link.label
    return Span(start, end)


def notes_span(text: str, start: int, end: int) -> Span:
    """Return the part of ``text[start:end]``, an entry's further lines, that says something.

    The underline of a heading at the beginning and blank lines, rules and closing tags at the end
    do not; an empty span at ``end`` where nothing else is there.
    """
    first = True
    last = None
    for at, line in lines.iter_lines(text, start, end):
        if first and markdown.underline_level(line):
            start = lines.next_line_start(text, at)
        elif not markdown.is_separator_line(line):
            last = at + len(line)
        first = False
    return Span(end, end) if last is None else Span(start, last)


def strip_indent(notes_: str, *, quoted: bool) -> str:
    r"""Return ``notes_`` with ``\n`` between lines and without the indent they have in common.

    From the lines of a ``quoted`` entry the mark is taken off as well.
    """
    parts = [line for _, line in lines.iter_lines(notes_)]
    if quoted:
        parts = [markdown.QUOTE_MARK.sub("", part, count=1) for part in parts]
    widths = [markdown.indent_columns(part) for part in parts if part.strip()]
    common = min(widths, default=0)
    return "\n".join(_strip_columns(part, common) for part in parts).strip("\n").rstrip()


def _strip_columns(line: str, columns: int) -> str:
    """Return ``line`` without its first ``columns`` columns of blanks."""
    body = line.lstrip(" \t")
    if not body:
        return ""
    return " " * (markdown.indent_columns(line) - columns) + body


def _heading_text_end(line: str) -> int:
    """Return where the text of a heading ends: before the ``#`` that stand apart at its end."""
    body = line.rstrip("#")
    return len(body.rstrip()) if body[-1:].isspace() else len(line)


def _skip_separator(line: str, at: int) -> int:
    """Return where a title begins: behind the blanks, and a colon or dash among them, at ``at``."""
    at = _skip_spaces(line, at)
    if line[at : at + 1] and line[at] in _SEPARATORS and line[at + 1 : at + 2] in {" ", "\t"}:
        at = _skip_spaces(line, at + 1)
    return at


def _skip_spaces(line: str, at: int) -> int:
    while line[at : at + 1] in {" ", "\t"}:
        at += 1
    return at


def _skip_blanks(line: str, at: int) -> int:
    while at < len(line) and line[at] in _BLANKS:
        at += 1
    return at


def _emoji_end(line: str, start: int) -> int:
    """Return where the run of emoji and symbols that begins at ``start`` ends; never far."""
    from unicodedata import category

    end = start
    while end < min(len(line), start + _MOST_SYMBOLS) and (
        category(line[end]) in _SYMBOL_CATEGORIES or "\U0001f3fb" <= line[end] <= "\U0001f3ff"
    ):
        end += 1
    return end if any(category(char) == "So" for char in line[start:end]) else start


@cache
def _bold_label() -> re.Pattern[str]:
    """Return a pattern for ``**Label:**`` and ``**Label**:`` of one or two words with a title."""
    words = r"([^\W\d_][^\s*_:]{0,15}(?: [^\s*_:]{1,15})?)"
    return re.compile(rf"(?:\*\*|__)(?:{words}:(?:\*\*|__)|{words}(?:\*\*|__):)(?=\s*\S)")
