from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from textual.theme import BUILTIN_THEMES

from logtui.config.loading import config_path, default_log, load_config, load_existing_config
from logtui.config.reading import read_statements
from logtui.config.settings import SETTINGS, THEMES, Config, ConfigError
from logtui.config.starter import starter_text
from logtui.key_table import KEYS


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "config.toml"


def problems(file: Path, text: str) -> list[str]:
    """Return the problems of a file that holds ``text``, each from its line number on."""
    file.write_text(text, encoding="utf-8")
    return [str(problem).removeprefix(f"{file}:") for problem in load_config(file).problems]


def test_without_a_file_everything_is_as_delivered(file: Path) -> None:
    config = load_config(file)
    assert config == Config(file)
    assert (config.theme, config.dates, config.density) == ("tokyo-night", "iso", "comfortable")
    assert (config.panes.tree, config.fetch.automatic) == (True, False)
    assert config.problems == ()


def test_every_setting_is_taken(file: Path) -> None:
    file.write_text(
        'log = "~/log.md"\ntheme = "nord"\ndates = "log"\ndensity = "compact"\n'
        "editor = 'code --wait'\n\n[panes]\ntree = false\ndetail = 60\n\n"
        '[fetch]\nautomatic = true\n\n[keys]\n"screen.search" = "f5, Ctrl+F"\n',
        encoding="utf-8",
    )
    config = load_config(file)
    assert config.problems == ()
    assert config.keys == {"screen.search": "f5,ctrl+f"}
    assert config.log == Path.home() / "log.md"
    assert (config.theme, config.dates, config.density) == ("nord", "log", "compact")
    assert config.editor == "code --wait"
    assert (config.panes.tree, config.panes.detail, config.fetch.automatic) == (False, 60, True)
    assert config.lines == {
        "log": 1,
        "theme": 2,
        "dates": 3,
        "density": 4,
        "editor": 5,
        "panes.tree": 8,
        "panes.detail": 9,
        "fetch.automatic": 12,
        "keys.screen.search": 15,
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('thme = "nord"', "1: there is no setting thme; did you mean theme?"),
        ("tree = true", "1: there is no setting tree; did you mean panes.tree?"),
        ('[keys]\ntheme = "nord"', "2: there is no setting keys.theme; theme has to stand above"),
        ("[panes]\nlog = 'x'", "2: there is no setting panes.log; log has to stand above"),
        ("zzz = 1", "1: there is no setting zzz; there are log, inbox, theme, dates"),
        ("[zzz]", ""),
        ("[[zzz]]\na = 1", "2: there is no setting zzz.a; there are log"),
        ("panes = 3", "1: panes must be a table: a line [panes] and its settings below"),
        ("\n\ndensity = 3", '3: density must be "comfortable" or "compact", not 3'),
        ('dates = "shrt"', '1: dates must be "iso", "log" or "short", not "shrt" (did you mean'),
        ('theme = "nrod"', '"ansi-light", not "nrod" (did you mean "nord"?)'),
        ("log = 3", "1: log must be a path in quotes"),
        ('log = ""', "1: log must be a path in quotes"),
        ('log = "~no-such-user-here/log.md"', "1: log must be a path in quotes"),
        ('log = "research-log.md"', "1: log must be a path in quotes that begins with / or ~"),
        ('log = "./log.md"', "1: log must be a path in quotes that begins with / or ~"),
        ('log = "../notes/log.md"', "1: log must be a path in quotes that begins with / or ~"),
        ('log = "$HOME/log.md"', "1: log must be a path in quotes that begins with / or ~"),
        ('editor = "vim \'x"', "1: editor must be a command in quotes"),
        ("panes.tree = 1", "1: panes.tree must be true or false, not 1"),
        ("panes = { tree = 'no' }", '1: panes.tree must be true or false, not "no"'),
        ("[panes]\ndetail = true", "2: panes.detail must be a whole number from 20 to 80, not tr"),
        ("panes.detail = 81", "1: panes.detail must be a whole number from 20 to 80, not 81"),
        ("editor = [\n1,\n2,\n]\nlog = 1", "5: log must be"),
        ("editor = '''\nvim'''\nlog = 1", "3: log must be"),
        ('[keys]\n"a.b" = "x"', "2: there is no setting keys.a.b; `logtui config --init`"),
        ('[keys]\n"screen.serch" = "x"', 'did you mean "screen.search"?'),
        ('[keys]\nscreen.edit = "y"', '2: keys of "screen.edit": y is the key of "screen.copy" ('),
        ('keys.screen.add = "f7"\nkeys."screen.add" = "f8"', "2: keys.screen.add is set in line 1"),
    ],
)
def test_what_is_wrong_is_told_with_its_line_and_what_is_allowed(
    file: Path, text: str, expected: str
) -> None:
    told = problems(file, text)
    assert expected in told[-1] if expected else told == []


