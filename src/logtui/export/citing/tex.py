"""Text for TeX: escaped, so that no title runs a command, and protected where case matters."""

from __future__ import annotations

import unicodedata
from urllib.parse import quote

from logtui.document.text.lazy_pattern import lazy_pattern
from logtui.export.characters import to_ascii

_ESCAPES = str.maketrans(
    {
        **{char: f"\\{char}" for char in "&%#_$"},
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
    }
)

_MATH = lazy_pattern(r"\$(?!\s)([^$]{1,300})(?<!\s)\$(?!\d)")
_SAFE_MATH = lazy_pattern(r"(?:[A-Za-z0-9 ^_{}+=<>()\[\]|/,.:;!*'-]|\\[A-Za-z]+|\\[,;!{}|])+")
_COMMAND = lazy_pattern(r"\\([A-Za-z]+)")
_MATH_COMMANDS = frozenset(
    (
        *("alpha", "beta", "gamma", "delta", "epsilon", "varepsilon", "zeta", "eta", "theta"),
        *("iota", "kappa", "lambda", "mu", "nu", "xi", "pi", "rho", "sigma", "tau", "phi"),
        *("varphi", "chi", "psi", "omega", "Gamma", "Delta", "Theta", "Lambda", "Xi", "Pi"),
        *("Sigma", "Phi", "Psi", "Omega", "mathcal", "mathbb", "mathrm", "mathbf", "mathsf"),
        *("text", "frac", "sqrt", "sum", "prod", "int", "infty", "times", "cdot", "log", "exp"),
        *("ell", "hat", "tilde", "bar", "vec", "to", "rightarrow", "leftarrow", "leq", "geq"),
        *("le", "ge", "neq", "approx", "sim", "in", "subset", "pm", "circ", "star", "ast"),
        *("dagger", "partial", "nabla", "otimes", "oplus", "prime"),
    )
)
"""Commands that may stand in the formula of a title; none of them reads or defines anything."""

_EDGE = lazy_pattern(r"^\W+|\W+$")
_INNER_CAPITAL = lazy_pattern(r"[^\W_][A-Z]")
_ACCENTS = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "=",
    "\u0306": "u ",
    "\u0307": ".",
    "\u0308": '"',
    "\u030a": "r ",
    "\u030b": "H ",
    "\u030c": "v ",
    "\u0327": "c ",
    "\u0328": "k ",
}
_UNSAFE_IN_ADDRESS = lazy_pattern(r"[^!-~]|[{}\\^\"<>|`]")


def tex_text(text: str, *, ascii_only: bool = False) -> str:
    """Return one line of ``text`` for TeX; formulas between ``$`` stay where they are harmless."""
    parts, end = [], 0
    for formula in _MATH.finditer(text) if text.count("$") > 1 else ():
        if is_harmless_formula(formula[1]):
            parts += [_escape(text[end : formula.start()], ascii_only=ascii_only), formula[0]]
            end = formula.end()
    return "".join([*parts, _escape(text[end:], ascii_only=ascii_only)])


def tex_title(title: str, *, ascii_only: bool = False) -> str:
    """Return ``title`` as ``tex_text`` does, with braces around words whose case has to stay."""
    escaped = tex_text(title, ascii_only=ascii_only)
    words = title.split(" ")
    escaped_words = escaped.split(" ")
    if len(words) != len(escaped_words) or "$" in title:
        return escaped
    return " ".join(map(protect_case, words, escaped_words))


def tex_address(address: str) -> str:
    """Return ``address`` with all that TeX or BibTeX would act on encoded as addresses do it."""
    return _UNSAFE_IN_ADDRESS.sub(
        lambda match: quote(match[0].encode("utf-8", "surrogatepass"), safe=""), address
    )


def is_harmless_formula(formula: str) -> bool:
    """Tell whether TeX may read ``formula``: balanced, and no command but those of mathematics."""
    depth = 0
    for char in formula.replace("\\{", "").replace("\\}", ""):
        depth += (char == "{") - (char == "}")
        if depth < 0:
            return False
    commands = {match[1] for match in _COMMAND.finditer(formula)}
    # Braces that TeX does not count are counted by BibTeX.
    is_balanced = depth == 0 and formula.count("\\{") == formula.count("\\}")
    return is_balanced and commands <= _MATH_COMMANDS and bool(_SAFE_MATH.fullmatch(formula))


def _escape(text: str, *, ascii_only: bool) -> str:
    escaped = text.translate(_ESCAPES)
    return "".join(map(ascii_tex, escaped)) if ascii_only and not escaped.isascii() else escaped


def ascii_tex(char: str) -> str:
    """Return ``char`` in ASCII: with a command for its accent, else as letters, else ``?``."""
    if char.isascii():
        return char
    decomposed = unicodedata.normalize("NFD", char)
    base, mark = decomposed[0], decomposed[1:]
    if base.isascii() and mark in _ACCENTS:
        letter = f"\\{base}" if base in "ij" else base
        return f"{{\\{_ACCENTS[mark]}{letter}}}"
    return to_ascii(char).translate(_ESCAPES) or "?"


def protect_case(word: str, escaped: str) -> str:
    """Return an ``escaped`` word in braces where a style must not change its case."""
    inner = _EDGE.sub("", word)
    has_both = any(map(str.isdigit, inner)) and any(map(str.isalpha, inner))
    is_sensitive = has_both or _INNER_CAPITAL.search(inner)
    if not is_sensitive or inner not in escaped:
        return escaped
    if f"\\{inner}" in escaped:
        # A brace after the backslash of a sign would be a sign itself.
        return f"{{{escaped}}}"
    return escaped.replace(inner, f"{{{inner}}}", 1)
