"""The merge driver as real git calls it, and the settings that make git do so."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from logtui.storage.state import state_root
from support.folders import neighbours
from support.programs import command
from support.repositories import DRIVER, Repository

if TYPE_CHECKING:
    from collections.abc import Callable

LOG = "research-log.md"
HEAD = "Legend:\n- 📜: papers\n\n"
OLD = "09/20/2024\n- 📜[Old](https://example.org/old)\n    - old note\n"
OURS = "09/25/2024\n- 📜[Ours](https://example.org/ours)\n\n"
THEIRS = "09/24/2024\n- 📜[Theirs](https://example.org/theirs)\n\n"
BASE = HEAD + OLD


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository whose logs are merged by this program."""
    repository = Repository(tmp_path / "my notes")
    repository.set_up(LOG)
    return repository


def both_added(repository: Repository, name: str = LOG) -> Path:
    """Let two machines each put a day at the top of the log."""
    repository.part(
        name, BASE.encode(), (HEAD + OURS + OLD).encode(), (HEAD + THEIRS + OLD).encode()
    )
    return repository.top / name


def merge(repository: Repository) -> None:
    repository.done("merge", "--no-edit", "side")


def rebase(repository: Repository) -> None:
    repository.done("checkout", "--quiet", "side")
    repository.done("rebase", "main")


def cherry_pick(repository: Repository) -> None:
    repository.done("cherry-pick", "side")


def revert_and_pop(repository: Repository) -> None:
    """Carry what was not committed over to what another machine has pushed."""
    log = repository.top / LOG
    repository.done("checkout", "--quiet", "main")
    ours = log.read_bytes()
    repository.done("reset", "--quiet", "--hard", "HEAD~1")
    log.write_bytes(ours)
    repository.done("stash")
    repository.done("merge", "--ff-only", "side")
    repository.done("stash", "pop")


@pytest.mark.parametrize("way", [merge, rebase, cherry_pick, revert_and_pop])
def test_two_days_added_at_the_top_are_both_there_once_and_in_order(
    repository: Repository, way: Callable[[Repository], None]
) -> None:
    log = both_added(repository)
    way(repository)
    assert log.read_text(encoding="utf-8") == HEAD + OURS + THEIRS + OLD


def test_git_alone_conflicts_in_that_case(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "plain")
    both_added(repository)
    assert repository.git("merge", "--no-edit", "side").returncode == 1


def test_nothing_is_left_beside_the_log_or_in_the_state_directory(repository: Repository) -> None:
    log = both_added(repository)
    repository.git("merge", "--no-edit", "side")
    assert neighbours(log) == [".git", LOG]
    assert not state_root().exists()


@pytest.mark.parametrize("name", ["a folder/research-log.md", "it's $HOME/research-log.md"])
def test_names_with_blanks_and_quotes_are_merged(repository: Repository, name: str) -> None:
    log = both_added(repository, name)
    merge(repository)
    assert log.read_text(encoding="utf-8") == HEAD + OURS + THEIRS + OLD


def test_the_mode_of_the_log_stays(repository: Repository) -> None:
    log = both_added(repository)
    before = log.stat().st_mode
    repository.git("merge", "--no-edit", "side")
    assert log.stat().st_mode == before


def test_the_same_entry_changed_differently_is_a_conflict_for_git_too(
    repository: Repository,
) -> None:
    ours, theirs = (BASE.replace("[Old]", f"[{title}]") for title in ("Mine", "Yours"))
    repository.part(LOG, BASE.encode(), ours.encode(), theirs.encode())
    done = repository.git("merge", "--no-edit", "side")
    assert done.returncode == 1
    said = [line for line in done.stderr.splitlines() if line.startswith("logtui: ")]
    assert said == [f"logtui: {LOG}: 1 conflict is marked in it; settle it in logtui or any editor"]
    assert "CONFLICT" in done.stdout
    assert repository.done("status", "--porcelain") == f"UU {LOG}\n"
    lines = (repository.top / LOG).read_text(encoding="utf-8").splitlines()
    marks = [lines.index(mark) for mark in ("<<<<<<< ours", "=======", ">>>>>>> theirs")]
    assert marks == sorted(marks)
    assert "[Mine]" in lines[marks[0] + 1]
    assert "[Yours]" in lines[marks[1] + 1]
    assert lines[: marks[0]] == HEAD.splitlines() + OLD.splitlines()[:1]


