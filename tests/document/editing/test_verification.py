"""The guard of all edits: what is written reads back as typed, and nothing else changes."""

from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from logtui.document.editing import edits
from logtui.document.editing.draft import Draft, DraftError
from logtui.document.editing.verification import WHOLE_LOG_LIMIT, check_edit, check_other_entries
from logtui.document.reading import parser
from logtui.document.text.encoding import Encoding
from support.draft_edits import added, changed, read
from support.made_logs import made_log

LOG = "Legend:\n- 📜: papers\n- 📺: videos\n\n09/25/2024\n- 📜[A](v)\n\n09/20/2024\n- b\n"
DRAFT = Draft("T", "u", None, datetime.date(2024, 9, 25), "n")
FIRST, LAST = datetime.date(2024, 12, 31), datetime.date(2024, 3, 7)


def long_day(marker: str, day: datetime.date) -> str:
    return f"{day:{marker}}\n- {day:%j} {'words ' * 150}\n"


def long_log(marker: str, head: str = "") -> str:
    """Return a log of ASCII letters that is too long to be read again as a whole."""
    days = (FIRST - datetime.timedelta(days=n) for n in range((FIRST - LAST).days + 1))
    log = head + "\n".join(long_day(marker, day) for day in days)
    assert len(log) > WHOLE_LOG_LIMIT
    return log


@pytest.mark.parametrize(
    ("other", "field"),
    [
        (replace(DRAFT, title="U"), "title"),
        (replace(DRAFT, url="w"), "url"),
        (replace(DRAFT, url=None), "url"),
        (replace(DRAFT, notes="m"), "notes"),
        (replace(DRAFT, notes="n\nm"), "notes"),
        (replace(DRAFT, notes=""), "notes"),
        (replace(DRAFT, date=datetime.date(2024, 9, 20)), "date"),
        (replace(DRAFT, date=datetime.date(2024, 9, 22)), "date"),
        (replace(DRAFT, kind="📺"), "title"),
    ],
)
def test_an_edit_that_writes_another_draft_is_refused_for_what_differs(
    other: Draft, field: str
) -> None:
    document = read(LOG)
    with pytest.raises(DraftError) as refused:
        check_edit(document, edits.add_draft(document, other), DRAFT)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("text", "title", "fields", "field"),
    [
        ("## 2024-09-25\n\n### A\n\n### B\n", "B", {"notes": "## 2024-01-01\nx"}, "notes"),
        ("## 2024-09-25\n\n### A\n\nx\n", "A", {"notes": "x\n\n### C"}, "notes"),
        ("## 2024-09-25\n\n### A\n\n### B\n", "B", {"title": "2024-09-20"}, "title"),
        ("- [a](#a)\n- b\n", "b", {"url": "#b"}, "url"),
    ],
)
def test_a_change_that_would_break_the_log_is_refused_for_what_breaks_it(
    text: str, title: str, fields: dict[str, str], field: str
) -> None:
    with pytest.raises(DraftError) as refused:
        changed(text, title, **fields)
    assert refused.value.field == field


@pytest.mark.parametrize("date", [FIRST, datetime.date(2024, 8, 1), LAST])
def test_an_entry_goes_into_any_day_of_a_long_log(date: datetime.date) -> None:
    log = long_log("%Y-%m-%d")
    new = added(log, replace(DRAFT, date=date))
    day = long_day("%Y-%m-%d", date)
    assert new == log.replace(day, f"{day}- [T](u)\n    - n\n")


def test_an_entry_of_a_long_log_is_changed_moved_and_deleted() -> None:
    log = made_log(3000)
    document = read(log)
    assert len(log) > WHOLE_LOG_LIMIT
    entry = document.entries[1500]
    title, line = document.title(entry), entry.span.of(log)
    assert changed(log, 1500, title="Other") == log.replace(title, "Other")
    moved = read(changed(log, 1500, date=datetime.date(2024, 9, 25)))
    assert [found.day for found in moved.entries if moved.title(found) == title] == [0]
    gone = edits.delete_entry(document, entry)
    check_other_entries(document, gone, entry)
    assert gone.apply(log) == log.replace(line, "")


