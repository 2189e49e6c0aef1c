"""Reading and writing dates in any of the forms that people use."""