def test_a_log_that_both_sides_began_is_united(repository: Repository) -> None:
    repository.commit("other.md", b"other\n")
    repository.done("checkout", "--quiet", "-b", "side")
    repository.commit(LOG, (HEAD + THEIRS + OLD).encode())
    repository.done("checkout", "--quiet", "main")
    repository.commit(LOG, (HEAD + OURS + OLD).encode())
    merge(repository)
    text = (repository.top / LOG).read_text(encoding="utf-8")
    assert text == HEAD + OURS + THEIRS + OLD


def test_branches_that_have_crossed_before_merge_again(repository: Repository) -> None:
    both_added(repository)
    repository.done("branch", "first")
    merge(repository)
    repository.done("checkout", "--quiet", "side")
    repository.done("merge", "--no-edit", "first")
    for branch, title in (("main", "one"), ("side", "two")):
        repository.done("checkout", "--quiet", branch)
        text = (repository.top / LOG).read_text(encoding="utf-8")
        day = OURS if branch == "main" else THEIRS
        repository.commit(LOG, text.replace(day, f"{day[:-1]}- {title}\n\n").encode())
    repository.done("checkout", "--quiet", "main")
    merge(repository)
    text = (repository.top / LOG).read_text(encoding="utf-8")
    assert text == HEAD + f"{OURS[:-1]}- one\n\n" + f"{THEIRS[:-1]}- two\n\n" + OLD


