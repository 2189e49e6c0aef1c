"""The works that a log cites, with keys that last, and the forms in which they are cited.

``bibliography.Bibliography`` is the way in. It has

1. ``works`` find the works: one for each thing that entries link to, with what ``paper_record``
   reads in the item of CSL that a server gave for it, if any did;
2. ``citation_keys`` give each its key: the one that the log names, the one that a ``bib_file`` has,
   or one that follows from the work alone. ``pinning`` writes keys into the log.

Then ``bibtex`` (with ``tex`` for its text), ``csl_json``, ``ris`` and ``plain_references`` write
works, each in a function of its own, and ``citation_forms`` has one work in the forms that a
writer copies. Nothing is invented: what is not known is left out.

Imports only from ``document`` and ``logtui.export.characters``.
"""
