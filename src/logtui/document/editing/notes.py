"""The notes of an entry as lines: without their indent as a form shows them, and with it.

Tags are written among them, or after the title.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document import extents
from logtui.document.editing.draft import DraftError
from logtui.document.editing.style import entry_index, note_style_near, note_style_of
from logtui.document.properties.tag_edits import TagNameError, tag_edits, tag_ways
from logtui.document.text import diff, lines, markdown
from logtui.document.text.spans import Edit, Span, combine_edits

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from logtui.document.editing.style import NoteStyle
    from logtui.document.model import Document, Entry
    from logtui.document.reading.lone_entry import LoneEntry


def dedent_notes(notes: str) -> list[str]:
    """Return the lines of ``notes`` as typed, without the indent they share and outer blank lines.

    Tabs in the indent become blanks.

    Raises:
        DraftError: A fence is opened and not closed.
    """
    typed = [line if line.strip() else "" for line in notes.split("\n")]
    while typed and not typed[-1]:
        typed.pop()
    first = next((index for index, line in enumerate(typed) if line), 0)
    if sum(line.lstrip().startswith(markdown.FENCE_MARKS) for line in typed) % 2:
        raise DraftError("notes", "a fence in the notes is opened and not closed")
    return markdown.dedent(typed[first:])


def note_lines(document: Document, entry: Entry) -> list[str]:
    """Return the lines of the entry's notes as a form shows them; empty without notes.

    The cells of a row are not lines.
    """
    is_row = document.table_at(entry.span.start) is not None
    notes = None if is_row else document.notes(entry)
    return notes.split("\n") if notes else []


def note_line_spans(document: Document, entry: Entry) -> list[Span]:
    """Return where the lines of the entry's notes stand; no line ends, no outer blank lines."""
    parts = document.parts(entry)
    blanks = " \t>" if ">" in parts.bullet.of(document.text) else None
    note_lines = list(lines.iter_lines(document.text, *parts.notes))
    spans = [Span(start, start + len(line)) for start, line in note_lines]
    first = next((index for index, (_, line) in enumerate(note_lines) if line.strip(blanks)), None)
    return [] if first is None else spans[first:]


def indent_notes(note_lines: list[str], style: NoteStyle) -> list[str]:
    """Return ``note_lines`` as they stand in the log: indented, and bullets in a list."""
    indented = []
    is_fenced = False
    for line in note_lines:
        body = line.lstrip(" ")
        is_fence = body.startswith(markdown.FENCE_MARKS)
        is_item = bool(markdown.BULLET.match(body))
        bullet = "" if is_fenced or is_fence or is_item else style.bullet
        columns = len(line) - len(body)
        tabs, blanks = divmod(columns, lines.TAB) if "\t" in style.indent else (0, columns)
        indent = style.indent + "\t" * tabs + " " * blanks
        indented.append(indent + bullet + body if body else style.indent.rstrip())
        is_fenced ^= is_fence
    return indented


def new_note_lines(notes: str, style: NoteStyle) -> list[str]:
    """Return the lines that ``notes`` add to a new entry; none for blank notes.

    Raises:
        DraftError: A fence is opened and not closed.
    """
    typed = dedent_notes(notes)
    return [""] * style.blank + indent_notes(_nest_lines(typed, style), style) if typed else []


def extended_notes(document: Document, entry: Entry, notes: Iterable[str]) -> str:
    """Return the notes of ``entry`` as a form shows them, followed by those of ``notes`` it lacks.

    Raises:
        DraftError: A fence is opened and not closed.
    """
    old = note_lines(document, entry)
    known = set(map(_plain_note, old))
    new = [note for note in notes if not known.issuperset(map(_plain_note, note.splitlines()))]
    typed = dedent_notes("\n".join(new))
    return "\n".join(old + (_nest_lines(typed, note_style_of(document, entry)) if old else typed))


