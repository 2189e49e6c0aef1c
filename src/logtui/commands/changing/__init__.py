"""Commands that change entries which the log has: one, or many at once.

    edit          one in the editor, or parts of one or many
    rm            deletes
    bulk_writing  what both do to many: ask, write or show what would change, name what is left

Which entries are meant is an option of ``options.named_entries``. Each command is a module with one
object, ``COMMAND``, as those of ``logtui.commands`` are, and follows the same rules. How entries
are changed is the business of ``logtui.document``: ``editing`` for one, ``bulk`` for many.
"""
