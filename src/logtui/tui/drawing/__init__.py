"""From text to cells: styles, labels, marks, differences."""
