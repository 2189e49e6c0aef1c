"""From which version two versions of a log have come, where nobody has noted it down."""

from __future__ import annotations

import re
from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.reading.parser import parse_text
from logtui.document.text import lines

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from logtui.document.model import Document

_LINE_END = re.compile(r"\r\n?")


def find_ancestor(versions: Sequence[bytes], copy: bytes) -> bytes | None:
    """Return the newest of ``versions`` that ``copy`` has demonstrably come from.

    That is one with changes since the oldest version, all of which the copy has: each line that
    came until then, and none of those that went. A version that the copy has not seen is no
    base: what it has more would look deleted in the copy.

    Args:
        versions: Contents of the log in a row, the newest first.
        copy: The content of a copy that has parted from it at some time.

    Returns:
        None where no version is proved to be an ancestor.
    """
    if not versions:
        return None
    oldest, copy_lines = _line_set(versions[-1]), _line_set(copy)
    for version in versions[:-1]:
        version_lines = _line_set(version)
        added, removed = version_lines - oldest, oldest - version_lines
        if added and added <= copy_lines and not removed & copy_lines:
            return version
    return None


def common_base(first: Document, second: Document) -> Document:
    """Return what two logs have in common, as the base to merge them on.

    That makes the merge a union: whatever only one of the two has was added there, and nothing
    was deleted. An entry that both have under the same link, but not alike, has in the base
    nothing besides the link but the notes they share.
    """
    our_pieces, their_pieces = _log_pieces(first), _log_pieces(second)
    matcher = SequenceMatcher(
        None, [piece.key for piece in our_pieces], [piece.key for piece in their_pieces]
    )
    text = "".join(
        our_pieces[our_start + number].common_text(their_pieces[their_start + number])
        for our_start, their_start, length in matcher.get_matching_blocks()
        for number in range(length)
    )
    return parse_text(text, first.encoding)


class _LogPiece(NamedTuple):
    """An entry, or a line outside of entries.

    Attributes:
        key: Equal for two pieces that are the same one.
        text: All of it, with line ends.
        bare: What an entry has for a first line when only its link is known; empty for others.
    """

    key: Hashable
    text: str
    bare: str = ""

    def common_text(self, other: _LogPiece) -> str:
        """Return what this and ``other``, which has the same key, have in common, as it is here."""
        if _without_line_ends(self.text) == _without_line_ends(other.text):
            return self.text
        first_line, *below = lines.split(self.text)
        other_first_line, *other_below = lines.split(other.text)
        if _without_line_ends(first_line) != _without_line_ends(other_first_line):
            first_line = self.bare
        matcher = SequenceMatcher(
            None, [*map(_without_line_ends, below)], [*map(_without_line_ends, other_below)]
        )
        blocks = matcher.get_matching_blocks()
        return first_line + "".join(
            line for start, _, length in blocks for line in below[start : start + length]
        )


def _line_set(data: bytes) -> set[bytes]:
    """Return the lines of ``data`` that say something."""
    return {line for line in map(bytes.strip, data.split(b"\n")) if line}


def _log_pieces(document: Document) -> list[_LogPiece]:
    """Return the text cut into entries and the lines around them."""
    links = [
        (document.date(entry), url) if (url := document.url(entry)) else None
        for entry in document.entries
    ]
    counts = Counter(links)
    pieces: list[_LogPiece] = []
    end = 0
    for entry, link in zip(document.entries, links, strict=True):
        pieces += map(_line_piece, lines.split(document.text[end : entry.span.start]))
        text = entry.span.of(document.text)
        if link is None or counts[link] > 1:
            pieces.append(_line_piece(text))
        else:
            bullet = document.bullet(entry).of(document.text)
            pieces.append(_LogPiece(link, text, f"{bullet}{link[1]}{lines.newline(text)}"))
        end = entry.span.end
    return [*pieces, *map(_line_piece, lines.split(document.text[end:]))]


def _line_piece(text: str) -> _LogPiece:
    return _LogPiece(_without_line_ends(text), text)


def _without_line_ends(piece: str) -> str:
    """Return ``piece`` without what tells only how its file ends lines."""
    return _LINE_END.sub("\n", piece).rstrip("\n")
