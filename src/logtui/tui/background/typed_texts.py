"""The thread that brings what is typed to the state directory, so that no key waits for a disk."""

from __future__ import annotations

import json
import threading
import time
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.editing.draft import splits
from logtui.errors import LogtuiError
from logtui.storage.errors import StorageError
from logtui.storage.stored_texts import draft, drafts, drafts_folder, drop_draft, keep_draft
from logtui.system.editor import left_behind, read_left_behind, throw_away

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from logtui.document.legend import Legend
    from logtui.document.model import Document
    from logtui.tui.dialogs.conflict import Sides

    Fields = dict[str, str]


KEEP_AFTER = 0.5
"""Seconds after the last key until a draft is on the disk."""

KEEP_WITHIN = 1.5
"""Seconds until it is, however fast the keys go on."""

_RETRY = 2.0
"""Seconds until it is tried again where the disk refused."""


class DraftKeeper:
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
        self._failed = failed
        self._refused = self._closed = False
        self._typed: dict[str, Fields] = {}
        self._first = self._last = 0.0
        self._change = threading.Condition()
        # Held while the disk is touched: what is dropped must not come back.
        self._disk = threading.Lock()
        self._thread: threading.Thread | None = None

    def keep(self, name: str, fields: Fields) -> None:
        """Have ``fields`` on the disk soon, as the draft ``name``."""
        with self._change:
            self._last = time.monotonic()
            if not self._typed:
                self._first = self._last
            self._typed[name] = fields
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="drafts", daemon=True)
                self._thread.start()
            self._change.notify()

    def kept(self, name: str) -> Fields | None:
        """Return the draft ``name``; None where there is none."""
        with self._change:
            if name in self._typed:
                return self._typed[name]
        found = draft(self._log, name)
        return fields_of(found.text) if found else None

    def drop(self, name: str) -> None:
        """Forget the draft ``name``."""
        with self._disk:
            with self._change:
                self._typed.pop(name, None)
            drop_draft(self._log, name)

    def flush(self) -> list[Fields]:
        """Bring everything to the disk now, and return what it does not take."""
        with self._disk:
            with self._change:
                typed = dict(self._typed)
                self._first = time.monotonic()
            for name, fields in typed.items():
                try:
                    keep_draft(self._log, name, json.dumps(fields))
                except StorageError as error:
                    self._refuse(error)
                    break
                self._refused = False
                with self._change:
                    if self._typed.get(name) is fields:
                        del self._typed[name]
            with self._change:
                return [fields for name, fields in self._typed.items() if name in typed]

    def close(self) -> None:
        """Bring everything to the disk and end the thread."""
        self.flush()
        with self._change:
            self._closed = True
            self._change.notify()

    def _refuse(self, error: StorageError) -> None:
        with self._change:
            self._first = self._last = time.monotonic() + _RETRY
        if not self._refused:
            self._refused = True
            self._failed(error)

    def _run(self) -> None:
        while True:
            with self._change:
                self._change.wait_for(lambda: self._closed or bool(self._typed))
                while not self._closed and (rest := self._due() - time.monotonic()) > 0:
                    self._change.wait(rest)
                if self._closed:
                    return
            self.flush()

    def _due(self) -> float:
        """Return when what is typed has to go to the disk."""
        return min(self._last, self._first + KEEP_WITHIN - KEEP_AFTER) + KEEP_AFTER


def fields_of(text: str) -> Fields | None:
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

    def __init__(self, keeper: DraftKeeper) -> None:
        self._keeper = keeper

    def kept(self, sides: Sides) -> str | None:
        """Return what was typed in place of ``sides``; None where nothing was."""
        fields = self._keeper.kept(_name(sides))
        return fields.get("raw") if fields else None

    def keep(self, sides: Sides, text: str) -> None:
        """Have ``text`` on the disk soon; where it is both versions, nothing was typed."""
        if text == sides.both:
            self.drop(sides)
        else:
            self._keeper.keep(_name(sides), {"raw": text})

    def drop(self, sides: Sides) -> None:
        """Forget what was typed in place of ``sides``."""
        self._keeper.drop(_name(sides))


