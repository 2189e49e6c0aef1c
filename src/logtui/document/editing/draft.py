"""What a person types to make an entry, and what is said where that cannot be written."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal
from unicodedata import category

from logtui.document.dates.partial import PartialDate, valid_date
from logtui.document.text import links, markdown, urls
from logtui.errors import LogtuiError

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterator

    from logtui.document.legend import Kind, Legend
    from logtui.document.model import Document, Entry


FieldName = Literal["title", "url", "kind", "date", "notes"]
"""The fields of a draft that an error can stand beside."""

_CONTROL_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})


class DraftError(LogtuiError):
    """A draft cannot be written so that it reads back as it was typed.

    Attributes:
        field: The field that has to be changed.
    """

    def __init__(self, field: FieldName, message: str, *, starts_as_typed: bool = False) -> None:
        super().__init__(message)
        self.field = field
        self.starts_as_typed = starts_as_typed


@dataclass(frozen=True, slots=True)
class Draft:
    """One entry as a form holds it.

    Attributes:
        title: One line. Written so that it reads back as typed, with escapes where it needs them;
            where the entry's title holds markup already, it is Markdown and stays as typed.
        url: Where the title links to; None for no link.
        kind: A kind of the log's legend, or any text that is written in front of the title (a
            symbol or word of the legend stands for its kind); None for no kind.
        date: The day; one that the log gives only by its month may lack the day. None leaves it
            open, which only a log without dates allows.
        notes: Markdown, line by line, nested by relative indentation. A line without a list marker
            becomes a bullet where the notes around it are bullets. Empty for no notes.
    """

    title: str
    url: str | None = None
    kind: Kind | str | None = None
    date: datetime.date | PartialDate | None = None
    notes: str = ""


def normalize_draft(draft: Draft) -> Draft:
    """Return ``draft`` with plain line ends in the notes and an empty link or kind as None.

    Raises:
        DraftError: A field holds what no log can hold there, or the title is empty.
    """
    notes = draft.notes.replace("\r\n", "\n").replace("\r", "\n")
    url = draft.url.strip() if draft.url else None
    kind = draft.kind.strip() or None if isinstance(draft.kind, str) else draft.kind
    if not draft.title.strip():
        raise DraftError("title", "give the entry a title")
    _refuse_control_characters("title", draft.title)
    _refuse_control_characters("url", url or "")
    _refuse_control_characters("kind", kind if isinstance(kind, str) else "")
    _refuse_control_characters("notes", notes.replace("\n", "").replace("\t", ""))
    return replace(draft, url=url or None, kind=kind, date=partial_date(draft.date), notes=notes)


def partial_date(date: datetime.date | PartialDate | None) -> PartialDate | None:
    """Return ``date`` in the form in which a document gives dates.

    Raises:
        DraftError: The calendar has no such date.
    """
    if date is None:
        return None
    found = valid_date(date.year, date.month, date.day)
    if found is None:
        raise DraftError("date", "the calendar has no such date")
    return found


def kind_symbol(kind: Kind | str | None, legend: Legend) -> str | None:
    """Return what is written in front of a title for ``kind``; None for no kind."""
    if kind is None or not isinstance(kind, str):
        return kind.symbol if kind else None
    named = legend.find_kind(kind)
    return named.symbol if named else kind


def split_title_and_link(text: str) -> tuple[str | None, str | None]:
    """Return the title and the link that a pasted ``text`` is made of.

    ``[title](link)`` gives both, also behind a list marker or a symbol; an address alone gives
    only a link; anything else gives two times None.
    """
    line = text.strip()
    bullet = markdown.BULLET.match(line)
    line = line[bullet.end() :] if bullet else line
    link = links.first_link(line)
    if "\n" in line or link is None or link.span.end != len(line):
        return None, None
    if any(char.isalnum() for char in line[: link.span.start]):
        return None, None
    url = links.unescape_target(link.target.of(line))
    if link.label == link.target:
        return None, url
    return links.unescape_target(link.label.of(line)).strip() or None, url


def is_typable(text: str) -> bool:
    """Tell whether ``text`` holds only what a form shows and gives back unchanged."""
    return text.isprintable() or not any(category(char) in _CONTROL_CATEGORIES for char in text)


def _refuse_control_characters(field: FieldName, text: str) -> None:
    if text.isprintable():
        return
    found = next((char for char in text if category(char) in _CONTROL_CATEGORIES), None)
    if found is None:
        return
    name = _FIELD_LABELS[field]
    if found in "\r\n":
        raise DraftError(field, f"the {name} has to be on one line")
    raise DraftError(field, f"the {name} cannot hold U+{ord(found):04X}, a control character")


_FIELD_LABELS: dict[FieldName, str] = {
    "title": "title",
    "url": "link",
    "kind": "kind",
    "date": "date",
    "notes": "notes",
}


_MOST_ENTRIES = 40
_AGREEMENT = 0.8


def guess_kind(document: Document, url: str) -> Kind | None:
    """Return the kind that entries linking to the host of ``url`` have, where they agree.

    Four in five of the first forty count as agreement. None where there are none.
    """
    host = urls.host_of(url)
    if not host:
        return None
    past = [kind for entry in _entries_with_host(document, host) if (kind := document.kind(entry))]
    if not past:
        return None
    kind, count = Counter(past).most_common(1)[0]
    return kind if count >= _AGREEMENT * len(past) else None


def _entries_with_host(document: Document, host: str) -> Iterator[Entry]:
    """Yield the entries whose link points at ``host``, from the top, ``_PAST`` at most."""
    text, at, given = document.text, -1, 0
    while given < _MOST_ENTRIES and (at := text.find(host, at + 1)) >= 0:
        entry = document.entry_at_line(document.line_at(at))
        if entry is None:
            continue
        if urls.host_of(document.url(entry) or "") == host:
            given += 1
            yield entry
        at = max(at, entry.span.end - 1)
