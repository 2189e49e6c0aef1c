from __future__ import annotations

import json
import os
import shlex
import sys
from pathlib import Path

import pytest

from logtui.config.loading import config_path
from support.mojibake import mojibake
from support.programs import command

ONE = "- 📜[One](https://arxiv.org/abs/1)"
NOTES = "    - a note\n        - a nested note\n"


@pytest.fixture
def editor(tmp_path: Path) -> str:
    """Give an editor that replaces ``$OLD`` by ``$NEW``, and takes down what it was given."""
    script = tmp_path / "editor.py"
    script.write_text(
        "import os, pathlib, sys\n"
        "file = pathlib.Path(sys.argv[-1])\n"
        "text = file.read_bytes().decode()\n"
        "pathlib.Path(os.environ['SEEN']).write_bytes(text.encode())\n"
        "exec(os.environ.get('MEANWHILE', ''))\n"
        "file.write_bytes(text.replace(os.environ['OLD'], os.environ['NEW']).encode())\n"
        "sys.exit(int(os.environ.get('STATUS', 0)))\n"
    )
    return shlex.join([sys.executable, str(script), "--wait"])


@pytest.fixture
def seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the file in which the editor takes down what it was given."""
    file = tmp_path / "seen"
    monkeypatch.setenv("SEEN", str(file))
    return file


def kept_text(message: str) -> str:
    """Return the text that ``message`` says is kept."""
    _, _, place = message.rstrip("\n").partition("; what you typed is kept in ")
    file = Path(place)
    assert file.is_relative_to(os.environ["XDG_STATE_HOME"])
    return file.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("option", "value", "line"),
    [
        ("--title", "Uno [draft]", "- 📜[Uno [draft]](https://arxiv.org/abs/1)"),
        ("--url", "https://arxiv.org/abs/7", "- 📜[One](https://arxiv.org/abs/7)"),
        ("--url", "", "- 📜One"),
        ("--kind", "video", "- 📺[One](https://arxiv.org/abs/1)"),
        ("--kind", "", "- [One](https://arxiv.org/abs/1)"),
    ],
)
def test_one_part_is_changed_and_nothing_else(
    log: Path, text: str, option: str, value: str, line: str
) -> None:
    done = command("edit", log, "--line", "6", option, value)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{log}: edit One: +1 -1 lines at 6, the rest unchanged\n"
    assert log.read_bytes() == text.replace(ONE, line).encode()


@pytest.mark.parametrize("line", ["6", "7", "8"])
def test_any_line_of_an_entry_names_it(log: Path, text: str, line: str) -> None:
    assert command("edit", log, "--line", line, "--title", "Uno").returncode == 0
    assert log.read_bytes() == text.replace("[One]", "[Uno]").encode()


def test_a_new_date_moves_the_entry(log: Path, text: str) -> None:
    done = command("edit", log, "--line", "7", "--date", "2024-08-20", "--title", "Uno")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == f"{log}: edit One: +3 -3 lines at 11-13, the rest unchanged\n"
    moved = ONE.replace("One", "Uno") + "\n" + NOTES
    assert log.read_bytes() == (text.replace(f"{ONE}\n{NOTES}", "") + moved).encode()


def test_several_parts_are_changed_at_once(log: Path, text: str) -> None:
    options = ("--title", "Quatre", "--url", "./quatre", "--kind", "paper")
    assert command("edit", log, "--line", "13", *options).returncode == 0
    expected = text.replace("- no link, no kind", "- 📜[Quatre](./quatre)")
    assert log.read_bytes() == expected.encode()


@pytest.mark.parametrize("variable", ["VISUAL", "EDITOR"])
def test_the_editor_gets_the_entry_as_markdown(
    log: Path, text: str, editor: str, seen: Path, variable: str
) -> None:
    if variable == "VISUAL":
        done = command(
            "edit", log, "--line", "8", VISUAL=editor, EDITOR="false", OLD="One", NEW="Uno"
        )
    else:
        done = command("edit", log, "--line", "8", VISUAL="", EDITOR=editor, OLD="One", NEW="Uno")
    assert (done.returncode, done.stderr) == (0, "")
    assert seen.read_text(encoding="utf-8").rstrip("\n") == f"{ONE}\n{NOTES}".rstrip("\n")
    assert log.read_bytes() == text.replace("One", "Uno").encode()


@pytest.mark.usefixtures("seen")
def test_the_editor_of_the_settings_goes_before_visual(log: Path, text: str, editor: str) -> None:
    path = config_path()
    path.parent.mkdir(parents=True)
    path.write_text(f"editor = {json.dumps(editor)}\n")
    done = command("edit", log, "--line", "8", VISUAL="false", OLD="One", NEW="Uno")
    assert (done.returncode, done.stderr) == (0, "")
    assert log.read_bytes() == text.replace("One", "Uno").encode()


@pytest.mark.usefixtures("seen")
def test_the_editor_may_write_more_lines_in_a_log_of_any_form(
    log: Path, text: str, editor: str
) -> None:
    def broken(content: str) -> bytes:
        return mojibake(content.rstrip("\n").replace("\n", "\r\n"))

    log.write_bytes(broken(text))
    old, new = "- no link, no kind", "- now with\n    - a ’note’\n\n      and more\n"
    done = command("edit", log, "--line", "13", VISUAL=editor, OLD=old, NEW=new)
    assert (done.returncode, done.stderr) == (0, "")
    assert log.read_bytes() == broken(text.replace(old, new.rstrip("\n")))


@pytest.mark.usefixtures("seen")
def test_nothing_changed_is_nothing_written(log: Path, editor: str) -> None:
    before = log.stat()
    by_hand = command("edit", log, "--line", "6", VISUAL=editor, OLD="One", NEW="One")
    by_part = command("edit", log, "--line", "6", "--title", "One", "--date", "09/25/2024")
    for done in (by_hand, by_part):
        assert (done.returncode, done.stdout) == (0, "")
        assert done.stderr == "logtui: nothing is different, nothing is written\n"
    after = log.stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert command("undo", log, "--list").stdout == ""


@pytest.mark.parametrize("line", ["1", "2", "4", "5", "11", "99"])
def test_a_line_without_an_entry_is_refused(log: Path, text: str, line: str) -> None:
    done = command("edit", log, "--line", line, "--title", "x")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith(f"logtui: line {line} belongs to no entry")
    assert log.read_bytes() == text.encode()


@pytest.mark.parametrize("words", [[], ["--line"], ["--line", "0"], ["--line", "one"]])
def test_without_a_line_it_is_called_wrongly(log: Path, words: list[str]) -> None:
    assert command("edit", log, *words, "--title", "x").returncode == 2


@pytest.mark.parametrize(
    ("option", "value", "why"),
    [
        ("--title", "", "give the entry a title"),
        ("--title", "a\nb", "the title has to be on one line"),
        ("--date", "2024-02-30", "there is no such day: 2024-02-30"),
        ("--url", "a\x1bb", "the link cannot hold U+001B, a control character"),
    ],
)
def test_what_cannot_be_written_is_refused(
    log: Path, text: str, option: str, value: str, why: str
) -> None:
    done = command("edit", log, "--line", "6", option, value)
    assert (done.returncode, done.stdout, done.stderr) == (1, "", f"logtui: {why}\n")
    assert log.read_bytes() == text.encode()


def test_without_an_editor_it_says_so(log: Path, text: str) -> None:
    done = command("edit", log, "--line", "6", VISUAL="", EDITOR="")
    assert done.returncode == 1
    assert "export EDITOR" in done.stderr
    assert log.read_bytes() == text.encode()


@pytest.mark.usefixtures("seen")
@pytest.mark.parametrize(
    ("new", "status", "mode", "reason"),
    [
        ("Uno", "3", 0o644, "failed with status 3"),
        ("Uno\n01/02/2024\n- other", "0", 0o644, "logtui: these lines would change how"),
        ("Uno", "0", 0o444, "read-only"),
    ],
)
def test_what_was_typed_is_kept_when_it_cannot_be_used(
    log: Path, text: str, editor: str, new: str, status: str, mode: int, reason: str
) -> None:
    log.chmod(mode)
    done = command("edit", log, "--line", "6", VISUAL=editor, OLD="One", NEW=new, STATUS=status)
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr.startswith("logtui: ")
    assert done.stderr.count("\n") == 1
    assert reason in done.stderr
    assert kept_text(done.stderr).startswith(f"- 📜[{new}]")
    assert log.read_bytes() == text.encode()


@pytest.mark.usefixtures("seen")
def test_an_emptied_text_deletes_nothing(log: Path, text: str, editor: str) -> None:
    entry = f"{ONE}\n{NOTES}".rstrip("\n")
    done = command("edit", log, "--line", "6", VISUAL=editor, OLD=entry, NEW="")
    assert done.returncode == 1
    assert "logtui rm" in done.stderr
    assert log.read_bytes() == text.encode()


@pytest.mark.usefixtures("seen")
def test_nothing_is_left_of_an_edit_that_was_saved_or_not_begun(log: Path, editor: str) -> None:
    command("edit", log, "--line", "6", VISUAL=editor, OLD="One", NEW="Uno")
    command("edit", log, "--line", "6", VISUAL=editor, OLD="x", NEW="x", STATUS="1")
    command("edit", log, "--line", "6", VISUAL="no-such-editor")
    assert not list(Path(os.environ["XDG_STATE_HOME"]).rglob("entry*"))


@pytest.mark.usefixtures("seen")
def test_an_entry_is_found_again_where_another_program_has_moved_it(
    log: Path, text: str, editor: str
) -> None:
    outside = f"log = pathlib.Path({str(log)!r}); log.write_bytes(b'top\\n' + log.read_bytes())"
    done = command(
        "edit", log, "--line", "9", VISUAL=editor, OLD="Two", NEW="Duo", MEANWHILE=outside
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert log.read_bytes() == f"top\n{text}".replace("Two", "Duo").encode()


@pytest.mark.usefixtures("seen")
def test_an_entry_that_another_program_has_changed_is_not_overwritten(
    log: Path, text: str, editor: str
) -> None:
    outside = (
        f"log = pathlib.Path({str(log)!r});"
        "log.write_bytes(log.read_bytes().replace(b'[One]', b'[Eins]'))"
    )
    done = command(
        "edit", log, "--line", "6", VISUAL=editor, OLD="One", NEW="Uno", MEANWHILE=outside
    )
    assert done.returncode == 1
    assert "another program has changed the same part of this entry" in done.stderr
    assert "[Uno]" in kept_text(done.stderr)
    assert log.read_bytes() == text.replace("[One]", "[Eins]").encode()


@pytest.mark.usefixtures("seen")
def test_of_several_like_it_the_one_that_was_chosen_is_changed_wherever_it_is(
    log: Path, text: str, editor: str
) -> None:
    log.write_bytes((text + ONE + "\n" + NOTES).encode())
    outside = f"log = pathlib.Path({str(log)!r}); log.write_bytes(b'top\\n' + log.read_bytes())"
    done = command(
        "edit", log, "--line", "6", VISUAL=editor, OLD="One", NEW="Uno", MEANWHILE=outside
    )
    assert done.returncode == 0
    assert log.read_bytes() == f"top\n{text.replace('One', 'Uno', 1)}{ONE}\n{NOTES}".encode()


@pytest.mark.usefixtures("seen")
def test_another_part_that_another_program_has_changed_stays(
    log: Path, text: str, editor: str
) -> None:
    outside = (
        f"log = pathlib.Path({str(log)!r});"
        "log.write_bytes(log.read_bytes().replace(b'[One](', b'[One](http://other.example/'))"
    )
    done = command(
        "edit", log, "--line", "6", VISUAL=editor, OLD="One", NEW="Uno", MEANWHILE=outside
    )
    assert done.returncode == 0
    assert log.read_bytes() == text.replace("[One](", "[Uno](http://other.example/").encode()


@pytest.mark.usefixtures("seen")
def test_an_entry_that_no_form_gives_back_is_edited_as_text(tmp_path: Path, editor: str) -> None:
    log = tmp_path / "log.md"
    log.write_bytes(b"# 2024-01-02\n- one \x07 bell\n")
    done = command("edit", log, "--line", "2", "--title", "uno")
    assert done.returncode == 1
    assert f"edit its text, `logtui edit {log} --line 2`" in done.stderr
    assert command("edit", log, "--line", "2", VISUAL=editor, OLD="one", NEW="uno").returncode == 0
    assert log.read_bytes() == b"# 2024-01-02\n- uno \x07 bell\n"


@pytest.mark.parametrize("wrong", ["📃", "📃 ", "🎙️", "⭐📃"])
def test_a_kind_takes_the_place_of_a_symbol_that_the_legend_does_not_name(
    log: Path, text: str, wrong: str
) -> None:
    log.write_bytes(text.replace("📜[Three]", f"{wrong}[Three]").encode())
    assert command("edit", log, "--line", "12", "--kind", "papers").returncode == 0
    gap = " " if wrong.endswith(" ") else ""
    assert log.read_bytes() == text.replace("📜[Three]", f"📜{gap}[Three]").encode()


def test_an_editor_that_does_not_wait_is_told(log: Path, text: str, tmp_path: Path) -> None:
    editor = tmp_path / "code"
    editor.write_text("#!/bin/sh\n")
    editor.chmod(0o755)
    done = command("edit", log, "--line", "6", VISUAL=str(editor))
    assert (done.returncode, done.stdout) == (1, "")
    assert "the editor `code` came back before anything was saved" in done.stderr
    assert "`code --wait`" in done.stderr
    assert log.read_bytes() == text.encode()
