from __future__ import annotations

import datetime
from dataclasses import replace

import pytest

from logtui.document.editing import edits
from logtui.document.editing.draft import Draft, DraftError
from logtui.document.editing.verification import check_edit, check_other_entries
from logtui.document.reading import parser
from support.draft_edits import added, changed, read, redrafted, titled
from support.mojibake import mojibake

LOG = """\
Legend:
- 📜: papers
- 📺: videos

09/25/2024
- 📜[Newest](https://example.org/newest)
    - It is new.

09/20/2024
- 📜[First](https://example.org/1)
- 📺[Second](https://example.org/2)
    - A note.
        - A deeper one."""
PAPER = Draft("Title", "https://example.org/x", "📜", datetime.date(2024, 9, 25), "")


def deleted(text: str, title: str) -> str:
    document = read(text)
    found = titled(document, title)
    edit = edits.delete_entry(document, found)
    check_other_entries(document, edit, found)
    return edit.apply(text)


def test_an_entry_for_a_day_that_is_there_goes_after_its_last_one() -> None:
    new = added(LOG, replace(PAPER, notes="one\n    deeper"))
    assert new == LOG.replace(
        "    - It is new.\n",
        "    - It is new.\n- 📜[Title](https://example.org/x)\n    - one\n        - deeper\n",
    )


def test_a_new_day_on_top_stands_below_the_legend_with_a_blank_line_on_either_side() -> None:
    new = added(LOG, replace(PAPER, date=datetime.date(2024, 9, 26)))
    assert new == LOG.replace(
        "videos\n\n", "videos\n\n09/26/2024\n- 📜[Title](https://example.org/x)\n\n"
    )


def test_a_day_between_two_others_goes_between_them() -> None:
    new = added(LOG, replace(PAPER, date=datetime.date(2024, 9, 22)))
    assert new == LOG.replace(
        "09/20/2024\n", "09/22/2024\n- 📜[Title](https://example.org/x)\n\n09/20/2024\n"
    )


def test_a_log_without_a_last_line_end_stays_without_one() -> None:
    new = added(LOG, replace(PAPER, date=datetime.date(2024, 9, 1)))
    assert new == LOG + "\n\n09/01/2024\n- 📜[Title](https://example.org/x)"
    new = added(LOG, replace(PAPER, date=datetime.date(2024, 9, 20)))
    assert new == LOG + "\n- 📜[Title](https://example.org/x)"


@pytest.mark.parametrize("line_end", ["\r\n", "\r"])
def test_new_lines_end_like_those_around_them(line_end: str) -> None:
    draft = replace(PAPER, date=datetime.date(2024, 9, 26), notes="one\ntwo")
    assert added(LOG.replace("\n", line_end), draft) == added(LOG, draft).replace("\n", line_end)


def test_in_a_log_of_mixed_line_ends_the_nearest_decides() -> None:
    log = LOG.replace("09/20/2024\n", "09/20/2024\r\n").replace("/1)\n", "/1)\r\n")
    log = log.replace("/2)\n", "/2)\r\n").replace("note.\n", "note.\r\n")
    new = added(log, replace(PAPER, date=datetime.date(2024, 9, 20), notes="x"))
    assert new == log + "\r\n- 📜[Title](https://example.org/x)\r\n    - x"


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("", "## 2024-09-25\n\n- [T](u)\n"),
        ("# My log\n", "# My log\n\n## 2024-09-25\n\n- [T](u)\n"),
        ("# My log", "# My log\n\n## 2024-09-25\n\n- [T](u)"),
        ("# My log\r\n", "# My log\r\n\r\n## 2024-09-25\r\n\r\n- [T](u)\r\n"),
        ("Legend:\n- 📜: papers\n", "Legend:\n- 📜: papers\n\n2024-09-25\n- [T](u)\n"),
        (
            "## 2024-09-24\n\n* a\n* b\n",
            "## 2024-09-25\n\n* [T](u)\n\n## 2024-09-24\n\n* a\n* b\n",
        ),
        (
            "## 1 May 2024\n1. a\n\n## 2 May 2024\n1. a\n2. b\n",
            "## 1 May 2024\n1. a\n\n## 2 May 2024\n1. a\n2. b\n\n## 25 September 2024\n1. [T](u)\n",
        ),
        (
            "## 2024-09-25\n- [x] a\n- [x] b\n\n---\n\n## 2024-09-26\n- c\n",
            "## 2024-09-25\n- [x] a\n- [x] b\n- [ ] [T](u)\n\n---\n\n## 2024-09-26\n- c\n",
        ),
        (
            "* 24.9.2024 - built it\n* 25.9.2024 - broke it\n",
            "* 24.9.2024 - built it\n* 25.9.2024 - broke it\n* 25.9.2024 - [T](u)\n",
        ),
        (
            "|day|what|h|\n|--|--|--|\n|2024-09-23|a|1|\n|2024-09-24|b|1|",
            "|day|what|h|\n|--|--|--|\n|2024-09-23|a|1|\n|2024-09-24|b|1|\n|2024-09-25|[T](u)||",
        ),
        (
            "## 2024-09-24\nOne.\n\nTwo.\n\n## 2024-09-25\nThree.\n",
            "## 2024-09-24\nOne.\n\nTwo.\n\n## 2024-09-25\nThree.\n\n[T](u)\n",
        ),
        (
            "# 2024-09-25\n\n### Part\n\nText.\n",
            "# 2024-09-25\n\n### Part\n\nText.\n\n### [T](u)\n",
        ),
    ],
)
def test_an_entry_looks_like_its_neighbours(text: str, new: str) -> None:
    assert added(text, Draft("T", "u", None, datetime.date(2024, 9, 25))) == new


