"""The tags of a log: listed, renamed, removed."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from support.pilots import configure
from support.programs import command, logtui
from support.terminals import Terminal

if TYPE_CHECKING:
    from pathlib import Path

TAGGED = """\
## 2024-09-25

- [One](https://a.example/1) #ML #vision/seg
- Two #ml #nlp
    - a note on #ml papers

## 2024-09-26

- Three
    - Tags: nlp, ML, ML/theory
- Four #visions #deep-learning
- Five #deeplearning, see #12 and #fff
"""


@pytest.fixture
def tagged(tmp_path: Path) -> Path:
    """Give a log with tags."""
    log = tmp_path / "log.md"
    log.write_bytes(TAGGED.encode())
    return log


def test_tags_are_listed_with_their_counts_and_days(tagged: Path) -> None:
    done = command("tags", tagged)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines()[:2] == [
        "ML\t3\t2024-09-25\t2024-09-26",
        "nlp\t2\t2024-09-25\t2024-09-26",
    ]
    records = json.loads(command("tags", tagged, "--json").stdout)
    assert records[0] == {"name": "ML", "count": 3, "first": "2024-09-25", "last": "2024-09-26"}
    assert sorted(record["name"] for record in records[2:]) == [
        *("ML/theory", "deep-learning", "deeplearning", "vision/seg", "visions"),
    ]


def test_on_a_terminal_they_stand_in_columns(tagged: Path) -> None:
    with Terminal(["tags", str(tagged)]) as terminal:
        terminal.wait()
        assert "ML             3  2024-09-25  2024-09-26" in terminal.text


def test_a_log_without_tags_says_so(log: Path) -> None:
    done = command("tags", log)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "logtui: this log has no tags\n"
    assert command("tags", log, "--json").stdout == "[]\n"
    done = command("tags", log, "--rename", "a", "b")
    assert (done.returncode, done.stderr) == (1, "logtui: this log has no tags\n")


def test_a_tag_is_renamed_where_it_stands_and_one_undo_takes_it_back(tagged: Path) -> None:
    done = command("tags", tagged, "--rename", "#ml", "deep-learning")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{tagged}: rename the tag ml to deep-learning: +4 -4 lines")
    assert tagged.read_text("utf-8") == (
        TAGGED.replace("#ML #v", "#deep-learning #v")
        .replace("#ml", "#deep-learning")
        .replace("ML, ML/theory", "deep-learning, deep-learning/theory")
    )
    assert command("undo", tagged).returncode == 0
    assert tagged.read_bytes() == TAGGED.encode()


def test_a_tag_becomes_one_with_another(tagged: Path) -> None:
    command("tags", tagged, "--rename", "nlp", "ml")
    assert "- Two #ml\n" in tagged.read_text("utf-8")
    assert "    - Tags: ML, ML/theory\n" in tagged.read_text("utf-8")


def test_a_tag_is_removed(tagged: Path) -> None:
    command("tags", tagged, "--remove", "ml")
    assert tagged.read_text("utf-8") == (
        TAGGED.replace(" #ML", "")
        .replace("Two #ml", "Two")
        .replace("on #ml papers", "on ml papers")
        .replace("nlp, ML, ML/theory", "nlp, ML/theory")
    )


def test_a_dry_run_shows_the_lines_and_writes_nothing(tagged: Path) -> None:
    done = command("tags", tagged, "--rename", "visions", "vision", "--dry-run")
    assert [line for line in done.stdout.splitlines() if line[0] in "+-"] == [
        f"--- {tagged}",
        f"+++ {tagged}",
        "-- Four #visions #deep-learning",
        "+- Four #vision #deep-learning",
    ]
    assert tagged.read_bytes() == TAGGED.encode()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--rename", "nlpp", "x"], "no entry has the tag 'nlpp'; did you mean nlp?"),
        (["--rename", "nlp", "12"], "12 cannot be a tag here"),
        (["--remove", "12"], "no entry has the tag '12'"),
    ],
)
def test_what_cannot_be_done_is_said(tagged: Path, words: list[str], message: str) -> None:
    done = command("tags", tagged, *words)
    assert (done.returncode, done.stdout) == (1, "")
    assert message in done.stderr
    assert tagged.read_bytes() == TAGGED.encode()


def test_tags_that_are_alike_are_listed(tagged: Path) -> None:
    assert command("tags", tagged, "--similar").stdout.splitlines() == [
        "ML\t2\tml\t1\tcase",
        "deep-learning\t1\tdeeplearning\t1\thyphen",
    ]
    [pair, _] = json.loads(command("tags", tagged, "--similar", "--json").stdout)
    assert (pair["name"], pair["other"], pair["likeness"]) == ("ML", "ml", "case")


def test_people_are_tags_where_the_settings_say_so(tmp_path: Path) -> None:
    log = tmp_path / "log.md"
    text = (
        "## 2024-09-25\n- a talk with @anna, me@b.example\n- asked @anna @bob #ml\n- (@eve) @bob\n"
    )
    log.write_bytes(text.encode())
    assert logtui("tags", log).stdout == ""
    configure("tags.people = true\n")
    days = "2024-09-25\t2024-09-25"
    assert logtui("tags", log).stdout == f"@anna\t2\t{days}\n@bob\t2\t{days}\nml\t1\t{days}\n"
    titles = [entry["title"] for entry in json.loads(logtui("list", log, "--json").stdout)]
    assert titles == ["a talk with @anna, me@b.example", "asked @anna @bob", "(@eve) @bob"]
    assert logtui("tags", log, "--rename", "@anna", "@ann").returncode == 0
    assert log.read_text("utf-8") == text.replace("@anna", "@ann")
    assert logtui("tags", log, "--remove", "@bob").returncode == 0
    assert log.read_text("utf-8").endswith("- asked @ann #ml\n- (@eve)\n")
