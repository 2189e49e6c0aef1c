"""What stands between a command and the terminal or pipe that it talks to.

``streams`` comes first: it makes sure that the three standard streams are there, reads a log from
one, and says in one line what an output does not take. ``progress`` shows a line while something
takes long, and opens the log meanwhile. ``output`` prints entries as JSON, as lines or as a table,
coloured where the terminal shows colours. ``output_file`` replaces the file that an export goes
to. ``shell_completion`` gives bash, zsh and fish the words
that may follow.

Nothing here changes a log, and nothing imports a command, a screen or Textual.
"""
