"""One change of many entries: each as it would be changed alone, all of them in one edit.

1. ``changes`` says what is wanted of every entry, and what that makes of a draft.
2. ``plans`` makes it one edit of a log, and names the entries that cannot be changed exactly:
   those stay as they are.
3. ``working_log`` is the log while its entries are changed, group by group: each group is read
   back at once, and where that fails, half of it is tried, until it is known which entry it is.
   ``line_changes`` and ``deletions`` are the kinds of groups.
4. ``bulk_operations`` keeps what is wanted until it is saved, and finds the entries again then;
   ``tag_operations`` renames a tag wherever it stands.

Nothing here reads or writes a file. Whatever is changed goes through ``editing``; how long it
takes grows with the log and the number of entries, not with their product.
"""
