"""Fetching titles, records of papers, and whether links are alive, only where the user wants it.

``titles.fetch_title`` is the way in for one link, ``paper_items`` for what arXiv and doi.org tell
of many papers: items of CSL, of which only those are taken that name the paper asked for.

Both decide what to ask for. ``http.get_response`` then makes one request within limits of time,
size and redirects. It checks the ``addresses`` of each host to refuse a redirect from the web into
the user's own network, and ``transport`` connects to just those addresses. Last, ``citations``
reads a citation, or ``pages`` decodes a page and reads its head, and ``cleaning`` makes one safe
line of each title and name.

``link_states`` tells of links whether they still lead where they did: ``LinkProber.probe`` asks for
a few at the same time and sorts the answers into classes, and ``HostTurns`` keeps it from asking
one host too often.

What comes from the network may be anything: huge, endless, broken or a lie. All that is wrong with
it becomes a ``FetchError`` with a sentence, and nothing is read or decompressed beyond its limit.

httpx is an optional dependency and slow to load, so it is imported inside functions, in a thread.
Nothing here knows of a log or a screen; imports only from ``document`` (text and links) and
``errors``.
"""
