"""What keys do beyond moving; each module is loaded when it is first needed.

The main screen makes one object of each and hands its keys to them. What takes time is a coroutine
that the screen runs as a worker: it awaits the user's answers and the disk in the order in which
they come, and raises a ``LogtuiError`` that the screen shows.

1. ``writing`` opens the forms, asks before an entry is deleted, and lends an entry to the user's
   editor. What is typed in a form comes back as an operation.
2. ``commits`` takes an operation to ``Session.commit`` in a thread. What stands in the way is asked
   there: another program's change of the same entry, or a file that cannot be replaced.
3. ``resolving`` asks about conflicts that are marked in the log and about copies next to it, and
   uses ``commits``.
4. ``resuming`` offers texts of an earlier run, and uses ``writing``.
5. ``exporting`` writes what is shown to a new file, and fetches records of its papers.
   ``importing_files`` shows what a file of another program would bring, and brings it.
   ``tagging`` finds the entries with a tag, and renames tags.
6. ``state_changing`` says what is read and what is to be, and uses ``commits``.
7. ``linking`` copies and opens; ``walking`` goes along links and references, and back;
   ``reminding`` goes to entries by their day, by chance, and to those that a check reports;
   ``filtering`` uses the saved filters, and saves what is looked for as one more.

They know the screen only as the ``Host`` of ``logtui.tui.host``, and import neither the main screen
nor the app.
"""
