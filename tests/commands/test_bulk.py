from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from support.made_logs import made_log
from support.programs import command
from support.terminals import Terminal

if TYPE_CHECKING:
    from pathlib import Path

ALL = "!zzz"
"""A query that finds all entries."""


def test_all_entries_that_a_query_finds_are_changed(log: Path, text: str) -> None:
    done = command("edit", log, "--where", "in:2024-09", "--kind", "video")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{log}: change 1 entry: +1 -1 lines at 6, the rest unchanged\n"
    assert log.read_bytes() == text.replace("📜[One", "📺[One").encode()
    done = command("edit", log, "--where", "kind:paper", "--date", "2024-09-25", "--kind", "video")
    assert done.returncode == 0
    assert "📺[Two](https://example.org/2)\n- 📺[Three]" in log.read_text(encoding="utf-8")
    assert command("undo", log).returncode == 0
    assert log.read_bytes() == text.replace("📜[One", "📺[One").encode()


def test_all_entries_that_a_query_finds_are_deleted(log: Path, text: str) -> None:
    done = command("rm", log, "--where", "!three")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{log}: delete 3 entries: -")
    assert "Three" in log.read_text(encoding="utf-8")
    assert command("undo", log).returncode == 0
    assert log.read_bytes() == text.encode()


@pytest.mark.parametrize("words", [("edit", "--kind", "video"), ("rm",)])
def test_a_query_that_finds_nothing_is_not_an_error(
    log: Path, text: str, words: tuple[str, ...]
) -> None:
    done = command(words[0], log, "--where", "nothing like it", *words[1:])
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == "logtui: no entry matches, nothing is written\n"
    assert log.read_bytes() == text.encode()


@pytest.mark.parametrize("words", [("edit", "--kind", "video"), ("rm",)])
def test_a_dry_run_prints_the_difference(log: Path, text: str, words: tuple[str, ...]) -> None:
    done = command(words[0], log, "--where", "kind:paper", *words[1:], "--dry-run")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"--- {log}\n+++ {log}\n@@")
    assert "\n-- 📜[Three]" in done.stdout
    assert log.read_bytes() == text.encode()
    done = command(words[0], log, "--line", "6", *words[1:], "--dry-run")
    assert (done.returncode, done.stderr) == (0, "")
    assert "\n-- 📜[One]" in done.stdout
    assert log.read_bytes() == text.encode()


def test_what_cannot_be_changed_exactly_is_left_and_named(log: Path, text: str) -> None:
    words = ("--where", ALL, "--replace", "Two", "", "--kind", "papers")
    done = command("edit", log, *words)
    assert done.returncode == 0
    assert done.stderr == (
        f"logtui: 1 entry is left as it is:\nlogtui: {log}:9: give the entry a title\n"
    )
    assert log.read_bytes() == text.replace("- no link", "- 📜no link").encode()
    done = command("edit", log, *words)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.endswith(": give the entry a title\nlogtui: nothing is written\n")


def test_text_is_replaced_in_the_part_that_is_named(log: Path, text: str) -> None:
    def changed(*words: str) -> str:
        done = command("edit", log, "--where", ALL, "--replace", *words)
        assert (done.returncode, done.stderr) == (0, "")
        return log.read_text(encoding="utf-8")

    text = text.replace("example.org/2", "example.org/3")
    assert changed(r"/(\d)$", r"/3", "--regex", "--in", "link") == text.replace("abs/1", "abs/3")
    text = changed("a", "one", "--in", "notes")
    assert "    - one note\n        - one nested note\n" in text
    assert changed("T", "t") == text.replace("[T", "[t")


@pytest.mark.parametrize(
    ("pattern", "message"),
    [
        ("a(b", "the regular expression cannot be read: missing )"),
        ("(.+)+x{9}$", "takes too long"),
        ("", "say which text is to be replaced"),
    ],
)
def test_a_pattern_that_makes_no_sense_is_refused(
    log: Path, text: str, pattern: str, message: str
) -> None:
    log.write_text(text.replace("One", "o" * 60), encoding="utf-8")
    before = log.read_bytes()
    done = command("edit", log, "--where", ALL, "--replace", pattern, "", "--regex")
    assert (done.returncode, done.stdout) == (1, "")
    assert message in done.stderr
    assert log.read_bytes() == before


def test_states_and_tags_are_changed(log: Path, text: str) -> None:
    tagged = text.replace("/1)", "/1) #old").replace("/2)", "/2) #old").replace("/3)", "/3) #b")
    log.write_text(tagged, encoding="utf-8")
    done = command("edit", log, "--where", ALL, "--tag", "-old", "--tag", "+new")
    assert (done.returncode, done.stderr) == (0, "")
    expected = tagged.replace("#old", "#new").replace("no kind", "no kind #new")
    expected = expected.replace("#b", "#b #new")
    assert log.read_text(encoding="utf-8") == expected
    log.write_text(text.replace("- 📜[", "- [ ] 📜["), encoding="utf-8")
    assert command("edit", log, "--where", "kind:paper", "--state", "done").returncode == 0
    assert log.read_text(encoding="utf-8") == text.replace("- 📜[", "- [x] 📜[")
    done = command("edit", log, "--line", "6", "--state", "dropped")
    assert done.returncode == 0
    assert "- [-] 📜[One]" in log.read_text(encoding="utf-8")


def test_a_mistyped_kind_is_refused_with_the_right_one(log: Path, text: str) -> None:
    done = command("edit", log, "--where", ALL, "--kind", "vidoes")
    assert (done.returncode, done.stdout) == (1, "")
    assert "did you mean 'videos'" in done.stderr
    assert log.read_bytes() == text.encode()


