"""Kokoro's phonemes: what espeak-ng makes of a text, in the symbols that the model was trained on."""
