"""What agents are told: every example in it works."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest

from support.programs import command

TEXT = files("logtui.agents").joinpath("skill.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^\$ (.+)$", TEXT, re.MULTILINE)
SAMPLE = files("logtui").joinpath("demo/research-log.md").read_bytes()
BOOKMARKS = (
    '<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><DT><A HREF="https://a.example/"'
    ' ADD_DATE="1700000000">A</A></DL>'
)


def test_the_command_prints_it() -> None:
    assert command("skill").stdout == TEXT


def test_it_is_a_skill_with_a_name_and_a_description() -> None:
    head = TEXT.split("---\n")[1]
    assert re.fullmatch(r"name: [a-z-]{1,64}\ndescription: .{80,1024}\n", head)
    assert len(EXAMPLES) >= 12


def test_all_examples_work_one_after_the_other(tmp_path: Path) -> None:
    (tmp_path / "log.md").write_bytes(SAMPLE)
    (tmp_path / "bookmarks.html").write_text(BOOKMARKS, "utf-8")
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    for example in EXAMPLES:
        done = subprocess.run(
            ["sh", "-c", example],
            cwd=tmp_path,
            env=os.environ | {"PATH": path},
            capture_output=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, f"{example}: {done.stderr}"
        assert done.stdout, example


def test_every_command_in_it_exists() -> None:
    names = set(re.findall(r"[`$|] ?logtui ([a-z]+)", TEXT))
    assert names >= {"search", "list", "add", "edit", "undo", "export", "import", "rm"}
    for name in names:
        assert command(name, "--help").returncode == 0


@pytest.mark.parametrize("word", ["--limit", "--jsonl", "--since", "--if-exists", "--stdin"])
def test_it_names_the_options_that_matter(word: str) -> None:
    assert word in TEXT
