"""What is typed and not saved: kept by a thread, so that no key waits for a disk."""

from __future__ import annotations

import json
import threading
import time
from textwrap import dedent
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.editing.draft import split_title_and_link
from logtui.errors import LogtuiError, StorageError
from logtui.storage.stored_texts import (
    all_stored_texts,
    delete_stored_text,
    drafts_folder,
    store_text,
    stored_text,
)
from logtui.system.editor import leftover_files, read_edited_file, remove_leftover

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from logtui.document.legend import Legend
    from logtui.document.model import Document, Entry
    from logtui.storage.stored_texts import StoredText

FieldTexts = dict[str, str]
"""What stands in each field of a form, by the field's name."""

STORE_DELAY = 0.5
"""Seconds after the last key until a draft is on the disk."""

STORE_DEADLINE = 1.5
"""Seconds until it is, however fast the keys go on."""

_LONGEST_EDITING = 7 * 86400
"""Seconds after which an editor that did not wait has nothing more to save."""

_RETRY_DELAY = 2.0
"""Seconds until it is tried again where the disk refused."""


class TypedTexts:
    """Keeps what stands in the forms of one log, each under its name.

    What the disk refuses is kept here, and tried again.
    """

    def __init__(self, log: Path, on_failure: Callable[[StorageError], object]) -> None:
        """Make what keeps the texts of ``log``; it has nothing to do yet.

        Args:
            log: The log.
            on_failure: Called, in any thread, when texts can no longer be kept.
        """
        self._log = log
        self._on_failure = on_failure
        self._has_failed = self._is_closed = False
        self._pending: dict[str, FieldTexts] = {}
        self._first_change = self._last_change = 0.0
        self._condition = threading.Condition()
        # Held while the disk is touched: what is dropped must not come back.
        self._disk_lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def keep(self, name: str, fields: FieldTexts) -> None:
        """Have ``fields`` on the disk soon, as the text ``name``."""
        with self._condition:
            self._last_change = time.monotonic()
            if not self._pending:
                self._first_change = self._last_change
            self._pending[name] = fields
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="drafts", daemon=True)
                self._thread.start()
            self._condition.notify()

    def find_fields(self, name: str) -> FieldTexts | None:
        """Return what is kept as ``name``; None where nothing is."""
        with self._condition:
            if name in self._pending:
                return self._pending[name]
        stored = stored_text(self._log, name)
        return parse_fields(stored.text) if stored else None

    def drop(self, name: str) -> None:
        """Forget the text ``name``."""
        with self._disk_lock:
            with self._condition:
                self._pending.pop(name, None)
            delete_stored_text(self._log, name)

    def flush(self) -> list[FieldTexts]:
        """Bring everything to the disk now, and return what it does not take."""
        with self._disk_lock:
            with self._condition:
                typed = dict(self._pending)
                self._first_change = time.monotonic()
            for name, fields in typed.items():
                try:
                    store_text(self._log, name, json.dumps(fields))
                except StorageError as error:
                    self._postpone(error)
                    break
                self._has_failed = False
                with self._condition:
                    if self._pending.get(name) is fields:
                        del self._pending[name]
            with self._condition:
                return [fields for name, fields in self._pending.items() if name in typed]

    def close(self) -> None:
        """Bring everything to the disk and end the thread."""
        self.flush()
        with self._condition:
            self._is_closed = True
            self._condition.notify()

    def _postpone(self, error: StorageError) -> None:
        with self._condition:
            self._first_change = self._last_change = time.monotonic() + _RETRY_DELAY
        if not self._has_failed:
            self._has_failed = True
            self._on_failure(error)

    def _run(self) -> None:
        while True:
            with self._condition:
                self._condition.wait_for(lambda: self._is_closed or bool(self._pending))
                while not self._is_closed:
                    due_time = min(
                        self._last_change + STORE_DELAY, self._first_change + STORE_DEADLINE
                    )
                    if due_time <= time.monotonic():
                        break
                    self._condition.wait(due_time - time.monotonic())
                if self._is_closed:
                    return
            self.flush()


def parse_fields(text: str) -> FieldTexts | None:
    """Return the fields that a draft's ``text`` stands for; None where it is damaged."""
    try:
        fields = json.loads(text)
    except ValueError:
        return None
    if not isinstance(fields, dict):
        return None
    return {name: value for name, value in fields.items() if isinstance(value, str)}


ADD, EDIT, RAW, EDITOR = "add", "edit", "raw", "editor"
"""What a text was typed in: the three forms, and the user's own editor."""

CONFLICT = "conflict"
"""What lines were typed in that stand for two versions; they wait for the conflict itself."""

ORIGINS = {
    ADD: "a new entry you were typing",
    EDIT: "an entry you were changing",
    RAW: "the lines of an entry you were changing",
    EDITOR: "a text from your editor",
}
"""What a text is called."""


