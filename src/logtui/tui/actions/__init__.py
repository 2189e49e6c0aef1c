"""What keys do beyond moving; loaded when first needed."""
