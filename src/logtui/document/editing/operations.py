"""What a user wants done, as edits of whatever the log is at the moment of saving."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol, Self

from logtui.document.editing.draft import DraftError, with_state
from logtui.document.editing.edits import (
    add_draft,
    change_entry,
    delete_entry,
    draft_of,
    replace_lines,
)
from logtui.document.editing.entry_ref import EntryChangedError, EntryRef
from logtui.document.editing.verification import check_edit, check_other_entries
from logtui.document.merging.conflicts import Conflict, find_conflicts, resolve_conflict
from logtui.document.merging.three_way import merge_logs
from logtui.document.reading.parser import parse_text
from logtui.document.text.encoding import repair_for_display
from logtui.document.text.safe import safe_label
from logtui.document.text.spans import Edit, Span, trim_edit
from logtui.errors import LogtuiError

if TYPE_CHECKING:
    import datetime

    from logtui.document.editing.draft import Draft, WayToFinish
    from logtui.document.merging.conflicts import MarkedConflict
    from logtui.document.model import Document, Entry
    from logtui.document.properties.states import State

Choices = Mapping[Conflict, str]
"""The lines that conflicts were resolved with."""

_MAX_TITLE_IN_LABEL = 60
"""Characters of a title in the label of an operation."""


STATE_VERBS: dict[State | None, str] = {
    "open": "queue",
    "reading": "begin",
    "done": "finish",
    "dropped": "drop",
    None: "unqueue",
}
"""What giving an entry each state is called."""


class Operation(Protocol):
    """Something to do to a log."""

    @property
    def label(self) -> str:
        """What it is, in a few words, for the list of writes."""

    def edit(self, document: Document) -> Edit | None:
        """Return the edit that does it to ``document``; None where there is nothing to change.

        Raises:
            LogtuiError: It cannot be done.
        """


def operation_label(verb: str, title: str) -> str:
    """Return what doing ``verb`` to the entry with this ``title`` is called."""
    label = safe_label(repair_for_display(title.strip()), _MAX_TITLE_IN_LABEL)
    return f"{verb} {label or 'an entry'}"


@dataclass(frozen=True)
class AddEntry:
    """Adds ``draft`` as a new entry."""

    draft: Draft

    @property
    def label(self) -> str:
        """What it is, in a few words."""
        return operation_label("add", self.draft.title)

    def edit(self, document: Document) -> Edit:
        """Return the edit that adds the entry to ``document``.

        Raises:
            DraftError: It could not be read back as it is.
        """
        edit = add_draft(document, self.draft)
        check_edit(document, edit, self.draft)
        return edit


@dataclass(frozen=True)
class EntryOperation(ABC):
    """Changes ``entry`` of the log ``base``, wherever it is by then.

    Where another program has changed the entry since, both changes are made.

    Attributes:
        base: The log that the user had before them.
        entry: One of its entries.
        choices: The lines that conflicts were resolved with.
    """

    base: Document
    entry: Entry
    choices: Choices = field(default_factory=dict, kw_only=True)

    @property
    @abstractmethod
    def label(self) -> str:
        """What it is, in a few words."""

    @abstractmethod
    def edit_entry(self, document: Document, entry: Entry) -> Edit | None:
        """Return the edit that changes ``entry``, which stands in ``document`` as it was."""

    def edit(self, document: Document) -> Edit | None:
        """Return the edit that changes the entry in ``document``.

        Raises:
            EditConflictError: There are conflicts that ``choices`` does not resolve.
            DraftError: The result could not be read back as it is.
        """
        try:
            entry = EntryRef.of(self.base, self.entry).find(document)
        except EntryChangedError:
            edit = self.edit_entry(self.base, self.entry)
            return rebase_edit(self.base, edit, document, self.choices) if edit else None
        return self.edit_entry(document, entry)

    def with_choices(self, choices: Choices) -> Self:
        """Return the same with ``choices`` besides those that are there."""
        return replace(self, choices={**self.choices, **choices})


@dataclass(frozen=True)
class ChangeEntry(EntryOperation):
    """Makes an entry what ``draft`` says."""

    draft: Draft

    @property
    def label(self) -> str:
        """What it is, in a few words."""
        return operation_label("edit", self.draft.title)

    def edit_entry(self, document: Document, entry: Entry) -> Edit | None:
        """Return the edit that makes ``entry`` what the draft says."""
        edit = change_entry(document, entry, self.draft)
        if edit is not None:
            check_edit(document, edit, self.draft, entry)
        return edit


@dataclass(frozen=True)
class ChangeState(EntryOperation):
    """Gives an entry another state, as ``with_state`` understands it."""

    state: State | None
    today: datetime.date
    way: WayToFinish | None = None

    @property
    def label(self) -> str:
        """What it is, in a few words."""
        return operation_label(STATE_VERBS[self.state], self.base.title(self.entry))

    def edit_entry(self, document: Document, entry: Entry) -> Edit | None:
        """Return the edit that gives ``entry`` the state; None where it has that already."""
        old = draft_of(document, entry)
        if old is None:
            raise DraftError("state", "this entry can only be edited as raw text")
        draft = with_state(document, entry, old, self.state, self.today, self.way)
        edit = change_entry(document, entry, draft)
        if edit is not None:
            check_edit(document, edit, draft, entry)
        return edit


@dataclass(frozen=True)
class ReplaceLines(EntryOperation):
    """Puts the lines ``raw`` in the place of an entry."""

    raw: str

    @property
    def label(self) -> str:
        """What it is, in a few words."""
        return operation_label("edit", self.base.title(self.entry))

    def edit_entry(self, document: Document, entry: Entry) -> Edit | None:
        """Return the edit that puts the lines in the place of ``entry``."""
        edit = replace_lines(document, entry, self.raw)
        if edit is not None:
            check_other_entries(document, edit, entry)
        return edit


@dataclass(frozen=True)
class DeleteEntry:
    """Takes the entry ``ref`` out."""

    ref: EntryRef

    @property
    def label(self) -> str:
        """What it is, in a few words."""
        return operation_label("delete", self.ref.title)

    def edit(self, document: Document) -> Edit:
        """Return the edit that takes the entry out of ``document``.

        Raises:
            EntryChangedError: It is no longer there as it was.
        """
        return delete_entry(document, self.ref.find(document))


@dataclass(frozen=True)
class ResolveConflict:
    """Puts ``lines`` in the place of a marked ``conflict``."""

    conflict: MarkedConflict
    lines: str
    label: str = "settle a conflict"

    def edit(self, document: Document) -> Edit:
        """Return the edit that resolves the conflict in ``document``.

        Raises:
            LogtuiError: It is no longer there.
        """
        sides = self.conflict.ours, self.conflict.theirs
        for conflict in find_conflicts(document.text):
            if (conflict.ours, conflict.theirs) == sides:
                return resolve_conflict(document.text, conflict, self.lines)
        raise LogtuiError(
            "this conflict is no longer in the log, somebody has settled it; nothing is written"
        )


class EditConflictError(LogtuiError):
    """Another program has changed the same part of an entry differently.

    Attributes:
        conflicts: What is to be resolved: ``ours`` is what the log holds now, ``theirs`` what the
            edit makes of it.
    """

    def __init__(self, conflicts: tuple[Conflict, ...]) -> None:
        super().__init__(
            "another program has changed the same part of this entry, or taken it out;"
            " nothing is written"
        )
        self.conflicts = conflicts


def rebase_edit(base: Document, edit: Edit, current: Document, choices: Choices) -> Edit | None:
    """Return the edit of ``current`` that does to it what ``edit`` does to ``base``.

    Args:
        base: The log that the user had before them.
        edit: What was typed then.
        current: The log as it is now.
        choices: The lines that conflicts were resolved with.

    Returns:
        None where ``current`` holds already what was typed.

    Raises:
        EditConflictError: There are conflicts for which ``choices`` holds nothing.
    """
    typed = parse_text(edit.apply(base.text), base.encoding)
    result = merge_logs(base, current, typed)
    unresolved = tuple(conflict for conflict in result.conflicts if conflict not in choices)
    # Text of another code page than the file's would go into it as something else.
    if unresolved or result.encoding != current.encoding:
        raise EditConflictError(unresolved)
    text = result.resolved_text([choices[conflict] for conflict in result.conflicts])
    if text == current.text:
        return None
    return trim_edit(Edit(Span(0, len(current.text)), text), current.text)
