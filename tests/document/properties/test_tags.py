"""Which words of a log are tags, and which only look like some."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from logtui.document.dates.partial import PartialDate
from logtui.document.properties.tags import (
    TagCount,
    count_tags,
    entry_tags,
    tag_key,
    uses_tags,
    written_tags,
)
from logtui.document.reading.parser import parse
from logtui.document.text.lines import CHUNK_LENGTH

if TYPE_CHECKING:
    from logtui.document.model import Document

OTHERS = "## 2024-01-01\n- a #known\n- b #known\n- c #known\n- d :chained:words:\n"


def log(*entries: str) -> Document:
    """Return a log in which other entries have tags, with ``entries`` on a day of their own."""
    return parse((OTHERS + "\n## 2024-01-02\n" + "".join(f"{e}\n" for e in entries)).encode())


def tags_of(entry: str) -> tuple[str, ...]:
    """Return the tags of ``entry``, the first of its day."""
    document = log(entry)
    return entry_tags(document, document.entries[4])


@pytest.mark.parametrize(
    ("entry", "tags"),
    [
        ("- A title #ml", ("ml",)),
        ("- [A title](https://a.example) #ml #vision/segmentation", ("ml", "vision/segmentation")),
        ("- #to-read A title", ("to-read",)),
        ("- A #title of #2024goals, #a_b. And (so) #on!", ("title", "2024goals", "a_b", "on")),
        ("- A title\n    - a note #ml", ("ml",)),
        ("- A title\n    #ml #vision", ("ml", "vision")),
        ("- A title\n#ml #vision", ("ml", "vision")),
        (
            "- Über #über und #日本語、 #हिन्दी #cafe\u0301",
            ("über", "日本語", "हिन्दी", "cafe\u0301"),
        ),
        ("- twice #ML and #ml", ("ML",)),
        ("- strong **see #ml**", ("ml",)),
        ("- [A title](https://a.example) #ml, #cv; #rl", ("ml", "cv", "rl")),
        ("- A title\n    - Tags: machine learning, vision", ("machine learning", "vision")),
        ("- A title\n    - **Tags:** a, b", ("a", "b")),
        ("- A title\n    - **Tags**: a, b", ("a", "b")),
        ("- A title\n    tags:: a, b", ("a", "b")),
        ("- A title\n  Tags: a, b", ("a", "b")),
        ("- A title\n    - TAGS: `a`; [b]; #c", ("a", "b", "c")),
        ("- A title\n    - Tags: #a #b", ("a", "b")),
        ("- A title\n    - tags: python flask", ("python", "flask")),
        ("- A title :ml:vision:", ("ml", "vision")),
        ("- A title\n    - a note :ml:vision:  ", ("ml", "vision")),
        ("- A title :words:", ("words",)),
        ("- A title, costs $5 #ml and $6", ("ml",)),
        ("- A `title` #ml and `code`", ("ml",)),
    ],
)
def test_what_a_tag_is(entry: str, tags: tuple[str, ...]) -> None:
    assert tags_of(entry) == tags


@pytest.mark.parametrize(
    "entry",
    [
        "- issue #12, PR #1234, #1 of them, # 3, #1-2, the #1st, the #3rd",
        "- [A title](https://a.example/page#part) and https://a.example/#/route",
        "- [A title #ml](https://a.example)",
        '- [A title](https://a.example "a #ml title")',
        "- colours #fff #FFF #1a2b3c #ABC123 #ffcc00aa #aabbcc #fafafa",
        "- C# and F#, a#b, #f#, #c++, (#no), /#no, \\#no, &#no;",
        "- lines #L10, #L10-L20, #p12",
        "- `#code` and ``a #code``",
        "- a formula $a #b$, and $$ #c $$, \\( #d \\)",
        '- <a href="x #y">z</a> <!-- #hidden --> <code>a #b</code>',
        "- a wiki [[Page #part]] and [[page]]",
        "- A title\n    ```\n    #if x\n    # comment\n    run #this\n    ```",
        "- A title\n#Heading without a blank\n#NOTE: no tag",
        "- call #main.active, #id:hover, #define(x), #x=1, #foo's",
        "- done :tada: :smile:",
        "- done :+1:",
        "- at :12:30:",
        "- A title\n    - Tags of the models, and what they mean to us and to all of the others:",
        "- A title\n    - flags: a, b\n    - Tag: 3\n    - stage: c",
        "- A title\n    - Tags: 1, 2",
        "- A title\n    - Tags:",
        "- @somebody said so",
        "- words ## of a heading ##",
    ],
)
def test_what_only_looks_like_a_tag(entry: str) -> None:
    assert tags_of(entry) == ()


def test_a_symbol_of_the_legend_is_no_tag() -> None:
    document = parse(
        b"Legend:\n- #p: papers\n- #v: videos\n\n2024-01-01\n- #p One\n- #p Two\n- #v Three\n"
    )
    assert not uses_tags(document)


def test_a_log_with_few_tags_has_none() -> None:
    document = parse(b"# 2024-01-01\n- a #ml\n- b #ml\n- c\n")
    assert not uses_tags(document)
    assert entry_tags(document, document.entries[0]) == ()
    assert count_tags(document) == ()
    assert written_tags(document, document.entries[0]) == ("ml",)


def test_what_the_heading_of_a_log_says_does_not_count() -> None:
    text = "# #100DaysOfCode log\n\n## 2024-01-01\n- a #ml\n- b #ml\n"
    assert not uses_tags(parse(text.encode()))
    assert uses_tags(parse(f"{text}- c #ml\n".encode()))


def test_tags_are_counted_by_entries() -> None:
    document = parse(
        b"## 2024-05-03\n- a #ML #ml\n- b #ml #cv\n\n"
        b"## 2023-07\n- c #ml\n\n## 2024-05-01\n- d #rl/x\n"
    )
    assert count_tags(document) == (
        TagCount("ml", 3, PartialDate(2023, 7), PartialDate(2024, 5, 3)),
        TagCount("cv", 1, PartialDate(2024, 5, 3), PartialDate(2024, 5, 3)),
        TagCount("rl/x", 1, PartialDate(2024, 5, 1), PartialDate(2024, 5, 1)),
    )


def test_spellings_of_one_tag_have_one_key() -> None:
    assert tag_key("Caf\u00e9") == tag_key("cafe\u0301") == tag_key("CAFÉ")


def test_blanks_part_the_tags_of_a_line_where_no_line_has_commas() -> None:
    plain = "## 2024-01-01\n- a\n    - Tags: x y\n- b\n    - Tags: deep learning\n"
    document = parse(f"{plain}- c\n    - Tags: z\n".encode())
    assert entry_tags(document, document.entries[1]) == ("deep", "learning")
    document = parse(f"{plain}- c\n    - Tags: z, w\n".encode())
    assert entry_tags(document, document.entries[1]) == ("deep learning",)


def test_tags_at_the_end_of_a_long_log_are_found() -> None:
    notes = "    x and y\n" * (2 * CHUNK_LENGTH // 12)
    document = parse(f"## 2024-01-03\n- untagged\n{notes}\n{OTHERS}".encode())
    assert "known" in {tag.name for tag in count_tags(document)}
