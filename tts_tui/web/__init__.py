"""The window in a browser of this machine."""