def test_the_rest_is_used(file: Path) -> None:
    told = problems(file, 'theme = "x"\ndates = "log"\nnew = 1\n[panes]\ntree = false\n')
    assert [line.partition(":")[0] for line in told] == ["1", "3"]
    config = load_config(file)
    assert (config.theme, config.dates, config.panes.tree) == ("tokyo-night", "log", False)
    assert config.lines == {"dates": 2, "panes.tree": 5}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("theme = nord", 1),
        ('dates = "log"\n\ntheme = "nord', 3),
        ('log = "x"\nlog = "y"', 2),
        ("# a\n[panes\n", 2),
        ("editor = [\n1,\n", 2),
    ],
)
def test_of_what_is_no_toml_nothing_is_used(file: Path, text: str, line: int) -> None:
    (told,) = problems(file, text)
    assert told.startswith(f"{line}: this is not TOML: ")
    assert told.endswith("; all settings keep their defaults")
    assert load_config(file)._replace(problems=()) == Config(file)


def test_bytes_that_are_no_text_are_told_with_their_line(file: Path) -> None:
    file.write_bytes(b'dates = "log"\n# \xff\n')
    (problem,) = load_config(file).problems
    assert (problem.line, problem.setting) == (2, "")


@pytest.mark.parametrize("kind", ["folder", "fifo", "device"])
def test_what_is_no_file_is_told_at_once(file: Path, kind: str) -> None:
    match kind:
        case "folder":
            file.mkdir()
        case "fifo":
            os.mkfifo(file)
        case "device":
            file.symlink_to("/dev/zero")
    (problem,) = load_config(file).problems
    assert "not a regular file" in str(problem)
    assert problem.line is None


def test_a_link_byte_order_mark_and_line_ends_of_windows_make_no_difference(file: Path) -> None:
    real = file.with_name("dotfiles.toml")
    real.write_bytes(b'\xef\xbb\xbfdates = "log"\r\neditor = """\r\nvim"""\r\nlog = 1\r\n')
    file.symlink_to(real)
    config = load_config(file)
    assert (config.dates, config.editor) == ("log", "vim")
    assert [problem.line for problem in config.problems] == [4]


def test_statements_have_their_names_values_and_lines() -> None:
    text = '# x\na = 1\nb.c = [\n 1, # ]\n 2]\n["d e".f]\n\ng = """\n[x]\ny = 1"""\nh={i=1,j={}}\n'
    assert [*read_statements(text, ())] == [
        ("a", 1, 2),
        ("b.c", [1, 2], 3),
        ("d e.f.g", "[x]\ny = 1", 8),
        ("d e.f.h.i", 1, 11),
        ("d e.f.h.j", {}, 11),
    ]


