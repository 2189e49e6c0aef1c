"""Saved filters: what is read of them, what is wrong with them, and saving one more."""

from __future__ import annotations

import errno
import os
import tomllib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logtui.config.filter_saving import save_filter
from logtui.config.filters import filter_problems, query_index
from logtui.config.loading import config_path, load_config
from logtui.config.settings import ConfigError
from logtui.document.reading.parser import parse
from logtui.privacy import visible_entries
from logtui.search.rank import matching_entries
from support.programs import command
from support.system_calls import intercepted

if TYPE_CHECKING:
    from pathlib import Path

LOG = "Legend:\n- 📜: papers\n- 🎤: talks\n\n2024-06-21\n- 📜 a paper\n- 🎤 a talk by @someone\n"


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give where the user's configuration file is; there is none."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    return config_path()


def write(file: Path, text: str) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text.encode())


def problems(file: Path, text: str) -> list[str]:
    write(file, text)
    config = load_config(file)
    found = [*config.problems, *filter_problems(config)]
    return [str(problem).removeprefix(f"{file}:") for problem in found]


def test_filters_are_read_and_shown_with_their_lines(file: Path) -> None:
    write(file, '[filters]\npapers-2024 = "kind:paper in:2024"\nb = "@papers-2024 x | y"\n')
    assert dict(load_config().filters) == {
        "papers-2024": "kind:paper in:2024",
        "b": "@papers-2024 x | y",
    }
    done = command("config")
    assert done.returncode == 0
    assert 'papers-2024 = "kind:paper in:2024"  # line 2' in done.stdout
    listed = command("search", "--filters")
    assert listed.returncode == 0
    assert listed.stdout == "@papers-2024\tkind:paper in:2024\n@b\t@papers-2024 x | y\n"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('\n\n[filters]\na = "x @a"', ["4: filter a names itself"]),
        (
            '[filters]\na = "@b"\nb = "(x | !@a)"',
            ["2: filter a names itself", "3: filter b names itself"],
        ),
        ('[filters]\na = "@b x"', ["2: filter a names @b, and there is no such filter"]),
        (
            '[filters]\nA = "x"',
            ['2: "A" cannot name a filter; use only a-z, 0-9 and -'],
        ),
        ("[filters]\na = 3", ['2: filter a must be a query in quotes, like "kind:paper in:2024"']),
        (
            '[filters]\na = " "',
            ['2: filter a must be a query in quotes, like "kind:paper in:2024"'],
        ),
        (
            '[filters]\na = "is:opne"',
            ["2: in the filter @a: “is:opne”: is: knows open, reading, done, dropped"],
        ),
        (
            '[export]\nexclude = "@diary"',
            ["2: export.exclude names @diary, and there is no such filter"],
        ),
        ('[filters]\na.b = "x"', ['2: "a.b" cannot name a filter; use only a-z, 0-9 and -']),
        ('filters = "x"', ["1: filters must be a table: a line [filters] and its settings below"]),
        ('[filters]\na = "x"\n[filters.b]\n', []),
    ],
)
def test_what_is_wrong_is_named_with_its_line(file: Path, text: str, expected: list[str]) -> None:
    assert problems(file, text) == expected


def test_every_command_with_a_query_takes_a_filter(file: Path, tmp_path: Path) -> None:
    log = tmp_path / "log.md"
    log.write_text(LOG, encoding="utf-8")
    write(file, '[filters]\npapers = "kind:paper"\n[export]\nexclude = "@papers"\n')
    assert command("search", log, "@papers").stdout.count("a paper") == 1
    assert "a talk" not in command("search", log, "@papers").stdout
    assert "a paper" not in command("export", log, "--as", "markdown").stdout
    assert "a talk" not in command("export", log, "--as=markdown", "--without=!@papers").stdout
    assert command("stats", log, "@papers", "--by", "kind").stdout == "📜 papers\t1\n"
    assert "a paper" in command("random", log, "@papers").stdout
    assert "a paper" in command("review", log, "@papers").stdout


