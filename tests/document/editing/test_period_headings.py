"""New days whose year, month or week has no heading in the log yet."""

from __future__ import annotations

import datetime

import pytest

from logtui.document.editing.draft import Draft, DraftError
from support import strategies
from support.draft_edits import added, changed

OLDEST_FIRST = "# 2024\n\n## May\n\n### 2024-05-29\n- a\n\n### 2024-05-30\n- b\n"
NEWEST_FIRST = "# 2024\n\n## May\n\n### 2024-05-30\n- b\n\n### 2024-05-29\n- a\n"
CLOSE = "# 2024\n## May\n### 05-30\n- b\n### 05-29\n- a\n"
RULED = "# May 2024\n\n## 05-30\n- b\n\n---\n\n# April 2024\n\n## 04-02\n- a\n"
WITH_GOALS = NEWEST_FIRST.replace("## May\n", "## May\n\nGoals: read.\n")
LINE_ENDS = pytest.mark.parametrize("line_end", strategies.LINE_ENDS)


def with_entry(log: str, date: str) -> str:
    """Return ``log`` with the entry ``T`` written into it on ``date``."""
    return added(log, Draft("T", date=datetime.date.fromisoformat(date)))


@pytest.mark.parametrize(
    ("log", "date", "above", "new"),
    [
        (OLDEST_FIRST, "2024-06-01", "- b", "\n\n## June\n\n### 2024-06-01\n- T"),
        (OLDEST_FIRST, "2025-01-01", "- b", "\n\n# 2025\n\n## January\n\n### 2025-01-01\n- T"),
        (OLDEST_FIRST, "2024-04-01", "# 2024\n\n", "## April\n\n### 2024-04-01\n- T\n\n"),
        (OLDEST_FIRST, "2023-12-31", "", "# 2023\n\n## December\n\n### 2023-12-31\n- T\n\n"),
        (OLDEST_FIRST, "2024-05-31", "- b", "\n\n### 2024-05-31\n- T"),
        (NEWEST_FIRST, "2024-06-01", "# 2024\n\n", "## June\n\n### 2024-06-01\n- T\n\n"),
        (NEWEST_FIRST, "2025-01-01", "", "# 2025\n\n## January\n\n### 2025-01-01\n- T\n\n"),
        (NEWEST_FIRST, "2024-04-01", "- a", "\n\n## April\n\n### 2024-04-01\n- T"),
        (NEWEST_FIRST, "2023-12-31", "- a", "\n\n# 2023\n\n## December\n\n### 2023-12-31\n- T"),
        (WITH_GOALS, "2024-06-01", "# 2024\n\n", "## June\n\n### 2024-06-01\n- T\n\n"),
        (WITH_GOALS, "2024-05-31", "read.\n\n", "### 2024-05-31\n- T\n\n"),
        (CLOSE, "2024-06-01", "# 2024\n", "## June\n### 06-01\n- T\n"),
        (CLOSE, "2025-01-01", "", "# 2025\n## January\n### 01-01\n- T\n"),
        (RULED, "2024-03-01", "- a", "\n\n---\n\n# March 2024\n\n## 03-01\n- T"),
        (RULED, "2024-06-01", "", "# June 2024\n\n## 06-01\n- T\n\n"),
    ],
)
@LINE_ENDS
def test_a_day_of_a_new_year_or_month_gets_headings_like_those_of_its_neighbours(
    log: str, date: str, above: str, new: str, line_end: str
) -> None:
    assert log.count(above) == 1 or not above
    wanted = log.replace(above, above + new, 1) if above else new + log
    assert with_entry(log.replace("\n", line_end), date) == wanted.replace("\n", line_end)


