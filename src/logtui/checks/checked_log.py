"""A log as checks look at it, and what they report."""

from __future__ import annotations

import datetime
import re
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from logtui.document.relations.day_index import DayIndex
from logtui.document.text import lines, links, markdown, opaque
from logtui.document.text.encoding import repair_for_display
from logtui.document.text.links import Link
from logtui.document.text.safe import safe_label

if TYPE_CHECKING:
    from logtui.document.dates.partial import PartialDate
    from logtui.document.model import Document
    from logtui.document.text.spans import Edit

_LONGEST_QUOTE = 60
"""Characters of the log that a sentence quotes."""


_COMMENT = re.compile(r"<!--.*?-->")


class Problem(NamedTuple):
    """Something that a check reports.

    Attributes:
        check: The name of the check.
        offset: The character of the text that it is about.
        sentence: What is wrong, safe to show.
        fix: The edit that mends it without changing what the log means; None where none does.
    """

    check: str
    offset: int
    sentence: str
    fix: Edit | None = None


class CheckedLog:
    """What a check may look at.

    Attributes:
        document: The log.
        path: The file of the log; None where it is not a file.
        today: The day after which everything is the future.
    """

    def __init__(self, document: Document, path: Path | None, today: datetime.date) -> None:
        self.document = document
        self.path = path
        self.today = today

    @cached_property
    def lines(self) -> list[tuple[int, str]]:
        """The start and the text of each line that is neither code, comment nor front matter."""
        return prose_lines(self.document.text)

    @cached_property
    def links(self) -> list[Link]:
        """All links of these lines; the spans count characters of the whole text."""
        return links_of_text(self.document.text)

    def target(self, link: Link) -> str:
        """Return where ``link`` leads, without Markdown's escapes."""
        return links.unescape_target(link.target.of(self.document.text))

    @cached_property
    def day_index(self) -> DayIndex:
        """The days of the log by their dates."""
        return DayIndex(self.document)

    @cached_property
    def paragraphs(self) -> list[tuple[int, str]]:
        """The start and the text of each run of these lines, blanks for its line ends.

        An item of a list begins a new one.
        """
        text = self.document.text
        paragraphs: list[tuple[int, list[str]]] = []
        end = -1
        for start, line in self.lines:
            if not line.strip():
                end = -1
                continue
            goes_on = end >= 0 and start == lines.next_line_start(text, end)
            if goes_on and markdown.BULLET.match(line) is None:
                paragraphs[-1][1].extend((" " * (start - end), line))
            else:
                paragraphs.append((start, [line]))
            end = start + len(line)
        return [(start, "".join(pieces)) for start, pieces in paragraphs]

    @cached_property
    def stated_days(self) -> list[tuple[int, datetime.date]]:
        """The index and the date of each day whose marker says all of it, the year among it."""
        stated = []
        for index, day in enumerate(self.document.days):
            date = day.date.exact_day() if day.date else None
            if date and day.reading and any(name == "year" for name, _, _ in day.reading.fields):
                stated.append((index, date))
        return stated

    def marker_text(self, day: int) -> str:
        """Return the marker of a day as a sentence may quote it."""
        return quoted(self.document.days[day].marker.of(self.document.text).strip())


def prose_lines(text: str) -> list[tuple[int, str]]:
    """Return the start and the text of each line of a log that is not code, comment or the like.

    Blanks stand for comments inside of a line.
    """
    stretches = iter(opaque.opaque_spans(text))
    stretch = next(stretches, None)
    prose = []
    for start, line in lines.iter_lines(text):
        while stretch and stretch.end <= start:
            stretch = next(stretches, None)
        if stretch is None or start < stretch.start:
            prose.append((start, _COMMENT.sub(_blanks, line) if "<!--" in line else line))
    return prose


def links_of_text(text: str) -> list[Link]:
    """Return all links of the prose of a log; the spans count characters of ``text``."""
    shifted = []
    for start, line in prose_lines(text):
        for span, label, target, is_image in links.find_links(line):
            shifted.append(
                Link(span.shift(start), label.shift(start), target.shift(start), is_image)
            )
    return shifted


def _blanks(comment: re.Match[str]) -> str:
    return " " * len(comment[0])


def quoted(text: str) -> str:
    """Return ``text`` of a log, on one line, safe to show, as a sentence quotes it."""
    return f"`{safe_label(repair_for_display(' '.join(text.split())), _LONGEST_QUOTE)}`"


def full_date(date: PartialDate | None) -> str:
    """Return ``date`` as a sentence names it."""
    return (date and date.partial_iso()) or "no date"
