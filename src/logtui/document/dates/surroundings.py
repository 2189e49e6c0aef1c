"""What stands around a date in its line: marks, labels, weekdays and times."""

from __future__ import annotations

import re
from functools import cache

from logtui.document.dates import names
from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.document.text.spans import Span

_MOST_WORDS = 4
_MARKS = re.compile(r"(?:<[^<>]*>|[^\w?<]|_)*")
_WORD = re.compile(r"[^\W\d_]+")
_CLOSERS = "*_~`)]}\"'”’»>"
_BLANKS = " \t"
_SIGNS = "-–—:：|"
SEPARATORS = _BLANKS + _SIGNS
"""What parts a day marker from the entry or title in its line."""

_SIGNS_AFTER_DATE = _SIGNS + ",.;·•→"
_LEADING_MARKS = ")]}>-–—:：|,.;·•*_~/"
_TRAILING_MARKS = "([{<-–—:：|,;·•#*_~/"
_EMPHASIS = ("*", "_", "~")
_LONGEST_TAGS = 100


_CLOSING_TAG = lazy_pattern(r"</\w+>")

_END_TAGS = lazy_pattern(r"(?:\s*</\w+>)+$")

_EMPHASIS_MARKS = lazy_pattern(r"\*+|_+|~+")

_TARGET = lazy_pattern(r"\]\([^()]*\)")

_TAG = lazy_pattern(r"<[^<>]*>|\]\([^()]*\)")

_END_MARKS = lazy_pattern(r"(?:<[^<>]*>|[^\w)\].º?<>]|_)+$")

_WEEKDAY_AFTER = lazy_pattern(r"[ \t,.(\[（/–-]*([^\W\d_]{1,14})\b\.?(?=\W|$)")

_COUNT_PHRASE = lazy_pattern(
    r"([^\W\d_]+)[ ]?[#:№]?[ ]?\d{1,4}(?:[ ]?[,&.+-][ ]?\d{1,4})*(?=[\s:,.(–—-])"
)

_LAST_WORD = lazy_pattern(r"[ \t,(\[（-]([^\W\d_]{1,14})[ \t)\]）.]*$")


def skip_marks(text: str, at: int) -> int:
    """Return where the first letter or digit of ``text`` from ``at`` on stands, tags left out."""
    if text[at : at + 1].isalnum():
        return at
    found = _MARKS.match(text, at)
    return found.end() if found else at


def skip_prefix(text: str, at: int) -> int:
    """Return where a date may begin: behind marks, emoji, tags, weekdays, labels and ``Day 3:``."""
    at = _skip_labels(text, at)
    word = _WORD.match(text, at)
    if word and names.count_unit(word[0]) and (counted := _COUNT_PHRASE.match(text, at)):
        at = _skip_labels(text, counted.end())
    return at


def has_only_labels(text: str, at: int) -> bool:
    """Tell whether ``text`` from ``at`` on is nothing but labels and weekdays."""
    return not has_words(text, _skip_labels(text, at))


def _skip_labels(text: str, at: int) -> int:
    """Return where the first word of ``text`` from ``at`` on that is no label or weekday begins."""
    for _ in range(_MOST_WORDS):
        at = skip_marks(text, at)
        word = _WORD.match(text, at)
        if word is None or names.month_from_name(word[0]):
            break
        if not (names.is_weekday(word[0]) or names.is_label(word[0])):
            break
        at = word.end()
    return at


def skip_suffix(text: str, at: int) -> int:
    """Return where what follows a date that ends at ``at`` begins.

    The time, the weekday, closing marks and the separator between the two belong to the date.
    """
    target = _TARGET.match(text, at) if text.startswith("](", at) else None
    at = target.end() if target else at
    for _ in range(_MOST_WORDS):
        begin = at
        at = _skip_closers(text, at)
        time = _time().match(text, at) if ":" in text[at:] else None
        if time:
            at = _skip_closers(text, time.end())
        day = _WEEKDAY_AFTER.match(text, at) if at < len(text) else None
        if day and names.is_weekday(day[1]):
            at = _skip_closers(text, day.end())
        if at == begin:
            break
    for chars in (_BLANKS, _SIGNS_AFTER_DATE, _BLANKS):
        at = _skip_any(text, at, chars)
    return at


