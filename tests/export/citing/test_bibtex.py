from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from logtui.export.citing.bib_file import BibFile
from logtui.export.citing.bibtex import BibOptions, bibtex_text
from logtui.export.citing.tex import tex_address, tex_text, tex_title
from support.papers import ITEMS, PAPERS_LOG, VASWANI, document_of, works_in
from support.tex_programs import run_biber, run_bibtex

if TYPE_CHECKING:
    from pathlib import Path

    from logtui.export.citing.bibtex import Dialect

BIBTEX, BIBLATEX = BibOptions("bibtex"), BibOptions("biblatex")


def bibliography(options: BibOptions, text: str = PAPERS_LOG) -> str:
    """Return the bibliography of the log ``text``."""
    return bibtex_text(document_of(text), works_in(text, ITEMS), options)


def entry(key: str, options: BibOptions) -> str:
    """Return the entry with ``key``."""
    entries = bibliography(options).split("\n\n")
    return next(text for text in entries if f"{{{key}," in text).strip() + "\n"


def test_a_paper_of_arxiv_in_bibtex() -> None:
    assert entry("vaswani2017attention", BIBTEX) == (
        "@misc{vaswani2017attention,\n"
        "  title = {Attention Is All You Need},\n"
        "  author = {Vaswani, Ashish and Shazeer, Noam and Parmar, Niki},\n"
        "  year = {2017},\n"
        "  month = jun,\n"
        "  eprint = {1706.03762},\n"
        "  archivePrefix = {arXiv},\n"
        "  primaryClass = {cs.CL},\n"
        "  doi = {10.48550/arXiv.1706.03762},\n"
        "  url = {https://arxiv.org/abs/1706.03762},\n"
        "}\n"
    )


def test_a_paper_of_arxiv_in_biblatex() -> None:
    assert entry("vaswani2017attention", BIBLATEX) == (
        "@online{vaswani2017attention,\n"
        "  title = {Attention Is All You Need},\n"
        "  author = {Vaswani, Ashish and Shazeer, Noam and Parmar, Niki},\n"
        "  date = {2017-06},\n"
        "  eprint = {1706.03762},\n"
        "  eprinttype = {arxiv},\n"
        "  eprintclass = {cs.CL},\n"
        "  doi = {10.48550/arXiv.1706.03762},\n"
        "  url = {https://arxiv.org/abs/1706.03762},\n"
        "  urldate = {2024-06-03},\n"
        "}\n"
    )


def test_a_preprint_as_what_it_was_published_as() -> None:
    published = entry("vaswani2017attention", BIBTEX._replace(published=True))
    assert published.startswith("@inproceedings{vaswani2017attention,\n")
    assert (
        "  booktitle = {Advances in Neural Information Processing Systems 30 (NeurIPS)},\n"
        in published
    )
    assert "  eprint = {1706.03762},\n" in published


def test_an_article_of_a_journal() -> None:
    assert entry("lecun2015deep", BIBTEX) == (
        "@article{lecun2015deep,\n"
        "  title = {Deep learning},\n"
        "  author = {LeCun, Yann and Bengio, Yoshua},\n"
        "  year = {2015},\n"
        "  month = may,\n"
        "  journal = {Nature},\n"
        "  volume = {521},\n"
        "  number = {7553},\n"
        "  pages = {436--444},\n"
        "  publisher = {Springer Science and Business Media LLC},\n"
        "  doi = {10.1038/nature14539},\n"
        "  url = {https://doi.org/10.1038/nature14539},\n"
        "}\n"
    )


def test_a_page_in_bibtex_and_in_biblatex() -> None:
    assert entry("danluuinputlag", BIBTEX) == (
        "@misc{danluuinputlag,\n"
        "  title = {Computer latency: 1977-2017},\n"
        "  howpublished = {\\url{https://danluu.com/input-lag/}},\n"
        "  note = {Accessed 2024-12-02},\n"
        "  key = {Computer latency: 1977-2017},\n"
        "}\n"
    )
    assert entry("danluuinputlag", BIBLATEX) == (
        "@online{danluuinputlag,\n"
        "  title = {Computer latency: 1977-2017},\n"
        "  url = {https://danluu.com/input-lag/},\n"
        "  urldate = {2024-12-02},\n"
        "}\n"
    )


def test_videos_and_software_have_types_of_their_own_in_biblatex() -> None:
    types = re.findall(r"^@(\w+)", bibliography(BIBLATEX), re.MULTILINE)
    assert types == ["online", "online", "article", "video", "software"]
    assert set(re.findall(r"^@(\w+)", bibliography(BIBTEX), re.MULTILINE)) == {"misc", "article"}


