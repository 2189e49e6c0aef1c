"""What is said of an error: a command prints it as it is, a form makes a sentence of it."""

from __future__ import annotations

import datetime

import pytest

from logtui.document.editing.draft import DraftError
from logtui.document.editing.first_line import LineReading, first_line_error
from logtui.document.editing.typed_date import read_date
from logtui.document.legend import Legend
from logtui.document.text.encoding import Encoding
from logtui.errors import EncodingError, LogtuiError, sentence
from logtui.fetch.http import HostError

TODAY = datetime.date(2024, 9, 25)


def test_a_sentence_has_a_capital_and_a_full_stop() -> None:
    assert sentence(LogtuiError("give the entry a title")) == "Give the entry a title."
    assert sentence(LogtuiError("“x” is indented")) == "“x” is indented."


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("soon", "soon is not a date; write it like 2024-09-25, today or -3."),
        ("Soon", "Soon is not a date; write it like 2024-09-25, today or -3."),
        ("  ", "Nothing is not a date; write it like 2024-09-25, today or -3."),
        ("2999-01-01", "2999-01-01 is out of reach; years go from 1900 to 2099."),
        ("3/4", "3/4 could be two days; write it like 2024-04-03."),
        ("2024-02-30", "There is no such day: 2024-02-30."),
    ],
)
def test_what_the_user_typed_keeps_its_case(words: str, shown: str) -> None:
    with pytest.raises(DraftError) as refused:
        read_date(words, TODAY)
    assert sentence(refused.value) == shown


def test_a_kind_keeps_its_case() -> None:
    error = first_line_error("- ", LineReading("talk x", "a title", None), Legend(()))
    assert sentence(error).startswith("talk x in front of a title does not read back as a kind;")


def test_a_host_keeps_its_case() -> None:
    error = HostError("example.org has no such page (404 Not Found)")
    assert sentence(error) == "example.org has no such page (404 Not Found)."


def test_characters_that_a_log_cannot_hold_are_told_in_a_sentence() -> None:
    with pytest.raises(EncodingError) as refused:
        Encoding().encode("\ud83d")
    assert str(refused.value).startswith("the text holds U+D83D, ")
    assert sentence(refused.value).startswith("The text holds U+D83D, ")
