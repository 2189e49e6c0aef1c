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


WIDE = "# 2024\n\n## 2024-05-01\n\n- café\n- two\n"
CHINESE = "# 日志\n\n- 论文标题十个字\n- 一二三四五六七\n"


@pytest.mark.parametrize("text", [WIDE, CHINESE, WIDE.replace("\n", "\r\n")])
@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_a_log_in_wide_characters_is_named_and_refused(text: str, name: str, mark: str) -> None:
    data = (mark + text).encode(name)
    decoded, found = encoding.decode(data)
    assert found.encode(decoded) == data
    with pytest.raises(EncodingError, match="convert it first, with `iconv -f ") as refusal:
        encoding.require_utf8(decoded)
    iconv_name = str(refusal.value).partition("iconv -f ")[2].split()[0]
    assert data.decode(iconv_name) == text


@pytest.mark.parametrize(
    ("text", "code_page"),
    [
        ("- café\n- naïve\n", "latin-1"),
        ("- “quoted”\n- über – it’s\n", "cp1252"),
        ("- café\r- naïve\r", "latin-1"),
        (CHINESE, "gb18030"),
        ("- 参见论文\n", "gb18030"),
        ("- 日本語のログ\n", "shift-jis"),
        ("- 日本語のログ\n", "euc-jp"),
        ("- 한국어 기록\n", "euc-kr"),
        ("- журнал\n", "cp1251"),
        ("- журнал\n", "koi8-r"),
        ("- ημερολόγιο\r\n", "iso-8859-7"),
        ("a\n" * 200_000 + "- журнал\n- ещё\n", "cp1251"),
    ],
)
def test_a_log_in_a_code_page_is_refused(text: str, code_page: str) -> None:
    decoded, _ = encoding.decode(text.encode(code_page))
    with pytest.raises(EncodingError, match="not in UTF-8"):
        encoding.require_utf8(decoded)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"- plain\n",
        "- 📜 café\n".encode(),
        b"\xef\xbb\xbf- one\n",
        b"- a \xff b\n- c\n",
        b"- caf\xe9 \xff\xfe \x80\n- two\n",
        b"- cut \xf0\x9f\x93\n- two\n",
        b"- \xed\xa0\x80x\n",
        "- café\n- über\n".encode() + b"- \xff\n- \xfe\n",
        b"- a\0b\n- c\n",
        b"- one\n" + b"\0" * 600,
        *(misread(MEANT * 3, code_page).encode() for code_page in encoding.CODE_PAGES),
    ],
)
def test_a_log_with_a_few_stray_bytes_stays_writable(data: bytes) -> None:
    encoding.require_utf8(encoding.decode(data)[0])


@pytest.mark.parametrize("mark", ["\ufeff", ""])
def test_what_another_program_saved_has_no_mark(mark: str) -> None:
    assert encoding.decode_edited((mark + WIDE).encode()) == WIDE


@pytest.mark.parametrize("name", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
def test_what_another_program_saved_in_wide_characters_is_read(name: str) -> None:
    assert encoding.decode_edited(("\ufeff" + WIDE).encode(name)) == WIDE


@pytest.mark.parametrize("data", [b"\xff\xfea", b"\xfe\xff\xd8\x00", b"\xff\xfe\0\0abc"])
def test_a_mark_that_lies_is_told(data: bytes) -> None:
    with pytest.raises(EncodingError, match="it begins like UTF-"):
        encoding.decode_edited(data)
