"""The thread that brings what is typed to the state directory, so that no key waits for a disk."""

from __future__ import annotations

import json
import threading
import time
from textwrap import dedent
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.editing.draft import split_title_and_link
from logtui.errors import LogtuiError
from logtui.storage.errors import StorageError
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
    from logtui.document.model import Document
    from logtui.tui.dialogs.conflict import Sides

    FieldTexts = dict[str, str]


STORE_DELAY = 0.5
"""Seconds after the last key until a draft is on the disk."""

STORE_DEADLINE = 1.5
"""Seconds until it is, however fast the keys go on."""

_RETRY_DELAY = 2.0
"""Seconds until it is tried again where the disk refused."""


class TypedTexts:
    """Keeps what stands in the forms of one log, each under its name.

    What the disk refuses is kept here, and tried again.
    """

    def __init__(self, log: Path, failed: Callable[[StorageError], object]) -> None:
        """Make a keeper that has nothing to do yet.

        Args:
            log: The log.
            failed: Told, in any thread, when drafts can no longer be kept.
        """
        self._log = log
        self._on_failure = failed
        self._has_failed = self._is_closed = False
        self._pending: dict[str, FieldTexts] = {}
        self._first_change = self._last_change = 0.0
        self._condition = threading.Condition()
        # Held while the disk is touched: what is dropped must not come back.
        self._disk_lock = threading.Lock()
        self._thread: threading.Thread | None = None

    def keep(self, name: str, fields: FieldTexts) -> None:
        """Have ``fields`` on the disk soon, as the draft ``name``."""
        with self._condition:
            self._last_change = time.monotonic()
            if not self._pending:
                self._first_change = self._last_change
            self._pending[name] = fields
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="drafts", daemon=True)
                self._thread.start()
            self._condition.notify()

    def kept(self, name: str) -> FieldTexts | None:
        """Return the draft ``name``; None where there is none."""
        with self._condition:
            if name in self._pending:
                return self._pending[name]
        found = stored_text(self._log, name)
        return parse_fields(found.text) if found else None

    def drop(self, name: str) -> None:
        """Forget the draft ``name``."""
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
                while not self._is_closed and (rest := self._due_time() - time.monotonic()) > 0:
                    self._condition.wait(rest)
                if self._is_closed:
                    return
            self.flush()

    def _due_time(self) -> float:
        """Return when what is typed has to go to the disk."""
        return (
            min(self._last_change, self._first_change + STORE_DEADLINE - STORE_DELAY) + STORE_DELAY
        )


def parse_fields(text: str) -> FieldTexts | None:
    """Return the fields that a draft's ``text`` stands for; None where it is damaged."""
    try:
        fields = json.loads(text)
    except ValueError:
        return None
    if not isinstance(fields, dict):
        return None
    return {name: value for name, value in fields.items() if isinstance(value, str)}


class ConflictDrafts:
    """Keeps typed lines under the versions that they stand for, until they are taken.

    They are not offered at the start: the question about the versions comes back with them.
    """

    def __init__(self, keeper: TypedTexts) -> None:
        self._keeper = keeper

    def kept(self, sides: Sides) -> str | None:
        """Return what was typed in place of ``sides``; None where nothing was."""
        fields = self._keeper.kept(_conflict_text_name(sides))
        return fields.get("raw") if fields else None

    def keep(self, sides: Sides, text: str) -> None:
        """Have ``text`` on the disk soon; where it is both versions, nothing was typed."""
        if text == sides.both:
            self.drop(sides)
        else:
            self._keeper.keep(_conflict_text_name(sides), {"raw": text})

    def drop(self, sides: Sides) -> None:
        """Forget what was typed in place of ``sides``."""
        self._keeper.drop(_conflict_text_name(sides))


