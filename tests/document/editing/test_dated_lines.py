"""New and changed entries in tables, in items that end in their date, in weeks and in ranges."""

from __future__ import annotations

import datetime

import pytest

from logtui.document.editing import edits
from logtui.document.editing.draft import Draft, DraftError
from support.draft_edits import added, changed, read, titled

DAY = datetime.date(2024, 6, 19)

PAPERS = (
    "## 2024-06-19\n\n| Paper | Link |\n|---|---|\n| A | [pdf](u) |\n\n"
    "## 2024-06-18\n\n| Paper | Link |\n|---|---|\n| B | [pdf](v) |\n"
)
READ = (
    "| Paper | Read on | Rating |\n|---|---|--:|\n"
    "| [A](u) | 2024-06-17 | 5 |\n| [B](v) | 2024-06-21 | 4 |\n\nend\n"
)
TIL = "# TIL\n\n## git\n\n* [One](u) - 2024-06-17\n* Two - 2024-06-21\n"
DETAILS = "## 2024-06-19\n\n* a\n\n<details>\n\nx\n\n</details>\n\n## 2024-06-18\n\n* b\n"
WEEKS = "\n".join(
    f"## Top ({week}) - 2024\n\n- a\n"
    for week in ("May 27 - June 2", "June 3 - June 9", "June 10 - June 16")
)


@pytest.mark.parametrize(
    ("log", "new"),
    [
        (PAPERS, PAPERS.replace("[pdf](u) |\n", "[pdf](u) |\n| [T](w) | |\n")),
        (READ, READ.replace("5 |\n", "5 |\n| [T](w) | 2024-06-19 | |\n")),
        (TIL, TIL.replace("17\n", "17\n* [T](w) - 2024-06-19\n")),
        (
            "Date | Title\n--- | ---\nJun 17, 2024 | A\nJun 21, 2024 | B\n",
            "Date | Title\n--- | ---\nJun 17, 2024 | A\nJun 19, 2024 | [T](w)\nJun 21, 2024 | B\n",
        ),
        (
            "- a (17.6.2024)\n- b (21.6.2024)\n",
            "- a (17.6.2024)\n- [T](w) (19.6.2024)\n- b (21.6.2024)\n",
        ),
        (
            "## 2024-W25\n\n- a\n\n## 2024-W26\n\n- b\n",
            "## 2024-W25\n\n- a\n- [T](w)\n\n## 2024-W26\n\n- b\n",
        ),
        (
            "## Week 25 (June 17th - 23rd, 2024)\n- a\n\n## Week 24 (June 10th)\n- b\n",
            "## Week 25 (June 17th - 23rd, 2024)\n- a\n- [T](w)\n\n## Week 24 (June 10th)\n- b\n",
        ),
        (
            "## Week of June 17, 2024\n\n- a\n",
            "## Week of June 17, 2024\n\n- a\n- [T](w)\n",
        ),
        (
            "## 2024-6-17到2024-6-23\n\n- a\n",
            "## 2024-6-17到2024-6-23\n\n- a\n- [T](w)\n",
        ),
        (
            "- [2024-06-21](a.md)\n- [2024-06-17](b.md)\n",
            "- [2024-06-21](a.md)\n- 2024-06-19 - [T](w)\n- [2024-06-17](b.md)\n",
        ),
        (
            "- [\\[June 21st 2024\\] A](u)\n- [\\[June 17th 2024\\] B](v)\n",
            "- [\\[June 21st 2024\\] A](u)\n- 2024-06-19 - [T](w)\n- [\\[June 17th 2024\\] B](v)\n",
        ),
        (
            "## [2024-06-17] a\n\n## [2024-06-21] b\n",
            "## [2024-06-17] a\n\n## [2024-06-19] [T](w)\n\n## [2024-06-21] b\n",
        ),
        (
            DETAILS,
            DETAILS.replace("##", "* [T](w)\n\n##").removeprefix("* [T](w)\n\n"),
        ),
        (
            "## 2024-06-19\n\n* a\n\n<img src='p'>\n",
            "## 2024-06-19\n\n* a\n\n<img src='p'>\n\n* [T](w)\n",
        ),
        (
            "Intro.\n\n## 2024-06-17\n\n- a\n\n## Ideas\n\n- x\n",
            "Intro.\n\n## 2024-06-19\n\n- [T](w)\n\n## 2024-06-17\n\n- a\n\n## Ideas\n\n- x\n",
        ),
        (
            "# 2024\n\nW.\n\n## June 17\na\n\n## June 21\nb\n\n# End\nx\n",
            "# 2024\n\nW.\n\n## June 17\na\n\n## June 19\n[T](w)\n\n## June 21\nb\n\n# End\nx\n",
        ),
    ],
)
def test_a_new_entry_looks_like_its_neighbours(log: str, new: str) -> None:
    assert added(log, Draft("T", "w", None, DAY)) == new


