"""The links of an entry."""

from __future__ import annotations

from logtui.document.entry_links import Address, addresses
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
    assert addresses(document, document.entries[0]) == (
        Address("A fine paper", "https://a.example/x_y"),
        Address("its code", "./code"),
        Address("more", "https://a.example/more?a=1&b=2"),
        Address("https://a.example/bare", "https://a.example/bare"),
        Address("a plot", "plots/one.png"),
        Address("./nameless", "./nameless"),
    )
    assert addresses(document, document.entries[2]) == ()


def test_the_entrys_own_link_comes_first() -> None:
    document = parse(b"2024-06-05\n- ![p](p.png) [a](https://a.example) [b](https://b.example)\n")
    targets = [address.target for address in addresses(document, document.entries[0])]
    assert targets == ["https://a.example", "p.png", "https://b.example"]
    assert targets[0] == document.url(document.entries[0])
