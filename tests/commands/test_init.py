from __future__ import annotations

import json
from typing import TYPE_CHECKING

from support.programs import command

if TYPE_CHECKING:
    from pathlib import Path

LEGEND = """\
Legend:
- 📜: papers
- 📰: blog posts, project pages
- 📖: books
- 🌐: broad/general resources
- 🧪: code, experiments
- 📺: videos
"""


def test_a_new_log_holds_a_legend_and_nothing_else(tmp_path: Path) -> None:
    log = tmp_path / "research-log.md"
    done = command("init", log)
    assert (done.returncode, done.stderr) == (0, "")
    assert str(log) in done.stdout
    assert log.read_bytes() == LEGEND.encode()
    assert command("list", log, "--json").stdout == "[]\n"


def test_the_legend_is_one_for_the_first_entry(tmp_path: Path) -> None:
    log = tmp_path / "research-log.md"
    command("init", log)
    command("add", log, "One", "--kind", "paper", "--date", "2024-09-25")
    assert log.read_bytes().startswith(LEGEND.encode())
    (entry,) = json.loads(command("list", log, "--json").stdout)
    assert (entry["kind_name"], entry["date"]) == ("papers", "2024-09-25")


def test_an_existing_file_is_refused(log: Path, text: str) -> None:
    done = command("init", log)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("logtui: ")
    assert "exists already" in done.stderr
    assert log.read_bytes() == text.encode()


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    done = command("init", tmp_path / "nowhere" / "log.md")
    assert done.returncode == 1
    assert done.stderr == (
        f"logtui: {tmp_path / 'nowhere'} does not exist; make that folder first\n"
    )
