from __future__ import annotations

import datetime
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from support.mojibake import mojibake
from support.programs import command

if TYPE_CHECKING:
    from pathlib import Path

TODAY = datetime.date.today()  # noqa: DTZ011 - the user's own day is meant
OLD_DAY = ("--date", "2024-09-25")


def add(log: Path, *words: str) -> str:
    """Add an entry and return what is printed about it."""
    done = command("add", log, *words)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def test_an_entry_goes_to_the_end_of_its_day(log: Path, text: str) -> None:
    printed = add(log, "Four", "--url", "https://arxiv.org/abs/4", *OLD_DAY, "--note", "a note")
    new = "- 📜[Four](https://arxiv.org/abs/4)\n    - a note\n"
    assert log.read_bytes() == text.replace("\n\n08/20", f"\n{new}\n08/20").encode()
    assert printed == f"{log}:10-11\n{new}"


def test_a_new_day_goes_to_its_place(log: Path, text: str) -> None:
    printed = add(log, "Four", "--date", "2024-09-01")
    assert log.read_bytes() == text.replace("08/20", "09/01/2024\n- Four\n\n08/20").encode()
    assert printed == f"{log}:11-12\n09/01/2024\n- Four\n"


@pytest.mark.parametrize(("words", "days"), [("yesterday", 1), ("-3", 3)])
def test_a_date_may_be_so_many_days_ago(log: Path, words: str, days: int) -> None:
    add(log, "Four", "--date", words)
    date = datetime.date.today() - datetime.timedelta(days)  # noqa: DTZ011 - the user's own day
    assert f"\n{date:%m/%d/%Y}\n- Four\n" in log.read_text(encoding="utf-8")


def test_today_is_meant_where_no_date_is_given(log: Path) -> None:
    add(log, "Four")
    today = datetime.date.today()  # noqa: DTZ011 - the user's own day is meant
    assert f"\n{today:%m/%d/%Y}\n- Four\n" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("date", ["2024-09-25", "09/25/2024", "September 25, 2024"])
def test_a_date_is_typed_as_iso_or_as_the_log_has_it(log: Path, text: str, date: str) -> None:
    add(log, "Four", "--date", date)
    assert log.read_bytes() == text.replace("\n\n08/20", "\n- Four\n\n08/20").encode()


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("📺", "📺Four"),
        ("videos", "📺Four"),
        ("video", "📺Four"),
        ("📺 Videos", "📺Four"),
        ("", "Four"),
    ],
)
def test_a_kind_is_named_by_its_symbol_or_word(log: Path, kind: str, written: str) -> None:
    add(log, "Four", "--url", "./four", "--kind", kind, *OLD_DAY)
    line = written.replace("Four", "[Four](./four)")
    assert f"\n- {line}\n" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("mark", ["🎧", "**Talk:**"])
def test_a_mark_that_is_no_word_is_written_as_it_is(log: Path, mark: str) -> None:
    add(log, "Four", "--kind", mark, *OLD_DAY)
    assert f"\n- {mark}" in log.read_text(encoding="utf-8")


UNKNOWN = {
    "foo": "no kind of this log is called 'foo'; it has: 📜 papers; 📺 videos",
    "vidoe": (
        "no kind of this log is called 'vidoe', did you mean 'videos'? It has: 📜 papers; 📺 videos"
    ),
}


def test_any_other_word_is_written_as_it_is_and_told_of(log: Path) -> None:
    done = command("add", str(log), "Four", "--kind", "foo", *OLD_DAY)
    said = f"logtui: {UNKNOWN['foo']}; 'foo' stands in front of the title\n"
    assert (done.returncode, done.stderr) == (0, said)
    assert "\n- foo Four\n" in log.read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", UNKNOWN)
def test_an_entry_gets_no_kind_that_there_is_not(log: Path, text: str, kind: str) -> None:
    done = command("edit", str(log), "--line", "6", "--kind", kind)
    said = f"logtui: {UNKNOWN[kind]}; --new-kind takes {kind!r} as it is\n"
    assert (done.returncode, done.stdout, done.stderr) == (1, "", said)
    assert log.read_bytes() == text.encode()


@pytest.mark.parametrize("options", [[], ["--dry-run"]])
@pytest.mark.parametrize("kind", ["vidoe", "papr", "Vidos", "**Papr:**", "paperz:"])
def test_a_kind_that_is_mistyped_is_refused_and_the_right_one_named(
    log: Path, text: str, kind: str, options: list[str]
) -> None:
    done = command("add", log, "Four", "--kind", kind, *OLD_DAY, *options)
    right = "videos" if "vid" in kind.lower() else "papers"
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"logtui: no kind of this log is called {kind!r}, did you mean {right!r}?"
        f" It has: 📜 papers; 📺 videos; --new-kind takes {kind!r} as it is\n"
    )
    assert log.read_bytes() == text.encode()


