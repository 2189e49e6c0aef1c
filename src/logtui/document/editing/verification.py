"""Whether an edit does what it is meant to do, told by reading the log that it gives.

The guard of everything that is written: the log after an edit differs from the log before by
exactly the entry that was meant, and that entry reads back as it was typed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from logtui.document import extents, order
from logtui.document.editing import day_marker, edits, notes
from logtui.document.editing.draft import (
    Draft,
    DraftError,
    kind_symbol,
    normalize_draft,
    partial_date,
)
from logtui.document.model import Document
from logtui.document.reading import parser
from logtui.document.text import encoding, markdown
from logtui.document.text.spans import Span
from logtui.errors import EncodingError

if TYPE_CHECKING:
    from logtui.document.editing.draft import FieldName
    from logtui.document.model import Entry
    from logtui.document.text.encoding import Encoding
    from logtui.document.text.spans import Edit

WHOLE_LOG_LIMIT = 1 << 18
"""Characters up to which a log is read as a whole; of a longer one, the days around the edit."""

_CONTEXT_SIZE = 1 << 15
_IGNORED_END = " \t\r\n-*_"


def check_edit(document: Document, edit: Edit, draft: Draft, entry: Entry | None = None) -> None:
    """Refuse an ``edit`` that does not write ``draft`` and nothing else.

    Args:
        document: The log before the edit.
        edit: What ``add`` gives for the draft, or ``change`` for the draft and an entry.
        draft: What was typed.
        entry: The entry that the edit changes; None where it adds one.

    Raises:
        DraftError: The draft does not read back as typed, or another entry would change.
    """
    _refuse_unwritable(document, edit, draft)
    before, after = _before_and_after(document, edit)
    found = _only_new_entry(before, after, _entry_in_part(document, before, entry, edit))
    if found is None:
        raise _faulty_field_error(document, draft, entry)
    old = edits.draft_of(document, entry) if entry else None
    _refuse_misread(document, after, found, normalize_draft(draft), old)


def check_other_entries(document: Document, edit: Edit, entry: Entry) -> None:
    """Refuse an ``edit`` of the lines of ``entry`` that changes any other entry.

    Raises:
        DraftError: An entry above or below would be read differently, or the lines hold a
            character that the log cannot.
    """
    _refuse_unwritable(document, edit, Draft("", notes=edit.text))
    before, after = _before_and_after(document, edit)
    gone = _entry_in_part(document, before, entry, edit)
    for key in (_rough_key, _exact_key):
        old = [key(before, other) for other in before.entries if other != gone]
        new = [key(after, other) for other in after.entries]
        same = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), None)
        kept = len(old) if same is None else same
        if old[kept:] == new[len(new) - len(old) + kept :]:
            return
    raise DraftError("notes", "these lines would change how other entries are read")


def _before_and_after(document: Document, edit: Edit) -> tuple[Document, Document]:
    """Return the part of the log around ``edit`` before and after it."""
    text, window = document.text, _window(document, edit.span)
    after = text[window.start : edit.span.start] + edit.text + text[edit.span.end : window.end]
    if window != (0, len(text)):
        before = _parse_part(document, window.of(text))
        if _is_same_part(document, before, window):
            return before, _parse_part(document, after)
        after = edit.apply(text)
    return document, parser.parse_text(after, document.encoding)


def _window(document: Document, span: Span) -> Span:
    """Return the whole days that reach a good way beyond ``span``; all of a short log."""
    if len(document.text) <= WHOLE_LOG_LIMIT:
        return Span(0, len(document.text))
    days = document.days
    first = bisect_right(days, span.start - _CONTEXT_SIZE, key=lambda day: day.span.start) - 2
    last = bisect_left(days, span.end + _CONTEXT_SIZE, key=lambda day: day.span.start) + 1
    start = days[first].span.start if first > 0 else 0
    return Span(start, days[last].span.start if last < len(days) else len(document.text))


def _parse_part(document: Document, text: str) -> Document:
    """Return ``text``, a part of ``document``, as a log with the legend of all of it."""
    part = parser.parse_text(text, document.encoding)
    return Document(part.text, part.encoding, document.legend, part.days, part.entries)


def _is_same_part(document: Document, part: Document, window: Span) -> bool:
    """Tell whether ``part``, read alone, has the entries that ``document`` has there."""
    inside = _entries_in(document, window)
    if len(inside) != len(part.entries):
        return False
    return all(
        a.span == (b.span.start + window.start, b.span.end + window.start)
        and document.date(a) == part.date(b)
        for a, b in zip(inside, part.entries, strict=True)
    )


def _entries_in(document: Document, window: Span) -> tuple[Entry, ...]:
    start = bisect_left(document.entries, window.start, key=lambda entry: entry.span.start)
    end = bisect_left(document.entries, window.end, key=lambda entry: entry.span.start)
    return document.entries[start:end]


def _entry_in_part(
    document: Document, part: Document, entry: Entry | None, edit: Edit
) -> Entry | None:
    """Return what ``entry`` of ``document`` is in ``part``, the text around ``edit``."""
    if entry is None or part is document:
        return entry
    start = entry.span.start - _window(document, edit.span).start
    return next((other for other in part.entries if other.span.start == start), None)


def _only_new_entry(before: Document, after: Document, gone: Entry | None) -> Entry | None:
    """Return the one entry of ``after`` that ``before`` lacks when ``gone`` is out of it.

    None where anything else is different.
    """
    was_head = order.is_only_preamble(before)
    for key in (_rough_key, _exact_key):
        old = [] if was_head else [key(before, entry) for entry in before.entries if entry != gone]
        new = [key(after, entry) for entry in after.entries]
        pairs = enumerate(zip(old, new, strict=False))
        at = next((at for at, (a, b) in pairs if a != b), len(old))
        if len(new) == len(old) + 1 and new[at + 1 :] == old[at:]:
            return after.entries[at]
    return None


def _rough_key(document: Document, entry: Entry) -> object:
    return document.date(entry), entry.span.of(document.text).rstrip(_IGNORED_END)


def _exact_key(document: Document, entry: Entry) -> object:
    return document.date(entry), extents.entry_text(document, entry)


def _refuse_misread(
    document: Document, after: Document, entry: Entry, draft: Draft, old: Draft | None
) -> None:
    """Raise where ``entry`` of ``after`` does not read as ``draft``; ``old`` is what it was."""
    symbol = kind_symbol(draft.kind, document.legend)
    kind = after.kind(entry)
    title, wanted = after.title(entry), draft.title.strip()
    if symbol and kind is None:
        title = title.removeprefix(symbol).lstrip(" :：–—-")
    raw = after.parts(entry).title.of(after.text).strip()
    if after.url(entry) != draft.url:
        raise DraftError("url", "the link would not read back as typed")
    same = old is not None and old.title == draft.title
    if not same and wanted not in (title, raw) and markdown.plain_text(wanted) != title:
        raise DraftError("title", "the title would not read back as typed")
    if kind is not None and not symbol:
        raise DraftError("title", "the title begins like a kind; choose that kind instead")
    if not _is_on_day(after, entry, partial_date(draft.date)):
        raise DraftError("date", "this date would not read back here; write it into the log first")
    _refuse_misread_notes(notes.dedent_notes(draft.notes), notes.note_lines(after, entry))


def _refuse_misread_notes(typed: list[str], shown: list[str]) -> None:
    """Raise where the notes ``shown`` by a log are not those that were ``typed``."""
    if _is_same_notes(typed, shown):
        return
    if not typed:
        below = next(line.strip() for line in shown if line.strip())
        raise DraftError(
            "date", f"what stands there already would become a note of this entry: {below}"
        )
    raise DraftError("notes", "the notes would not read back as typed")


def _is_on_day(document: Document, entry: Entry, wanted: object) -> bool:
    """Tell whether the day of ``entry`` is ``wanted`` as far as the log gives dates."""
    found = document.date(entry)
    if found is None or wanted is None or not isinstance(wanted, tuple):
        return wanted is None or not order.is_dated(document)
    return all(a is None or a == b for a, b in zip(found, wanted, strict=True))


def _is_same_notes(typed: list[str], shown: list[str]) -> bool:
    """Tell whether ``shown`` is what was ``typed``; a list marker may have come in front."""
    if len(typed) != len(shown):
        return False
    for mine, read in zip(typed, shown, strict=True):
        bullet = markdown.BULLET.match(read)
        bare = read[bullet.end() :] if bullet else read
        if mine.strip() not in (read.strip(), bare.strip()):
            return False
    return True


def _faulty_field_error(document: Document, draft: Draft, entry: Entry | None) -> DraftError:
    """Return the error for the part of ``draft`` without which nothing else would change."""
    fields: tuple[tuple[FieldName, Draft, str], ...] = (
        (
            "notes",
            replace(draft, notes=""),
            "the notes hold a line that would be read as a new day or entry",
        ),
        (
            "url",
            replace(draft, url=None),
            "with this link the line would not be read as an entry",
        ),
        (
            "title",
            replace(draft, title="x"),
            "this title would be read as a day or as something else than an entry",
        ),
    )
    for field, lighter, message in fields:
        try:
            edit = (
                edits.change_entry(document, entry, lighter)
                if entry
                else edits.add_draft(document, lighter)
            )
        except DraftError as error:
            return error
        if edit is None:
            return DraftError(field, message)
        before, after = _before_and_after(document, edit)
        if _only_new_entry(before, after, _entry_in_part(document, before, entry, edit)):
            return DraftError(field, message)
    return DraftError("date", _day_problem(draft))


def _day_problem(draft: Draft) -> str:
    """Return why the log takes no day for the date of ``draft``, and what to do."""
    date = partial_date(draft.date)
    form = f" like `{day_marker.heading_marker(date)}`" if date else ""
    return (
        "a day for this date would change how other days are read; give a date that the log has,"
        f" or write a line{form} into it with your editor and see what it does"
    )


def _refuse_unwritable(document: Document, edit: Edit, draft: Draft) -> None:
    """Raise where the bytes of the log after ``edit`` would not come back as its text."""
    try:
        document.encoding.encode(edit.text)
    except EncodingError as error:
        raise DraftError(_unencodable_field(document, draft), str(error)) from error
    before, after = _decisive_text(document, edit)
    if not _is_round_trip(after, document.encoding) and _is_round_trip(before, document.encoding):
        raise DraftError(
            _unencodable_field(document, draft),
            "in this log's encoding these characters would be misread",
        )


def _decisive_text(document: Document, edit: Edit) -> tuple[str, str]:
    """Return the text, before and after ``edit``, that tells how the log's bytes are to be read.

    It is the beginning of a long log; where that is all ASCII, what is written.
    """
    text = document.text
    if len(text) <= WHOLE_LOG_LIMIT:
        return text, edit.apply(text)
    if edit.span.end <= WHOLE_LOG_LIMIT:
        return text[:WHOLE_LOG_LIMIT], edit.apply(text[:WHOLE_LOG_LIMIT])
    return "", edit.text if text.isascii() else ""


def _is_round_trip(text: str, text_encoding: Encoding) -> bool:
    """Tell whether ``text``, encoded and decoded, is itself again."""
    if text.isascii():
        return True
    return encoding.decode(text_encoding.encode(text)) == (text, text_encoding)


def _unencodable_field(document: Document, draft: Draft) -> FieldName:
    """Return the field whose characters the log's encoding does not hold."""
    symbol = kind_symbol(draft.kind, document.legend) or ""
    fields: tuple[tuple[FieldName, str], ...] = (
        ("title", draft.title),
        ("url", draft.url or ""),
        ("kind", symbol),
    )
    return next((field for field, text in fields if not text.isascii()), "notes")
