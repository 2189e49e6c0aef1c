"""What a three-way merge comes to: text, and between it the conflicts that a person settles."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from logtui.document.text import lines, markdown
from logtui.document.text.encoding import Encoding
from logtui.document.text.spans import Edit, Span

if TYPE_CHECKING:
    from collections.abc import Sequence


MARKER_SIZE = 7
"""How many times git repeats the character of a conflict marker."""


class Conflict(NamedTuple):
    """Lines that both sides changed differently.

    All three are whole lines, line ends included; empty where there are none.

    Attributes:
        base: The lines before either side changed them.
        ours: What our side has in their place, with what only their side changed besides.
        theirs: What their side has in their place, with what only our side changed besides.
    """

    base: str
    ours: str
    theirs: str

    @property
    def both(self) -> str:
        """The lines of our side and below them those of theirs."""
        return join_sides(self.ours, self.theirs)

    def marked(self, ours: str, theirs: str, newline: str) -> str:
        """Return both sides between markers as git writes them; the arguments as for ``Merge``."""
        return "".join(
            (
                f"{'<' * MARKER_SIZE} {ours}".rstrip() + newline,
                lines.end_last_line(self.ours, newline),
                "=" * MARKER_SIZE + newline,
                lines.end_last_line(self.theirs, newline),
                f"{'>' * MARKER_SIZE} {theirs}".rstrip() + newline,
            )
        )


class Merge(NamedTuple):
    """A merged log, in pieces.

    Attributes:
        pieces: Settled text and conflicts, in the order of the result.
        encoding: How the result goes into the bytes of a file.
        has_last_line_end: Whether a text that ends in a conflict ends with a line end.
    """

    pieces: tuple[str | Conflict, ...]
    encoding: Encoding = Encoding()
    has_last_line_end: bool = True

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The conflicts, in the order of the result; empty where all went well."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Conflict))

    def resolved_text(self, choices: Sequence[str] = ()) -> str:
        """Return the whole text with ``choices[i]`` in place of conflict ``i``.

        A choice that does not end its last line is given a line end.

        Raises:
            ValueError: There are not as many choices as conflicts.
        """
        if len(choices) != len(self.conflicts):
            message = f"{len(choices)} choices for {len(self.conflicts)} conflicts"
            raise ValueError(message)
        remaining_choices = iter(choices)
        newline = self._newline()
        text = "".join(
            piece
            if isinstance(piece, str)
            else lines.end_last_line(next(remaining_choices), newline)
            for piece in self.pieces
        )
        return text if self.has_last_line_end else lines.strip_last_line_end(text)

    def marked_text(self, ours: str = "ours", theirs: str = "theirs") -> str:
        """Return the whole text with each conflict between markers as git writes them.

        Args:
            ours: What the first marker calls our side.
            theirs: What the last marker calls their side.
        """
        newline = self._newline()
        return "".join(
            piece if isinstance(piece, str) else piece.marked(ours, theirs, newline)
            for piece in self.pieces
        )

    def _newline(self) -> str:
        return lines.newline(
            *(
                text
                for piece in self.pieces
                for text in ((piece,) if isinstance(piece, str) else piece)
            )
        )


def join_sides(ours: str, theirs: str) -> str:
    """Return the lines ``ours`` and below them ``theirs``, each ending in a line end.

    A blank line parts them where theirs would go on the paragraph or the quote above.
    """
    newline = lines.newline(ours, theirs)
    ours, theirs = lines.end_last_line(ours, newline), lines.end_last_line(theirs, newline)
    first = theirs[: lines.end_of_line(theirs, 0)]
    last = ours.removesuffix(newline).rpartition(newline)[2]
    is_block_of_its_own = first[:1] in {"", " ", "\t", "|"} or any(
        (markdown.read_heading(first)[0], markdown.BULLET.match(first), markdown.FENCE.match(first))
    )
    return ours + theirs if is_block_of_its_own or not last.strip() else ours + newline + theirs


_OPEN, _BASE, _MIDDLE, _CLOSE = (char * MARKER_SIZE for char in "<|=>")


class MarkedConflict(NamedTuple):
    """A conflict between markers.

    Attributes:
        span: From the first character of the first marker to the end of the last one's line, its
            line end included; in characters.
        ours: The lines of the upper side, line ends included; may be empty.
        base: The lines before either side changed them; None where the markers do not give them.
        theirs: The lines of the lower side.
        our_label: What the first marker says after its signs; may be empty.
        their_label: What the last marker says.
    """

    span: Span
    ours: str
    base: str | None
    theirs: str
    our_label: str
    their_label: str

    @classmethod
    def between(cls, text: str, markers: list[_MarkerLine]) -> MarkedConflict | None:
        """Return the conflict of ``text`` that ``markers`` make; None where they make none.

        The first and the last of them open and close it.
        """
        first, last = markers[0], markers[-1]
        base = next((marker for marker in markers if marker.signs == _BASE), None)
        above = base or first
        middle = next(
            (
                marker
                for marker in markers
                if marker.signs == _MIDDLE and not marker.label and marker.start > above.start
            ),
            None,
        )
        if middle is None:
            return None
        return cls(
            Span(first.start, last.end),
            text[first.end : (base or middle).start],
            text[base.end : middle.start] if base else None,
            text[middle.end : last.start],
            first.label,
            last.label,
        )


class _MarkerLine(NamedTuple):
    """A marker: where its line begins and where the next one does, and what it says."""

    start: int
    end: int
    signs: str
    label: str


def find_conflicts(text: str) -> tuple[MarkedConflict, ...]:
    """Return the conflicts in ``text``, in order; none of its other lines of such signs counts.

    A conflict is a line of seven ``<``, one of seven ``=`` and one of seven ``>`` in this order,
    with a line of seven ``|`` above the second where the base is given. Further lines between
    those, as the underline of a heading, are content. What nothing closes is not a conflict.
    """
    if _OPEN not in text or _CLOSE not in text:
        return ()
    conflicts: list[MarkedConflict] = []
    open_markers: list[_MarkerLine] = []
    for offset, content in lines.iter_lines(text):
        signs = content[:MARKER_SIZE]
        if signs not in _MARKERS or content[MARKER_SIZE : MARKER_SIZE + 1].strip():
            continue
        line = _MarkerLine(
            offset,
            lines.next_line_start(text, offset + len(content)),
            signs,
            content[MARKER_SIZE:].strip(),
        )
        if signs == _OPEN:
            open_markers = [line]
        elif open_markers:
            open_markers.append(line)
        if open_markers and signs == _CLOSE:
            conflict = MarkedConflict.between(text, open_markers)
            conflicts += [conflict] if conflict else []
            open_markers = []
    return tuple(conflicts)


def resolve_conflict(text: str, conflict: MarkedConflict, choice: str) -> Edit:
    """Return the edit of ``text`` that puts the lines ``choice`` in the place of ``conflict``.

    Lines as one of the sides has them keep their ends, all others get those of the log. The last
    one is ended, too, unless nothing follows the conflict and it ends without a line end.
    """
    newline = lines.newline(text)
    side_lines = {*lines.split(conflict.ours), *lines.split(conflict.theirs)}
    replacement = "".join(
        line if line in side_lines else line.rstrip("\r\n") + newline
        for line in lines.split(choice)
    )
    if text[conflict.span.end - 1] not in "\r\n":
        replacement = lines.strip_last_line_end(replacement)
    return Edit(conflict.span, replacement)


_MARKERS = frozenset({_OPEN, _BASE, _MIDDLE, _CLOSE})
