"""The form for the parts of an entry that is there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, NamedTuple

from textual.binding import Binding

from logtui.document.checks import check
from logtui.document.drafts import DraftError
from logtui.document.edits import change, raw_as
from logtui.document.legend import Kind
from logtui.tui.dialogs.entry_form import EntryForm

if TYPE_CHECKING:
    from collections.abc import Callable

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