@pytest.mark.parametrize(
    ("log", "date", "new"),
    [
        (
            "## Mai 2024\n\n### 29 mai\n- a\n\n### 30 mai\n- b",
            "2024-06-01",
            "## Juin 2024|### 1 juin",
        ),
        ("## Mai 2024\n\n### 29.\n- a\n\n### 30.\n- b", "2024-06-02", "## Juni 2024|### 02."),
        ("# Август 2024\n\n## 5\n- a\n\n## 8\n- b", "2024-09-02", "# Сентябрь 2024|## 2"),
        (
            "# Sierpień 2024\n\n## 5 sierpnia\n- a\n\n## 8 sierpnia\n- b",
            "2024-10-02",
            "# Październik 2024|## 2 października",
        ),
        (
            "# 2024年\n\n## 5月\n\n### 5月29日\n- a\n\n### 5月30日\n- b",
            "2025-06-01",
            "# 2025年|## 6月|### 6月1日",
        ),
        ("# 05/2024\n\n## 29.05.\n- a\n\n## 30.05.\n- b", "2024-12-01", "# 12/2024|## 01.12."),
        ("## 2024-05\n\n### 05-29\n- a\n\n### 05-30\n- b", "2025-12-01", "## 2025-12|### 12-01"),
        (
            "# 🌸 May 2024\n\n## 05-29\n- a\n\n## 05-30\n- b",
            "2024-06-01",
            "# 🌸 June 2024|## 06-01",
        ),
        (
            "# MAY 2024: at sea\n\n## 05-29\n- a\n\n## 05-30\n- b",
            "2024-06-01",
            "# JUNE 2024|## 06-01",
        ),
        (
            "# 2024\n\n## May (busy)\n\n### 2024-05-29\n- a\n\n### 2024-05-30\n- b",
            "2024-06-01",
            "## June|### 2024-06-01",
        ),
        ("# 2024\n\n## Feb 20\n- a\n\n## Feb 25\n- b", "2025-01-02", "# 2025|## Jan 2"),
        (
            "May 2024\n========\n\n## 05-29\n- a\n\n## 05-30\n- b",
            "2024-12-01",
            "December 2024\n=============|## 12-01",
        ),
        (
            "## May 2024\n\n**2024-05-29**\n- a\n\n**2024-05-30**\n- b",
            "2024-06-01",
            "## June 2024|**2024-06-01**",
        ),
        (
            "# 2024-W22\n\n## 29 May 2024\n- a\n\n## 30 May 2024\n- b",
            "2024-06-11",
            "# 2024-W24|## 11 June 2024",
        ),
        (
            "# KW 22 / 2024\n\n## 29.05.2024\n- a\n\n## 30.05.2024\n- b",
            "2025-01-02",
            "# KW 1 / 2025|## 02.01.2025",
        ),
        (
            "# Week 3: sails\n\n## 2024-05-29\n- a\n\n## 2024-05-30\n- b",
            "2024-06-12",
            "# Week 5|## 2024-06-12",
        ),
        (
            "# 第22周\n\n## 2024-05-29\n- a\n\n## 2024-05-30\n- b",
            "2024-06-03",
            "# 第23周|## 2024-06-03",
        ),
    ],
)
def test_a_new_heading_is_written_in_the_language_and_style_of_the_log(
    log: str, date: str, new: str
) -> None:
    assert with_entry(log, date) == f"{log}\n\n" + new.replace("|", "\n\n") + "\n- T"


@pytest.mark.parametrize(
    ("log", "date", "above", "new"),
    [
        (
            "# May 2024\n\n## 05-29\n- a\n\n# June 2024\n",
            "2024-06-01",
            "June 2024",
            "\n\n## 06-01\n- T",
        ),
        (
            "# June 2024\n\n# May 2024\n\n## 05-29\n- a\n",
            "2024-06-01",
            "June 2024",
            "\n\n## 06-01\n- T",
        ),
        (
            OLDEST_FIRST + "\n# 2025\n",
            "2025-02-01",
            "# 2025",
            "\n\n## February\n\n### 2025-02-01\n- T",
        ),
        (
            "# 2025\n\n" + NEWEST_FIRST,
            "2025-02-01",
            "# 2025",
            "\n\n## February\n\n### 2025-02-01\n- T",
        ),
        (
            "# Week 23\n\n# Week 22\n\n## 2024-05-29\n- a\n",
            "2024-05-31",
            "22\n\n",
            "## 2024-05-31\n- T\n\n",
        ),
    ],
)
def test_a_heading_that_waits_for_its_first_day_takes_it_in(
    log: str, date: str, above: str, new: str
) -> None:
    assert with_entry(log, date) == log.replace(above, above + new)


def test_a_heading_that_cannot_be_copied_is_written_like_others_on_its_level() -> None:
    log = "# 2022\n\n## 5月底\n\n### 25日\n- a\n\n## 6月\n\n### 3日\n- b\n"
    assert with_entry(log, "2022-04-15") == log.replace("## 5", "## 4月\n\n### 15日\n- T\n\n## 5")


def test_a_heading_goes_between_those_of_earlier_and_later_years() -> None:
    log = "# 2022\n\n## Feb 20\n- a\n\n## Feb 25\n- b\n\n# 2024\n\n## Feb 3\n- c\n"
    assert with_entry(log, "2023-11-02") == log.replace("- b\n", "- b\n\n# 2023\n\n## Nov 2\n- T\n")
    assert with_entry(log, "2024-01-02") == log.replace("## Feb 3", "## Jan 2\n- T\n\n## Feb 3")
    assert with_entry(log, "2022-12-30") == log.replace("- b\n", "- b\n\n## Dec 30\n- T\n")


def test_a_heading_goes_after_all_that_stands_below_the_one_before_and_above_what_does_not() -> (
    None
):
    log = OLDEST_FIRST + "\n### Review\n\nA good month.\n\n# Links\n\n- x\n"
    new = "\n\n## June\n\n### 2024-06-01\n- T"
    assert with_entry(log, "2024-06-01") == log.replace("month.", f"month.{new}")


