from __future__ import annotations

import csv
import datetime
import io
import json
import re
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from logtui.document.relations.same_link import link_identity
from logtui.document.text.urls import host_of
from support.programs import command
from support.terminals import Terminal

SHARED_LOGS = Path(__file__).parents[3] / "shared" / "logs"
LOGS = [*SHARED_LOGS.glob("*.md"), *SHARED_LOGS.glob("*/*.md")]


def output(*words: str | Path) -> str:
    """Return what a command prints that is called rightly."""
    done = command(*words)
    assert (done.returncode, done.stderr) == (0, "")
    return done.stdout


def listed(log: Path) -> list[dict[str, Any]]:
    """Return the entries of ``log`` as `list` gives them."""
    entries: list[dict[str, Any]] = json.loads(output("list", log, "--json"))
    return entries


def counted(log: Path, grouping: str, *words: str) -> dict[str, int]:
    """Return the counts of `stats --by`."""
    rows = (
        line.split("\t") for line in output("stats", log, *words, "--by", grouping).splitlines()
    )
    return {key: int(count) for key, count in rows}


@pytest.mark.parametrize("log", LOGS, ids=lambda log: log.stem[:40])
def test_figures_of_real_logs_are_those_that_their_lists_give(log: Path) -> None:
    entries = listed(log)
    figures = json.loads(output("stats", log, "--json", "--today", "2024-07-01"))
    dates = [entry["date"] for entry in entries if entry["date"]]
    days = sorted(datetime.date.fromisoformat(date) for date in dates if len(date) == 10)
    weeks = {(day - datetime.timedelta(days=day.weekday())) for day in days}
    urls = [entry["url"] for entry in entries if entry["url"]]
    assert figures["entries"] == len(entries)
    assert figures["days"] == len(set(days))
    assert figures["words"] == sum(
        len(re.findall(r"\S*[^\W_]\S*", entry["notes"] or "")) for entry in entries
    )
    assert figures["links"] == len(
        {link_identity(url) for url in urls if not url.startswith("#") and link_identity(url)}
    )
    assert figures["undated"] == len(entries) - len(dates)
    assert figures["without_day"] == len(dates) - len(days)
    assert figures["future"] == sum(day > datetime.date(2024, 7, 1) for day in days)
    past = sorted({day for day in days if day <= datetime.date(2024, 7, 1)})
    gaps = [(after - before).days - 1 for before, after in pairwise(past)]
    assert (figures["gap"] or {"days": 0})["days"] == max(gaps, default=0)
    assert sum(weekday["count"] for weekday in figures["weekdays"]) == len(days)
    if figures["week_streak"] and not figures["future"]:
        first = datetime.date.fromisoformat(figures["week_streak"]["first"])
        streak = {
            first + datetime.timedelta(weeks=week)
            for week in range(figures["week_streak"]["count"])
        }
        assert streak <= weeks
        assert min(streak) - datetime.timedelta(weeks=1) not in weeks
        assert max(streak) + datetime.timedelta(weeks=1) not in weeks


@pytest.mark.parametrize("log", LOGS, ids=lambda log: log.stem[:40])
def test_counts_of_real_logs_are_those_that_their_lists_give(log: Path) -> None:
    entries = listed(log)
    dates = [entry["date"] or "" for entry in entries]
    whole = [datetime.date.fromisoformat(date) for date in dates if len(date) == 10]
    assert counted(log, "day") == Counter(map(str, whole))
    assert counted(log, "month") == Counter(date[:7] for date in dates if len(date) >= 7)
    assert counted(log, "year") == Counter(date[:4] for date in dates if date)
    assert counted(log, "weekday") == Counter(day.strftime("%a") for day in whole)
    assert counted(log, "week") == Counter(day.strftime("%G-w%V") for day in whole)
    assert counted(log, "host") == Counter(host_of(entry["url"] or "") or "-" for entry in entries)
    kinds = Counter(
        " ".join(filter(None, (entry["kind"], entry["kind_name"]))) or "-" for entry in entries
    )
    assert sorted(counted(log, "kind").values()) == sorted(kinds.values())


LOG = """\
# 2024

## 2024-06-03
- [One](https://arxiv.org/abs/1706.03762) attention
    - five words of a note
- two

## 2024-06-04
- [One again](https://www.arxiv.org/pdf/1706.03762v2)

## 2024-06-12
- attention once more

## 2024-08
- some day of August

## 2025-01-01
- a plan
"""


@pytest.fixture
def dated_log(tmp_path: Path) -> Path:
    """Give a log with days, a month and a day that is still to come."""
    log = tmp_path / "log.md"
    log.write_text(LOG, encoding="utf-8")
    return log


def test_a_report_in_words(dated_log: Path) -> None:
    lines = output("stats", dated_log, "--today", "2024-06-20", "--ascii").splitlines()
    assert lines[:2] == ["6 entries, 1 link, 4 days, 5 words of notes", "2024-06-03 to 2024-06-12"]
    assert max(map(len, lines)) <= 80
    text = "\n".join(lines)
    assert "Longest gap    7 days between 2024-06-04 and 2024-06-12" in text
    assert "Streak         2 weeks; the longest 2 weeks from 2024-06-03 on" in text
    assert "Last 28 days   4 entries up to 2024-06-20, 0 in the 28 days before" in text
    assert "1 entry has no day" in text
    assert "1 entry lies in the future" in text
    assert "    2  One" in text
    assert text.isascii()


