"""The pieces of a merge put together, with the space that belongs between them."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.merging.conflicts import Conflict
from logtui.document.merging.outline import Role
from logtui.document.text import diff, lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from logtui.document.merging.outline import Outline
    from logtui.document.merging.three_logs import ThreeLogs


class Piece(NamedTuple):
    """Whole lines of the result.

    Attributes:
        first: Number of the first block in it.
        last: Number of the last.
        texts: The lines, and conflicts between them.
    """

    first: int
    last: int
    texts: list[str | Conflict]

    @property
    def deletion_conflict(self) -> Conflict | None:
        """The conflict that this is all of, where one side has nothing in its place."""
        only = self.texts[0] if len(self.texts) == 1 else ""
        return None if isinstance(only, str) or (only.ours and only.theirs) else only


def assemble_pieces(pieces: Sequence[Piece], spacing: Spacing) -> list[str | Conflict]:
    """Return the result from top to bottom; no two texts stand next to each other."""
    texts: list[str | Conflict] = []
    above, is_space_written = TOP, False
    for index, piece in enumerate(pieces):
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        space_above = "" if is_space_written else spacing.between(above, piece.first)
        is_space_written = False
        if piece.deletion_conflict is None:
            texts += [space_above, *piece.texts]
        elif following is not None and following.deletion_conflict:
            texts += _shorten_conflict(piece.deletion_conflict, space_above, "", "")
        else:
            below = following.first if following else BOTTOM
            space_below = spacing.between(piece.last, below)
            space_if_empty = spacing.between(above, below)
            texts += _shorten_conflict(
                piece.deletion_conflict, space_above, space_below, space_if_empty
            )
            is_space_written = True
        above = piece.last
    if not is_space_written:
        texts.append(spacing.between(above, BOTTOM))
    return join_texts(texts)


def join_texts(pieces: Iterable[str | Conflict]) -> list[str | Conflict]:
    """Return ``pieces`` with neighbouring texts as one and empty ones left out."""
    joined: list[str | Conflict] = []
    run: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            run.append(piece)
            continue
        joined += [text for text in ("".join(run),) if text]
        joined.append(piece)
        run = []
    return [*joined, *(text for text in ("".join(run),) if text)]


def _shorten_conflict(
    conflict: Conflict, space_above: str, space_below: str, space_if_empty: str
) -> list[str | Conflict]:
    """Return ``conflict`` with the space around it, inside as far as it differs by the choice.

    Args:
        conflict: One that may leave nothing.
        space_above: The space above what it leaves.
        space_below: The space below that.
        space_if_empty: The space where it leaves nothing.
    """
    base, ours, theirs = (
        lines.split(space_above + side + space_below if side else space_if_empty)
        for side in conflict
    )
    start = min(diff.common_prefix(base, ours), diff.common_prefix(base, theirs))
    most = min(len(base), len(ours), len(theirs)) - start
    end = min(diff.common_suffix(base, ours, most), diff.common_suffix(base, theirs, most))
    sides = ("".join(side[start : len(side) - end]) for side in (base, ours, theirs))
    return ["".join(base[:start]), Conflict(*sides), "".join(base[len(base) - end :])]


TOP, BOTTOM = -1, -2
"""Stand for the beginning and the end of a log among its blocks."""


class Spacing:
    """The spaces of three logs, and which of them goes between two blocks of their merge.

    Blocks go by numbers that the three logs have in common.
    """

    def __init__(self, logs: ThreeLogs) -> None:
        self._logs = tuple(zip(logs.outlines, logs.blocks.index, strict=True))
        self._roles: dict[int, Role] = {}
        self._newline = lines.newline(*(outline.document.text for outline in logs.outlines[1:]))

    def set_role(self, number: int, role: Role) -> None:
        """Note what the block ``number`` is in the merge, whatever it was."""
        self._roles[number] = role

    def between(self, above: int, below: int) -> str:
        """Return what stands between the blocks ``above`` and ``below``.

        It is what stands there in the logs that have one right after the other; else what stands
        next to one of them where its neighbour is of the same make, or in most such places.
        """
        base_log, our_log, their_log = self._logs
        ours = self._space_in_log(*our_log, above, below)
        theirs = self._space_in_log(*their_log, above, below)
        if ours is not None and ours == theirs:
            return ours
        base = self._space_in_log(*base_log, above, below)
        if ours is not None and theirs is not None:
            return theirs if ours == base else ours
        for space in (ours, theirs, base):
            if space is not None:
                return space
        return self._space_between_roles(above, below)

    def _space_in_log(
        self, outline: Outline, index: Mapping[int, int], above: int, below: int
    ) -> str | None:
        """Return what ``outline`` has between the two blocks; None where they do not meet."""
        if above == TOP:
            return outline.head
        if below == BOTTOM:
            return outline.blocks[-1].space if outline.blocks else ""
        position = index.get(above)
        if position is None or self._index_below(outline, index, below) != position + 1:
            return None
        return outline.blocks[position].space

    def _space_between_roles(self, above: int, below: int) -> str:
        """Return what stands between blocks like these two."""
        first, second = self._role(above), self._role(below)
        space = self._space_in_place(above, below, {first}, {second})
        if space is None and second in _DAY_STARTS:
            space = self._space_in_place(above, below, set(Role), _DAY_STARTS)
        if space is not None:
            return space
        # A line with a date goes on with the one above, where it does not begin with a mark.
        has_flowing_dates = any(
            block.role is Role.DATED and block.raw[:1].isalnum()
            for outline, _ in self._logs
            for block in outline.blocks
        )
        if second in _DAY_STARTS and (first is not second or has_flowing_dates):
            return self._newline
        return "" if {first, second} <= _LIST_ROLES else self._newline

    def _space_in_place(
        self, above: int, below: int, first: set[Role], second: set[Role]
    ) -> str | None:
        """Return what stands next to one of two blocks where its neighbour has such a role.

        Else what usually stands between blocks whose roles are among ``first`` and ``second``.
        """
        for outline, index in self._logs[1:]:
            position = self._index_below(outline, index, below) if outline.blocks else 0
            if position and outline.blocks[position - 1].role in first:
                return outline.blocks[position - 1].space
        for outline, index in self._logs[1:]:
            position = index.get(above, len(outline.blocks))
            if position + 1 < len(outline.blocks) and outline.blocks[position + 1].role in second:
                return outline.blocks[position].space
        usual = self._usual_spaces.items()
        return next((space for (a, b), space in usual if a in first and b in second), None)

    def _index_below(self, outline: Outline, index: Mapping[int, int], number: int) -> int:
        """Return where the block ``number`` stands below another one; 0 where it does not.

        Where it began a day and does not in the merge, or the other way round, it does not count.
        """
        position = index.get(number, 0)
        role = self._roles.get(number)
        if role is None:
            return position
        is_day_start = outline.blocks[position].role in _DAY_STARTS
        return position if (role in _DAY_STARTS) is is_day_start else 0

    def _role(self, number: int) -> Role:
        if number in self._roles:
            return self._roles[number]
        return next(
            outline.blocks[index[number]].role for outline, index in self._logs if number in index
        )

    @cached_property
    def _usual_spaces(self) -> dict[tuple[Role, Role], str]:
        """The most common space between each two kinds of blocks."""
        counts: defaultdict[tuple[Role, Role], Counter[str]] = defaultdict(Counter)
        for outline, _ in self._logs[1:]:
            for above, below in zip(outline.blocks, outline.blocks[1:], strict=False):
                counts[above.role, below.role][above.space] += 1
        return {roles: spaces.most_common(1)[0][0] for roles, spaces in counts.items()}


_DAY_STARTS = {Role.MARKER, Role.DATED}
_LIST_ROLES = {Role.MARKER, Role.ITEM, Role.DATED}
