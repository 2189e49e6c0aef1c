from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from rich.cells import cell_len

from support.mojibake import mojibake
from support.programs import command
from support.terminals import Terminal

if TYPE_CHECKING:
    from pathlib import Path


def titles(log: Path, *options: str) -> list[str]:
    """Return the titles that ``logtui list`` gives."""
    done = command("list", log, "--json", *options)
    assert (done.returncode, done.stderr) == (0, "")
    return [entry["title"] for entry in json.loads(done.stdout)]


def test_an_array_of_everything_about_each_entry(log: Path) -> None:
    done = command("list", log, "--json")
    entries = json.loads(done.stdout)
    assert entries[0] == {
        "id": "2024-09-25#27df2ea2",
        "line": 6,
        "date": "2024-09-25",
        "kind": "📜",
        "kind_name": "papers",
        "title": "One",
        "url": "https://arxiv.org/abs/1",
        "notes": "- a note\n    - a nested note",
        "state": None,
        "tags": [],
    }
    assert entries[3] == {
        "id": "2024-08-20#4931c32a",
        "line": 13,
        "date": "2024-08-20",
        "kind": None,
        "kind_name": None,
        "title": "no link, no kind",
        "url": None,
        "notes": None,
        "state": None,
        "tags": [],
    }
    assert [entry["line"] for entry in entries] == [6, 9, 12, 13]


def test_an_object_a_line(log: Path) -> None:
    array = json.loads(command("list", log, "--json").stdout)
    lines = command("list", log, "--jsonl").stdout.splitlines()
    assert [json.loads(line) for line in lines] == array


def test_a_table_in_a_pipe_has_tabs(log: Path) -> None:
    lines = command("list", log).stdout.splitlines()
    assert lines[0] == "6\t2024-09-25\t📜\tOne\thttps://arxiv.org/abs/1"
    assert lines[3] == "13\t2024-08-20\t-\tno link, no kind\t-"


def test_dates_of_a_log_without_years_are_month_and_day_but_null_for_programs(
    tmp_path: Path,
) -> None:
    log = tmp_path / "log.md"
    log.write_text("## 29/01\n- one\n\n## 03/02\n- two\n")
    assert command("list", log).stdout == "2\t01-29\t-\tone\t-\n5\t02-03\t-\ttwo\t-\n"
    assert [entry["date"] for entry in json.loads(command("list", log, "--json").stdout)] == [
        None,
        None,
    ]


@pytest.mark.parametrize("word", ["📺", "videos", "video", "Videos"])
def test_one_kind_by_its_symbol_or_word(log: Path, word: str) -> None:
    assert titles(log, "--kind", word) == ["Two"]


def test_an_unknown_kind_names_the_known_ones(log: Path) -> None:
    done = command("list", log, "--kind", "songs")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "logtui: no kind of this log is called 'songs'; it has: 📜 papers; 📺 videos\n"
    )


def test_kinds_of_a_log_without_a_legend(tmp_path: Path) -> None:
    log = tmp_path / "log.md"
    log.write_text("# 2024-01-02\n- **Paper:** one\n- **Talk:** two\n", encoding="utf-8")
    assert titles(log, "--kind", "talk") == ["two"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--since", "2024-09-25"], ["One", "Two"]),
        (["--since", "2024-09-26"], []),
        (["--until", "08/20/2024"], ["Three", "no link, no kind"]),
        (["--until", "2024-08-19"], []),
        (["--since", "2024-08-20", "--until", "2024-09-25", "--kind", "paper"], ["One", "Three"]),
        (["--since", "2024-09", "--until", "2024-09"], ["One", "Two"]),
        (["--since", "today"], []),
        (["--since", "2024"], ["One", "Two", "Three", "no link, no kind"]),
        (["--until", "2023"], []),
        (["--since", "25 Sep 2024"], ["One", "Two"]),
        (["--since", "2024-W38"], ["One", "Two"]),
        (["--since", "-30d"], []),
        (["--since", "-2w", "--kind", "papers"], []),
        (["--until", "-1y"], ["One", "Two", "Three", "no link, no kind"]),
        (["--since", "last month"], []),
        (["--until", "last-month"], ["One", "Two", "Three", "no link, no kind"]),
    ],
)
def test_a_span_of_days(log: Path, options: list[str], expected: list[str]) -> None:
    assert titles(log, *options) == expected


def test_a_month_is_listed_when_one_of_its_days_is_asked_for(tmp_path: Path) -> None:
    log = tmp_path / "log.md"
    log.write_text("# 2024-09\n- one\n\n# 2024-08\n- two\n", encoding="utf-8")
    assert titles(log, "--since", "2024-09-15") == ["one"]
    done = command("list", log, "--jsonl")
    assert json.loads(done.stdout.splitlines()[0])["date"] == "2024-09"


def test_what_is_no_date_is_refused(log: Path) -> None:
    done = command("list", log, "--since", "soon")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("logtui: soon is not a date; ")
    assert "today or -3" in done.stderr
    done = command("list", log, "--until", "13/13/2020")
    assert done.stderr == "logtui: there is no such day: 13/13/2020\n"


def test_json_and_jsonl_exclude_each_other(log: Path) -> None:
    assert command("list", log, "--json", "--jsonl").returncode == 2


