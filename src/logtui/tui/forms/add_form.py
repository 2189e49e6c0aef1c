"""The form for a new entry; the link comes first, and most of the rest follows from it."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.content import Content
from textual.widgets import Input, Static, TextArea

from logtui.document.editing.draft import (
    default_title,
    draft_to_read,
    guess_kind,
    split_title_and_link,
)
from logtui.document.editing.edits import add_draft
from logtui.document.editing.operations import AddEntry
from logtui.document.editing.typed_date import default_date
from logtui.document.properties.states import QueueHabit, queue_habit
from logtui.search.periods import users_today
from logtui.system.clipboard import clipboard_texts
from logtui.tui.background.typed_texts import ADD
from logtui.tui.bindings import bindings
from logtui.tui.drawing.labels import display_text, label_text
from logtui.tui.forms.entry_form import EntryForm
from logtui.tui.forms.kind_picker import KindPicker
from logtui.tui.forms.title_fetch import TitleFetch

if TYPE_CHECKING:
    from textual.binding import BindingType
    from textual.events import Key

    from logtui.document.dates.partial import PartialDate
    from logtui.document.editing.draft import Draft
    from logtui.document.model import Document
    from logtui.document.text.spans import Edit
    from logtui.tui.background.typed_texts import FieldTexts
    from logtui.tui.forms.entry_writer import EntryWriter, KnownEntry


_MAX_KNOWN_TITLE = 60
"""Characters that are shown of the title of the entry that has the link already."""

DEFAULT_FIELDS = {
    "url": "",
    "title": "",
    "kind": "",
    "date": "today",
    "state": "",
    "tags": "",
    "notes": "",
}
"""The fields of a form in which nothing has been typed."""


def empty_fields(document: Document) -> FieldTexts:
    """Return the fields of the form for a new entry in ``document`` before anything is typed."""
    today = users_today()
    return DEFAULT_FIELDS | {"date": "today" if default_date(document, today) else ""}


class AddForm(EntryForm):
    """Adds an entry to the log."""

    BINDINGS: ClassVar[list[BindingType]] = bindings(
        "form", "fetch", "later", "continue", "go_there"
    )

    def __init__(self, document: Document, writer: EntryWriter, text_name: str = ADD) -> None:
        """Make the form.

        Args:
            document: The log.
            writer: Saves what is typed, and keeps it until then.
            text_name: The name under which it is kept.
        """
        kinds = document.legend.kinds
        super().__init__(document, kinds, writer, text_name, empty_fields(document))
        self._clipboard_link: str | None = None
        self._last_link = self._initial["url"]
        self._last_title = self._initial["title"]
        self._split_title = ""
        self._unused_title = ("", "")

    def on_mount(self) -> None:
        """Make room for what is fetched and for the switch; the rest is done for every form."""
        self.mount(TitleFetch(self), after="#title-hint")
        self.mount(Static(id="state"), after="#date-meaning")
        self.mount(Static(id="state-hint", classes="hint"), after="#date-hint")

    def look_into_clipboards(self) -> None:
        """Offer the first link in a clipboard that the log lacks; call it in a thread."""
        document = self.document
        for text in clipboard_texts():
            _, url = split_title_and_link(text)
            is_link = url is not None and "://" in url
            if is_link and all(document.url(entry) != url for entry in document.entries):
                self.call_later(self.offer_link, url)
                break

    def offer_link(self, url: str) -> None:
        """Offer a link that the user may want, e.g. from the clipboard."""
        self._clipboard_link = url
        self.refresh_preview()

    def heading(self) -> str:
        """Return what the form is called."""
        return "Add an entry"

    def draft_with_date(self, date: datetime.date | PartialDate | None) -> Draft:
        """Return what is typed as a draft of ``date``; a link alone has a title of its own."""
        draft = super().draft_with_date(date)
        if not draft.title:
            draft = replace(draft, title=default_title(draft.url or ""))
        if not self._is_later:
            return draft
        is_guess = self.query_one(KindPicker).is_guessed
        if is_guess and queue_habit(self.document) in (QueueHabit.KIND, QueueHabit.LABEL):
            draft = replace(draft, kind=None)
        is_dated = self.field("date").value != self._start["date"]
        later = draft_to_read(self.document, draft)
        return replace(later, date=date) if is_dated else later

    def proposed_edit(self, draft: Draft) -> Edit | None:
        """Return the edit that adds ``draft``."""
        return add_draft(self.document, draft)

    def draft_operation(self, draft: Draft) -> AddEntry:
        """Return what adds ``draft``."""
        return AddEntry(draft)

    def refresh_preview(self) -> None:
        """Show the lines, and the offered link as long as there is none."""
        super().refresh_preview()
        self.field("title").placeholder = display_text(default_title(self.link))
        for switch in self.query("#state").results(Static):
            box, key = "[x]" if self._is_later else "[ ]", self.key_display("form.later")
            switch.update(Content(f"{box} for later {key}"))
        if self._clipboard_link and not self.field("url").value:
            self.show_hint("url", f"clipboard: {self._clipboard_link}   ↓ takes it")
        known = self._known_entry()
        if known is not None and not self.query_one("#url-hint").display:
            go_on, go = self.key_display("form.continue"), self.key_display("form.go_there")
            title = label_text(known.title, _MAX_KNOWN_TITLE)
            hint = f'already on {known.day}, "{title}":'
            hint += f" {go_on} continue it · {go} go there · or add anyway"
            self.show_hint("url", hint, "busy")
        if self._link_in_title():
            self.show_hint("title", "this is a link; it goes to Link when you leave the field")
        elif self._unused_title[0] and self._unused_title[1] == self.field("url").value:
            self.show_hint("title", f"yours stays; the link came with: {self._unused_title[0]}")

    def _known_entry(self) -> KnownEntry | None:
        """Return the entry that the log has with the link typed."""
        url = self.field("url").value.strip()
        return self._writer.known_entry(url) if url else None

    def on_key(self, event: Key) -> None:
        """Take the offered link with the arrow key that points to it."""
        url = self.field("url")
        if event.key == "down" and url.has_focus and self._clipboard_link and not url.value:
            url.value = self._clipboard_link
            url.cursor_position = len(url.value)

    @on(Input.Changed, "#url")
    def _handle_link(self, event: Input.Changed) -> None:
        """Split a Markdown link into link and title, and guess the kind from the host."""
        title, url = split_title_and_link(event.value)
        if title is not None:
            event.input.value = url or ""
            self._take_title(title, event.input.value)
            return
        picker = self.query_one(KindPicker)
        if picker.kind is None or picker.is_guessed:
            picker.choose(guess_kind(self.document, url) if url else None, is_guess=True)
        is_pasted = len(url or "") > len(self._last_link) + 1
        self._last_link = url or ""
        fetch = f"{self.key_display('form.fetch')} fetch · " if self._last_link else ""
        self.next_field_hint = fetch + EntryForm.next_field_hint
        self.withdraw_question()
        self.show_keys(self.key_line())
        for line in self.query(TitleFetch):
            line.stop_if_link_changed()
            # Typing adds one character at a time; more of them come from elsewhere.
            if self._writer.fetches_titles and is_pasted and "://" in self._last_link:
                line.start()

    def _take_title(self, title: str, url: str) -> None:
        """Put the title that came with ``url`` where the user has typed none."""
        field = self.field("title")
        filled_titles = (line.filled_title for line in self.query(TitleFetch))
        if field.value.strip() in {"", self._split_title, *filled_titles}:
            self._split_title = field.value = title
        elif field.value.strip() != title:
            self._unused_title = (title, url)

    @on(Input.Changed, "#title")
    def _handle_title(self, event: Input.Changed) -> None:
        """Take a link that is pasted here to where it belongs."""
        is_pasted = len(event.value) > len(self._last_title) + 1
        if event.value != self._last_title:
            self._unused_title = ("", "")
        self._last_title = event.value
        if is_pasted:
            self._move_link()

    @on(Input.Blurred, "#title")
    def _move_link(self) -> None:
        """Take a link that is all of the title to its own field, where that is empty."""
        url = self._link_in_title()
        if url:
            title = split_title_and_link(self.field("title").value)[0] or ""
            self._split_title = self.field("title").value = title
            self.field("url").value = url

    def _link_in_title(self) -> str:
        """Return the link that is all of the title; empty where it is none, or there is one."""
        _, url = split_title_and_link(self.field("title").value)
        return url if url and "://" in url and not self.field("url").value.strip() else ""

    async def save(self) -> None:
        """Save, with a link that was typed as title where it belongs."""
        self._move_link()
        await super().save()

    # What a fetch reads and fills

    @property
    def link(self) -> str:
        """The link that is typed."""
        return self.field("url").value.strip()

    @property
    def typed_title(self) -> str:
        """The title that is typed."""
        return self.field("title").value

    def fill_title(self, title: str) -> None:
        """Put ``title`` in the place of what is typed."""
        self.field("title").value = title

    def add_note(self, note: str) -> None:
        """Add a line to the notes."""
        notes = self.query_one(TextArea)
        gap = "\n" if notes.text and not notes.text.endswith("\n") else ""
        notes.insert(gap + note, notes.document.end)

    # Keys

    def action_fetch(self) -> None:
        """Fetch the title of the link, or take what is offered."""
        self.query_one(TitleFetch).take_or_fetch()

    def action_continue(self) -> None:
        """Begin with the kind and the title of the entry that has the same link."""
        known = self._known_entry()
        if known is None:
            return
        kind = next(
            (kind for kind in self.document.legend.kinds if kind.symbol == known.symbol), None
        )
        if kind is not None:
            self.query_one(KindPicker).choose(kind, is_guess=False)
        title = self.field("title")
        title.value = known.title
        title.cursor_position = len(title.value)
        title.focus()

    def action_go_there(self) -> None:
        """Close the form, whose text is kept, and go to the entry that has the same link."""
        known = self._known_entry()
        if known is not None:
            self.query_one(TitleFetch).stop()
            self.action_close()
            self._writer.go_to_known_entry(known)

    def action_close(self) -> None:
        """Stop the fetch that goes on; where none does, close the form."""
        if not self.query_one(TitleFetch).stop():
            super().action_close()
