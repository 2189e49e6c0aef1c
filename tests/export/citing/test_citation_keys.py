from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from logtui.export.citing.bib_file import BibFile
from support.papers import ITEMS, PAPERS_LOG, bibliography_of, document_of, keys_in

if TYPE_CHECKING:
    from logtui.export.citing.citation_keys import KeyStyle

ARXIV = "https://arxiv.org/abs/1706.03762"
DOI = "https://doi.org/10.1038/nature14539"


def key_of(author: dict[str, str], title: str = "Attention") -> str:
    """Return the key of a paper of 2017 with this author and title."""
    item = {"title": title, "author": [author]}
    return keys_in(f"## 2024-01-01\n- [x]({ARXIV})\n", {"arxiv:1706.03762": item})[ARXIV]


def test_keys_of_papers_are_surname_year_and_first_word() -> None:
    keys = keys_in(PAPERS_LOG, ITEMS)
    assert keys[ARXIV] == "vaswani2017attention"
    assert keys[DOI] == "lecun2015deep"


def test_without_a_record_a_paper_is_called_by_its_number() -> None:
    keys = keys_in(PAPERS_LOG)
    assert (keys[ARXIV], keys[DOI]) == ("arxiv170603762", "doinature14539")


@pytest.mark.parametrize(
    ("url", "title", "key"),
    [
        ("https://danluu.com/input-lag/", "Computer latency", "danluuinputlag"),
        ("https://danluu.com/2017/12/input-lag/", "Computer latency", "danluu2017computer"),
        ("https://x.github.io/notes/index.html", "The long walk", "xlongwalk"),
        ("https://en.wikipedia.org/wiki/Transformer", "T", "wikipediatransformer"),
        ("https://www.bbc.co.uk/news/a-long-story-of-many-words", "T", "bbclongstorymany"),
        ("https://openreview.net/forum?id=abc", "Sparse nets", "openreviewsparsenets"),
        ("https://例え.jp/", "漢字", "xnr8jz45g"),
    ],
)
def test_keys_of_pages_are_the_site_and_what_the_address_says(
    url: str, title: str, key: str
) -> None:
    assert list(keys_in(f"## 2024-01-01\n- [{title}]({url})\n").values()) == [key]


@pytest.mark.parametrize(
    ("author", "key"),
    [
        ({"family": "von Neumann", "given": "John"}, "neumann2017attention"),
        ({"family": "Beethoven", "non-dropping-particle": "van"}, "beethoven2017attention"),
        ({"family": "Müller-Łukasiewicz"}, "mullerlukasiewicz2017attention"),
        ({"family": "Sørensen"}, "sorensen2017attention"),
        ({"family": "Weiß"}, "weiss2017attention"),
        ({"family": "山田"}, "arxiv170603762"),
        ({"family": "Иванов"}, "arxiv170603762"),
        ({"literal": "Gemini Team"}, "geminiteam2017attention"),
    ],
)
def test_surnames_become_letters_of_ascii(author: dict[str, str], key: str) -> None:
    assert key_of(author) == key


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("The Attention", "attention"),
        ("On the Attention", "attention"),
        ("Self-attention", "self"),
        ("GPT-4 Technical Report", "gpt"),
        ("LLM's world", "llms"),
        ("“Quoted” things", "quoted"),
        ("The", "the"),
        ("漢字", ""),
        ("{\\input{x}}#%~,: y", "input"),
    ],
)
def test_the_first_word_that_says_something_counts(title: str, word: str) -> None:
    assert key_of({"family": "Vaswani"}, title) == f"vaswani2017{word}"


@pytest.mark.parametrize(
    ("style", "key"),
    [
        ("auth-year-word", "vaswani2017attention"),
        ("zotero", "vaswani_attention_2017"),
        ("bbt", "vaswaniAttentionIsAll2017"),
        ("arxiv", "vaswani2017attentionisallyou"),
    ],
)
def test_other_ways_to_make_keys(style: KeyStyle, key: str) -> None:
    document = document_of(PAPERS_LOG)
    bibliography = bibliography_of(document, ITEMS, style)
    assert key in {work.key for work in bibliography.works}


def test_keys_by_identity_are_there_for_each_work() -> None:
    document = document_of(PAPERS_LOG)
    works = bibliography_of(document, style="id").works
    assert len({work.key for work in works}) == len(works)
    assert all(re.fullmatch(r"e[0-9a-f]{10}", work.key) for work in works)


def test_of_two_works_the_one_that_was_read_first_keeps_the_bare_key() -> None:
    log = (
        "## 2024-03-01\n- [b](https://a.org/x/same)\n- [c](https://a.org/y/same)\n\n"
        "## 2024-01-01\n- [a](https://a.org/same)\n"
    )
    keys = keys_in(log)
    assert keys == {
        "https://a.org/same": "asame",
        "https://a.org/x/same": "asameb",
        "https://a.org/y/same": "asamec",
    }


def test_after_z_come_two_letters() -> None:
    lines = "".join(f"- [x](https://a.org/{number}/same)\n" for number in range(30))
    keys = list(keys_in(f"## 2024-01-01\n{lines}").values())
    assert keys[25:28] == ["asamez", "asameba", "asamebb"]


