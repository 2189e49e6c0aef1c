"""An entry as a form holds it, what no log can hold, its state, and the kind of a link."""

from __future__ import annotations

import datetime
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal
from unicodedata import category

from logtui.document.dates.partial import PartialDate, valid_date
from logtui.document.editing.pasted_link import bare_link, is_address, strip_unseen
from logtui.document.order import is_dated
from logtui.document.properties import states
from logtui.document.properties.queue_names import is_queue_tag
from logtui.document.properties.states import QueueHabit, State
from logtui.document.relations.same_link import arxiv_id
from logtui.document.text import lines, links, markdown, urls
from logtui.errors import LogtuiError

if TYPE_CHECKING:
    from logtui.document.legend import Kind, Legend
    from logtui.document.model import Document, Entry


FieldName = Literal["title", "url", "kind", "date", "notes", "state", "tags"]
"""The fields of a draft that an error can be about."""

_TITLE_AND_LINK = 2
_MARKS_AFTER_LINK = " .,;:!?…\"'”’»)"
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
        kind: A kind of the log's legend, or any text that is written before the title (a
            symbol or word of the legend stands for its kind); None for no kind.
        date: The day; one that the log gives only by its month may lack the day. None leaves it
            open, which only a log without dates allows.
        notes: Markdown, line by line, nested by relative indentation. A line without a list marker
            becomes a bullet where the notes around it are bullets. Empty for no notes.
        tags: The names of its tags, without signs, each once. Those of the entry that is changed,
            in the same order, stay as they are written.
        state: Whether it is to be read, being read, done or dropped; None where nothing says so. A
            new entry without a state looks like its neighbours.
    """

    title: str
    url: str | None = None
    kind: Kind | str | None = None
    date: datetime.date | PartialDate | None = None
    notes: str = ""
    tags: tuple[str, ...] = ()
    state: State | None = None


def normalize_draft(draft: Draft, old_url: str | None = None) -> Draft:
    """Return ``draft`` with plain line ends in the notes and an empty link or kind as None.

    A link other than ``old_url``, which the entry has, is freed from what a paste left around it.

    Raises:
        DraftError: A field holds what no log can hold there, or the title is empty.
    """
    notes = draft.notes.replace("\r\n", "\n").replace("\r", "\n")
    url = draft.url if draft.url == old_url else bare_link(draft.url or "")
    kind = draft.kind.strip() or None if isinstance(draft.kind, str) else draft.kind
    if not draft.title.strip():
        raise DraftError("title", "give the entry a title")
    _refuse_control_characters("title", draft.title)
    _refuse_control_characters("url", url or "")
    _refuse_control_characters("kind", kind if isinstance(kind, str) else "")
    _refuse_control_characters("tags", "".join(draft.tags))
    _refuse_control_characters("notes", notes.replace("\n", "").replace("\t", ""))
    return replace(draft, url=url or None, kind=kind, date=partial_date(draft.date), notes=notes)


def partial_date(date: datetime.date | PartialDate | None) -> PartialDate | None:
    """Return ``date`` in the form in which a document gives dates.

    Raises:
        DraftError: The calendar has no such date.
    """
    if date is None:
        return None
    partial = valid_date(date.year, date.month, date.day)
    if partial is None:
        raise DraftError("date", "the calendar has no such date")
    return partial


def kind_symbol(kind: Kind | str | None, legend: Legend) -> str | None:
    """Return what is written before a title for ``kind``; None for no kind."""
    if isinstance(kind, str):
        legend_kind = legend.find_kind(kind)
        return legend_kind.symbol if legend_kind else kind
    return kind.symbol if kind else None


def split_title_and_link(text: str) -> tuple[str | None, str | None]:
    """Return the title and the link of a pasted ``text``.

    ``[title](link)`` gives both, also after a list marker or a symbol, and so do a line and an
    address in the next one, or the other way round; an address alone gives only a link; anything
    else gives None for both. What a paste leaves around a link is taken off.
    """
    pasted_lines = [line for _, line in lines.iter_lines(text) if strip_unseen(line)]
    if len(pasted_lines) == _TITLE_AND_LINK:
        return _title_and_address(*map(strip_unseen, pasted_lines))
    line = strip_unseen(text)
    bullet = markdown.BULLET.match(line)
    line = line[bullet.end() :] if bullet else line
    address = bare_link(line)
    if is_address(address):
        return None, links.unescape_target(address)
    link = links.first_link(line)
    if "\n" in line or link is None or line[link.span.end :].strip(_MARKS_AFTER_LINK):
        return None, None
    if any(char.isalnum() for char in line[: link.span.start]):
        return None, None
    url = bare_link(links.unescape_target(link.target.of(line)))
    if link.label == link.target:
        return None, url
    return links.unescape_target(link.label.of(line)).strip() or None, url


def _title_and_address(first: str, second: str) -> tuple[str | None, str | None]:
    """Return which of two lines is a title and which an address; None twice where that is open."""
    for title, url in ((first, bare_link(second)), (second, bare_link(first))):
        if is_address(url) and links.first_link(title) is None:
            return title, links.unescape_target(url)
    return None, None


def default_title(url: str) -> str:
    """Return the title that an entry with the link ``url`` has until it gets another one.

    It is the id of an arXiv paper, else host and path; empty where the link has no host.
    """
    if number := arxiv_id(url):
        return f"arXiv {number}"
    address = urls.split_url(url)
    host = urls.bare_host(address.host)
    return f"{host}{urls.percent_decode(address.path)}".rstrip("/") if host else ""


def is_typable(text: str) -> bool:
    """Tell whether ``text`` holds only what a form shows and gives back unchanged."""
    return text.isprintable() or not any(category(char) in _CONTROL_CATEGORIES for char in text)


def _refuse_control_characters(field: FieldName, text: str) -> None:
    if is_typable(text):
        return
    char = next(char for char in text if category(char) in _CONTROL_CATEGORIES)
    name = "link" if field == "url" else field
    if char in "\r\n":
        raise DraftError(field, f"the {name} has to be on one line")
    raise DraftError(field, f"the {name} cannot hold U+{ord(char):04X}, a control character")


_MOST_ENTRIES = 40
_AGREEMENT = 0.8


def guess_kind(document: Document, url: str) -> Kind | None:
    """Return the kind of the entries that link to the host of ``url``, where most agree.

    Four in five of the first forty are enough. None where there are none.
    """
    host = urls.host_of(url)
    if not host:
        return None
    kinds: Counter[Kind] = Counter()
    offset, count = -1, 0
    while count < _MOST_ENTRIES and (offset := document.text.find(host, offset + 1)) >= 0:
        entry = document.entry_at_line(document.line_at(offset))
        if entry is None:
            continue
        if urls.host_of(document.url(entry) or "") == host:
            count += 1
            kinds.update(filter(None, [document.kind(entry)]))
        offset = max(offset, entry.span.end - 1)
    if not kinds:
        return None
    kind, agreeing = kinds.most_common(1)[0]
    return kind if agreeing >= _AGREEMENT * kinds.total() else None


WayToFinish = Literal["move", "tick"]
"""What becomes of an entry that is done: it goes to the day on which it was, or gets a tick."""

_PENDING: tuple[State | None, ...] = ("open", "reading")


def toggled_state(state: State | None) -> State:
    """Return what one key makes of an entry in ``state``: done where that is open, else open."""
    return "done" if state in _PENDING else "open"


def with_state(
    document: Document,
    entry: Entry,
    draft: Draft,
    state: State | None,
    today: datetime.date,
    way: WayToFinish | None = None,
) -> Draft:
    """Return ``draft``, of ``entry``, in ``state``, as ``change_entry`` writes it.

    Args:
        document: The log.
        entry: The entry.
        draft: What is to be written of it besides.
        state: The state that it gets; None for none.
        today: The day that it goes to where it is done.
        way: How it is done; None as the log does it: what a checkbox says is ticked, but in a
            section of what is to be read only if others are; else it goes to the day on which it
            was read, like the rest of the log.

    Raises:
        DraftError: It is to be read because of where it stands, and is to have no state.
    """
    if state == draft.state:
        return draft
    if state is None and document.days[entry.day].is_queue:
        raise DraftError("state", "what stands here is to be read; move it to a day, or finish it")
    if state == "done" and _moves(document, entry, draft.state, way):
        draft, state = replace(draft, date=today), None
    if draft.state == "dropped" and states.is_struck(document, entry):
        draft = replace(draft, title=states.STRUCK.sub(r"\1", draft.title, count=1))
    if state is None or state == "done":
        draft = _without_signs(document, entry, draft)
    if state == "open" and states.checkbox(document, entry) is None:
        return _with_queue_sign(document, draft)
    return replace(draft, state=state)


def draft_to_read(document: Document, draft: Draft) -> Draft:
    """Return ``draft``, a new entry, as one that is still to be read, in the way of the log.

    A section for those takes it in without a date. In a log without any way it gets a checkbox.
    """
    if states.queue_habit(document) is QueueHabit.SECTION:
        return replace(draft, date=None, state="open")
    return _with_queue_sign(document, draft)


def _with_queue_sign(document: Document, draft: Draft) -> Draft:
    """Return ``draft`` as open, with the kind, label or tag that says so where the log has one."""
    habit = states.queue_habit(document)
    if habit is QueueHabit.TAG:
        marks = (states.queue_tag(document, entry) for entry in reversed(document.entries))
        tag = next(mark for mark in marks if mark).name.of(document.text)
        return replace(draft, tags=(*draft.tags, tag), state="open")
    if habit in (QueueHabit.KIND, QueueHabit.LABEL) and draft.kind is None:
        kinds = (*document.legend.kinds, *map(document.kind, reversed(document.entries)))
        kind = next(kind for kind in kinds if states.is_queue_kind(kind))
        return replace(draft, kind=kind, state="open")
    return replace(draft, state="open")


def _without_signs(document: Document, entry: Entry, draft: Draft) -> Draft:
    """Return ``draft``, of ``entry``, without the kind and the tags that say it is to be read."""
    kind = document.kind(entry)
    is_kept = kind_symbol(draft.kind, document.legend) == kind_symbol(kind, document.legend)
    if is_kept and states.is_queue_kind(kind):
        draft = replace(draft, kind=None)
    if states.queue_tag(document, entry) is None:
        return draft
    return replace(draft, tags=tuple(tag for tag in draft.tags if not is_queue_tag(tag)))


def _moves(document: Document, entry: Entry, state: State | None, way: WayToFinish | None) -> bool:
    """Tell whether ``entry``, in ``state``, goes to another day when it is done."""
    if state not in _PENDING or not is_dated(document):
        return False
    if way is not None:
        return way == "move"
    if states.checkbox(document, entry) is None:
        return True
    day = document.days[entry.day]
    others = document.entries[day.first_entry : day.stop_entry]
    return day.is_queue and all(states.entry_state(document, one) != "done" for one in others)
