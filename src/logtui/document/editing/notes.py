"""The notes of an entry as lines: shown without their indent, written back with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document import extents
from logtui.document.editing.draft import DraftError
from logtui.document.editing.style import bullet_of, index_of, note_style, style_of
from logtui.document.text import lines, markdown
from logtui.document.text.spans import Edit, Span

if TYPE_CHECKING:
    from logtui.document.editing.style import NoteStyle
    from logtui.document.model import Document, Entry

_FENCES = ("```", "~~~")


def typed(notes: str) -> list[str]:
    """Return the lines of ``notes`` as typed, without the indent they share and outer blank lines.

    Raises:
        DraftError: A fence is opened and not closed.
    """
    found = [_expanded(line) for line in notes.split("\n")]
    while found and not found[-1].strip():
        found.pop()
    while found and not found[0].strip():
        found.pop(0)
    if sum(line.lstrip().startswith(_FENCES) for line in found) % 2:
        raise DraftError("notes", "A fence in the notes is opened and not closed.")
    common = min((markdown.depth(line) for line in found if line.strip()), default=0)
    return [line[common:] if line.strip() else "" for line in found]


def shown(document: Document, entry: Entry) -> list[str]:
    """Return the lines of the entry's notes as a form shows them; empty without notes."""
    notes = document.notes(entry)
    return notes.split("\n") if notes else []


def raw_lines(document: Document, entry: Entry) -> list[Span]:
    """Return where the lines of the entry's notes stand, line ends and outer blanks left out."""
    parts = document.parts(entry)
    marks = " \t>" if ">" in parts.bullet.of(document.text) else None
    found = [Span(at, at + len(line)) for at, line in lines.each(document.text, *parts.notes)]
    while found and not found[0].of(document.text).strip(marks):
        found.pop(0)
    return found


def written(new: list[str], style: NoteStyle) -> list[str]:
    """Return the lines ``new`` as they stand in the log: indented, and bullets in a list."""
    found = []
    fenced = False
    for line in new:
        body = line.lstrip(" ")
        fence = body.startswith(_FENCES)
        marked = fenced or fence or not style.bullet or markdown.BULLET.match(body)
        bullet = "" if marked else style.bullet
        indent = _indent(style.indent, len(line) - len(body))
        found.append(indent + bullet + body if body else style.indent.rstrip())
        fenced ^= fence
    return found


def lines_of(notes: str, style: NoteStyle) -> list[str]:
    """Return the lines that ``notes`` add to a new entry; none for blank notes."""
    new = typed(notes)
    return [""] * style.blank + written(_stepped(new, style), style) if new else []


def change(document: Document, entry: Entry, notes: str) -> Edit | None:
    """Return the edit that makes ``notes`` the notes of ``entry``; None where they are already.

    Lines at the beginning and the end that are as they were, blanks at their ends left out, keep
    their characters.
    """
    old, new = shown(document, entry), typed(notes)
    bare = [line.rstrip() for line in old], [line.rstrip() for line in new]
    if bare[0] == bare[1]:
        return None
    text, raw = document.text, raw_lines(document, entry)
    line_end = extents.newline(text, lines.next_line(text, entry.span.start))
    end = extents.first_line_end(document, entry)
    if not old:
        index = index_of(document, entry)
        style = note_style(document, index, bullet_of(document, entry))
        return Edit(Span(end, end), "".join(line_end + line for line in lines_of(notes, style)))
    if not new:
        return Edit(Span(end, raw[-1].end), "")
    first, stop, kept = _differing(*bare)
    style = style_of(document, entry)
    if not any(line.startswith(" ") for line in old):
        new = _stepped(new, style)
    lines_ = written(new[first : len(new) - kept], style)
    return _replaced(raw, first, stop, lines_, line_end)


def replaced(text: str, raw: list[Span], new: list[str]) -> Edit | None:
    """Return the edit that puts the lines ``new`` in place of those at ``raw`` in ``text``.

    None where they are the same; lines at the beginning and the end that are keep their line ends.
    """
    old = [span.of(text) for span in raw]
    if old == new:
        return None
    first, stop, kept = _differing(old, new)
    return _replaced(
        raw, first, stop, new[first : len(new) - kept], extents.newline(text, raw[-1].end)
    )


def _stepped(new: list[str], style: NoteStyle) -> list[str]:
    """Return the lines ``new`` of a list with every deeper one as deep as the log nests its notes.

    Lines that are no list, or hold a fence, keep their indent.
    """
    if not style.bullet or any(line.lstrip().startswith(_FENCES) for line in new):
        return new
    found, above = [], [0]
    for line in new:
        body = line.lstrip(" ")
        columns = len(line) - len(body)
        while body and len(above) > 1 and above[-1] > columns:
            above.pop()
        if body and columns > above[-1]:
            above.append(columns)
        found.append(" " * (style.step * (len(above) - 1)) + body if body else "")
    return found


def _replaced(raw: list[Span], first: int, stop: int, new: list[str], line_end: str) -> Edit:
    """Return the edit that puts the lines ``new`` in place of lines ``first:stop`` of ``raw``."""
    if new and first < stop:
        return Edit(Span(raw[first].start, raw[stop - 1].end), line_end.join(new))
    if new and first < len(raw):
        return Edit(Span(raw[first].start, raw[first].start), "".join(n + line_end for n in new))
    if new:
        return Edit(Span(raw[-1].end, raw[-1].end), "".join(line_end + n for n in new))
    if stop < len(raw):
        return Edit(Span(raw[first].start, raw[stop].start), "")
    return Edit(Span(raw[first - 1].end, raw[-1].end), "")


def _differing(old: list[str], new: list[str]) -> tuple[int, int, int]:
    """Return the bounds of what differs in ``old``, and how many lines agree behind it."""
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    kept = 0
    while kept < min(len(old), len(new)) - first and old[-1 - kept] == new[-1 - kept]:
        kept += 1
    return first, len(old) - kept, kept


def _expanded(line: str) -> str:
    """Return ``line`` with the tabs of its indent as blanks."""
    body = line.lstrip(" \t")
    return " " * markdown.depth(line) + body


def _indent(base: str, columns: int) -> str:
    """Return ``base`` and ``columns`` more, in tabs where ``base`` has them."""
    tabs, blanks = divmod(columns, lines.TAB) if "\t" in base else (0, columns)
    return base + "\t" * tabs + " " * blanks
