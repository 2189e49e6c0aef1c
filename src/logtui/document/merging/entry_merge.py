"""What becomes of each block of three logs: where it goes, and what is left of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from logtui.document.merging.conflicts import Conflict
from logtui.document.merging.outline import Role
from logtui.document.merging.three_logs import BASE, OURS, THEIRS, merge_value
from logtui.document.text import diff, lines, markdown
from logtui.document.text.diff import Hunk

if TYPE_CHECKING:
    from collections.abc import Sequence

    from logtui.document.merging.outline import Block
    from logtui.document.merging.three_logs import ThreeLogs


class MergedBlocks:
    """Merges three logs block by block."""

    def __init__(self, logs: ThreeLogs) -> None:
        self._logs = logs
        self._section_of_block: dict[int, int] = {}
        self._moved_apart: dict[int, tuple[int, int]] = {}
        self._assign_sections()

    def in_section(self, side: int, number: int) -> list[int]:
        """Return the blocks that ``side`` has in the section ``number``, as far as they go there.

        What both sides moved away to different days stands in both.
        """
        section = self._logs.sections.trios[number][side]
        if section is None or section.first == section.stop:
            return []
        return [
            block_number
            for common_number in self._logs.blocks.of[side][section.first : section.stop]
            for block_number in self._moved_apart.get(common_number, (common_number,))
            if self._section_of_block.get(block_number) == number
        ]

    def content(self, number: int) -> list[str | Conflict]:
        """Return what becomes of the block ``number``; nothing if it goes."""
        if number in self._moved_apart:
            return self._moved_apart_content(number)
        base, ours, theirs = self._logs.blocks.trios[number]
        if ours is None or theirs is None:
            return self._one_sided_content(base, ours, theirs)
        if base and number in self._logs.retitled:
            sides = (ours, theirs)
            if not any(_is_untouched(base, side) for side in sides):
                return [Conflict(base.raw, ours.raw, theirs.raw)]
        return merge_block(base, ours, theirs)

    def _one_sided_content(
        self, base: Block | None, ours: Block | None, theirs: Block | None
    ) -> list[str | Conflict]:
        """Return what becomes of a block that one side at most still has."""
        block = ours or theirs
        if block is None:
            return []
        if base is None:
            return [block.raw]
        side = OURS if ours else THEIRS
        home = self._logs.sections.of[BASE][base.section]
        if _is_untouched(base, block) and self._logs.sections.of[side][block.section] == home:
            return []
        return [Conflict(base.raw, ours.raw if ours else "", theirs.raw if theirs else "")]

    def _assign_sections(self) -> None:
        """Find the section that each block goes to."""
        sections, blocks = self._logs.sections, self._logs.blocks
        for number in range(len(blocks.trios)):
            base, ours, theirs = [
                None if block is None else sections.of[side][block.section]
                for side, block in enumerate(blocks.trios[number])
            ]
            if ours is None or theirs is None:
                home = next((home for home in (ours, theirs, base) if home is not None), None)
            else:
                home = merge_value(base, ours, theirs)
                if home is None:
                    home = ours
                    second = blocks.duplicate_number(number)
                    self._section_of_block[second] = theirs
                    self._moved_apart[number] = self._moved_apart[second] = (number, second)
            if home is not None:
                self._section_of_block[number] = home

    def _moved_apart_content(self, number: int) -> list[str | Conflict]:
        """Return what becomes of an entry that both sides moved, each to another day."""
        our_number, their_number = self._moved_apart[number]
        base, ours, theirs = self._logs.blocks.trios[our_number]
        if base is None or ours is None or theirs is None:
            return []
        texts = merge_block(base, ours, theirs)
        our_text, their_text = (
            "".join(text if isinstance(text, str) else text[side] for text in texts)
            for side in (OURS, THEIRS)
        )
        if number == their_number:
            return [Conflict("", "", their_text)]
        return [Conflict(base.raw, our_text, "")]


def _is_untouched(base: Block, side: Block) -> bool:
    """Tell whether ``side`` is as it was, whether or not it has the date of its day in its line."""
    if Role.DATED not in (base.role, side.role) or not (base.entry and side.entry):
        return side.raw == base.raw
    return side.content == base.content


def merge_block(base: Block | None, ours: Block, theirs: Block) -> list[str | Conflict]:
    """Return what both sides together make of a block that both have."""
    if ours.raw == theirs.raw or (base and theirs.raw == base.raw):
        return [ours.raw]
    if base and ours.raw == base.raw:
        return [theirs.raw]
    if ours.entry and theirs.entry:
        return merge_entry(base, ours, theirs)
    return merge_text_lines(base.raw if base else None, ours.raw, theirs.raw)


class _LineParts(NamedTuple):
    """The first line of an entry as parts that change one by one.

    Attributes:
        lead: What stands before kind and title: the bullet, a date.
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

    def common(self, theirs: _LineParts) -> _LineParts:
        """Return what stands for the base of an entry that both added: the parts in common.

        Bullet and brackets are theirs, so that those of ours count as the change.
        """
        return _LineParts(
            theirs.lead,
            self.symbol if self.symbol == theirs.symbol else "",
            self.gap if self.gap == theirs.gap else "",
            self.title if self.title == theirs.title else ("", ""),
            self.link if self.link == theirs.link else "",
            theirs.form,
        )


