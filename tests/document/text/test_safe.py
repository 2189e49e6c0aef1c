import json
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from logtui.document.text.safe import escaped, pictures, safe_label, safe_text


def test_controls_become_pictures() -> None:
    assert safe_text("a\x1b]0;title\x07b") == "a␛]0;title␇b"
    assert safe_text("tab\there\r\n") == "tab␉here␍␊"
    assert safe_text("c1 \x9b31m\x7f") == "c1 �31m␡"


def test_what_hides_or_turns_text_is_shown() -> None:
    assert safe_text("evil\u202egpj.exe") == "evil�gpj.exe"
    assert safe_text("zero\u200bwidth\ufeff") == "zero�width�"
    assert safe_text("lone \udc80 surrogate") == "lone � surrogate"


def test_emoji_are_drawn_alike_everywhere() -> None:
    assert safe_text("\U0001f6e0\ufe0f tools") == "\U0001f6e0 tools"
    assert safe_text("\U0001f468\u200d\U0001f52c") == "\U0001f468\U0001f52c"


def test_piles_of_marks_are_cut() -> None:
    assert safe_text("e" + "\u0301" * 50 + "!") == "e" + "\u0301" * 4 + "!"


def test_long_lines_are_cut_for_display() -> None:
    assert safe_label("x" * 10_000_000, 10) == "x" * 9 + "…"
    assert safe_label("x" * 10, 10) == "x" * 10


def test_text_that_is_no_label_is_never_cut() -> None:
    assert safe_text("x" * 10_000_000 + "\x1b") == "x" * 10_000_000 + "␛"


@given(st.text(st.characters()))
def test_nothing_that_a_terminal_acts_on_is_left(text: str) -> None:
    shown = safe_text(text)
    assert not [c for c in shown if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}]
    shown.encode("utf-8")


@given(st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E)))
def test_plain_text_stays_as_it_is(text: str) -> None:
    assert safe_text(text) == text


@given(st.text(st.characters()))
def test_each_character_has_a_picture_of_its_own(text: str) -> None:
    shown = pictures(text)
    assert len(shown) == len(text)
    assert safe_text(shown) == shown
    shown.encode("utf-8")


def test_pictures_are_those_of_lines_and_blanks_for_what_lines_leave_out() -> None:
    assert pictures("a\x1b]\x9b\t\u202e\udc80") == safe_text("a\x1b]\x9b\t\u202e\udc80")
    assert pictures("\u26a0\ufe0f!") == "\u26a0 !"
    assert pictures("\U0001f468\u200d\U0001f52c") == "\U0001f468 \U0001f52c"
    assert pictures("\u2764\ufe0f\u200d\U0001f525") == "\u2764  \U0001f525"
    assert pictures("e" + "\u0301" * 6) == "e" + "\u0301" * 4 + "\ufffd" * 2


@given(st.text(st.characters()))
def test_escaped_json_says_the_same(text: str) -> None:
    written = escaped(json.dumps(text, ensure_ascii=False))
    assert json.loads(written) == text
    assert not [c for c in written if unicodedata.category(c) in {"Cc", "Cs", "Zl", "Zp"}]
