from __future__ import annotations

import shlex
import sys
from pathlib import Path

import pytest

from logtui.errors import LogtuiError
from logtui.system import editor
from logtui.system.editor import EditorError, edit_file, edit_text, editor_command


class UseEditor:
    """Makes an editor of a few lines of Python that have ``file``, the path to edit."""

    def __init__(self, script: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self._script = script
        self._monkeypatch = monkeypatch

    def __call__(self, lines: str) -> None:
        self._script.write_text(
            f"import pathlib, sys\nfile = pathlib.Path(sys.argv[-1])\n{lines}\n"
        )
        self._monkeypatch.delenv("VISUAL", raising=False)
        self._monkeypatch.setenv("EDITOR", shlex.join([sys.executable, str(self._script)]))


@pytest.fixture
def use_editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> UseEditor:
    return UseEditor(tmp_path / "editor.py", monkeypatch)


def edited(text: str, folder: Path) -> str:
    with edit_text(text, folder, editor_command(None)) as result:
        return result


def test_visual_goes_before_editor(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "code --wait")
    monkeypatch.setenv("EDITOR", "'my editor' -f")
    assert editor_command(None) == ["code", "--wait"]
    monkeypatch.setenv("VISUAL", "")
    assert editor_command(None) == ["my editor", "-f"]


def test_the_editor_of_the_settings_goes_before_both(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "code --wait")
    assert editor_command("vim -n") == ["vim", "-n"]


@pytest.mark.parametrize("variable", ["VISUAL", "EDITOR", None])
def test_an_editor_in_the_home_folder_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str | None
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.delenv("VISUAL", raising=False)
    editor = tmp_path / "bin" / "ed"
    editor.parent.mkdir()
    editor.write_text('#!/bin/sh\nprintf typed > "$1"\n')
    editor.chmod(0o755)
    if variable:
        monkeypatch.setenv(variable, "~/bin/ed")
    file = tmp_path / "a.txt"
    edit_file(file, editor_command(None if variable else "~/bin/ed"))
    assert file.read_text() == "typed"


def test_an_editor_is_waited_for_even_where_a_shell_would_not(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("VISUAL", "gvim &")
    assert editor_command(None) == ["gvim"]


@pytest.mark.parametrize("chosen", ["", "  ", "&", "vim 'unclosed"])
def test_a_missing_or_broken_command_is_named(monkeypatch: pytest.MonkeyPatch, chosen: str) -> None:
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", chosen)
    with pytest.raises(EditorError, match=r"\$VISUAL or \$EDITOR"):
        editor_command(None)


def test_the_text_comes_back_as_it_is_left(use_editor: UseEditor, tmp_path: Path) -> None:
    use_editor("file.write_bytes(file.read_bytes().replace(b'one', 'café'.encode()))")
    assert edited("- one\n    - two", tmp_path) == "- café\n    - two"


def test_a_line_that_is_appended_is_a_line_of_its_own(
    use_editor: UseEditor, tmp_path: Path
) -> None:
    use_editor("with file.open('a') as entry: entry.write('    - three\\n')")
    assert edited("- one\n    - two", tmp_path) == "- one\n    - two\n    - three"


def test_the_file_is_markdown_with_plain_line_ends(use_editor: UseEditor, tmp_path: Path) -> None:
    use_editor(
        "assert file.suffix == '.md'\nassert file.read_bytes() == b'- one\\n- caf\\xe9\\n'\n"
        "file.write_bytes(b'- one\\r\\n- caf\\xe9\\r\\n- two\\r\\n')"
    )
    assert edited("- one\r\n- caf\udce9", tmp_path) == "- one\n- caf\udce9\n- two"


@pytest.mark.parametrize("text", ["- one", "- one\n"])
def test_a_line_end_that_the_editor_adds_is_no_change(
    use_editor: UseEditor, tmp_path: Path, text: str
) -> None:
    use_editor("file.write_bytes(file.read_bytes().rstrip() + b'\\n')")
    assert edited(text, tmp_path) == text


def test_an_editor_may_replace_the_file_and_leave_others_beside_it(
    use_editor: UseEditor, tmp_path: Path
) -> None:
    use_editor("file.rename(file.with_name('entry.md~'))\nfile.write_text('- two')")
    with edit_text("- one", tmp_path, editor_command(None)) as text:
        assert text == "- two"
    assert [path.name for path in tmp_path.iterdir()] == ["editor.py"]


@pytest.mark.parametrize(
    ("lines", "reason"),
    [
        ("file.write_text('- two'); sys.exit(3)", "failed with status 3"),
        ("file.write_text('- two')", "no room"),
    ],
)
def test_what_was_typed_stays_when_the_editor_or_the_save_fails(
    use_editor: UseEditor, tmp_path: Path, lines: str, reason: str
) -> None:
    use_editor(lines)
    with (
        pytest.raises(EditorError, match=reason) as failure,
        edit_text("- one", tmp_path, editor_command(None)),
    ):
        raise LogtuiError("There is no room.")
    _, _, place = str(failure.value).partition("; what you typed is kept in ")
    assert Path(place).is_relative_to(tmp_path)
    assert Path(place).read_text() == "- two"
    assert Path(place).parent.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("lines", ["sys.exit(1)", "file.unlink()", "file.write_text('- one\\n')"])
def test_nothing_stays_where_nothing_was_typed(
    use_editor: UseEditor, tmp_path: Path, lines: str
) -> None:
    use_editor(lines)
    with pytest.raises(LogtuiError), edit_text("- one", tmp_path, editor_command(None)):
        raise LogtuiError("There is no room.")
    assert [path.name for path in tmp_path.iterdir()] == ["editor.py"]


def test_an_editor_without_a_terminal_prints_nothing_and_its_last_words_are_told(
    use_editor: UseEditor, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    use_editor("print('hello'); sys.exit('no such colour scheme')")
    with pytest.raises(EditorError, match=r"status 1, no such colour scheme$"):
        edited("- one", tmp_path)
    use_editor("print('hello'); print('hello', file=sys.stderr)")
    with edit_text("- one", tmp_path, editor_command(None)) as text:
        assert text == "- one"
    assert capfd.readouterr() == ("", "")


def test_an_editor_that_cannot_be_started_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("VISUAL", "/no/such/editor --wait")
    with pytest.raises(EditorError, match="`/no/such/editor` cannot be started: No such file"):
        edited("- one", tmp_path)
    with pytest.raises(EditorError), edit_text("- one", tmp_path, editor_command(None)):
        pass
    assert list(tmp_path.iterdir()) == []


def test_without_the_folder_the_file_is_made_elsewhere(
    use_editor: UseEditor, tmp_path: Path
) -> None:
    use_editor("file.write_text('- two')")
    with edit_text("- one", tmp_path / "nowhere", editor_command(None)) as text:
        assert text == "- two"


def test_the_editor_gets_the_file_itself(use_editor: UseEditor, tmp_path: Path) -> None:
    use_editor("file.write_text('typed')")
    path = tmp_path / "a b.txt"
    path.write_text("text")
    edit_file(path, editor_command(None))
    assert path.read_text() == "typed"


@pytest.mark.parametrize(
    ("command", "reason"), [("/no/such/editor", "cannot be started"), ("false", "status 1")]
)
def test_an_editor_that_fails_is_told(tmp_path: Path, command: str, reason: str) -> None:
    with pytest.raises(EditorError, match=reason):
        edit_file(tmp_path, [command])


@pytest.mark.parametrize("codec", ["utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_an_editor_may_save_with_a_byte_order_mark(
    use_editor: UseEditor, tmp_path: Path, codec: str, line_end: str
) -> None:
    text = line_end.join(("- café 📜", "    - two", ""))
    use_editor(f"file.write_bytes({text!r}.encode({codec!r}))")
    assert edited("- one", tmp_path) == "- café 📜\n    - two"


@pytest.mark.parametrize("mark", ["LE", "BE"])
def test_utf16_of_both_byte_orders_is_read(
    use_editor: UseEditor, tmp_path: Path, mark: str
) -> None:
    use_editor(f"file.write_bytes('\\ufeff- two'.encode('utf-16-{mark}'))")
    assert edited("- one", tmp_path) == "- two"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        ("- über".encode("latin-1"), "the byte 0xFC, which is not UTF-8"),
        ("- 论文".encode("gb18030"), "which is not UTF-8"),
        ("- two".encode("utf-16-le"), "zero bytes"),
        (b"\xff\xfe-\0 ", "begins like UTF-16 and is not in it"),
        (b"\0\0\xfe\xff\xff\xff\xff\xff", "begins like UTF-32 and is not in it"),
    ],
)
def test_another_encoding_is_refused_and_what_was_typed_kept(
    use_editor: UseEditor, tmp_path: Path, data: bytes, reason: str
) -> None:
    use_editor(f"file.write_bytes({data!r})")
    with pytest.raises(EditorError, match=reason) as failure:
        edited("- one", tmp_path)
    kept_file = failure.value.kept_file
    assert kept_file is not None
    assert str(failure.value).endswith(f"what you typed is kept in {kept_file}")
    assert kept_file.read_bytes() == data


def test_stray_bytes_that_the_log_has_may_come_back_but_no_others(
    use_editor: UseEditor, tmp_path: Path
) -> None:
    use_editor("file.write_bytes(file.read_bytes() + b'- \\xe9\\n')")
    with pytest.raises(EditorError, match="0xE9"):
        edited("- caf\udce9", tmp_path)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["code"], "e.g. `code --wait`"),
        (["code", "-n"], "e.g. `code --wait`"),
        (["subl"], "e.g. `subl --wait`"),
        (["gvim", "-p"], "e.g. `gvim -f`"),
        (["kate"], "e.g. `kate --block`"),
        (["emacsclient", "-n"], "an option --wait"),
    ],
)
def test_an_editor_that_does_not_wait_is_told_and_its_file_stays_for_it(
    tmp_path: Path, words: list[str], said: str
) -> None:
    program = tmp_path / "bin" / words[0]
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    with (
        pytest.raises(EditorError, match="came back before anything was saved") as failure,
        edit_text("- one", tmp_path / "texts", [str(program), *words[1:]]),
    ):
        pytest.fail("nothing came back that could be saved")
    kept_file = failure.value.kept_file
    assert kept_file is not None
    assert kept_file.read_text() == "- one\n"
    assert said in str(failure.value)
    assert str(kept_file) in str(failure.value)


