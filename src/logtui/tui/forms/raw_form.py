"""The form for the lines of an entry, as they stand in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widgets import TextArea

from logtui.document.editing.edits import raw_text_of, replace_lines
from logtui.document.editing.operations import ReplaceLines
from logtui.errors import sentence
from logtui.tui.bindings import bindings
from logtui.tui.drawing.labels import display_text
from logtui.tui.drawing.styles import styled
from logtui.tui.forms.form import Form
from logtui.tui.forms.preview import preview_lines
from logtui.tui.widgets.safe_fields import SafeTextArea

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from logtui.document.editing.draft import DraftError
    from logtui.document.model import Document, Entry
    from logtui.tui.background.typed_texts import FieldTexts
    from logtui.tui.forms.entry_writer import EntryWriter


class RawForm(Form):
    """Changes the lines of an entry as they stand in the file."""

    DEFAULT_CSS = """
    RawForm {
        #frame { width: 110; height: 90%; }
        TextArea { height: 1fr; }
        #preview-box { max-height: 8; margin: 1 0 0 0; }
    }
    """
    # The text area would take it for leaving its lines.
    BINDINGS: ClassVar[list[BindingType]] = bindings("raw")

    key_prefix = "raw"

    def __init__(
        self,
        document: Document,
        entry: Entry,
        writer: EntryWriter,
        text_name: str,
        lines: str | None = None,
    ) -> None:
        """Make the form.

        Args:
            document: The log.
            entry: The entry to change.
            writer: Saves what is typed, and keeps it until then.
            text_name: The name under which it is kept.
            lines: What stands there; left out, what is kept, else the lines as they are.
        """
        raw = raw_text_of(document, entry)
        kept = writer.find_fields(text_name) if lines is None else None
        super().__init__(document, writer, text_name, {"raw": raw}, is_back=kept is not None)
        self._entry = entry
        self._initial = (kept["raw"] if kept else raw) if lines is None else lines

    def compose(self) -> ComposeResult:
        """Yield the lines and the preview."""
        heading = f"Lines at {self._document.line_at(self._entry.span.start)}"
        with self.make_frame(heading, self.key_line()):
            yield SafeTextArea(
                self._initial, id="raw", tab_behavior="indent", soft_wrap=True, compact=True
            )
            yield self.preview_box()

    def on_mount(self) -> None:
        """Show what a text that was kept makes of the entry."""
        self._refresh_preview()

    @on(TextArea.Changed)
    def _handle_change(self) -> None:
        self.withdraw_question()
        self._refresh_preview()
        self.keep_typed()

    def field_values(self) -> FieldTexts:
        """Return the lines as they stand here."""
        return {"raw": self.query_one(TextArea).text}

    def discard(self) -> None:
        """Put the lines back as they are in the log."""
        self.query_one(TextArea).text = self._start["raw"]

    def operation(self) -> ReplaceLines:
        """Return what puts the lines in the place of the entry's."""
        return ReplaceLines(self._document, self._entry, self.query_one(TextArea).text)

    def _refresh_preview(self) -> None:
        edit = replace_lines(self._document, self._entry, self.query_one(TextArea).text)
        lines = (
            preview_lines(self._document, edit, signs=self.app.no_color)
            if edit
            else [styled("nothing changes", "dim")]
        )
        self.show_preview(lines)

    def show_draft_error(self, error: DraftError) -> None:
        """Show in the place of the preview why the lines would change how the rest is read."""
        self.show_preview([styled(display_text(sentence(error)), "error")])
