"""References in prose to entries of other days."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings

from logtui.document.reading.parser import parse
from logtui.document.relations.references import Mentions, Reference
from support.strategies import hostile_texts
from support.work import count_calls, growth

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from logtui.document.model import Document

LOG = """\
Legend:
- 📜: papers
- 📰: blog posts, project pages
- 🧪: code, experiments

03/02/2024
- 📜[The newest]({link})
    - {note}

02/10/2024
- 📜[Sparse things](https://a.example/1)
- 📜[Dense things](https://a.example/2)
- 📰[A post on both](https://a.example/3)

03/05/2023
- 📰[Last spring](https://a.example/4)

02/10/2023
- 📜[Much older](https://a.example/5)
"""


def log(note: str) -> Document:
    return parse(LOG.replace("{note}", note).encode())


def mentions(document: Document) -> Mentions:
    made = Mentions(document)
    while made.advance(1):
        pass
    return made


def all_references(document: Document) -> list[Reference]:
    made = mentions(document)
    return [one for index in range(len(document.entries)) for one in made.by(index)]


def found(document: Document, entry: int = 0) -> list[tuple[str, str | None, list[str]]]:
    return [
        (
            one.span.of(document.text),
            one.date.iso(),
            [document.title(document.entries[target]) for target in one.targets],
        )
        for one in mentions(document).by(entry)
    ]


@pytest.mark.parametrize(
    ("note", "said", "date", "titles"),
    [
        (
            "like the paper from 02/10.",
            "paper from 02/10",
            "2024-02-10",
            ["Sparse things", "Dense things"],
        ),
        ("a post of 2/10 says so", "post of 2/10", "2024-02-10", ["A post on both"]),
        (
            "both papers on 02/10/2024",
            "papers on 02/10/2024",
            "2024-02-10",
            ["Sparse things", "Dense things"],
        ),
        ("the paper from 02/10/2023", "paper from 02/10/2023", "2023-02-10", ["Much older"]),
        ("(see 02/10/23)", "see 02/10/23", "2023-02-10", ["Much older"]),
        ("cf. 2023-02-10", "cf. 2023-02-10", "2023-02-10", ["Much older"]),
        ("See also Feb 10, 2023!", "See also Feb 10, 2023", "2023-02-10", ["Much older"]),
        (
            "the entry of 10 February 2023",
            "entry of 10 February 2023",
            "2023-02-10",
            ["Much older"],
        ),
        ("an entry at 03/05", "entry at 03/05", "2023-03-05", ["Last spring"]),
        (
            "the entry's from Sunday, 03/05",
            "entry's from Sunday, 03/05",
            "2023-03-05",
            ["Last spring"],
        ),
        (
            "the entry from\n      March 5th",
            "entry from\n      March 5th",
            "2023-03-05",
            ["Last spring"],
        ),
        ("the notes from the 5 March", "notes from the 5 March", "2023-03-05", ["Last spring"]),
        ("project page of 03/05", "page of 03/05", "2023-03-05", ["Last spring"]),
    ],
)
def test_a_reference(note: str, said: str, date: str, titles: list[str]) -> None:
    assert found(log(note)) == [(said, date, titles)]


def test_an_entry_that_is_named_comes_first() -> None:
    document = log("see the Dense things paper from 02/10 and the paper from 02/10")
    assert [titles for _, _, titles in found(document)] == [
        ["Dense things", "Sparse things"],
        ["Sparse things", "Dense things"],
    ]


@pytest.mark.parametrize(
    "note",
    [
        "the paper from 02/11",
        "the paper from 03/05",
        "experiments of 02/10",
        "the paper from 13/45",
        "the dinner from 02/10",
        "newspaper from 02/10",
        "the paper from February",
        "the paper from 2023",
        "the paper from 02/10-02/12",
        "the paper from 02/10/2024/3",
        "the paper from 02-10",
        "02/10 of the paper",
        "paper 02/10",
        "the paper from 03/02/2024",
        "the paper on 2/3 of it",
        "paper, on 02/10",
        "`the paper from 02/10`",
        "[x](https://a.example/paper from/02/10)",
        "more:\n      ```\n      the paper from 02/10\n      ```",
        "",
    ],
)
def test_no_reference(note: str) -> None:
    assert found(log(note)) == []


def test_the_year_is_that_of_the_nearest_earlier_day() -> None:
    text = "2024-01-05\n- see the note from Dec 30\n\n2023-12-30\n- a\n\n2022-12-30\n- b\n"
    document = parse(text.encode())
    assert found(document) == [("note from Dec 30", "2023-12-30", ["a"])]


def test_a_day_without_a_year_is_not_the_own_day() -> None:
    text = "2024-06-05\n- see the note from June 5\n- b\n\n2023-06-05\n- c\n"
    assert found(parse(text.encode())) == [("note from June 5", "2023-06-05", ["c"])]


def test_a_day_that_is_not_in_the_log_is_not_looked_for_in_other_years() -> None:
    text = "2024-01-05\n- see the note from Dec 30\n\n2022-12-30\n- b\n"
    assert found(parse(text.encode())) == []


def test_a_title_refers_too_and_an_entry_never_to_its_own_day() -> None:
    text = (
        "5.6.2024\n- follows the entry from 3.6.\n- the entry of 5.6.2024\n\n3.6.2024\n- a\n- b\n"
    )
    document = parse(text.encode())
    assert found(document) == [("entry from 3.6.", "2024-06-03", ["a", "b"])]
    assert found(document, 1) == []


def test_a_paragraph_may_begin_with_a_reference() -> None:
    document = parse(b"# 2024-06-05\n\nSee 2024-06-03.\n\n# 2024-06-03\n\nA thought.\n")
    assert found(document) == [("See 2024-06-03", "2024-06-03", ["A thought."])]


def test_numbers_are_read_in_the_order_of_the_log() -> None:
    text = "25/06/2024\n- see the post of 3/5\n\n03/05/2024\n- in May\n\n05/03/2024\n- in March\n"
    assert found(parse(text.encode())) == [("post of 3/5", "2024-05-03", ["in May"])]


def test_kinds_without_a_legend_narrow_too() -> None:
    text = "2024-06-05\n- see the paper from 06-03\n\n2024-06-03\n- **Paper:** a\n- **Talk:** b\n"
    assert [titles for _, _, titles in found(parse(text.encode()))] == [["a"]]


def test_days_of_a_log_without_years() -> None:
    text = "## June 5\n- see the entry from June 3\n\n## June 3\n- a\n"
    assert found(parse(text.encode())) == [("entry from June 3", None, ["a"])]


def test_what_mentions_an_entry() -> None:
    made = mentions(log("like the paper from 02/10, and the paper from 02/10"))
    assert [made.of(entry) for entry in range(6)] == [(), (0,), (0,), (), (), ()]


def test_what_an_entry_mentions_is_what_its_references_are() -> None:
    document = log("like the paper from 02/10, and see 2023-02-10")
    made = mentions(document)
    assert [one.date.iso() for one in made.by(0)] == ["2024-02-10", "2023-02-10"]
    for index, entry in enumerate(document.entries):
        assert all(entry.span.holds(one.span) for one in made.by(index))


@pytest.mark.parametrize(("count", "targets"), [(500, 500), (501, None)])
def test_a_day_of_very_many_entries_is_no_target(count: int, targets: int | None) -> None:
    text = "2024-06-05\n- see 2024-06-03\n\n2024-06-03\n" + "- a\n" * count
    assert [len(titles) for _, _, titles in found(parse(text.encode()))] == (
        [targets] if targets else []
    )


def test_mentions_are_made_step_by_step() -> None:
    made = Mentions(parse(b"2024-06-05\n" + b"- see 2024-06-03\n" * 500 + b"\n2024-06-03\n- a\n"))
    assert made.of(500) == ()
    assert made.advance(0)
    assert 0 < len(made.of(500)) < 500
    while made.advance(0):
        pass
    assert made.of(500) == tuple(range(500))


def test_very_long_notes_take_no_time() -> None:
    text = "2024-06-05\n- {}\n\n2024-06-03\n- a\n"
    for piece in (
        "see 2024-06-03 ",
        "`see 2024-06-03`\n    ",
        "from 2 of 3 on ",
        " \t",
        "```\n    ",
    ):
        document = parse(text.format(piece * 5_000).encode())
        many = all_references(document)
        assert len(many) == (5_000 if piece.startswith("see") else 0)


REFERRING = "07/23/2024\n- x\n    - {}\n\n{}"
FULL_DAY = "07/22/2024\n" + "".join(f"- paper {number}\n" for number in range(499))


@pytest.mark.parametrize(
    "make",
    [
        lambda n: REFERRING.format("the paper from 07/22 and " * n, FULL_DAY),
        lambda n: REFERRING.format("".join(f"paper {k} from 07/22, " for k in range(n)), FULL_DAY),
        lambda n: REFERRING.format("", "") + "- see 07/22\n" * n + "\n" + FULL_DAY,
        lambda n: "07/23/2024\n" + "- see 07/22\n" * n + "\n07/22/2024\n" + "- a\n" * n,
        lambda n: "07/23\n" + "- see 07/22\n" * n + "\n07/22\n- a\n" * n,
        lambda n: "07/23\n- see 07/22\n" + "\n07/22\n- a\n- see 07/23\n" * n,
    ],
)
def test_the_work_for_mentions_grows_as_the_log(make: Callable[[int], str]) -> None:
    def task(n: int) -> Callable[[], object]:
        document = parse(make(n).encode())
        return lambda: mentions(document)

    assert max(growth(task, 1000)) < 2.3


def test_an_entry_with_many_references_is_taken_up_in_many_steps() -> None:
    phrases = "the paper from 07/22 and " * 2000
    made = Mentions(parse(REFERRING.format(phrases, FULL_DAY).encode()))
    work = [count_calls(lambda: made.advance(0)) for _ in range(40)]
    assert made.advance(0)
    assert max(work) < 20_000


@settings(max_examples=50)
@given(hostile_texts)
def test_references_lie_in_their_entry(text: str) -> None:
    document = parse(text.encode("utf-8", "surrogatepass"))
    made = mentions(document)
    for index, entry in enumerate(document.entries):
        for one in made.by(index):
            assert entry.span.holds(one.span)
            assert one.targets
            assert all(index in made.of(target) for target in one.targets)


def test_the_references_of_the_first_log(shared_logs: Path) -> None:
    document = parse((shared_logs / "research-log.md").read_bytes())
    every = all_references(document)
    assert sorted((one.span.of(document.text), one.date.iso()) for one in every) == [
        ("entry from 06/21", "2024-06-21"),
        ("paper from 07/22", "2024-07-22"),
    ]


def test_wild_logs_have_hardly_any(shared_logs: Path) -> None:
    logs = [parse(log.read_bytes()) for log in (shared_logs / "wild").glob("*.md")]
    made = [mentions(document) for document in logs]
    some = [one for one in made if any(map(one.of, range(len(one.document.entries))))]
    assert len(some) <= 3
