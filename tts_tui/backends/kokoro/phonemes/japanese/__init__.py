"""Japanese phonemes: the pronunciation of each word in kana, by haqumei, in the symbols that Kokoro was trained on."""