@pytest.mark.parametrize(
    ("log", "marker"),
    [
        ("## 2024-W23\n\n- a\n\n## 2024-W24\n\n- b\n", "## 2024-W25"),
        ("## W23 2024\n\n- a\n\n## W24 2024\n\n- b\n", "## W25 2024"),
        ("## 2024-06-03 - 2024-06-09\n\n- a\n", "## 2024-06-17 - 2024-06-23"),
        ("## 3. bis 9. Juni 2024\n\n- a\n", "## 17. bis 23. Juni 2024"),
        ("## Week of June 10, 2024\n\n- a\n", "## Week of June 17, 2024"),
        (WEEKS, "## Top (June 17 - June 23) - 2024"),
    ],
)  # fmt: skip
def test_a_new_week_is_written_like_the_others(log: str, marker: str) -> None:
    assert f"{marker}\n\n- [T](w)" in added(log, Draft("T", "w", None, DAY))


@pytest.mark.parametrize(
    ("log", "title", "fields", "new"),
    [
        (PAPERS, "A", {"title": "C"}, PAPERS.replace("| A |", "| C |")),
        (PAPERS, "A", {"title": "a|b"}, PAPERS.replace("| A |", "| a\\|b |")),
        (READ, "A", {"title": "C", "url": "x"}, READ.replace("[A](u)", "[C](x)")),
        (READ, "B", {"date": datetime.date(2024, 6, 22)}, READ.replace("-21", "-22")),
        (TIL, "One", {"title": "C"}, TIL.replace("One", "C")),
        (TIL, "Two", {"url": "x"}, TIL.replace("Two", "[Two](x)")),
        (TIL, "Two", {"notes": "n"}, TIL + "    - n\n"),
        (TIL, "Two", {"date": datetime.date(2024, 6, 22)}, TIL.replace("-21", "-22")),
        ("## 2024-06-19\n- a\n  b\n- c\n", "a b", {"title": "d"}, "## 2024-06-19\n- d\n- c\n"),
        ("## 2024-06-19\n- a\n  b\n- c\n", "a b", {"notes": "n"},
         "## 2024-06-19\n- a\n  b\n    - n\n- c\n"),
        ("## 2024-06-19\n- a\n  [b](u)\n", "a b", {"url": "x"}, "## 2024-06-19\n- a\n  [b](x)\n"),
        ("## 2024-06-19\n> a\n> b\n", "a b", {"title": "d"}, "## 2024-06-19\n> d\n"),
    ],
)  # fmt: skip
def test_a_change_touches_only_what_is_changed(
    log: str, title: str, fields: dict[str, object], new: str
) -> None:
    assert changed(log, title, **fields) == new


@pytest.mark.parametrize(
    ("log", "title", "new"),
    [
        (f"{PAPERS}| C | |\n", "B", PAPERS.replace("| B | [pdf](v) |\n", "| C | |\n")),
        (PAPERS, "B", PAPERS[: PAPERS.index("\n## 2024-06-18")]),
        (READ, "B", READ.replace("| [B](v) | 2024-06-21 | 4 |\n", "")),
        (TIL, "One", TIL.replace("* [One](u) - 2024-06-17\n", "")),
    ],
)
def test_deleting_takes_the_line(log: str, title: str, new: str) -> None:
    document = read(log)
    assert edits.delete_entry(document, titled(document, title)).apply(log) == new


@pytest.mark.parametrize(
    ("log", "notes", "message"),
    [
        (PAPERS, "n", "rows of a table, which take no notes"),
        ("**A** \\\n17 June 2024\n\n**B** \\\n16 June 2024\n", "", "stand below their entries"),
    ],
)
def test_what_has_no_place_is_refused(log: str, notes: str, message: str) -> None:
    with pytest.raises(DraftError, match=message):
        added(log, Draft("T", None, None, DAY, notes))


@pytest.mark.parametrize(
    ("log", "title", "fields", "message"),
    [
        (PAPERS, "A", {"notes": "n"}, "a row of a table has no place for notes"),
        (TIL, "Two", {"title": "C", "date": DAY}, "the date stands in the line of this entry"),
        ("## 2024-06-19\n- [t][1]\n\n[1]: u\n", "t", {"url": "x"}, "stands below it"),
    ],
)
def test_a_change_that_has_no_place_is_refused(
    log: str, title: str, fields: dict[str, object], message: str
) -> None:
    with pytest.raises(DraftError, match=message):
        changed(log, title, **fields)
