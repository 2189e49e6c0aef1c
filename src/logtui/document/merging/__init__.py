"""Three-way merge by days and entries."""