@pytest.mark.parametrize("kind", ["vidoe", "**Papr:**"])
def test_a_new_kind_may_be_spelled_like_another_where_that_is_meant(
    log: Path, text: str, kind: str
) -> None:
    assert add(log, "Four", "--kind", kind, "--new-kind", *OLD_DAY).endswith(f"\n- {kind} Four\n")
    assert log.read_bytes() == text.replace("\n\n08/20", f"\n- {kind} Four\n\n08/20").encode()
    add(log, "Five", "--kind", "videos", "--new-kind", *OLD_DAY)
    assert f"- {kind} Four\n- 📺Five\n" in log.read_text(encoding="utf-8")


def test_a_label_that_entries_have_is_no_other_that_is_spelled_like_it(tmp_path: Path) -> None:
    log = tmp_path / "log.md"
    log.write_bytes(b"# 2024-09-25\n- **Talk:** one\n- **Talks:** two\n")
    add(log, "three", "--kind", "**Talks:**", *OLD_DAY)
    assert log.read_bytes().endswith(b"- **Talks:** two\n- **Talks:** three\n")


def test_a_kind_that_only_entries_name_is_found_by_its_name(tmp_path: Path) -> None:
    log = tmp_path / "log.md"
    log.write_bytes(b"# 2024-09-25\n- **Talk:** one\n")
    add(log, "two", "--kind", "talk", *OLD_DAY)
    assert log.read_bytes() == b"# 2024-09-25\n- **Talk:** one\n- **Talk:** two\n"


def test_a_link_says_its_own_title(log: Path) -> None:
    add(log, "--url", "[Four [draft]](https://arxiv.org/abs/4)", *OLD_DAY)
    add(log, "[Five](https://arxiv.org/abs/5)", *OLD_DAY)
    content = log.read_text(encoding="utf-8")
    assert "\n- 📜[Four [draft]](https://arxiv.org/abs/4)\n- 📜[Five](https://arxiv" in content


def test_every_note_is_a_bullet_and_its_lines_keep_their_indent(log: Path) -> None:
    notes = (
        "--note",
        "one\n    nested\n        deeper\n    again",
        "--note",
        "  two\n",
        "--note",
        "",
    )
    add(log, "Four", *OLD_DAY, *notes)
    expected = (
        "- Four\n"
        "    - one\n"
        "        - nested\n"
        "            - deeper\n"
        "        - again\n"
        "    - two\n"
        "\n08/20"
    )
    assert expected in log.read_text(encoding="utf-8")


def test_a_file_without_a_last_line_end_keeps_its_form(log: Path, text: str) -> None:
    log.write_bytes(text.rstrip("\n").encode())
    printed = add(log, "Four", "--date", "2024-08-20")
    assert log.read_bytes() == f"{text}- Four".encode()
    assert printed == f"{log}:14\n- Four\n"


def test_line_ends_and_mojibake_are_those_of_the_log(log: Path, text: str) -> None:
    def broken(content: str) -> bytes:
        return mojibake(content.replace("\n", "\r\n"))

    log.write_bytes(broken(text))
    printed = add(log, "Für’s", "--kind", "video", *OLD_DAY)
    assert log.read_bytes() == broken(text.replace("\n\n08/20", "\n- 📺Für’s\n\n08/20"))
    assert printed == f"{log}:10\n- 📺Für’s\n"


def test_a_log_without_days_takes_an_entry_at_its_end(tmp_path: Path) -> None:
    log = tmp_path / "log.md"
    log.write_bytes(b"- one\n- two\n")
    add(log, "three")
    assert log.read_bytes() == b"- one\n- two\n- three\n"


def test_a_dry_run_shows_the_diff_and_writes_nothing(log: Path, text: str) -> None:
    printed = add(log, "Four", *OLD_DAY, "--dry-run")
    assert printed == (
        f"--- {log}\n"
        f"+++ {log}\n"
        "@@ -7,6 +7,7 @@\n"
        "     - a note\n"
        "         - a nested note\n"
        " - 📺[Two](https://example.org/2)\n"
        "+- Four\n"
        " \n"
        " 08/20/2024\n"
        " - 📜[Three](https://arxiv.org/abs/3)\n"
    )
    assert log.read_bytes() == text.encode()


