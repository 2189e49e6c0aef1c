"""Where new and moved entries go, and what is written around them."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from logtui.document.editing.draft import Draft, DraftError
from logtui.document.editing.verification import check_edit
from logtui.document.text.spans import Edit, Span
from support import draft_edits
from support.draft_edits import changed, read

DAY = datetime.date(2024, 9, 25)


def added(text: str, **fields: object) -> str:
    """Return ``text`` with the entry ``[T](u)``, or what ``fields`` make of it, written into it."""
    draft = replace(Draft("T", "u", None, DAY), **fields)  # type: ignore[arg-type]  # what a draft has
    return draft_edits.added(text, draft)


def test_days_that_are_only_counted_take_an_entry_without_a_date_at_the_end() -> None:
    log = "## Day 1\n- a\n\n## Day 2\n- b\n"
    assert added(log, date=None) == log + "- [T](u)\n"


@pytest.mark.parametrize("text", ["", "# My log\n", "Some words.\n", "## 2024-09-24\n- a\n"])
def test_a_log_with_days_or_nothing_in_it_yet_wants_a_date(text: str) -> None:
    with pytest.raises(DraftError, match="give the entry a date") as refused:
        added(text, date=None)
    assert refused.value.field == "date"


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("## 2024-09-25\n", "## 2024-09-25\n\n- [T](u)\n"),
        ("## 2024-09-25", "## 2024-09-25\n\n- [T](u)"),
        ("2024-09-25\n\n2024-09-24\n* a\n", "2024-09-25\n* [T](u)\n\n2024-09-24\n* a\n"),
        ("2024-09-25\r\n", "2024-09-25\r\n- [T](u)\r\n"),
    ],
)
def test_a_day_without_entries_gets_its_first(text: str, new: str) -> None:
    assert added(text) == new


OCTOBER = "# October 2024\n\n## 2024-10-05\n- b\n"
SEPTEMBER = "# September 2024\n\n## 2024-09-20\n- a\n"
AUGUST = "# August 2024\n\n## 2024-08-20\n- a\n"
NEW = "## 2024-09-25\n- [T](u)\n"


@pytest.mark.parametrize(
    ("text", "new"),
    [
        (f"{SEPTEMBER}\n{OCTOBER}", f"{SEPTEMBER}\n{NEW}\n{OCTOBER}"),
        (f"{AUGUST}\n{OCTOBER}", f"{AUGUST}\n# September 2024\n\n{NEW}\n{OCTOBER}"),
        (
            f"{OCTOBER}\n{SEPTEMBER}",
            f"{OCTOBER}\n{SEPTEMBER.replace('## 2024', NEW + chr(10) + '## 2024')}",
        ),
    ],
)
def test_a_day_between_two_months_stands_below_the_heading_of_its_own(text: str, new: str) -> None:
    assert added(text) == new


COUNTED = (
    "# Log\n\n## Entry 1\n**Date:** 2024-09-20\n\n- a\n\n## Entry 2\n**Date:** 2024-09-22\n\n- b\n"
)
NAMED = "# Log\n\n## Beta\nDate: Sep 27, 2024\n\n- b\n\n## Alpha\nDate: Sep 20, 2024\n\n- a\n"
TALKING = NAMED.replace("27, 2024", "27, 2024 - at home").replace("20, 2024", "20, 2024 - away")
UNDERLINED = "Alpha\n-----\n2024-09-26\n\n- a\n\nBeta\n----\n2024-09-27\n\n- b\n"


@pytest.mark.parametrize(
    ("text", "above", "new", "below"),
    [
        (COUNTED, "- b", "\n\n## Entry 3\n**Date:** 2024-09-25\n\n- [T](u)", "\n"),
        (
            COUNTED.replace("-22", "-27"),
            "- a\n\n",
            "## 2024-09-25\n\n- [T](u)\n\n",
            "## Entry 2\n",
        ),
        (NAMED, "- b\n\n", "## Sep 25, 2024\n\n- [T](u)\n\n", "## Alpha\n"),
        (TALKING, "- b\n\n", "## Sep 25, 2024\n\n- [T](u)\n\n", "## Alpha\n"),
        (
            TALKING.replace("27", "23"),
            "# Log\n\n",
            "## Sep 25, 2024\n\n- [T](u)\n\n",
            "## Beta\n",
        ),
        (UNDERLINED, "", "## 2024-09-25\n\n- [T](u)\n\n", "Alpha\n"),
        (
            "# Log\n\n## The start\nDate: 2024-09-20\n\n- a\n",
            "# Log\n\n",
            "## 2024-09-25\n\n- [T](u)\n\n",
            "## The start\n",
        ),
    ],
)
def test_a_new_day_never_parts_a_heading_from_its_date_line(
    text: str, above: str, new: str, below: str
) -> None:
    before, _, after = text.partition(above + below)
    assert added(text) == before + above + new + below + after


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("2024-09-20: a\n", "2024-09-25: [T](u)\n2024-09-20: a\n"),
        ("2024-09-20: a\n\n- b\n", "2024-09-25: [T](u)\n\n2024-09-20: a\n\n- b\n"),
        ("- 2024-09-20: a\n- b\n", "- 2024-09-25: [T](u)\n- 2024-09-20: a\n- b\n"),
    ],
)
def test_a_line_that_is_day_and_entry_stands_apart_from_a_day_with_more_lines(
    text: str, new: str
) -> None:
    assert added(text) == new


def test_days_of_headings_and_lines_that_go_on_stay_so_however_many_come() -> None:
    log = NAMED.replace("Date: ", "").replace(", 2024\n", ", 2024: at home\n")
    for day in (18, 19, 22, 23, 24, 28, 29):
        old = read(log)
        log = added(log, date=datetime.date(2024, 9, day))
        assert len(read(log).days) == len(old.days) + 1
    for pair in ("## Beta\nSep 27, 2024: at home", "## Alpha\nSep 20, 2024: at home"):
        assert pair in log


def test_an_entry_goes_below_a_heading_and_a_date_line_that_says_more() -> None:
    log = TALKING.replace("27", "25")
    assert added(log) == log.replace("- b\n", "- b\n- [T](u)\n")


@pytest.mark.parametrize(
    ("fields", "new"),
    [
        ({"title": "words", "url": None}, "|2024-09-25|words|"),
        ({}, "|2024-09-25|[T](u)|"),
    ],
)
def test_a_row_of_a_table_holds_an_entry(fields: dict[str, str | None], new: str) -> None:
    log = "|2024-09-23|a|\n|2024-09-24|b|\n"
    assert added(log, **fields) == f"{log}{new}\n"


@pytest.mark.parametrize(
    ("fields", "why", "field"),
    [
        ({"title": "a|b"}, r"one line without a bar \(\|\)", "title"),
        ({"url": "a|b"}, r"one line without a bar \(\|\)", "title"),
        ({"notes": "a note"}, "rows of a table, which take no notes", "notes"),
    ],
)
def test_a_row_of_a_table_holds_neither_bars_nor_notes(
    fields: dict[str, str | None], why: str, field: str
) -> None:
    with pytest.raises(DraftError, match=why) as refused:
        added("|2024-09-23|a|\n|2024-09-24|b|\n", **fields)
    assert refused.value.field == field


def test_a_row_is_moved_with_all_its_cells() -> None:
    log = "| 2024-09-23 | a | 1 |\n| 2024-09-24 | b | 2 |\n"
    assert changed(log, "a", date=datetime.date(2024, 9, 26)) == (
        "| 2024-09-24 | b | 2 |\n| 2024-09-26 | a | 1 |\n"
    )
    assert changed(log, "a", date=datetime.date(2024, 9, 22)) == log.replace("09-23", "09-22")


@pytest.mark.parametrize(
    ("text", "title", "new"),
    [
        (
            "## 2024-09-25\n\n### A\n\nx\n\n## 2024-09-24\n\n- b\n- c\n",
            "b",
            "## 2024-09-25\n\n### A\n\nx\n\n### b\n\n## 2024-09-24\n\n- c\n",
        ),
        (
            "## 2024-09-25\n\n- a\n\n### Part\n\n## 2024-09-24\n\n- b\n- c\n",
            "b",
            "## 2024-09-25\n\n- a\n\n### Part\n\n### b\n\n## 2024-09-24\n\n- c\n",
        ),
        (
            "## 2024-09-25\n\n- a\n\n## 2024-09-24\n\n> b\n\n- c\n",
            "b",
            "## 2024-09-25\n\n- a\n\n> b\n\n## 2024-09-24\n\n- c\n",
        ),
        (
            "## 2024-09-25\n\n- a\n\n## 2024-09-24\n\n### b\n\nx\n\n### c\n",
            "b",
            "## 2024-09-25\n\n- a\n\n### b\n\nx\n\n## 2024-09-24\n\n### c\n",
        ),
        (
            "# 2024-09-25\n\nTitle\n-----\n\nwords\n\n# 2024-09-24\n\n- b\n",
            "b",
            "# 2024-09-25\n\nTitle\n-----\n\nwords\n\n## b\n",
        ),
    ],
)
def test_an_entry_of_another_make_stays_what_it_is_but_not_below_a_heading(
    text: str, title: str, new: str
) -> None:
    assert changed(text, title, date=DAY) == new


@pytest.mark.parametrize(
    ("days", "date", "new"),
    [
        ("01/29 02/15 03/14", (11, 25), "01/29 02/15 03/14 11/25"),
        ("03/14 02/15 01/29", (11, 25), "11/25 03/14 02/15 01/29"),
        ("01/29 02/15 03/14", (2, 20), "01/29 02/15 02/20 03/14"),
        ("01/29 02/15 03/14", (1, 10), "01/10 01/29 02/15 03/14"),
        ("10/29 11/15 12/20", (1, 5), "10/29 11/15 12/20 01/05"),
        ("11/15 12/20 01/05", (12, 30), "11/15 12/20 12/30 01/05"),
        ("11/15 12/20 01/05", (1, 25), "11/15 12/20 01/05 01/25"),
    ],
)
def test_a_log_without_years_goes_on_from_its_newest_day(
    days: str, date: tuple[int, int], new: str
) -> None:
    def log(words: str) -> str:
        titles = ((day, "a" if day in days else "T") for day in words.split())
        return "\n".join(f"## {day}\n- {title}\n" for day, title in titles)

    assert added(log(days), url=None, date=datetime.date(2026, *date)) == log(new)


@pytest.mark.parametrize(
    ("log", "date", "new"),
    [
        (
            "# Log\n\n## Month of June\n\n### 1st Week of June\n- a\n\n## Month of May\n- b\n",
            datetime.date(2024, 11, 25),
            "# Log\n\n## Month of November\n- T\n\n## Month of June\n",
        ),
        (
            "# Log\n\n## 2026\n\n**二月**\n\n- a\n\n**一月**\n\n- b\n",
            datetime.date(2027, 1, 5),
            "# Log\n\n## 2027\n\n**一月**\n\n- T\n\n## 2026\n\n**二月**\n",
        ),
    ],
)
def test_a_new_day_stands_above_a_heading_of_another_month_unless_that_would_be_in_it(
    log: str, date: datetime.date, new: str
) -> None:
    assert added(log, url=None, date=date).startswith(new)


WEEK = "# 2024\n\n### Mon 9/23\n- [ ] \n\n### Tue 9/24\n- [ ] \n\n## Review\n> How was it?\n"


@pytest.mark.parametrize(
    ("log", "date", "new"),
    [
        (WEEK, DAY, WEEK.replace("\n\n## R", "\n\n### Wed 9/25\n- [ ] T\n\n## R")),
        (WEEK, datetime.date(2024, 9, 23), WEEK.replace("\n\n### Tue", "\n- [ ] T\n\n### Tue")),
        (
            "# 2024-09-23\n\n1. \n\n# 2024-09-24\n\n1. ",
            DAY,
            "# 2024-09-23\n\n1. \n\n# 2024-09-24\n\n1. \n\n# 2024-09-25\n\n1. T",
        ),
        ("# 2024-09-25\n\n1. a\n\n2.\n", DAY, "# 2024-09-25\n\n1. a\n\n2.\n3. T\n"),
        (
            "# 2024-09-23\n\n1. a\n\n2. b\n\n# 2024-09-25\n\n1. ",
            DAY,
            "# 2024-09-23\n\n1. a\n\n2. b\n\n# 2024-09-25\n\n1. \n\n2. T",
        ),
        (
            "# 2024-09-25\n![](a.png)\n\n# 2024-09-24\n- a\n",
            DAY,
            "# 2024-09-25\n![](a.png)\n\n- T\n\n# 2024-09-24\n- a\n",
        ),
    ],
)
def test_an_entry_goes_after_an_item_that_is_still_empty_and_looks_like_it(
    log: str, date: datetime.date, new: str
) -> None:
    assert added(log, url=None, date=date) == new


def test_a_refusal_speaks_of_notes_only_where_some_were_typed() -> None:
    document = read("# 2024-09-25\n- a\n\n# 2024-09-24\n- b\n")
    draft = Draft("T", None, None, DAY)
    edit = Edit(Span(16, 16), "\n- T\n  - below")
    with pytest.raises(DraftError, match="would become a note of this entry: - below") as refused:
        check_edit(document, edit, draft)
    assert refused.value.field == "date"
