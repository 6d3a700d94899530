"""Writing out in Spanish, Portuguese, French and Italian: the same rules, with a table of words for each language."""
