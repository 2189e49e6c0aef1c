"""Text without meaning: lines, spans, links, Markdown's marks, encodings.

``encoding.decode`` makes the text of a file's bytes and says how to go back. ``lines`` yields its
lines in chunks, for whatever goes through a whole log; ``spans`` are the offsets and edits that all
other packages speak of. ``markdown`` says what a line begins with, ``opaque`` which stretches of a
text are code or comments; ``plain_text`` asks ``links`` for the links of a title. ``urls`` takes
apart what a link points at. ``diff`` compares two sequences, ``safe`` makes a string fit for a
terminal, ``wording`` puts a number and its noun together, and ``lazy_pattern`` spares compiling a
regular expression before its first use.

Offsets count characters; columns, where a name says so, count cells with tabs expanded. Nothing
here knows dates, days or entries. Each function takes a time that grows at most as its text does,
apart from full comparisons of short stretches.
"""
