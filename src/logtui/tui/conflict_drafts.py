"""What is typed in place of two versions of the same lines, kept as all drafts are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.tui.offers import CONFLICT, draft_name

if TYPE_CHECKING:
    from logtui.tui.dialogs.conflict import Sides
    from logtui.tui.draft_keeper import DraftKeeper


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
