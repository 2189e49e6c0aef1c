"""The date that the first entry of a merged day has in its line, where it has no marker above."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document.conflicts import Conflict
from logtui.document.outline import Role
from logtui.document.three_logs import BASE, OURS, THEIRS

if TYPE_CHECKING:
    from logtui.document.assembly import Piece
    from logtui.document.outline import Section
    from logtui.document.spacing import Spacing
    from logtui.document.three_logs import ThreeLogs, Trio


class DatedLines:
    """What stands in front of the entries of one section of three logs.

    Attributes:
        leads: What stands in front of a first entry that has the date in its line; empty in a
            section that has no such entry.
    """

    def __init__(self, logs: ThreeLogs, spacing: Spacing, trio: Trio[Section]) -> None:
        self._logs = logs
        self._spacing = spacing
        leads, self._plain = [], ""
        for side in (OURS, THEIRS, BASE):
            section = trio[side]
            own = logs.outlines[side].blocks[section.first : section.stop] if section else []
            leads += [block.bullet for block in own[:1] if block.role is Role.DATED]
            plain = (block.bullet for block in own if block.entry and block.role is not Role.DATED)
            self._plain = self._plain or next(plain, "")
        self.leads = tuple(leads)
        if self.leads and not self._plain:
            self._plain = logs.undated

    def begun(self, piece: Piece) -> list[bool]:
        """Tell for each text that may stand first in ``piece`` whether it has the date."""
        first = piece.texts[0]
        sides = (first,) if isinstance(first, str) else (first.ours, first.theirs)
        return [side.startswith(self.leads) for side in sides]

    def first(self, body: list[Piece]) -> list[Piece]:
        """Return ``body`` with the first entry that has the date in its line on top."""
        at = next((at for at, piece in enumerate(body) if any(self.begun(piece))), 0)
        return [*body[at : at + 1], *body[:at], *body[at + 1 :]]

    def led(self, body: list[Piece]) -> list[Piece]:
        """Return ``body``, which no marker goes above, with the date in its first line."""
        first, *rest = body
        text = first.texts[0]
        if isinstance(text, str):
            return [first._replace(texts=[self._dated(first, text), *first.texts[1:]]), *rest]
        if not all(text[1:]) and rest:
            following, *rest = rest
            below = following.texts[0]
            if not isinstance(below, str):
                return body
            space = self._spacing.between(first.last, following.first)
            sides = (
                self._dated(first, side) + space + self._bare(following.first, below)
                if side
                else self._dated(following, below)
                for side in text
            )
            joined = [_settled(*sides), *following.texts[1:]]
            return [first._replace(last=following.last, texts=joined), *rest]
        sides = (self._dated(first, side) for side in text)
        return [first._replace(texts=[_settled(*sides), *first.texts[1:]]), *rest]

    def once(self, body: list[Piece]) -> list[Piece]:
        """Return ``body`` with the date in its first line alone, if the day has other lines."""
        first, *rest = body
        if not any(self.begun(first)):
            return self.never(body)
        self._spacing.place(first.first, Role.DATED)
        return [first, *self.never(rest)]

    def never(self, body: list[Piece]) -> list[Piece]:
        """Return ``body`` with no date in a line, as what stands below a marker."""
        found = []
        for piece in body:
            texts = list(piece.texts)
            text = texts[0]
            if isinstance(text, str):
                texts[0] = self._bare(piece.first, text)
            else:
                texts[0] = _settled(*(self._bare(piece.first, side) for side in text))
            if texts != piece.texts:
                self._spacing.place(piece.first, Role.ITEM)
            found.append(piece._replace(texts=texts))
        return found

    def _bare(self, number: int, text: str) -> str:
        """Return the block with no date in front, if the day has lines that show how that looks."""
        blocks = filter(None, self._logs.blocks.trios[number])
        leads = [block.bullet for block in blocks if block.role is Role.DATED]
        lead = next((lead for lead in leads if text.startswith(lead)), None)
        return self._plain + text[len(lead) :] if lead and self._plain else text

    def _dated(self, piece: Piece, text: str) -> str:
        """Return ``text``, which ``piece`` begins with, with the date in front."""
        if not text or text.startswith(self.leads):
            return text
        self._spacing.place(piece.first, Role.DATED)
        blocks = filter(None, self._logs.blocks.trios[piece.first])
        bullets = [block.bullet for block in blocks if block.entry]
        fitting = [bullet for bullet in bullets if text.startswith(bullet)]
        return self.leads[0] + text[len(max(fitting, key=len)) :] if fitting else text


def _settled(base: str, ours: str, theirs: str) -> str | Conflict:
    """Return a conflict, or the text of both sides where only the date made them differ."""
    return ours if ours == theirs else Conflict(base, ours, theirs)