def _conflict_text_name(sides: Sides) -> str:
    return stored_text_name(CONFLICT, f"{sides.ours}\0{sides.theirs}")


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
        form: What it was typed in: ``ADD``, ``EDIT``, ``RAW`` or ``OUTSIDE``.
        name: The name under which it is kept as a draft.
        base: The lines that it changes, as they were; empty for a new entry.
        fields: What stands in each field; the raw form has the one called ``raw``.
        time: When it was kept, in seconds since 1970.
        file: Where the user's editor has left it; None for a draft.
    """

    form: str
    name: str
    base: str
    fields: FieldTexts
    time: float
    file: Path | None = None

    @property
    def title(self) -> str:
        """What tells it from others: its title, else its first words."""
        fields = self.fields
        raw = fields.get("raw") or ""
        first = next((line.strip() for line in raw.split("\n") if line.strip()), "")
        title = split_title_and_link(first)[0] or first.lstrip("-*+ ")
        words = fields.get("title") or title or fields.get("url") or fields.get("notes") or ""
        return words.strip().split("\n")[0]


def stored_text_name(form: str, base: str = "") -> str:
    """Return the name under which a draft is kept: its form, and the lines that it changes."""
    return f"{form}\n{base}" if base else form


def unsaved_texts(log: Path, document: Document) -> list[UnsavedText]:
    """Return what was typed for ``log`` and is not in it, the newest first."""
    found = [
        offer
        for kept in all_stored_texts(log)
        if (offer := _parse_stored_text(kept.name, kept.text, kept.time))
    ]
    for file in leftover_files(drafts_folder(log)):
        try:
            raw, time = read_edited_file(file), file.stat().st_mtime
        except (LogtuiError, OSError):
            continue
        if raw.strip() and raw.strip("\n") not in document.text.replace("\r\n", "\n"):
            found.append(text_from_editor(file, raw, time))
    return sorted(found, key=lambda offer: offer.time, reverse=True)


def text_from_editor(file: Path, raw: str, time: float) -> UnsavedText:
    """Return the offer of the text ``raw`` that an editor has left in ``file`` at ``time``."""
    return UnsavedText(
        EDITOR, stored_text_name(EDITOR, file.parent.name), "", {"raw": raw}, time, file
    )


def drop_unsaved_text(log: Path, offer: UnsavedText) -> None:
    """Forget the text of ``offer``."""
    delete_stored_text(log, offer.name)
    if offer.file is not None:
        remove_leftover(offer.file)


def store_editor_text(log: Path, offer: UnsavedText) -> None:
    """Keep what an editor has left as a draft like the others.

    Raises:
        StorageError: The state directory cannot be written; the text stays where it is.
    """
    import json

    if offer.file is not None:
        store_text(log, offer.name, json.dumps(offer.fields))
        remove_leftover(offer.file)


def new_entry_fields(offer: UnsavedText, legend: Legend, empty: FieldTexts) -> FieldTexts:
    """Return the fields of a form for a new entry that say what ``offer`` says.

    Args:
        offer: The text.
        legend: The kinds of the log.
        empty: The fields of a form in which nothing has been typed.
    """
    raw = offer.fields.get("raw")
    if raw is None:
        return empty | {name: text for name, text in offer.fields.items() if name in empty}
    first, _, rest = raw.strip("\n").partition("\n")
    title, url = split_title_and_link(first)
    fields = empty | {"title": title or first.strip().removeprefix("- "), "notes": dedent(rest)}
    before = first.partition("[")[0].strip(" \t-*+")
    if title is None:
        return fields
    kind = legend.find_kind(before) if before else None
    if before and kind is None:
        return fields | {"title": f"{before} {title}", "url": url or ""}
    return fields | {"url": url or "", "kind": kind.symbol if kind else ""}


def _parse_stored_text(name: str, text: str, time: float) -> UnsavedText | None:
    form, _, base = name.partition("\n")
    fields = parse_fields(text)
    if form not in ORIGINS or not fields:
        return None
    offer = UnsavedText(form, name, "" if form == EDITOR else base, fields, time)
    return offer if offer.title else None