def merge_entry(base: Block | None, ours: Block, theirs: Block) -> list[str | Conflict]:
    """Return the entry that both sides together make of ``base``.

    It is one conflict where both changed the same part differently: either side then has what only
    the other one changed as well. Without a ``base`` what both sides share stands for it.
    """
    our_parts, their_parts = _line_parts(ours), _line_parts(theirs)
    base_parts = _line_parts(base) if base else our_parts.common(their_parts)
    our_text, their_text = our_parts.line(), their_parts.line()
    if our_parts.form == their_parts.form or bool(our_parts.title[1]) == bool(their_parts.title[1]):
        # Else the brackets of one side do not fit around the title of the other.
        our_text, their_text = (
            _take_changes(base_parts, our_parts, their_parts).line(),
            _take_changes(base_parts, their_parts, our_parts).line(),
        )
    below = merge_text_lines(base.raw if base else None, ours.raw, theirs.raw, skip=1)
    has_conflict = any(isinstance(piece, Conflict) for piece in below)
    for piece in below:
        our_text += piece if isinstance(piece, str) else piece.ours
        their_text += piece if isinstance(piece, str) else piece.theirs
    if our_text == their_text and not has_conflict:
        return [our_text]
    return [Conflict(base.raw if base else "", our_text, their_text)]


def _take_changes(base: _LineParts, side: _LineParts, other: _LineParts) -> _LineParts:
    """Return the parts of ``side``, each that only the other side changed as that has it."""
    return _LineParts._make(
        others if own == before else own
        for before, own, others in zip(base, side, other, strict=True)
    )


def _line_parts(block: Block) -> _LineParts:
    """Return the first line of ``block``, its line end included, as parts."""
    raw, offset = block.raw, block.start
    end = lines.next_line_start(raw, 0)
    if block.entry is None:
        return _LineParts("", "", "", (raw[:end], ""), "", ("", "", ""))
    parts = block.log.parts(block.entry)
    bullet = parts.bullet.end - offset
    symbol = parts.symbol.end - offset if parts.symbol else bullet
    start, stop = parts.title.start - offset, parts.title.end - offset
    opening = symbol + len(raw[symbol:start].rstrip("[<"))
    title, link, between = (raw[start:stop], ""), "", ""
    if parts.link:
        first, last = parts.link.start - offset, parts.link.end - offset
        if start <= first and last <= stop:
            title, link = (raw[start:first], raw[last:stop]), raw[first:last]
        elif stop <= first:
            between, link, stop = raw[stop:first], raw[first:last], last
    form = raw[opening:start], between, raw[stop:end]
    return _LineParts(raw[:bullet], raw[bullet:symbol], raw[symbol:opening], title, link, form)


def merge_text_lines(
    base: str | None, ours: str, theirs: str, skip: int = 0
) -> list[str | Conflict]:
    """Return the lines that both sides together make of ``base``.

    Without a ``base`` the lines that both have in common, in the same order, stand for it. The
    first ``skip`` lines of each are left out.
    """
    our_lines, their_lines = lines.split(ours)[skip:], lines.split(theirs)[skip:]
    if base is None:
        base_lines = [our_lines[index] for index, _ in diff.equal_pairs(our_lines, their_lines)]
    else:
        base_lines = lines.split(base)[skip:]
    return merge_lines(base_lines, our_lines, their_lines)