def test_notes_look_like_the_notes_around_them() -> None:
    log = "## 2024-09-25\n- a\n  * note\n    * deeper\n- b\n"
    draft = Draft("c", None, None, datetime.date(2024, 9, 25), "x\n    y\nz")
    assert added(log, draft) == log + "- c\n  * x\n    * y\n  * z\n"


def test_a_log_without_days_takes_entries_without_a_date() -> None:
    log = "- one\n- two\n"
    assert added(log, Draft("three")) == "- one\n- two\n- three\n"
    with pytest.raises(DraftError) as refused:
        edits.add_draft(read(log), PAPER)
    assert refused.value.field == "date"


def test_new_text_is_as_broken_as_the_log() -> None:
    document = parser.parse(mojibake(LOG))
    draft = replace(PAPER, title="Café’s")
    edit = edits.add_draft(document, draft)
    check_edit(document, edit, draft)
    new = document.encoding.encode(edit.apply(document.text))
    assert mojibake("- 📜[Café’s](https") in new
    assert new.decode().encode("mac_roman").decode() == edit.apply(LOG)


def test_a_changed_title_leaves_link_and_notes_alone() -> None:
    assert changed(LOG, "Second", title="Other") == LOG.replace("Second", "Other")


def test_a_changed_link_leaves_the_title_alone() -> None:
    assert changed(LOG, "Second", url="./a b") == LOG.replace("https://example.org/2", "<./a b>")
    assert changed(LOG, "Second", url=None) == LOG.replace(
        "[Second](https://example.org/2)", "Second"
    )


def test_a_link_within_a_title_is_changed_in_its_place() -> None:
    log = "## 2024-09-25\n- read [this](https://a.org) twice\n"
    document = read(log)
    assert redrafted(document, document.entries[0]).title == "read [this](https://a.org) twice"
    assert changed(log, 0, url="https://b.org") == log.replace("a.org", "b.org")


def test_a_kind_is_exchanged_added_and_taken_away() -> None:
    assert changed(LOG, "First", kind="videos") == LOG.replace("📜[First]", "📺[First]")
    bare = LOG.replace("📜[First]", "[First]")
    assert changed(LOG, "First", kind=None) == bare
    assert changed(bare, "First", kind="📜") == LOG


def test_a_kind_that_the_legend_does_not_have_is_written_in_front() -> None:
    new = added(LOG, replace(PAPER, kind="🎧"))
    assert "- 🎧[Title](https://example.org/x)\n" in new


def test_notes_are_added_to_an_entry_that_had_none() -> None:
    line = "- 📜[First](https://example.org/1)\n"
    assert changed(LOG, "First", notes="one\n- two") == LOG.replace(
        line, line + "    - one\n    - two\n"
    )


def test_notes_that_stay_keep_their_characters() -> None:
    log = LOG.replace("    - A note.\n", "    - A note.  \n\t- Kept.\n")
    assert changed(log, "Second", notes="- A note.\n- Kept.\n    - Other") == log.replace(
        "A deeper one.", "Other"
    ).replace("        - Other", "        - Other")
    assert changed(log, "Second", notes="") == log[: log.index("\n    - A note.  ")]


def test_a_line_that_is_added_to_notes_becomes_a_bullet_of_them() -> None:
    notes = "- A note.\n    - A deeper one.\nmore"
    assert changed(LOG, "Second", notes=notes) == LOG + "\n    - more"


def test_a_new_date_moves_the_entry() -> None:
    moved = changed(LOG, "Second", date=datetime.date(2024, 9, 25))
    assert moved == LOG.replace(
        "\n- 📺[Second](https://example.org/2)\n    - A note.\n        - A deeper one.", ""
    ).replace(
        "It is new.",
        "It is new.\n- 📺[Second](https://example.org/2)\n    - A note.\n        - A deeper one.",
    )


