"""What becomes of each day of three logs, and in which order."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from logtui.document.merging.assembly import Piece
from logtui.document.merging.conflicts import Conflict
from logtui.document.merging.entry_merge import MergedBlocks, merge_block
from logtui.document.merging.outline import Role
from logtui.document.merging.three_logs import BASE, OURS, THEIRS, merge_order

if TYPE_CHECKING:
    from logtui.document.merging.assembly import Spacing
    from logtui.document.merging.outline import OutlineSection
    from logtui.document.merging.three_logs import ThreeLogs, Trio


class MergedDays:
    """Merges three logs section by section."""

    def __init__(self, logs: ThreeLogs, spacing: Spacing) -> None:
        self._logs = logs
        self._blocks = MergedBlocks(logs)
        self._heads = DayHeads(logs, spacing, self._blocks)

    def pieces(self) -> list[Piece]:
        """Return what the result is made of, from top to bottom."""
        numbers = self._logs.sections.of
        ranks = self._logs.section_ranks
        order = merge_order(numbers[BASE], numbers[OURS], numbers[THEIRS], ranks)
        pieces: list[Piece] = []
        for number in order:
            members = [self._blocks.in_section(side, number) for side in range(3)]
            blocks = merge_order(members[BASE], members[OURS], members[THEIRS], {})
            body = [Piece(n, n, texts) for n in blocks if (texts := self._blocks.content(n))]
            pieces += self._heads.section(number, body)
        return pieces


class DayHeads:
    """Puts the marker of each section above what it holds."""

    def __init__(self, logs: ThreeLogs, spacing: Spacing, blocks: MergedBlocks) -> None:
        self._logs = logs
        self._spacing = spacing
        self._blocks = blocks

    def section(self, number: int, body: list[Piece]) -> list[Piece]:
        """Return the section ``number``, which holds ``body``, from its first line on."""
        trio = self._logs.sections.trios[number]
        marker = next(
            (
                self._logs.blocks.of[side][section.marker]
                for side in (OURS, THEIRS, BASE)
                if (section := trio[side]) and section.marker is not None
            ),
            None,
        )
        if not body:
            return [] if marker is None else self._empty_day(marker, trio)
        dated_lines = DatedLines(self._logs, self._spacing, trio)
        if dated_lines.leads:
            body = dated_lines.with_dated_first(body)
            if marker is None:
                return dated_lines.with_one_date(dated_lines.with_leading_date(body))
            date_flags = dated_lines.starts_with_date(body[0])
            if any(date_flags):
                first = (
                    body[0]
                    if all(date_flags)
                    else self._with_marker(marker, body[0], dated_lines.leads)
                )
                return dated_lines.with_one_date([first, *body[1:]])
        if marker is None:
            return body
        has_empty_side = any(section and section.first == section.stop for section in trio[1:])
        if not has_empty_side and all(piece.deletion_conflict for piece in body):
            return [self._deleted_day(marker, body)]
        return [
            Piece(marker, marker, self._heading_texts(marker, trio)),
            *dated_lines.without_dates(body),
        ]

    def _heading_texts(self, marker: int, trio: Trio[OutlineSection]) -> list[str | Conflict]:
        """Return the marker of a day that has something under it."""
        base, ours, theirs = self._logs.blocks.trios[marker]
        if ours and theirs and base:
            return merge_block(base, ours, theirs)
        our_section, their_section = trio[OURS], trio[THEIRS]
        is_only_theirs_titled = (
            their_section
            and their_section.day
            and their_section.day.title
            and not (our_section and our_section.day and our_section.day.title)
        )
        block = (theirs if theirs and is_only_theirs_titled else None) or ours or theirs or base
        return [block.raw] if block else []

    def _empty_day(self, marker: int, trio: Trio[OutlineSection]) -> list[Piece]:
        """Return the marker of a day that has nothing under it; nothing if it has to go."""
        base, ours, theirs = trio
        if ours and theirs and ours.first < ours.stop and theirs.first < theirs.stop:
            return []
        if base is None or (ours and theirs):
            texts = self._heading_texts(marker, trio)
        else:
            texts = self._blocks.content(marker)
        return [Piece(marker, marker, texts)] if texts else []

    def _with_marker(self, marker: int, piece: Piece, leads: tuple[str, ...]) -> Piece:
        """Return the first piece with the marker wherever that leaves no date in its line."""
        marker_text = self._marker_lines(marker)
        texts: list[str | Conflict] = []
        for text in piece.texts:
            if isinstance(text, str):
                texts.append(text)
                continue
            space = self._spacing.between(marker, piece.first)
            sides = (
                side if side.startswith(leads) else marker_text + (space + side if side else "")
                for side in text
            )
            texts.append(Conflict(*sides))
        return Piece(marker, piece.last, texts)

    def _deleted_day(self, marker: int, body: list[Piece]) -> Piece:
        """Return a day that is in doubt as a whole as one conflict, its marker inside."""
        conflicts = [piece.deletion_conflict for piece in body if piece.deletion_conflict]
        markers = self._logs.blocks.trios[marker]
        marker_text = self._marker_lines(marker)
        texts = []
        for side in range(3):
            block = markers[side]
            text = block.raw if block else marker_text
            above = marker
            for piece, conflict in zip(body, conflicts, strict=True):
                if conflict[side]:
                    text += self._spacing.between(above, piece.first) + conflict[side]
                    above = piece.last
            texts.append("" if above == marker else text)
        return Piece(marker, body[-1].last, [Conflict(texts[BASE], texts[OURS], texts[THEIRS])])

    def _marker_lines(self, marker: int) -> str:
        """Return the lines of the marker, those of ours where they have one."""
        base, ours, theirs = self._logs.blocks.trios[marker]
        return next(block.raw for block in (ours, theirs, base) if block)


class DatedLines:
    """What stands before the entries of one section of three logs.

    Attributes:
        leads: What stands before the content of a first entry that has the date in its line;
            empty in a section that has no such entry.
    """

    def __init__(self, logs: ThreeLogs, spacing: Spacing, trio: Trio[OutlineSection]) -> None:
        self._logs = logs
        self._spacing = spacing
        self._blocks = [
            logs.outlines[side].blocks[section.first : section.stop] if section else []
            for side in (OURS, THEIRS, BASE)
            for section in trio[side : side + 1]
        ]
        first_blocks = (block for blocks in self._blocks for block in blocks[:1])
        self.leads = tuple(block.bullet for block in first_blocks if block.role is Role.DATED)

    @cached_property
    def _plain_bullet(self) -> str:
        """What stands before an entry of the day that has no date; empty where that is unknown."""
        for blocks in self._blocks:
            plain = (b.bullet for b in blocks if b.entry and b.role is not Role.DATED)
            if bullet := next(plain, ""):
                return bullet
        return self._logs.undated_bullet if self.leads else ""

    def starts_with_date(self, piece: Piece) -> list[bool]:
        """Tell for each text that may stand first in ``piece`` whether it has the date."""
        first = piece.texts[0]
        sides = (first,) if isinstance(first, str) else (first.ours, first.theirs)
        return [side.startswith(self.leads) for side in sides]

    def with_dated_first(self, body: list[Piece]) -> list[Piece]:
        """Return ``body`` with the first entry that has the date in its line on top."""
        index = next(
            (index for index, piece in enumerate(body) if any(self.starts_with_date(piece))), 0
        )
        return [*body[index : index + 1], *body[:index], *body[index + 1 :]]

    def with_leading_date(self, body: list[Piece]) -> list[Piece]:
        """Return ``body``, which no marker goes above, with the date in its first line."""
        first, *rest = body
        text = first.texts[0]
        if isinstance(text, str):
            return [first._replace(texts=[self._with_date(first, text), *first.texts[1:]]), *rest]
        if not all(text[1:]) and rest:
            next_piece, *rest = rest
            below = next_piece.texts[0]
            if not isinstance(below, str):
                return body
            space = self._spacing.between(first.last, next_piece.first)
            sides = (
                self._with_date(first, side)
                + space
                + self._without_date(self._dated_bullets(next_piece.first), below)
                if side
                else self._with_date(next_piece, below)
                for side in text
            )
            joined = [_conflict_or_text(*sides), *next_piece.texts[1:]]
            return [first._replace(last=next_piece.last, texts=joined), *rest]
        sides = (self._with_date(first, side) for side in text)
        return [first._replace(texts=[_conflict_or_text(*sides), *first.texts[1:]]), *rest]

    def with_one_date(self, body: list[Piece]) -> list[Piece]:
        """Return ``body`` with the date in its first line alone, if the day has other lines."""
        first, *rest = body
        if not any(self.starts_with_date(first)):
            return self.without_dates(body)
        self._spacing.set_role(first.first, Role.DATED)
        return [first, *self.without_dates(rest)]

    def without_dates(self, body: list[Piece]) -> list[Piece]:
        """Return ``body`` with no date in a line, as what stands below a marker.

        Where no line of the day shows how that looks, it stays as it is.
        """
        pieces = []
        for piece in body:
            leads = self._dated_bullets(piece.first)
            if not leads or not self._plain_bullet:
                pieces.append(piece)
                continue
            text, *below = piece.texts
            if isinstance(text, str):
                texts = [self._without_date(leads, text), *below]
            else:
                sides = (self._without_date(leads, side) for side in text)
                texts = [_conflict_or_text(*sides), *below]
            if texts != piece.texts:
                self._spacing.set_role(piece.first, Role.ITEM)
            pieces.append(piece._replace(texts=texts))
        return pieces

    def _dated_bullets(self, number: int) -> list[str]:
        """Return what stands before the block where it has the date of its day in its line."""
        blocks = self._logs.blocks.trios[number]
        return [block.bullet for block in blocks if block and block.role is Role.DATED]

    def _without_date(self, leads: list[str], text: str) -> str:
        """Return ``text`` without the one of ``leads`` that it begins with."""
        lead = next((lead for lead in leads if text.startswith(lead)), None)
        return self._plain_bullet + text[len(lead) :] if lead and self._plain_bullet else text

    def _with_date(self, piece: Piece, text: str) -> str:
        """Return ``text``, which ``piece`` begins with, with the date before it."""
        if not text or text.startswith(self.leads):
            return text
        self._spacing.set_role(piece.first, Role.DATED)
        blocks = filter(None, self._logs.blocks.trios[piece.first])
        bullets = [block.bullet for block in blocks if block.entry]
        fitting = [bullet for bullet in bullets if text.startswith(bullet)]
        return self.leads[0] + text[len(max(fitting, key=len)) :] if fitting else text


def _conflict_or_text(base: str, ours: str, theirs: str) -> str | Conflict:
    """Return a conflict, or the text of both sides where only the date made them differ."""
    return ours if ours == theirs else Conflict(base, ours, theirs)
