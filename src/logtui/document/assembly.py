"""The pieces of a merge put together, with the space that belongs between them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from logtui.document import lines
from logtui.document.conflicts import Conflict
from logtui.document.spacing import BOTTOM, TOP

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from logtui.document.spacing import Spacing


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
    def doubt(self) -> Conflict | None:
        """The conflict that this is all of, where one side has nothing in its place."""
        only = self.texts[0] if len(self.texts) == 1 else ""
        return None if isinstance(only, str) or (only.ours and only.theirs) else only


def assembled(pieces: Sequence[Piece], spacing: Spacing) -> list[str | Conflict]:
    """Return the result from top to bottom; no two texts stand next to each other."""
    found: list[str | Conflict] = []
    above, spaced = TOP, False
    for index, piece in enumerate(pieces):
        following = pieces[index + 1] if index + 1 < len(pieces) else None
        ahead = "" if spaced else spacing.between(above, piece.first)
        spaced = False
        if piece.doubt is None:
            found += [ahead, *piece.texts]
        elif following is not None and following.doubt:
            found += _shortened(piece.doubt, ahead, "", "")
        else:
            below = following.first if following else BOTTOM
            behind = spacing.between(piece.last, below)
            without = spacing.between(above, below)
            found += _shortened(piece.doubt, ahead, behind, without)
            spaced = True
        above = piece.last
    if not spaced:
        found.append(spacing.between(above, BOTTOM))
    return joined(found)


def joined(pieces: Iterable[str | Conflict]) -> list[str | Conflict]:
    """Return ``pieces`` with neighbouring texts as one and empty ones left out."""
    found: list[str | Conflict] = []
    run: list[str] = []
    for piece in pieces:
        if isinstance(piece, str):
            run.append(piece)
            continue
        found += [text for text in ("".join(run),) if text]
        found.append(piece)
        run = []
    return [*found, *(text for text in ("".join(run),) if text)]


def _shortened(doubt: Conflict, ahead: str, behind: str, without: str) -> list[str | Conflict]:
    """Return ``doubt`` with the space around it inside, as far as that differs by what is chosen.

    Args:
        doubt: A conflict that may leave nothing.
        ahead: The space in front of what it leaves.
        behind: The space behind that.
        without: The space where it leaves nothing.
    """
    sides = [lines.split(ahead + side + behind if side else without) for side in doubt]
    shared = min(map(len, sides))
    first = next((at for at in range(shared) if len({side[at] for side in sides}) > 1), shared)
    rest = [side[first:] for side in sides]
    shared -= first
    last = next((at for at in range(shared) if len({side[-1 - at] for side in rest}) > 1), shared)
    base, ours, theirs = ("".join(side[: len(side) - last]) for side in rest)
    behind = "".join(rest[0][len(rest[0]) - last :])
    return ["".join(sides[0][:first]), Conflict(base, ours, theirs), behind]
