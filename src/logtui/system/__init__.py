"""The machine around logtui: its desktop, editor, clipboard and git.

Each module stands for one program or service outside, and all of them start it without a shell and
with a time limit or the terminal to itself. What a log contains is never run, and a file next to it
that the desktop may run only if the user agrees.

``open_policy`` decides from the text of a link whether and as what it may be opened.
``local_files`` finds the file that a link leads to, and ``file_types`` decides from its name and
its first bytes who opens it. ``desktop`` hands an address or a file over to the browser or the
desktop, and ``editor`` gives the terminal to the user's own editor. Both start commands that the
user wrote, which ``command_words`` reads.

``clipboard`` copies a text, into tmux too, and reads it back to know that it arrived. It runs
``native_clipboard`` as a process of its own, which can be ended when a display hangs.

``git`` asks the user's git about the repository that a log is in, and sets logtui up as its merge
driver. ``process`` comes first of all: it makes sure that the three standard streams are there,
reads a log from one, says in one line what an output does not take, and shortens the start.
``terminal_background`` asks the terminal whether it is a light or a dark one. ``inbox`` takes lines
out of a file that other programs append to, once they are in the log. ``pattern_replacement``
replaces regular expressions in entries, in a ``pattern_process`` that is ended where it takes too
long.

Nothing here imports the configuration, the screens or the commands: those pass in what they know,
such as the configured editor. ``desktop``, ``editor`` and ``clipboard`` know nothing of a document;
``git`` uses the storage package to write its files.
"""
