"""PDF: from characters on pages to lines, columns, paragraphs and chapters."""
