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
_SIGNS = ":：-–—"
_SYMBOL_CATEGORIES = frozenset({"So", "Sk", "Mn", "Me", "Cf"})
_MOST_SYMBOLS = 12


class Head(NamedTuple):
    """The parts of an entry's first line, which ends at ``end``."""

    bullet: Span
    symbol: Span | None
    kind: Kind | None
    title: Span
    link: Span | None
    end: int

    def moved(self, by: int) -> Head:
        """Return the same parts ``by`` characters further on."""
        return Head(
            _moved(self.bullet, by),
            self.symbol and _moved(self.symbol, by),
            self.kind,
            _moved(self.title, by),
            self.link and _moved(self.link, by),
            self.end + by,
        )


def head(line: str, bullet: int, cell: str, legend: Legend) -> Head:
    """Return the parts of an entry's first ``line``.

    Args:
        line: The line, or what of it is the entry's.
        bullet: Where its content begins.
        cell: What of ``line`` the title stands in: its first cell in a table, else all of it.
        legend: The kinds of the log.
    """
    kind, mark, content = symbol(cell, bullet, legend) or (None, None, bullet)
    link = links.first(line, content)
    target = link.target if link and not link.target.empty else None
    return Head(Span(0, bullet), mark, kind, title(cell, content, link), target, len(line))


def bullet_end(line: str) -> int:
    """Return where the content of an entry's first ``line`` begins.

    In front of it stand the indent and a list marker with its checkbox, the marks of a heading or
    of a quote, or nothing.
    """
    bullet = markdown.BULLET.match(line)
    if bullet:
        return markdown.content(line, bullet)
    level, content, surely = markdown.heading(line)
    if level and surely:
        return content
    quote = _quote().match(line) if ">" in line else None
    return quote.end() if quote else _blanks(line, 0)


def symbol(line: str, start: int, legend: Legend) -> tuple[Kind, Span, int] | None:
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
        label = _label().match(line, start)
        if label:
            kind, end = Kind(label[0], (label[1] or label[2]).strip()), label.end()
    if kind is None:
        return None
    return kind, Span(start, end), _behind_symbol(line, end)


def title(line: str, start: int, link: Link | None) -> Span:
    """Return the title in ``line`` from ``start`` on: a lone link's label, else all of it.

    ``link`` is the first one of the line.
    """
    end = max(len(line.rstrip()), start)
    if "#" in line and markdown.atx().match(line):
        end = max(_without_closing_marks(line[:end]), start)
    start = min(_blanks(line, start), end)
    if link and link.span.start == start and link.span.end >= end and link.label != link.target:
        return link.label
    return Span(start, end)


def notes(text: str, start: int, end: int) -> Span:
    """Return the part of ``text[start:end]``, an entry's further lines, that says something.

    The underline of a heading at the beginning and blank lines, rules and closing tags at the end
    do not; an empty span at ``end`` where nothing else is there.
    """
    first = True
    last = None
    for at, line in lines.each(text, start, end):
        if first and markdown.underline_level(line):
            start = lines.next_line(text, at)
        elif line.strip() and not _says_nothing(line):
            last = at + len(line)
        first = False
    return Span(end, end) if last is None else Span(start, last)


def dedented(notes_: str, *, quoted: bool) -> str:
    r"""Return ``notes_`` with ``\n`` between lines and without the indent they have in common.

    From the lines of a ``quoted`` entry the mark is taken off as well.
    """
    parts = [line for _, line in lines.each(notes_)]
    if quoted:
        parts = [_quote().sub("", part, count=1) for part in parts]
    widths = [markdown.depth(part) for part in parts if part.strip()]
    common = min(widths, default=0)
    return "\n".join(_without(part, common) for part in parts).strip("\n").rstrip()


def _without(line: str, columns: int) -> str:
    """Return ``line`` without its first ``columns`` columns of blanks."""
    body = line.lstrip(" \t")
    if not body:
        return ""
    return " " * (markdown.depth(line) - columns) + body


def _without_closing_marks(line: str) -> int:
    """Return where the text of a heading ends: before the ``#`` that stand apart at its end."""
    body = line.rstrip("#")
    return len(body.rstrip()) if body[-1:].isspace() else len(line)


def _moved(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _says_nothing(line: str) -> bool:
    return markdown.is_rule(line) or ("<" in line and bool(_closing_tag().match(line)))


def _behind_symbol(line: str, at: int) -> int:
    """Return where a title begins: behind the blanks, and a colon or dash among them, at ``at``."""
    at = _behind_blanks(line, at)
    if line[at : at + 1] and line[at] in _SIGNS and line[at + 1 : at + 2] in {" ", "\t"}:
        at = _behind_blanks(line, at + 1)
    return at


def _behind_blanks(line: str, at: int) -> int:
    while line[at : at + 1] in {" ", "\t"}:
        at += 1
    return at


def _blanks(line: str, at: int) -> int:
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
def _quote() -> re.Pattern[str]:
    return re.compile(r"[ \t]*>[ \t]?")


@cache
def _label() -> re.Pattern[str]:
    """Return a pattern for ``**Label:**`` and ``**Label**:`` of one or two words with a title."""
    words = r"([^\W\d_][^\s*_:]{0,15}(?: [^\s*_:]{1,15})?)"
    return re.compile(rf"(?:\*\*|__)(?:{words}:(?:\*\*|__)|{words}(?:\*\*|__):)(?=\s*\S)")


@cache
def _closing_tag() -> re.Pattern[str]:
    return re.compile(r"[ \t]*(?:</\w+>[ \t]*|<br[ ]?/?>[ \t]*)+$")
