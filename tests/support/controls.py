"""Characters that must not reach a terminal out of a log, and lines that hold them."""

CONTROLS = {
    "nul": "\x00",
    "bell": "\x07",
    "backspace": "\x08",
    "vertical tab": "\x0b",
    "form feed": "\x0c",
    "escape": "\x1b",
    "unit separator": "\x1f",
    "delete": "\x7f",
    "next line": "\x85",
    "csi": "\x9b",
    "arabic mark": "\u061c",
    "zero width": "\u200b",
    "joiner": "\u200d",
    "right to left": "\u200f",
    "line separator": "\u2028",
    "override": "\u202e",
    "word joiner": "\u2060",
    "isolate": "\u2067",
    "byte order": "\ufeff",
    "annotation": "\ufff9",
    "tag": "\U000e0001",
    "surrogate": "\udc80",
}
"""One or more of each kind, by name."""
