"""What an entry offers to be copied."""

from __future__ import annotations

import pytest

from logtui.document.editing.copying import CopyFormat, copy_options, markdown_link
from logtui.document.reading.parser import parse
from logtui.document.text import links, markdown


def offered(entry: str) -> dict[CopyFormat, str]:
    document = parse(f"2024-01-01\n{entry}\n".encode())
    return dict(copy_options(document, document.entries[0]))


def test_a_paper_offers_all_its_parts() -> None:
    entry = "- [Attention](https://arxiv.org/pdf/1706.03762v2)\n    - one\n        - two"
    assert offered(entry) == {
        CopyFormat.LINK: "https://arxiv.org/pdf/1706.03762v2",
        CopyFormat.TITLE: "Attention",
        CopyFormat.MARKDOWN_LINK: "[Attention](https://arxiv.org/pdf/1706.03762v2)",
        CopyFormat.ENTRY: entry,
        CopyFormat.ARXIV: "1706.03762",
        CopyFormat.NOTES: "- one\n    - two",
    }


def test_a_doi_is_offered_without_its_resolver() -> None:
    parts = offered("- [x](https://doi.org/10.1000/xyz%28123%29)")
    assert parts[CopyFormat.DOI] == "10.1000/xyz(123)"
    assert CopyFormat.ARXIV not in parts


def test_what_is_not_there_is_not_offered() -> None:
    assert offered("- only words") == {
        CopyFormat.TITLE: "only words",
        CopyFormat.ENTRY: "- only words",
    }


def test_no_text_is_offered_twice() -> None:
    url = "https://example.org/x"
    assert offered(f"- {url}") == {
        CopyFormat.LINK: url,
        CopyFormat.MARKDOWN_LINK: f"[{url}]({url})",
        CopyFormat.ENTRY: f"- {url}",
    }


@pytest.mark.parametrize("title", ["plain", "a [b] c", "a ] b", "`code` *em* _x_", "\\", "é (x)"])
@pytest.mark.parametrize(
    "url", ["https://x.org/a_(b)", "https://x.org/a)b", "https://x.org/a%2Fb?c=[d]&amp;e", "a b.md"]
)
def test_a_markdown_link_reads_back_as_its_parts(title: str, url: str) -> None:
    line = markdown_link(title, url)
    link = links.first_link(line)
    assert link is not None
    assert link.span == (0, len(line))
    assert markdown.plain_text(link.label.of(line)) == title
    assert links.unescape_target(link.target.of(line)) == url
