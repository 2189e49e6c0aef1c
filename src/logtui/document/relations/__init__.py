"""How the entries of a log belong together: links they share, dates they name.

``threads.Threads`` takes up the entries of a document step by step and groups those whose links
``same_link.link_identity`` says lead to the same thing.

``references.Mentions`` does the same for prose: it finds what looks like a reference
(``find_candidates``), asks ``day_index.DayIndex`` which days the date may mean, and keeps those of
their entries that the noun fits.

``entry_ids.EntryIds`` gives each entry a name that lasts while the log grows.

Threads and mentions are made in small steps, so that a thread of its own can work through a long
log and be stopped at any time; their answers are whole when nothing is left to do. ``day_index``
also writes a date as briefly as the log itself would.

Nothing here changes a document, and nothing imports from ``document.editing`` or
``document.merging``.
"""
