"""Entries of a log as text, for other programs and other people.

    json_entries   an entry as a JSON object, as all commands print it

What comes in is a document and some of its entries, what comes out is text.
Text of the log is repaired where it is mojibake. The same entries always give the same bytes.

Nothing here knows a file, a screen or the network; imports only from ``document`` and ``errors``.
"""
