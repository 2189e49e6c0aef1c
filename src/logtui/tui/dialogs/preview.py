"""What an edit will do to the file: the very lines, with the words that change marked."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from textual.content import Content

from logtui.document import lines
from logtui.document.text import Span
from logtui.tui.labels import shown
from logtui.tui.strips import named

if TYPE_CHECKING:
    from collections.abc import Iterator

    from logtui.document.model import Document
    from logtui.document.text import Edit

_KEPT = 12
"""Characters of an equal run that stay on each side of ``…``."""

_SAME = 3
"""Equal lines in a row that are shown; of more the first and the last."""

_WORD = re.compile(r"\w+|\s+|[^\w\s]")

_MOST_WORDS = 4000
"""Words up to which two lines are compared word by word; beyond that it would take too long."""


def preview(document: Document, edit: Edit) -> list[Content]:
    """Return the lines that ``edit`` takes away (``-``), adds (``+``) and stands between.

    A line of which only some words change is shown once (``~``), with what goes struck out, what
    comes marked, and long equal runs left out.
    """
    around = _whole_lines(document.text, edit.span)
    old = around.of(document.text)
    new = old[: edit.span.start - around.start] + edit.text + old[edit.span.end - around.start :]
    above = _line_before(document.text, around.start)
    below = _line_after(document.text, around.end)
    return [
        *([named(f"  {above}", "dim")] if above else []),
        *_changed(_lines(old), _lines(new)),
        *([named(f"  {below}", "dim")] if below else []),
    ]


def _changed(old: list[str], new: list[str]) -> Iterator[Content]:
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        gone, come = old[old_start:old_end], new[new_start:new_end]
        if tag == "equal":
            same = gone if len(gone) <= _SAME else [gone[0], "…", gone[-1]]
            yield from (named(f"  {shown(line)}", "dim") for line in same)
            continue
        if tag == "replace" and len(gone) == len(come):
            for before, after in zip(gone, come, strict=True):
                yield _words(before, after)
        else:
            yield from (named(f"- {shown(line)}", "error") for line in gone)
            yield from (named(f"+ {shown(line)}", "good") for line in come)


def _words(before: str, after: str) -> Content:
    """Return one line that shows which words of ``before`` become which of ``after``."""
    old, new = _WORD.findall(before), _WORD.findall(after)
    if len(old) + len(new) > _MOST_WORDS:
        return Content.assemble(
            named(f"- {shown(before)}", "error"), "\n", named(f"+ {shown(after)}", "good")
        )
    parts = [named("~ ", "busy")]
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        gone, come = "".join(old[old_start:old_end]), "".join(new[new_start:new_end])
        if tag == "equal":
            parts.append(named(_elided(shown(gone)), "dim"))
            continue
        if gone:
            parts.append(named(shown(gone), "gone"))
        if come:
            parts.append(named(shown(come), "come"))
    return Content.assemble(*parts)


def _elided(text: str) -> str:
    if len(text) <= 2 * _KEPT + 3:
        return text
    return f"{text[:_KEPT]} … {text[-_KEPT:]}"


def _whole_lines(text: str, span: Span) -> Span:
    """Return the lines that ``span`` touches, without the end of the last one."""
    start = span.start
    while start > 0 and text[start - 1] not in "\r\n":
        start -= 1
    return Span(start, lines.end_of_line(text, span.end))


def _line_before(text: str, start: int) -> str:
    end = start
    while end > 0 and text[end - 1] in "\r\n":
        end -= 1
    return shown(_whole_lines(text, Span(end, end)).of(text)) if end else ""


def _line_after(text: str, end: int) -> str:
    while end < len(text) and text[end] in "\r\n":
        end += 1
    return shown(text[end : lines.end_of_line(text, end)])


def _lines(text: str) -> list[str]:
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
