"""Disk: the only place that opens a log or a file of the state directory.

Reading: ``log_file`` opens a log, gives its bytes and a snapshot to compare with later, and
refuses what is not a regular file.

Saving, in call order: ``save.save_log`` holds the ``lock``, reads the log, asks the caller for the
new content, and ``revision.back_up`` keeps the old one: in ``versions`` as a whole, in the
``journal`` as a ``change``. Then ``replacement`` writes a temporary file with the metadata of the
log, the two files exchange their names, and the journal confirms the write. Where the file cannot
be replaced and the user agrees, ``save`` writes in place.

``history`` undoes and redoes by the journal and restores versions; both go through ``save_log``.
``watch`` tells from a thread that the file may have changed. ``conflict_copies`` finds and archives
the copies of synchronising programs. ``stored_texts`` keeps what is typed and not saved,
``reviews`` where a review was left, and ``link_results`` what links were found to be.

``state`` names the files that belong to one log, and ``files`` reads and writes by descriptor. What
goes wrong is one of ``logtui.errors``. No error leaves a log half written: it is as it was, or the
text of the error says where the old content is.

Nothing here knows what the bytes of a log mean; imports only from ``document.text`` and ``errors``.
"""
