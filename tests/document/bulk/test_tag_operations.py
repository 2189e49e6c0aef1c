"""A tag that is renamed or removed changes nothing but that tag."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logtui.document.bulk.tag_operations import ChangeTag
from logtui.document.properties.similar_tags import similar_tags
from logtui.document.properties.tags import entry_tags, tag_key
from logtui.document.reading.parser import parse
from support.draft_edits import inverse_of

if TYPE_CHECKING:
    from logtui.document.model import Document

NAMES = ("ml", "ML", "ml/vision", "nlp", "rl", "Über")
LINES = (
    "- {0} title #{1}\n",
    "- [{0}](https://a.example/x#ml) #{1} #{2}\n",
    "- about #{1} papers\n    - a note #{2}\n",
    "- {0}\n    - Tags: {1}, {2}\n",
    "- {0}\n    - #{1} #{2}\n    - `#{1}` and ml\n",
    "- {0} :{1}:{2}:\n",
    "- {0}, without\n",
)
ENTRIES = st.tuples(st.sampled_from(LINES), st.sampled_from(NAMES), st.sampled_from(NAMES))
LOGS = st.lists(ENTRIES, min_size=4, max_size=9).map(
    lambda entries: (
        "## 2024-05-01\n- one #ml\n- two #rl\n- three :nlp:rl:\n\n## 2024-05-02\n"
        + "".join(
            line.format(f"T{number}", first, second)
            for number, (line, first, second) in enumerate(entries)
        )
    )
)


def keys(document: Document) -> list[set[str]]:
    """Return the tags of each entry."""
    return [set(map(tag_key, entry_tags(document, entry))) for entry in document.entries]


@given(LOGS, st.sampled_from(("rl", "nlp", "new", "über/x")), st.sampled_from(("\n", "\r\n")))
def test_every_entry_has_the_new_name_and_nothing_else_is_different(
    text: str, new: str, newline: str
) -> None:
    document = parse(text.replace("\n", newline).encode())
    edit = ChangeTag("ml", new).edit(document)
    assert edit
    after = parse(edit.apply(document.text).encode())
    expected = [
        {new + key[2:] if key == "ml" or key.startswith("ml/") else key for key in tags}
        for tags in keys(document)
    ]
    assert keys(after) == expected
    for entry, other in zip(document.entries, after.entries, strict=True):
        if not any(tag.casefold().startswith("ml") for tag in entry_tags(document, entry)):
            assert entry.span.of(document.text) == other.span.of(after.text)
        assert document.url(entry) == after.url(other)
    assert inverse_of(edit, document.text).apply(after.text) == document.text


@given(LOGS)
def test_a_tag_that_is_removed_is_gone(text: str) -> None:
    document = parse(text.encode())
    edit = ChangeTag("rl").edit(document)
    assert edit
    after = edit.apply(document.text)
    assert "#rl" not in after.replace("`#rl`", "")
    assert inverse_of(edit, document.text).apply(after) == document.text


@pytest.mark.parametrize(
    ("tags", "pairs"),
    [
        ("#Model #model", [("Model", "model", "case")]),
        ("#deep-learning #deep_learning", [("deep-learning", "deep_learning", "hyphen")]),
        ("#model #models", [("model", "models", "plural")]),
        ("#study #studies", [("studies", "study", "plural")]),
        ("#attention #atention", [("atention", "attention", "one letter")]),
        ("#attention #attantion", [("attantion", "attention", "one letter")]),
        ("#gpt3 #gpt4 #cats #dogs #year2023 #year2024", []),
        ("#rl #nlp #vision", []),
    ],
)
def test_tags_that_are_alike(tags: str, pairs: list[tuple[str, str, str]]) -> None:
    entries = "".join(f"- {tag}\n- x {tag}\n" for tag in tags.split())
    document = parse(f"## 2024-05-01\n{entries}".encode())
    alike = [(pair.name, pair.other, pair.likeness) for pair in similar_tags(document)]
    assert alike == pairs
