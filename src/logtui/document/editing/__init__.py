"""Editing: from what a person types to the edit of the log that writes it.

The way of a new or changed entry:

1. ``typed_date`` reads the date, ``pasted_link`` frees a link from what a paste left around it,
   and ``draft`` holds what was typed, as a form does.
2. ``operations`` keeps what is wanted until it is saved, and makes it an edit of the log as it is
   then; ``entry_ref`` finds the entry again, and ``merging`` joins two changes of one entry.
3. ``edits`` gives the edit of one log: add, change, move, replace, delete.
4. ``insertion`` finds the place of a new entry. It asks ``period_headings`` for the year, month or
   week that a new day stands below, ``day_marker`` for its line, ``first_line`` for kind, title and
   link, ``notes`` for the lines below, ``dated_lines`` for rows and for items that end in their
   date, and ``style`` for how the neighbours look, since new text looks like theirs.
5. ``verification`` reads the log after the edit and refuses one that does not read back as typed
   or changes another entry.

``copying`` gives the parts of an entry as text for the clipboard.

All values are frozen and point into the text of one ``Document`` by character offsets. No module
here reads or writes a file, and none imports ``storage``, ``session``, ``commands`` or ``tui``.
"""
