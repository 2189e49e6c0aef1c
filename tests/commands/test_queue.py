from __future__ import annotations

import datetime
import json
from typing import TYPE_CHECKING

import pytest

from support.programs import command
from support.queue_log import SECTION

if TYPE_CHECKING:
    from pathlib import Path

TODAY = datetime.date.today()  # noqa: DTZ011 - the user's own day is meant
DAY = f"{TODAY:%Y-%m-%d}"

BOXES = """\
# Log

## 2024-05-06

- [ ] [One](https://a.org/1)
  - a note
- [x] Two

## 2024-05-05

- [/] Three
- Four
"""


@pytest.fixture
def boxes(tmp_path: Path) -> Path:
    file = tmp_path / "boxes.md"
    file.write_bytes(BOXES.encode())
    return file


def days_since(year: int, month: int, day: int) -> int:
    return (TODAY - datetime.date(year, month, day)).days


def test_what_is_to_be_read_is_listed_with_its_age_the_oldest_first(boxes: Path) -> None:
    done = command("queue", boxes)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        f"11 {days_since(2024, 5, 5)} d Three (reading)\n 5 {days_since(2024, 5, 6)} d One  a.org\n"
    )


def test_what_has_no_date_is_listed_last_without_an_age(section: Path) -> None:
    section.write_bytes(f"{SECTION}- [ ] Four\n".encode())
    done = command("queue", section)
    age = f"{days_since(2024, 5, 6)} d"
    dash = "-".rjust(len(age))
    assert done.stdout == f"11 {age} Four\n 5 {dash} One  a.org\n 6 {dash} Two\n"


def test_a_query_chooses_of_the_queue(boxes: Path) -> None:
    assert command("queue", boxes, "three").stdout.endswith(" d Three (reading)\n")
    assert command("queue", boxes, "two").stdout == ""


def test_the_queue_as_json_has_states_and_ages(boxes: Path) -> None:
    first, second = json.loads(command("queue", boxes, "--json").stdout)
    assert (first["title"], first["state"], first["age"]) == (
        "Three",
        "reading",
        days_since(2024, 5, 5),
    )
    assert (second["line"], second["state"]) == (5, "open")
    assert command("queue", boxes, "two", "--json").stdout == "[]\n"


def test_every_entry_in_json_has_its_state(boxes: Path, section: Path) -> None:
    lines = command("list", boxes, "--jsonl").stdout.splitlines()
    assert [json.loads(line)["state"] for line in lines] == ["open", "done", "reading", None]
    lines = command("list", section, "--jsonl").stdout.splitlines()
    assert [json.loads(line)["state"] for line in lines] == ["open", "open", None]


def test_a_box_is_ticked_and_the_tick_can_be_taken_back(boxes: Path) -> None:
    done = command("done", boxes, "--line", "6")
    assert (done.returncode, done.stderr) == (0, "")
    assert boxes.read_bytes() == BOXES.replace("[ ]", "[x]").encode()
    assert command("undo", boxes).returncode == 0
    assert boxes.read_bytes() == BOXES.encode()


def test_what_stands_in_a_section_goes_to_today(section: Path) -> None:
    assert command("done", section, "--line", "5").returncode == 0
    assert section.read_bytes().decode() == (
        SECTION.replace("- [One](https://a.org/1)\n", "").replace(
            "## 2024-05-06", f"## {DAY}\n\n- [One](https://a.org/1)\n\n## 2024-05-06"
        )
    )
    assert command("undo", section).returncode == 0
    assert section.read_bytes() == SECTION.encode()


def test_options_choose_the_way(boxes: Path, section: Path) -> None:
    assert command("done", section, "--line", "5", "--tick").returncode == 0
    assert section.read_bytes() == SECTION.replace("- [One]", "- [x] [One]").encode()
    assert command("done", boxes, "--line", "5", "--move").returncode == 0
    assert f"## {DAY}\n\n- [One](https://a.org/1)\n  - a note\n" in boxes.read_text()


def test_the_setting_chooses_the_way(
    boxes: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = tmp_path / "config" / "logtui" / "config.toml"
    config.parent.mkdir(parents=True)
    config.write_text('[queue]\ndone = "move"\n')
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    assert command("done", boxes, "--line", "5").returncode == 0
    assert f"## {DAY}\n\n- [One]" in boxes.read_text()


def test_a_dry_run_shows_the_change_and_makes_none(boxes: Path) -> None:
    done = command("done", boxes, "--line", "5", "--dry-run")
    assert "-- [ ] [One](https://a.org/1)\n+- [x] [One](https://a.org/1)\n" in done.stdout
    assert boxes.read_bytes() == BOXES.encode()


def test_what_is_done_already_is_left_alone(boxes: Path) -> None:
    done = command("done", boxes, "--line", "7")
    assert (done.returncode, done.stderr) == (
        0,
        "logtui: nothing is different, nothing is written\n",
    )
    assert boxes.read_bytes() == BOXES.encode()


def test_what_was_never_to_be_read_is_refused(boxes: Path) -> None:
    done = command("done", boxes, "--line", "12")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "logtui: the entry of line 12 is not marked as still to be read, nothing is written;"
        " --tick writes [x] before it\n"
    )
    assert boxes.read_bytes() == BOXES.encode()
    assert command("done", boxes, "--line", "12", "--tick").returncode == 0
    assert boxes.read_bytes() == BOXES.replace("- Four", "- [x] Four").encode()


def test_move_and_tick_exclude_each_other(boxes: Path) -> None:
    done = command("done", boxes, "--line", "5", "--move", "--tick")
    assert done.returncode == 2
    assert "not allowed with" in done.stderr


def test_a_new_entry_is_for_later_in_the_way_of_the_log(boxes: Path, section: Path) -> None:
    assert command("add", boxes, "Five", "--later").returncode == 0
    assert f"## {DAY}\n\n- [ ] Five\n\n## 2024-05-06" in boxes.read_text()
    assert command("add", section, "Five", "--later").returncode == 0
    assert section.read_text() == SECTION.replace("- Two\n", "- Two\n- Five\n")
    assert command("add", section, "Six", "--later", "--date", "2024-05-06").returncode == 0
    assert "- Three\n- [ ] Six\n" in section.read_text()


def test_a_log_without_any_way_gets_a_box_for_later_and_none_for_others(log: Path) -> None:
    assert command("add", log, "Five", "--later", "--date", "2024-09-25").returncode == 0
    assert command("add", log, "Six", "--date", "2024-09-25").returncode == 0
    assert "- [ ] Five\n- Six\n" in log.read_text()


def test_many_links_are_for_later(boxes: Path, section: Path) -> None:
    links = "https://b.org/1\n[B](https://b.org/2)\n"
    assert command("add", boxes, "--stdin", "--later", stdin=links).returncode == 0
    assert "- [ ] [b.org/1](https://b.org/1)\n- [ ] [B](https://b.org/2)\n" in boxes.read_text()
    assert command("add", section, "--stdin", "--later", stdin=links).returncode == 0
    assert "- Two\n- [b.org/1](https://b.org/1)\n- [B](https://b.org/2)\n" in section.read_text()


def test_the_queue_kind_goes_before_the_kind_of_the_host(log: Path, text: str) -> None:
    log.write_bytes(text.replace("- 📺: videos", "- 🔖: to read").encode())
    link = "https://arxiv.org/abs/4"
    assert command("add", log, "Four", "--url", link, "--later").returncode == 0
    assert f"- 🔖[Four]({link})\n" in log.read_text()
    assert command("done", log, "--line", "6").returncode == 0
    assert f"\n- [Four]({link})\n" in log.read_text()
