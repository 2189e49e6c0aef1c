"""One thing that another program has kept, and how its dates and texts are read."""

from __future__ import annotations

import datetime
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING
from unicodedata import category

from logtui.document.dates.partial import PartialDate, valid_date
from logtui.document.editing.draft import DraftError
from logtui.document.editing.typed_date import read_date
from logtui.document.properties.states import STATES
from logtui.errors import LogtuiError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from logtui.document.properties.states import State

_CONTROL_CATEGORIES = frozenset({"Cc", "Cs", "Zl", "Zp"})
_MILLISECONDS_FROM, _MICROSECONDS_FROM = 10**11, 10**14
_SECONDS = re.compile(r"\d{9,16}(?:\.\d+)?")
_PARTIAL_DATE = re.compile(r"(\d{4})-(\d{1,2})(?:-(\d{1,2}))?")
_FULL_YEAR = re.compile(r"(?<!\d)(?:19|20)\d{2}(?!\d)")


class SourceError(LogtuiError):
    """A file to import from cannot be read; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class SourceItem:
    """One thing that another program has kept.

    Attributes:
        title: Its title, one line; empty where there is none.
        url: Its address, as it stands there; empty where there is none.
        date: The day on which it was kept there; None where that is not known.
        tags: Its tags.
        notes: What was written about it.
        folder: The names of the folders that it is in, the outermost first.
        kind: The kind of an entry of a log; empty where there is none.
        is_unread: Whether it is still to be read.
        state: What the log says of it that it comes from; None elsewhere.
    """

    title: str
    url: str = ""
    date: PartialDate | None = None
    tags: tuple[str, ...] = ()
    notes: str = ""
    folder: tuple[str, ...] = ()
    kind: str = ""
    is_unread: bool = field(default=False, kw_only=True)
    state: State | None = field(default=None, kw_only=True)


def state_named(text: str) -> State | None:
    """Return the state that is called ``text`` in what logtui prints; None where none is."""
    return next((state for state in STATES if state == text), None)


def one_line_of(text: str) -> str:
    """Return ``text`` as one line without control characters and doubled blanks."""
    return " ".join("".join(map(_visible, text)).split())


def lines_of(text: str) -> str:
    """Return ``text`` without control characters, blank lines and blanks around lines."""
    lines = map(one_line_of, text.splitlines())
    return "\n".join(filter(None, lines))


def kept_lines(text: str) -> str:
    """Return ``text`` without control characters; lines and their indents stay."""
    return "\n".join("".join(map(_visible, line)).rstrip() for line in text.splitlines())


def _visible(char: str) -> str:
    if char.isprintable() or category(char) not in _CONTROL_CATEGORIES:
        return char
    return " " if char.isspace() else ""


def tags_of(words: Iterable[str]) -> tuple[str, ...]:
    """Return the tags that ``words`` are: each once, without a sign before it."""
    tags = (one_line_of(word).lstrip("#").strip() for word in words)
    return tuple(dict.fromkeys(filter(None, tags)))


def day_of(text: str) -> PartialDate | None:
    """Return the day that ``text`` means where the user is; None where it means none.

    It is a number of seconds, milliseconds or microseconds since 1970, a time of ISO 8601, or a
    date with a year as people write it.
    """
    text = text.strip()
    if _SECONDS.fullmatch(text):
        return day_of_seconds(float(text))
    partial = _PARTIAL_DATE.fullmatch(text)
    if partial:
        year, month, day = partial.groups()
        return valid_date(int(year), int(month), int(day) if day else None)
    if not _FULL_YEAR.search(text):
        return None
    try:
        time = datetime.datetime.fromisoformat(text.removesuffix(" UTC"))
        if text.endswith(" UTC"):
            time = time.replace(tzinfo=datetime.UTC)
        return _partial(time.astimezone() if time.tzinfo else time)
    except (ValueError, OverflowError, OSError):
        pass
    try:
        date = read_date(text[:60], datetime.date(2000, 1, 1))
    except DraftError:
        return None
    return date if isinstance(date, PartialDate) else _partial(date)


def day_of_seconds(number: float) -> PartialDate | None:
    """Return the day of a time since 1970, in seconds or in thousandths of them; None for 0."""
    if number >= _MICROSECONDS_FROM:
        number /= 10**6
    elif number >= _MILLISECONDS_FROM:
        number /= 10**3
    try:
        return _partial(datetime.datetime.fromtimestamp(number).astimezone()) if number else None
    except (ValueError, OverflowError, OSError):
        return None


def _partial(date: datetime.date) -> PartialDate | None:
    return valid_date(date.year, date.month, date.day)
