"""Fences, comments and front matter, with what markdown-it-py makes of the same texts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from logtui.document.text import lines
from logtui.document.text.opaque import opaque_spans

if TYPE_CHECKING:
    from pathlib import Path

FENCE = "```"


def opaque_lines(text: str) -> list[int]:
    """Return the numbers, from 0, of the lines of ``text`` that are opaque."""
    spans = opaque_spans(text)
    return [
        number
        for number, (start, line) in enumerate(lines.iter_lines(text))
        if any(span.start <= start < span.end for span in spans) and line.strip()
    ]


@pytest.mark.parametrize(
    ("text", "opaque"),
    [
        ("a\n```\nb\n```\nc", [1, 2, 3]),
        ("- A\n  ```\n  forgot\n\n- B\n\n## 2024-05-03\n- C\n", [1, 2]),
        ("- A\n    ```\n    forgot\n\n- B\n- E\n  ```\n  x\n  ```\n", [1, 2, 6, 7, 8]),
        ("1. A\n   ~~~\n   forgot\n2. B\n\n~~~\ncode\n~~~\n", [1, 2, 5, 6, 7]),
        ("> ```\n> forgot\n\nB\n", [0, 1]),
        ("> - A\n>   ```\n>   forgot\n> - B\n", [1, 2]),
        ("- > ```\n  > forgot\n  B\n", [0, 1]),
        ("- A\n\t```\n\tforgot\n- B\n", [1, 2]),
        ("- A\n  <!-- forgot\n- B\n\nc <!-- x -->\n", [1]),
        ("- A\n  <!-- two\n  lines -->\n- B\n", [1, 2]),
        ("<!-- forgot\n- B\n\n<!-- x -->\n", []),
        ("<!-- two\nlines -->\n- B\n", [0, 1]),
        ("a\n```\nnever closed\n\n- B\n", []),
        ("- ```py\n  x\n  ```\n- B\n", [0, 1, 2]),
        ("- A\nlazy\n  ```\n  x\n- B\n", [2, 3]),
        ("- A\n\n  ```\n  x\n\n  y\n\nnot in it\n", [2, 3, 5]),
        ("````\n```\n````\na\n", [0, 1, 2]),
        ("---\ntitle: x\n---\n- A\n", [0, 1, 2]),
        ("---\ntitle: x\ntags:\n- one\n- two\n---\n- A\n", [0, 1, 2, 3, 4, 5]),
        ("---\n\n## 2024-05-04\n- A\n---\n- B\n", []),
        ("---\ntitle: x\n\n## 2024-05-04\n- A\n---\n", []),
        ("---\nsome words\n- A\n---\n", []),
    ],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_what_is_opaque_ends_with_what_holds_it(text: str, opaque: list[int], end: str) -> None:
    assert opaque_lines(text.replace("\n", end)) == opaque


def fences_of(text: str) -> list[int]:
    """Return the numbers of the lines of fenced code that markdown-it-py finds in ``text``."""
    tokens = MarkdownIt().parse(text)
    spans = [token.map for token in tokens if token.type == "fence" and token.map]
    contents = text.split("\n")
    return sorted(
        number for start, stop in spans for number in range(start, stop) if contents[number].strip()
    )


def is_comparable(text: str) -> bool:
    """Tell whether each fence of ``text`` that nothing holds is closed."""
    tokens = MarkdownIt().parse(text)
    lasts = [token for token in tokens if token.type == "fence" and token.level == 0 and token.map]
    contents = text.split("\n")
    maps = [(token.map, token.markup) for token in lasts if token.map]
    return all(
        stop - start > 1 and contents[stop - 1].strip().startswith(markup)
        for (start, stop), markup in maps
    )


_LINES = st.sampled_from(
    (
        *("", "a", "- b", "  c", "1. d", "   e", "> f", "> - g", "> ```", ">   h", "```"),
        *("  ```", "- ```py", "   ~~~", "~~~", "- > i", "  > ```", "  > j", "# k", "    - l"),
        "- - m",
    )
)


@given(st.lists(_LINES, max_size=14).map("\n".join))
def test_fences_are_where_markdown_it_has_them(text: str) -> None:
    """Those that nothing closes and nothing holds are left out: they hide nothing here."""
    if is_comparable(text):
        assert opaque_lines(text) == fences_of(text)


def test_fences_of_real_logs_are_where_markdown_it_has_them(shared_logs: Path) -> None:
    agreeing = compared = 0
    for log in sorted((*(shared_logs / "wild").glob("*.md"), *(shared_logs / "more").glob("*.md"))):
        text = log.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").replace("\r", "\n")
        is_plain = FENCE in text and not any(s in text for s in ("<!--", f"    {FENCE}", "\f"))
        if is_plain and not text.startswith("---") and is_comparable(text):
            compared += 1
            agreeing += opaque_lines(text) == fences_of(text)
    assert compared >= 10
    assert agreeing == compared
