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
