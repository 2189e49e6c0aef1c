"""What is wanted of many entries, and what it makes of the draft of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from logtui.document.editing.draft import with_state
from logtui.document.properties.tags import tag_key
from logtui.errors import LogtuiError

if TYPE_CHECKING:
    import datetime

    from logtui.document.dates.partial import PartialDate
    from logtui.document.editing.draft import Draft, WayToFinish
    from logtui.document.model import Document, Entry
    from logtui.document.properties.states import State

ReplacedPart = Literal["title", "link", "notes"]
"""A part of an entry that text is replaced in."""


class ReplacementError(LogtuiError):
    """A replacement says nothing that can be done, or takes too long."""


@dataclass(frozen=True)
class Replacement:
    """Other text in the place of some text.

    Attributes:
        old: What is replaced, wherever it stands.
        new: What stands there then.
        part: Where it is looked for.
    """

    old: str
    new: str
    part: ReplacedPart

    def of_texts(self, texts: Sequence[str]) -> list[str]:
        """Return ``texts`` with the replacement made in each.

        Raises:
            ReplacementError: It says nothing that can be done, or takes too long.
        """
        return [text.replace(self.old, self.new) for text in texts]

    def of_drafts(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Return ``drafts`` with the replacement made in each.

        Raises:
            ReplacementError: It says nothing that can be done, or takes too long.
        """
        if not self.old:
            raise ReplacementError("say which text is to be replaced")
        if self.part == "title":
            texts = self.of_texts([draft.title for draft in drafts])
            return [replace(draft, title=text) for draft, text in zip(drafts, texts, strict=True)]
        if self.part == "link":
            texts = self.of_texts([draft.url or "" for draft in drafts])
            return [
                replace(draft, url=text or None) if draft.url else draft
                for draft, text in zip(drafts, texts, strict=True)
            ]
        texts = self.of_texts([draft.notes for draft in drafts])
        return [replace(draft, notes=text) for draft, text in zip(drafts, texts, strict=True)]


@dataclass(frozen=True, slots=True)
class EntryChange:
    """What is wanted of every entry; what is None or empty stays as it is in each.

    Attributes:
        kind: The kind: a symbol or word of the legend, or what is written before the title as it
            is; empty for no kind.
        date: The date of the day that they go to; it goes before that of what is done.
        state: Whether they are to be read, being read, done or dropped.
        tags_added: The names of tags that they get, after those that they have.
        tags_removed: The names of tags that they lose.
        replacement: Text that is replaced.
        way: How they are done; None as the log does it.
    """

    kind: str | None = None
    date: PartialDate | None = None
    state: State | None = None
    tags_added: tuple[str, ...] = ()
    tags_removed: tuple[str, ...] = ()
    replacement: Replacement | None = None
    way: WayToFinish | None = None

    def of_draft(
        self, document: Document, entry: Entry, draft: Draft, today: datetime.date
    ) -> Draft:
        """Return what the change, but for its replacement, makes of the ``draft`` of ``entry``.

        Raises:
            DraftError: The entry cannot have the state.
        """
        if self.kind is not None:
            draft = replace(draft, kind=document.legend.find_kind(self.kind) or self.kind or None)
        if self.tags_added or self.tags_removed:
            removed = set(map(tag_key, self.tags_removed))
            kept = [tag for tag in draft.tags if tag_key(tag) not in removed]
            known = set(map(tag_key, kept))
            kept += [tag for tag in self.tags_added if tag_key(tag) not in known]
            draft = replace(draft, tags=tuple(kept))
        if self.state is not None:
            draft = with_state(document, entry, draft, self.state, today, self.way)
        return draft if self.date is None else replace(draft, date=self.date)
