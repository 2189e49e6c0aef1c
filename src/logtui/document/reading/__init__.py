"""From bytes to days and entries."""
