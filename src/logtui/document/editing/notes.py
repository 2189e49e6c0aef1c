"""The notes of an entry as lines: shown without their indent, written back with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document import extents
from logtui.document.editing.draft import DraftError
from logtui.document.editing.style import entry_index, note_style_near, note_style_of
from logtui.document.text import lines, markdown
from logtui.document.text.spans import Edit, Span

if TYPE_CHECKING:
    from logtui.document.editing.style import NoteStyle
    from logtui.document.model import Document, Entry

_FENCES = ("```", "~~~")


def dedent_notes(notes: str) -> list[str]:
    """Return the lines of ``notes`` as typed, without the indent they share and outer blank lines.

    Raises:
        DraftError: A fence is opened and not closed.
    """
    found = [_expand_tabs(line) for line in notes.split("\n")]
    while found and not found[-1].strip():
        found.pop()
    while found and not found[0].strip():
        found.pop(0)
    if sum(line.lstrip().startswith(_FENCES) for line in found) % 2:
        raise DraftError("notes", "a fence in the notes is opened and not closed")
    common = min((markdown.indent_columns(line) for line in found if line.strip()), default=0)
    return [line[common:] if line.strip() else "" for line in found]


def note_lines(document: Document, entry: Entry) -> list[str]:
    """Return the lines of the entry's notes as a form shows them; empty without notes."""
    notes = document.notes(entry)
    return notes.split("\n") if notes else []


def note_line_spans(document: Document, entry: Entry) -> list[Span]:
    """Return where the lines of the entry's notes stand, line ends and outer blanks left out."""
    parts = document.parts(entry)
    marks = " \t>" if ">" in parts.bullet.of(document.text) else None
    found = [Span(at, at + len(line)) for at, line in lines.iter_lines(document.text, *parts.notes)]
    while found and not found[0].of(document.text).strip(marks):
        found.pop(0)
    return found


def indent_notes(new: list[str], style: NoteStyle) -> list[str]:
    """Return the lines ``new`` as they stand in the log: indented, and bullets in a list."""
    found = []
    fenced = False
    for line in new:
        body = line.lstrip(" ")
        fence = body.startswith(_FENCES)
        marked = fenced or fence or not style.bullet or markdown.BULLET.match(body)
        bullet = "" if marked else style.bullet
        indent = _deeper_indent(style.indent, len(line) - len(body))
        found.append(indent + bullet + body if body else style.indent.rstrip())
        fenced ^= fence
    return found


def new_note_lines(notes: str, style: NoteStyle) -> list[str]:
    """Return the lines that ``notes`` add to a new entry; none for blank notes."""
    new = dedent_notes(notes)
    return [""] * style.blank + indent_notes(_nest_lines(new, style), style) if new else []


def replace_notes(document: Document, entry: Entry, notes: str) -> Edit | None:
    """Return the edit that makes ``notes`` the notes of ``entry``; None where they are already.

    Lines at the beginning and the end that are as they were, blanks at their ends left out, keep
    their characters.
    """
    old, new = note_lines(document, entry), dedent_notes(notes)
    bare = [line.rstrip() for line in old], [line.rstrip() for line in new]
    if bare[0] == bare[1]:
        return None
    text, raw = document.text, note_line_spans(document, entry)
    line_end = lines.newline_near(text, lines.next_line_start(text, entry.span.start))
    end = extents.first_line_end(document, entry)
    if not old:
        index = entry_index(document, entry)
        style = note_style_near(document, index, extents.bullet_of(document, entry))
        return Edit(
            Span(end, end), "".join(line_end + line for line in new_note_lines(notes, style))
        )
    if not new:
        return Edit(Span(end, raw[-1].end), "")
    first, stop, kept = _changed_range(*bare)
    style = note_style_of(document, entry)
    if not any(line.startswith(" ") for line in old):
        new = _nest_lines(new, style)
    lines_ = indent_notes(new[first : len(new) - kept], style)
    return _replace_line_range(raw, first, stop, lines_, line_end)


def replace_changed_lines(text: str, raw: list[Span], new: list[str]) -> Edit | None:
    """Return the edit that puts the lines ``new`` in place of those at ``raw`` in ``text``.

    None where they are the same; lines at the beginning and the end that are keep their line ends.
    """
    old = [span.of(text) for span in raw]
    if old == new:
        return None
    first, stop, kept = _changed_range(old, new)
    return _replace_line_range(
        raw, first, stop, new[first : len(new) - kept], lines.newline_near(text, raw[-1].end)
    )


def _nest_lines(new: list[str], style: NoteStyle) -> list[str]:
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


def _replace_line_range(
    raw: list[Span], first: int, stop: int, new: list[str], line_end: str
) -> Edit:
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


def _changed_range(old: list[str], new: list[str]) -> tuple[int, int, int]:
    """Return the bounds of what differs in ``old``, and how many lines agree behind it."""
    first = 0
    while first < min(len(old), len(new)) and old[first] == new[first]:
        first += 1
    kept = 0
    while kept < min(len(old), len(new)) - first and old[-1 - kept] == new[-1 - kept]:
        kept += 1
    return first, len(old) - kept, kept


def _expand_tabs(line: str) -> str:
    """Return ``line`` with the tabs of its indent as blanks."""
    body = line.lstrip(" \t")
    return " " * markdown.indent_columns(line) + body


def _deeper_indent(base: str, columns: int) -> str:
    """Return ``base`` and ``columns`` more, in tabs where ``base`` has them."""
    tabs, blanks = divmod(columns, lines.TAB) if "\t" in base else (0, columns)
    return base + "\t" * tabs + " " * blanks
