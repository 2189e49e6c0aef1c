"""The three-way merge of logs, by days and entries.

What only one side changed is taken; what both added is kept. A conflict is left only where both
changed the same part of the same entry differently, or one took out what the other changed.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from logtui.document import order
from logtui.document.editing import style
from logtui.document.merging import entry_merge
from logtui.document.merging.assembly import Spacing, assembled, joined
from logtui.document.merging.conflicts import Conflict, Merge, closed, without_last_end
from logtui.document.merging.day_merge import Days
from logtui.document.merging.outline import outline
from logtui.document.merging.three_logs import ThreeLogs, three_way
from logtui.document.reading import parser
from logtui.document.reading.parser import parse_text
from logtui.document.text import encoding, lines
from logtui.document.text.encoding import Encoding

if TYPE_CHECKING:
    from collections.abc import Sequence

    from logtui.document.model import Document


__all__ = ["Conflict", "Merge", "merge"]


def merge(base: Document, ours: Document, theirs: Document) -> Merge:
    """Return what both sides together make of ``base``.

    Line ends, encoding and the end of the last line are those of ours, unless only their side
    changed them.
    """
    logs, encoding = alike(base, ours, theirs)
    settled = three_way(*(log.text for log in logs))
    if settled is not None:
        return Merge((settled,) if settled else (), encoding)
    found = _ended(logs)
    pieces = _by_entries(found) if all(map(_is_log, found)) else _by_lines(found)
    if three_way(*(_is_closed(log.text) for log in logs)):
        return Merge(tuple(pieces), encoding)
    last = pieces[-1] if pieces else ""
    if isinstance(last, str):
        pieces[-1:] = [text for text in (without_last_end(last),) if text]
        return Merge(tuple(pieces), encoding)
    return Merge(tuple(pieces), encoding, closed=False)


def _ended(logs: Sequence[Document]) -> list[Document]:
    """Return ``logs`` with the same line end behind every last line that has none."""
    newline = lines.newline("".join(log.text for log in logs))
    texts = [closed(log.text, newline) for log in logs]
    return [
        log if log.text == text else parse_text(text, log.encoding)
        for log, text in zip(logs, texts, strict=True)
    ]


def _is_log(document: Document) -> bool:
    """Tell whether ``document`` holds days, or one list; anything else is merged as text."""
    if order.is_dated(document):
        return True
    bullets = (style.bullet_of(document, entry) for entry in document.entries)
    return all(style.is_item(bullet) for bullet in bullets)


def _by_entries(logs: Sequence[Document]) -> list[str | Conflict]:
    """Return the merge of base, ours and theirs in pieces, its last line ended."""
    found = ThreeLogs([outline(log) for log in logs])
    spacing = Spacing(found)
    return assembled(Days(found, spacing).pieces(), spacing)


def _by_lines(logs: Sequence[Document]) -> list[str | Conflict]:
    """Return the merge of base, ours and theirs, which hold no log, in pieces."""
    base, ours, theirs = (log.text for log in logs)
    return joined(entry_merge.three(base, ours, theirs))


def _is_closed(text: str) -> bool:
    """Tell whether the last line of ``text`` has a line end."""
    return text[-1:] in ("", "\r", "\n")


_HALF = re.compile("[\ud800-\udfff]")
_BREAK = re.compile(r"\r\n|\r|\n")


def alike(
    base: Document, ours: Document, theirs: Document
) -> tuple[tuple[Document, Document, Document], Encoding]:
    """Return the logs with one encoding and one line end, and how their merge is encoded.

    Both are those of ours, unless only their side changed them.
    """
    logs = (base, ours, theirs)
    bom = three_way(*(log.encoding.bom for log in logs))
    texts, page = _one_page(base, ours, theirs)
    texts = _one_line_end(texts)
    first, second, third = (
        log if log.text == text else parser.parse_text(text, log.encoding)
        for log, text in zip(logs, texts, strict=True)
    )
    return (first, second, third), Encoding(bool(bom), page)


def _one_page(base: Document, ours: Document, theirs: Document) -> tuple[list[str], str | None]:
    """Return the texts of the three logs read the same way, and the code page of their merge.

    One sound character, written by another program into a file that was mojibake, makes the file
    read as it is stored. Such a text is repaired line by line, unless it was repaired on purpose:
    then its lines are those of the others already.
    """
    page = ours.encoding.code_page
    texts = [log.text for log in (base, ours, theirs)]
    pages = {log.encoding.code_page for log in (base, ours, theirs)}
    if len(pages) == 1:
        return texts, page
    if page is None:
        broken = base if base.encoding.code_page else theirs
        if _shared(ours.text, broken.text) >= _shared(ours.text, _stored(broken)):
            return texts, None
        return [_stored(log) for log in (base, ours, theirs)], None
    read = [_nearest(log, ours.text, page) for log in (base, ours, theirs)]
    if any(_HALF.search(text) for text in read):
        return [_stored(log) for log in (base, ours, theirs)], None
    repaired = theirs.encoding.code_page is None and read[2] == theirs.text
    return read, None if repaired and base.encoding.code_page == page else page


def _nearest(log: Document, ours: str, page: str) -> str:
    """Return the text of ``log`` as it stands or repaired, whichever has more of ours in it."""
    if log.encoding.code_page == page:
        return log.text
    mended = _mended(_stored(log), page)
    return mended if _shared(ours, mended) > _shared(ours, log.text) else log.text


def _stored(log: Document) -> str:
    """Return the text of ``log`` as its bytes say, mojibake and all."""
    data = Encoding(bom=False, code_page=log.encoding.code_page).encode(log.text)
    return data.decode("utf-8", "surrogateescape")


def _mended(text: str, page: str) -> str:
    """Return ``text`` with each line repaired that was misread in the code page."""
    found = []
    for at, line in lines.each(text):
        end = text[at + len(line) : lines.next_line(text, at + len(line))]
        found += [line if line.isascii() else _mended_line(line, page), end]
    return "".join(found)


def _mended_line(line: str, page: str) -> str:
    text, how = encoding.decode(line.encode("utf-8", "surrogateescape"))
    return text if how.code_page == page else encoding.repaired(line)


def _shared(one: str, other: str) -> int:
    """Return how many different lines with more than ASCII in them two texts share."""
    first, second = (
        {line for _, line in lines.each(text) if not line.isascii()} for text in (one, other)
    )
    return len(first & second)


def _one_line_end(texts: Sequence[str]) -> list[str]:
    """Return ``texts`` with the usual line end of each as the same one."""
    found = [_usual_end(text) for text in texts]
    known = found[1] or found[2] or found[0]
    base, ours, theirs = (end or known for end in found)
    wanted = three_way(base, ours, theirs) or ours
    return [
        text if end in ("", wanted) else _with_end(text, end, wanted)
        for text, end in zip(texts, found, strict=True)
    ]


def _usual_end(text: str) -> str:
    """Return the line end that most lines of ``text`` have; empty without one."""
    if "\r" not in text:
        return "\n" if "\n" in text else ""
    ends: Counter[str] = Counter(_BREAK.findall(text))
    return ends.most_common(1)[0][0]


def _with_end(text: str, old: str, new: str) -> str:
    """Return ``text`` with the line end ``new`` wherever it has ``old``; others stay."""
    return _BREAK.sub(lambda end: new if end[0] == old else end[0], text)