def merge_lines(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]
) -> list[str | Conflict]:
    """Return the lines (with their line ends) that both sides together make of ``base``.

    Changes of neighbouring lines go together; a conflict is where both sides replaced the same
    lines, or put different ones in the same place. List items that both put in the same place are
    both kept.
    """
    pieces: list[str | Conflict] = []
    index = 0
    for our_hunks, their_hunks in _overlapping_hunks(_hunks(base, ours), _hunks(base, theirs)):
        start = min(hunk.start for hunk in (*our_hunks, *their_hunks))
        end = max(hunk.end for hunk in (*our_hunks, *their_hunks))
        pieces += base[index:start]
        index = end
        if not their_hunks:
            pieces += ours[our_hunks[0].first : our_hunks[-1].stop]
        elif not our_hunks:
            pieces += theirs[their_hunks[0].first : their_hunks[-1].stop]
        else:
            pieces += _merge_changes(
                base[start:end],
                _lines_in_place(ours, our_hunks, start, end),
                _lines_in_place(theirs, their_hunks, start, end),
            )
    return [*pieces, *base[index:]]


def _hunks(base: Sequence[str], side: Sequence[str]) -> list[Hunk]:
    """Return what ``side`` changed; lines put in below one that they hang on include that one."""
    return [
        Hunk(hunk.start - 1, hunk.end, hunk.first - 1, hunk.stop)
        if hunk.start
        and hunk.start == hunk.end
        and base[hunk.start - 1].strip()
        and markdown.indent_columns(side[hunk.first])
        > markdown.indent_columns(base[hunk.start - 1])
        else hunk
        for hunk in diff.hunks(base, side)
    ]


def _overlapping_hunks(
    ours: Sequence[Hunk], theirs: Sequence[Hunk]
) -> list[tuple[list[Hunk], list[Hunk]]]:
    """Return the hunks of both sides in groups whose lines overlap."""
    groups: list[tuple[list[Hunk], list[Hunk]]] = []
    start = end = 0
    hunks = [*((hunk, 0) for hunk in ours), *((hunk, 1) for hunk in theirs)]
    for hunk, side in sorted(hunks, key=lambda item: (item[0][:2], item[1])):
        # One that adds lines overlaps others that do so at the same place.
        if not groups or not (hunk.start < end or hunk.start == hunk.end == start == end):
            groups.append(([], []))
            start, end = hunk.start, hunk.end
        groups[-1][side].append(hunk)
        end = max(end, hunk.end)
    return groups


def _lines_in_place(
    side: Sequence[str], hunks: Sequence[Hunk], start: int, end: int
) -> Sequence[str]:
    """Return what ``side`` has in place of the lines ``start:end``, which its ``hunks`` lie in."""
    first = hunks[0].first - (hunks[0].start - start)
    stop = hunks[-1].stop + (end - hunks[-1].end)
    return side[first:stop]


def _merge_changes(
    base: Sequence[str], ours: Sequence[str], theirs: Sequence[str]
) -> list[str | Conflict]:
    """Return what two changes of the same lines come to."""
    if ours == theirs:
        return [*ours]
    prefix = min(diff.common_prefix(base, ours), diff.common_prefix(base, theirs))
    if prefix:
        return [*ours[:prefix], *_merge_changes(base[prefix:], ours[prefix:], theirs[prefix:])]
    if (
        not base
        and _is_list_item(ours)
        and _is_list_item(theirs)
        and _first_depth(ours) == _first_depth(theirs)
    ):
        united: list[str | Conflict] = []
        our_start = their_start = 0
        for our_match, their_match in [*diff.equal_pairs(ours, theirs), (len(ours), len(theirs))]:
            united += [*ours[our_start:our_match], *theirs[their_start:their_match]]
            united += ours[our_match : our_match + 1]
            our_start, their_start = our_match + 1, their_match + 1
        return united
    return [Conflict("".join(base), "".join(ours), "".join(theirs))]


def _is_list_item(lines_: Sequence[str]) -> bool:
    """Tell whether ``lines_`` are a list item and what may stand below it in the same list."""
    return (
        bool(lines_)
        and bool(markdown.BULLET.match(lines_[0].rstrip("\r\n")))
        and all(markdown.indent_columns(line) >= _first_depth(lines_) for line in lines_)
    )


def _first_depth(lines_: Sequence[str]) -> int:
    return markdown.indent_columns(lines_[0])
