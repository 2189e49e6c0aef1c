"""What a user wants done to many entries, as one edit of whatever the log is when it is saved."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.bulk.plans import plan_changes, plan_deletion
from logtui.document.editing.edits import raw_text_of
from logtui.document.text.wording import counted_noun

if TYPE_CHECKING:
    import datetime
    from collections.abc import Iterable, Sequence

    from logtui.document.bulk.changes import EntryChange
    from logtui.document.bulk.plans import ChangePlan
    from logtui.document.editing.entry_ref import EntryRef
    from logtui.document.model import Document, Entry
    from logtui.document.text.spans import Edit


class LeftEntry(NamedTuple):
    """An entry that is left as it is.

    Attributes:
        line: Its first line, 1-based; where it is gone, the one that it had.
        title: Its title.
        reason: Why it is left.
    """

    line: int
    title: str
    reason: str


@dataclass
class EntriesOperation(ABC):
    """Does one thing to the entries ``refs``, wherever they are by then.

    An entry that another program has changed or taken out meanwhile is left as it is.

    Attributes:
        refs: The entries.
        changed: How many were changed, the last time that an edit was made.
        left: Those that were not, and should have been.
    """

    refs: Sequence[EntryRef]
    changed: int = field(default=0, init=False)
    left: tuple[LeftEntry, ...] = field(default=(), init=False)

    @property
    @abstractmethod
    def label(self) -> str:
        """What it is, in a few words."""

    @abstractmethod
    def plan(self, document: Document, entries: Sequence[Entry]) -> ChangePlan:
        """Return what becomes of ``entries`` of ``document``."""

    def edit(self, document: Document) -> Edit | None:
        """Return the edit that does it to ``document``; None where there is nothing to change.

        Raises:
            LogtuiError: What is wanted makes no sense.
        """
        entries, lost = find_entries(document, self.refs)
        plan = self.plan(document, entries)
        refused = (
            LeftEntry(
                document.line_at(refusal.entry.span.start),
                document.title(refusal.entry),
                refusal.reason,
            )
            for refusal in plan.refused
        )
        self.changed, self.left = len(plan.changed), tuple(sorted([*refused, *lost]))
        return plan.edit

    def count_label(self, verb: str) -> str:
        """Return what doing ``verb`` to the entries is called."""
        return f"{verb} {counted_noun(self.changed or len(self.refs), 'entry')}"


@dataclass
class ChangeEntries(EntriesOperation):
    """Makes one ``change`` of many entries.

    Attributes:
        change: What is wanted of each.
        today: The day on which it is done.
    """

    change: EntryChange
    today: datetime.date

    @property
    def label(self) -> str:
        """What it is, in a few words."""
        return self.count_label("change")

    def plan(self, document: Document, entries: Sequence[Entry]) -> ChangePlan:
        """Return what becomes of ``entries`` of ``document``."""
        return plan_changes(document, entries, self.change, self.today)


@dataclass
class DeleteEntries(EntriesOperation):
    """Takes many entries out."""

    @property
    def label(self) -> str:
        """What it is, in a few words."""
        return self.count_label("delete")

    def plan(self, document: Document, entries: Sequence[Entry]) -> ChangePlan:
        """Return what becomes of ``entries`` of ``document``."""
        return plan_deletion(document, entries)


def find_entries(
    document: Document, refs: Iterable[EntryRef]
) -> tuple[list[Entry], list[LeftEntry]]:
    """Return the entries ``refs`` of ``document``, found as each finds its own, and the lost."""
    entries: list[Entry] = []
    moved: defaultdict[str, list[EntryRef]] = defaultdict(list)
    for ref in refs:
        entry = document.entry_at_line(ref.line)
        if entry is not None and raw_text_of(document, entry) == ref.raw:
            entries.append(entry)
        else:
            moved[ref.raw].append(ref)
    same: defaultdict[str, list[Entry]] = defaultdict(list)
    for entry in set(document.entries).difference(entries) if moved else ():
        same[raw_text_of(document, entry)].append(entry)
    lost: list[LeftEntry] = []
    for raw, alike in moved.items():
        if len(same[raw]) == len(alike):
            entries += same[raw]
            continue
        reason = "another program has changed it meanwhile"
        if same[raw]:
            reason = "another program has moved it meanwhile, and there are several like it"
        lost += (LeftEntry(ref.line, ref.title, reason) for ref in alike)
    return entries, lost
