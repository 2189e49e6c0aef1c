"""The form for one entry: its fields, what is wrong with them, and the lines they will make."""

from __future__ import annotations

import datetime
from abc import abstractmethod
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Horizontal
from textual.content import Content
from textual.events import Click
from textual.widgets import Input, Label, Static, TextArea

from logtui.document.editing.draft import Draft, DraftError, partial_date
from logtui.document.editing.edits import (
    change_entry,
    edited_line_numbers,
    raw_text_of,
    raw_text_with_draft,
)
from logtui.document.editing.operations import ChangeEntry
from logtui.document.editing.typed_date import read_date
from logtui.document.legend import Kind
from logtui.document.properties.tags import uses_tags
from logtui.errors import sentence
from logtui.search.periods import users_today
from logtui.tui.background.typed_texts import RAW, stored_text_name
from logtui.tui.bindings import bindings
from logtui.tui.drawing.labels import display_text, partial_date_label
from logtui.tui.drawing.styles import apply_theme, styled
from logtui.tui.forms.form import Form
from logtui.tui.forms.kind_picker import KindPicker
from logtui.tui.forms.preview import preview_lines
from logtui.tui.forms.tag_input import TagInput, tags_text
from logtui.tui.widgets.safe_fields import SafeInput, SafeTextArea

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.widget import Widget

    from logtui.document.dates.partial import PartialDate
    from logtui.document.editing.operations import Operation
    from logtui.document.model import Document, Entry
    from logtui.document.text.spans import Edit
    from logtui.tui.background.typed_texts import FieldTexts
    from logtui.tui.forms.entry_writer import EntryWriter


