"""The texts that were typed in an earlier run and are not in the log yet."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from logtui.document.drafts import splits
from logtui.document.errors import LogtuiError
from logtui.editor import left_behind, read_left_behind, throw_away
from logtui.storage.drafts import drafts, drafts_folder, drop_draft, keep_draft
from logtui.tui.draft_keeper import fields_of

if TYPE_CHECKING:
    from pathlib import Path

    from logtui.document.legend import Legend
    from logtui.document.model import Document
    from logtui.tui.draft_keeper import Fields

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