def test_an_entry_alone_in_its_day_takes_the_day_along() -> None:
    moved = changed(LOG, "Newest", date=datetime.date(2024, 9, 20))
    assert (
        moved
        == LOG.replace(
            "09/25/2024\n- 📜[Newest](https://example.org/newest)\n    - It is new.\n\n", ""
        )
        + "\n- 📜[Newest](https://example.org/newest)\n    - It is new."
    )


def test_an_entry_alone_whose_place_stays_gets_a_new_date_in_the_marker() -> None:
    assert changed(LOG, "Newest", date=datetime.date(2024, 9, 24)) == LOG.replace(
        "09/25/2024", "09/24/2024"
    )


def test_an_entry_is_changed_and_moved_at_once() -> None:
    moved = changed(LOG, "First", title="Other", date=datetime.date(2024, 9, 25), notes="x")
    assert moved == LOG.replace("- 📜[First](https://example.org/1)\n", "").replace(
        "It is new.\n", "It is new.\n- 📜[Other](https://example.org/1)\n    - x\n"
    )


def test_a_deleted_entry_goes_with_its_notes() -> None:
    assert deleted(LOG, "Second") == LOG[: LOG.index("\n- 📺[Second]")]
    assert deleted(LOG, "First") == LOG.replace("- 📜[First](https://example.org/1)\n", "")


def test_the_last_entry_of_a_day_takes_the_day_along() -> None:
    day = "09/25/2024\n- 📜[Newest](https://example.org/newest)\n    - It is new.\n\n"
    assert deleted(LOG, "Newest") == LOG.replace(day, "")
    assert deleted(deleted(LOG, "First"), "Second") == LOG[: LOG.index("\n\n09/20/2024")]


def test_raw_lines_are_replaced_line_by_line() -> None:
    log = LOG.replace("\n", "\r\n")
    document = read(log)
    found = titled(document, "Second")
    raw = edits.raw_text_of(document, found)
    assert raw == "- 📺[Second](https://example.org/2)\n    - A note.\n        - A deeper one."
    assert edits.replace_lines(document, found, raw + "\n") is None
    edit = edits.replace_lines(document, found, raw.replace("A note.", "A note.\n    - Another."))
    assert edit
    assert edit.apply(log) == log.replace("A note.", "A note.\r\n    - Another.")


def test_raw_lines_that_change_other_entries_are_refused() -> None:
    document = read("## 2024-09-25\n- a\n- b\n\n```\ncode\n```\n- c\n")
    found = titled(document, "a")
    edit = edits.replace_lines(document, found, "- a\n```")
    assert edit
    with pytest.raises(DraftError):
        check_other_entries(document, edit, found)


@pytest.mark.parametrize(
    ("text", "new"),
    [
        ("2024-01-05 - a\n- b\n", "2024-01-05\n- b\n"),
        ("- 2024-01-05: a\n  - note\n- b\n", "- 2024-01-05\n- b\n"),
        ("## Entry 1\n**Date:** 2024-01-05 | a\n\nb\n", "## Entry 1\n**Date:** 2024-01-05\n\nb\n"),
    ],
)
def test_an_entry_in_the_line_of_the_date_goes_and_the_date_stays(text: str, new: str) -> None:
    assert deleted(text, "a") == new


def test_an_emptied_entry_is_deleted() -> None:
    document = read(LOG)
    edit = edits.replace_lines(document, titled(document, "First"), "\n")
    assert edit
    assert edit.apply(LOG) == deleted(LOG, "First")


def test_a_receipt_names_the_lines_that_were_written() -> None:
    document = read(LOG)
    in_day = edits.add_draft(document, replace(PAPER, notes="x"))
    assert edits.edited_line_numbers(document, in_day) == (8, 9)
    on_top = edits.add_draft(document, replace(PAPER, date=datetime.date(2024, 9, 26)))
    assert edits.edited_line_numbers(document, on_top) == (5, 6)
    assert edits.edited_line_numbers(read(""), edits.add_draft(read(""), PAPER)) == (1, 3)


@pytest.mark.parametrize(
    "lines",
    [
        "- a\x07b\n",
        "- [a\x07b](u)\n",
        "- [a](u\x07v)\n",
        "- [](https://example.org/x)\n",
        "- [ ](u)\n",
        "- a\n    - b\x07c\n",
        "- a\n    - b\u2028c\n",
        "- a\n    ```\n    never closed\n",
    ],
)
def test_an_entry_that_a_form_cannot_hold_has_no_draft_and_is_changed_as_raw_text(
    lines: str,
) -> None:
    document = read("## 2024-09-25\n" + lines)
    (found,) = document.entries
    assert edits.draft_of(document, found) is None
    with pytest.raises(DraftError) as refused:
        edits.change_entry(document, found, PAPER)
    assert refused.value.field == "title"
    assert str(refused.value) == "this entry can only be edited as raw text"
    edit = edits.replace_lines(document, found, "- new")
    assert edit
    assert edit.apply(document.text) == "## 2024-09-25\n- new\n"
