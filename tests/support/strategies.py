"""Hypothesis strategies that make logs: realistic ones, hostile ones, as text and as bytes."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from support.mojibake import mojibake

if TYPE_CHECKING:
    from collections.abc import Callable

LINE_ENDS = ("\n", "\r\n", "\r")
SYMBOLS = ("📜", "📰", "📖", "🌐", "🧪", "📺")
LEGEND = (
    "Legend:\n- 📜: papers\n- 📰: blog posts, project pages\n- 📖: books\n"
    "- 🌐: broad/general resources\n- 🧪: code, experiments\n- 📺: videos\n\n"
)
WORDS = (
    *("attention", "scaling", "of", "sparse", "models", "a", "survey", "the", "2.44", "GPT-4"),
    *(
        "[draft]",
        "f(x)",
        "café",
        "日本語",
        "’quoted’",
        "**bold**",
        "`code`",
        "snake_case",
        "&",
        "1/2",
    ),
)
STYLES: tuple[Callable[[datetime.date], str], ...] = (
    lambda day: f"{day:%m/%d/%Y}",
    lambda day: f"## {day:%Y-%m-%d}",
    lambda day: f"### {day.day}.{day.month}.{day.year}",
    lambda day: f"# {day:%d %B %Y}",
    lambda day: f"**{day:%B} {day.day}, {day.year}**",
    lambda day: f"## {day:%A}, {day:%Y-%m-%d} - a topic",
    lambda day: f"{day:%B} {day.day}, {day.year}\n---------",
    lambda day: f"{day.year}年{day.month}月{day.day}日",
)
HOSTILE_PIECES = (
    *("\n", "\r\n", "\r", "\n\n", "    ", "\t", " ", "- ", "* ", "1. ", "> ", "# ", "###### ", "#"),
    *(
        "```",
        "~~~",
        "---",
        "===",
        "***",
        "|",
        "||",
        "[",
        "]",
        "(",
        ")",
        "](",
        "[](",
        "![",
        "<",
        ">",
    ),
    *(
        "<!--",
        "-->",
        "<details>",
        "<summary>",
        "</b>",
        "<h2>",
        "**",
        "__",
        "`",
        "\\",
        ":",
        "📜",
        "\ufe0f",
    ),
    *(
        "2024-09-25",
        "09/25/2024",
        "9/25",
        "25.",
        "May 32",
        "??/09/2024",
        "Day 3",
        "第3周",
        "十二月",
        "2019",
    ),
    *(
        "Legend:",
        "https://x.y/(z",
        "\x00",
        "\x1b[31m",
        "\u2028",
        "\x85",
        "\x0c",
        "\ufeff",
        "‚Äô",
        "é",
    ),
    *(
        "May",
        "0622",
        "5月",
        "25日",
        "to",
        "-",
        "–",
        "[x] ",
        "+++",
        "<<<<<<< ",
        "a",
        "http://",
        "\u202e",
    ),
)

dates = st.dates(datetime.date(1990, 1, 1), datetime.date(2060, 12, 31))
line_ends = st.sampled_from(LINE_ENDS)
titles = st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)
urls = st.sampled_from(
    (
        "https://arxiv.org/abs/2409.11055",
        "https://en.wikipedia.org/wiki/Bracket_(disambiguation)",
        "./projects/[1.4]_Superposition_&_SAEs",
        "http://example.org/?a=1&b=2#c",
    )
)


@st.composite
def entries(draw: st.DrawFn) -> str:
    """Make one entry in the manner of the first log: a line and maybe notes, without a line end."""
    title = draw(titles)
    linked = draw(st.booleans())
    content = f"[{title}]({draw(urls)})" if linked else title
    notes = draw(st.lists(titles, max_size=2))
    return "\n".join(
        [f"- {draw(st.sampled_from(SYMBOLS))}{content}", *(f"    - {n}" for n in notes)]
    )


@st.composite
def days(draw: st.DrawFn, style: Callable[[datetime.date], str]) -> str:
    """Make one day whose marker is written in ``style``, with up to three entries."""
    marker = style(draw(dates))
    return "\n".join([marker, *draw(st.lists(entries(), max_size=3))])


@st.composite
def logs(draw: st.DrawFn) -> str:
    """Make a whole log that a person could have kept: one style, any line ends, maybe a legend."""
    style = draw(st.sampled_from(STYLES))
    head = draw(st.sampled_from(("", LEGEND, "---\ntitle: x\n---\n\n", "Some words first.\n\n")))
    body = "\n\n".join(draw(st.lists(days(style), max_size=5)))
    text = head + body + draw(st.sampled_from(("", "\n", "\n\n")))
    return text.replace("\n", draw(line_ends))


hostile_texts = st.one_of(
    st.lists(st.sampled_from(HOSTILE_PIECES), max_size=60).map("".join),
    st.text(max_size=200),
    logs(),
    st.tuples(logs(), st.lists(st.sampled_from(HOSTILE_PIECES), max_size=9).map("".join)).map(
        "".join
    ),
)
"""Texts that a log may hold, from the orderly to the absurd; no lone surrogates."""


log_bytes = st.one_of(
    hostile_texts.map(str.encode),
    hostile_texts.map(mojibake),
    logs().map(lambda text: b"\xef\xbb\xbf" + text.encode()),
    logs().map(lambda text: text.encode("utf-16")),
    st.tuples(hostile_texts.map(str.encode), st.binary(max_size=12)).map(b"".join),
    st.binary(max_size=200),
)
"""Bytes that a file may hold: UTF-8, mojibake, with a mark, UTF-16, damaged, anything."""
