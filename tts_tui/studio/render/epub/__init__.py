"""EPUB 3 with media overlays: a book that is read aloud while its sentences light up."""