@pytest.mark.parametrize(
    ("log", "date", "heading"),
    [
        (
            "# Week 22 (27.05. - 02.06.)\n\n## 2024-05-29\n- a\n",
            "2024-06-03",
            "# Week 22 (27.05. - 02.06.)",
        ),
        ("# May 2024\n\n## 05-30\n- a\n\n## 06-02\n- b\n", "2024-06-01", "# May 2024"),
        ("## May 2024\n\n|2024-05-29|a|\n|2024-05-30|b|\n", "2024-06-01", "## May 2024"),
    ],
)
def test_where_no_heading_can_be_copied_or_no_place_is_right_the_date_is_refused(
    log: str, date: str, heading: str
) -> None:
    with pytest.raises(DraftError) as refused:
        with_entry(log, date)
    assert refused.value.field == "date"
    assert str(refused.value) == (
        f"the new day would stand below `{heading}`; write the heading of its year, month or week"
        " into the log first"
    )


@pytest.mark.parametrize(
    "log",
    [
        "# Research log 2024\n\n## 2024-05-29\n- a\n\n## 2024-05-30\n- b",
        "# Log 2024\n\n- 📜: papers\n- 📺: videos\n\n## 2024-05-29\n- a\n\n## 2024-05-30\n- b",
        "```\n# May 2024\n```\n\n## 2024-05-29\n- a\n\n## 2024-05-30\n- b",
        "# Week 1\n\n## 2024-05-29\n- a\n\n## 2024-06-03\n- b",
        "# Entry List\n\n## 2024-05-29\n- a\n\n## 2024-05-30\n- b",
        "# Phase 1\n\n## 2024-05-29\n- a\n\n## 2024-05-30\n- b",
    ],
)
def test_what_only_looks_like_the_heading_of_a_period_keeps_no_day_out(log: str) -> None:
    assert with_entry(log, "2025-06-30") == f"{log}\n\n## 2025-06-30\n- T"


def test_a_single_day_tells_the_language_of_a_capitalised_month() -> None:
    log = "## Mai 2024\n\n### 29 mai\n- a\n"
    assert with_entry(log, "2024-06-01") == f"## Juin 2024\n\n### 1 juin\n- T\n\n{log}"


def test_an_entry_that_is_moved_to_another_month_does_not_take_its_day_along() -> None:
    log = OLDEST_FIRST.replace("### 2024-05-29\n- a\n\n", "")
    moved = changed(log, "b", date=datetime.date(2024, 6, 1))
    assert moved == "# 2024\n\n## June\n\n### 2024-06-01\n- b\n\n## May\n"
    moved = changed(OLDEST_FIRST, "b", date=datetime.date(2024, 6, 1))
    assert moved == OLDEST_FIRST.replace("### 2024-05-30", "## June\n\n### 2024-06-01")
    moved = changed(OLDEST_FIRST, "b", date=datetime.date(2024, 5, 31))
    assert moved == OLDEST_FIRST.replace("-30", "-31")


WEEKS = "# 2024-W23\n\n## 2024-06-04\n- d\n\n# 2024-W22\n\n## 2024-05-30\n- a\n"


@pytest.mark.parametrize(
    ("date", "above", "new"),
    [
        ("2024-06-12", "", "# 2024-W24\n\n## 2024-06-12\n- T\n\n"),
        ("2024-06-05", "W23\n\n", "## 2024-06-05\n- T\n\n"),
        ("2024-06-03", "- d", "\n\n## 2024-06-03\n- T"),
        ("2024-06-02", "W22\n\n", "## 2024-06-02\n- T\n\n"),
        ("2024-05-27", "- a", "\n\n## 2024-05-27\n- T"),
        ("2024-05-20", "- a", "\n\n# 2024-W21\n\n## 2024-05-20\n- T"),
    ],
)
def test_a_day_goes_into_its_week_and_a_new_week_to_its_place(
    date: str, above: str, new: str
) -> None:
    assert with_entry(WEEKS, date) == (
        WEEKS.replace(above, above + new, 1) if above else new + WEEKS
    )


MIXED = (
    "# 2024\n\n## June\n\n### 06-01\n- a\n\n### 06-02\n- b\n\n## April\n\n### 04-01\n- c\n\n"
    "### 04-20\n- d\n\n# 2023\n\n## March\n\n### 03-01\n- e\n\n### 03-05\n- f\n"
)


@pytest.mark.parametrize(
    ("date", "above", "new"),
    [
        ("2024-06-03", "- b", "\n\n### 06-03\n- T"),
        ("2024-05-31", "- b\n\n", "## May\n\n### 05-31\n- T\n\n"),
        ("2024-04-02", "- c", "\n\n### 04-02\n- T"),
        ("2024-07-01", "# 2024\n\n", "## July\n\n### 07-01\n- T\n\n"),
        ("2024-01-01", "- d", "\n\n## January\n\n### 01-01\n- T"),
        ("2025-01-01", "", "# 2025\n\n## January\n\n### 01-01\n- T\n\n"),
        ("2023-02-01", "- f", "\n\n## February\n\n### 02-01\n- T"),
        ("2023-03-06", "- f", "\n\n### 03-06\n- T"),
        ("2022-12-31", "- f", "\n\n# 2022\n\n## December\n\n### 12-31\n- T"),
    ],
)
def test_months_may_go_down_while_the_days_in_them_go_up(date: str, above: str, new: str) -> None:
    assert with_entry(MIXED, date) == (
        MIXED.replace(above, above + new, 1) if above else new + MIXED
    )
