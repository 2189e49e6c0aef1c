"""What is done to a log to bring in what other programs have kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Literal, NamedTuple

from logtui.document.editing.draft import Draft, DraftError, draft_to_read, guess_kind
from logtui.document.editing.edits import change_entry, draft_of
from logtui.document.editing.notes import extended_notes
from logtui.document.editing.verification import check_edit
from logtui.document.order import is_dated, is_only_preamble
from logtui.document.properties.states import STATES, QueueHabit, queue_habit
from logtui.document.properties.tags import title_without_tags
from logtui.document.reading.parser import parse_text
from logtui.document.relations.same_link import link_identity
from logtui.document.text.encoding import repair_for_display
from logtui.document.text.spans import Edit, Span, combine_edits, trim_edit
from logtui.document.text.urls import DEFAULT_PORTS, host_of, split_url
from logtui.document.text.wording import counted_noun
from logtui.importing.batch import add_drafts
from logtui.importing.tag_lines import (
    TagStyle,
    tag_line,
    tags_besides,
    usual_tag_style,
    writable_tags,
)

if TYPE_CHECKING:
    from logtui.document.dates.partial import PartialDate
    from logtui.document.legend import Kind
    from logtui.document.model import Document, Entry
    from logtui.importing.source_item import SourceItem

IfExists = Literal["skip", "add", "note"]
Folders = Literal["ignore", "tag", "kind"]
Unread = Literal["skip", "queue", "add"]


class Fate(StrEnum):
    """What becomes of an item."""

    NEW = "new"
    NOTED = "noted"
    THERE = "already there"
    DOUBLED = "doubled"
    UNDATED = "without a date"
    NOT_WEB = "not web links"
    UNREAD = "unread"
    OUTSIDE = "outside of the dates"
    REFUSED = "refused"


class ItemFate(NamedTuple):
    """An item and what becomes of it.

    Attributes:
        item: The item, with what doubles of it say, too.
        fate: What becomes of it.
        reason: Why it is refused; else empty.
    """

    item: SourceItem
    fate: Fate
    reason: str = ""


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What is wanted of an import.

    Attributes:
        if_exists: What is done where the log has the link.
        undated: The date of what has none; None leaves it out.
        unread: What is done with what is still to be read; None does what the log does.
        tags: How tags are written; None as the log does.
        folders: What becomes of the folders that bookmarks are in.
        kind: The kind of all; None guesses it.
        since: The first date that is wanted; None for any.
        until: The last date that is wanted; None for any.
    """

    if_exists: IfExists = "skip"
    undated: PartialDate | None = None
    unread: Unread | None = None
    tags: TagStyle | None = None
    folders: Folders = "ignore"
    kind: Kind | str | None = None
    since: PartialDate | None = None
    until: PartialDate | None = None


@dataclass
class ImportItems:
    """Adds items of other programs to a log.

    Attributes:
        items: The items, in the order of their sources.
        options: What is wanted.
        origin: What they come from, for the list of writes.
        fates: What became of each, the last time that an edit was made.
        dropped_tags: How many tags were left out, as the log has none.
    """

    items: Sequence[SourceItem]
    options: ImportOptions
    origin: str
    fates: list[ItemFate] = field(default_factory=list)
    dropped_tags: int = 0

    @property
    def label(self) -> str:
        """What it is, in a few words."""
        count = self.count(Fate.NEW) + self.count(Fate.NOTED)
        return f"import {counted_noun(count, 'entry')} from {self.origin}"

    def count(self, fate: Fate) -> int:
        """Return of how many items this became."""
        return sum(other.fate is fate for other in self.fates)

    def edit(self, document: Document) -> Edit | None:
        """Return the edit that brings the items into ``document``; None where all are there."""
        plan = _ImportPlan(document, self.options, self.items)
        self.fates = []
        for item in self.items:
            plan.take(item)
        text = plan.written_text()
        self.fates, self.dropped_tags = plan.fates, plan.dropped_tags
        if text == document.text:
            return None
        return trim_edit(Edit(Span(0, len(document.text)), text), document.text)


