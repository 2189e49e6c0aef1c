"""What the forms have in common: they show what will be written, and stay until it is."""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from logtui.document.editing.draft import DraftError
from logtui.errors import EncodingError, LogtuiError, sentence
from logtui.tui.dialogs.dialog import Dialog
from logtui.tui.drawing.labels import display_text
from logtui.tui.drawing.styles import apply_theme
from logtui.tui.textual_private import remove_notifications, shown_notifications

if TYPE_CHECKING:
    from textual.worker import Worker

    from logtui.document.editing.operations import Operation
    from logtui.document.model import Document
    from logtui.tui.background.typed_texts import FieldTexts
    from logtui.tui.forms.entry_writer import EntryWriter

_ROW = 1000
"""Characters of a row that are handed on to be cut; no pane is as wide."""


class Form(Dialog[None]):
    """Takes what the user types about one entry.

    It stays open until its text is in the file; whatever is typed is kept with every change.
    Textual's metaclass leaves no room for an abstract base class, so that only the type checker
    sees that subclasses have the abstract methods.

    Attributes:
        key_prefix: What the ids of its keys begin with.
        next_field_hint: The key for the next field, what it does, and a dot; empty without one.
    """

    DEFAULT_CSS = """
    Form {
        Input, TextArea { width: 1fr; background: $surface; }
        Input:focus, TextArea:focus {
            background: $surface-active;
            background-tint: $background 0%;
        }
        #preview-box {
            height: auto;
            min-height: 4;
            max-height: 9;
            margin: 1 0 0 0;
            background: $surface;
            border-left: thick $text-success;
            padding: 0 1;
        }
        #frame { max-height: 96%; }
        .row { height: auto; }
        .row Label { width: 8; color: $text-muted; }
        /* Only where the row has such a rule itself are its labels styled anew. */
        .row:focus-within { color: $foreground; }
        .row:focus-within Label { color: $text-primary; text-style: bold; }
        .row Input { padding: 0 1; }
        .date-row Input { width: 20; }
        .date-row #date-meaning { width: 1fr; padding: 0 1; color: $text-muted; }
        .date-row #state { width: auto; padding: 0 1; color: $text-muted; }
        KindPicker { width: 1fr; height: auto; }
        KindPicker:focus { background: $surface-active; }
        .hint { height: auto; padding: 0 0 0 9; }
        #preview { height: auto; text-wrap: nowrap; text-overflow: ellipsis; }
    }
    Form.-short #preview-box { min-height: 3; max-height: 5; margin: 0; }
    Form.-narrow .date-row { layout: grid; grid-size: 3; grid-columns: 8 13 1fr; grid-rows: auto; }
    Form.-narrow .date-row Input { width: 1fr; }
    Form.-narrow .date-row #date-meaning { padding: 0; }
    Form.-narrow .date-row #state { column-span: 3; padding: 0 0 0 9; }
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (75, "-wide")]  # noqa: RUF012 - as Screen declares it

    key_prefix: ClassVar[str]
    next_field_hint: str = ""

    def __init__(
        self,
        document: Document,
        writer: EntryWriter,
        text_name: str,
        start: FieldTexts,
        *,
        is_back: bool,
    ) -> None:
        """Make the form.

        Args:
            document: The log.
            writer: Saves what is typed, and keeps it until then.
            text_name: The name under which it is kept.
            start: What stands in each field before anything is typed.
            is_back: Whether what stands here was typed earlier and not saved.
        """
        super().__init__()
        self._document = document
        self._writer = writer
        self._text_name = text_name
        self._start = start
        self._is_back = is_back
        self._open_question = ""
        self._saving: Worker[None] | None = None

    # What subclasses say

    @abstractmethod
    def field_values(self) -> FieldTexts:
        """Return what stands in each field."""

    @abstractmethod
    def discard(self) -> None:
        """Put everything back as it is in the log; what was typed is dropped."""

    @abstractmethod
    def operation(self) -> Operation:
        """Return what saving does to the log.

        Raises:
            DraftError: What is typed is not an entry.
        """

    @abstractmethod
    def show_draft_error(self, error: DraftError) -> None:
        """Show what is wrong with what is typed."""

    # What is typed

    @property
    def document(self) -> Document:
        """The log that is written into."""
        return self._document

    def has_changes(self) -> bool:
        """Tell whether the fields say anything else than before typing."""
        return self.field_values() != self._start

    def keep_typed(self) -> None:
        """Hand in what stands in the fields at this moment, to be kept if it is not saved."""
        self._writer.keep_fields(self._text_name, self._start, self.field_values())

    # The keys and what they ask

    def key_line(self) -> str:
        """Return the keys with what they do, for the frame; where a draft is back, that it is."""
        save = self.key_display(f"{self.key_prefix}.save")
        close = self.key_display(f"{self.key_prefix}.close")
        if self._is_back:
            drop = self.key_display(f"{self.key_prefix}.discard")
            return f"your draft is back · {drop} drop it · {save} save · {close} close, keep it"
        return f"{save} save · {self.next_field_hint}{close} close, keep the draft"

    def is_confirmed(self, question: str, message: str) -> bool:
        """Tell whether a key was pressed again; the first time ``message`` asks for that.

        Args:
            question: What is asked, to tell it from others.
            message: What the frame says then.
        """
        if self._open_question == question:
            self._open_question = ""
            return True
        self._open_question = question
        self.show_keys(message)
        return False

    def withdraw_question(self) -> None:
        """Take back what was asked: the user has gone on."""
        if self._open_question:
            self._open_question = ""
            self.show_keys(self.key_line())

    # The preview

    def preview_box(self) -> VerticalScroll:
        """Return the place of the lines that will be written."""
        return VerticalScroll(Static(id="preview"), id="preview-box", can_focus=False)

    def show_preview(self, lines: list[Content]) -> None:
        """Show ``lines`` as what will be written, one row each, cut at the pane's edge."""
        rows = [row[:_ROW] for line in lines for row in line.split(allow_blank=True)]
        self.query_one("#preview-box").display = bool(rows)
        self.query_one("#preview", Static).update(apply_theme(Content("\n").join(rows)))

    # Saving

    def action_save(self) -> None:
        """Have what is typed saved, unless that is being done already."""
        if self._saving is None or self._saving.is_finished:
            # A worker of the app: closing the form does not stop it.
            self._saving = self.app.run_worker(self.save(), group="save")

    async def save(self) -> None:
        """Save what is typed and close; where something is wrong, show that and stay open."""
        try:
            operation = self.operation()
            edit = operation.edit(self._document)
        except DraftError as error:
            self.show_draft_error(error)
            return
        if edit is None:
            self.close_unchanged()
            return
        try:
            await self._writer.save(operation, self._text_name)
        except LogtuiError as error:
            self.show_problem(error)
        else:
            await self.close_saved()

    def show_problem(self, error: LogtuiError) -> None:
        """Show why saving failed; the form stays as it is."""
        is_refusal = isinstance(error, DraftError | EncodingError)
        message = display_text(sentence(error) if is_refusal else str(error))
        repeated = [toast for toast in shown_notifications(self.app) if toast.message == message]
        remove_notifications(self.app, repeated)
        self.notify(message, severity="error", markup=False, timeout=15)

    def close_unchanged(self) -> None:
        """Close the form, which says what the log says, and tell that nothing was written."""
        self.action_close()
        self._writer.report("changed nothing, so nothing is written")

    async def close_saved(self) -> None:
        """Close the form, wherever it is by now; what was typed meanwhile goes with it."""
        self._writer.drop_fields(self._text_name)
        if self in self.app.screen_stack:
            while not self.is_active:
                await self.app.screen.dismiss()
            self.dismiss()

    # Leaving

    def action_discard(self) -> None:
        """Drop what is typed, if asked for twice."""
        key = self.key_display(f"{self.key_prefix}.discard")
        message = f"{key} again drops what you typed, for good"
        if self.has_changes() and self.is_confirmed("drop", message):
            self._is_back = False
            self.discard()
            self.show_keys(self.key_line())

    def action_close(self) -> None:
        """Close the form; what is typed is kept."""
        self.dismiss()