def test_lines_that_begin_a_day_above_another_entry_of_a_long_log_are_refused() -> None:
    document = read(made_log(3000))
    day = next(day for day in document.days[500:] if day.stop_entry - day.first_entry > 1)
    entry = document.entries[day.first_entry]
    allowed = edits.replace_lines(document, entry, "- a\n    - b")
    assert allowed
    check_other_entries(document, allowed, entry)
    refused = edits.replace_lines(document, entry, "- a\n01/01/2001\n- b")
    assert refused
    with pytest.raises(DraftError, match="would change how other entries are read"):
        check_other_entries(document, refused, entry)


def test_days_of_a_long_log_have_the_year_that_only_its_top_names() -> None:
    log = long_log("## %d %B", "# 2024\n\n")
    document = read(log)
    assert {day.date.year for day in document.days if day.date} == {2024}
    date = datetime.date(2024, 8, 1)
    new = added(log, replace(DRAFT, date=date))
    day = long_day("## %d %B", date)
    assert new == log.replace(day, f"{day}- [T](u)\n    - n\n")
    entry = document.entries[150]
    edit = edits.replace_lines(document, entry, "- a\n\n# 2023")
    assert edit
    with pytest.raises(DraftError, match="would change how other entries are read"):
        check_other_entries(document, edit, entry)


@pytest.mark.parametrize("date", [FIRST, LAST])
def test_characters_that_would_turn_a_long_log_into_mojibake_are_refused_anywhere(
    date: datetime.date,
) -> None:
    log = long_log("%Y-%m-%d")
    with pytest.raises(DraftError, match="these characters would be misread") as refused:
        added(log, replace(DRAFT, title="Ã©tÃ© Ã©tÃ©", date=date))
    assert refused.value.field == "title"
    assert "[été](u)" in added(log, replace(DRAFT, title="été", date=date))
    told = log.replace(f"{FIRST}\n", f"# “déjà”\n\n{FIRST}\n")
    assert "[Ã©tÃ© Ã©tÃ©](u)" in added(told, replace(DRAFT, title="Ã©tÃ© Ã©tÃ©", date=date))


@pytest.mark.parametrize("code_page", [None, "mac_roman"])
def test_half_a_character_cannot_be_written_as_raw_text(code_page: str | None) -> None:
    document = parser.parse_text("## 2024-09-25\n- a\n", Encoding(code_page=code_page))
    entry = document.entries[0]
    edit = edits.replace_lines(document, entry, "- a \ud83d")
    assert edit
    with pytest.raises(DraftError, match=r"U\+D83D, half a character") as refused:
        check_other_entries(document, edit, entry)
    assert refused.value.field == "notes"


def test_of_many_entries_with_the_same_lines_the_one_meant_is_changed() -> None:
    first = datetime.date(2023, 1, 1)
    days = [first + datetime.timedelta(number) for number in range(300)]
    log = "".join(f"{day}\n- standup\n- {day:%j} {'words ' * 150}\n" for day in days)
    assert len(log) > WHOLE_LOG_LIMIT
    assert changed(log, 200, title="sit down") == log.replace(
        f"{days[100]}\n- standup", f"{days[100]}\n- sit down"
    )
    document = read(log)
    entry = document.entries[200]
    raw = edits.replace_lines(document, entry, "- raw")
    assert raw
    check_other_entries(document, raw, entry)


def test_a_date_that_no_day_can_be_written_for_is_refused_with_what_to_do_instead() -> None:
    log = "## 5 March\n- a\n\n## 1 March\n- b\n"
    document = read(f"Log of 2024\n\n{log}")
    draft = Draft("T", None, None, datetime.date(2026, 11, 25))
    said = r"how other days are read; give a date .* `## 2026-11-25`"
    with pytest.raises(DraftError, match=said):
        check_edit(document, edits.add_draft(document, draft), draft)


@pytest.mark.parametrize(
    ("closing", "opening"), [("- b -->\n", "<!--"), ("- b\n```\n", "```"), ("- b\n~~~\n", "~~~")]
)
@pytest.mark.parametrize("repeats", [1, 2])
def test_lines_that_hide_the_last_entries_are_refused(
    closing: str, opening: str, repeats: int
) -> None:
    document = read("## 2024-05-01\n\n- a\n" + "- b\n" * (repeats - 1) + closing)
    entry = document.entries[0]
    edit = edits.replace_lines(document, entry, opening)
    assert edit is not None
    with pytest.raises(DraftError, match="how other entries are read"):
        check_other_entries(document, edit, entry)
