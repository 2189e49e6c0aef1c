from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from logtui.commands.console.shell_completion import SHELLS
from support.pilots import configure
from support.programs import command

LOG = "Legend:\n- 📜: papers\n- 📰: blog posts, pages\n- 🎤: talks\x1b[2J\n\n2024-01-01\n- one\n"

BASH = r"""
eval "$(logtui --completion bash)"
complete -p logtui >/dev/null || exit 1
while IFS= read -r COMP_LINE; do
    COMP_POINT=${#COMP_LINE} COMP_TYPE=9 COMP_KEY=9 COMPREPLY=()
    read -ra COMP_WORDS <<<"$COMP_LINE"
    _python_argcomplete logtui
    (IFS='|'; printf '%s\n' "${COMPREPLY[*]}")
done
"""
FISH = r"""
logtui --completion fish | source
while read line
    echo (complete -C "$line" | cut -f1 | string join '|')
end
"""
ZSH = r"""
zmodload zsh/zpty || exit 1
zpty shell zsh -f -i
zpty -w shell 'autoload -Uz compinit; compinit -u -D'
zpty -w shell 'eval "$(logtui --completion zsh)"; echo re""ady'
zpty -r -m shell shown '*ready*'
while IFS=$'\t' read -r typed wanted; do
    zpty -w -n shell $'\x15'"$typed"$'\t'
    zpty -r -m shell shown "*$wanted*" || exit 1
    print -r -- "$wanted"
done
"""


def test_a_variable_of_a_shell_that_asked_earlier_is_no_question(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("_ARGCOMPLETE", "1")
    monkeypatch.delenv("COMP_LINE", raising=False)
    assert command("--version").returncode == command("config", "--path").returncode == 0


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Give a folder with a log, another file, a hidden one and a folder in it."""
    place = tmp_path / "place"
    (place / "sub").mkdir(parents=True)
    (place / "research-log.md").write_text(LOG, encoding="utf-8")
    (place / "with space.md").touch()
    (place / ".hidden").touch()
    configure('[filters]\npapers = "kind:papers"\n')
    return place


def run(shell: str, script: str, folder: Path, lines: list[str]) -> list[str]:
    """Give ``lines`` to ``script`` in a real shell and return the lines that come back."""
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    programs = Path(sys.executable).parent
    if not (programs / "logtui").exists():
        pytest.skip("logtui is not installed as a program beside this Python")
    options = {"bash": ["--norc", "--noprofile"], "zsh": ["-f"], "fish": ["--no-config"]}[shell]
    done = subprocess.run(
        [shell, *options, "-c", script],
        input="".join(f"{line}\n" for line in lines),
        capture_output=True,
        encoding="utf-8",
        cwd=folder,
        env=os.environ
        | {
            "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(folder),
            "TERM": "dumb",
        },
        check=True,
    )
    return done.stdout.splitlines()


ASKED = {
    "logtui li": "list",
    "logtui --comp": "--completion",
    "logtui --completion ": "bash|zsh|fish",
    "logtui list res": "research-log.md",
    "logtui list su": "sub/",
    "logtui list --js": "--json|--jsonl",
    "logtui list --color a": "auto|always",
    "logtui list research-log.md --kind p": "papers",
    "logtui list nowhere.md --kind ": "",
    "logtui add --date y": "yesterday",
    "logtui add research-log.md ": "",
    "logtui search research-log.md res": "",
    "logtui search research-log.md ki": "kind:",
    "logtui merge res": "research-log.md",
    "logtui export research-log.md --as b": "bibtex|biblatex",
    "logtui export research-log.md --append res": "research-log.md",
    "logtui export research-log.md --since y": "yesterday",
    "logtui list .h": ".hidden",
    "logtui list ~/res": "~/research-log.md",
}
"""What is typed, and what there is for it."""


def test_bash(folder: Path) -> None:
    shown = run("bash", BASH, folder, [*ASKED, "logtui list research-log.md --kind b", "logtui "])
    *answers, kind, first = [
        "|".join(sorted(part.strip() for part in line.split("|"))) for line in shown
    ]
    assert answers == ["|".join(sorted(answer.split("|"))) for answer in ASKED.values()]
    assert kind == r"blog\ posts"
    assert {"list", "search", "config", "research-log.md", "sub/"} <= {*first.split("|")}
    assert ".hidden" not in first


def test_fish(folder: Path) -> None:
    asked = ASKED | {"logtui stats research-log.md @p": "@papers"}
    shown = run("fish", FISH, folder, [*asked])
    assert ["|".join(sorted(line.split("|"))) for line in shown] == [
        "|".join(sorted(answer.split("|"))) for answer in asked.values()
    ]


def test_zsh(folder: Path) -> None:
    wanted = {
        "logtui sea": "logtui search ",
        "logtui list --jsonl --col": "--jsonl --color ",
        "logtui list research-log.md --kind pa": "--kind papers ",
        "logtui list wi": r"with\\ space.md",
    }
    shown = run("zsh", ZSH, folder, [f"{typed}\t{answer}" for typed, answer in wanted.items()])
    assert shown == list(wanted.values())


@pytest.mark.parametrize("shell", SHELLS)
def test_the_script_is_printed(shell: str) -> None:
    done = command("--completion", shell)
    assert (done.returncode, done.stderr) == (0, "")
    assert "logtui" in done.stdout


def test_another_shell_is_refused() -> None:
    done = command("--completion", "csh")
    assert done.returncode == 2
    assert "bash" in done.stderr


@pytest.mark.parametrize("line", ["logtui ", "logtui list research-log.md --kind "])
def test_completing_imports_no_screens(folder: Path, line: str) -> None:
    answer = folder / "answer"
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "logtui"],
        env=os.environ
        | {
            "_ARGCOMPLETE": "1",
            "_ARGCOMPLETE_STDOUT_FILENAME": str(answer),
            "COMP_LINE": line,
            "COMP_POINT": str(len(line)),
        },
        capture_output=True,
        text=True,
        cwd=folder,
        check=True,
    )
    assert answer.read_text()
    modules = {row.rpartition("|")[2].strip() for row in done.stderr.splitlines()}
    assert "argcomplete" in modules
    assert not {"textual", "rich", "rapidfuzz", "platformdirs"} & modules


def test_the_library_is_imported_for_nothing_else(folder: Path) -> None:
    code = (
        "import sys; from logtui.cli import main; main(['list', 'research-log.md']);"
        "print('argcomplete' in sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=folder, check=True
    )
    assert done.stdout.splitlines()[-1] == "False"
