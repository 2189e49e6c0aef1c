"""Three-way merge of one entry by its parts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from logtui.document import line_merge, lines
from logtui.document.conflicts import Conflict

if TYPE_CHECKING:
    from logtui.document.outline import Block


class _Parts(NamedTuple):
    """The first line of an entry as parts that change one by one.

    Attributes:
        lead: What stands in front of kind and title: the bullet, a date.
        symbol: What names the kind; may be empty.
        gap: What stands between that and the title.
        title: The title; in two where the link stands inside of it.
        link: The target of the link; empty without one.
        form: What makes title and link one line: brackets, and what follows.
    """

    lead: str
    symbol: str
    gap: str
    title: tuple[str, str]
    link: str
    form: tuple[str, str, str]

    def line(self) -> str:
        """Return the line that the parts make."""
        opening, between, tail = self.form
        first, second = self.title
        content = opening + first + between + self.link + second + tail
        return self.lead + self.symbol + self.gap + content


def merged(base: Block | None, ours: Block, theirs: Block) -> list[str | Conflict]:
    """Return the entry that both sides together make of ``base``.

    It is one conflict where both changed the same part differently: either side then has what only
    the other one changed as well. Without a ``base`` what both sides share stands for it.
    """
    own, other = _parts(ours), _parts(theirs)
    old = _parts(base) if base else _common(own, other)
    mine, yours = own.line(), other.line()
    if own.form == other.form or bool(own.title[1]) == bool(other.title[1]):
        # Else the brackets of one side do not fit around the title of the other.
        mine, yours = _taken(old, own, other).line(), _taken(old, other, own).line()
    below = line_merge.three(base.raw if base else None, ours.raw, theirs.raw, skip=1)
    clash = any(isinstance(piece, Conflict) for piece in below)
    for piece in below:
        mine += piece if isinstance(piece, str) else piece.ours
        yours += piece if isinstance(piece, str) else piece.theirs
    if mine == yours and not clash:
        return [mine]
    return [Conflict(base.raw if base else "", mine, yours)]


def _taken(base: _Parts, side: _Parts, other: _Parts) -> _Parts:
    """Return the parts of ``side``, each that only the other side changed as that has it."""
    return _Parts(
        other.lead if side.lead == base.lead else side.lead,
        other.symbol if side.symbol == base.symbol else side.symbol,
        other.gap if side.gap == base.gap else side.gap,
        other.title if side.title == base.title else side.title,
        other.link if side.link == base.link else side.link,
        other.form if side.form == base.form else side.form,
    )


def _common(ours: _Parts, theirs: _Parts) -> _Parts:
    """Return what stands for the base of an entry that both added: the parts in common.

    Bullet and brackets are theirs, so that those of ours count as the change.
    """
    return _Parts(
        theirs.lead,
        ours.symbol if ours.symbol == theirs.symbol else "",
        ours.gap if ours.gap == theirs.gap else "",
        ours.title if ours.title == theirs.title else ("", ""),
        ours.link if ours.link == theirs.link else "",
        theirs.form,
    )


def _parts(block: Block) -> _Parts:
    """Return the first line of ``block``, its line end included, as parts."""
    raw, begin = block.raw, block.start
    end = lines.next_line(raw, 0)
    if block.entry is None:
        return _Parts("", "", "", (raw[:end], ""), "", ("", "", ""))
    found = block.log.parts(block.entry)
    bullet = found.bullet.end - begin
    symbol = found.symbol.end - begin if found.symbol else bullet
    start, stop = found.title.start - begin, found.title.end - begin
    opening = symbol + len(raw[symbol:start].rstrip("[<"))
    title, link, between = (raw[start:stop], ""), "", ""
    if found.link:
        first, last = found.link.start - begin, found.link.end - begin
        if start <= first and last <= stop:
            title, link = (raw[start:first], raw[last:stop]), raw[first:last]
        elif stop <= first:
            between, link, stop = raw[stop:first], raw[first:last], last
    form = raw[opening:start], between, raw[stop:end]
    return _Parts(raw[:bullet], raw[bullet:symbol], raw[symbol:opening], title, link, form)
