"""What stands around a date in its line: marks, labels, weekdays and times.

All offsets count characters of the line that is given.
"""

from __future__ import annotations

import re

from logtui.document.dates import names
from logtui.document.dates.patterns import form_patterns
from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.document.text.spans import Span

SEPARATORS = " \t\u00a0\u3000-–—:：|"
"""What parts a day marker from the entry or title in its line."""

_BLANKS = " \t\u00a0\u3000"
_SIGNS_AFTER_DATE = "-–—:：|,.;·•→"
_CLOSERS = "*_~`)]}\"'”’»>"
_LEADING_MARKS = ")]}>-–—:：|,.;·•*_~/"
_TRAILING_MARKS = "([{<-–—:：|,;·•#*_~/"
_EMPHASIS = ("*", "_", "~")
_CLOSING_BRACKET = {"(": ")", "[": "]"}
_MOST_WORDS = 4
_LONGEST_TAGS = 100
_LONGEST_TAIL = 60
_BEFORE_BRACKETS = frozenset(" \t\\")
_CLOCK = r"\d{1,2}(?::\d\d){1,2}(?!\d)(?:[ ]?[ap]\.?m\b\.?)?(?:[ ]?h\b)?"

_MARKS = re.compile(r"(?:<[^<>]*>|[^\w?<]|_)*")

_WORD = re.compile(r"[^\W\d_]+")

_CLOSING_TAG = lazy_pattern(r"</\w+>")

_END_TAGS = lazy_pattern(r"(?:\s*</\w+>)+$")

_EMPHASIS_MARKS = lazy_pattern(r"\*+|_+|~+")

_SET_OFF_BRACKET = lazy_pattern(r"(?:[ \t]{1,2}|\\)[)\]}]")

_TARGET = lazy_pattern(r"\]\([^()]*\)")

_TAG = lazy_pattern(r"<[^<>]*>|!\[[^][]*\]\([^()]*\)|\]\([^()]*\)")

_END_MARKS = lazy_pattern(r"(?:<[^<>]*>|[^\w)\].º?<>]|_)+$")

_TIME = lazy_pattern(
    rf"(?:T|,?[ \t]*(?:[(\[@–-]|\b(?:at|um|kl\.?|à|alle|às)\b)?[ \t]*){_CLOCK}"
    rf"(?:[ ]?[-–][ ]?{_CLOCK})?",
    re.IGNORECASE,
)

_WEEKDAY_AFTER = lazy_pattern(r"[ \t,.(\[（/–-]*([^\W\d_]{1,14})\b\.?(?=\W|$)")

_COUNT_PHRASE = lazy_pattern(
    r"([^\W\d_]+)[ ]?[#:№]?[ ]?\d{1,4}(?:[ ]?[,&.+-][ ]?\d{1,4})*(?=[\s:,.(–—-])"
)

_BEFORE_TAIL = lazy_pattern(
    r"[ \t]*[-–—|·•:~,;(\[（【，*_`]+[ \t*_`]*(?:[^\W\d_]{1,12}[.:]?[ \t]+){0,3}$"
)

_DIGIT = lazy_pattern(r"\d")

_LAST_WORD = lazy_pattern(r"[ \t,(\[（-]([^\W\d_]{1,14})[ \t)\]）.]*$")


def skip_marks(text: str, offset: int) -> int:
    """Return where the first letter or digit from ``offset`` on stands, tags left out."""
    if text[offset : offset + 1].isalnum():
        return offset
    marks = _MARKS.match(text, offset)
    return marks.end() if marks else offset


def skip_prefix(text: str, offset: int) -> int:
    """Return where a date may begin: after marks, emoji, tags, weekdays, labels and ``Day 3:``."""
    offset = _skip_labels(text, offset)
    word = _WORD.match(text, offset)
    if word and _begins_week(text, word):
        return offset
    if word and names.count_unit(word[0]) and (count := _COUNT_PHRASE.match(text, offset)):
        offset = _skip_labels(text, count.end())
    return offset


def skip_suffix(text: str, offset: int) -> int:
    """Return where what follows a date that ends at ``offset`` begins.

    The time, the weekday, closing marks and the separator between the two belong to the date.
    """
    if text.startswith("](", offset) and (target := _TARGET.match(text, offset)):
        offset = target.end()
    for _ in range(_MOST_WORDS):
        start = offset
        offset = _skip_closers(text, offset)
        time = _TIME.match(text, offset) if ":" in text[offset:] else None
        if time:
            offset = _skip_closers(text, time.end())
        weekday = _WEEKDAY_AFTER.match(text, offset) if offset < len(text) else None
        if weekday and names.is_weekday(weekday[1]):
            offset = _skip_closers(text, weekday.end())
        if offset == start:
            break
    for characters in (_BLANKS, _SIGNS_AFTER_DATE, _BLANKS):
        offset = _skip_any(text, offset, characters)
    return offset


def time_after(text: str, offset: int) -> int | None:
    """Return where the time of day that follows a date that ends at ``offset`` begins."""
    time = _TIME.match(text, offset) if ":" in text[offset:] else None
    digit = _DIGIT.search(text, offset, time.end()) if time else None
    return digit.start() if digit else None