def test_without_a_terminal_many_entries_are_changed_only_where_it_is_agreed(log: Path) -> None:
    log.write_text(made_log(30), encoding="utf-8")
    before = log.read_bytes()
    done = command("edit", log, "--where", ALL, "--kind", "code")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "logtui: it would change 30 entries; --yes does so without asking, --dry-run shows what"
        " would change\n"
    )
    assert log.read_bytes() == before
    assert command("edit", log, "--where", ALL, "--kind", "code", "--dry-run").stdout
    assert log.read_bytes() == before
    assert command("edit", log, "--where", ALL, "--kind", "code", "--yes").returncode == 0
    assert log.read_text(encoding="utf-8").count("- 🧪") == 31
    assert command("undo", log).returncode == 0
    assert log.read_bytes() == before


def test_what_a_search_prints_names_the_entries(log: Path, text: str) -> None:
    for form in ("--jsonl", "--json"):
        lines = command("search", log, "kind:paper", form).stdout
        done = command("edit", log, "--lines", "-", "--kind", "video", stdin=lines)
        assert (done.returncode, done.stderr) == (0, "")
        assert log.read_bytes() == text.replace("- 📜[", "- 📺[").encode()
        assert command("undo", log).returncode == 0
    done = command("rm", log, "--lines", "-", stdin="7\n\n9\n6\n")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{log}: delete 2 entries: ")
    assert log.read_text(encoding="utf-8").startswith("Legend:\n- 📜: papers\n- 📺: videos\n\n08")


def test_entries_that_are_in_another_line_are_left(log: Path, text: str) -> None:
    lines = command("list", log, "--jsonl").stdout
    later = text.replace("[Two]", "[Deux]").replace("- no link", "- 📜new\n- no link")
    log.write_text(later, encoding="utf-8")
    done = command("edit", log, "--lines", "-", "--kind", "video", stdin=lines)
    assert done.returncode == 0
    assert done.stderr == (
        "logtui: 2 are left as they are:\n"
        f"logtui: {log}:9: the log has something else in this line; search anew\n"
        f"logtui: {log}:13: the log has something else in this line; search anew\n"
    )
    expected = later.replace("📜[One", "📺[One").replace("📜[Three", "📺[Three")
    assert log.read_text(encoding="utf-8") == expected


@pytest.mark.parametrize(
    "stdin",
    [
        "x\n",
        "6\nseven\n",
        "[1, 2",
        '{"title": "One"}\n',
        "0\n",
        "true\n",
        "[" * 9999,
        '["a"]',
        "5\n",
    ],
)
def test_what_names_no_entries_is_refused(log: Path, text: str, stdin: str) -> None:
    done = command("rm", log, "--lines", "-", stdin=stdin)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("logtui: ")
    assert done.stderr.count("\n") == 1
    assert log.read_bytes() == text.encode()


@pytest.mark.parametrize(
    "words",
    [
        ["edit", "--where", ALL],
        ["edit", "--where", ALL, "--title", "x"],
        ["edit", "--where", ALL, "--url", "x"],
        ["edit", "--where", ALL, "--kind", "video", "--title", "x"],
        ["edit", "--where", " ", "--kind", "video"],
        ["edit", "--where", ALL, "--kind", "video", "--regex"],
        ["edit", "--where", ALL, "--kind", "video", "--in", "link"],
        ["edit", "--where", ALL, "--tag", "new"],
        ["edit", "--where", ALL, "--tag", "+"],
        ["edit", "--where", ALL, "--tag", "--yes"],
        ["edit", "--where", ALL, "--lines", "-", "--kind", "video"],
        ["edit", "--line", "6", "--dry-run"],
        ["edit", "--lines", "log", "--kind", "video"],
        ["rm"],
        ["rm", "--where", ""],
        ["rm", "--where", ALL, "--line", "6"],
    ],
)
def test_wrong_usage_is_told(log: Path, text: str, words: list[str]) -> None:
    done = command(words[0], log, *words[1:])
    assert (done.returncode, done.stdout) == (2, "")
    assert "error: " in done.stderr
    assert log.read_bytes() == text.encode()


def test_entries_of_json_need_their_line_only(log: Path, text: str) -> None:
    stdin = json.dumps({"line": 9, "more": [1]})
    assert command("edit", log, "--lines", "-", "--kind", "📜", stdin=stdin).returncode == 0
    assert log.read_bytes() == text.replace("📺[Two", "📜[Two").encode()


@pytest.mark.parametrize(("answer", "status"), [("n", 1), ("", 1), ("y", 0), ("YES", 0)])
def test_a_terminal_is_asked_before_many_entries_go(log: Path, answer: str, status: int) -> None:
    log.write_text(made_log(30), encoding="utf-8")
    before = log.read_bytes()
    with Terminal(["rm", str(log), "--where", ALL]) as terminal:
        terminal.wait_for(f"delete 30 entries of {log}? [y/N] ")
        assert log.read_bytes() == before
        terminal.press(f"{answer}\n")
        assert terminal.wait() == status
    assert (log.read_bytes() == before) == bool(status)
    assert ("nothing is written" in terminal.text) == bool(status)


def test_the_lines_that_changed_are_counted_however_many_there_are(log: Path) -> None:
    text = made_log(9000)
    log.write_text(text, encoding="utf-8")
    done = command("edit", log, "--where", "kind:code", "--kind", "paper", "--yes")
    count = text.count("\n- 🧪[")
    assert done.stdout.startswith(
        f"{log}: change {count:,} entries: +{count:,} -{count:,} lines at "
    )
    assert log.read_text(encoding="utf-8") == text.replace("\n- 🧪[", "\n- 📜[")