class EntryForm(Form):
    """Takes the parts of an entry; subclasses say what the draft becomes."""

    DEFAULT_CSS = """
    EntryForm {
        TextArea { height: auto; min-height: 6; max-height: 10; }
    }
    EntryForm.-short {
        TextArea { min-height: 3; max-height: 4; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = bindings("form", "save", "close", "discard")
    VERTICAL_BREAKPOINTS = [(0, "-short"), (30, "-tall")]  # noqa: RUF012 - as Screen declares it
    key_prefix = "form"
    next_field_hint = "tab next field · "
    first_field = "url"

    def __init__(
        self,
        document: Document,
        kinds: Sequence[Kind],
        writer: EntryWriter,
        text_name: str,
        start: FieldTexts,
    ) -> None:
        """Make the form.

        Args:
            document: The log.
            kinds: What there is to choose from.
            writer: Saves what is typed, and keeps it until then.
            text_name: The name under which it is kept.
            start: What stands in each field before anything is typed.
        """
        self._initial = start | (writer.find_fields(text_name) or {})
        super().__init__(document, writer, text_name, start, is_back=self._initial != start)
        self._kinds = list(kinds)
        self._is_later = self._initial["state"] == "open"

    # What subclasses say

    @abstractmethod
    def heading(self) -> str:
        """Return what the form is called."""

    @abstractmethod
    def draft_operation(self, draft: Draft) -> Operation:
        """Return what makes the entry ``draft``."""

    @abstractmethod
    def proposed_edit(self, draft: Draft) -> Edit | None:
        """Return the edit that saving ``draft`` makes, unchecked; None where it changes nothing.

        Raises:
            DraftError: It cannot be written as it is.
        """

    # The screen

    def compose(self) -> ComposeResult:
        """Yield the fields, each with room for what is wrong with it, and the preview."""
        values = self._initial
        with self.make_frame(self.heading(), self.key_line()):
            yield from self._row("Link", "url", SafeInput(values["url"], id="url", compact=True))
            yield from self._row(
                "Title", "title", SafeInput(values["title"], id="title", compact=True)
            )
            yield from self._row("Kind", "kind", KindPicker(self._kinds, id="kind"))
            date = SafeInput(values["date"], id="date", compact=True)
            yield from self._row("Date", "date", date, Static(id="date-meaning"))
            if uses_tags(self.document):
                yield from self._row("Tags", "tags", TagInput(self.document, values["tags"]))
            yield from self._row("Notes", "notes", self._notes_area())
            yield self.preview_box()

    def _row(self, label: str, field: str, *widgets: Widget) -> ComposeResult:
        with Horizontal(classes=f"row {field}-row"):
            yield Label(label)
            yield from widgets
        yield Static(id=f"{field}-hint", classes="hint")

    def _notes_area(self) -> TextArea:
        notes = SafeTextArea(
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
        self._choose_kind(self._initial["kind"])
        self.query_one(f"#{self.first_field}").focus()
        self.refresh_preview()

    def _choose_kind(self, symbol: str) -> None:
        kind = next((kind for kind in self._kinds if kind.symbol == symbol), None)
        self.query_one(KindPicker).choose(kind, is_guess=False)

    def field(self, name: str) -> Input:
        """Return the one-line field called ``name``."""
        return self.query_one(f"#{name}", Input)

    @property
    def _tag_field(self) -> TagInput | None:
        """The field of tags; None in a log that has none."""
        return next(iter(self.query(TagInput)), None)

    def field_values(self) -> FieldTexts:
        """Return what stands in each field."""
        kind = self.query_one(KindPicker).kind
        return {
            "url": self.field("url").value,
            "title": self.field("title").value,
            "kind": kind.symbol if kind else "",
            "date": self.field("date").value,
            "state": "open" if self._is_later else "",
            "tags": self._tag_field.value if self._tag_field else self._start["tags"],
            "notes": self.query_one(TextArea).text,
        }

    def read_draft(self) -> Draft:
        """Return what is typed as a draft.

        Raises:
            DraftError: The date is not one.
        """
        words = self.field("date").value
        today = users_today()
        return self.draft_with_date(
            read_date(words, today, self._document) if words.strip() else None
        )

    def draft_with_date(self, date: datetime.date | PartialDate | None) -> Draft:
        """Return what is typed in all fields but that of the date, as a draft of ``date``."""
        values = self.field_values()
        return Draft(
            title=values["title"].strip(),
            url=values["url"].strip() or None,
            kind=self.query_one(KindPicker).kind,
            date=date,
            notes=values["notes"],
            tags=self.typed_tags(),
        )

    def typed_tags(self) -> tuple[str, ...]:
        """Return the tags that the entry is to have."""
        return self._tag_field.tags if self._tag_field else ()

    @on(Input.Changed)
    @on(TextArea.Changed)
    @on(KindPicker.Chosen)
    def _handle_change(self) -> None:
        self.withdraw_question()
        self.refresh_preview()
        self.keep_typed()

    @on(Click, "#state")
    def action_later(self) -> None:
        """Say that the entry is still to be read, or that it is not."""
        self._is_later = not self._is_later
        self._handle_change()

    def discard(self) -> None:
        """Put the fields back as they were before anything was typed."""
        start = self._start
        for field in self.query(Input):
            field.value = start[field.id or ""]
        self.query_one(TextArea).text = start["notes"]
        self._choose_kind(start["kind"])
        self._is_later = False
        self.refresh_preview()
        self.keep_typed()

    @on(Input.Submitted)
    def _next_field(self) -> None:
        self.focus_next()

    def refresh_preview(self) -> None:
        """Show the lines that will be written, or below its field what is wrong."""
        for hint in self.query(".hint").results(Static):
            hint.display = False
        self._show_date_meaning()
        try:
            draft = self.read_draft()
            edit = self.proposed_edit(draft)
        except DraftError as error:
            # A title is missing in every form that was just opened; that is no news.
            if error.field != "title" or self.field("title").value:
                self.show_hint(error.field, sentence(error), "error")
            self.show_preview([])
            return
        if edit is None:
            self.show_preview([styled("nothing changes", "dim")])
            return
        first, last = edited_line_numbers(self._document, edit)
        place = f"line {first}" if first == last else f"lines {first}-{last}"
        caption = styled(f"will be written at {place}", "dim")
        self.show_preview([caption, *preview_lines(self._document, edit, signs=self.app.no_color)])

    def _show_date_meaning(self) -> None:
        """Show after the date which day it means; nothing where it means none."""
        meaning = ""
        with suppress(DraftError):
            date = partial_date(self.read_draft().date)
            meaning = f"· {partial_date_label(date, self._writer.dates)}" if date else ""
        self.query_one("#date-meaning", Static).update(Content(meaning))

    def show_hint(self, field: str, text: str, style: str = "dim") -> None:
        """Show ``text`` under the field, or nothing."""
        line = self.query_one(f"#{field}-hint", Static)
        line.display = bool(text)
        line.update(apply_theme(styled(display_text(text), style)))

    def operation(self) -> Operation:
        """Return what saving does to the log."""
        return self.draft_operation(self.read_draft())

    def show_draft_error(self, error: DraftError) -> None:
        """Show below its field what is wrong, and go there."""
        self.show_hint(error.field, sentence(error), "error")
        self.query_one(f"#{error.field}").focus()


class EditForm(EntryForm):
    """Changes the parts of an entry; what is not touched keeps its bytes."""

    BINDINGS: ClassVar[list[BindingType]] = bindings("form", "raw")
    first_field = "title"

    def __init__(
        self,
        document: Document,
        entry: Entry,
        draft: Draft,
        writer: EntryWriter,
        text_name: str,
    ) -> None:
        """Make the form.

        Args:
            document: The log.
            entry: The entry to change.
            draft: What it is now.
            writer: Saves what is typed, and keeps it until then.
            text_name: The name under which it is kept.
        """
        kinds = list(document.legend.kinds)
        kind = _draft_kind(draft)
        if kind and kind not in kinds:
            kinds.append(kind)
        super().__init__(document, kinds, writer, text_name, initial_fields(draft))
        self._entry = entry
        self._old_draft = draft
        raw_name = stored_text_name(RAW, raw_text_of(document, entry))
        self._have_lines_draft = writer.find_fields(raw_name) is not None

    def heading(self) -> str:
        """Return what the form is called."""
        first = self.document.line_at(self._entry.span.start)
        return f"Edit the entry at line {first}"

    def key_line(self) -> str:
        """Return the keys with what they do; where the lines have a draft, how to go there."""
        if self._have_lines_draft and not self._is_back:
            raw, save = self.key_display("form.raw"), self.key_display("form.save")
            close = self.key_display("form.close")
            return f"{raw} your draft of the lines · {save} save · {close} close"
        return super().key_line()

    def read_draft(self) -> Draft:
        """Return what is typed; the date is that of the entry where it was not touched."""
        if self.field("date").value == _date_text(self._old_draft):
            return self.draft_with_date(self._old_draft.date)
        return super().read_draft()

    def draft_with_date(self, date: datetime.date | PartialDate | None) -> Draft:
        """Return what is typed as a draft of ``date``, in the state that the entry has."""
        return replace(super().draft_with_date(date), state=self._old_draft.state)

    def typed_tags(self) -> tuple[str, ...]:
        """Return the tags that are typed; those of the entry where they were not touched."""
        field, old = self._tag_field, self._old_draft.tags
        return old if field is None or field.value == tags_text(old) else field.tags

    def proposed_edit(self, draft: Draft) -> Edit | None:
        """Return the edit that makes the entry what ``draft`` says."""
        return change_entry(self.document, self._entry, draft)

    def draft_operation(self, draft: Draft) -> ChangeEntry:
        """Return what makes the entry ``draft``."""
        return ChangeEntry(self.document, self._entry, draft)

    def action_raw(self) -> None:
        """Go on to the form with the lines themselves, as they are with what is typed here."""
        key = self.key_display("form.raw")
        try:
            draft = self.read_draft()
            edit = self.draft_operation(draft).edit(self.document)
            lines = raw_text_with_draft(self.document, self._entry, draft) if edit else None
        except DraftError as error:
            self.show_draft_error(error)
            self.show_hint(error.field, f"{sentence(error)} · {key} needs that first", "error")
            return
        message = f"the lines have a draft of their own; {key} again replaces it by what is here"
        is_asked = self._have_lines_draft and self.has_changes()
        if is_asked and not self.is_confirmed("lines", message):
            return
        self.dismiss()
        self._writer.drop_fields(self._text_name)
        self._writer.edit_raw(self.document, self._entry, lines=lines)


def initial_fields(draft: Draft) -> FieldTexts:
    """Return what stands in each field of the form for ``draft`` before anything is typed."""
    kind = _draft_kind(draft)
    return {
        "url": draft.url or "",
        "title": draft.title,
        "kind": kind.symbol if kind else "",
        "date": _date_text(draft),
        "state": "",
        "tags": tags_text(draft.tags),
        "notes": draft.notes,
    }


def _draft_kind(draft: Draft) -> Kind | None:
    return Kind(draft.kind, "") if isinstance(draft.kind, str) else draft.kind


def _date_text(draft: Draft) -> str:
    """Return the date of ``draft`` as it stands in the field; empty where it has none."""
    date = draft.date
    if date is None:
        return ""
    return f"{date:%Y-%m-%d}" if hasattr(date, "isoformat") else date.iso() or ""
