from __future__ import annotations

import pytest

from logtui.document.text import markdown


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("  words ", "words"),
        ("[a [b]](c) and ![d](e)", "a [b] and d"),
        ("[![d](e)](f)", "d"),
        ("**a** __b__ *c* _d_ ~~e~~ ***f***", "a b c d e f"),
        ("f_theta_x 2*3*4 a * b", "f_theta_x 2*3*4 a * b"),
        ("**Learned from**: [W](u)", "Learned from: W"),
        ("`**kept** [a](b)` **c**", "`**kept** [a](b)` c"),
        (r"\[deleted\] \*", "[deleted] *"),
        ("<b>a</b> <span style='x'>b</span> <T>", "a b <T>"),
        ("<https://a.b>", "https://a.b"),
        ("[x]", "[x]"),
    ],
)
def test_plain_text(text: str, plain: str) -> None:
    assert markdown.plain_text(text) == plain


@pytest.mark.parametrize(
    ("line", "says_nothing"),
    [
        ("", True),
        ("  \t", True),
        ("---", True),
        (" * * *", True),
        ("<hr>", True),
        ("</details>", True),
        ("  </p> <br/>", True),
        ("--", False),
        ("<details>", False),
        ("</p> a", False),
        ("a", False),
    ],
)
def test_a_line_that_says_nothing_only_separates(line: str, *, says_nothing: bool) -> None:
    assert markdown.is_separator_line(line) is says_nothing


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        ("## a", (2, 3, True)),
        ("\ufeff# a", (1, 3, True)),
        ("###", (0, 0, False)),
        ("#7/13/19", (1, 1, False)),
        ("######a", (6, 6, False)),
        ("####### a", (0, 0, False)),
        ("<h3 id='x'>a", (3, 11, True)),
        ("<details><summary>a", (6, 18, False)),
        ("<b>a</b>", (0, 0, False)),
        ("a", (0, 0, False)),
    ],
)
def test_the_marks_of_a_heading(line: str, heading: tuple[int, int, bool]) -> None:
    assert markdown.read_heading(line) == heading


@pytest.mark.parametrize(
    ("contents", "dedented"),
    [
        ([], []),
        (["a", "  b"], ["a", "  b"]),
        (["  a", "", "    b"], ["a", "", "  b"]),
        (["\ta", "      b"], ["a", "  b"]),
        (["  a", " \t", "\tb"], ["a", "", "  b"]),
        (["    a ", "\u00a0"], ["a ", "\u00a0"]),
    ],
)
def test_lines_lose_the_indent_they_share(contents: list[str], dedented: list[str]) -> None:
    assert markdown.dedent(contents) == dedented
