"""Accounts of a log's lines: which of them a reader is shown, and which nowhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document.text import lines, markdown

if TYPE_CHECKING:
    from collections.abc import Iterator

    from logtui.document.model import Document


def unread_lines(document: Document) -> Iterator[tuple[int, str]]:
    """Yield number and text of each line that belongs to nothing that is shown.

    Lines that say nothing, the legend, front matter, comments and link definitions do not count,
    nor do headings, which stand for what is below them.
    """
    spans = [day.marker for day in document.days]
    spans += [entry.span for entry in document.entries]
    spans += [document.legend.span] if document.legend.span else []
    spans.sort()
    opaque = markdown.opaque_spans(document.text)
    comments = [span for span in opaque if span.of(document.text).lstrip()[:1] in "<-+"]
    index = 0
    end = 0
    for number, (start, line) in enumerate(lines.iter_lines(document.text), 1):
        while index < len(spans) and spans[index].start <= start + len(line):
            end = max(end, spans[index].end)
            index += 1
        if end > start or markdown.is_separator_line(line) or _says_nothing(line):
            continue
        if not any(span.start <= start < span.end for span in comments):
            yield number, line


def _says_nothing(line: str) -> bool:
    level, _, is_certain = markdown.read_heading(line)
    is_definition = line.lstrip().startswith("[") and "]:" in line
    return bool(level and is_certain) or is_definition or markdown.underline_level(line) > 0