class UnsavedText(NamedTuple):
    """A text that can be continued.

    Attributes:
        origin: What it was typed in: ``ADD``, ``EDIT``, ``RAW`` or ``EDITOR``.
        name: The name under which it is kept.
        base: The lines that it changes, as they were; empty for a new entry.
        fields: What stands in each field; the raw form has the one called ``raw``.
        time: When it was kept, in seconds since 1970.
        file: Where the user's editor has left it; None for a draft.
    """

    origin: str
    name: str
    base: str
    fields: FieldTexts
    time: float
    file: Path | None = None

    @classmethod
    def of_stored(cls, stored: StoredText) -> UnsavedText | None:
        """Return the text that is kept as ``stored``; None where nothing of it can be shown."""
        origin, _, base = stored.name.partition("\n")
        fields = parse_fields(stored.text)
        if origin not in ORIGINS or not fields:
            return None
        base = "" if origin == EDITOR else base
        text = cls(origin, stored.name, base, fields, stored.time)
        return text if text.title else None

    @property
    def title(self) -> str:
        """What tells it from others: its title, else its first words."""
        fields = self.fields
        raw = fields.get("raw") or ""
        first = next((line.strip() for line in raw.split("\n") if line.strip()), "")
        title = split_title_and_link(first)[0] or first.lstrip("-*+ ")
        words = fields.get("title") or title or fields.get("url") or fields.get("notes") or ""
        return words.strip().split("\n")[0]

    def entry_in(self, document: Document) -> Entry | None:
        """Return the entry that this belongs to; None where it makes a new one."""
        from logtui.document.editing.edits import draft_of
        from logtui.document.editing.entry_ref import find_entry_by_lines, find_reworded_entry

        if self.origin == ADD:
            return None
        raw = self.fields.get("raw")
        entry = find_entry_by_lines(document, self.base) if self.base else None
        if entry is None:
            entry = find_reworded_entry(document, self.base or raw or "")
        if entry is not None and raw is None and draft_of(document, entry) is None:
            return None
        return entry


def stored_text_name(origin: str, base: str = "") -> str:
    """Return the name under which a text is kept: its origin, and the lines that it changes."""
    return f"{origin}\n{base}" if base else origin


def unsaved_texts(log: Path, document: Document) -> list[UnsavedText]:
    """Return what was typed for ``log`` and is not in it, the newest first."""
    texts = [text for stored in all_stored_texts(log) if (text := UnsavedText.of_stored(stored))]
    for file in leftover_files(drafts_folder(log)):
        try:
            raw, modified = read_edited_file(file), file.stat().st_mtime
        except (LogtuiError, OSError):
            continue
        if raw.strip() and raw.strip("\n") not in document.text.replace("\r\n", "\n"):
            texts.append(text_from_editor(file, raw, modified))
        elif time.time() - modified > _LONGEST_EDITING:
            remove_leftover(file)
    return sorted(texts, key=lambda text: text.time, reverse=True)


def text_from_editor(file: Path, raw: str, time: float) -> UnsavedText:
    """Return the text ``raw`` that an editor has left in ``file`` at ``time``."""
    return UnsavedText(
        EDITOR, stored_text_name(EDITOR, file.parent.name), "", {"raw": raw}, time, file
    )


def drop_unsaved_text(log: Path, text: UnsavedText) -> None:
    """Forget ``text``."""
    delete_stored_text(log, text.name)
    if text.file is not None:
        remove_leftover(text.file)


def store_editor_text(log: Path, text: UnsavedText) -> None:
    """Keep what an editor has left as the other texts are kept.

    Raises:
        StorageError: The state directory cannot be written; the text stays where it is.
    """
    if text.file is not None:
        store_text(log, text.name, json.dumps(text.fields))
        remove_leftover(text.file)


def new_entry_fields(text: UnsavedText, legend: Legend, empty: FieldTexts) -> FieldTexts:
    """Return the fields of a form for a new entry that say what ``text`` says.

    Args:
        text: The text.
        legend: The kinds of the log.
        empty: The fields of a form in which nothing has been typed.
    """
    raw = text.fields.get("raw")
    if raw is None:
        return empty | {name: value for name, value in text.fields.items() if name in empty}
    first, _, rest = raw.strip("\n").partition("\n")
    title, url = split_title_and_link(first)
    title_text = title or first.strip().removeprefix("- ")
    fields = empty | {"title": title_text, "notes": dedent(rest)}
    symbol_text = first.partition("[")[0].strip(" \t-*+")
    if title is None:
        return fields
    kind = legend.find_kind(symbol_text) if symbol_text else None
    if symbol_text and kind is None:
        return fields | {"title": f"{symbol_text} {title}", "url": url or ""}
    return fields | {"url": url or "", "kind": kind.symbol if kind else ""}
