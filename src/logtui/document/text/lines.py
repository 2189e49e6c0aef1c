r"""Lines of a text, without loss: ``\n``, ``\r\n`` and lone ``\r`` end one, nothing else does.

``str.splitlines`` also splits at form feeds, U+0085 and U+2028, which are ordinary characters of a
user's file. All offsets count characters.
"""

from __future__ import annotations

import re
from array import array
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate

from logtui.document.text.lazy_pattern import lazy_pattern

CHUNK_LENGTH = 1 << 18
"""Characters that are split in one go, so that no single call holds the interpreter for long."""

TAB = 4
"""Columns between two tab stops, as in CommonMark."""

_LINE_END = re.compile(r"\r\n|\r|\n")

_LINE = lazy_pattern(r"([^\r\n]*)(\r\n|\r|\n|\Z)")

_LINE_WITH_END = lazy_pattern(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+")


def iter_lines(text: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, str]]:
    """Yield the offset and the content, without its line end, of each line in ``text[start:end]``.

    ``start`` is taken for the beginning of a line. A text that ends with a line end has no empty
    line after it.
    """
    for chunk_start, chunk_end in iter_chunks(text, start, len(text) if end is None else end):
        chunk = text[chunk_start:chunk_end]
        if "\r" in chunk:
            for line in _LINE.finditer(chunk):
                if line.end() > line.start():
                    yield chunk_start + line.start(), line[1]
            continue
        contents = chunk.split("\n")
        last = contents.pop()
        offset = chunk_start
        for content in contents:
            yield offset, content
            offset += len(content) + 1
        if last:
            yield offset, last


def iter_chunks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the bounds of stretches of whole lines that cover ``text[start:end]``.

    Each is about ``CHUNK_LENGTH`` characters long, longer only where a line is.
    """
    end = min(end, len(text))
    while end - start > CHUNK_LENGTH:
        chunk_end = _chunk_end(text, start, end)
        yield start, chunk_end
        start = chunk_end
    if start < end:
        yield start, end


def line_starts(text: str) -> array[int]:
    """Return the offset of every line of ``text``; never empty, the first one is 0."""
    starts = array("Q")
    for start, end in iter_chunks(text, 0, len(text)):
        chunk = text[start:end]
        if "\r" in chunk:
            lengths = [*map(len, _LINE_WITH_END.findall(chunk))]
        else:
            lengths = [len(content) + 1 for content in chunk.removesuffix("\n").split("\n")]
        starts.extend(accumulate(lengths[:-1], initial=start))
    return starts or array("Q", [0])


def columns_of(indent: str) -> int:
    """Return how many columns the blanks of ``indent`` take, tabs going to the next stop."""
    return len(indent.expandtabs(TAB)) if "\t" in indent else len(indent)


def end_of_line(text: str, offset: int) -> int:
    """Return where the content of the line with the character at ``offset`` ends."""
    line_end = _LINE_END.search(text, offset)
    return line_end.start() if line_end else len(text)


def next_line_start(text: str, offset: int) -> int:
    """Return where the line after the one with the character at ``offset`` begins."""
    line_end = _LINE_END.search(text, offset)
    return line_end.end() if line_end else len(text)


def newline(*texts: str) -> str:
    r"""Return the first line end in the first of ``texts`` that has one, else ``\n``."""
    return next((match[0] for match in map(_LINE_END.search, texts) if match), "\n")


def usual_newline(text: str) -> str | None:
    """Return the line end that most lines of ``text`` have; None without one."""
    if "\r" not in text:
        return "\n" if "\n" in text else None
    counts: Counter[str] = Counter(_LINE_END.findall(text))
    return counts.most_common(1)[0][0]


def replace_newlines(text: str, old: str, new: str) -> str:
    """Return ``text`` with ``new`` for each line end ``old``; other line ends stay."""
    if old == new:
        return text
    return _LINE_END.sub(lambda line_end: new if line_end[0] == old else line_end[0], text)


def newline_near(text: str, offset: int) -> str:
    """Return the line end that is nearest before ``offset``; without one, the first after it."""
    last_lf = text.rfind("\n", 0, offset)
    last_cr = text.rfind("\r", last_lf + 1, offset)
    if last_cr >= 0:
        return "\r\n" if text.startswith("\n", last_cr + 1) else "\r"
    if last_lf < 0:
        return newline(text)
    return "\r\n" if last_lf and text[last_lf - 1] == "\r" else "\n"


def end_last_line(text: str, newline: str) -> str:
    """Return ``text`` with ``newline`` after its last line if that has no line end."""
    return text + newline if text and text[-1] not in "\r\n" else text


def strip_last_line_end(text: str) -> str:
    """Return ``text`` without the line end at its end, if there is one."""
    return text[:-2] if text.endswith("\r\n") else text[:-1] if text[-1:] in ("\r", "\n") else text


def split(text: str) -> list[str]:
    """Return the lines of ``text`` with their line ends."""
    chunks = iter_chunks(text, 0, len(text))
    return [line for start, end in chunks for line in _LINE_WITH_END.findall(text, start, end)]


def _chunk_end(text: str, start: int, limit: int) -> int:
    """Return where the chunk from ``start`` on ends: after a line end, or at ``limit``."""
    nearest = start + CHUNK_LENGTH
    if nearest >= limit:
        return limit
    end = text.find("\n", nearest, limit) + 1 or limit
    if end - nearest > CHUNK_LENGTH:
        cr_end = text.find("\r", nearest, end) + 1 or end
        return cr_end + 1 if text.startswith("\n", cr_end) and cr_end < end else cr_end
    return end
