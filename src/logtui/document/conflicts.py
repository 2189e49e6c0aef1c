"""What a three-way merge comes to: text, and between it the conflicts that a person settles."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from logtui.document import lines
from logtui.document.encoding import Encoding

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MARK = 7
"""How many times git repeats the character of a conflict marker."""


class Conflict(NamedTuple):
    """Lines that both sides changed differently.

    All three are whole lines, line ends included; empty where there are none.

    Attributes:
        base: The lines before either side changed them.
        ours: What our side has in their place, with what only their side changed beside it.
        theirs: What their side has in their place, with what only our side changed beside it.
    """

    base: str
    ours: str
    theirs: str

    @property
    def both(self) -> str:
        """The lines of our side and below them those of theirs."""
        return self.ours + self.theirs


class Merge(NamedTuple):
    """A merged log, in pieces.

    Attributes:
        pieces: Settled text and conflicts, in the order of the result.
        encoding: How the result goes into the bytes of a file.
        closed: Whether a text that ends in a conflict ends with a line end.
    """

    pieces: tuple[str | Conflict, ...]
    encoding: Encoding = Encoding()
    closed: bool = True

    @property
    def conflicts(self) -> tuple[Conflict, ...]:
        """The conflicts, in the order of the result; empty where all went well."""
        return tuple(piece for piece in self.pieces if isinstance(piece, Conflict))

    def settled(self, choices: Sequence[str] = ()) -> str:
        """Return the whole text with ``choices[i]`` in place of conflict ``i``.

        A choice that does not end its last line is given a line end.

        Raises:
            ValueError: There are not as many choices as conflicts.
        """
        if len(choices) != len(self.conflicts):
            message = f"{len(choices)} choices for {len(self.conflicts)} conflicts"
            raise ValueError(message)
        left = iter(choices)
        newline = self._newline()
        return self._ended(
            piece if isinstance(piece, str) else closed(next(left), newline)
            for piece in self.pieces
        )

    def marked(self, ours: str = "ours", theirs: str = "theirs") -> str:
        """Return the whole text with each conflict between markers as git writes them.

        Args:
            ours: What the first marker calls our side.
            theirs: What the last marker calls their side.
        """
        newline = self._newline()
        return "".join(
            piece if isinstance(piece, str) else _between_marks(piece, ours, theirs, newline)
            for piece in self.pieces
        )

    def _newline(self) -> str:
        """Return the line end of the log."""
        texts = (part for piece in self.pieces for part in _texts(piece))
        return next((lines.newline(text) for text in texts if "\n" in text or "\r" in text), "\n")

    def _ended(self, texts: Iterable[str]) -> str:
        """Return ``texts`` as one, without the last line end where the log has none."""
        text = "".join(texts)
        return text if self.closed else without_last_end(text)


def closed(text: str, newline: str) -> str:
    """Return ``text`` with ``newline`` behind its last line if that has no line end."""
    return text + newline if text and text[-1] not in "\r\n" else text


def without_last_end(text: str) -> str:
    """Return ``text`` without the line end at its end, if there is one."""
    return text[:-2] if text.endswith("\r\n") else text[:-1] if text[-1:] in ("\r", "\n") else text


def _texts(piece: str | Conflict) -> tuple[str, ...]:
    return (piece,) if isinstance(piece, str) else piece


def _between_marks(conflict: Conflict, ours: str, theirs: str, newline: str) -> str:
    """Return both sides of ``conflict`` as git writes them into a file."""
    return "".join(
        (
            f"{'<' * MARK} {ours}".rstrip() + newline,
            closed(conflict.ours, newline),
            "=" * MARK + newline,
            closed(conflict.theirs, newline),
            f"{'>' * MARK} {theirs}".rstrip() + newline,
        )
    )
