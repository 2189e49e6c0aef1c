"""A log whose queue is the items below a heading."""

SECTION = """\
# Log

## To read

- [One](https://a.org/1)
- Two

## 2024-05-06

- Three
"""
