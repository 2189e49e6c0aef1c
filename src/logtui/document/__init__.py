"""What a log is: bytes and text in, days and entries out. Standard library only."""
