"""What the commands write to a terminal: nothing of a log that the terminal acts on."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from logtui.config.loading import config_path
from support.controls import CONTROLS
from support.programs import command
from support.terminals import Terminal

if TYPE_CHECKING:
    from pathlib import Path

# NUL cannot be in an argument or a name.
ODD = "\x1b]52;c;UFdO\x1b\\\x1b[2J" + "".join(CONTROLS.values()).replace("\x00", "")

LOG = (
    f"Legend:\n- 📜{ODD}: pa{ODD}pers\n\n2024-01-02 {ODD}\n"
    f"- 📜 ti{ODD}tle\n    - no{ODD}te\n- [b{ODD}](https://x{ODD}.org/{ODD})\n"
)

ANSWERS = {
    "list": ["list", "LOG"],
    "list of a kind": ["list", "LOG", "--kind", ODD],
    "list since": ["list", "LOG", "--since", ODD],
    "list of nothing": ["list", f"no{ODD}.md"],
    "json": ["list", "LOG", "--json"],
    "search": ["search", "LOG", "title"],
    "search for it": ["search", "LOG", f"kind:{ODD}"],
    "add": ["add", "LOG", "new", "--date", "2024-01-02"],
    "add it": ["add", "LOG", ODD],
    "add a kind": ["add", "LOG", "x", "--kind", ODD, "--dry-run"],
    "edit": ["edit", "LOG", "--line", "6", "--title", "new"],
    "rm": ["rm", "LOG", "--line", "6"],
    "undo": ["undo", "LOG"],
    "writes": ["undo", "LOG", "--list"],
    "versions": ["undo", "LOG", "--versions"],
    "repair": ["repair", "LOG"],
    "merge": ["merge", "LOG", "LOG", f"no{ODD}.md"],
    "init": ["init", "LOG"],
    "config": ["config"],
    "browse": [f"no{ODD}.md"],
    "slip": ["lst", f"{ODD}.md"],
    "words": ["list", "LOG", f"{ODD}.md"],
    "option": ["list", "LOG", f"--{ODD}"],
    "choice": ["--completion", ODD],
    "number": ["rm", "LOG", "--line", ODD],
}


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Give the path of a log with control characters in it and in its name."""
    path = tmp_path / f"log{ODD}.md".replace("/", "")
    path.write_bytes(LOG.encode("utf-8", "surrogateescape"))
    return path


@pytest.mark.parametrize("words", ANSWERS.values(), ids=list(ANSWERS))
def test_a_terminal_gets_text_only(log: Path, words: list[str]) -> None:
    settings = config_path()
    settings.parent.mkdir(parents=True)
    settings.write_text(f'theme = "{ODD[-8:-1]}"\n"a\u202eb" = 3\n')
    command("rm", log, "--line", "7")  # so that there is something to take back
    named = [str(log) if word == "LOG" else word for word in words]
    with Terminal(named) as terminal:
        terminal.wait()
    own = re.sub(rb"\x1b\[[0-9;]*m|\r\x1b\[K|\r\n", b"", terminal.raw).decode()
    assert own
    assert not {char for char in own if char in ODD and not char.isprintable()}
    assert b"\x1b]" not in terminal.raw
    assert b"\x1b[2J" not in terminal.raw


def test_json_says_the_same_in_other_characters(log: Path) -> None:
    done = command("list", log, "--jsonl")
    titles = [json.loads(line)["title"] for line in done.stdout.split("\n") if line]
    assert f"ti{ODD}tle" in titles
    assert not {char for char in done.stdout if char in ODD and not char.isprintable()}