class _ImportPlan:
    """What becomes of items that are brought into a log."""

    def __init__(
        self, document: Document, options: ImportOptions, items: Sequence[SourceItem]
    ) -> None:
        self.document, self.options = document, options
        self.fates: list[ItemFate] = []
        self.dropped_tags = 0
        self._has_days = is_dated(document) or is_only_preamble(document)
        tags = (tag for item in items for tag in item.tags)
        self._tag_style = options.tags or usual_tag_style(document, tags)
        self._queue_habit = queue_habit(document)
        self._has_boxes = self._queue_habit is QueueHabit.BOX or (
            self._queue_habit is None and (options.unread == "queue" or not document.entries)
        )
        self._known = {
            identity_of(
                repair_for_display(title_without_tags(document, entry)), document.url(entry) or ""
            ): entry
            for entry in document.entries
        }
        self._taken: dict[str, int] = {}
        self._kinds_of_hosts: dict[str, Kind | None] = {}

    def take(self, item: SourceItem) -> None:
        """Decide what becomes of ``item``; what doubles another one is added to that."""
        url = item.url.strip().replace(" ", "%20")
        if (url and split_url(url).scheme not in DEFAULT_PORTS) or not (url or item.title):
            self.fates.append(ItemFate(item, Fate.NOT_WEB))
            return
        title = item.title
        if not title or (url and title in {url, item.url}):
            title = url.partition("//")[2].rstrip("/") or url
        item = replace(item, url=url, title=title)
        identity = identity_of(title, url)
        if identity in self._taken:
            number = self._taken[identity]
            self.fates[number] = self._fate(merged_items(self.fates[number].item, item), identity)
            self.fates.append(ItemFate(item, Fate.DOUBLED))
            return
        self._taken[identity] = len(self.fates)
        self.fates.append(self._fate(item, identity))

    def _fate(self, item: SourceItem, identity: str) -> ItemFate:
        options = self.options
        date = item.date or options.undated
        key = date.order_key() if date else None
        since, until = (
            bound.order_key() if bound else None for bound in (options.since, options.until)
        )
        if identity in self._known and options.if_exists != "add":
            fate = Fate.NOTED if options.if_exists == "note" and item.notes else Fate.THERE
        elif date is None and self._has_days and not self._goes_to_section(item):
            fate = Fate.UNDATED
        elif key and ((since and key < since) or (until and key > until)):
            fate = Fate.OUTSIDE
        elif item.is_unread and not self._takes_unread(item):
            fate = Fate.UNREAD
        else:
            fate = Fate.NEW
        return ItemFate(item, fate)

    def _takes_unread(self, item: SourceItem) -> bool:
        """Tell whether ``item``, still to be read, comes in; what stood in a log was chosen."""
        can_say_so = self._queue_habit or (item.state and self._has_boxes)
        return (self.options.unread or ("queue" if can_say_so else "skip")) != "skip"

    def _is_queued(self, item: SourceItem) -> bool:
        """Tell whether ``item`` is marked as still to be read, if it comes in at all."""
        return item.is_unread and self.options.unread != "add"

    def _goes_to_section(self, item: SourceItem) -> bool:
        return self._is_queued(item) and self._queue_habit is QueueHabit.SECTION

    def written_text(self) -> str:
        """Return the log with what is new; what is refused is known then."""
        document = self._with_notes()
        numbers = [number for number, fate in enumerate(self.fates) if fate.fate is Fate.NEW]
        batch = add_drafts(document, [self._draft(self.fates[number].item) for number in numbers])
        for index, error in batch.refusals.items():
            number = numbers[index]
            self.fates[number] = self.fates[number]._replace(fate=Fate.REFUSED, reason=str(error))
        return batch.document.text

    def _with_notes(self) -> Document:
        """Return the log with the notes that its entries get."""
        document, edits = self.document, []
        for number, (item, fate, _) in enumerate(self.fates):
            if fate is not Fate.NOTED:
                continue
            entry = self._known[identity_of(item.title, item.url)]
            try:
                edit = noted_entry_edit(document, entry, item.notes)
            except DraftError as error:
                self.fates[number] = ItemFate(item, Fate.REFUSED, str(error))
                continue
            if edit is None:
                self.fates[number] = ItemFate(item, Fate.THERE)
            else:
                edits.append(edit)
        if not edits:
            return document
        text = combine_edits(document.text, edits).apply(document.text)
        return parse_text(text, document.encoding)

    def _draft(self, item: SourceItem) -> Draft:
        """Return ``item`` as an entry of the log."""
        options, legend = self.options, self.document.legend
        words = [item.kind, *item.tags]
        if options.folders == "kind":
            words += reversed(item.folder)
        kinds = ((word, legend.find_kind(word)) for word in words if word)
        word, own_kind = next(((word, kind) for word, kind in kinds if kind), ("", None))
        tags = [tag for tag in item.tags if tag != word]
        if options.folders == "tag":
            tags += (name for name in item.folder if name not in tags)
        kind: Kind | str | None = options.kind or own_kind or self._kind_of_host(item.url)
        if self._is_queued(item) and self._queue_habit in (QueueHabit.KIND, QueueHabit.LABEL):
            kind = options.kind
        style = self._tag_style
        own_tags = writable_tags(self.document, tags) if style == "own" else ()
        line = tag_line(tags_besides(tags, item.notes), style)
        if style == "ignore":
            self.dropped_tags += len(tags)
        notes = "\n".join(filter(None, (item.notes, line)))
        date = (item.date or options.undated) if self._has_days else None
        draft = Draft(item.title, item.url or None, kind, date, notes, own_tags)
        if self._is_queued(item):
            return draft_to_read(self.document, draft)
        if item.state != "open" and self._has_boxes:
            return replace(draft, state=item.state)
        return draft

    def _kind_of_host(self, url: str) -> Kind | None:
        host = host_of(url)
        if host not in self._kinds_of_hosts:
            self._kinds_of_hosts[host] = guess_kind(self.document, url) if host else None
        return self._kinds_of_hosts[host]