def open_bracket(text: str, start: int, end: int) -> int | None:
    """Return where the bracket stands that is opened in ``text[start:end]`` and not closed."""
    before = text[start:end]
    bracket = max(before.rfind("("), before.rfind("["))
    is_open = bracket >= 0 and before.find(_CLOSING_BRACKET[before[bracket]], bracket) < 0
    return start + bracket if is_open else None


def before_tail(text: str, start: int, offset: int) -> int:
    """Return where what parts the words from ``start`` on from the date at ``offset`` begins."""
    tail = _BEFORE_TAIL.search(text, max(offset - _LONGEST_TAIL, start), offset)
    return tail.start() if tail else offset


def content_end(text: str, start: int) -> int:
    """Return where the content of a line that begins at ``start`` ends: before a weekday."""
    end = start + len(_END_MARKS.sub("", text[start:].rstrip()))
    word = _LAST_WORD.search(text, start, end)
    if word and word.start() > start and names.is_weekday(word[1]):
        end = start + len(_END_MARKS.sub("", text[start : word.start()].rstrip(" \t([（")))
    return end


def has_words(text: str, offset: int) -> bool:
    """Tell whether ``text`` holds a letter or digit from ``offset`` on, tags left out."""
    rest = text[offset:]
    if "<" in rest or "](" in rest:
        rest = _TAG.sub("", rest)
    return any(map(str.isalnum, rest))


def has_only_labels(text: str, offset: int) -> bool:
    """Tell whether ``text`` from ``offset`` on is nothing but labels and weekdays."""
    return not has_words(text, _skip_labels(text, offset))


def strip_marks(line: str, start: int, end: int) -> Span | None:
    """Return the words of ``line[start:end]`` without the marks around them.

    Emphasis of a part of the words keeps both its marks. None where there are no letters or digits.
    """
    full_end = end
    while start < end and (line[start].isspace() or line[start] in _LEADING_MARKS):
        start += 1
    while start < end and (line[end - 1].isspace() or line[end - 1] in _TRAILING_MARKS):
        end -= 1
    if line[start - 1 : start] in _EMPHASIS or line[end:full_end][:1] in _EMPHASIS:
        start, end = _include_paired_marks(line, start, end)
    if line[end - 1 : end] == ">":
        tags = _END_TAGS.search(line, max(start, end - _LONGEST_TAGS), end)
        end = tags.start() if tags else end
    if line[start : start + 1] == "(" and line.find(")", start) == end - 1:
        start, end = start + 1, end - 1
    return Span(start, end) if has_words(line[:end], start) else None


def _include_paired_marks(line: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of ``line[start:end]`` with marks next to it that pair with one inside.

    A mark that stands after a word and not before one can only close; alike for one that opens.
    """
    runs = list(_EMPHASIS_MARKS.finditer(line, start, end))
    closers = (
        run[0]
        for run in runs
        if not line[run.start() - 1].isspace() and not line[run.end() : run.end() + 1].isalnum()
    )
    openers = (
        run[0]
        for run in reversed(runs)
        if not line[run.end() : run.end() + 1].isspace()
        and not line[run.start() - 1 : run.start()].isalnum()
    )
    closer, opener = next(closers, ""), next(openers, "")
    before, after = line[:start], line[end:]
    if runs and runs[0][0] == closer and before.endswith(closer):
        start -= len(closer)
    if runs and runs[-1][0] == opener and after.startswith(opener):
        end += len(opener)
    return start, end


def _skip_labels(text: str, offset: int) -> int:
    """Return where the first word from ``offset`` on that is not a label or weekday begins."""
    for _ in range(_MOST_WORDS):
        offset = skip_marks(text, offset)
        word = _WORD.match(text, offset)
        if word is None or names.month_from_name(word[0]) or _begins_week(text, word):
            break
        if not (names.is_weekday(word[0]) or names.is_label(word[0])):
            break
        offset = word.end()
    return offset


def _begins_week(text: str, word: re.Match[str]) -> bool:
    """Tell whether a week of a year begins with ``word``: ``Week 25, 2024``."""
    if not names.is_week(word[0]):
        return False
    weeks = (pattern for form, pattern in form_patterns("word") if form == "week")
    return any(pattern.match(text, word.start()) for pattern in weeks)


def _skip_closers(text: str, offset: int) -> int:
    """Return where what follows closing marks and tags at ``offset`` begins."""
    while True:
        if text[offset : offset + 1] in _BEFORE_BRACKETS:
            bracket = _SET_OFF_BRACKET.match(text, offset)
            offset = bracket.end() if bracket else offset
        offset = _skip_any(text, offset, _CLOSERS)
        tag = _CLOSING_TAG.match(text, offset) if text.startswith("</", offset) else None
        if tag is None:
            return offset
        offset = tag.end()


def _skip_any(text: str, offset: int, characters: str) -> int:
    while offset < len(text) and text[offset] in characters:
        offset += 1
    return offset
