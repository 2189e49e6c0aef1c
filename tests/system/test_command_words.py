"""What a command of the user becomes without a shell."""

from __future__ import annotations

from pathlib import Path

import pytest

from logtui.system.command_words import command_words


@pytest.fixture(autouse=True)
def home(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", "/home/me")


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("vim -n", ["vim", "-n"]),
        ("'my editor' -f", ["my editor", "-f"]),
        ("~/bin/ed", ["/home/me/bin/ed"]),
        ("~/bin/ed --wait", ["/home/me/bin/ed", "--wait"]),
        ("'~/my bin/ed'", ["/home/me/my bin/ed"]),
        ("~", ["/home/me"]),
        ("vim -u ~/vimrc", ["vim", "-u", "/home/me/vimrc"]),
        ("~root/bin/ed", [f"{Path('~root').expanduser()}/bin/ed"]),
        ("~nobody-has-this-name/ed", ["~nobody-has-this-name/ed"]),
        ("a~ b/~c --at=~/x", ["a~", "b/~c", "--at=~/x"]),
        ("x https://example.org//a/./b", ["x", "https://example.org//a/./b"]),
    ],
)
def test_home_folders_are_expanded_at_the_start_of_words(command: str, words: list[str]) -> None:
    assert command_words(command) == words


@pytest.mark.parametrize(
    ("command", "words"),
    [
        ("x %s &", ["x", "%s"]),
        ("x %s&", ["x", "%s"]),
        ("x %s & ", ["x", "%s"]),
        ("x '%s' &", ["x", "%s"]),
        ("&", []),
        (r"x \&", ["x", "&"]),
        ("x '&'", ["x", "&"]),
        ('x "a &"', ["x", "a &"]),
        ("x a&b %s", ["x", "a&b", "%s"]),
    ],
)
def test_an_ampersand_of_the_shell_is_not_a_word(command: str, words: list[str]) -> None:
    assert command_words(command) == words


@pytest.mark.parametrize("command", ["vim 'unclosed", 'x "a &', "x \\"])
def test_quotes_that_do_not_match_are_an_error(command: str) -> None:
    with pytest.raises(ValueError, match=r"quotation|escaped"):
        command_words(command)
