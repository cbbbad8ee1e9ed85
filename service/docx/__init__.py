"""Word files: templates become documents, the numbers of the decree, widths of text, the input inside."""
