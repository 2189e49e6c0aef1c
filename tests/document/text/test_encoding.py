from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logtui.document.text import encoding
from logtui.document.text.encoding import Encoding
from logtui.errors import EncodingError
from support import strategies

MEANT = "- 📜[It’s a café — “quoted”](https://a.b)\n"


def misread(text: str, code_page: str) -> str:
    return "".join(bytes([byte]).decode(code_page, "ignore") or chr(byte) for byte in text.encode())


@given(st.binary() | strategies.log_bytes)
def test_any_bytes_come_back(data: bytes) -> None:
    text, found = encoding.decode(data)
    assert found.encode(text) == data


@pytest.mark.parametrize("code_page", encoding.CODE_PAGES)
def test_mojibake_is_read_as_it_was_meant(code_page: str) -> None:
    assert encoding.decode(misread(MEANT, code_page).encode()) == (
        MEANT,
        Encoding(code_page=code_page),
    )


@pytest.mark.parametrize("code_page", encoding.CODE_PAGES)
def test_new_text_comes_out_as_broken_as_its_neighbours(code_page: str) -> None:
    _, found = encoding.decode(misread(MEANT, code_page).encode())
    assert found.encode("日本語 🧪") == misread("日本語 🧪", code_page).encode()


def test_mojibake_across_the_blocks_of_a_long_file() -> None:
    text = "a" * (encoding.CHUNK_SIZE - 3) + MEANT * 9
    assert encoding.decode(misread(text, "mac_roman").encode()) == (
        text,
        Encoding(code_page="mac_roman"),
    )


@pytest.mark.parametrize(
    "text",
    ["plain", "café", "√π and 2√π", "jusqu’à demain", "“École”", "日本語", "a\udce9b", "‚Äô é"],
)
def test_sound_text_and_what_is_only_partly_broken_stay(text: str) -> None:
    data = text.encode("utf-8", "surrogateescape")
    assert encoding.decode(data) == (text, Encoding())


def test_the_byte_order_mark_is_no_text() -> None:
    assert encoding.decode(b"\xef\xbb\xbfa") == ("a", Encoding(has_bom=True))
    assert encoding.decode(b"\xef\xbb\xbf") == ("", Encoding(has_bom=True))


@pytest.mark.parametrize("found", [Encoding(), Encoding(code_page="mac_roman")])
def test_half_a_character_cannot_be_kept(found: Encoding) -> None:
    with pytest.raises(EncodingError, match=r"U\+D83D"):
        found.encode("a\ud83d")


@pytest.mark.parametrize(
    ("seen", "shown"),
    [
        ("donâ€™t — é", "don’t — é"),
        ("caf√© and √π", "café and √π"),
        ("‚Äôtis a naïve", "’tis a naïve"),
        ("Ã©tÃ©", "été"),
        ("voilà « mot »", "voilà « mot »"),
        ("日本語", "日本語"),
        ("plain words", "plain words"),
        ("an à€€ and an ð\x80\x80\x80", "an à€€ and an ð\x80\x80\x80"),
        ("‡ÄÄ but caf√©", "‡ÄÄ but café"),
        ("áˆ€ and ·àÄ", "áˆ€ and ·àÄ"),
    ],
)
def test_runs_of_mojibake_are_repaired_for_showing(seen: str, shown: str) -> None:
    assert encoding.repair_for_display(seen) == shown
