import pytest
from hypothesis import given
from hypothesis import strategies as st

from logtui.search.words import fold


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("PlanBench", "planbench"),
        ("Naïve CAFÉ", "naive cafe"),
        ("can’t “stop” – ever", 'can\'t "stop" - ever'),
        ("İstanbul", "istanbul"),
        ("ＡＢＣ", "abc"),
        ("Größe", "grose"),
        ("Σίσυφος", "σισυφοσ"),
        ("日本語", "日本語"),
    ],
)
def test_letters_that_look_the_same_are_the_same(text: str, folded: str) -> None:
    assert fold(text) == folded


@given(st.text(st.characters()))
def test_no_offset_changes(text: str) -> None:
    assert len(fold(text)) == len(text)
    assert [fold(character) for character in text] == list(fold(text))