@pytest.mark.parametrize("query", ["is:opne", "@papres", "no:x", "a | (is:x)"])
def test_a_query_that_is_written_wrongly_is_wrong_usage(
    file: Path, tmp_path: Path, query: str
) -> None:
    log = tmp_path / "log.md"
    log.write_text(LOG, encoding="utf-8")
    write(file, '[filters]\npapers = "kind:paper"\n')
    for name, *options in (["search"], ["stats"], ["export", "--as=csv"]):
        done = command(name, log, query, *options)
        assert (done.returncode, done.stdout) == (2, "")
        assert done.stderr.startswith("logtui: ")
    assert command("search", log, "kind:song").returncode == 1


@pytest.mark.parametrize("text", ["", "[filters]\nprivate = 3\n", '[filters]\nother = "x"\n'])
def test_nothing_leaves_a_log_where_the_private_filter_is_not_there(file: Path, text: str) -> None:
    document = parse(b"2024-06-21\n- one\n- two @private\n")
    write(file, f'[export]\nexclude = "@private"\n{text}')
    with pytest.raises(ConfigError, match=r"@private, which is no saved filter; nothing is export"):
        visible_entries(document)


@pytest.mark.parametrize(
    "query", ["kind:song", "kind:song | kind:paper", "kind:paper | tag:secret"]
)
def test_nothing_leaves_a_log_that_has_not_all_of_what_is_private(
    file: Path, tmp_path: Path, query: str
) -> None:
    log = tmp_path / "log.md"
    log.write_text(LOG, encoding="utf-8")
    write(file, f'[export]\nexclude = "{query}"\n')
    done = command("export", log, "--as=markdown")
    assert (done.returncode, done.stdout) == (1, "")
    file.unlink()
    done = command("export", log, "--as=markdown", "--without", query)
    assert (done.returncode, done.stdout) == (1, "")
    assert ("“song”" if "song" in query else "no tags") in done.stderr


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (None, '[filters]\nnew = "kind:paper"\n'),
        ("", '[filters]\nnew = "kind:paper"\n'),
        ('theme = "nord"', 'theme = "nord"\n\n[filters]\nnew = "kind:paper"\n'),
        (
            '# mine\n[filters] # here\na = "x" # a\n\n# z\n[panes]\ntree = 1\n',
            '# mine\n[filters] # here\na = "x" # a\nnew = "kind:paper"\n\n# z\n[panes]\ntree = 1\n',
        ),
        (
            '[ filters ]\r\n  a = "x"\r\n[panes]\r\n',
            '[ filters ]\r\n  a = "x"\r\n  new = "kind:paper"\r\n[panes]\r\n',
        ),
        ('[filters]\na = """x\n[keys]"""', '[filters]\na = """x\n[keys]"""\nnew = "kind:paper"\n'),
        ('\ufeff[filters]\n#b = "y"\n', '\ufeff[filters]\nnew = "kind:paper"\n#b = "y"\n'),
        ("[filters]", '[filters]\nnew = "kind:paper"\n'),
    ],
)
def test_a_filter_is_saved_and_all_else_stays(file: Path, before: str | None, after: str) -> None:
    if before is not None:
        write(file, before)
        file.chmod(0o640)
    save_filter(file, "new", " kind:paper ")
    assert file.read_bytes().decode() == after
    assert load_config().filters["new"] == "kind:paper"
    assert before is None or file.stat().st_mode & 0o777 == 0o640
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.parametrize(
    ("before", "name", "query", "words"),
    [
        ('[filters]\nnew = "x"\n', "new", "y", "there is a filter new already: x"),
        ("", "New", "y", "only a-z, 0-9 and -"),
        ("", "", "y", "only a-z, 0-9 and -"),
        ("", "new", "is:opne", "is: knows open"),
        ("", "new", "x @new", "filter new names itself"),
        ("", "new", "@other", "names @other, and there is no such filter"),
        ("this is not TOML", "new", "y", "this is not TOML"),
        ("a = '\xff", "new", "y", "this is not TOML"),
        ('filters = {a = "x"}\n', "new", "y", "another form"),
        ('filters.a = "x"\n', "new", "y", "another form"),
        ('["filters"]\na = "x"\n', "new", "y", "another form"),
        ('[[filters]]\na = "x"\n', "new", "y", "another form"),
    ],
)
def test_what_cannot_be_saved_leaves_the_file_alone(
    file: Path, before: str, name: str, query: str, words: str
) -> None:
    write(file, before)
    with pytest.raises(ConfigError, match=words):
        save_filter(file, name, query)
    assert file.read_bytes() == before.encode()
    assert list(file.parent.iterdir()) == [file]


