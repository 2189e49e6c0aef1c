"""What is wanted of many entries, and what it makes of the draft of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from logtui.errors import LogtuiError

if TYPE_CHECKING:
    from logtui.document.dates.partial import PartialDate
    from logtui.document.editing.draft import Draft

ReplacedPart = Literal["title", "link", "notes"]
"""A part of an entry that text is replaced in."""


class ReplacementError(LogtuiError):
    """A replacement says nothing, or takes too long."""


@dataclass(frozen=True, slots=True)
class Replacement:
    r"""Other text in the place of some text.

    Attributes:
        old: What is replaced, wherever it stands.
        new: What stands there then; with a pattern, ``\1`` is what its first group matched.
        part: Where it is looked for.
        is_pattern: Whether ``old`` is a regular expression; in notes, ``^`` and ``$`` match at
            each line.
    """

    old: str
    new: str
    part: ReplacedPart
    is_pattern: bool = False

    def of_texts(self, texts: Sequence[str]) -> list[str]:
        """Return ``texts`` with the replacement made in each.

        Raises:
            ReplacementError: The pattern makes no sense, or takes too long.
        """
        if not self.old:
            raise ReplacementError("say which text is to be replaced")
        if not self.is_pattern:
            return [text.replace(self.old, self.new) for text in texts]
        raise ReplacementError("regular expressions are not replaced")

    def of_drafts(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Return ``drafts`` with the replacement made in each.

        Raises:
            ReplacementError: The pattern makes no sense, or takes too long.
        """
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
    """What is wanted of every entry; what is None stays as it is in each.

    Attributes:
        kind: The kind: a symbol or word of the legend, or what is written before the title as it
            is; empty for no kind.
        date: The date of the day that they go to.
        replacement: Text that is replaced.
    """

    kind: str | None = None
    date: PartialDate | None = None
    replacement: Replacement | None = None

    def of_drafts(self, drafts: Sequence[Draft]) -> list[Draft]:
        """Return what the change makes of ``drafts``.

        Raises:
            ReplacementError: The pattern makes no sense, or takes too long.
        """
        changed = list(drafts)
        if self.kind is not None:
            changed = [replace(draft, kind=self.kind or None) for draft in changed]
        if self.date is not None:
            changed = [replace(draft, date=self.date) for draft in changed]
        return self.replacement.of_drafts(changed) if self.replacement else changed
