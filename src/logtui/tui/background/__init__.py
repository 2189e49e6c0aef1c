"""The threads of the screen: what takes longer than a key may wait.

``ShownLog`` makes ``log_threads.LogThreads`` after the first frame, which starts each of the others
when it is first needed and has it end with the screen:

    log_threads      reads the whole log, and hands it to the others
    document_thread  what the next two have in common
    searcher         indexes it and answers queries
    relation_finder  then finds what belongs together
    follower         watches the file: other programs, conflict copies, texts of earlier runs
    typed_texts      keeps what is typed and not saved in the state directory

    background_host  what all of them may ask of the screen

A thread touches no widget: it hands over a finished, unchanging value by ``host.call_later``. Work
in slices pauses between them for as long as ``idle.KeyActivity`` says. All are daemon threads, so
that quitting waits for none.

Nothing here imports panes, dialogs, forms or actions.
"""
