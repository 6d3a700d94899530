"""Sound: what is done to it here; `play` makes it heard, `files` keeps and reads it."""
