"""The parts of one entry: bullet, symbol, title, link and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from logtui.document.legend import Kind
from logtui.document.text import lines, links, markdown
from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.document.text.spans import Span

if TYPE_CHECKING:
    from logtui.document.legend import Legend
    from logtui.document.text.links import Link

_BLANKS = " \t\ufeff"
_SEPARATORS = ":：-–—"
_SYMBOL_CATEGORIES = frozenset({"So", "Sk", "Mn", "Me", "Cf"})
_MOST_SYMBOLS = 12
_LABEL_WORDS = r"([^\W\d_][^\s*_:]{0,15}(?: [^\s*_:]{1,15})?)"

_BOLD_LABEL = lazy_pattern(
    rf"(?:\*\*|__)(?:{_LABEL_WORDS}:(?:\*\*|__)|{_LABEL_WORDS}(?:\*\*|__):)(?=\s*\S)"
)
"""``**Label:**`` or ``**Label**:`` of one or two words with a title after it."""


class FirstLineParts(NamedTuple):
    """The parts of an entry's first line, which ends at ``end``."""

    bullet: Span
    symbol: Span | None
    kind: Kind | None
    title: Span
    link: Span | None
    end: int

    def shift(self, by: int) -> FirstLineParts:
        """Return the parts ``by`` characters further on."""
        return FirstLineParts(
            self.bullet.shift(by),
            self.symbol and self.symbol.shift(by),
            self.kind,
            self.title.shift(by),
            self.link and self.link.shift(by),
            self.end + by,
        )


def first_line_parts(line: str, content_start: int, cell: str, legend: Legend) -> FirstLineParts:
    """Return the parts of an entry's first ``line``.

    Args:
        line: The line, or what of it is the entry's.
        content_start: Where its content begins.
        cell: What of ``line`` the title stands in: its first cell in a table, else all of it.
        legend: The kinds of the log.
    """
    leading = leading_kind(cell, content_start, legend)
    kind, symbol, title_start = leading or (None, None, content_start)
    link = links.first_link(line, title_start)
    target = link.target if link and not link.target.is_empty else None
    title = title_span(cell, title_start, link)
    return FirstLineParts(Span(0, content_start), symbol, kind, title, target, len(line))


def bullet_end(line: str) -> int:
    """Return where the content of an entry's first ``line`` begins.

    Before it stand the indent and a list marker with its checkbox, the marks of a heading or of a
    quote, or nothing.
    """
    bullet = markdown.BULLET.match(line)
    if bullet:
        return markdown.content_start(line, bullet)
    level, content_start, is_certain = markdown.read_heading(line)
    if level and is_certain:
        return content_start
    quote = markdown.QUOTE_MARK.match(line) if ">" in line else None
    return quote.end() if quote else _skip_any(line, 0, _BLANKS)


def leading_kind(line: str, start: int, legend: Legend) -> tuple[Kind, Span, int] | None:
    """Return the kind that the content of ``line`` at ``start`` begins with.

    With it come the span of its symbol and where the title begins after it. Leading emoji that the
    legend does not name, or of a log without one, stand for a kind that has no name. In a
    list item a leading ``**Label:**`` is a kind as well.
    """
    match = legend.match(line, start)
    kind: Kind | None = None
    end = start
    if match:
        kind, end = match
    elif start < len(line) and line[start] > "\u203b":
        end = _emoji_end(line, start)
        kind = Kind(line[start:end], "") if end > start else None
    if kind is None and line.startswith(("**", "__"), start) and markdown.BULLET.match(line):
        label = _BOLD_LABEL.match(line, start)
        if label:
            kind, end = Kind(label[0], (label[1] or label[2]).strip()), label.end()
    if kind is None:
        return None
    title_start = _skip_any(line, end, " \t")
    separator = line[title_start : title_start + 2]
    if separator and separator[0] in _SEPARATORS and separator[1:] in (" ", "\t"):
        title_start = _skip_any(line, title_start + 1, " \t")
    return kind, Span(start, end), title_start


def title_span(line: str, start: int, link: Link | None) -> Span:
    """Return the title in ``line`` from ``start`` on: a lone link's label, else all of it.

    ``link`` is the first one of the line.
    """
    end = max(len(line.rstrip()), start)
    if "#" in line and markdown.ATX_PATTERN.match(line):
        # Marks that close a heading stand apart from its text.
        text = line[:end].rstrip("#")
        end = max(len(text.rstrip()), start) if text[-1:].isspace() else end
    start = min(_skip_any(line, start, _BLANKS), end)
    if link and link.span.start == start and link.span.end >= end and link.label != link.target:
        return link.label
    return Span(start, end)


def notes_span(text: str, start: int, end: int) -> Span:
    """Return the part of ``text[start:end]``, an entry's further lines, that says something.

    The underline of a heading at the beginning and blank lines, rules and closing tags at the end
    do not; an empty span at ``end`` where nothing else is there.
    """
    first_start = start
    last_end = None
    for offset, line in lines.iter_lines(text, start, end):
        if offset == first_start and markdown.underline_level(line):
            start = lines.next_line_start(text, offset)
        elif not markdown.is_separator_line(line):
            last_end = offset + len(line)
    return Span(end, end) if last_end is None else Span(start, last_end)


def strip_indent(text: str, *, quoted: bool) -> str:
    r"""Return ``text`` with ``\n`` between lines and without the indent they have in common.

    From the lines of a ``quoted`` entry the mark is taken off as well.
    """
    # Most notes are one line, and taking all of a log's apart would be a good part of its index.
    if not quoted and "\n" not in text and "\r" not in text:
        return text.lstrip(" \t").rstrip()
    contents = [line for _, line in lines.iter_lines(text)]
    if quoted:
        contents = [markdown.QUOTE_MARK.sub("", line, count=1) for line in contents]
    return "\n".join(markdown.dedent(contents)).strip("\n").rstrip()


def _skip_any(line: str, offset: int, characters: str) -> int:
    while offset < len(line) and line[offset] in characters:
        offset += 1
    return offset


def _emoji_end(line: str, start: int) -> int:
    """Return where the run of emoji and symbols that begins at ``start`` ends; never far."""
    from unicodedata import category

    end = start
    while end < min(len(line), start + _MOST_SYMBOLS) and (
        category(line[end]) in _SYMBOL_CATEGORIES or "\U0001f3fb" <= line[end] <= "\U0001f3ff"
    ):
        end += 1
    return end if any(category(char) == "So" for char in line[start:end]) else start
