from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

import pytest

from logtui.document.editing.draft import (
    Draft,
    DraftError,
    WayToFinish,
    draft_to_read,
    toggled_state,
    with_state,
)
from logtui.document.editing.edits import add_draft, change_entry, draft_of
from logtui.document.editing.verification import check_edit
from logtui.document.properties.states import STATES, State, entry_state
from logtui.document.reading.parser import parse

if TYPE_CHECKING:
    from logtui.document.model import Document

TODAY = datetime.date(2024, 6, 1)

BOXES = """\
# Log

## 2024-05-06

- [ ] [a](https://a.org)
  - a note
  - [ ] a task
- [x] b
- [/]  c
- [!] d
- e
"""
KINDS = """\
Legend:
- 🔖: to read
- 📜: papers

2024-05-06
- 🔖[a](https://a.org)
    - a note
- 📜b

2024-05-05
- [-] 🔖c
- ~~d~~
"""
LABELS = "2024-05-06\r\n- **To read:** [a](https://a.org)\r\n* __Paper:__ b\r\n- c\r\n"
SECTION = """\
# Log

## To read

- [a](https://a.org)
  - a note
- [ ] b

### Posts

1. c

## 2024-06-01

- d

## 2024-05-06

- e
"""
DATED_LINES = "- [ ] 2024-05-06 - a\n- [x] 2024-05-07 - b\n- 2024-05-08 - c\n"
QUEUE_LINE = "Unread:\n\n* a\n* ~~[b](https://b.org)~~\n\n6 May 2024\n* c\n"

TAGS = """\
2024-05-06
- [a](https://a.org) #toread #ml
    - a note
- b #toread
- c #ml
    - #toread #nlp
- d
"""

LOGS = {
    "tags": TAGS,
    "boxes": BOXES,
    "kinds": KINDS,
    "labels": LABELS,
    "section": SECTION,
    "dated lines": DATED_LINES,
    "queue line": QUEUE_LINE,
}


def facts(document: Document) -> list[object]:
    """Return of each entry what a reader sees of it, and how often, but for its state."""
    return [
        (
            document.date(entry),
            document.title(entry).strip("~").replace(" #toread", ""),
            document.url(entry),
            (document.notes(entry) or "").replace("#toread ", ""),
        )
        for entry in document.entries
    ]


def changed(text: str, number: int, state: State | None, way: WayToFinish | None = None) -> str:
    """Return ``text`` with its entry ``number`` in ``state``."""
    document = parse(text.encode())
    entry = document.entries[number]
    draft = draft_of(document, entry)
    assert draft
    new = with_state(document, entry, draft, state, TODAY, way)
    edit = change_entry(document, entry, new)
    if edit is None:
        return text
    check_edit(document, edit, new, entry)
    return edit.apply(text)


@pytest.mark.parametrize("name", LOGS)
@pytest.mark.parametrize("state", STATES)
def test_an_entry_reads_back_in_the_state_that_it_got(name: str, state: State) -> None:
    text = LOGS[name]
    before = parse(text.encode())
    for number, entry in enumerate(before.entries):
        after = parse(changed(text, number, state, "tick").encode())
        assert entry_state(after, after.entries[number]) == state
        assert facts(after) == facts(before)
        others = [index for index in range(len(before.entries)) if index != number]
        assert [before.entries[index].span.of(before.text) for index in others] == [
            after.entries[index].span.of(after.text) for index in others
        ]
        old = entry_state(before, entry)
        if old is not None:
            back = parse(changed(after.text, number, old, "tick").encode())
            assert entry_state(back, back.entries[number]) == old


@pytest.mark.parametrize("name", LOGS)
def test_an_entry_that_gets_the_state_it_has_stays_as_it_is(name: str) -> None:
    document = parse(LOGS[name].encode())
    for number, entry in enumerate(document.entries):
        assert changed(LOGS[name], number, entry_state(document, entry)) == LOGS[name]


@pytest.mark.parametrize("name", ["boxes", "kinds", "labels", "tags"])
def test_an_entry_loses_its_state(name: str) -> None:
    text = LOGS[name]
    for number in range(len(parse(text.encode()).entries)):
        after = parse(changed(text, number, None).encode())
        assert entry_state(after, after.entries[number]) is None


def test_what_a_box_says_is_ticked() -> None:
    assert changed(BOXES, 0, "done") == BOXES.replace("[ ] [a]", "[x] [a]")
    assert changed(BOXES, 2, "done") == BOXES.replace("[/]  c", "[x]  c")
    assert changed(DATED_LINES, 0, "done") == DATED_LINES.replace("[ ]", "[x]")
    capital = BOXES.replace("[x]", "[X]")
    assert changed(capital, 0, "done") == capital.replace("[ ] [a]", "[X] [a]")


@pytest.mark.parametrize(
    ("text", "number", "line", "day"),
    [
        (KINDS, 0, "- 🔖[a](https://a.org)\n    - a note\n", "2024-06-01\n{}\n2024-05-06\n"),
        (SECTION, 0, "- [a](https://a.org)\n  - a note\n", "- d\n{}\n## 2024-05-06"),
        (SECTION, 1, "- [ ] b\n", "- d\n{}\n## 2024-05-06"),
        (QUEUE_LINE, 0, "* a\n", None),
    ],
)
def test_what_else_is_to_be_read_goes_to_the_day_on_which_it_was(
    text: str, number: int, line: str, day: str | None
) -> None:
    after = changed(text, number, "done")
    plain = line.replace("🔖", "").replace("[ ] ", "")
    assert line not in after or plain == line
    assert after.count(plain) == 1
    if day:
        assert day.format(plain) in after
    document = parse(after.encode())
    moved = next(e for e in document.entries if e.span.of(after).strip() == plain.strip())
    assert document.date(moved) == (2024, 6, 1)
    assert entry_state(document, moved) is None
    assert sorted(map(str, facts(document))) != sorted(map(str, facts(parse(text.encode()))))