@pytest.mark.parametrize(
    "words", [["code", "--wait"], ["code", "-w"], ["gvim", "-f"], ["vim"], ["script"]]
)
def test_an_editor_that_waits_may_change_nothing(tmp_path: Path, words: list[str]) -> None:
    program = tmp_path / "bin" / words[0]
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    with edit_text("- one", tmp_path, [str(program), *words[1:]]) as text:
        assert text == "- one"
    assert [path.name for path in tmp_path.iterdir()] == ["bin"]


def test_an_editor_that_does_not_wait_but_has_saved_is_taken_at_its_word(tmp_path: Path) -> None:
    program = tmp_path / "bin" / "code"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nprintf -- '- two' > \"$1\"\n")
    program.chmod(0o755)
    with edit_text("- one", tmp_path, [str(program)]) as text:
        assert text == "- two"


def test_on_a_terminal_any_editor_that_is_back_at_once_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True, raising=False)
    monkeypatch.setattr(editor, "AT_ONCE", 3600.0)
    with pytest.raises(EditorError, match="came back before") as failure:
        edit_with_true(tmp_path)
    assert failure.value.kept_file is not None
    monkeypatch.setattr(editor, "AT_ONCE", 0.0)
    assert edit_with_true(tmp_path) == "- one"


def edit_with_true(folder: Path) -> str:
    """Return the text that the program ``true`` leaves."""
    with edit_text("- one", folder, ["true"]) as text:
        return text
