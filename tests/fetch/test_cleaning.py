"""Titles as a log can take them, and pages that are none."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from logtui.fetch.cleaning import (
    LONGEST_TITLE,
    clean_line,
    first_name_first,
    is_bot_check,
    strip_site_name,
)


@pytest.mark.parametrize(
    "title",
    [
        "Just a moment...",
        "Just a moment…",
        "Attention Required! | Cloudflare",
        "Access denied",
        "Access denied | example.org used Cloudflare to restrict access",
        "Access Denied - A Shop",
        "Bloomberg - Are you a robot?",
        "Verify you are human",
        "Verifying you are human. This may take a few seconds.",
        "DDoS-Guard",
        "Client Challenge",
        "Checking your browser before accessing example.org.",
        "403 Forbidden",
        "reCAPTCHA",
        "Making sure you’re not a bot!",
    ],
)
def test_what_a_server_shows_to_a_bot_is_known(title: str) -> None:
    assert is_bot_check(title)


@pytest.mark.parametrize(
    "title",
    [
        "Attention Is All You Need",
        "Just a moment of inertia",
        "Access denied: what language models refuse",
        "Are you a robot? Telling people from programs",
        "CAPTCHA - a survey",
        "Breaking reCAPTCHA | A Blog",
        "Forbidden - A Novel",
        "Human verification of proofs",
        "",
    ],
)
def test_what_only_sounds_so_is_a_title(title: str) -> None:
    assert not is_bot_check(title)


@pytest.mark.parametrize(
    ("title", "site", "short"),
    [
        ("A post | The Site", "The Site", "A post"),
        ("A post - the site", "The Site", "A post"),
        ("A post — The Site", "The Site", "A post"),
        ("A post: The Site", "The Site", "A post"),
        ("The Site · A post", "The Site", "A post"),
        ("The Site: A post", "The Site", "A post"),
        ("A post | Other", "The Site", "A post | Other"),
        ("A post | The Site", "", "A post | The Site"),
        ("The Site", "The Site", "The Site"),
        ("On The Site", "The Site", "On The Site"),
        ("Co-Site", "Site", "Co-Site"),
        ("A (b) | C++ (x", "C++ (x", "A (b)"),
    ],
)
def test_the_name_of_the_site_goes_only_where_the_page_says_it(
    title: str, site: str, short: str
) -> None:
    assert strip_site_name(title, site) == short


@given(st.text(max_size=400))
@settings(max_examples=100)
def test_a_tidy_title_is_one_short_line_without_controls(text: str) -> None:
    title = clean_line(text)
    assert title == title.strip()
    assert len(title.splitlines()) <= 1
    assert len(title) <= LONGEST_TITLE
    assert not [c for c in title if unicodedata.category(c) in ("Cc", "Cs")]
    assert clean_line(title) == title


def test_a_long_title_is_cut_between_words() -> None:
    assert clean_line("one two three", 9) == "one two…"
    assert clean_line("onetwothree", 9) == "onetwoth…"
    assert clean_line("one two", 9) == "one two"


def test_words_and_emoji_keep_their_joiners() -> None:
    assert clean_line("می\u200cخواهم 👩\u200d🔬") == "می\u200cخواهم 👩\u200d🔬"


@pytest.mark.parametrize(
    ("name", "turned"),
    [
        ("Vaswani, Ashish", "Ashish Vaswani"),
        ("Ashish Vaswani", "Ashish Vaswani"),
        ("King, Martin Luther, Jr.", "King, Martin Luther, Jr."),
        ("OpenAI,", "OpenAI,"),
    ],
)
def test_first_names_come_first(name: str, turned: str) -> None:
    assert first_name_first(name) == turned
