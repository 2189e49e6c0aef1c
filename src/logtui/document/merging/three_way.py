"""The three-way merge of logs, by days and entries.

What only one side changed is taken; what both added is kept. A conflict is left only where both
changed the same part of the same entry differently, or one took out what the other changed.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING

from logtui.document import extents, order
from logtui.document.merging import entry_merge
from logtui.document.merging.assembly import Spacing, assemble_pieces, join_texts
from logtui.document.merging.conflicts import Conflict, Merge
from logtui.document.merging.day_merge import MergedDays
from logtui.document.merging.outline import outlines_of
from logtui.document.merging.three_logs import BASE, OURS, THEIRS, ThreeLogs, merge_value
from logtui.document.reading.parser import parse_text
from logtui.document.text import lines
from logtui.document.text.encoding import Encoding, decode, repair_for_display

if TYPE_CHECKING:
    from collections.abc import Sequence

    from logtui.document.model import Document


__all__ = ["Conflict", "Merge", "merge_logs"]


def merge_logs(base: Document, ours: Document, theirs: Document) -> Merge:
    """Return what both sides together make of ``base``.

    Line ends, encoding and the end of the last line are those of ours, unless only their side
    changed them.
    """
    logs, encoding = unify_forms(base, ours, theirs)
    single_text = merge_value(*(log.text for log in logs))
    if single_text is not None:
        return Merge((single_text,) if single_text else (), encoding)
    newline = lines.newline("".join(log.text for log in logs))
    ended = _with_texts(logs, [lines.end_last_line(log.text, newline) for log in logs])
    if _have_log_structure(ended):
        three_logs = ThreeLogs(outlines_of(ended))
        spacing = Spacing(three_logs)
        pieces = assemble_pieces(MergedDays(three_logs, spacing).pieces(), spacing)
    else:
        texts = [log.text for log in ended]
        pieces = join_texts(entry_merge.merge_text_lines(texts[BASE], texts[OURS], texts[THEIRS]))
    if merge_value(*(log.text[-1:] in ("", "\r", "\n") for log in logs)):
        return Merge(tuple(pieces), encoding)
    last = pieces[-1] if pieces else ""
    if isinstance(last, str):
        pieces[-1:] = [text for text in (lines.strip_last_line_end(last),) if text]
        return Merge(tuple(pieces), encoding)
    return Merge(tuple(pieces), encoding, has_last_line_end=False)


def _with_texts(logs: Sequence[Document], texts: Sequence[str]) -> list[Document]:
    """Return ``logs``, each read anew if its text is another one."""
    return [
        log if log.text == text else parse_text(text, log.encoding)
        for log, text in zip(logs, texts, strict=True)
    ]


def _have_log_structure(logs: Sequence[Document]) -> bool:
    """Tell whether each log holds days, or one list; anything else is merged as text."""
    list_items: set[str] = set()
    for log in logs:
        if order.is_dated(log):
            continue
        for entry in log.entries:
            text = entry.span.of(log.text)
            if text not in list_items:
                if not extents.is_list_bullet(extents.bullet_of(log, entry)):
                    return False
                list_items.add(text)
    return True


_SURROGATE = re.compile("[\ud800-\udfff]")


def unify_forms(
    base: Document, ours: Document, theirs: Document
) -> tuple[list[Document], Encoding]:
    """Return the logs with one encoding and one line end, and how their merge is encoded.

    Both are those of ours, unless only their side changed them.
    """
    logs = [base, ours, theirs]
    bom = merge_value(*(log.encoding.has_bom for log in logs))
    texts, page = _unify_code_page(base, ours, theirs)
    ends = [lines.usual_newline(text) for text in texts]
    any_end = ends[OURS] or ends[THEIRS] or ends[BASE]
    base_end, our_end, their_end = (end or any_end for end in ends)
    newline = merge_value(base_end, our_end, their_end) or our_end
    texts = [
        lines.replace_newlines(text, end, newline) if end and newline else text
        for text, end in zip(texts, ends, strict=True)
    ]
    return _with_texts(logs, texts), Encoding(bool(bom), page)


def _unify_code_page(
    base: Document, ours: Document, theirs: Document
) -> tuple[list[str], str | None]:
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
        mojibake_log = base if base.encoding.code_page else theirs
        if _count_shared_lines(ours.text, mojibake_log.text) >= _count_shared_lines(
            ours.text, _text_as_stored(mojibake_log)
        ):
            return texts, None
        return [_text_as_stored(log) for log in (base, ours, theirs)], None
    read_texts = []
    for log in (base, ours, theirs):
        # As it stands or repaired, whichever has more of ours in it.
        options = [log.text]
        if log.encoding.code_page != page:
            options.append(_repair_lines(_text_as_stored(log), page))
        read_texts.append(max(options, key=partial(_count_shared_lines, ours.text)))
    if any(_SURROGATE.search(text) for text in read_texts):
        return [_text_as_stored(log) for log in (base, ours, theirs)], None
    repaired = theirs.encoding.code_page is None and read_texts[2] == theirs.text
    return read_texts, None if repaired and base.encoding.code_page == page else page


def _text_as_stored(log: Document) -> str:
    """Return the text of ``log`` as its bytes say, mojibake and all."""
    data = Encoding(has_bom=False, code_page=log.encoding.code_page).encode(log.text)
    return data.decode("utf-8", "surrogateescape")


def _repair_lines(text: str, page: str) -> str:
    """Return ``text`` with each line repaired that was misread in the code page."""
    parts = []
    for offset, line in lines.iter_lines(text):
        repaired = line
        if not line.isascii():
            repaired, encoding = decode(line.encode("utf-8", "surrogateescape"))
            if encoding.code_page != page:
                repaired = repair_for_display(line)
        line_end = offset + len(line)
        parts += [repaired, text[line_end : lines.next_line_start(text, line_end)]]
    return "".join(parts)


def _count_shared_lines(first_text: str, second_text: str) -> int:
    """Return how many different lines with more than ASCII in them two texts share."""
    first_lines, second_lines = (
        {line for _, line in lines.iter_lines(text) if not line.isascii()}
        for text in (first_text, second_text)
    )
    return len(first_lines & second_lines)
