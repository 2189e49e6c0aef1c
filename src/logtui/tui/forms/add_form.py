"""The form for a new entry; the link comes first, and most of the rest follows from it."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.widgets import Input, TextArea

from logtui.document.editing.draft import guess_kind, split_title_and_link
from logtui.document.editing.edits import add_draft, draft_of
from logtui.document.editing.typed_date import default_date
from logtui.document.editing.verification import check_edit
from logtui.tui.bindings import bindings
from logtui.tui.forms.entry_form import EntryForm
from logtui.tui.forms.kind_picker import KindPicker
from logtui.tui.forms.title_fetch import Fields, TitleFetch

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.binding import BindingType
    from textual.events import Key

    from logtui.document.editing.draft import Draft
    from logtui.document.model import Document
    from logtui.document.text.spans import Edit
    from logtui.tui.forms.entry_form import Desk
    from logtui.tui.log_relations import Relations


class KnownEntry(NamedTuple):
    """The latest entry with a link.

    Attributes:
        document: The log that it stands in.
        entry: Index in ``document.entries``.
        day: What its day is called, safe to show.
        title: Its title, to be typed again.
        symbol: The symbol of its kind; empty without one.
    """

    document: Document
    entry: int
    day: str
    title: str
    symbol: str


class Aids(NamedTuple):
    """What helps with a link that is typed.

    Attributes:
        known: Gives the latest entry with the same link; None where there is none, or where that
            is not known yet.
        go: Leads to such an entry.
        fetches: Whether the title of a pasted link is fetched without a key.
    """

    known: Callable[[str], KnownEntry | None]
    go: Callable[[KnownEntry], object]
    fetches: bool = False


NO_AIDS = Aids(lambda _url: None, lambda _known: None)
"""A form with these is on its own."""


def latest_entry_with(relations: Relations, url: str) -> KnownEntry | None:
    """Return the latest entry whose link leads where ``url`` does; None where there is none."""
    entry = relations.latest_with_link(url)
    if entry is None:
        return None
    document = relations.document
    found = document.entries[entry]
    draft, kind = draft_of(document, found), document.kind(found)
    return KnownEntry(
        document,
        entry,
        relations.date_label(entry, datetime.date.today().year),  # noqa: DTZ011 - the user's own
        draft.title if draft else document.title(found),
        kind.symbol if kind else "",
    )


DEFAULT_FIELDS = {"url": "", "title": "", "kind": "", "date": "today", "notes": ""}
"""The fields of a form in which nothing has been typed."""


def empty_fields(document: Document) -> dict[str, str]:
    """Return the fields of the form for a new entry in ``document`` before anything is typed."""
    today = datetime.date.today()  # noqa: DTZ011 - the user's own day is meant
    return DEFAULT_FIELDS | {"date": "today" if default_date(document, today) else ""}


class AddForm(EntryForm):
    """Adds an entry to the log."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("form", "fetch", "continue", "go_there")

    def __init__(
        self, document: Document, values: dict[str, str], desk: Desk, aids: Aids = NO_AIDS
    ) -> None:
        """Make the form.

        Args:
            document: The log.
            values: What to begin with: ``EMPTY``, or a draft that was kept.
            desk: Takes what is typed.
            aids: What helps with the link.
        """
        super().__init__(document, values, document.legend.kinds, desk)
        self._aids = aids
        self._clipboard_link: str | None = None
        self._last_link = values["url"]
        self._last_title = values["title"]
        self._split_title = ""
        self._unused_title = ("", "")

    def on_mount(self) -> None:
        """Make room for what is fetched; the rest is done for every form."""
        fields = Fields(
            link=lambda: self.field("url").value,
            title=lambda: self.field("title").value,
            put_title=lambda title: setattr(self.field("title"), "value", title),
            add_note=self._add_note,
        )
        self.mount(TitleFetch(fields), after="#title-hint")

    def offer(self, url: str) -> None:
        """Offer a link that the user may want, e.g. from the clipboard."""
        self._clipboard_link = url
        self.refresh_preview()

    def heading(self) -> str:
        """Return what the form is called."""
        return "Add an entry"

    def proposed_edit(self, draft: Draft) -> Edit | None:
        """Return the edit that adds ``draft``."""
        return add_draft(self.document, draft)

    def check_draft(self, draft: Draft) -> None:
        """Raise what keeps ``draft`` from being read back as it was typed."""
        check_edit(self.document, add_draft(self.document, draft), draft)

    def refresh_preview(self) -> None:
        """Show the lines, and the offered link as long as there is none."""
        super().refresh_preview()
        if self._clipboard_link and not self.field("url").value:
            self.hint("url", f"clipboard: {self._clipboard_link}   ↓ takes it")
        known = self._known_entry()
        if known is not None and not self.query_one("#url-hint").display:
            go_on, go = self.key_display("form.continue"), self.key_display("form.go_there")
            words = f"already on {known.day}: {go_on} continue it · {go} go there · or add anyway"
            self.hint("url", words, "busy")
        if self._link_in_title():
            self.hint("title", "this is a link; it goes to Link when you leave the field")
        elif self._unused_title[0] and self._unused_title[1] == self.field("url").value:
            self.hint("title", f"yours stays; the link came with: {self._unused_title[0]}")

    def _known_entry(self) -> KnownEntry | None:
        """Return the entry that the log has with the link typed."""
        url = self.field("url").value.strip()
        return self._aids.known(url) if url else None

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
            picker.choose(guess_kind(self.document, url) if url else None, guessed=True)
        pasted = len(url or "") > len(self._last_link) + 1
        self._last_link = url or ""
        for line in self.query(TitleFetch):
            line.stop_if_link_changed()
            # Typing adds one character at a time; more of them come from elsewhere.
            if self._aids.fetches and pasted and "://" in self._last_link:
                line.start()

    def _take_title(self, title: str, url: str) -> None:
        """Put the title that came with ``url`` in the place of none, or of one that was found."""
        field = self.field("title")
        found = {"", self._split_title, *(line.filled_title for line in self.query(TitleFetch))}
        if field.value.strip() in found:
            self._split_title = field.value = title
        elif field.value.strip() != title:
            self._unused_title = (title, url)

    @on(Input.Changed, "#title")
    def _handle_title(self, event: Input.Changed) -> None:
        """Take a link that is pasted here to where it belongs."""
        pasted = len(event.value) > len(self._last_title) + 1
        if event.value != self._last_title:
            self._unused_title = ("", "")
        self._last_title = event.value
        if pasted:
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

    def action_save(self) -> None:
        """Save, with a link that was typed as title where it belongs."""
        self._move_link()
        super().action_save()

    def _add_note(self, note: str) -> None:
        notes = self.query_one(TextArea)
        gap = "\n" if notes.text and not notes.text.endswith("\n") else ""
        notes.insert(gap + note, notes.document.end)

    def action_fetch(self) -> None:
        """Fetch the title of the link, or take what was found."""
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
            self.query_one(KindPicker).choose(kind, guessed=False)
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
            self._aids.go(known)

    def action_close(self) -> None:
        """Stop the fetch that goes on; where none does, close the form."""
        if not self.query_one(TitleFetch).stop():
            super().action_close()
