"""How days, kinds, links and entries are called on the screen. All of it safe to show."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from logtui.document.dates.names import MONTHS, WEEKDAYS
from logtui.document.dates.partial import PartialDate
from logtui.document.text.encoding import repair_for_display
from logtui.document.text.markdown import plain_text
from logtui.document.text.safe import safe_text
from logtui.document.text.urls import host_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from logtui.config.settings import ConfigProblem, DateFormat
    from logtui.document.model import Document, Entry
    from logtui.document.properties.states import State


MONTH_NAMES = tuple(MONTHS["en"].split())
"""What the months are called on the screen."""

WEEKDAY_NAMES = tuple(name[:3] for name in WEEKDAYS["en"].split())
"""What the days of the week are called there, from Monday on."""


def display_text(text: str) -> str:
    """Return all of a text of the log as one line to show: mojibake repaired, controls harmless."""
    return safe_text(repair_for_display(text))


def label_text(text: str, limit: int) -> str:
    """Return at most ``limit`` characters to show of a text of the log; a cut ends in ``…``."""
    # Cut first: a title may be ten megabytes long.
    return display_text(text if len(text) <= limit else text[: limit - 1] + "…")


def day_label(document: Document, day: int, dates: DateFormat = "iso") -> str:
    """Return what a day is called: ``2024-09-25 Wed``, ``2024-09``, else its marker's own text.

    Args:
        document: The log.
        day: Index in ``Document.days``.
        dates: ``log`` gives the marker's own text, ``short`` gives ``25 Sep 2024 Wed``.
    """
    name = date_label(document, day, dates)
    date = document.days[day].date
    return name if date is None or dates == "log" else _with_weekday(name, date)


def partial_date_label(date: PartialDate, dates: DateFormat = "iso") -> str:
    """Return what a day of the date ``date`` is called; as the log writes it, it is not known."""
    return _with_weekday(calendar_label(date, dates), date)


def _with_weekday(name: str, date: PartialDate) -> str:
    first = date.first_day() if date.day else None
    return f"{name} {WEEKDAY_NAMES[first.weekday()]}" if first else name


def date_label(document: Document, day: int, dates: DateFormat = "iso") -> str:
    """Return what a day is called without its weekday; the arguments as for ``day_label``."""
    date, title = document.days[day].date, document.days[day].title
    if title is not None and document.days[day].is_queue:
        return label_text(plain_text(title.of(document.text)), 60)
    if date is None or has_marker_label(document, day, dates):
        marker = document.days[day].marker.of(document.text)
        return label_text(plain_text(marker).strip(" \t\r\n#*_=-|>"), 60) or "undated"
    return calendar_label(date, dates)


def calendar_label(date: PartialDate | datetime.date, dates: DateFormat = "iso") -> str:
    """Return what ``date``, which no day of the log need have, is called without its weekday."""
    if isinstance(date, datetime.date):
        date = PartialDate(date.year, date.month, date.day)
    if dates == "short" and date.month:
        month = MONTH_NAMES[date.month - 1][:3]
        return " ".join(str(part) for part in (date.day, month, date.year) if part)
    return date.iso() or ""


def has_marker_label(document: Document, day: int, dates: DateFormat) -> bool:
    """Tell whether a day is called by its marker's own text, with all that it says."""
    date = document.days[day].date
    return dates == "log" or date is None or date.iso() is None


def symbol_label(document: Document, entry: Entry) -> str:
    """Return the symbol of the entry's kind, at most a few characters; empty without one."""
    kind = document.kind(entry)
    return label_text(kind.symbol, 4) if kind else ""


STATE_SIGNS: dict[State, str] = {"open": "☐", "reading": "◧", "done": "✓", "dropped": "✗"}
"""What stands before the title of an entry with each state."""

STATE_NAMES: dict[State, str] = {
    "open": "to be read",
    "reading": "being read",
    "done": "done",
    "dropped": "dropped",
}
"""What each state is called."""


def shown_state(document: Document, entry: Entry) -> tuple[str, str]:
    """Return the sign of the state of ``entry``, and its name; both empty where it has none.

    A checkbox with another sign in it is shown as it is.
    """
    kind = document.kind(entry)
    has_queue_sign = document.days[entry.day].is_queue or (
        kind is not None and (bool(kind.name) and kind.symbol.startswith(("**", "__")))
    )
    head = document.text[entry.span.start : document.head_end(entry)]
    before = len(document.bullet(entry).of(document.text))
    # Reading states takes modules that most logs never need.
    if not (has_queue_sign or "[" in head[:before] or "~~" in head or "#" in head[before:]):
        return "", ""
    from logtui.document.properties.states import checkbox, entry_state

    state = entry_state(document, entry)
    if state is not None:
        return STATE_SIGNS[state], STATE_NAMES[state]
    box = checkbox(document, entry)
    return (f"[{label_text(box.of(document.text), 1)}]", "") if box else ("", "")


def host_label(url: str | None) -> str:
    """Return the host of a link, or the first parts of a relative path; empty without a link."""
    if not url:
        return ""
    name = host_of(url)
    return label_text(name.removeprefix("www.") if name else url, 80)


_MAX_PROBLEMS = 2
"""Problems that are shown; of the others only the number."""


_MAX_PROBLEM_LENGTH = 160
"""Characters of a problem that are shown."""


def problem_lines(problems: Sequence[ConfigProblem]) -> str:
    """Return what to say of ``problems``, safe to show, one a line."""
    lines = [
        label_text(
            f"{problem.path.name}{f':{problem.line}' if problem.line else ''}: {problem.message}",
            _MAX_PROBLEM_LENGTH,
        )
        for problem in problems[:_MAX_PROBLEMS]
    ]
    more = len(problems) - _MAX_PROBLEMS
    if more > 0:
        lines.append(f"and {more} more; logtui config lists them all")
    elif any(line.endswith("…") for line in lines):
        lines.append("logtui config says it in full")
    return "\n".join(lines)
