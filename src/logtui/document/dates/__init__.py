"""Reading and writing dates in any of the forms that people use.

``partial`` holds the values: a ``PartialDate`` of what is known of a date, and a ``DateReading``,
a date as a text has it, with both meanings of ``3/4/2020``. ``reader`` looks for one at a place of
a line; it tries the ``patterns`` of the forms that may begin there, and asks ``names`` for the
months and weekdays of a dozen languages. ``surroundings`` skips what stands before a date (marks,
labels, a weekday) and after it (a time, a weekday, a separator).

A caller skips with ``surroundings.skip_prefix``, reads with ``reader.date_at``, and goes on after
``surroundings.skip_suffix``. To write a date like another one, ``names`` also gives the names,
suffixes and numerals that fit a word of the log, and ``week_headings`` reads and writes what only
names a week.

Which of two meanings a log intends is settled for all of its days in ``reading.years``; nothing
here sees more than one line or imports anything of a document but ``text``.
"""
