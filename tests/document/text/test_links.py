from __future__ import annotations

import re
from typing import Any

import pytest

from logtui.document.text import lines, links


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


class _Meter:
    """Counts the characters of a line that are looked at, by its methods or by patterns."""

    def __init__(self) -> None:
        self.characters = 0

    def pattern(self, source: re.Pattern[str]) -> _MeteredPattern:
        return _MeteredPattern(self, source)


class _MeteredPattern:
    """A pattern that counts what it matches, and all that it was given where it matches nothing."""

    def __init__(self, meter: _Meter, pattern: re.Pattern[str]) -> None:
        self._meter = meter
        self._pattern = pattern

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has
        method = getattr(self._pattern, name)

        def metered(text: str, start: int = 0, end: int = 1 << 30) -> Any:  # noqa: ANN401 - as above
            result = method(text, start, end)
            matched = result.end() if isinstance(result, re.Match) else min(end, len(text))
            self._meter.characters += matched - start
            return result

        return metered


class _MeteredLine(str):
    """A line that counts what is taken out of it and searched in it."""

    __slots__ = ("meter",)
    meter: _Meter

    def __getitem__(self, index: Any) -> str:  # noqa: ANN401 - an index or a slice
        part = super().__getitem__(index)
        self.meter.characters += len(part)
        return part

    def find(self, text: str, start: Any = 0, end: Any = None) -> int:  # noqa: ANN401 - fewer types than str has
        offset = super().find(text, start, end)
        self.meter.characters += (offset if offset >= 0 else len(self)) - start
        return offset


@pytest.mark.parametrize(
    ("before", "middle", "after"),
    [
        ("[](", " a b", ")"),
        ("[](", " 'a b", ")"),
        ('[](a "', "", ")"),
        ("[](<", " a b", ")"),
        ("[](<a>", " b", ")"),
        ("[]( ", "a b", " )"),
        ("[](a (", "b c", "))"),
        ("![](", "\t\ta", ")"),
        ("[", "](a b)", "]"),
    ],
)
def test_the_work_for_a_line_grows_as_the_line_does(
    before: str, middle: str, after: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    meter = _Meter()
    for name, value in vars(links).items():
        if hasattr(value, "fullmatch"):
            monkeypatch.setattr(links, name, meter.pattern(value))
    work = []
    for size in (400, 800, 1600):
        line = _MeteredLine("- " + before * size + middle + after * size)
        line.meter = meter
        meter.characters = 0
        assert len(list(links.find_links(line))) <= 1
        work.append(meter.characters / len(line))
    assert work[0] > 1
    assert max(work) < 1.1 * min(work)


@pytest.mark.parametrize("label", ["a", "a\nb", "a " * 90])
def test_a_definition_is_found_wherever_a_long_log_is_parted(label: str) -> None:
    definition = f"[{label}]: https://example.org/there\n"
    for shift in range(-3, len(definition) + 3):
        before = "x" * (lines.CHUNK_LENGTH - shift - 1) + "\n"
        text = f"{before}{definition}" + "y\n"
        target = links.find_definitions(text)[" ".join(label.split())]
        assert target.of(text) == "https://example.org/there"