def identity_of(title: str, url: str) -> str:
    """Return a text that is equal for two things that are the same."""
    if url and not url.startswith("#"):
        return link_identity(url)
    return " ".join(title.casefold().split())


def merged_items(first: SourceItem, second: SourceItem) -> SourceItem:
    """Return two items about one thing as one: the earlier date, all tags and all notes."""
    dates = [date for date in (first.date, second.date) if date]
    notes = dict.fromkeys([*first.notes.splitlines(), *second.notes.splitlines()])
    return replace(
        first,
        date=min(dates, key=lambda date: date.order_key() or (0, 0, 0), default=None),
        tags=tuple(dict.fromkeys(first.tags + second.tags)),
        notes="\n".join(notes),
        folder=first.folder or second.folder,
        kind=first.kind or second.kind,
        is_unread=first.is_unread and second.is_unread,
        state=max(filter(None, (first.state, second.state)), key=STATES.index, default=None),
    )


def noted_entry_edit(document: Document, entry: Entry, notes: str) -> Edit | None:
    """Return the edit that adds those lines of ``notes`` to ``entry`` that it lacks.

    Raises:
        DraftError: It has none that reads back.
    """
    draft = draft_of(document, entry)
    if draft is None:
        raise DraftError("notes", "the notes of this entry can only be edited by hand")
    new = replace(draft, notes=extended_notes(document, entry, notes.splitlines()))
    edit = change_entry(document, entry, new)
    if edit is not None:
        check_edit(document, edit, new, entry)
    return edit


def import_summary(operation: ImportItems) -> str:
    """Return in one line what became of the items of ``operation``."""
    counts = Counter(fate.fate for fate in operation.fates)
    days = sorted(
        iso
        for fate in operation.fates
        if fate.fate is Fate.NEW
        and (date := fate.item.date or operation.options.undated)
        and (iso := date.partial_iso())
    )
    span = " … ".join(dict.fromkeys((days[0], days[-1]))) if days else ""
    texts: Mapping[Fate, str] = {
        Fate.NEW: f"{counts[Fate.NEW]} new" + (f" ({span})" if span else ""),
        Fate.THERE: f"{counts[Fate.THERE]} already there",
        Fate.UNDATED: f"{counts[Fate.UNDATED]} without a date",
        Fate.NOT_WEB: f"{counts[Fate.NOT_WEB]} not web links",
        Fate.REFUSED: f"{counts[Fate.REFUSED]} refused",
        Fate.NOTED: f"{counts[Fate.NOTED]} with a new note",
        Fate.DOUBLED: f"{counts[Fate.DOUBLED]} doubled",
        Fate.UNREAD: f"{counts[Fate.UNREAD]} still to be read",
        Fate.OUTSIDE: f"{counts[Fate.OUTSIDE]} outside of the dates",
    }
    always = (Fate.NEW, Fate.THERE, Fate.UNDATED, Fate.NOT_WEB, Fate.REFUSED)
    return ", ".join(text for fate, text in texts.items() if fate in always or counts[fate])
