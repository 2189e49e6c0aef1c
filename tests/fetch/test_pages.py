"""What is read in the heads of pages, sound ones and any others."""

import asyncio

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logtui.fetch import pages

META = '<meta {}="{}" content="{}">'
HALF_A_MEGABYTE = 500_000


def read(text: str) -> pages.PageHead:
    return asyncio.run(pages.parse_head(text))


def test_the_tags_that_hold_nothing_but_the_title_come_first() -> None:
    tags = [
        "<title>The title tag</title>",
        META.format("name", "twitter:title", "The card"),
        META.format("property", "og:title", "The graph"),
        META.format("name", "citation_title", "The citation"),
    ]
    for count, title in enumerate(["The title tag", "The card", "The graph", "The citation"], 1):
        assert read("".join(tags[:count])).title == title


def test_an_empty_tag_leaves_the_title_to_the_next() -> None:
    text = META.format("property", "og:title", " &#x200b; ") + "<title>Here</title>"
    assert read(text).title == "Here"


def test_a_site_that_calls_all_its_pages_alike_is_not_believed() -> None:
    name = META.format("property", "og:site_name", "The Site")
    same = META.format("property", "og:title", "The Site")
    assert read(f"{name}{same}<title>A post | The Site</title>").title == "A post"
    assert read(f"{name}{same}<title>The Site</title>").title == "The Site"


def test_drawings_have_titles_of_their_own() -> None:
    assert read("<svg><title>Menu</title></svg><title>The page</title>").title == "The page"
    assert read("<title>The page</title><svg><title>Menu</title></svg>").title == "The page"


def test_authors_are_those_of_the_citation_else_of_the_page() -> None:
    page = META.format("name", "author", "Jane Doe") + META.format("name", "author", "@jane")
    assert read(page).authors == ["Jane Doe"]
    cited = META.format("name", "citation_author", "Doe, John") * 2
    assert read(page + cited).authors == ["John Doe"]
    assert read(META.format("name", "author", "https://example.org/jane")).authors == []


def test_no_more_is_parsed_than_the_head_that_tells_a_title() -> None:
    text = "<title>Early</title></head>" + "<p>" * 20_000 + META.format("name", "author", "Late")
    page = read(text)
    assert page.title == "Early"
    assert page.authors == []


def test_a_title_behind_a_long_script_is_found() -> None:
    text = f"<head><script>{'x = 1; ' * 50_000}</script><title>Late</title></head>"
    assert read(text).title == "Late"


@pytest.mark.parametrize(
    "unit",
    ["<", "<!--", "<a ", "<a =", "<a b='", "<![x[", "<!x[", "</", "<?", "<title>", "&#x41;", "<p/"],
)
async def test_a_broken_page_does_not_hold_up_anything(unit: str) -> None:
    text = "<script>" * (unit == "</") + unit * (HALF_A_MEGABYTE // len(unit))
    reading = asyncio.create_task(pages.parse_head(text))
    turns = 0
    while not reading.done():
        await asyncio.sleep(0)
        turns += 1
    assert turns > 10
    if unit == "<a ":  # what never ends is not begun anew with every piece
        assert turns < 30
    assert (await reading).title == ""


@given(
    st.lists(
        st.sampled_from(
            [
                "<",
                ">",
                "<!",
                "<![",
                "[",
                "]]>",
                "<!--",
                "-->",
                "<title",
                "</title>",
                "<meta ",
                "a=b",
            ]
        )
        | st.sampled_from(["<script>", "</", "&", "&#xD800;", "&#99999999;", ";", "'", '"', "\0"])
        | st.text(max_size=5),
        max_size=40,
    )
)
@settings(max_examples=100)
def test_no_page_raises(parts: list[str]) -> None:
    page = read("".join(parts))
    assert page.title == page.title.strip()
    assert all(page.authors)
