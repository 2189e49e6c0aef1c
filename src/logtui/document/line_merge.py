"""Three-way merge of lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from logtui.document import alignment, lines, shapes
from logtui.document.alignment import Hunk
from logtui.document.conflicts import Conflict

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def three(base: str | None, ours: str, theirs: str, skip: int = 0) -> list[str | Conflict]:
    """Return the lines that both sides together make of ``base``.

    Without a ``base`` the lines that both have in common, in the same order, stand for it. The
    first ``skip`` lines of each are left out.
    """
    own, other = lines.split(ours)[skip:], lines.split(theirs)[skip:]
    if base is None:
        old = [own[index] for index, _ in alignment.pairs(own, other)]
    else:
        old = lines.split(base)[skip:]
    return merged(old, own, other)


def merged(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str | Conflict]:
    """Return the lines (with their line ends) that both sides together make of ``base``.

    Changes of neighbouring lines go together; a conflict is where both sides replaced the same
    lines, or put different ones in the same place. List items that both put in the same place are
    both kept.
    """
    pieces: list[str | Conflict] = []
    at = 0
    for own, other in _groups(_hunks(base, ours), _hunks(base, theirs)):
        start = min(hunk.start for hunk in (*own, *other))
        end = max(hunk.end for hunk in (*own, *other))
        pieces += base[at:start]
        at = end
        if not other:
            pieces += ours[own[0].first : own[-1].stop]
        elif not own:
            pieces += theirs[other[0].first : other[-1].stop]
        else:
            pieces += _both(
                base[start:end], _taken(ours, own, start, end), _taken(theirs, other, start, end)
            )
    return [*pieces, *base[at:]]


def _hunks(base: Sequence[str], side: Sequence[str]) -> list[Hunk]:
    """Return what ``side`` changed; lines put in below one that they hang on include that one."""
    return [
        Hunk(hunk.start - 1, hunk.end, hunk.first - 1, hunk.stop)
        if hunk.start and hunk.start == hunk.end and _hangs(base[hunk.start - 1], side[hunk.first])
        else hunk
        for hunk in alignment.hunks(base, side)
    ]


def _hangs(above: str, line: str) -> bool:
    """Tell whether ``line`` is indented deeper than the line ``above``."""
    return bool(above.strip()) and shapes.depth(line) > shapes.depth(above)


def _groups(
    ours: Sequence[Hunk], theirs: Sequence[Hunk]
) -> Iterator[tuple[list[Hunk], list[Hunk]]]:
    """Yield the hunks of both sides in groups whose lines overlap."""
    i = j = 0
    while i < len(ours) or j < len(theirs):
        own: list[Hunk] = []
        other: list[Hunk] = []
        if j == len(theirs) or (i < len(ours) and ours[i][:2] <= theirs[j][:2]):
            own.append(ours[i])
            end = ours[i].end
            i += 1
        else:
            other.append(theirs[j])
            end = theirs[j].end
            j += 1
        start = (own or other)[0].start
        grown = True
        while grown:
            grown = False
            while i < len(ours) and _meets(ours[i], start, end):
                own.append(ours[i])
                end = max(end, ours[i].end)
                i, grown = i + 1, True
            while j < len(theirs) and _meets(theirs[j], start, end):
                other.append(theirs[j])
                end = max(end, theirs[j].end)
                j, grown = j + 1, True
        yield own, other


def _meets(hunk: Hunk, start: int, end: int) -> bool:
    """Tell whether ``hunk`` changes a line of ``start:end``, or adds some at the same place."""
    return hunk.start < end or (hunk.start == hunk.end == start == end)


def _taken(side: Sequence[str], found: Sequence[Hunk], start: int, end: int) -> Sequence[str]:
    """Return what ``side`` has in place of the lines ``start:end``, which ``found`` lies in."""
    first = found[0].first - (found[0].start - start)
    stop = found[-1].stop + (end - found[-1].end)
    return side[first:stop]


def _both(base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]) -> list[str | Conflict]:
    """Return what two changes of the same lines come to."""
    if ours == theirs:
        return [*ours]
    shared = min(len(base), len(ours), len(theirs))
    ahead = next(
        (at for at in range(shared) if not base[at] == ours[at] == theirs[at]),
        shared,
    )
    if ahead:
        return [*ours[:ahead], *_both(base[ahead:], ours[ahead:], theirs[ahead:])]
    if not base and _are_items(ours) and _are_items(theirs) and _depth(ours) == _depth(theirs):
        return _united(ours, theirs)
    return [Conflict("".join(base), "".join(ours), "".join(theirs))]


def _united(ours: Sequence[str], theirs: Sequence[str]) -> list[str | Conflict]:
    """Return the lines of both sides, ours first, those in common once."""
    found: list[str | Conflict] = []
    a = c = 0
    for b, d in [*alignment.pairs(ours, theirs), (len(ours), len(theirs))]:
        found += [*ours[a:b], *theirs[c:d], *ours[b : b + 1]]
        a, c = b + 1, d + 1
    return found


def _are_items(lines_: Sequence[str]) -> bool:
    """Tell whether ``lines_`` are a list item and what may stand below it in the same list."""
    return (
        bool(lines_)
        and bool(shapes.BULLET.match(lines_[0].rstrip("\r\n")))
        and all(shapes.depth(line) >= _depth(lines_) for line in lines_)
    )


def _depth(lines_: Sequence[str]) -> int:
    return shapes.depth(lines_[0])
