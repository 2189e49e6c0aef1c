import os
import re
import shlex
import subprocess
import sys
from importlib import import_module
from pathlib import Path

import pytest

from logtui import __version__
from logtui.cli import COMMANDS
from logtui.config.loading import config_path
from logtui.errors import InPlaceOnlyError
from support.programs import command, logtui, without_privileges

HEAVY = ("textual", "rich.console", "rapidfuzz", "asyncio")
ABOUT = [*COMMANDS.items()]


def test_version() -> None:
    done = logtui("--version")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"logtui {__version__}\n", "")


def test_the_version_costs_next_to_nothing() -> None:
    heavy = {"argparse", "argcomplete", "pathlib", "logtui.config", "logtui.session", *HEAVY}
    code = (
        "import sys; from logtui.cli import main; main(['--version']);"
        f"print([module for module in {heavy!r} if module in sys.modules])"
    )
    # Without site, which may import anything by itself.
    command_line = [sys.executable, "-S", "-c", code]
    paths = os.pathsep.join(path for path in sys.path if path)
    done = subprocess.run(
        command_line,
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": paths},
    )
    assert done.stdout == f"logtui {__version__}\n[]\n"


def test_no_module_is_taken_from_next_to_the_program(tmp_path: Path) -> None:
    program = tmp_path / "logtui"
    program.write_text("import sys\nfrom logtui.cli import main\nsys.exit(main())\n")
    tmp_path.joinpath("argparse.py").write_text("raise SystemExit('not the real one')\n")
    words = [sys.executable, str(program), "list", "--help"]
    done = subprocess.run(words, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_help_names_the_commands() -> None:
    done = command("--help")
    assert done.returncode == 0
    assert all(f"\n  {name} " in done.stdout and what in done.stdout for name, what in ABOUT)
    assert "--completion SHELL" in done.stdout
    assert "$LOGTUI_LOG" in done.stdout
    assert "config.toml" in done.stdout


@pytest.mark.parametrize("name", [*COMMANDS, ""])
@pytest.mark.parametrize("columns", [60, 80, 200])
def test_every_help_is_a_manual_page(name: str, columns: int) -> None:
    done = command(*filter(None, [name]), "--help", COLUMNS=str(columns))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"usage: logtui {name}".rstrip())
    assert "\nexit status:\n  0  " in done.stdout
    assert "\n  2  wrong usage\n" in done.stdout
    assert "\nexamples:\n  " in done.stdout
    if columns >= 80:
        assert max(map(len, done.stdout.splitlines())) <= max(80, columns // 2)


def test_a_narrow_terminal_gets_narrow_paragraphs() -> None:
    shown = command("search", "--help", COLUMNS="60").stdout
    prose = shown.partition("Half-remembered")[2].partition("positional")[0]
    assert max(map(len, prose.splitlines())) <= 58


def test_examples_of_the_manual_work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    examples = [
        shlex.split(line.partition(" |")[0])[1:]
        for name in ("init", "add", "list", "search", "config", "changing.edit", "changing.rm")
        for line, _ in import_module(f"logtui.commands.{name}").COMMAND.page.examples
        if line.startswith("logtui ") and not line.endswith("--line 10")
    ]
    assert len(examples) > 12
    settings = config_path()
    settings.parent.mkdir(parents=True)
    settings.write_text('[filters]\npapers-2024 = "in:2024"\n', encoding="utf-8")
    for words in examples:
        if "--init" in words:
            settings.unlink()
        done = command(*words)
        assert (done.returncode, done.stderr) == (0, ""), words


def test_a_log_that_only_writing_in_place_keeps_names_each_command_that_can_do_so() -> None:
    able = [name for name in COMMANDS if "--in-place" in command(name, "--help").stdout]
    why, _, how = str(InPlaceOnlyError("it has 2 hard links")).partition("; ")
    assert why == "it has 2 hard links"
    assert re.findall(r"`(?:logtui )?(\w+)`", how) == able
    assert how.endswith(" do so with --in-place")


def test_without_a_log_says_how_to_start(tmp_path: Path) -> None:
    done = logtui(XDG_CONFIG_HOME=str(tmp_path), LOGTUI_LOG="")
    assert done.returncode == 2
    assert done.stdout == ""
    assert "logtui --demo" in done.stderr


def test_wrong_usage() -> None:
    assert logtui("--no-such-option").returncode == 2
    assert logtui("list").returncode == 2


@pytest.mark.parametrize(
    ("word", "meant"),
    [("lst", "list"), ("serach", "search"), ("ad", "add"), ("Add", "add"), ("undp", "undo")],
)
def test_a_slip_in_a_command_is_told(tmp_path: Path, word: str, meant: str) -> None:
    done = command(word, tmp_path / "log.md")
    said = f"logtui: '{word}' is not a command; did you mean `logtui {meant}`?\n"
    assert (done.returncode, done.stdout, done.stderr) == (2, "", said)


def test_a_log_is_no_slip_in_a_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "lst").write_text("2024-01-01\n- one\n")
    done = command("lst", "other.md")
    assert done.returncode == 2
    assert "unrecognized arguments: other.md" in done.stderr


