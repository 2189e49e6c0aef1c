"""The links of an entry."""

from __future__ import annotations

from logtui.document.entry_links import EntryLink, links_of
from logtui.document.reading.parser import parse

LOG = r"""
2024-06-05
- **Paper:** [A *fine* paper](https://a.example/x\_y) and [its code](./code)
    - [more](https://a.example/more?a=1&amp;b=2), again [it](https://a.example/x\_y)
    - bare https://a.example/bare. ![a plot](plots/one.png) [](./nameless)
    ```
    [not](https://a.example/fence)
    ```
    - `[not](https://a.example/code)`
- [Another](https://a.example/other)
- none
"""


def test_the_links_of_an_entry() -> None:
    document = parse(LOG.encode())
    assert links_of(document, document.entries[0]) == (
        EntryLink("A fine paper", "https://a.example/x_y"),
        EntryLink("its code", "./code"),
        EntryLink("more", "https://a.example/more?a=1&b=2"),
        EntryLink("https://a.example/bare", "https://a.example/bare"),
        EntryLink("a plot", "plots/one.png"),
        EntryLink("./nameless", "./nameless"),
    )
    assert links_of(document, document.entries[2]) == ()


def test_the_entrys_own_link_comes_first() -> None:
    document = parse(b"2024-06-05\n- ![p](p.png) [a](https://a.example) [b](https://b.example)\n")
    targets = [address.target for address in links_of(document, document.entries[0])]
    assert targets == ["https://a.example", "p.png", "https://b.example"]
    assert targets[0] == document.url(document.entries[0])
