"""Letters that are typed as several, or as another one, are found and marked."""

from __future__ import annotations

import pytest

from logtui.document.reading.parser import parse
from logtui.search.highlight import highlight_entry
from logtui.search.index import Index, build_index
from logtui.search.rank import search_index

TITLES = (
    "Chef-d’œuvre of Zola",
    "Æsir and Vanir",
    "Die lange Straße",
    "Eﬃcient transformers",
    "The ﬂow of ﬁre",
    "Ørsted discovers",
    "Wałęsa biography",
    "Viðmótið forrita",
    "Þórr the god",
    "İzmir — a guide",
)


@pytest.fixture(scope="module")
def ligatures() -> Index:
    """Give the index of a log with such letters."""
    entries = "".join(f"- {title}\n" for title in TITLES)
    return build_index(parse(f"# 2024-01-02\n{entries}".encode()))


@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("oeuvre", "Chef-d’[œuvre] of Zola"),
        ("ŒUVRE", "Chef-d’[œuvre] of Zola"),
        ("uvre", "Chef-d’œ[uvre] of Zola"),
        ("aesir", "[Æsir] and Vanir"),
        ("aes van", "[Æs]ir and [Van]ir"),
        ("strasse", "Die lange [Straße]"),
        ("STRASSE", "Die lange [Straße]"),
        ("straße", "Die lange [Straße]"),
        ("'strass", "Die lange [Straß]e"),
        ("efficient", "[Eﬃcient] transformers"),
        ("cient", "Eﬃ[cient] transformers"),
        ("efftra", "[Eﬃ]cient [tra]nsformers"),
        ("flow fire", "The [ﬂow] of [ﬁre]"),
        ("orsted", "[Ørsted] discovers"),
        ("walesa", "[Wałęsa] biography"),
        ("thorr", "[Þórr] the god"),
        ("vidmotid", "[Viðmótið] forrita"),
        ("izmir", "[İzmir] — a guide"),
    ],
)
def test_what_is_typed_for_such_letters_is_marked(ligatures: Index, query: str, title: str) -> None:
    result = search_index(ligatures, query)
    assert result is not None
    document = ligatures.document
    entry = document.entries[result.entries[0]]
    marked, at = "", 0
    shown = document.title(entry)
    for start, end in highlight_entry(document, entry, result).title:
        marked += f"{shown[at:start]}[{shown[start:end]}]"
        at = end
    assert marked + shown[at:] == title
