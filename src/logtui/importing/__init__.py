"""What other programs have kept, as entries: the bytes of a file in, changes of a log out.

``source_file`` takes a file of bytes apart, an archive into its parts, and refuses what is too
large or not text. ``source_formats`` tells by its content what each part is, and has the module of
that family read it:

    bookmark_pages     HTML: bookmarks of browsers and of most services, lists of Pocket
    source_tables      CSV: Pocket, Raindrop, Instapaper, Readwise, Zotero, any with links
    source_objects     JSON: Pinboard, CSL, entries as logtui prints them
    reference_lists    BibTeX and RIS
    link_lines         links that a phone or a script hands on, one a line

Each gives ``source_item.SourceItem``s. ``import_items`` is an operation on a log: it tells what is
there already, what is doubled and what has no date, and adds the rest in one edit; ``tag_lines``
writes the tags. ``batch`` adds many entries in a time that suits their number: each goes where it
would go alone, and where one does not read back, the others still do.

What is read may be made by anybody: nothing here runs it, follows it or trusts its size. Nothing
here knows a file, a screen or the network; imports only from ``document`` and ``errors``.
"""
