"""Chatterbox in a worker, streaming token by token on the unmodified package.

`engine/` runs in the engine's own environment and imports torch; the rest runs in ours.
"""