@pytest.mark.parametrize("end", ["\n", "\r\n", ""])
def test_the_diff_is_one_that_can_be_applied(log: Path, text: str, end: str) -> None:
    line_end = end or "\n"
    old = text.rstrip("\n").replace("\n", line_end) + end
    log.write_bytes(old.encode() + b"\xff" * bool(end) + end.encode())
    words = [sys.executable, "-m", "logtui", "add", str(log), "Four", "--date", "2024-08-20"]
    diff = subprocess.run([*words, "--dry-run"], capture_output=True, check=True).stdout
    copy = log.with_name("copy.md")
    copy.write_bytes(log.read_bytes())
    subprocess.run(
        ["patch", "--binary", "-s", str(copy)], input=diff, capture_output=True, check=True
    )
    add(log, "Four", "--date", "2024-08-20")
    assert copy.read_bytes() == log.read_bytes()


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (["", "--url", "https://example.org"], "give the entry a title"),
        (["a\nb"], "the title has to be on one line"),
        (["Four", "--date", "13/13/2020"], "there is no such day: 13/13/2020"),
        (
            ["Four", "--date", "Soon"],
            f"Soon is not a date; write it like {TODAY:%Y-%m-%d}, today or -3",
        ),
        (
            ["Four", "--date", " "],
            f"nothing is not a date; write it like {TODAY:%Y-%m-%d}, today or -3",
        ),
        (["Four", "--note", "a\x1bb"], "the notes cannot hold U+001B, a control character"),
        (["Four", "--dry-run", "--date", "13/13/2020"], "there is no such day: 13/13/2020"),
    ],
)
def test_what_cannot_be_written_is_refused(
    log: Path, text: str, words: list[str], why: str
) -> None:
    done = command("add", log, *words)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"logtui: {why}\n")
    assert log.read_bytes() == text.encode()


@pytest.mark.parametrize("words", [[], ["--url", "./x"], ["https://example.org"], ["--date"]])
def test_without_a_title_it_is_called_wrongly(log: Path, text: str, words: list[str]) -> None:
    done = command("add", log, *words)
    assert (done.returncode, done.stdout) == (2, "")
    assert log.read_bytes() == text.encode()


def test_an_output_that_is_full_or_closed_is_no_failure(log: Path) -> None:
    words = [sys.executable, "-m", "logtui", "add", str(log), "Four", *OLD_DAY]
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        done = subprocess.run(words, stdout=full, stderr=subprocess.PIPE, check=False)
    said = b"logtui: it is done, but the output cannot be written: no space left on device\n"
    assert (done.returncode, done.stderr) == (0, said)
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run(words, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert (done.returncode, done.stderr) == (0, b"")
    assert log.read_text(encoding="utf-8").count("- Four\n") == 2


def test_warnings_stand_on_standard_error(log: Path, tmp_path: Path) -> None:
    blocked = tmp_path / "blocked"
    blocked.write_bytes(b"")
    done = command("add", log, "Four", *OLD_DAY, XDG_STATE_HOME=str(blocked))
    assert done.returncode == 0
    assert done.stdout.startswith(f"{log}:10\n")
    assert all(line.startswith("logtui: ") for line in done.stderr.splitlines())
    assert "nothing is kept for undo" in done.stderr


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "utf-16-le", "gb18030"])
@pytest.mark.parametrize("options", [[], ["--dry-run"]])
def test_a_log_that_is_not_in_utf8_is_not_written(
    log: Path, encoding: str, options: list[str]
) -> None:
    data = "# 2024-05-01\n\n- 参见论文\n- two\n".encode(encoding)
    log.write_bytes(data)
    done = command("add", log, "New", "--date", "2024-05-01", *options)
    assert done.returncode == 1
    assert done.stdout == ""
    assert "iconv -f " in done.stderr
    assert log.read_bytes() == data


def test_what_a_share_menu_gives_is_title_and_link(log: Path, text: str) -> None:
    add(log, "Four\nhttps://arxiv.org/abs/4\n", *OLD_DAY)
    new = "- 📜[Four](https://arxiv.org/abs/4)\n"
    assert log.read_bytes() == text.replace("\n\n08/20", f"\n{new}\n08/20").encode()


@pytest.mark.parametrize("symbol", ["🎧", "🎙️", "👩‍💻", "⭐", "👍🏽", "🎧📜"])
def test_a_symbol_that_the_legend_does_not_name_comes_back_as_the_kind(
    log: Path, text: str, symbol: str
) -> None:
    add(log, "A podcast", "--kind", symbol, *OLD_DAY)
    assert log.read_bytes() == text.replace("\n\n08/20", f"\n- {symbol}A podcast\n\n08/20").encode()
    listed = json.loads(command("list", log, "--json").stdout)
    assert [entry["title"] for entry in listed if entry["kind"] == symbol] == ["A podcast"]


def test_tags_look_like_those_of_the_log(log: Path, text: str) -> None:
    new = "- Four #ml #deep-learning\n"
    tags = ("--tag", "ml", "--tag", "deep learning")
    assert add(log, "Four", *OLD_DAY, *tags) == f"{log}:10\n{new}"
    assert log.read_bytes() == text.replace("\n\n08/20", f"\n{new}\n08/20").encode()
    done = command("add", log, "Five", "--tag", "12")
    assert (done.returncode, "12 cannot be a tag here" in done.stderr) == (1, True)
