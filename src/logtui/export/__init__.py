"""Entries of a log as text, for other programs and other people: a document in, text out.

``formats`` knows every format, and calls for works what is in ``citing``, and for entries

    page           a page of HTML, with page.css and page.js, and the map of ``activity_map``
    atom           a feed
    digest         what was read in a time, grouped, in Markdown
    listing        CSV, bookmarks of browsers, and Markdown that is a log again
    json_entries   JSON, as all commands print an entry
    json_figures   JSON of what ``statistics`` counts

``notes_html`` makes HTML of notes in which nothing runs. ``characters`` takes out what no format
may hold, and repairs mojibake: every text of the log goes through it. The same entries always give
the same bytes.

Nothing here knows a file, a screen or the network; imports only from ``document``, ``statistics``
and ``errors``.
"""
