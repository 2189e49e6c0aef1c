from __future__ import annotations

import pytest

from logtui.document.merging.three_way import merge_logs
from logtui.document.properties.states import entry_state
from logtui.document.reading.parser import parse

DAY = "2024-05-06\n- d\n"


def shown(text: str) -> list[tuple[str | None, str | None, str | None]]:
    """Return of each entry its title, what its section is called, and its state."""
    document = parse(text.encode())
    return [
        (
            document.title(entry) or None,
            title.of(document.text) if (title := document.days[entry.day].title) else None,
            entry_state(document, entry),
        )
        for entry in document.entries
    ]


def queued(text: str) -> list[str | None]:
    """Return the titles of the entries without a date that are open."""
    return [title for title, _, state in shown(text) if state == "open"]


@pytest.mark.parametrize(
    "heading",
    [
        "# To read",
        "## To read",
        "### To read:",
        "###### TO-READ",
        "## To read (12)",
        "## 📚 To read",
        "## **To read**",
        "## My reading queue",
        "## Papers to read",
        "## To read next",
        "## Queue",
        "## Backlog",
        "## Unread",
        "## À lire",
        "## Zu lesen",
        "## Por leer",
        "## Para ler",
        "## Da leggere",
        "## Te lezen",
        "## Att läsa",
        "## К прочтению",
        "## 待读",
        "## あとで読む",
        "## 읽을 것",
        "To read\n-------",
        "Queue\n=====",
    ],
)
@pytest.mark.parametrize("day", [DAY, "## 2024-05-06\n\n- d\n", "2024-05-06\n----\n- d\n"])
def test_what_a_log_says_is_to_be_read_is_open(heading: str, day: str) -> None:
    queue = f"{heading}\n\n- [a](https://a.org)\n  - why\n- b\n"
    for text in (f"# Log\n\n{queue}\n{day}", f"{queue}\n{day}"):
        document = parse(text.encode())
        assert queued(text) == ["a", "b"]
        assert [document.date(entry) is None for entry in document.entries][-3:] == [
            True,
            True,
            False,
        ]
        assert document.notes(document.entries[-3]) == "- why"


@pytest.mark.parametrize(
    "line", ["To read", "To read:", "**To read**", "__Queue__", "À lire :", "*Backlog:*"]
)
def test_a_line_above_a_list_before_the_first_day_heads_a_queue(line: str) -> None:
    assert queued(f"My log of papers.\n\n{line}\n- a\n- b\n\n{DAY}") == ["a", "b"]


def test_a_queue_at_the_end_ends_the_last_day_however_long_it_is() -> None:
    text = f"{DAY}\n## To read\n" + "".join(f"- p{number}\n" for number in range(40))
    assert len(queued(text)) == 40
    assert len(queued(f"{DAY}\n### topic\nx\n\n{text}")) == 40


def test_deeper_headings_of_a_queue_are_queues_too() -> None:
    text = f"# Log\n\n{DAY}\n## To read\n\n### Papers\n- a\n\n### Posts\n- b\n\n## Notes\n- c\n"
    assert shown(text)[1:] == [
        ("a", "Papers", "open"),
        ("b", "Posts", "open"),
        ("Notes", None, None),
    ]


def test_words_about_a_queue_are_not_its_items() -> None:
    text = "# To read\n\nWhat looks good.\n\n- a\n\n## Log\n\n### 2024-05-06\n- d\n"
    assert queued(text) == ["a"]
    paragraphs = f"## To read\n\n[a](https://a.org)\n\n[b](https://b.org) by B\n\n## {DAY}"
    assert queued(paragraphs) == ["a", "b by B"]


def test_items_of_a_queue_have_states_of_their_own() -> None:
    text = f"## To read\n- [ ] a\n- [/] b\n- [x] c\n- ~~d~~\n- e\n\n## {DAY}"
    assert [state for *_, state in shown(text)] == [
        "open",
        "reading",
        "done",
        "dropped",
        "open",
        None,
    ]


def test_tasks_are_a_queue_where_each_has_a_box() -> None:
    assert queued(f"# Log\n\n## {DAY}\n## TODO\n- [ ] a\n  - x\n- [ ] b\n") == ["a", "b"]
    assert queued(f"# Log\n\n## {DAY}\n## TODO\n- [ ] a\n- b\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "# Reading list\n\n- [archive](old.md)\n\n## 2024-05-06\n- d\n",
        "## How to read this log\n\n- newest first\n\n## 2024-05-06\n- d\n",
        "## Priority queues\n\n- a\n\n## 2024-05-06\n- d\n",
        "## 2024-05-06\n- d\n### To read\n- a\n",
        "2024-05-06\n- d\n\nTo read\n- a\n",
        "```\n## To read\n- a\n```\n\n## 2024-05-06\n- d\n",
        "<!--\n## To read\n- a\n-->\n\n## 2024-05-06\n- d\n",
        "2024-05-06\n- d\n### To read\n- a\n\n2024-05-07\n- e\n### To read\n- b\n",
    ],
)
def test_what_heads_no_queue(text: str) -> None:
    assert queued(text) == []


def test_an_empty_queue_is_there_without_entries() -> None:
    document = parse(f"# Log\n\n## To read\n\n## {DAY}".encode())
    assert [day.is_queue for day in document.days] == [True, False]
    assert [document.title(entry) for entry in document.entries] == ["d"]


def test_two_writers_add_to_a_queue() -> None:
    base = f"# Log\n\n## To read\n- a\n- b\n\n## {DAY}"
    ours = base.replace("- b\n", "- b\n- ours\n")
    theirs = base.replace("- b\n", "- b\n- theirs\n").replace("- a\n", "- [x] a\n")
    merged = merge_logs(*(parse(text.encode()) for text in (base, ours, theirs)))
    assert merged.conflicts == ()
    assert merged.resolved_text([]) == (
        f"# Log\n\n## To read\n- [x] a\n- b\n- ours\n- theirs\n\n## {DAY}"
    )
