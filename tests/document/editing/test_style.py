"""How a new entry looks, taken from those next to it."""

from __future__ import annotations

import datetime

import pytest

from logtui.document.editing.draft import Draft
from support import draft_edits


def added(text: str, kind: str | None = None, notes: str = "") -> str:
    """Return ``text`` with the entry ``[T](u)`` written under 25 September 2024."""
    draft = Draft("T", "u", kind, datetime.date(2024, 9, 25), notes)
    return draft_edits.added(text, draft)


@pytest.mark.parametrize(
    ("entries", "new"),
    [
        ("1. a\n2. b\n", "3. [T](u)\n"),
        ("1) a\n2) b\n", "3) [T](u)\n"),
        ("9. a\n", "10. [T](u)\n"),
        ("1. a\n1. b\n", "1. [T](u)\n"),
        ("* [x] a\n* [ ] b\n", "* [ ] [T](u)\n"),
        ("1. [x] a\n2. [x] b\n", "3. [ ] [T](u)\n"),
    ],
)
def test_a_list_is_gone_on_with(entries: str, new: str) -> None:
    log = f"## 2024-09-25\n{entries}"
    assert added(log) == log + new


def test_a_new_day_counts_from_one_whatever_its_neighbours_begin_with() -> None:
    log = "# 2024-09-24\n\nIntro:\n\n3. a\n4. b\n"
    assert added(log) == f"# 2024-09-25\n\n1. [T](u)\n\n{log}"


@pytest.mark.parametrize(
    ("day", "new"),
    [
        ("- a\n\n- b\n\nwords\n", "- a\n\n- b\n\n- [T](u)\n\nwords\n"),
        ("words\n\n\nmore\n- a\n- b\n\nlast\n", "words\n\n\nmore\n- a\n- b\n- [T](u)\n\nlast\n"),
        ("- a\n\n\n- b\n\nwords\n\nmore\n", "- a\n\n\n- b\n\n\n- [T](u)\n\nwords\n\nmore\n"),
        ("words\n\n\nmore\n", "words\n\n\nmore\n\n\n[T](u)\n"),
    ],
)
def test_it_goes_to_the_list_and_as_far_from_its_neighbour_as_they_from_each_other(
    day: str, new: str
) -> None:
    assert added(f"# 2024-09-25\n{day}") == f"# 2024-09-25\n{new}"


@pytest.mark.parametrize(
    ("above", "marker", "gap"),
    [
        ("# 2024-09-24\n<!-- x -->\n- a\n", "# 2024-09-25", "\n\n"),
        ("2024-09-24\n<!-- x -->\n- a\n", "2024-09-25", "\n"),
    ],
)
def test_what_is_no_blank_below_a_marker_is_not_copied(above: str, marker: str, gap: str) -> None:
    assert added(above) == f"{marker}{gap}- [T](u)\n\n{above}"


@pytest.mark.parametrize(
    ("day", "new"),
    [
        ("- a\n", "- [T](u)\n    - n\n    - m\n"),
        ("  - a\n", "  - [T](u)\n      - n\n      - m\n"),
        ("- a\n  x\n", "- [T](u)\n    - n\n    - m\n"),
        ("- a\n\n  x\n", "- [T](u)\n\n  n\n  m\n"),
        ("- a\n\t* x\n", "- [T](u)\n\t* n\n\t* m\n"),
        ("- a\n    1. x\n", "- [T](u)\n    - n\n    - m\n"),
        ("\n> a\n", "\n> [T](u)\n> - n\n> - m\n"),
        ("\n### a\n", "\n### [T](u)\n\nn\nm\n"),
        ("\n### a\nx\n", "\n### [T](u)\nn\nm\n"),
        ("\nTitle\n-----\n\nx\n", "\n## [T](u)\n\nn\nm\n"),
    ],
)
def test_notes_hang_on_it_as_they_hang_on_others(day: str, new: str) -> None:
    log = f"# 2024-09-25\n{day}"
    assert added(log, notes="n\nm") == log + new


@pytest.mark.parametrize(
    ("entries", "kind", "new"),
    [
        ("- 📜 a\n", "📜", "- 📜 [T](u)\n"),
        ("- 📜a\n", "📺", "- 📺[T](u)\n"),
        ("- a\n", "📺", "- 📺[T](u)\n"),
        ("- P: a\n", "V", "- V: [T](u)\n"),
        ("- P - a\n", "V", "- V - [T](u)\n"),
        ("- a\n", "V", "- V [T](u)\n"),
        ("- P: a\n", "📺", "- 📺[T](u)\n"),
    ],
)
def test_a_kind_stands_as_far_from_the_title_as_others_do(
    entries: str, kind: str, new: str
) -> None:
    log = f"Legend:\n- P: papers\n- V: talks\n- 📜: books\n- 📺: videos\n\n2024-09-25\n{entries}"
    assert added(log, kind) == log + new
