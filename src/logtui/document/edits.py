"""Changes of a log as replaced ranges: add an entry, change one, move one, delete one.

A neighbour decides how new text looks; what it looks like is copied from the text itself. All
characters outside of an edit stay as they are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document import (
    blocks,
    date_style,
    drafts,
    insertions,
    lines,
    notes,
    places,
    removals,
    rewording,
    wording,
)
from logtui.document.drafts import Draft, DraftError
from logtui.document.text import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from logtui.document.dates import PartialDate
    from logtui.document.model import Document, Entry


def add(document: Document, draft: Draft) -> Edit:
    """Return the edit that writes ``draft`` into the log as a new entry.

    It goes to the end of its day's list; a new day goes to its place in the order of the dates.

    Raises:
        DraftError: The draft cannot be written so that it reads back as typed.
    """
    typed = drafts.checked(draft)
    return insertions.insertion(document, drafts.partial(typed.date), insertions.New(typed))


def draft_of(document: Document, entry: Entry) -> Draft | None:
    """Return ``entry`` as a form shows it; ``change`` with this very draft gives no edit.

    None where a form could not give back every character; such an entry is edited as raw text.
    """
    title = wording.shown_title(document.parts(entry).title.of(document.text))
    shown = notes.shown(document, entry)
    draft = Draft(
        title, document.url(entry), document.kind(entry), document.date(entry), "\n".join(shown)
    )
    if not title.strip() or not drafts.is_typable(title + (draft.url or "")):
        return None
    if not drafts.is_typable("".join(shown).replace("\t", "")):
        return None
    if len(shown) != len(notes.raw_lines(document, entry)):
        return None
    try:
        unchanged = notes.typed(draft.notes) == shown
    except DraftError:
        return None
    return draft if unchanged else None


def change(document: Document, entry: Entry, draft: Draft) -> Edit | None:
    """Return the edit that makes ``entry`` what ``draft`` says; None where it is that already.

    Only what differs is touched. A new date moves the entry, and takes along the heading of a day
    that would stay empty.

    Raises:
        DraftError: The draft cannot be written so that it reads back as typed, or the entry has
            no draft at all.
    """
    old = draft_of(document, entry)
    if old is None:
        raise DraftError("title", "This entry can only be edited as raw text.")
    new = drafts.checked(draft)
    line = rewording.changed_line(document, entry, new, old)
    edits = [Edit(rewording.first_line(document, entry), line)]
    noted = notes.change(document, entry, new.notes)
    if noted:
        edits.append(noted)
    date = drafts.partial(new.date)
    if date and date != old.date:
        return _moved(document, entry, date, edits)
    edit = trimmed(joined(document.text, edits), document.text)
    return edit if edit.text or not edit.span.empty else None


def raw_of(document: Document, entry: Entry) -> str:
    r"""Return the lines of ``entry`` as they stand in the log, with ``\n`` between them."""
    text = blocks.block(document, entry)
    return "\n".join(line for _, line in lines.each(text))


def raw_as(document: Document, entry: Entry, draft: Draft) -> str:
    r"""Return the lines that ``entry`` has where ``draft`` was written, with ``\n`` between them.

    Raises:
        DraftError: The draft cannot be written so that it reads back as typed, or it has another
            date than the entry.
    """
    new, date = change(document, entry, draft), drafts.partial(draft.date)
    if date and date != document.date(entry):
        raise DraftError("date", "The lines hold no date: save the new one first, or set it back.")
    text, (start, end) = document.text, (entry.span.start, blocks.content_end(document, entry))
    if new is not None:
        text = text[start : new.span.start] + new.text + text[new.span.end : end]
    else:
        text = text[start:end]
    return "\n".join(line for _, line in lines.each(text))


def replace_raw(document: Document, entry: Entry, raw: str) -> Edit | None:
    """Return the edit that puts the lines ``raw`` in place of those of ``entry``.

    Line ends become those of the log, and lines that are as they were keep their own. None where
    nothing is different.
    """
    new = [line for _, line in lines.each(raw)]
    while new and not new[-1].strip():
        new.pop()
    if not new:
        return delete(document, entry)
    end = blocks.content_end(document, entry)
    spans = [
        Span(at, at + len(line)) for at, line in lines.each(document.text, entry.span.start, end)
    ]
    return notes.replaced(document.text, spans, new)


def delete(document: Document, entry: Entry) -> Edit:
    """Return the edit that takes ``entry`` with its notes out of the log.

    The marker of its day goes too if no other entry stands under it.
    """
    return Edit(removals.span(document, entry), "")


def where(document: Document, edit: Edit) -> tuple[int, int]:
    """Return the 1-based numbers of the first and the last line that ``edit`` writes.

    For a deletion, both are the line where it happens.
    """
    body = edit.text.strip("\r\n")
    lead = edit.text[: edit.text.index(body)]
    first = 1 + _line_ends(document.text[: edit.span.start] + lead)
    return first, first + _line_ends(body)


def _moved(document: Document, entry: Entry, date: PartialDate, edits: list[Edit]) -> Edit:
    """Return the edit that moves ``entry``, with ``edits`` made in it, to ``date``.

    The first of ``edits`` begins where the entry does. An entry alone in its day, whose place stays
    the same, only gets a new date in its marker.
    """
    text = document.text
    day = document.days[entry.day]
    alone = entry.day if day.stop - day.first == 1 else None
    place = places.position(document, date, alone)
    taken = places.day_of(document, date) is not None
    if alone is not None and not taken and place in (alone, alone + 1):
        marker = date_style.redated(document, alone, date)
        if marker is not None:
            return trimmed(joined(text, [*edits, Edit(day.marker, marker)]), text)
    end = blocks.content_end(document, entry)
    block = joined(text, [*edits, Edit(Span(end, end), "")])
    body = insertions.Moved(block.text, document.parts(entry).bullet.of(text))
    goes = Edit(removals.span(document, entry), "")
    comes = insertions.insertion(document, date, body, alone)
    return joined(text, [goes, comes])


def _line_ends(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def joined(text: str, edits: Sequence[Edit]) -> Edit:
    """Return the one edit of ``text`` that does what ``edits``, none overlapping, do together."""
    first, *others = sorted(edits)
    pieces = [first.text]
    at = first.span.end
    for edit in others:
        pieces += text[at : edit.span.start], edit.text
        at = edit.span.end
    return Edit(Span(first.span.start, at), "".join(pieces))


def trimmed(edit: Edit, source: str) -> Edit:
    """Return ``edit`` without what it shares with ``source`` at either end."""
    start, end = edit.span
    old, new = edit.span.of(source), edit.text
    ahead = _alike(old, new)
    behind = _alike(old[ahead:][::-1], new[ahead:][::-1])
    return Edit(Span(start + ahead, end - behind), new[ahead : len(new) - behind])


def _alike(one: str, other: str) -> int:
    """Return how many characters at the beginning of ``one`` are those of ``other``."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))
