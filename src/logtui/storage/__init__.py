"""Disk: the only place that opens files. Reading, saving, undo across runs, drafts."""