def has_words(text: str, at: int) -> bool:
    """Tell whether ``text`` holds a letter or digit from ``at`` on, tags left out."""
    rest = text[at:]
    if "<" in rest or "](" in rest:
        rest = _TAG.sub("", rest)
    return any(map(str.isalnum, rest))


def strip_marks(line: str, start: int, end: int, offset: int) -> Span | None:
    """Return the words of ``line[start:end]`` without the marks around them, moved by ``offset``.

    Emphasis of a part of the words keeps both its marks. None where there are no letters or digits.
    """
    stop = end
    while start < end and (line[start].isspace() or line[start] in _LEADING_MARKS):
        start += 1
    while start < end and (line[end - 1].isspace() or line[end - 1] in _TRAILING_MARKS):
        end -= 1
    if line[start - 1 : start] in _EMPHASIS or line[end:stop][:1] in _EMPHASIS:
        start, end = _include_paired_marks(line, start, end)
    if line[end - 1 : end] == ">":
        tags = _END_TAGS.search(line, max(start, end - _LONGEST_TAGS), end)
        end = tags.start() if tags else end
    if line[start : start + 1] == "(" and line.find(")", start) == end - 1:
        start, end = start + 1, end - 1
    return Span(start + offset, end + offset) if has_words(line[:end], start) else None


def _include_paired_marks(line: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of ``line[start:end]`` with marks beside it that pair with one inside."""
    runs = list(_EMPHASIS_MARKS.finditer(line, start, end))
    ahead, behind = line[:start], line[end:]
    closer = next((run[0] for run in runs if _is_closer(line, *run.span())), "")
    opener = next((run[0] for run in reversed(runs) if _is_opener(line, *run.span())), "")
    if runs and runs[0][0] == closer and ahead.endswith(closer):
        start -= len(closer)
    if runs and runs[-1][0] == opener and behind.startswith(opener):
        end += len(opener)
    return start, end


def _is_closer(line: str, start: int, end: int) -> bool:
    """Tell whether the mark of emphasis at ``line[start:end]`` can only close something."""
    return not line[start - 1].isspace() and not line[end : end + 1].isalnum()


def _is_opener(line: str, start: int, end: int) -> bool:
    """Tell whether the mark of emphasis at ``line[start:end]`` can only open something."""
    return not line[end : end + 1].isspace() and not line[start - 1 : start].isalnum()


def content_end(text: str, start: int) -> int:
    """Return where the content of a line that begins at ``start`` ends: before a weekday."""
    end = start + len(_END_MARKS.sub("", text[start:].rstrip()))
    day = _LAST_WORD.search(text, start, end)
    if day and day.start() > start and names.is_weekday(day[1]):
        end = start + len(_END_MARKS.sub("", text[start : day.start()].rstrip(" \t([（")))
    return end


def _skip_closers(text: str, at: int) -> int:
    """Return where what follows closing marks and tags at ``at`` begins."""
    while True:
        at = _skip_any(text, at, _CLOSERS)
        tag = _CLOSING_TAG.match(text, at) if text.startswith("</", at) else None
        if tag is None:
            return at
        at = tag.end()


def _skip_any(text: str, at: int, chars: str) -> int:
    """Return where the first character that is not in ``chars`` stands from ``at`` on."""
    while at < len(text) and text[at] in chars:
        at += 1
    return at


@cache
def _time() -> re.Pattern[str]:
    clock = r"\d{1,2}(?::\d\d){1,2}(?!\d)(?:[ ]?[ap]\.?m\b\.?)?(?:[ ]?h\b)?"
    return re.compile(
        rf"(?:T|,?[ \t]*(?:[(\[@–-]|\b(?:at|um|kl\.?|à|alle|às)\b)?[ \t]*){clock}"
        rf"(?:[ ]?[-–][ ]?{clock})?",
        re.IGNORECASE,
    )
