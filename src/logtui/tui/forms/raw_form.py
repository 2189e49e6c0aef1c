"""The form for the lines of an entry, as they stand in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.widgets import TextArea

from logtui.document.editing.draft import DraftError
from logtui.document.editing.edits import raw_text_of, replace_lines
from logtui.document.editing.verification import check_other_entries
from logtui.errors import sentence
from logtui.tui.bindings import bindings
from logtui.tui.drawing.labels import display_text
from logtui.tui.drawing.styles import styled
from logtui.tui.forms.form import Form
from logtui.tui.forms.preview import preview_lines
from logtui.tui.widgets.safe_fields import SafeTextArea

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from logtui.document.model import Document, Entry
    from logtui.document.text.spans import Edit


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

    place = "raw"

    def __init__(
        self,
        document: Document,
        entry: Entry,
        lines: str,
        save: Callable[[str], object],
        keep: Callable[[str], object],
        *,
        is_back: bool = False,
    ) -> None:
        """Make the form.

        Args:
            document: The log.
            entry: The entry to change.
            lines: What stands there: its lines as they are, or others that were typed.
            save: Takes the lines to be saved; closes the form, or calls its ``problem``.
            keep: Takes the lines at every change, to be kept if they are not saved.
            is_back: Whether the lines were typed earlier and not saved.
        """
        super().__init__(is_back=is_back)
        self._document = document
        self._entry = entry
        self._save = save
        self._keep = keep
        self._initial = lines

    def compose(self) -> ComposeResult:
        """Yield the lines and the preview."""
        heading = f"Lines at {self._document.line_at(self._entry.span.start)}"
        with self.make_frame(heading, self.keys()):
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

    def has_changes(self) -> bool:
        """Tell whether the lines are others than in the log."""
        return self._raw != raw_text_of(self._document, self._entry)

    def discard(self) -> None:
        """Put the lines back as they are in the log."""
        self.query_one(TextArea).text = raw_text_of(self._document, self._entry)

    def keep_typed(self) -> None:
        """Hand in the lines as they are at this moment, to be kept if they are not saved."""
        self._keep(self._raw)

    @property
    def _raw(self) -> str:
        return self.query_one(TextArea).text

    def _proposed_edit(self) -> Edit | None:
        return replace_lines(self._document, self._entry, self._raw)

    def _refresh_preview(self) -> None:
        edit = self._proposed_edit()
        lines = (
            preview_lines(self._document, edit, signs=self.app.no_color)
            if edit
            else [styled("nothing changes", "dim")]
        )
        self.show_preview(lines)

    def action_save(self) -> None:
        """Have the lines saved, unless they would change how the rest is read."""
        edit = self._proposed_edit()
        if edit is None:
            self.close_unchanged()
            return
        try:
            check_other_entries(self._document, edit, self._entry)
        except DraftError as error:
            self.show_preview([styled(display_text(sentence(error)), "error")])
            return
        self._save(self._raw)