def replace_notes(document: Document, entry: Entry, notes: str) -> Edit | None:
    """Return the edit that makes ``notes`` the notes of ``entry``; None where they are already.

    Lines at the beginning and the end that are as they were, blanks at their ends left out, keep
    their characters.

    Raises:
        DraftError: A fence is opened and not closed, or the entry is a row of a table.
    """
    old, new = note_lines(document, entry), dedent_notes(notes)
    if new and document.table_at(entry.span.start) is not None:
        raise DraftError("notes", "a row of a table has no place for notes; edit its cells")
    old_stripped, new_stripped = [line.rstrip() for line in old], [line.rstrip() for line in new]
    if old_stripped == new_stripped:
        return None
    text, spans = document.text, note_line_spans(document, entry)
    newline = lines.newline_near(text, lines.next_line_start(text, entry.span.start))
    end = extents.first_line_end(document, entry)
    if not old:
        index = entry_index(document, entry)
        style = note_style_near(document, index, extents.bullet_of(document, entry))
        added = new_note_lines(notes, style)
        return Edit(Span(end, end), "".join(newline + line for line in added))
    if not new:
        return Edit(Span(end, spans[-1].end), "")
    prefix = diff.common_prefix(old_stripped, new_stripped)
    suffix = diff.common_suffix(old_stripped, new_stripped, min(len(old), len(new)) - prefix)
    style = note_style_of(document, entry)
    if not any(line.startswith(" ") for line in old):
        new = _nest_lines(new, style)
    changed = indent_notes(new[prefix : len(new) - suffix], style)
    return _replace_line_range(spans, prefix, len(old) - suffix, changed, newline)


def tagged_text(document: Document, alone: LoneEntry, tags: Sequence[str], offset: int) -> str:
    """Return the lines of the entry ``alone`` with ``tags``, as entries near ``offset`` write them.

    Raises:
        DraftError: A tag cannot be written so.
    """
    ways = tag_ways(document)
    try:
        edits = tag_edits(alone.document, alone.entry, tags, ways.near(offset), ways.habits)
    except TagNameError as error:
        raise DraftError("tags", str(error), starts_as_typed=True) from error
    text = alone.document.text
    if edits:
        text = combine_edits(text, edits).apply(text)
    return text[alone.entry.span.start :]


def replace_changed_lines(text: str, spans: list[Span], new: list[str]) -> Edit | None:
    """Return the edit that puts the lines ``new`` in place of those at ``spans`` in ``text``.

    None where they are the same; lines at the beginning and the end that are keep their line ends.
    """
    old = [span.of(text) for span in spans]
    if old == new:
        return None
    prefix = diff.common_prefix(old, new)
    suffix = diff.common_suffix(old, new, min(len(old), len(new)) - prefix)
    changed = new[prefix : len(new) - suffix]
    newline = lines.newline_near(text, spans[-1].end)
    return _replace_line_range(spans, prefix, len(old) - suffix, changed, newline)


def _plain_note(line: str) -> str:
    return line.strip(" \t-*+")


def _nest_lines(note_lines: list[str], style: NoteStyle) -> list[str]:
    """Return ``note_lines`` of a list with deeper ones as deep as the log nests its notes.

    Lines that are no list, or hold a fence, keep their indent.
    """
    if not style.bullet or any(
        line.lstrip().startswith(markdown.FENCE_MARKS) for line in note_lines
    ):
        return note_lines
    nested, indents = [], [0]
    for line in note_lines:
        body = line.lstrip(" ")
        columns = len(line) - len(body)
        while body and len(indents) > 1 and indents[-1] > columns:
            indents.pop()
        if body and columns > indents[-1]:
            indents.append(columns)
        nested.append(" " * (style.step * (len(indents) - 1)) + body if body else "")
    return nested


def _replace_line_range(
    spans: list[Span], first: int, stop: int, new: list[str], newline: str
) -> Edit:
    """Return the edit that puts the lines ``new`` in place of lines ``first:stop`` of ``spans``."""
    if new and first < stop:
        return Edit(Span(spans[first].start, spans[stop - 1].end), newline.join(new))
    if new and first < len(spans):
        start = spans[first].start
        return Edit(Span(start, start), "".join(line + newline for line in new))
    if new:
        end = spans[-1].end
        return Edit(Span(end, end), "".join(newline + line for line in new))
    if stop < len(spans):
        return Edit(Span(spans[first].start, spans[stop].start), "")
    return Edit(Span(spans[first - 1].end, spans[-1].end), "")
