"""The colours of a theme, changed as far as reading them asks for.

Every text colour has at least ``MIN_CONTRAST`` on everything that text stands on, by two rules:
what text stands on is near to the background, and a text colour that is too faint on any of it
goes towards white in a dark theme, towards black in a light one.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from textual.color import Color

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from rich.terminal_theme import TerminalTheme

MIN_CONTRAST = 4.5
"""Contrast that text needs to be read: level AA of the Web Content Accessibility Guidelines."""

_MAX_SURFACE_CONTRAST = 1.45
"""Contrast with the background that a surface may have, so that one colour is read on both."""

_ROLES = ("primary", "secondary", "accent", "success", "warning", "error")
"""Colours of a theme that texts have, each also as the tint of a surface."""

_TINT = 0.2
_STEPS = 50

_ANSI_SIBLINGS = {"ansi_bright_": "ansi_", "ansi_": "ansi_bright_"}


def contrast(first: Color, second: Color) -> float:
    """Return the contrast of two opaque colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@cache
def _luminance(color: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB
        for part in color.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def readable_colours(
    variables: Mapping[str, str], *, dark: bool, grey: bool = False
) -> dict[str, str]:
    """Return the variables of a theme whose texts can all be read.

    Args:
        variables: Those that the theme gives, by Textual's names.
        dark: Whether the theme is a dark one.
        grey: Whether only greys are drawn.
    """
    colours = {
        name: Color.parse(variables[name])
        for name in ("background", "foreground", "panel", *_ROLES)
    }
    if grey:
        colours = {name: colour.monochrome for name, colour in colours.items()}
    background, foreground = colours["background"], colours["foreground"]
    surfaces = {
        "background": background,
        "panel": _near(background, colours["panel"]),
        "surface": _near(background, background.blend(foreground, 0.06)),
        "surface-active": _near(background, background.blend(colours["primary"], 0.15)),
        "block-cursor-background": _near(background, background.blend(colours["primary"], 0.25)),
    }
    for role in _ROLES:
        surfaces[f"{role}-muted"] = _near(background, background.blend(colours[role], _TINT))
    limit = Color(255, 255, 255) if dark else Color(0, 0, 0)
    texts = {f"text-{role}": colours[role] for role in _ROLES}
    texts |= {"foreground": foreground, "text-muted": foreground.blend(background, 0.35)}
    readable = {name: _readable(colour, surfaces.values(), limit) for name, colour in texts.items()}
    result = {name: colour.hex for name, colour in (surfaces | readable).items()}
    text, muted, cursor = (
        result[name] for name in ("foreground", "text-muted", "block-cursor-background")
    )
    return {
        **variables,
        **result,
        **_cursor_variables(text, cursor, "bold"),
        "text": text,
        "text-disabled": muted,
        "input-cursor-foreground": result["background"],
        "input-cursor-background": text,
        "input-cursor-text-style": "none",
        "input-selection-foreground": text,
        "input-selection-background": cursor,
        "screen-selection-foreground": text,
        "screen-selection-background": cursor,
        "panel-lighten-1": result["panel"],
        "panel-darken-1": result["panel"],
        "cursor-style": f"bold on {cursor}",
        "dim-style": muted,
    }


def _cursor_variables(foreground: str, background: str, style: str) -> dict[str, str]:
    """Return the look of the row with the highlight, the same whether it has the focus or not."""
    return {
        f"block-cursor-{state}{part}": value
        for state in ("", "blurred-")
        for part, value in (
            ("foreground", foreground),
            ("background", background),
            ("text-style", style),
        )
    }


def _near(background: Color, surface: Color) -> Color:
    """Return ``surface``, or what comes closest to it without being too far from ``background``."""
    blends = (surface.blend(background, step / _STEPS) for step in range(_STEPS))
    near = (blend for blend in blends if contrast(blend, background) <= _MAX_SURFACE_CONTRAST)
    return next(near, background)


def _readable(colour: Color, surfaces: Iterable[Color], limit: Color) -> Color:
    """Return the first colour from ``colour`` to ``limit`` that is read on all ``surfaces``."""
    surfaces = tuple(surfaces)
    for step in range(_STEPS):
        text = colour.blend(limit, step / _STEPS)
        if all(contrast(text, surface) >= MIN_CONTRAST for surface in surfaces):
            return text
    return limit


def readable_terminal_colours(
    variables: Mapping[str, str], palette: TerminalTheme
) -> dict[str, str]:
    """Return the variables of a theme in the terminal's own colours whose texts can be read.

    What the terminal makes of them is not known. A colour that is too faint on the background of a
    usual palette gives way to its bright or dark sibling, else to the colour of all text. There are
    no surfaces: what is highlighted is reversed or, where Textual draws it, bold and underlined.

    Args:
        variables: Those that the theme gives, by Textual's names.
        palette: The usual colours of such a terminal.
    """
    background = Color(*palette.background_color)
    texts = {}
    for role in _ROLES:
        name = variables[role]
        prefix = next(prefix for prefix in _ANSI_SIBLINGS if name.startswith(prefix))
        sibling = name.replace(prefix, _ANSI_SIBLINGS[prefix], 1)
        texts[f"text-{role}"] = next(
            (
                candidate
                for candidate in (name, sibling)
                if contrast(_in_palette(candidate, palette), background) >= MIN_CONTRAST
            ),
            "ansi_default",
        )
    surfaces = ("panel", "surface", "surface-active", *(f"{role}-muted" for role in _ROLES))
    return {
        **variables,
        **texts,
        **dict.fromkeys(surfaces, "ansi_default"),
        **_cursor_variables("ansi_default", "ansi_default", "bold underline"),
        **dict.fromkeys(("text", "text-muted", "text-disabled"), "ansi_default"),
        "input-cursor-foreground": "ansi_default",
        "input-cursor-background": "ansi_default",
        "input-cursor-text-style": "reverse",
        "input-selection-foreground": "ansi_default",
        "input-selection-background": "ansi_default",
        "panel-lighten-1": "ansi_default",
        "panel-darken-1": "ansi_default",
        "ansi-background": "ansi_default",
        "cursor-style": "bold reverse",
        "dim-style": "dim",
    }


def _in_palette(name: str, palette: TerminalTheme) -> Color:
    number = Color.parse(name).ansi
    return (
        Color(*palette.ansi_colors[number])
        if number is not None and number >= 0
        else Color(*palette.foreground_color)
    )
