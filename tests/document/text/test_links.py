from __future__ import annotations

import pytest

from logtui.document.text import links


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("[a](b)", [("a", "b")]),
        ("[a [1.4] b](./x/[1.4]_S_&_SAEs) t", [("a [1.4] b", "./x/[1.4]_S_&_SAEs")]),
        ("[w](https://a.b/c_(d)) (see)", [("w", "https://a.b/c_(d)")]),
        ("(see [w](u)) [v](w)", [("w", "u"), ("v", "w")]),
        ("[a](<my notes.md>)", [("a", "my notes.md")]),
        ('[a](u "why (not)")', [("a", "u")]),
        ("[a]( u )", [("a", "u")]),
        ("<https://a.b/c>.", [("https://a.b/c", "https://a.b/c")]),
        ("(https://a.b/c_(d)).", [("https://a.b/c_(d)", "https://a.b/c_(d)")]),
        ("[a](http://x.y/(z", [("http://x.y/(z", "http://x.y/(z")]),
        ("http:// x", []),
        ("see https://... and [a](b)", [("a", "b")]),
        ("http://,;!? http://a.b", [("http://a.b", "http://a.b")]),
        ("`[a](b)` [c](d)", [("c", "d")]),
        ("``[a](b)` [c](d)", [("a", "b"), ("c", "d")]),
        (r"\[a](b)", []),
        ("[a](b c)", []),
        ("[a] (b)", []),
        ("[[a]]", []),
        ("[![p](i.png)](t)", [("![p](i.png)", "t")]),
        ("![p](i.png) [a](b)", [("p", "i.png"), ("a", "b")]),
    ],
)
def test_links_of_a_line(line: str, found: list[tuple[str, str]]) -> None:
    assert [(link.label.of(line), link.target.of(line)) for link in links.find_links(line)] == found


def test_a_picture_is_not_the_first_link() -> None:
    line = "![p](i.png) [a](b)"
    link = links.first_link(line)
    assert link
    assert link.target.of(line) == "b"


def test_a_target_without_its_escapes() -> None:
    assert links.unescape_target(r"a\_b?x=1&copy=2&amp;y=\(3\)") == "a_b?x=1&copy=2&y=(3)"