def test_notes_days_and_abstracts_come_only_when_they_are_asked_for() -> None:
    plain = entry("vaswani2017attention", BIBTEX)
    assert "multi-head" not in plain
    assert "dominant" not in plain
    full = entry("vaswani2017attention", BIBTEX._replace(notes=True, abstracts=True))
    assert "  note = {Read 2024-06-03, 2024-12-02},\n" in full
    assert "  annote = {- multi-head attention - the second reading},\n" in full
    assert "  abstract = {The dominant sequence transduction models …},\n" in full


def test_the_class_of_arxiv_can_be_left_out() -> None:
    assert "primaryClass" not in entry("vaswani2017attention", BIBTEX._replace(has_class=False))


# Text


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("GPT-4 and ImageNet in LaTeX", "{GPT-4} and {ImageNet} in {LaTeX}"),
        ("Self-Correct, a Study of LLMs (o1)", "Self-Correct, a Study of {LLMs} ({o1})"),
        ("Profit & loss: 50% of #1_x", r"Profit \& loss: 50\% of \#1\_x"),
        ("A $\\alpha^{2}$ b", "A $\\alpha^{2}$ b"),
        ("5$ and 6$", r"5\$ and 6\$"),
        ("$\\input{x}$", r"\$\textbackslash{}input\textbraceleft{}x\textbraceright{}\$"),
        ("a { b", r"a \textbraceleft{} b"),
        ("x ~ y ^ z", r"x \textasciitilde{} y \textasciicircum{} z"),
    ],
)
def test_titles_are_escaped_and_protected(title: str, written: str) -> None:
    assert tex_title(title) == written


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("café", "caf{\\'e}"),
        ("Łódź ß", "L{\\'o}d{\\'z} ss"),
        ("naïve", 'na{\\"\\i}ve'),
        ("日本 & x", "?? \\& x"),
    ],
)
def test_ascii_has_commands_for_accents(text: str, written: str) -> None:
    assert tex_text(text, ascii_only=True) == written


def test_addresses_hold_nothing_that_tex_acts_on() -> None:
    assert tex_address("https://a.org/{x}\\y z?é") == "https://a.org/%7Bx%7D%5Cy%20z?%C3%A9"


def test_names_with_and_or_a_comma_stay_one_name() -> None:
    authors = [
        {"literal": "Rock and Roll, Inc."},
        {"family": "Smith, the elder"},
        {"family": "de Boer", "given": "Pieter"},
    ]
    log = "## 2024-01-01\n- [x](https://arxiv.org/abs/1706.03762)\n"
    works = works_in(log, {"arxiv:1706.03762": {**VASWANI, "author": authors}})
    text = bibtex_text(document_of(log), works, BIBTEX)
    assert "author = {{Rock and Roll, Inc.} and {Smith, the elder} and de Boer, Pieter}," in text


# Bibliographies that are there


def test_all_bytes_of_a_bibliography_stay_in_front() -> None:
    assert BibFile("").append("@misc{x,\n}\n") == "@misc{x,\n}\n"
    assert BibFile("@a{b,}").append("@misc{x,\n}\n") == "@a{b,}\n\n@misc{x,\n}\n"
    assert BibFile("% mine\r\n").append("") == "% mine\r\n"


# The programs that read it


@pytest.mark.parametrize("options", [BIBTEX, BIBTEX._replace(notes=True, published=True)])
def test_bibtex_reads_it_without_an_error(tmp_path: Path, options: BibOptions) -> None:
    made = run_bibtex(tmp_path, bibliography(options))
    assert "\\bibitem{vaswani2017attention}" in made
    assert "Ashish Vaswani, Noam Shazeer, and Niki Parmar" in made
    assert made.count("\\bibitem") == 5


@pytest.mark.parametrize("dialect", ["bibtex", "biblatex"])
def test_biber_reads_it_without_a_warning(tmp_path: Path, dialect: Dialect) -> None:
    made = run_biber(tmp_path, bibliography(BibOptions(dialect, notes=True, abstracts=True)))
    assert made.count("@") == 5
    assert "vaswani2017attention" in made


def test_both_read_all_of_a_real_log(tmp_path: Path, shared_logs: Path) -> None:
    text = (shared_logs / "research-log.md").read_text(encoding="utf-8")
    assert run_bibtex(tmp_path, bibliography(BIBTEX, text)).count("\\bibitem") == 248
    assert run_biber(tmp_path, bibliography(BIBLATEX, text)).count("\n}\n") == 248


def test_braces_do_not_come_between_a_backslash_and_its_sign() -> None:
    assert tex_title("the _0A of _iOS") == r"the {\_0A} of {\_iOS}"