# Keys that are given


@pytest.mark.parametrize(
    "entry",
    [
        "- [x](https://a.org/x) [@mine2024]",
        "- [x](https://a.org/x) \\cite{mine2024}",
        "- [x](https://a.org/x)\n    - cite: mine2024",
        "- [x](https://a.org/x)\n    - bibkey: @mine2024",
        "- [x](https://a.org/x)\n    cite: mine2024",
        "- [x](https://a.org/x)\r\n    - cite: mine2024\r\n",
        "- [x](https://a.org/x)\r    - [@mine2024]\r",
        "- [x](https://a.org/x)\n    - [@mine2024]",
        "- [x](https://a.org/x)\n    - \\citep{mine2024}",
        "- [x](https://a.org/x)\n    - extends [@other], [@third]\n    - cite: mine2024",
    ],
)
def test_the_key_that_an_entry_names_is_its_key(entry: str) -> None:
    assert list(keys_in(f"## 2024-01-01\n{entry}\n").values()) == ["mine2024"]


def test_what_notes_cite_among_other_words_is_another_work() -> None:
    log = "## 2024-01-01\n- [x](https://a.org/x)\n    - extends [@one]\n    - \\cite{y} as well\n"
    assert list(keys_in(log).values()) == ["ax"]


def test_a_key_that_two_works_name_belongs_to_the_one_that_says_so_most_clearly() -> None:
    log = (
        "## 2024-01-01\n- [x](https://a.org/x)\n    - [@base]\n"
        "- [y](https://a.org/y)\n    - cite: base\n"
    )
    assert keys_in(log) == {"https://a.org/x": "ax", "https://a.org/y": "base"}


def test_no_other_work_gets_a_key_that_differs_in_case_alone() -> None:
    log = "## 2024-01-01\n- [x](https://a.org/x)\n- [y](https://b.org/y) [@AX]\n"
    assert keys_in(log) == {"https://a.org/x": "axb", "https://b.org/y": "AX"}


# Keys never change


@st.composite
def growing_logs(draw: st.DrawFn) -> tuple[str, str]:
    """Make a log, and what is written above it later."""
    links = st.builds(
        "https://{}.org/{}/{}".format,
        st.sampled_from(("a", "b", "arxiv")),
        st.sampled_from(("x", "2017", "abs")),
        st.sampled_from(("same", "other", "1706.03762", "1706.03763v2", "a-b")),
    )
    notes = st.sampled_from(("", "    - a note\n", "    - see [@one]\n", "    - [@a] [@b]\n"))
    entries = st.builds(
        lambda title, link, note: f"- [{title}]({link})\n{note}",
        st.sampled_from(("Same", "The same", "Other", "日本語")),
        links,
        notes,
    )
    years = range(2000, 2000 + draw(st.integers(2, 12)))
    days = [
        f"## {year}-01-01\n{''.join(draw(st.lists(entries, min_size=1, max_size=4)))}\n"
        for year in reversed(years)
    ]
    count = draw(st.integers(0, len(days) - 1))
    newer = re.sub(r"\[@\w+\]", "nothing", "".join(days[:count]))
    return newer, "".join(days[count:])


@given(growing_logs())
def test_newer_entries_only_ever_add_keys(logs: tuple[str, str]) -> None:
    newer, older = logs
    before, after = keys_in(older), keys_in(newer + older)
    # The address of a page is that of the entry that was read first.
    assert {url: after[url] for url in before} == before
    assert len({key.lower() for key in after.values()}) == len(after)


@given(growing_logs())
def test_editing_notes_changes_no_key(logs: tuple[str, str]) -> None:
    text = re.sub(r"\[@\w+\]", "nothing", "".join(logs))
    edited = text.replace("    - a note\n", "    - longer\n        - and deeper\n")
    assert keys_in(edited) == keys_in(text)


@given(growing_logs())
def test_what_is_asked_for_changes_no_key(logs: tuple[str, str]) -> None:
    document = document_of("".join(logs))
    bibliography = bibliography_of(document)
    keys = {work.identity: work.key for work in bibliography.of_entries(document.entries)}
    for entry in document.entries:
        (work,) = bibliography.of_entries([entry])
        assert work.key == keys[work.identity]


# A bibliography that is there


def test_works_keep_the_keys_of_a_bibliography() -> None:
    text = (
        "@string{x = {y}}\n"
        "@article(Theirs:2017,\n  title={Attention},\n  eprint = {1706.03762v3},\n)\n"
        '@misc{page, howpublished = "\\url{http://www.danluu.com/input-lag}"}\n'
        "@article{nature, doi = {https://doi.org/10.1038/NATURE14539}}\n"
        "@misc{githubmicrograd, title = {Another one}}\n"
    )
    document = document_of(PAPERS_LOG)
    bibliography = bibliography_of(document, bib_file=BibFile(text))
    keys = {work.url: work.key for work in bibliography.of_entries(document.entries)}
    assert keys[ARXIV] == "Theirs:2017"
    assert keys["https://danluu.com/input-lag/"] == "page"
    assert keys[DOI] == "nature"
    assert keys["https://github.com/karpathy/micrograd"] == "githubmicrogradb"
