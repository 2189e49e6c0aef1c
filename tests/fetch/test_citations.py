"""Citations of registries, and what else may come from there."""

import json

import pytest

from logtui.fetch.citations import parse_citation


def test_names_are_put_together_as_they_are_written() -> None:
    people = [
        {"given": "Ludwig", "non-dropping-particle": "van", "family": "Beethoven"},
        {"family": "Aristotle"},
        {"literal": "The Lab\n"},
        {"name": "A Group"},
        {"given": 3, "family": None},
        "nobody",
    ]
    title, authors = parse_citation(json.dumps({"title": "A title", "author": people}).encode())
    assert title == "A title"
    assert authors == ("Ludwig van Beethoven", "Aristotle", "The Lab", "A Group")


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("The <i>E. coli</i> of CO<sub>2</sub> &amp; co", "The E. coli of CO2 & co"),
        ("<jats:title>Deep</jats:title>", "Deep"),
        ('<mml:math xmlns="x"><mml:mi>x</mml:mi></mml:math>-ray', "x-ray"),
        ("a < b > c", "a < b > c"),
        ("\ud800two\n lines\u202e", "two lines"),
        (["A list", "of titles"], "A list"),
        ([], ""),
        (7, ""),
        (None, ""),
    ],
)
def test_titles_come_without_the_markup_of_publishers(written: object, plain: str) -> None:
    assert parse_citation(json.dumps({"title": written, "author": "me"}).encode()) == (plain, ())


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b"{", b"\xff", b"[" * 100_000, b"9" * 9999])
def test_what_is_no_citation_has_no_title(body: bytes) -> None:
    assert parse_citation(body) == ("", ())
