"""Documents: what a file holds as chapters of blocks, whatever its format."""
