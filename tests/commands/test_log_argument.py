"""How the log is named: by any name, as a stream, or only in the settings."""

from __future__ import annotations

import subprocess
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from logtui.cli import COMMANDS
from support.programs import command
from support.terminals import LOGTUI

if TYPE_CHECKING:
    from collections.abc import Sequence

LINE = "2\t2024-01-01\t-\tone\t-\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the working directory, with two logs in it."""
    monkeypatch.chdir(tmp_path)
    for name in ("log.md", "-dash.md"):
        Path(name).write_text("2024-01-01\n- one\n")
    return tmp_path


def bash(script: str) -> subprocess.CompletedProcess[str]:
    """Run ``script`` with ``$LOGTUI`` as the program."""
    return subprocess.run(
        ["bash", "-c", script.replace("$LOGTUI", " ".join(LOGTUI))],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("words", "printed"),
    [
        (["list", "--", "-dash.md"], LINE),
        (["list", "--since", "2024-01", "--", "-dash.md"], LINE),
        (["search", "--", "-dash.md", "one"], LINE),
        (["search", "log.md", "--limit", "1", "--", "-nothing"], ""),
        (["add", "--date", "2024-01-01", "--", "-dash.md", "two"], "-dash.md:3\n- two\n"),
        (["add", "log.md", "--date", "2024-01-01", "--", "--"], "log.md:3\n- \\--\n"),
        (
            ["rm", "--line", "2", "--", "-dash.md"],
            "-dash.md: delete one: -2 lines at 1, the rest unchanged\n",
        ),
    ],
)
def test_what_stands_after_two_dashes_is_no_option(words: list[str], printed: str) -> None:
    done = command(*words)
    assert (done.returncode, done.stdout, done.stderr) == (0, printed, "")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("name", ["-new.md", "a b.md", "it's.md", "$HOME.md", "-a b.md"])
def test_a_command_that_is_named_can_be_typed_as_it_is(name: str) -> None:
    hint = command("list", "--", name).stderr.split("`")[1]
    assert bash(hint.replace("logtui", "$LOGTUI", 1)).returncode == 0
    hint = command("--", name).stderr.split("`")[1]
    assert bash(hint.replace("logtui", "$LOGTUI", 1)).returncode == 0
    hint = command("undo", "--restore", "9", "--", name).stderr.split("`")[1]
    assert bash(hint.replace("logtui", "$LOGTUI", 1)).returncode == 0


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("how", ["- < log.md", "/dev/stdin < log.md", "<(cat log.md)"])
def test_a_stream_can_be_read(how: str) -> None:
    name, _, source = how.partition(" < ")
    for words in (f"list {name}", f"search {name} one"):
        done = bash(f"$LOGTUI {words} {source and '< ' + source}")
        assert (done.returncode, done.stdout, done.stderr) == (0, LINE, "")
    if source:
        done = bash(f"cat {source} | $LOGTUI list {name}")
        assert (done.returncode, done.stdout, done.stderr) == (0, LINE, "")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("words", ["list - <&-", "list /dev/fd/77", "list - < /dev/zero"])
def test_a_stream_that_is_no_log_is_refused_in_one_line(words: str) -> None:
    done = bash(f"$LOGTUI {words}")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)


@pytest.mark.parametrize("name", ["-", "/dev/stdin", "<(cat log.md)"])
@pytest.mark.parametrize(
    "words",
    [
        "add NAME new",
        "rm NAME --line 2",
        "edit NAME --line 2 --title x",
        "undo NAME",
        "undo NAME --list",
        "redo NAME",
        "repair NAME",
        "init NAME",
        "merge NAME",
        "merge log.md NAME",
        "NAME",
    ],
)
def test_a_stream_is_not_written_to_or_browsed(folder: Path, words: str, name: str) -> None:
    before = sorted(folder.iterdir())
    done = bash(f"$LOGTUI {words.replace('NAME', name)} < log.md")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert " is a stream, " in done.stderr
    assert (sorted(folder.iterdir()), Path("log.md").read_text()) == (before, "2024-01-01\n- one\n")


@pytest.mark.usefixtures("folder")
def test_queries_and_log_are_not_both_read_from_standard_input() -> None:
    assert command("search", "-", "--batch", stdin="one\n").returncode == 2