@pytest.mark.skipif(os.name == "nt", reason="links need a right of their own there")
@pytest.mark.parametrize("has_target", [True, False])
def test_a_linked_file_is_refused(file: Path, tmp_path: Path, *, has_target: bool) -> None:
    target = tmp_path / "dotfiles.toml"
    file.parent.mkdir(parents=True)
    file.symlink_to(target)
    if has_target:
        target.write_text("# mine\n", encoding="utf-8")
    with pytest.raises(ConfigError, match="is a symbolic link, which is not replaced; write `new"):
        save_filter(file, "new", "x")
    assert target.exists() == has_target
    assert file.is_symlink()


def test_a_file_that_nobody_may_write_is_refused(file: Path) -> None:
    write(file, "# mine\n")
    file.chmod(0o444)
    with pytest.raises(ConfigError, match="cannot be written: permission denied"):
        save_filter(file, "new", "x")
    assert file.read_bytes() == b"# mine\n"


def test_a_file_that_changes_meanwhile_is_refused(file: Path) -> None:
    write(file, "# mine\n")

    def change_file(_: int, name: str, _args: tuple[object, ...]) -> None:
        if name == "fsync":
            file.write_bytes(b"# theirs\n")

    with (
        intercepted(change_file),
        pytest.raises(ConfigError, match="was changed at this moment; save the filter once more"),
    ):
        save_filter(file, "new", "x")
    assert file.read_bytes() == b"# theirs\n"
    assert list(file.parent.iterdir()) == [file]


def test_a_full_disk_leaves_the_file_as_it_was(file: Path) -> None:
    write(file, "# mine\n")

    def fill_disk(_: int, name: str, _args: tuple[object, ...]) -> None:
        if name == "write":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with (
        intercepted(fill_disk),
        pytest.raises(
            ConfigError, match=r"config\.toml cannot be written: no space left on device$"
        ),
    ):
        save_filter(file, "new", "x")
    assert file.read_bytes() == b"# mine\n"
    assert list(file.parent.iterdir()) == [file]


def test_a_file_with_a_second_name_is_left_to_its_owner(file: Path, tmp_path: Path) -> None:
    write(file, "# mine\n")
    os.link(file, tmp_path / "dotfiles.toml")
    with pytest.raises(ConfigError, match=r'has a second name.*; write `new = "x"` below'):
        save_filter(file, "new", "x")
    assert file.samefile(tmp_path / "dotfiles.toml")
    assert file.read_bytes() == b"# mine\n"


def test_what_would_lose_its_owner_is_left_to_its_owner(file: Path) -> None:
    write(file, "# mine\n")

    def refuse_mode(_: int, name: str, _args: tuple[object, ...]) -> None:
        if name == "fchmod":
            raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))

    file.chmod(0o640)
    with intercepted(refuse_mode), pytest.raises(ConfigError, match="would be lost") as caught:
        save_filter(file, "new", "x")
    assert str(caught.value).endswith('write `new = "x"` below [filters] yourself')
    assert "--in-place" not in str(caught.value)
    assert file.read_bytes() == b"# mine\n"


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30))
def test_any_query_that_is_saved_reads_back(
    tmp_path_factory: pytest.TempPathFactory, query: str
) -> None:
    file = tmp_path_factory.mktemp("config") / "config.toml"
    try:
        save_filter(file, "new", query)
    except ConfigError:
        assert not file.exists()
    else:
        assert tomllib.loads(file.read_text(encoding="utf-8")) == {
            "filters": {"new": query.strip()}
        }


def test_an_index_knows_the_filters(file: Path) -> None:
    write(file, '[filters]\npapers = "kind:paper"\n')
    index = query_index(parse(LOG.encode()))
    assert len(matching_entries(index, "@papers ")) == 1
