"""Whether an edit does what it is meant to do, found by reading the log that it gives.

Everything that is written is checked here: the log after an edit differs from the log before by
exactly the entry that was meant, and that entry reads back as it was typed.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from logtui.document import extents, order
from logtui.document.editing import day_marker, edits, first_line, notes
from logtui.document.editing.draft import (
    Draft,
    DraftError,
    kind_symbol,
    normalize_draft,
    partial_date,
)
from logtui.document.model import Document
from logtui.document.properties.states import entry_state
from logtui.document.properties.tag_edits import tag_problem, words_besides
from logtui.document.properties.tag_marks import NAMES_AT_END
from logtui.document.properties.tags import log_tags, title_parts, written_tags
from logtui.document.reading import parser
from logtui.document.text import diff, encoding, markdown
from logtui.document.text.spans import Span
from logtui.errors import EncodingError

if TYPE_CHECKING:
    from logtui.document.dates.partial import PartialDate
    from logtui.document.editing.draft import FieldName
    from logtui.document.model import Entry
    from logtui.document.text.encoding import Encoding
    from logtui.document.text.spans import Edit

WHOLE_LOG_LIMIT = 1 << 18
"""Characters up to which a log is read as a whole; of a longer one, only days around the edit."""

_CONTEXT_SIZE = 1 << 15
_IGNORED_END = " \t\r\n-*_"


def check_edit(document: Document, edit: Edit, draft: Draft, entry: Entry | None = None) -> None:
    """Refuse an ``edit`` that does not write ``draft`` and nothing else.

    Args:
        document: The log before the edit.
        edit: What ``add_draft`` gives for the draft, or ``change_entry`` for it and an entry.
        draft: What was typed.
        entry: The entry that the edit changes; None where it adds one.

    Raises:
        DraftError: The draft does not read back as typed, or another entry would change.
    """
    _refuse_unwritable(document, edit, draft)
    before, after, old_entry = _before_and_after(document, edit, entry)
    new_entry = _only_new_entry(before, after, old_entry)
    if new_entry is None:
        raise _faulty_field_error(document, draft, entry)
    typed = normalize_draft(draft, document.url(entry) if entry else None)
    refuse_misread(document, after, new_entry, typed, entry)


def check_new_entries(before: Document, after: Document, drafts: Iterable[Draft]) -> None:
    """Refuse ``after`` where it is not ``before`` with ``drafts``, those of a day in their order.

    Raises:
        DraftError: A draft does not read back as typed, or another entry has changed.
    """
    require_round_trip(before, after)
    added = _added_entries(before, after)
    if added is None:
        raise DraftError("title", "this would change how other entries are read")
    new_entries: defaultdict[PartialDate | None, list[Entry]] = defaultdict(list)
    for entry in added:
        new_entries[after.date(entry)].append(entry)
    typed: defaultdict[PartialDate | None, list[Draft]] = defaultdict(list)
    for given in drafts:
        draft = normalize_draft(given, given.url)
        date = partial_date(draft.date)
        if date and date not in new_entries:
            day_index = order.find_day(after, order.coarsen(after, date))
            date = after.days[day_index].date if day_index is not None else date
        typed[date].append(draft)
    for date, day_drafts in typed.items():
        if len(new_entries[date]) != len(day_drafts):
            raise DraftError("date", "this date would not read back here")
        entries = new_entries[date]
        if len({draft.date for draft in day_drafts}) > 1:  # a week, or the like, in any order
            entries.sort(key=lambda entry: (after.url(entry) or "", after.title(entry)))
            day_drafts.sort(key=lambda draft: (draft.url or "", draft.title))
        for entry, draft in zip(entries, day_drafts, strict=True):
            refuse_misread(before, after, entry, draft)


def require_round_trip(before: Document, after: Document) -> None:
    """Refuse ``after`` where its bytes would not come back as its text, as those of ``before`` do.

    Raises:
        EncodingError: The log is not in UTF-8 at all, or its encoding lacks a character.
        DraftError: A character that is written would not come back.
    """
    encoding.require_utf8(before.text)
    is_lost = not _is_round_trip(after.text, after.encoding)
    if is_lost and _is_round_trip(before.text, before.encoding):
        raise DraftError("title", "in this log's encoding these characters would be misread")


def is_same_entry(before: Document, entry: Entry, after: Document, other: Entry) -> bool:
    """Tell whether ``other`` of ``after`` says what ``entry`` does, but for the space after it."""
    return any(key(before, entry) == key(after, other) for key in (_rough_key, _exact_key))


def _added_entries(before: Document, after: Document) -> list[Entry] | None:
    """Return the entries of ``after`` that ``before`` lacks; None where it has others, too."""
    old_entries = () if order.is_only_preamble(before) else before.entries
    for key in (_rough_key, _exact_key):
        old = [key(before, entry) for entry in old_entries]
        count = 0
        added: list[Entry] = []
        for entry in after.entries:
            if count < len(old) and key(after, entry) == old[count]:
                count += 1
            else:
                added.append(entry)
        if count == len(old):
            return added
    return None


def check_other_entries(document: Document, edit: Edit, entry: Entry) -> None:
    """Refuse an ``edit`` of the lines of ``entry`` that changes any other entry.

    Raises:
        DraftError: An entry above or below would be read differently, or the lines hold a
            character that the log cannot.
    """
    _refuse_unwritable(document, edit, Draft("", notes=edit.text))
    before, after, old_entry = _before_and_after(document, edit, entry)
    for key in (_rough_key, _exact_key):
        old = [key(before, other) for other in before.entries if other != old_entry]
        new = [key(after, other) for other in after.entries]
        prefix = diff.common_prefix(old, new)
        if len(new) >= len(old) and new[len(new) - len(old) + prefix :] == old[prefix:]:
            return
    raise DraftError("notes", "these lines would change how other entries are read")


def _before_and_after(
    document: Document, edit: Edit, entry: Entry | None
) -> tuple[Document, Document, Entry | None]:
    """Return the part of the log around ``edit`` before and after it, and ``entry`` in the first.

    That part is all of a short log.
    """
    text, window = document.text, _window(document, edit.span)
    after = text[window.start : edit.span.start] + edit.text + text[edit.span.end : window.end]
    if window != (0, len(text)):
        before = _parse_part(document, window.of(text))
        if _is_same_part(document, before, window):
            start = entry.span.start - window.start if entry else -1
            old_entry = next((other for other in before.entries if other.span.start == start), None)
            return before, _parse_part(document, after), old_entry
        after = edit.apply(text)
    return document, parser.parse_text(after, document.encoding), entry


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
    return Document(part.text, part.encoding, document.legend, part.days, part.entries, part.tables)


def _is_same_part(document: Document, part: Document, window: Span) -> bool:
    """Tell whether ``part``, read alone, has the entries that ``document`` has there."""
    first, stop = (
        bisect_left(document.entries, offset, key=lambda entry: entry.span.start)
        for offset in window
    )
    return stop - first == len(part.entries) and all(
        entry.span == alone.span.shift(window.start) and document.date(entry) == part.date(alone)
        for entry, alone in zip(document.entries[first:stop], part.entries, strict=True)
    )


def _only_new_entry(before: Document, after: Document, old_entry: Entry | None) -> Entry | None:
    """Return the one entry of ``after`` that ``before`` lacks when ``old_entry`` is out of it.

    None where anything else is different.
    """
    old_entries = () if order.is_only_preamble(before) else before.entries
    for key in (_rough_key, _exact_key):
        old = [key(before, entry) for entry in old_entries if entry != old_entry]
        new = [key(after, entry) for entry in after.entries]
        prefix = diff.common_prefix(old, new)
        if len(new) == len(old) + 1 and new[prefix + 1 :] == old[prefix:]:
            return after.entries[prefix]
    return None


def _rough_key(document: Document, entry: Entry) -> object:
    return document.date(entry), entry.span.of(document.text).rstrip(_IGNORED_END)


def _exact_key(document: Document, entry: Entry) -> object:
    return document.date(entry), extents.entry_text(document, entry)


def refuse_misread(
    document: Document,
    after: Document,
    entry: Entry,
    draft: Draft,
    old_entry: Entry | None = None,
) -> None:
    """Refuse ``after`` where its ``entry`` does not read as ``draft``, which is normalized.

    What is in the draft as the form showed it of ``old_entry`` reads as it did.

    Raises:
        DraftError: A part does not read back as typed.
    """
    symbol = kind_symbol(draft.kind, document.legend)
    kind = after.kind(entry)
    old_tags = written_tags(document, old_entry) if old_entry else ()
    habits = log_tags(document).habits if draft.tags or old_tags else None
    title = after.title_in(entry, title_parts(after, entry, habits).title)
    wanted = draft.title.strip()
    if symbol and kind is None:
        title = title.removeprefix(symbol).lstrip(" :：–—-")
    raw = after.parts(entry).title.of(after.text).strip()
    if after.url(entry) != draft.url:
        raise DraftError("url", "the link would not read back as typed")
    old_title = first_line.title_in_form(document, old_entry) if old_entry else ""
    is_same_title = draft.title == old_title or wanted in (title, raw)
    untagged = NAMES_AT_END.sub("", wanted) if draft.tags else wanted
    if not is_same_title and title not in map(markdown.plain_text, (wanted, untagged)):
        raise DraftError("title", "the title would not read back as typed")
    if kind is not None and not symbol:
        raise DraftError("title", "the title begins like a kind; choose that kind instead")
    _refuse_other_state(document, after, entry, draft, old_entry)
    date, wanted_date = after.date(entry), partial_date(draft.date)
    is_held = after.days[entry.day].holds(wanted_date) if wanted_date else True
    if wanted_date and (not is_held if date else order.is_dated(after)):
        raise DraftError("date", "this date would not read back here; write it into the log first")
    typed, shown = notes.dedent_notes(draft.notes), notes.note_lines(after, entry)
    if draft.tags != old_tags:
        problem = tag_problem(old_tags, draft.tags, written_tags(after, entry, habits))
        if problem:
            raise DraftError("tags", problem, starts_as_typed=True)
        typed, shown = (words_besides((*old_tags, *draft.tags), text) for text in (typed, shown))
    if _is_same_notes(typed, shown):
        return
    if typed:
        raise DraftError("notes", "the notes would not read back as typed")
    first_note = next(line.strip() for line in shown if line.strip())
    raise DraftError(
        "date", f"what stands there already would become a note of this entry: {first_note}"
    )


def _refuse_other_state(
    document: Document, after: Document, entry: Entry, draft: Draft, old_entry: Entry | None
) -> None:
    """Raise where the ``draft`` has another state than ``old_entry``, and ``entry`` has not."""
    old_state = entry_state(document, old_entry) if old_entry else None
    if draft.state not in (old_state, entry_state(after, entry)):
        state = f"as {draft.state}" if draft.state else "without a state"
        raise DraftError("state", f"this entry would not read back {state}; edit its lines")


def _is_same_notes(typed: list[str], shown: list[str]) -> bool:
    """Tell whether ``shown`` is what was ``typed``, but for list markers and blanks."""
    if typed == shown or len(typed) != len(shown):
        return typed == shown
    for typed_line, shown_line in zip(typed, shown, strict=True):
        bullet = markdown.BULLET.match(shown_line)
        content = shown_line[bullet.end() :] if bullet else shown_line
        if typed_line.strip() not in (shown_line.strip(), content.strip()):
            return False
    return True


def _faulty_field_error(document: Document, draft: Draft, entry: Entry | None) -> DraftError:
    """Return the error for the field that breaks other entries, by leaving out one at a time."""
    candidates: dict[FieldName, tuple[Draft, str]] = {
        "notes": (
            replace(draft, notes=""),
            "the notes hold a line that would be read as a new day or entry",
        ),
        "url": (
            replace(draft, url=None),
            "with this link the line would not be read as an entry",
        ),
        "title": (
            replace(draft, title="x"),
            "this title would be read as a day or as something else than an entry",
        ),
    }
    for field, (draft_without_field, message) in candidates.items():
        try:
            edit = (
                edits.change_entry(document, entry, draft_without_field)
                if entry
                else edits.add_draft(document, draft_without_field)
            )
        except DraftError as error:
            return error
        if edit is None:
            return DraftError(field, message)
        if _only_new_entry(*_before_and_after(document, edit, entry)):
            return DraftError(field, message)
    date = partial_date(draft.date)
    example = f" like `{day_marker.heading_marker(date)}`" if date else ""
    return DraftError(
        "date",
        "a day for this date would change how other days are read; give a date that the log has,"
        f" or write a line{example} into it with your editor and see what it does",
    )


def _refuse_unwritable(document: Document, edit: Edit, draft: Draft) -> None:
    """Raise where the bytes of the log after ``edit`` would not come back as its text.

    The beginning of a long log tells how its bytes are to be read; where that is all ASCII, what
    is written.

    Raises:
        EncodingError: The log is not in UTF-8 at all.
        DraftError: A character that is written would not come back.
    """
    encoding.require_utf8(document.text)
    try:
        document.encoding.encode(edit.text)
    except EncodingError as error:
        raise DraftError(_unencodable_field(document, draft), str(error)) from error
    before = document.text[:WHOLE_LOG_LIMIT]
    if edit.span.end <= WHOLE_LOG_LIMIT:
        after = edit.apply(before)
    else:
        before, after = "", edit.text if document.text.isascii() else ""
    if not _is_round_trip(after, document.encoding) and _is_round_trip(before, document.encoding):
        raise DraftError(
            _unencodable_field(document, draft),
            "in this log's encoding these characters would be misread",
        )


def _is_round_trip(text: str, text_encoding: Encoding) -> bool:
    """Tell whether ``text``, encoded and decoded, is itself again."""
    return text.isascii() or encoding.decode(text_encoding.encode(text)) == (text, text_encoding)


def _unencodable_field(document: Document, draft: Draft) -> FieldName:
    """Return the field whose characters the log's encoding does not hold."""
    texts: dict[FieldName, str] = {
        "title": draft.title,
        "url": draft.url or "",
        "kind": kind_symbol(draft.kind, document.legend) or "",
    }
    return next((field for field, text in texts.items() if not text.isascii()), "notes")
