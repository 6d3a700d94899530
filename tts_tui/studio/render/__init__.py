"""Jobs: from a document to an audiobook, whatever happens on the way."""
