from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from logtui.config.loading import config_path, load_config
from support.programs import command

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def file() -> Path:
    """Give the path of the user's configuration file, in a folder that exists."""
    path = config_path()
    path.parent.mkdir(parents=True)
    return path


def test_the_path_is_printed_whether_or_not_it_exists() -> None:
    done = command("config", "--path")
    assert (done.returncode, done.stdout, done.stderr) == (0, f"{config_path()}\n", "")


def test_the_platform_says_where_it_is(tmp_path: Path) -> None:
    done = command("config", "--path", XDG_CONFIG_HOME="", HOME=str(tmp_path))
    assert done.stdout == f"{tmp_path}/.config/logtui/config.toml\n"


def test_a_first_file_is_written_with_its_folders() -> None:
    done = command("config", "--init")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith(f"{config_path()}: ")
    assert "#theme = " in config_path().read_text(encoding="utf-8")
    assert load_config().problems == ()


@pytest.mark.parametrize("what", ["file", "folder", "dangling link"])
def test_what_exists_is_not_overwritten(file: Path, what: str) -> None:
    match what:
        case "file":
            file.write_text("log = 'mine'\n")
        case "folder":
            file.mkdir()
        case "dangling link":
            file.symlink_to("nowhere")
    done = command("config", "--init")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == f"logtui: {file} exists already; edit it, or move it away first\n"
    assert what != "file" or file.read_text() == "log = 'mine'\n"


def test_where_nothing_can_be_made_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "taken").touch()
    done = command("config", "--init", XDG_CONFIG_HOME=str(tmp_path / "taken"))
    assert done.returncode == 1
    assert "cannot be made: not a directory" in done.stderr


def test_settings_in_force_are_toml_with_their_origins(file: Path) -> None:
    file.write_text(
        '# mine\ndates = "log"\nlog = "/a \\"b\\".md"\n[panes]\ndetail = 40\n'
        '[keys]\n"screen.search" = "F3, ctrl+f"\n',
        encoding="utf-8",
    )
    done = command("config")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == f"# {file}"
    assert 'dates = "log"  # line 2' in lines
    assert 'theme = "tokyo-night"  # default' in lines
    assert "detail = 40  # line 5" in lines
    assert "# editor is not set" in lines
    assert tomllib.loads(done.stdout) == {
        "log": '/a "b".md',
        "theme": "tokyo-night",
        "dates": "log",
        "density": "comfortable",
        "panes": {"tree": True, "detail": 40, "filters": True},
        "fetch": {"automatic": False},
        "export": {},
        "queue": {"read_on_open": False},
        "tags": {"people": False},
        "start": {"on_this_day": False},
        "keys": {"screen.search": "f3, ctrl+f"},
    }
    file.write_text(done.stdout, encoding="utf-8")
    assert load_config().problems == ()


def test_a_variable_is_named_as_the_origin() -> None:
    done = command("config", LOGTUI_LOG="/b.md")
    assert 'log = "/b.md"  # $LOGTUI_LOG' in done.stdout.splitlines()
    assert "does not exist" in done.stdout


def test_problems_are_told_and_the_rest_is_shown(file: Path) -> None:
    file.write_text('thme = "nord"\ndates = "log"\ndensity = 3\n', encoding="utf-8")
    done = command("config")
    assert done.returncode == 1
    assert 'dates = "log"  # line 2' in done.stdout
    assert done.stderr.splitlines() == [
        f"logtui: {file}:1: there is no setting thme; did you mean theme?",
        f'logtui: {file}:3: density must be "comfortable" or "compact", not 3',
    ]


def test_controls_in_the_file_do_not_reach_the_terminal(file: Path) -> None:
    file.write_text('"\\u001b[2J" = 1\neditor = "vim \\u009b31m"\ntheme = "\\u001b]0;x"\n')
    done = command("config")
    assert done.returncode == 1
    assert not {"\x1b", "\x9b"} & set(done.stdout + done.stderr)
    assert tomllib.loads(done.stdout)["editor"] == "vim \x9b31m"


def test_wrong_usage() -> None:
    assert command("config", "--path", "--init").returncode == 2
    assert command("config", "something").returncode == 2
