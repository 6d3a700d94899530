"""Kokoro's phonemes: English by the lexicons it was trained on, other languages by espeak-ng."""
