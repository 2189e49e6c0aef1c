"""Items that end in their date."""

from __future__ import annotations

from logtui.document.dates import reader, surroundings
from logtui.document.dates.partial import STRONG_FORMS
from logtui.document.model import MarkerStyle
from logtui.document.reading.candidates import (
    BELOW_HEADINGS,
    LINE_START_LIMIT,
    TAIL_CLOSERS,
    Candidate,
)
from logtui.document.text import markdown
from logtui.document.text.lazy_pattern import lazy_pattern

_BEFORE_TAIL = lazy_pattern(
    r"(?:(?<=\s)[-–—|·•:~][ \t]+|(?<=\S)[,;:][ \t]+|(?<!\])[(\[（【][ \t]*|[，（]"
    r"|(?<=\s)[*_`~]+)"
    r"(?:[^\W\d_]{1,12}:?[ \t]+){0,2}"
)
"""What parts the words of an item from a date at its end, maybe with a word like ``read``."""


def tail_candidate(start: int, line: str) -> Candidate | None:
    """Return the item ``line`` as a candidate that ends in its date; None where it does not."""
    bullet = markdown.BULLET.match(line)
    if bullet is None:
        return None
    content_start = markdown.content_start(line, bullet)
    window = max(content_start, len(line) - LINE_START_LIMIT // 4)
    for sign in _BEFORE_TAIL.finditer(line, window):
        date_start = surroundings.skip_prefix(line, sign.end())
        reading = reader.date_at(line, date_start) if date_start < len(line) else None
        if reading is None or reading.form not in STRONG_FORMS or not reading.is_date:
            continue
        date = reading.day_first or reading.month_first
        is_whole = date is not None and None not in date
        if is_whole and not line[reading.end :].strip(TAIL_CLOSERS):
            if not surroundings.has_words(line[: sign.start()], content_start):
                return None
            return Candidate(
                start,
                start,
                start + len(line.rstrip()),
                MarkerStyle.TAIL,
                BELOW_HEADINGS,
                content_start,
                reading,
                len(line),
                is_leading=False,
                is_alone=False,
            )
    return None