def test_the_last_entry_leaves_its_section_there() -> None:
    text = "# Log\n\n## To read\n\n- a\n\n## 2024-05-06\n\n- b\n"
    assert changed(text, 0, "done") == (
        "# Log\n\n## To read\n\n## 2024-06-01\n\n- a\n\n## 2024-05-06\n\n- b\n"
    )


def test_a_line_above_a_queue_outlives_its_last_entry() -> None:
    text = "To read:\n- a\n\n2024-05-07\n- e\n"
    after = changed(text, 0, "done")
    assert after == "To read:\n\n2024-06-01\n- a\n\n2024-05-07\n- e\n"
    document = parse(after.encode())
    draft = draft_to_read(document, Draft("N", date=TODAY))
    assert add_draft(document, draft).apply(after).startswith("To read:\n\n- N\n\n2024-06-01\n")


def test_a_section_in_which_boxes_are_ticked_keeps_them() -> None:
    text = "## To read\n\n- [ ] a\n- [X] b\n- c\n\n## 2024-05-06\n\n- d\n"
    assert changed(text, 0, "done") == text.replace("[ ]", "[X]")
    assert "## 2024-06-01\n\n- c\n" in changed(text, 2, "done")


def test_what_the_user_wants_goes_before_the_way_of_the_log() -> None:
    moved = changed(BOXES, 0, "done", "move")
    assert "## 2024-06-01\n\n- [a](https://a.org)\n  - a note\n  - [ ] a task\n" in moved
    assert changed(SECTION, 0, "done", "tick") == SECTION.replace("- [a]", "- [x] [a]")


def test_what_is_not_to_be_read_is_never_moved() -> None:
    assert changed(BOXES, 4, "done", "move") == BOXES.replace("- e", "- [x] e")


def test_a_log_without_days_has_nowhere_to_move_to() -> None:
    assert changed("- **To read:** a\n- b\n", 0, "done") == "- [x] a\n- b\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (KINDS, "2024-06-01\n- 🔖[N](https://n.org)\n\n2024-05-06\n"),
        (BOXES, "## 2024-06-01\n\n- [ ] [N](https://n.org)\n\n## 2024-05-06\n"),
        (TAGS, "2024-06-01\n- [N](https://n.org) #toread\n"),
        (LABELS, "2024-06-01\r\n- **To read:** [N](https://n.org)\r\n"),
        (SECTION, "- [ ] b\n- [N](https://n.org)\n\n### Posts"),
        (QUEUE_LINE, "b.org)~~\n* [N](https://n.org)\n"),
        ("", "## 2024-06-01\n\n- [ ] [N](https://n.org)\n"),
        ("2024-05-06\n* a\n", "2024-06-01\n* [ ] [N](https://n.org)\n"),
        ("## To read\n\n## 2024-05-06\n- a\n", "## To read\n\n- [N](https://n.org)\n\n## 2024"),
        ("Queue\n-----\n\n2024-05-06\n-----\n- a\n", "Queue\n-----\n\n- [N](https://n.org)\n"),
        ("Queue\n=====\n\n2024-05-06\n-----\n- a\n", "Queue\n=====\n\n- [N](https://n.org)\n"),
    ],
)
def test_a_new_entry_is_to_be_read_in_the_way_of_the_log(text: str, expected: str) -> None:
    document = parse(text.encode())
    draft = draft_to_read(document, Draft("N", "https://n.org", date=TODAY))
    edit = add_draft(document, draft)
    check_edit(document, edit, draft)
    after = edit.apply(text)
    assert expected in after
    document = parse(after.encode())
    assert [entry_state(document, e) for e in document.entries if document.title(e)[:1] == "N"] == [
        "open"
    ]


def test_the_kind_that_a_new_entry_is_given_stays() -> None:
    document = parse(KINDS.encode())
    draft = draft_to_read(document, Draft("N", None, "📜", TODAY))
    assert "- [ ] 📜N\n" in add_draft(document, draft).apply(KINDS)


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("## 2024-05-06\n\na paragraph\n", "open"),
        ("## 2024-05-06\n\n### a heading\n", "done"),
        ("| Date | Paper |\n|---|---|\n| 2024-05-06 | a |\n", "open"),
    ],
)
def test_what_has_no_box_is_refused(text: str, state: State) -> None:
    with pytest.raises(DraftError, match="only an item of a list") as error:
        changed(text, 0, state, "tick")
    assert error.value.field == "state"


def test_what_stands_in_a_section_to_read_cannot_lose_its_state_there() -> None:
    with pytest.raises(DraftError, match="move it to a day") as error:
        changed(SECTION, 0, None)
    assert error.value.field == "state"


def test_a_state_that_would_not_read_back_is_refused() -> None:
    document = parse(KINDS.encode())
    entry = document.entries[0]
    draft = Draft("a", "https://a.org", "🔖", datetime.date(2024, 5, 6), "- another note")
    edit = change_entry(document, entry, draft)
    assert edit
    with pytest.raises(DraftError, match="without a state") as error:
        check_edit(document, edit, draft, entry)
    assert error.value.field == "state"


@pytest.mark.parametrize(
    ("state", "next_state"),
    [(None, "open"), ("open", "done"), ("reading", "done"), ("done", "open"), ("dropped", "open")],
)
def test_one_key_toggles(state: State | None, next_state: State) -> None:
    assert toggled_state(state) == next_state
