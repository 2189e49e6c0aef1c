"""What an agent writes into a log: always through the session, as one write that can be undone."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal, TypeAlias

from logtui.agents.log_reading import AgentError, Answer, LogReader, LogView
from logtui.document.editing.draft import Draft, DraftError, guess_kind, with_state
from logtui.document.editing.edits import draft_of
from logtui.document.editing.notes import extended_notes
from logtui.document.editing.operations import AddEntry, ChangeEntry, operation_label
from logtui.document.editing.typed_date import default_date, read_date
from logtui.document.properties.states import State  # noqa: TC001 - the server reads signatures
from logtui.document.reading.parser import parse_text
from logtui.document.relations.threads import latest_entry_with_link
from logtui.document.text import lines
from logtui.document.text.diff import unified_lines
from logtui.errors import HistoryError
from logtui.search.periods import users_today
from logtui.storage.history import undoable_writes

if TYPE_CHECKING:
    from logtui.document.legend import Kind
    from logtui.document.model import Document, Entry
    from logtui.document.text.spans import Edit

IfExists: TypeAlias = Literal["skip", "add"]

_MAX_DIFF = 6000


@dataclass(frozen=True)
class AddForAgent:
    """Adds ``draft`` unless the log has its link by then.

    Attributes:
        draft: The entry; its kind is guessed where it has none.
        if_exists: What is done where the log has the link.
    """

    draft: Draft
    if_exists: IfExists

    @property
    def label(self) -> str:
        """What it is, in a few words."""
        return operation_label("add", self.draft.title)

    def edit(self, document: Document) -> Edit | None:
        """Return the edit that adds the entry; None where the log has the link.

        Raises:
            DraftError: It would not read back.
        """
        url, draft = self.draft.url, self.draft
        if url and self.if_exists == "skip" and latest_entry_with_link(document, url):
            return None
        if draft.kind is None and url:
            draft = replace(draft, kind=guess_kind(document, url))
        return AddEntry(draft).edit(document)


@dataclass(frozen=True)
class ChangeForAgent:
    """Changes the entry called ``entry_id`` as long as it is what the agent has read.

    Attributes:
        entry_id: The id of the entry.
        expect: The version of it that was read.
        note: A note that is added; empty for none.
        title: The new title; None to keep it.
        url: The new link; None to keep it.
        kind: The new kind; None to keep it.
        date: The new date; None to keep it.
        tags: All its tags then; None to keep them.
        state: The new state; None to keep it.
    """

    entry_id: str
    expect: str
    note: str = ""
    title: str | None = None
    url: str | None = None
    kind: str | None = None
    date: str | None = None
    tags: Sequence[str] | None = None
    state: State | None = None

    @property
    def label(self) -> str:
        """What it is, in a few words."""
        return f"{'note on' if self.note else 'edit'} {self.entry_id}"

    def edit(self, document: Document) -> Edit | None:
        """Return the edit that changes the entry; None where it is like that already.

        Raises:
            AgentError: It is not there, or it has changed.
            DraftError: It would not read back.
        """
        view = LogView(document)
        entry = view.entry(self.entry_id)
        if view.version(entry) != self.expect:
            raise AgentError("the entry changed; read it again with log_get")
        draft = draft_of(document, entry)
        if draft is None:
            raise AgentError("this entry can only be edited by hand")
        return ChangeEntry(document, entry, self._changed(document, entry, draft)).edit(document)

    def _changed(self, document: Document, entry: Entry, draft: Draft) -> Draft:
        if self.note:
            return replace(draft, notes=extended_notes(document, entry, [self.note]))
        new = draft if self.title is None else replace(draft, title=self.title)
        new = new if self.url is None else replace(new, url=self.url or None)
        if self.kind is not None:
            new = replace(new, kind=named_kind(document, self.kind) if self.kind else None)
        if self.date is not None:
            new = replace(new, date=read_date(self.date, users_today(), document))
        new = new if self.tags is None else replace(new, tags=tuple(self.tags))
        if self.state is None:
            return new
        return with_state(document, entry, new, self.state, users_today())


class LogWriter:
    """Makes what an agent wants written, and takes back what it wrote."""

    def __init__(self, reader: LogReader) -> None:
        self._reader = reader
        self._session = reader.session
        self._own_writes: list[str] = []
        self._lock = threading.Lock()

    def add(
        self,
        title: str,
        url: str = "",
        kind: str = "",
        date: str = "",
        notes: Sequence[str] = (),
        tags: Sequence[str] = (),
        if_exists: IfExists = "skip",
        dry_run: bool = False,  # noqa: FBT001, FBT002 - arguments of the protocol have names
    ) -> Answer:
        """Add an entry."""
        document, today = self._reader.view().document, users_today()
        draft = Draft(
            title,
            url or None,
            named_kind(document, kind) if kind else None,
            read_date(date, today, document) if date else default_date(document, today),
            "\n".join(notes),
            tuple(tags),
        )
        return self._write(AddForAgent(draft, if_exists), dry_run=dry_run)

    def note(self, id: str, text: str, expect: str) -> Answer:  # noqa: A002 - so the protocol calls it
        """Add a note to an entry."""
        if not text.strip():
            raise AgentError("the note is empty")
        return self._write(ChangeForAgent(id, expect, note=text), dry_run=False)

    def edit(
        self,
        id: str,  # noqa: A002 - so the protocol calls it
        expect: str,
        title: str | None = None,
        url: str | None = None,
        kind: str | None = None,
        date: str | None = None,
        tags: Sequence[str] | None = None,
        state: State | None = None,
    ) -> Answer:
        """Change parts of an entry."""
        if title is url is kind is date is tags is state is None:
            raise AgentError("give what is to be changed: title, url, kind, date, tags or state")
        operation = ChangeForAgent(
            id, expect, title=title, url=url, kind=kind, date=date, tags=tags, state=state
        )
        return self._write(operation, dry_run=False)

    def undo(self) -> Answer:
        """Take back the last write, if this server made it.

        Raises:
            AgentError: It did not.
            StorageError: The log cannot be saved.
        """
        with self._lock:
            records = undoable_writes(self._session.path)
            if not records or records[0].id not in self._own_writes:
                raise AgentError("the last write to the log is not one of yours")
            try:
                receipt = self._session.undo()
            except HistoryError as error:
                raise AgentError(str(error)) from error
            return {"undone": receipt.label if receipt else ""}

    def _write(self, operation: AddForAgent | ChangeForAgent, *, dry_run: bool) -> Answer:
        """Do ``operation``, and answer with the entry and the change."""
        with self._lock:
            old = self._reader.view().document
            if dry_run:
                edit = operation.edit(old)
                new = parse_text(edit.apply(old.text), old.encoding) if edit else old
                return {"written": False, "would_write": edit is not None, "diff": diff(old, new)}
            receipt = self._session.commit(operation)
            if receipt is None:
                known = self._known_id(operation)
                return {"written": False, "id": known, "diff": "", "reason": "it is there already"}
            self._own_writes.append(undoable_writes(self._session.path)[0].id)
            view = self._reader.view()
            entry = receipt.document.entry_at_line(
                first_written_line(receipt.document, receipt.line)
            )
            return {
                "written": True,
                "id": view.ids.get(entry) if entry and view.document is receipt.document else None,
                "diff": diff(old, receipt.document),
                "undo": receipt.label,
            }

    def _known_id(self, operation: AddForAgent | ChangeForAgent) -> str | None:
        if isinstance(operation, ChangeForAgent):
            return operation.entry_id
        view = self._reader.view()
        known = latest_entry_with_link(view.document, operation.draft.url or "")
        return view.ids.get(known) if known else None


def first_written_line(document: Document, line: int) -> int:
    """Return the first line from ``line`` on that belongs to an entry."""
    last = document.line_at(len(document.text))
    return next((n for n in range(line, last + 1) if document.entry_at_line(n)), line)


def named_kind(document: Document, word: str) -> Kind:
    """Return the kind of the legend that ``word`` names.

    Raises:
        DraftError: There is none.
    """
    kind = document.legend.find_kind(word)
    if kind is None:
        names = "; ".join(kind.name for kind in document.legend.kinds)
        raise DraftError("kind", f"no kind of this log is called {word[:40]!r}; it has: {names}")
    return kind


def diff(old: Document, new: Document) -> str:
    """Return the unified diff of two states of a log, its beginning where it is long."""
    text = "".join(
        line if line.endswith("\n") else f"{line}\n"
        for line in unified_lines(lines.split(old.text), lines.split(new.text), "log", context=1)
    )
    return text.encode("utf-8", "replace").decode()[:_MAX_DIFF]
