"""Sound in files: formats, encoding, saving, reading, subtitles beside it."""
