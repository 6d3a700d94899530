"""The side that runs in Chatterbox's environment."""
