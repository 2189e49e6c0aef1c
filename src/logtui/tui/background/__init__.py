"""Threads of their own: searching, relating, keeping drafts, following the file."""
