"""The form for one entry: its fields, what is wrong with them, and the lines they will make."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.screen import ModalScreen
from textual.widgets import Input, Label, Static, TextArea

from logtui.document.date_input import read_date
from logtui.document.drafts import Draft, DraftError
from logtui.tui.dialogs.kind_picker import KindPicker
from logtui.tui.dialogs.preview import preview
from logtui.tui.labels import shown
from logtui.tui.strips import named, themed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from logtui.document.legend import Kind
    from logtui.document.model import Document
    from logtui.document.text import Edit

FIELDS = ("url", "title", "kind", "date", "notes")
"""The fields by the names that a ``DraftError`` uses, in their order on the screen."""


class EntryForm(ModalScreen[None]):
    """Takes the parts of an entry and shows what will be written.

    Subclasses say what the draft becomes. The form stays open until the screen below it has
    saved; whatever is typed is told with every change, so that it can be kept.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", id="form.save"),
        Binding("escape", "close", "Close, keep the draft", id="form.close"),
    ]
    first_field = "url"

    class Submitted(Message):
        """The draft is complete and is to be saved.

        Attributes:
            form: Where it was typed.
            draft: What to save.
        """

        def __init__(self, form: EntryForm, draft: Draft) -> None:
            super().__init__()
            self.form = form
            self.draft = draft

    class Changed(Message):
        """Something was typed.

        Attributes:
            values: What stands in each field.
        """

        def __init__(self, values: dict[str, str]) -> None:
            super().__init__()
            self.values = values

    def __init__(self, document: Document, values: dict[str, str], kinds: Sequence[Kind]) -> None:
        super().__init__()
        self._document = document
        self._initial = values
        self._kinds = list(kinds)

    # What subclasses say

    def heading(self) -> str:
        """Return what the form is called."""
        raise NotImplementedError

    def proposed(self, draft: Draft) -> Edit | None:
        """Return the edit that saving ``draft`` makes; None where it changes nothing.

        Raises:
            DraftError: It cannot be written as it is.
        """
        raise NotImplementedError

    def checked(self, draft: Draft) -> None:
        """Raise what keeps ``draft`` from being read back as it was typed.

        Raises:
            DraftError: It would not be.
        """
        raise NotImplementedError

    # The screen

    def compose(self) -> ComposeResult:
        """Yield the fields, each with room for what is wrong with it, and the preview."""
        values = self._initial
        with Vertical(id="form") as form:
            form.border_title = self.heading()
            form.border_subtitle = "^s save · tab next field · esc close, keep the draft"
            yield from self._row("Link", "url", Input(values["url"], id="url", compact=True))
            yield from self._row("Title", "title", Input(values["title"], id="title", compact=True))
            yield from self._row("Kind", "kind", KindPicker(self._kinds, id="kind"))
            yield from self._row("Date", "date", Input(values["date"], id="date", compact=True))
            yield from self._row("Notes", "notes", self._notes())
            with VerticalScroll(id="preview-box", can_focus=False):
                yield Static(id="preview")

    def _row(self, label: str, field: str, widget: Input | KindPicker | TextArea) -> ComposeResult:
        with Horizontal(classes=f"row {field}-row"):
            yield Label(label)
            yield widget
        yield Static(id=f"{field}-hint", classes="hint")

    def _notes(self) -> TextArea:
        notes = TextArea(
            self._initial["notes"],
            id="notes",
            compact=True,
            tab_behavior="focus",
            placeholder="one bullet a line, indented ones are nested (optional)",
        )
        notes.show_line_numbers = False
        return notes

    def on_mount(self) -> None:
        """Choose the kind and put the cursor where typing begins."""
        symbol = self._initial["kind"]
        kind = next((kind for kind in self._kinds if kind.symbol == symbol), None)
        self.query_one(KindPicker).choose(kind, guessed=False)
        self.query_one(f"#{self.first_field}").focus()
        self.refresh_preview()

    @property
    def document(self) -> Document:
        """The log that is written into."""
        return self._document

    def field(self, name: str) -> Input:
        """Return the one-line field called ``name``."""
        return self.query_one(f"#{name}", Input)

    def values(self) -> dict[str, str]:
        """Return what stands in each field."""
        kind = self.query_one(KindPicker).kind
        return {
            "url": self.field("url").value,
            "title": self.field("title").value,
            "kind": kind.symbol if kind else "",
            "date": self.field("date").value,
            "notes": self.query_one(TextArea).text,
        }

    def draft(self) -> Draft:
        """Return what is typed as a draft.

        Raises:
            DraftError: The date is none.
        """
        values = self.values()
        today = datetime.date.today()  # noqa: DTZ011 - the user's own day is meant
        return Draft(
            title=values["title"].strip(),
            url=values["url"].strip() or None,
            kind=self.query_one(KindPicker).kind,
            date=read_date(values["date"], today, self._document) if values["date"] else None,
            notes=values["notes"],
        )

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(KindPicker.Chosen)
    def _changed(self) -> None:
        self.refresh_preview()
        self.post_message(self.Changed(self.values()))

    @on(Input.Submitted)
    def _next_field(self) -> None:
        self.focus_next()

    def refresh_preview(self) -> None:
        """Show the lines that will be written, or beside its field what is wrong."""
        for name in FIELDS:
            self.hint(name, "")
        try:
            draft = self.draft()
            edit = self.proposed(draft)
        except DraftError as error:
            # A title is missing in every form that was just opened; that is no news.
            if error.field != "title" or self.field("title").value:
                self.hint(error.field, str(error), "error")
            self._show([])
            return
        self._show(preview(self._document, edit) if edit else [named("nothing changes", "dim")])

    def hint(self, field: str, text: str, style: str = "dim") -> None:
        """Show ``text`` under the field, or nothing."""
        line = self.query_one(f"#{field}-hint", Static)
        line.display = bool(text)
        line.update(themed(named(shown(text), style)))

    def _show(self, lines: list[Content]) -> None:
        self.query_one("#preview", Static).update(themed(Content("\n").join(lines)))

    def problem(self, text: str) -> None:
        """Show why saving failed; the form stays as it is."""
        self.notify(shown(text), severity="error", markup=False, timeout=15)

    def action_save(self) -> None:
        """Have the draft saved, unless something is wrong with it."""
        try:
            draft = self.draft()
            if self.proposed(draft) is None:
                self.action_close()
                return
            self.checked(draft)
        except DraftError as error:
            self.hint(error.field, str(error), "error")
            self.query_one(f"#{error.field}").focus()
            return
        self.post_message(self.Submitted(self, draft))

    def action_close(self) -> None:
        """Close the form; what is typed is kept."""
        self.dismiss()
