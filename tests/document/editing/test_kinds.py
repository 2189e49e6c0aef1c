from __future__ import annotations

import pytest

from logtui.document.editing.draft import guess_kind
from logtui.document.reading import parser

LEGEND = "Legend:\n- 📜: papers, on arxiv.org mostly\n- 📺: videos\n\nMore on arxiv.org.\n\n"


def guessed(entries: str, url: str = "https://arxiv.org/abs/9") -> str | None:
    kind = guess_kind(parser.parse(f"{LEGEND}09/25/2024\n{entries}".encode()), url)
    return kind.symbol if kind else None


@pytest.mark.parametrize(
    ("entries", "symbol"),
    [
        ("- 📜[A](https://arxiv.org/abs/1)\n", "📜"),
        ("- 📜[A](https://www.arxiv.org/abs/1)\n", "📜"),
        ("- 📺[On arxiv.org](https://youtube.com/1)\n- 📜[A](https://arxiv.org/1)\n", "📜"),
        ("- 📺[B](https://b.org)\n    - like https://arxiv.org/abs/1\n", None),
        ("- [A](https://arxiv.org/abs/1)\n", None),
        ("- 📺[A](https://notarxiv.org/abs/1)\n", None),
        ("", None),
    ],
)
def test_only_entries_whose_own_link_goes_to_the_host_tell(
    entries: str, symbol: str | None
) -> None:
    assert guessed(entries) == symbol


@pytest.mark.parametrize(("others", "symbol"), [(1, "📜"), (2, None)])
def test_four_in_five_have_to_agree(others: int, symbol: str | None) -> None:
    papers = "- 📜[A](https://arxiv.org/abs/1)\n" * (5 - others)
    assert guessed(papers + "- 📺[B](https://arxiv.org/abs/2)\n" * others) == symbol


def test_the_first_forty_tell() -> None:
    papers, videos = (f"- {symbol}[A](https://arxiv.org/abs/1)\n" for symbol in "📜📺")
    assert guessed(papers * 40 + videos * 60) == "📜"
    assert guessed(papers * 30 + videos * 60) is None


@pytest.mark.parametrize("url", ["", "./projects/x", "mailto:a@arxiv.org"])
def test_what_has_no_host_has_no_guess(url: str) -> None:
    assert guessed("- 📜[A](./projects/x)\n", url) is None
