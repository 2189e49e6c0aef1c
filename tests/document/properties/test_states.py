from __future__ import annotations

import pytest

from logtui.document.properties.states import State, checkbox, entry_state, uses_states
from logtui.document.reading.parser import parse

LEGEND = "Legend:\n- 🔖: to read\n- 📜: papers\n\n"


def states_of(text: str) -> list[State | None]:
    document = parse(text.encode())
    return [entry_state(document, entry) for entry in document.entries]


@pytest.mark.parametrize(
    ("line", "state"),
    [
        ("- [ ] [a](https://a.org)", "open"),
        ("* [/] a", "reading"),
        ("+ [x] a", "done"),
        ("1. [X] a", "done"),
        ("- [-] a", "dropped"),
        ("- [ ] ~~a~~", "dropped"),
        ("- [x] ~~a~~", "done"),
        ("- ~~a~~", "dropped"),
        ("- ~~[a](https://a.org)~~", "dropped"),
        ("- [~~a~~](https://a.org)", "dropped"),
        ("- ~~[a](https://a.org)~~ superseded", "dropped"),
        ("- 📜~~a~~", "dropped"),
        ("- 🔖 a", "open"),
        ("- 🔖[a](https://a.org)", "open"),
        ("- [/] 🔖 a", "reading"),
        ("- **To read:** a", "open"),
        ("- **to-read:** a", "open"),
        ("- **Unread**: a", "open"),
        ("- **À lire:** a", "open"),
        ("- **Zu lesen:** a", "open"),
        ("- __Por leer:__ a", "open"),
        ("- **待读:** a", "open"),
        ("- a #toread", "open"),
        ("- [a](https://a.org) #unread #ml", "open"),
        ("- #to-read a", "open"),
        ("- a\n    - #ml #toread", "open"),
        ("- a\n    - Tags: ml, toread", "open"),
        ("- a\n    - **Tags:** toread", "open"),
        ("- a\n    tags:: to-read", "open"),
    ],
)
def test_an_entry_says_its_state(line: str, state: State) -> None:
    assert states_of(f"{LEGEND}2024-05-06\n{line}\n- b\n") == [state, None]


@pytest.mark.parametrize(
    "line",
    [
        "- a",
        "- [!] a",
        "- [↻] a",
        "- [>] a",
        "- [x](https://a.org)",
        "- [ ](https://a.org) a",
        "- [x]a",
        "- [12] a",
        "- a [x] b",
        "- a\n    - [ ] a note",
        "- a\n    - [x] a note\n    - [ ] another",
        "- a\n\n    ~~a note~~",
        "- a\n    ```\n    #toread\n    ```",
        "- a\n    <!-- a comment\n    #toread\n    -->",
        "- a ~~struck~~ b",
        "- ~~a~~ b",
        "- ~~a~~ and ~~b~~",
        "- 📜 a",
        "- **Later:** a walk",
        "- **Queue:** a structure",
        "- **Read:** a",
        "- **Note:** to read",
        "- to read: a",
        "- what to read",
        "- a `#toread`",
        "- [a](https://a.org/b#toread)",
        "- [a](#toread)",
        "- a&#toread;",
        "- a (#toread)",
        "- a#toread",
        "- a #toread/12",
        "- a #toreadme",
        "- a\n    - see #toread for more",
        "### [x] a heading",
        "```\n- [x] a\n```",
    ],
)
def test_what_is_no_state(line: str) -> None:
    assert set(states_of(f"{LEGEND}2024-05-06\n\n{line}\n")) == {None}


def test_a_box_before_the_date_is_that_of_the_entry() -> None:
    assert states_of("- [x] 2024-05-06 a\n- [ ] 2024-05-07 b\n- 2024-05-08 c\n") == [
        "done",
        "open",
        None,
    ]


def test_a_struck_cell_of_a_table_is_dropped() -> None:
    rows = "| Date | Paper |\n|---|---|\n| 2024-05-06 | ~~a~~ |\n| 2024-05-07 | b |\n"
    assert states_of(rows) == ["dropped", None]


@pytest.mark.parametrize(
    ("name", "state"),
    [
        ("to read", "open"),
        ("To-Read", "open"),
        ("papers to read", "open"),
        ("bookmarks, read later", "open"),
        ("queue", "open"),
        ("unread (someday)", "open"),
        ("reading list", "open"),
        ("à lire", "open"),
        ("zu lesen", "open"),
        ("Leseliste", "open"),
        ("до прочитання", "open"),
        ("後で読む", "open"),
        ("나중에 읽기", "open"),
        ("papers", None),
        ("how to read papers", None),
        ("read", None),
        ("reading", None),
        ("relater", None),
        ("priority queues", None),
    ],
)
def test_a_kind_says_by_its_name_that_it_is_to_be_read(name: str, state: State | None) -> None:
    text = f"Legend:\n- 🔖: {name}\n- 📺: videos\n\n2024-05-06\n- 🔖 a\n- 📺 b\n"
    assert states_of(text) == [state, None]
    assert uses_states(parse(text.encode())) is (state is not None)


def test_the_sign_of_a_box_is_known_whatever_it_is() -> None:
    document = parse(b"2024-05-06\n- [!] a\n- [ ] b\n- c\n")
    signs = [checkbox(document, entry) for entry in document.entries]
    assert [sign and sign.of(document.text) for sign in signs] == ["!", " ", None]


@pytest.mark.parametrize(
    ("text", "does"),
    [
        ("2024-05-06\n- a\n- b\n", False),
        ("2024-05-06\n- a\n    - [ ] a note\n    - #12\n- **Bold:** b\n", False),
        ("2024-05-06\n- a\n- b\n- c #toread\n", True),
        ("2024-05-06\n- a\n    - [ ] a note\n- [ ] c\n", True),
        ("2024-05-06\n- a\n    - Tags: toread\n", True),
        ("", False),
    ],
)
def test_whether_a_log_has_states(text: str, does: bool) -> None:  # noqa: FBT001 - a value to expect
    assert uses_states(parse(text.encode())) is does
