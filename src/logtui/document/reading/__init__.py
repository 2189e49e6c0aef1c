"""From bytes to days and entries.

``parser.parse`` goes this way:
  1. ``text.encoding`` decodes the bytes, ``text.opaque`` finds what is code or a comment, and
     ``document.tables`` the tables;
  2. ``candidates.scan_lines`` goes over the lines once: headings, and lines that may mark a day;
     ``tails`` reads a date at the end of an item;
  3. ``markers`` gives a date line to the heading above it and chooses the one style of the file;
  4. ``legend`` reads the kinds declared before the first day;
  5. ``years`` settles the order of day and month and fills in years and months left out;
  6. ``days`` finds where each day ends, what it is titled and where its entries begin, and the text
     that stands outside of all days; ``queues`` finds what of that is said to be read yet;
  7. ``entries`` splits each day into blocks.
``lone_entry`` reads the lines of one entry without all that.

Any text is a log: a file without days is one day without a date. Nothing here raises, and every
step takes a time that grows as the text does. Later edits never reach in here: they change the
text, which is parsed again. Nothing here knows ``relations``, ``merging`` or ``editing``.
"""
