"""Writing out in Japanese and Mandarin: figures in Chinese numerals, with a table of kinds for each language."""
