"""The forms for an entry that is there: its parts, or its lines as they stand in the file."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual import on
from textual.binding import Binding
from textual.widgets import TextArea

from logtui.document.checks import check, check_rest
from logtui.document.drafts import DraftError
from logtui.document.edits import change, raw_as, raw_of, replace_raw
from logtui.document.legend import Kind
from logtui.tui.dialogs.entry_form import EntryForm
from logtui.tui.dialogs.form import Form
from logtui.tui.dialogs.preview import preview
from logtui.tui.labels import shown
from logtui.tui.strips import named

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from logtui.document.drafts import Draft
    from logtui.document.model import Document, Entry
    from logtui.document.text import Edit
    from logtui.tui.dialogs.entry_form import Desk


class Lines(NamedTuple):
    """The way from the form of an entry to its lines.

    Attributes:
        open: Opens the form with the lines: those given, else what is kept, else as they are.
        have_draft: Whether anything is kept of them.
    """

    open: Callable[[str | None], object]
    have_draft: bool = False


class EditEntry(EntryForm):
    """Changes the parts of an entry; what is not touched keeps its bytes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+r", "raw", "Edit the lines", id="form.raw"),
    ]
    first_field = "title"

    def __init__(
        self,
        document: Document,
        entry: Entry,
        draft: Draft,
        kept: dict[str, str] | None,
        desk: Desk,
        lines: Lines,
    ) -> None:
        """Make the form.

        Args:
            document: The log.
            entry: The entry to change.
            draft: What it is now.
            kept: What was typed for it earlier and not saved.
            desk: Takes what is typed.
            lines: Leads to the form with the lines themselves.
        """
        kinds = list(document.legend.kinds)
        kind = _kind(draft)
        if kind and kind not in kinds:
            kinds.append(kind)
        super().__init__(document, kept or typed_fields(draft), kinds, desk)
        self._entry = entry
        self._lines = lines
        self._before = draft

    def heading(self) -> str:
        """Return what the form is called."""
        first = self.document.line_at(self._entry.span.start)
        return f"Edit the entry at line {first}"

    def keys(self) -> str:
        """Return the keys with what they do; where the lines have a draft, how to go there."""
        if self._lines.have_draft and not self._is_back:
            raw, save = self.key_of("form.raw"), self.key_of("form.save")
            close = self.key_of("form.close")
            return f"{raw} your draft of the lines · {save} save · {close} close"
        return super().keys()

    def draft(self) -> Draft:
        """Return what is typed; the date is the entry's own where it was not touched."""
        if self.field("date").value == _typed_date(self._before):
            return self.typed(self._before.date)
        return super().draft()

    def proposed(self, draft: Draft) -> Edit | None:
        """Return the edit that makes the entry what ``draft`` says."""
        return change(self.document, self._entry, draft)

    def checked(self, draft: Draft) -> None:
        """Raise what keeps ``draft`` from being read back as it was typed."""
        edit = self.proposed(draft)
        if edit is not None:
            check(self.document, edit, draft, self._entry)

    def action_raw(self) -> None:
        """Go on to the form with the lines themselves, as they are with what is typed here."""
        draft = self.writable()
        if draft is None:
            return
        key = self.key_of("form.raw")
        words = f"the lines have a draft of their own; {key} again replaces it by what is here"
        if self._lines.have_draft and self.is_typed() and not self.is_sure("lines", words):
            return
        try:
            typed = raw_as(self.document, self._entry, draft) if self.proposed(draft) else None
        except DraftError as error:
            self.refuse(error)
            return
        self.dismiss()
        self._lines.open(typed)


def typed_fields(draft: Draft) -> dict[str, str]:
    """Return what stands in each field of the form for ``draft`` before anything is typed."""
    kind = _kind(draft)
    return {
        "url": draft.url or "",
        "title": draft.title,
        "kind": kind.symbol if kind else "",
        "date": _typed_date(draft),
        "notes": draft.notes,
    }


def _kind(draft: Draft) -> Kind | None:
    return Kind(draft.kind, "") if isinstance(draft.kind, str) else draft.kind


def _typed_date(draft: Draft) -> str:
    """Return the date of ``draft`` as it stands in the field; empty where it has none."""
    date = draft.date
    if date is None:
        return ""
    return f"{date:%Y-%m-%d}" if hasattr(date, "isoformat") else date.iso() or ""


class EditRaw(Form):
    """Changes the lines of an entry as they stand in the file."""

    DEFAULT_CSS = """
    EditRaw {
        #frame { width: 110; height: 90%; }
        TextArea { height: 1fr; }
        #preview-box { max-height: 8; margin: 1 0 0 0; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+s", "save", "Save", id="raw.save"),
        # The text area would take it for leaving its lines.
        Binding("escape", "close", "Close, keep the draft", id="raw.close", priority=True),
        Binding("ctrl+l", "discard", "Drop the draft", show=False, id="raw.discard"),
    ]

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
        super().__init__()
        self._document = document
        self._entry = entry
        self._save = save
        self._keep = keep
        self._initial = lines
        self._is_back = is_back

    def compose(self) -> ComposeResult:
        """Yield the lines and the preview."""
        heading = f"Lines at {self._document.line_at(self._entry.span.start)}"
        with self.framed(heading, self.keys()):
            yield TextArea(
                self._initial, id="raw", tab_behavior="indent", soft_wrap=True, compact=True
            )
            yield self.preview_box()

    def keys(self) -> str:
        """Return the keys with what they do; where a draft is back, that it is."""
        save, close = self.key_of("raw.save"), self.key_of("raw.close")
        if self._is_back:
            drop = self.key_of("raw.discard")
            return f"your draft is back · {drop} drop it · {save} save · {close} close, keep it"
        return f"{save} save · {close} close, keep the draft"

    def on_mount(self) -> None:
        """Show what a text that was kept makes of the entry."""
        self._refresh_preview()

    @on(TextArea.Changed)
    def _changed(self) -> None:
        self.answer_typing()
        self._refresh_preview()
        self.keep_typed()

    def is_typed(self) -> bool:
        """Tell whether the lines are others than in the log."""
        return self._raw != raw_of(self._document, self._entry)

    def discard(self) -> None:
        """Put the lines back as they are in the log."""
        self.query_one(TextArea).text = raw_of(self._document, self._entry)
        self._is_back = False

    def action_discard(self) -> None:
        """Drop what is typed, if asked for twice."""
        self.drop_typed(self.key_of("raw.discard"))

    def keep_typed(self) -> None:
        """Hand in the lines as they are at this moment, to be kept if they are not saved."""
        self._keep(self._raw)

    @property
    def _raw(self) -> str:
        return self.query_one(TextArea).text

    def _proposed(self) -> Edit | None:
        return replace_raw(self._document, self._entry, self._raw)

    def _refresh_preview(self) -> None:
        edit = self._proposed()
        lines = (
            preview(self._document, edit, signs=self.app.no_color)
            if edit
            else [named("nothing changes", "dim")]
        )
        self.show_preview(lines)

    def action_save(self) -> None:
        """Have the lines saved, unless they would change how the rest is read."""
        edit = self._proposed()
        if edit is None:
            self.close_unchanged()
            return
        try:
            check_rest(self._document, edit, self._entry)
        except DraftError as error:
            self.show_preview([named(shown(str(error)), "error")])
            return
        self._save(self._raw)