@pytest.mark.parametrize(
    "words", [("rm", "log.md", "--line"), ("search", "log.md", "x", "--limit")]
)
def test_what_is_no_number_is_said_in_words(words: tuple[str, ...]) -> None:
    done = command(*words, "abc")
    assert done.returncode == 2
    assert done.stderr.endswith(f"argument {words[-1]}: 'abc' is not a whole number\n")


@pytest.mark.parametrize("how", ["variable", "configuration"])
def test_the_usual_log_need_not_be_named(tmp_path: Path, how: str) -> None:
    log = tmp_path / "mine.md"
    log.write_text("2024-01-01\n- one\n")
    config = tmp_path / "logtui" / "config.toml"
    config.parent.mkdir()
    config.write_text(f"log = '{log}'\n")
    variable = str(log) if how == "variable" else ""
    done = logtui(XDG_CONFIG_HOME=str(tmp_path), LOGTUI_LOG=variable)
    assert done.returncode == 1  # found, but there is no terminal
    assert f"logtui list {log}" in done.stderr


def test_a_broken_configuration_is_named(tmp_path: Path) -> None:
    config = tmp_path / "logtui" / "config.toml"
    config.parent.mkdir()
    config.write_text("log = 3\n")
    done = logtui(XDG_CONFIG_HOME=str(tmp_path), LOGTUI_LOG="")
    assert done.returncode == 1
    assert str(config) in done.stderr


@pytest.mark.parametrize("words", [[], ["list"]])
@pytest.mark.parametrize("what", ["missing", "directory", "fifo", "device", "unreadable", "1 GB"])
def test_what_is_no_log_is_refused_in_one_line(tmp_path: Path, what: str, words: list[str]) -> None:
    path = tmp_path / "log.md"
    match what:
        case "directory":
            path.mkdir()
        case "fifo":
            os.mkfifo(path)
        case "device":
            path = Path("/dev/zero")
        case "unreadable":
            path.write_text("2024-01-01\n- one\n")
            path.chmod(0)
        case "1 GB":
            path.write_text("2024-01-01\n- one\n")
            os.truncate(path, 1 << 30)  # a hole: it takes no room on the disk
    within = without_privileges() if what == "unreadable" else ()
    done = logtui(*words, path, within=within)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.startswith("logtui: ")
    assert done.stderr.count("\n") == 1
    if what == "missing":
        assert "logtui init" in done.stderr


def test_a_hostile_file_name_does_not_reach_the_terminal(tmp_path: Path) -> None:
    done = logtui(tmp_path / "\x1b]0;owned\x07.md")
    assert done.returncode == 1
    assert "\x1b" not in done.stderr


@pytest.mark.parametrize(
    "module",
    [
        "logtui.document.reading.parser",
        "logtui.storage.log_file",
        "logtui.session",
        "logtui.commands.list",
    ],
)
def test_headless_parts_import_nothing_heavy(module: str) -> None:
    code = f"import sys, {module}; print([m for m in {HEAVY!r} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_no_command_imports_textual(tmp_path: Path) -> None:
    log = tmp_path / "log.md"
    log.write_text("2024-01-01\n- one\n")
    code = (
        "import sys; from logtui.cli import main; "
        f"status = main({['list', str(log)]!r}); "
        "print(status, 'textual' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "0 False"


def test_output_may_be_cut_short(tmp_path: Path) -> None:
    log = tmp_path / "log.md"
    log.write_text("2024-01-01\n" + "- entry\n" * 20_000)
    done = subprocess.run(
        ["sh", "-c", f"{sys.executable} -m logtui list {log} | head -n 1"],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.count("\n") == 1
    assert done.stderr == ""


def test_the_sample_needs_a_terminal_and_says_nothing_of_its_copy() -> None:
    done = logtui("--demo")
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "logtui init research-log.md" in done.stderr
    assert "logtui-demo-" not in done.stderr


@pytest.mark.parametrize(
    "words", [["--demo", "log.md"], ["log.md", "--demo"], ["--demo", "--completion", "bash"]]
)
def test_what_cannot_both_be_done_is_wrong_usage(words: list[str]) -> None:
    assert command(*words).returncode == 2


@pytest.mark.parametrize(
    ("words", "same"),
    [(["help"], ["--help"]), (["help", "add"], ["add", "--help"]), (["help", "help"], ["--help"])],
)
def test_help_may_be_asked_for_by_a_word(words: list[str], same: list[str]) -> None:
    assert command(*words).stdout == command(*same).stdout != ""


def test_a_word_that_is_neither_command_nor_file_leads_to_the_commands() -> None:
    done = command("version")
    assert done.returncode == 1
    assert "`logtui --help`" in done.stderr