def test_a_map_of_days_ends_with_this_week_and_leaves_the_days_to_come_blank(
    dated_log: Path,
) -> None:
    report = output("stats", dated_log, "--today", "2024-06-12", "--ascii", "--map", "days")
    drawn_map = report.partition("less")[0].splitlines()[4:]
    rows = {line[:3]: line[5:].ljust(53) for line in drawn_map}
    assert rows["Mon"][-2:] == "# "
    assert rows["Tue"][-2:] == ". "
    assert rows["Wed"][-2:] == " ."
    assert "#" not in rows["Thu"]


def test_a_map_has_the_first_day_of_the_week_on_top(dated_log: Path) -> None:
    words = ("stats", dated_log, "--today", "2024-06-12", "--ascii", "--map", "days")
    for week, first, last in (((), "Mon", "Sun"), (("--week", "sun"), "Sun", "Sat")):
        rows = output(*words, *week).partition("less")[0].splitlines()[4:]
        assert (rows[0][:3], rows[6][:3]) == (first, last)
        # 2024-06-03 and 12 are a Monday and a Wednesday.
        drawn = {row[:3]: row[5:].ljust(53) for row in rows}
        assert (drawn["Mon"][-2:], drawn["Wed"][-2:]) == ("# ", " .")


def test_a_sparse_log_gets_months(dated_log: Path) -> None:
    lines = output("stats", dated_log, "--today", "2025-03-01").splitlines()
    assert "     Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec" in lines
    assert "2025 ░░░ ··· ···" in lines
    assert "2024 ··· ··· ··· ··· ··· ███ ··· ░░░ ··· ··· ··· ···" in lines


def test_a_query_is_the_timeline_of_a_term(dated_log: Path) -> None:
    assert counted(dated_log, "month", "attention") == {"2024-06": 2}
    assert output("stats", dated_log, "--by", "day", "attention", "--json") == (
        '[{"key": "2024-06-03", "count": 1}, {"key": "2024-06-12", "count": 1}]\n'
    )


def test_a_table_for_a_spreadsheet(log: Path) -> None:
    rows = list(csv.reader(io.StringIO(output("stats", log, "--csv"))))
    assert rows == [["day", "count"], ["2024-08-20", "2"], ["2024-09-25", "2"]]
    by_kind = list(csv.reader(io.StringIO(output("stats", log, "--csv", "--by", "kind"))))
    assert by_kind == [["kind", "count"], ["📜 papers", "2"], ["-", "1"], ["📺 videos", "1"]]


@pytest.mark.parametrize(
    ("options", "entries"),
    [
        (("--year", "2024"), 5),
        (("--since", "2024-06-04", "--until", "2024-06-30"), 2),
        (("--last", "2w"), 4),
        (("--last", "12d"), 1),
    ],
)
def test_periods(dated_log: Path, options: tuple[str, ...], entries: int) -> None:
    figures = json.loads(output("stats", dated_log, "--json", "--today", "2024-06-17", *options))
    assert figures["entries"] == entries


def test_a_period_is_compared_with_the_one_before(dated_log: Path) -> None:
    figures = json.loads(
        output(
            "stats",
            dated_log,
            "--json",
            "--since",
            "2024-06-05",
            "--until",
            "2024-06-12",
            "--today",
            "2024-06-20",
        )
    )
    assert figures["comparison"] == {
        "first": "2024-06-05",
        "last": "2024-06-12",
        "count": 1,
        "count_before": 3,
    }


@pytest.mark.parametrize(
    "options",
    [("--year", "2024", "--last", "2w"), ("--year", "2024", "--until", "2024"), ("--last", "soon")],
)
def test_options_that_do_not_go_together_are_wrong_usage(
    dated_log: Path, options: tuple[str, ...]
) -> None:
    assert command("stats", dated_log, *options).returncode == 2


def test_what_is_still_to_be_read_is_counted(tmp_path: Path) -> None:
    log = tmp_path / "log.md"
    log.write_text("## 2024-01-02\n- [ ] one\n- [x] two\n- [/] three\n- [ ] four\n- [x] five\n")
    assert json.loads(command("stats", log, "--json").stdout)["waiting"] == 3
    assert "3 entries are still to be read\n" in command("stats", log).stdout
    assert "still to be read" not in command("stats", log, "is:done").stdout


def test_a_log_without_dates_has_no_map(tmp_path: Path) -> None:
    log = tmp_path / "log.md"
    log.write_text("- one\n- two\n")
    lines = output("stats", log).splitlines()
    assert lines[:2] == ["2 entries, 0 links, 0 days, 0 words of notes", "no day is known"]
    assert "2 entries have no year" in lines
    assert "less" not in "".join(lines)


def test_an_empty_log_has_figures(tmp_path: Path) -> None:
    log = tmp_path / "log.md"
    log.write_text("")
    assert json.loads(output("stats", log, "--json"))["entries"] == 0
    assert output("stats", log, "--by", "day") == ""


def test_colours_of_a_terminal_and_none_where_none_are_wanted(dated_log: Path) -> None:
    words = ("stats", dated_log, "--today", "2024-06-20", "--map", "days")
    assert "\x1b[1;92m█" in output(*words, "--color", "always")
    assert "\x1b" not in output(*words)


def test_a_table_on_a_terminal_has_bars(dated_log: Path) -> None:
    with Terminal(["stats", str(dated_log), "--by", "month"]) as terminal:
        terminal.wait()
        shown = terminal.text
    assert "2024-06" in shown
    assert "█" in shown


def test_control_characters_of_a_log_stay_out(tmp_path: Path) -> None:
    log = tmp_path / "log.md"
    log.write_text(
        "## 2024-06-03\n- [a\x1b[2Jb](https://e\x1b]0;x.org/1)\n- [c](https://e\x1b]0;x.org/1)\n"
    )
    for options in ((), ("--by", "host"), ("--json",), ("--csv", "--by", "host")):
        assert "\x1b" not in output("stats", log, *options)