WITHOUT_FILE: list[tuple[Sequence[str], str]] = [
    (["list"], LINE),
    (["search", "one"], LINE),
    (["search", "on", "one"], LINE),
    (["add", "two", "--date", "2024-01-01"], "LOG:3\n- two\n"),
    (
        ["add", "a [t](https://e.org//x)", "--url", "https://e.org/y", "--date", "2024-01-01"],
        "- [a \\[t\\](https://e.org//x)](https://e.org/y)\n",
    ),
    (["rm", "--line", "2"], "LOG: delete one: -2 lines at 1, the rest unchanged\n"),
    (["edit", "--line", "2", "--title", "x"], "LOG: edit one: "),
    (["undo", "--list"], ""),
    (["repair", "--dry-run"], ""),
    (["merge"], ""),
]


@pytest.mark.parametrize(("words", "printed"), WITHOUT_FILE)
@pytest.mark.parametrize("how", ["variable", "settings"])
def test_the_log_of_the_settings_need_not_be_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch, words: list[str], printed: str, how: str
) -> None:
    log = folder / "log.md"
    if how == "variable":
        monkeypatch.setenv("LOGTUI_LOG", str(log))
    else:
        settings = Path(command("config", "--path").stdout.strip())
        settings.parent.mkdir(parents=True)
        settings.write_text(f"log = '{log}'\n")
    done = command(*words)
    assert done.returncode == 0
    assert printed.replace("LOG", str(log)) in done.stdout


def test_the_first_word_is_the_log_where_it_looks_like_one(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "plain").write_text("2024-02-02\n- other\n")
    (folder / "one").mkdir()
    monkeypatch.setenv("LOGTUI_LOG", "log.md")
    assert command("search", "plain", "one").stdout == ""
    assert command("search", "one").stdout == LINE
    assert "new.md does not exist" in command("search", "new.md", "one").stderr
    assert "new does not exist" in command("list", "new").stderr
    assert "new does not exist" in command("add", "new", "title").stderr
    assert command("add", "log.md").returncode == 2
    long = "word " * 100
    assert command("add", long, "--date", "2024-01-01").returncode == 0
    assert (folder / "log.md").read_text() == f"2024-01-01\n- one\n- {long.strip()}\n"


def test_a_new_log_is_that_of_the_settings(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGTUI_LOG", "new.md")
    assert command("init").returncode == 0
    assert (folder / "new.md").exists()


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("words", [["list"], ["undo"], ["init"], ["rm", "--line", "2"]])
def test_without_any_log_it_is_said_how_to_name_one(words: list[str]) -> None:
    done = command(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert "which log?" in done.stderr
    assert "$LOGTUI_LOG" in done.stderr


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    "words",
    [["search", "nofile"], ["add", "A title"], ["add", "nofile", "--url", "[t](https://e.org)"]],
)
def test_a_single_word_without_any_log_is_not_taken_for_one(words: list[str]) -> None:
    done = command(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert f"{words[1]!r} is not a file, and FILE comes before it; which log?" in done.stderr


@pytest.mark.usefixtures("folder")
def test_a_file_may_be_called_like_standard_input() -> None:
    Path("-").write_text("2024-01-01\n- dash\n")
    assert bash("$LOGTUI list ./- < log.md").stdout == "2\t2024-01-01\t-\tdash\t-\n"
    assert bash("$LOGTUI list - < log.md").stdout == LINE
    assert bash("$LOGTUI add ./- two --date 2024-01-01").returncode == 0
    assert Path("-").read_text() == "2024-01-01\n- dash\n- two\n"
    hint = bash("$LOGTUI ./-").stderr.split("`")[1]
    assert "two" in bash(hint.replace("logtui", "$LOGTUI", 1)).stdout


@pytest.mark.usefixtures("folder")
def test_every_manual_page_names_the_variable_and_the_settings() -> None:
    for name in COMMANDS:
        page = command(name, "--help").stdout
        assert "\n  $LOGTUI_LOG" in page
        assert "config.toml" in page


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("words", ["undo x.md --versions", "merge --install"])
def test_a_working_directory_that_is_gone_is_told_in_one_line(words: str) -> None:
    done = bash(f"mkdir gone && cd gone && rmdir ../gone && $LOGTUI {words}")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "logtui: the folder that logtui was started in is gone; change to another one\n"
    )


def test_a_relative_log_of_the_settings_is_refused_wherever_one_is(folder: Path) -> None:
    settings = Path(command("config", "--path").stdout.strip())
    settings.parent.mkdir(parents=True)
    settings.write_text('log = "log.md"\n')
    assert (folder / "log.md").exists()
    done = command("list")
    assert (done.returncode, done.stdout) == (1, "")
    assert "log must be a path in quotes that begins with / or ~" in done.stderr