def test_install_makes_git_merge_by_entries(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = Repository(tmp_path / "repository")
    git = shutil.which("git")
    assert git is not None
    # The interpreter's folder, where `logtui` is, is left out.
    monkeypatch.setenv("PATH", os.pathsep.join([str(Path(git).parent), "/usr/bin", "/bin"]))
    monkeypatch.chdir(repository.top)
    done = command("merge", "--install")
    assert (done.returncode, done.stderr) == (0, "")
    attributes = repository.top / ".gitattributes"
    assert attributes.read_text(encoding="utf-8") == "research-log.md merge=logtui\n"
    assert str(attributes) in done.stdout
    log = both_added(repository)
    merge(repository)
    assert log.read_text(encoding="utf-8") == HEAD + OURS + THEIRS + OLD


def driver(repository: Repository) -> str:
    return repository.done("config", "--local", "merge.logtui.driver").removesuffix("\n")


def test_a_program_on_the_path_is_called_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = Repository(tmp_path / "repository")
    bin_ = tmp_path / "bin"
    bin_.mkdir()
    (bin_ / "logtui").symlink_to(sys.executable)
    monkeypatch.chdir(repository.top)
    path = os.environ["PATH"]
    assert command("merge", "--install", PATH=f"{bin_}{os.pathsep}{path}").returncode == 0
    assert driver(repository) == "logtui merge --path=%P %O %A %B"


def test_an_environment_that_is_active_now_is_named_by_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = Repository(tmp_path / "repository")
    own = tmp_path / "environment" / "bin"
    monkeypatch.setattr(sys, "prefix", str(own.parent))
    monkeypatch.setattr(sys, "executable", str(own / "python"))
    monkeypatch.setattr(shutil, "which", lambda name: str(own / name))
    monkeypatch.chdir(repository.top)
    assert command("merge", "--install").returncode == 0
    assert driver(repository) == f"{own / 'logtui'} merge --path=%P %O %A %B"


def test_an_interpreter_with_an_odd_name_is_quoted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = Repository(tmp_path / "repository")
    folder = tmp_path / "100% it's mine"
    folder.mkdir()
    starter = folder / "python"
    starter.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n', encoding="utf-8")
    starter.chmod(0o755)
    monkeypatch.setattr(sys, "executable", str(starter))
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.chdir(repository.top)
    assert command("merge", "--install").returncode == 0
    monkeypatch.undo()
    assert "100%% it" in driver(repository)
    log = both_added(repository)
    # What lies in the work tree is not the program's.
    (repository.top / "logtui.py").write_bytes(b"raise SystemExit(1)")
    merge(repository)
    assert log.read_text(encoding="utf-8") == HEAD + OURS + THEIRS + OLD


def test_install_twice_changes_nothing_and_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = Repository(tmp_path / "repository")
    attributes = repository.top / ".gitattributes"
    attributes.write_bytes(b"*.png binary\r\n*.md text")
    attributes.chmod(0o640)
    monkeypatch.chdir(repository.top)
    first = command("merge", "--install", "--pattern", "*-log.md")
    assert attributes.read_bytes() == (b"*.png binary\r\n*.md text\r\n*-log.md merge=logtui\r\n")
    assert attributes.stat().st_mode & 0o777 == 0o640
    config = (repository.top / ".git" / "config").read_bytes()
    before = attributes.stat()
    second = command("merge", "--install", "--pattern", "*-log.md")
    assert (first.returncode, second.returncode) == (0, 0)
    assert "as before" not in first.stdout
    assert second.stdout.count(" (as before)\n") == len(second.stdout.splitlines()) == 3
    assert attributes.stat() == before
    assert (repository.top / ".git" / "config").read_bytes() == config
    assert not state_root().exists()


def test_a_log_is_named_from_the_top_whatever_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = Repository(tmp_path / "repository")
    log = repository.top / "a folder" / 'my "[best]" log*.md'
    log.parent.mkdir()
    log.write_bytes(BASE.encode())
    monkeypatch.chdir(tmp_path)
    done = command("merge", "--install", "--private", log)
    assert (done.returncode, done.stderr) == (0, "")
    name = str(log.relative_to(repository.top))
    assert repository.done("check-attr", "-z", "merge", "--", name).split("\0")[2] == "logtui"
    other = name.replace("[best]", "b")
    assert repository.done("check-attr", "-z", "merge", "--", other).split("\0")[2] != "logtui"
    assert not (repository.top / ".gitattributes").exists()
    assert str(repository.top / ".git" / "info" / "attributes") in done.stdout


def test_a_log_that_another_line_speaks_of_is_warned_of(tmp_path: Path) -> None:
    repository = Repository(tmp_path / "repository")
    folder = repository.top / "notes"
    folder.mkdir()
    (folder / ".gitattributes").write_bytes(b"*.md merge=union\n")
    (folder / LOG).write_bytes(BASE.encode())
    done = command("merge", "--install", folder / LOG)
    assert done.returncode == 0
    assert done.stderr == (
        "logtui: notes/research-log.md is still merged in another way; look at"
        " `git check-attr merge -- notes/research-log.md`\n"
    )


def test_outside_a_repository_nothing_is_set_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "nowhere"
    folder.mkdir()
    monkeypatch.chdir(folder)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    done = command("merge", "--install")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"logtui: {folder} is not in a git work tree (")
    assert done.stderr.count("\n") == 1
    assert list(folder.iterdir()) == []


def test_without_git_that_is_said(tmp_path: Path) -> None:
    done = command("merge", "--install", PATH=str(tmp_path))
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == "logtui: git is not installed, or not on PATH\n"


def test_the_driver_of_the_tests_is_the_one_that_is_installed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository = Repository(tmp_path / "repository")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    monkeypatch.chdir(repository.top)
    command("merge", "--install")
    assert driver(repository) == DRIVER
