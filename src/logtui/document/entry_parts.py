"""The parts of one entry: bullet, symbol, title, link and notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from logtui.document.dates import surroundings
from logtui.document.legend import Kind
from logtui.document.text import lines, links, markdown
from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.document.text.spans import Span

if TYPE_CHECKING:
    from logtui.document.legend import Legend
    from logtui.document.text.links import Link

_BLANKS = " \t\ufeff"
_HARD_BREAKS = ("\\", "  ")
_SEPARATORS = ":：-–—"
_SYMBOL_CATEGORIES = frozenset({"So", "Sk", "Mn", "Me", "Cf"})
_MOST_SYMBOLS = 12
_LABEL_WORDS = r"([^\W\d_][^\s*_:]{0,15}(?: [^\s*_:]{1,15})?)"

_BOLD_LABEL = lazy_pattern(
    rf"(?:\*\*|__)(?:{_LABEL_WORDS}:(?:\*\*|__)|{_LABEL_WORDS}(?:\*\*|__):)(?=\s*\S)"
)
"""``**Label:**`` or ``**Label**:`` of one or two words with a title after it."""


_ROW_NUMBER = lazy_pattern(r"\(?\d{1,3}[.)][ \t]+(?=\S)")


class HeadParts(NamedTuple):
    """The parts of an entry's head, its first paragraph; the notes begin after ``end``."""

    bullet: Span
    symbol: Span | None
    kind: Kind | None
    title: Span
    link: Span | None
    end: int

    def shift(self, by: int) -> HeadParts:
        """Return the parts ``by`` characters further on."""
        return HeadParts(
            self.bullet.shift(by),
            self.symbol and self.symbol.shift(by),
            self.kind,
            self.title.shift(by),
            self.link and self.link.shift(by),
            self.end + by,
        )


def head_parts(
    head: str,
    offset: int,
    content_start: int,
    title_end: int,
    legend: Legend,
    date: Span | None = None,
) -> HeadParts:
    """Return where the parts of an entry's ``head`` stand in its log.

    Args:
        head: The first paragraph of the entry.
        offset: Where it begins in the log; what follows is counted from there.
        content_start: Where its content begins.
        title_end: Where the lines of the title end.
        legend: The kinds of the log.
        date: Where the date of the day stands in the head, which is not of the title; None where
            it does not.
    """
    title_lines = head[:title_end]
    leading: tuple[Kind | None, Span | None, int] | None
    leading = leading_kind(title_lines, content_start, legend)
    if has_several_lines(title_lines):
        first_line_end = lines.end_of_line(title_lines, 0)
        if opens_fence(head) or not markdown.plain_text(head[content_start:first_line_end]):
            # Nothing of a line of tags or of the mark of a fence is a title.
            leading = None, None, lines.next_line_start(title_lines, first_line_end)
    kind, symbol, title_start = leading or (None, None, content_start)
    link = links.first_link(head, title_start)
    target = link.target if link and not link.target.is_empty else None
    title = title_span(title_lines, title_start, link)
    if date is not None and title.start <= date.end <= title_end:
        title = _without_date(head, title, date)
    return HeadParts(
        Span(offset, offset + content_start),
        symbol and symbol.shift(offset),
        kind,
        title.shift(offset),
        target and target.shift(offset),
        offset + title_end,
    )


def row_parts(row: str, start: int, cell: Span, legend: Legend) -> HeadParts:
    """Return the parts of the entry that begins at ``start`` of a ``row`` and is named by ``cell``.

    A number that counts the rows is not of the title. The link is the first one of the row, unless
    the title has one.
    """
    number = _ROW_NUMBER.match(row, cell.start, cell.end)
    content_start = max(number.end() if number else cell.start, start)
    part = row[: max(cell.end, content_start)]
    leading = leading_kind(part, content_start, legend)
    kind, symbol, title_start = leading or (None, None, content_start)
    own_link = links.first_link(part, title_start)
    link = own_link or links.first_link(row, start)
    target = link.target if link and not link.target.is_empty else None
    title = title_span(part, title_start, own_link)
    return HeadParts(Span(start, start), symbol, kind, title, target, len(row))