@pytest.mark.parametrize(
    "value",
    [
        '"[{"',
        "'[{\"'",
        '"a\\"[#"',
        '""',
        '"""a "" [\n{"""',
        '"""\\"""\n["""',
        '""""two quotes at both ends, and [\n"""""',
        "'''a ' [\n'' \\'''",
        "'''''[\n'''''",
        "[ # ]\n  [1, [2]],\n  ['[x]'],\n  [\"y\"]\n]",
        '{a = [\n"}"\n]}',
        "1979-05-27 07:32:00",
    ],
)
def test_a_statement_ends_where_its_value_ends(value: str) -> None:
    text = f"first = {value} # [ {{ ' \"\n\nsecond = 2\n[ table . 'x' ] # ]\nthird=3"
    expected = tomllib.loads(text)
    first, second, third = read_statements(text, {"first"})
    assert first == ("first", expected["first"], 1)
    assert second == ("second", 2, value.count("\n") + 3)
    assert third == ("table.x.third", 3, value.count("\n") + 5)


def test_a_long_statement_is_not_parsed_again_for_each_of_its_lines(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    parsed: list[str] = []
    loads = tomllib.loads

    def noted_loads(text: str) -> dict[str, object]:
        parsed.append(text)
        return loads(text)

    monkeypatch.setattr("logtui.config.reading.tomllib.loads", noted_loads)
    text = "editor = [\n" + "1,\n" * 500 + "]\n"
    assert len([*read_statements(text, ())]) == 1
    assert "".join(parsed) == text


class TestStarter:
    def test_nothing_in_it_is_set(self, file: Path) -> None:
        file.write_text(starter_text(), encoding="utf-8")
        assert load_config(file) == Config(file)
        assert all(not table for table in tomllib.loads(starter_text()).values())

    def test_all_of_it_can_be_set(self, file: Path) -> None:
        lines = [
            line[1:] if line.startswith("#") and not line.startswith("# ") else line
            for line in starter_text().splitlines()
        ]
        file.write_text("\n".join(lines), encoding="utf-8")
        config = load_config(file)
        assert config.problems == ()
        assert {*config.lines} == {
            *SETTINGS,
            *("check.link-http", "check.date-twice", "filters.papers-2024", "filters.lately"),
            *(f"keys.{key.id}" for key in KEYS),
        }
        assert config.keys == {}  # default
        assert config._replace(lines={}) == Config(
            file,
            log=Path.home() / "research-log.md",
            inbox=Path.home() / "inbox.txt",
            editor="vim",
            panes=config.panes._replace(detail=50),
            export=config.export._replace(exclude="kind:diary"),
            queue=config.queue._replace(done="move"),
            checks={"link-http": "warn", "date-twice": "off"},
            filters={"papers-2024": "kind:paper in:2024", "lately": "in:-14d.. !kind:talk"},
        )


def test_the_themes_are_those_of_textual() -> None:
    assert set(THEMES) <= set(BUILTIN_THEMES)


@pytest.mark.parametrize(
    ("text", "named"), [("log = 3", "1: log must be"), ("log = ", "1: this is not TOML")]
)
def test_a_log_that_cannot_be_read_from_the_file_is_told(text: str, named: str) -> None:
    config_path().parent.mkdir(parents=True)
    config_path().write_text(text, encoding="utf-8")
    with pytest.raises(ConfigError, match=named):
        default_log()


def test_the_variable_comes_before_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    config_path().parent.mkdir(parents=True)
    config_path().write_text("log = '~/a.md'\ntheme = 3", encoding="utf-8")
    assert default_log() == Path.home() / "a.md"
    monkeypatch.setenv("LOGTUI_LOG", "~/b.md")
    assert default_log() == Path.home() / "b.md"
    monkeypatch.setenv("LOGTUI_LOG", "~no-such-user-here/b.md")
    assert default_log() == Path("~no-such-user-here/b.md")


def test_without_a_file_no_parser_is_imported() -> None:
    code = (
        "import sys; from logtui.config.loading import load_existing_config;"
        "print(load_existing_config());"
        "print([m for m in ('tomllib', 'logtui.config.settings', 'textual') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "None\n[]\n"


def test_a_file_that_cannot_be_read_is_told_of() -> None:
    config_path().mkdir(parents=True)
    settings = load_existing_config()
    assert settings is not None
    assert [problem.path for problem in settings.problems] == [config_path()]