def test_mojibake_of_a_part_of_the_log_is_repaired_as_well(tmp_path: Path) -> None:
    log = tmp_path / "log.md"
    symbol = "\uf8ffüìú"
    text = f"Legend:\n- {symbol}: papers\n\n2024-09-25\n- {symbol}[It‚Äôs](u)\n    - ok – “fine”\n"
    data = text.encode()
    log.write_bytes(data)
    (entry,) = json.loads(command("list", log, "--json").stdout)
    assert (entry["kind"], entry["title"], entry["notes"]) == ("📜", "It’s", "- ok – “fine”")
    assert command("list", log).stdout == "5\t2024-09-25\t📜\tIt’s\tu\n"
    shown = on_a_terminal("list", log, columns=44)
    assert shown.text == "   5 2024-09-25 📜 It’s\r\n"
    assert titles(log, "--kind", "📜") == titles(log, "--kind", symbol) == ["It’s"]
    assert "it has: 📜 papers" in command("list", log, "--kind", "x").stderr
    assert log.read_bytes() == data


def test_mojibake_is_shown_repaired_and_the_file_stays(log: Path, text: str) -> None:
    broken = mojibake(text)
    log.write_bytes(broken)
    entries = json.loads(command("list", log, "--json").stdout)
    assert entries[0]["kind"] == "📜"
    assert log.read_bytes() == broken


def test_controls_of_the_log_do_not_reach_the_terminal(tmp_path: Path) -> None:
    log = tmp_path / "log.md"
    log.write_bytes("# 2024-01-02\n- a\x1b]0;owned\x07\u202e\x9b31m\n".encode())
    for options in ([], ["--json"], ["--jsonl"]):
        shown = command("list", log, *options).stdout
        assert not {"\x1b", "\x07", "\u202e", "\x9b"} & set(shown)
    (entry,) = json.loads(command("list", log, "--json").stdout)
    assert entry["title"] == "a\x1b]0;owned\x07\u202e\x9b31m"


def test_a_log_without_entries_is_an_empty_array(tmp_path: Path) -> None:
    log = tmp_path / "log.md"
    log.write_bytes(b"")
    assert titles(log) == []
    assert command("list", log).stdout == ""


def on_a_terminal(*words: str | Path, columns: int = 100, **environment: str) -> Terminal:
    """Return a terminal on which ``logtui`` has done what ``words`` ask for."""
    with Terminal([*map(str, words)], size=(columns, 30), **environment) as terminal:
        assert terminal.wait() == 0
    return terminal


@pytest.mark.parametrize(
    ("columns", "first"),
    [
        (100, f"   6 2024-09-25 📜 {'One':59}  arxiv.org"),
        (60, f"   6 2024-09-25 📜 {'One':27}  arxiv.org"),
        (59, "   6 2024-09-25 📜 One"),
        (39, "   6 📜 One"),
    ],
)
def test_a_table_on_a_terminal_is_as_wide_as_it(log: Path, columns: int, first: str) -> None:
    assert on_a_terminal("list", log, columns=columns).text.split("\r\n")[0] == first


def test_long_titles_are_cut_by_cells(tmp_path: Path) -> None:
    log = tmp_path / "log.md"
    log.write_text(f"# 2024-01-02\n- {'論文' * 50}\n- {'word ' * 50}\n", encoding="utf-8")
    for columns in (30, 59, 60, 80, 200):
        lines = on_a_terminal("list", log, columns=columns).text.split("\r\n")[:-1]
        assert len(lines) == 2
        assert all("…" in line and cell_len(line) <= columns for line in lines)


def test_columns_of_the_environment_come_before_the_terminal(log: Path) -> None:
    shown = on_a_terminal("list", log, columns=100, COLUMNS="39").text
    assert shown.split("\r\n")[0] == "   6 📜 One"


@pytest.mark.parametrize(
    ("options", "environment", "colored"),
    [
        ([], {}, True),
        ([], {"NO_COLOR": "1"}, False),
        ([], {"NO_COLOR": ""}, True),
        ([], {"TERM": "dumb"}, False),
        (["--color", "never"], {"FORCE_COLOR": "1"}, False),
        (["--color", "always"], {"NO_COLOR": "1"}, True),
        (["--json", "--color", "always"], {}, False),
    ],
)
def test_colours_on_a_terminal(
    log: Path, options: list[str], environment: dict[str, str], *, colored: bool
) -> None:
    shown = on_a_terminal("list", log, *options, columns=100, **environment)
    assert (b"\x1b[" in shown.raw) is colored


@pytest.mark.parametrize(
    ("options", "environment", "colored"),
    [
        ([], {}, False),
        ([], {"FORCE_COLOR": "1"}, True),
        ([], {"FORCE_COLOR": ""}, False),
        ([], {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (["--color", "always"], {}, True),
        (["--color", "auto"], {}, False),
        (["--jsonl", "--color", "always"], {}, False),
    ],
)
def test_colours_in_a_pipe(
    log: Path, options: list[str], environment: dict[str, str], *, colored: bool
) -> None:
    plain = command("list", log, *(word for word in options if word == "--jsonl")).stdout
    shown = command("list", log, *options, **environment).stdout
    assert ("\x1b[" in shown) is colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", shown) == plain


def test_another_word_for_colours_is_refused(log: Path) -> None:
    done = command("list", log, "--color", "blue")
    assert (done.returncode, done.stdout) == (2, "")