def _name(sides: Sides) -> str:
    return draft_name(CONFLICT, f"{sides.mine}\0{sides.theirs}")


ADD, EDIT, RAW, OUTSIDE = "add", "edit", "raw", "editor"
"""What a text was typed in: the three forms, and the user's own editor."""

CONFLICT = "conflict"
"""What lines were typed in that stand for two versions; they wait for the conflict itself."""

WHAT = {
    ADD: "a new entry you were typing",
    EDIT: "an entry you were changing",
    RAW: "the lines of an entry you were changing",
    OUTSIDE: "a text from your editor",
}
"""What a text is called."""


class Offer(NamedTuple):
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
    fields: Fields
    time: float
    file: Path | None = None

    @property
    def title(self) -> str:
        """What tells it from others: its title, else its first words."""
        fields = self.fields
        raw = fields.get("raw") or ""
        first = next((line.strip() for line in raw.split("\n") if line.strip()), "")
        title = splits(first)[0] or first.lstrip("-*+ ")
        words = fields.get("title") or title or fields.get("url") or fields.get("notes") or ""
        return words.strip().split("\n")[0]


def draft_name(form: str, base: str = "") -> str:
    """Return the name under which a draft is kept: its form, and the lines that it changes."""
    return f"{form}\n{base}" if base else form


def offers(log: Path, document: Document) -> list[Offer]:
    """Return what was typed for ``log`` and is not in it, the newest first."""
    found = [offer for kept in drafts(log) if (offer := _of_draft(kept.name, kept.text, kept.time))]
    for file in left_behind(drafts_folder(log)):
        try:
            raw, time = read_left_behind(file), file.stat().st_mtime
        except (LogtuiError, OSError):
            continue
        if raw.strip() and raw.strip("\n") not in document.text.replace("\r\n", "\n"):
            found.append(of_editor(file, raw, time))
    return sorted(found, key=lambda offer: offer.time, reverse=True)


def of_editor(file: Path, raw: str, time: float) -> Offer:
    """Return the offer of the text ``raw`` that an editor has left in ``file`` at ``time``."""
    return Offer(OUTSIDE, draft_name(OUTSIDE, file.parent.name), "", {"raw": raw}, time, file)


def drop(log: Path, offer: Offer) -> None:
    """Forget the text of ``offer``."""
    drop_draft(log, offer.name)
    if offer.file is not None:
        throw_away(offer.file)


def adopt(log: Path, offer: Offer) -> None:
    """Keep what an editor has left as a draft like the others.

    Raises:
        StorageError: The state directory cannot be written; the text stays where it is.
    """
    import json

    if offer.file is not None:
        keep_draft(log, offer.name, json.dumps(offer.fields))
        throw_away(offer.file)


def as_new(offer: Offer, legend: Legend, empty: Fields) -> Fields:
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
    title, url = splits(first)
    fields = empty | {"title": title or first.strip().removeprefix("- "), "notes": _dedented(rest)}
    before = first.partition("[")[0].strip(" \t-*+")
    if title is None:
        return fields
    kind = legend.named(before) if before else None
    if before and kind is None:
        return fields | {"title": f"{before} {title}", "url": url or ""}
    return fields | {"url": url or "", "kind": kind.symbol if kind else ""}


def _of_draft(name: str, text: str, time: float) -> Offer | None:
    form, _, base = name.partition("\n")
    fields = fields_of(text)
    if form not in WHAT or not fields:
        return None
    offer = Offer(form, name, "" if form == OUTSIDE else base, fields, time)
    return offer if offer.title else None


def _dedented(text: str) -> str:
    from textwrap import dedent

    return dedent(text)
