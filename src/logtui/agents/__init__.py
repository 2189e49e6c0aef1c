"""A log in the hands of agents: programs that read and write for somebody who asks them.

``skill.md`` is what one has to know that runs commands. For the others there is a server of the
Model Context Protocol; the way of one call:

``log_server`` names the tools, resources and prompts, and what each takes; it alone knows the
library of the protocol. ``log_reading`` answers what is asked, ``log_writing`` makes what is wanted
an operation on the log, and has ``Session`` write it as a command does, next to a screen that is
open. ``answers`` has the objects that go back. ``client_setup`` prints what the usual clients have
to be told.

Texts of the log are data: they are in fields of their own and never among instructions. A server
serves one file, which is named when it starts, and no tool takes a path.
"""
