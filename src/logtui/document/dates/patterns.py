"""The forms in which people write dates, as patterns that are tried in a fixed order.

A range comes before its parts, a four-digit year before anything that could be read two ways, a
name before bare numbers. Nothing is compiled before a text asks for it: most files use one or two
of these forms.

Groups are named after what they mean: ``year``, ``month``, ``day``, ``name`` (of a month),
``han_month`` and ``han_day`` (in Han numerals), ``first`` and ``second`` (day and month, or the
other way round), ``last`` (the last day of a range within a month), ``week``, ``era`` and
``era_year`` (of Japan); a trailing ``_`` sets the second of two alternatives apart.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from logtui.document.dates import names
from logtui.document.text.lazy_pattern import lazy_pattern

if TYPE_CHECKING:
    from logtui.document.dates.partial import DateForm

_FULL_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_YEAR = (
    r"(?P<year>\d{4}(?!\d|:\d)|(?<=[-/.'’])\d{2}(?!\d|:\d)|['’]\d{2}(?!\d)"
    r"|\d{2}(?=\s*(?:$|[])}*_,])))"
)
LONGEST_MONTH = 12
"""Letters of the longest name of a month."""

_WORD = rf"(?P<name>[^\W\d_]{{3,{LONGEST_MONTH}}})"
_ORDINAL = r"(?:(?:st|nd|rd|th|er|nde|ste|\\?\.|º|ª|°)(?![^\W\d_]))?"
RANGE_WORDS = "to|bis|until|til|till|t/m|tot|au|al|a|à|do|по|and|und|et|y|e|og|och|en"
"""What stands between the two ends of a range, in words."""

_RANGE_SIGN = rf"\s?(?:[-–—~/&+,]|(?:{RANGE_WORDS})(?![^\W\d_]))\s?"
_OF = r"(?:(?:of|de|del|di|den)\s{1,2}|d['’])?"
_DAY = r"(?P<day>\d{1,2})"
_WEEK_WORDS = "|".join(names.WEEK_WORDS)
_WEEK = r"(?P<week>\d{1,2})(?!\d)"


def _join_form(form: DateForm, *parts: str) -> tuple[DateForm, str]:
    """Return a form with its pattern put together from ``parts``."""
    return form, "".join(parts)


PATTERNS: dict[str, tuple[tuple[DateForm, str], ...]] = {
    # By far the most dates of a log are written in one of these ways, with nothing after them.
    # Tried first and as a whole, they spare it all other patterns.
    "plain": (
        _join_form(
            "nnn",
            r"(?P<first>\d{1,2})(?P<s>[/.])(?P<second>\d{1,2})(?P=s)(?P<year>(?:19|20)\d\d)",
        ),
        _join_form("ymd", r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)"),
    ),
    "few digits": (
        _join_form(
            "nnn",
            r"(?P<first>\d{1,2})(?P<s>[/.])(?P<second>\d{1,2})\s?[-–—]\s?(?:",
            r"\d{1,2}(?:(?P=s)\d{1,2})?(?P=s)(?P<year>\d{4})|",
            r"(?:1[3-9]|2\d|3[01])(?P=s)(?P<year_>\d{2}))",
        ),
        _join_form(
            "nnn",
            r"(?P<first>\d{1,2})[-/.]\(\s?(?P<second>\d{1,2})\D[^()]{0,12}\)[-/.]",
            r"(?P<year>\d{4})",
        ),
        _join_form(
            "cjk",
            r"(?:(?P<year>\d{2})\s?[年년]\s?)?(?P<month>\d{1,2})\s?[月월]\s?",
            r"(?P<day>\d{1,2})(?!\d|\s?[주周週])\s?[日号號일]?",
        ),
        _join_form(
            "cjk",
            r"(?P<day>\d{1,2})\s+tháng\s+(?P<month>\d{1,2})(?!\d)",
            r"(?:,?\s+(?:năm\s+)?(?P<year>\d{4}))?",
        ),
        _join_form(
            "name",
            _DAY
            + _ORDINAL
            + rf"(?:{_RANGE_SIGN}(?P<last>\d{{1,2}}){_ORDINAL})?[\s/,.-]{{0,2}}{_OF}{_WORD}\.?",
            rf"(?:[\s,/.-]{{0,3}}{_OF}{_YEAR})?",
        ),
        _join_form(
            "nnn",
            r"(?P<first>\d{1,2})\s?(?P<s>[-./])\s?(?P<second>\d{1,2})\s?(?P=s)\s?",
            r"(?P<year>\d{4}|0\d\d|['’]?\d{2})",
        ),
        _join_form(
            "nnn",
            rf"(?P<first>\d{{1,2}})\.?(?:[-–/&+,]|\s?(?:&|{RANGE_WORDS})\s?)",
            r"(?P<last>\d{1,2})(?P<s>[/.])",
            r"(?P<second>\d{1,2})(?P=s)(?P<year>\d{4}|\d{2})",
        ),
        ("my", r"(?P<month>\d{1,2})[/.-]" + _FULL_YEAR),
        ("nn", r"(?P<first>\d{1,2})/(?P<second>\d{1,2})"),
        ("nn", r"(?P<first>\d\d)-(?P<second>\d\d)"),
        _join_form(
            "nn.",
            r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.(?!\d)|",
            r"(?P<day_>\d\d)\.(?P<month_>\d\d)",
        ),
    ),
    "many digits": (
        _join_form(
            "ymd",
            _FULL_YEAR + r"\s{0,2}(?P<s>[-./_–\s])\s{0,2}(?P<month>\d{1,2})\s?(?P=s)\s{0,2}",
            r"(?:(?P<day>\d{1,2})(?:[/–]\d{1,2}(?!\d))?|[xX?]{1,2})",
        ),
        _join_form(
            "cjk",
            r"(?P<year>\d{4})\s?[年년]\s?(?P<month>\d{1,2})\s?[月월]\s?",
            r"(?P<day>\d{1,2})(?!\d|\s?[주周週])\s?[日号號일]?",
        ),
        ("name", _FULL_YEAR + rf"[-/ .,]{{1,2}}{_WORD}\.?[-/ .,]{{1,2}}{_DAY}{_ORDINAL}"),
        ("compact", r"(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)"),
        ("compact", r"(?P<first>\d{1,2})(?P<second>\d\d)(?P<year>20\d\d)"),
        ("week", _FULL_YEAR + rf"[-/,.\s]{{0,2}}(?:{_WEEK_WORDS})[-\s]?{_WEEK}"),
        ("week", _FULL_YEAR + rf"\s?[年년]\s?第?\s?{_WEEK}\s?[周週주]"),
        ("yymmdd", r"(?P<first>\d\d)(?P<second>\d\d)(?P<year>\d\d)"),
        ("ym", _FULL_YEAR + r"\s?(?:[-./]|[年년]\s?)(?P<month>\d{1,2})[月월]?"),
        ("ym", _FULL_YEAR + rf"[-/ .,]{{1,2}}{_WORD}"),
    ),
    "word": (
        _join_form(
            "week",
            rf"(?:{_WEEK_WORDS})[-\s]?[#:№]?\s?{_WEEK}(?:[\s,/–—(-]|of|de|del){{1,5}}",
            _FULL_YEAR + r"(?![-./]\d)",
        ),
        _join_form(
            "cjk",
            r"(?P<era>令和|平成|昭和)\s?(?P<era_year>\d{1,2}|元)\s?年\s?(?P<month>\d{1,2})\s?月\s?",
            r"(?P<day>\d{1,2})\s?日",
        ),
        _join_form(
            "name",
            _WORD + rf"(?:\.?\s{{0,2}},?\s?|[-/.]){_DAY}{_ORDINAL}(?!\d|:\d)",
            rf"(?:{_RANGE_SIGN}(?P<last>\d{{1,2}}){_ORDINAL}(?![^\W_]|:\d|\s[ap]\.?m\b))?",
            rf"(?:[\s,./-]{{0,3}}{_OF}{_YEAR})?",
        ),
        ("my", _WORD + rf"\.?[\s,/-]{{0,2}}{_OF}['’]?(?P<year>\d{{4}})"),
        _join_form(
            "cjk",
            r"(?P<han_month>[一二三四五六七八九十]{1,3})月(?P<han_day>[一二三四五六七八九十]{1,3})[日号號]",
        ),
    ),
    "count": (
        _join_form(
            "count",
            r"[^\W\d_]+\s?[#:№]?\s?\d{1,4}",
            r"(?:(?:[-–]|\s?(?:[,&+]|and|und|et|y|e|og)\s?)\d{1,4}(?!\w))*",
        ),
    ),
    "ordinal": (("count", r"第\s?\d{1,4}\s?[天日周週]"),),
    "alone": (
        ("mmdd", r"(?P<month>\d\d)(?P<day>\d\d)"),
        ("year", _FULL_YEAR + r"\s?[年년]?"),
        ("dom", r"(?P<day>\d{1,2})\s?(?:日|号|號|일|st|nd|rd|th|\.|º)?"),
        ("month", r"(?P<month>\d{1,2})\s?[月월](?:\s?[底初中末])?"),
        ("month", r"(?P<han_month>[一二三四五六七八九十]{1,3})月(?:[底初中末])?"),
        ("month", r"\d(?:<[^<>]*>|st|nd|rd|th)*\s+(?:week|woche|semana)\s+(?:of|de|im)\s+" + _WORD),
        ("month", _WORD + r"\.?"),
        _join_form(
            "broken",
            r"[?xX]{1,2}[-./](?:\d{1,2}|[?xX]{1,2})[-./]\d{2,4}|(?:19|20)\d\d[-./][^\W\d_]{2,12}",
        ),
    ),
}

MONTH_AND_DAY = lazy_pattern(r"(?P<month>\d{1,2})\.(?P<day>\d{1,2})(?![\w.:/-])")
"""A month and a day that might as well be the number of a section or of a version."""

_FORMS_WITH_WORDS = frozenset({"name", "my", "ym", "month", "count", "week"})


@cache
def form_patterns(beginning: str) -> tuple[tuple[DateForm, re.Pattern[str]], ...]:
    """Return the forms with one kind of ``beginning``, in the order in which they are tried.

    ``few digits``, ``many digits`` (three or more) and ``word`` are what a date may begin with;
    ``count`` and ``ordinal`` are days that are numbered instead; what ``alone`` holds means a date
    only where nothing stands next to it.
    """
    return tuple(
        (form, re.compile(pattern, re.IGNORECASE if form in _FORMS_WITH_WORDS else 0))
        for form, pattern in PATTERNS[beginning]
    )
