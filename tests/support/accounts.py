"""Accounts of a log's lines: which of them a reader is shown, and which nowhere."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from logtui.document.text import lines, markdown
from logtui.document.text.opaque import opaque_spans
from logtui.document.text.spans import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from logtui.document.model import Document

_YEAR_LINE = re.compile(r"[\s*_]*(?:19|20)\d\d[\s*_]*")


def unread_lines(document: Document) -> Iterator[tuple[int, str]]:
    """Yield number and text of each line that belongs to nothing that is shown.

    Lines that say nothing, the legend, front matter, comments and link definitions do not count,
    nor do headings, years in lines of their own and the headers of tables, which stand for what is
    below them.
    """
    text = document.text
    spans = [day.marker for day in document.days]
    spans += [entry.span for entry in document.entries]
    spans += [Span(table.start, table.body) for table in document.tables]
    spans += [document.legend.span] if document.legend.span else []
    opaque = opaque_spans(text)
    spans += [span for span in opaque if span.of(text).lstrip()[:1] in "<-+"]
    spans.sort()
    index = 0
    end = 0
    for number, (start, line) in enumerate(lines.iter_lines(text), 1):
        while index < len(spans) and spans[index].start <= start + len(line):
            end = max(end, spans[index].end)
            index += 1
        below = lines.next_line_start(text, start)
        is_underlined = markdown.underline_level(text[below : lines.end_of_line(text, below)]) > 0
        if end <= start and not (is_underlined or _says_nothing(line)):
            yield number, line


def _says_nothing(line: str) -> bool:
    bullet = markdown.BULLET.match(line)
    return bool(
        (bullet and markdown.content_start(line, bullet) == len(line))
        or markdown.is_separator_line(line)
        or markdown.is_definition(line)
        or line.lstrip().startswith(("<!--", "```", "~~~"))
        or markdown.read_heading(line)[2]
        or markdown.underline_level(line)
        or _YEAR_LINE.fullmatch(line)
    )