def head_ends(text: str, span: Span, first: str, *, is_quoted: bool) -> tuple[int, int]:
    """Return where the title and the first paragraph of the entry at ``span`` end.

    A heading is one line; a hard line break ends the title. A fence is titled by its first line.

    Args:
        text: The text of the log.
        span: The lines of the entry.
        first: The first one of them.
        is_quoted: Whether they are those of a quote.
    """
    end = span.start + len(first)
    below = lines.next_line_start(text, end)
    if below >= span.end or ("#" in first and markdown.read_heading(first)[2]):
        return end, end
    if opens_fence(first):
        end = min(lines.end_of_line(text, below), span.end)
        return end, end
    title_end: int | None = None
    for start, line in lines.iter_lines(text, below, span.end):
        content = line
        if is_quoted:
            quote = markdown.QUOTE_MARK.match(line)
            if quote is None:
                break
            content = line[quote.end() :]
        if not (content.lstrip()[:1].isalpha() or _continues_paragraph(content)):
            break
        if title_end is None and text.endswith(_HARD_BREAKS, span.start, end):
            title_end = end
        end = start + len(line)
    return end if title_end is None else title_end, end


def has_several_lines(text: str) -> bool:
    """Tell whether there is a line end in ``text``."""
    return "\n" in text or "\r" in text


def joined_lines(text: str, *, is_quoted: bool) -> str:
    """Return the lines of ``text`` as one, without the marks of a quote."""
    if not has_several_lines(text):
        return text
    contents = [line for _, line in lines.iter_lines(text)]
    if is_quoted:
        contents[1:] = [markdown.QUOTE_MARK.sub("", line, count=1) for line in contents[1:]]
    return " ".join(filter(None, map(str.strip, contents)))


def opens_fence(line: str) -> bool:
    """Tell whether an entry whose first ``line`` that is begins with fenced code."""
    return line.lstrip(" \t>").startswith(markdown.FENCE_MARKS)


def _continues_paragraph(line: str) -> bool:
    """Tell whether ``line`` goes on with the paragraph above it."""
    mark = line.lstrip(" \t")[:1]
    if not mark or mark == ">":
        return False
    if mark in markdown.BULLET_STARTS and markdown.BULLET.match(line):
        return False
    if mark in "=-_*<#" and (
        markdown.underline_level(line) or markdown.is_rule(line) or markdown.read_heading(line)[2]
    ):
        return False
    return not markdown.is_attached(line)


def _without_date(head: str, title: Span, date: Span) -> Span:
    """Return what of ``title`` stands before or after the ``date`` of the day in ``head``.

    A title that is only the date stays.
    """
    before = surroundings.before_tail(head, title.start, date.start)
    if before > title.start and surroundings.has_words(head[:before], title.start):
        return Span(title.start, before)
    after = surroundings.skip_suffix(head[: title.end], date.end)
    if surroundings.has_words(head[: title.end], after):
        return Span(after, title.end)
    return title


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
    if end > start and line[end - 1] == "\\" and not line[:end].endswith("\\\\"):
        end = max(len(line[: end - 1].rstrip()), start)
    start = min(_skip_any(line, start, _BLANKS), end)
    if link and link.span.start == start and link.span.end >= end and link.label != link.target:
        return link.label
    return Span(start, end)


def notes_span(text: str, start: int, end: int) -> Span:
    """Return the part of ``text[start:end]``, an entry's further lines, that says something.

    The underline of a heading at the beginning and blank lines, rules and closing tags at the end
    do not, unless they close ``<details>`` of these lines; an empty span at ``end`` where nothing
    else is there.
    """
    if start >= end:
        return Span(end, end)
    first_start = start
    last_end = None
    open_blocks = 0
    for offset, line in lines.iter_lines(text, start, end):
        steps = markdown.details_steps(line) if "<" in line else 0
        is_end = steps < 0 < open_blocks
        open_blocks = max(open_blocks + steps, 0)
        if offset == first_start and markdown.underline_level(line):
            start = lines.next_line_start(text, offset)
        elif is_end or not markdown.is_separator_line(line):
            last_end = offset + len(line)
    return Span(end, end) if last_end is None else Span(start, last_end)


def strip_indent(text: str, *, quoted: bool) -> str:
    r"""Return ``text`` with ``\n`` between lines and without the indent they have in common.

    From the lines of a ``quoted`` entry the mark is taken off as well.
    """
    # Most notes are one line, and taking all of a log's apart would be a good part of its index.
    if not quoted and not has_several_lines(text):
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
