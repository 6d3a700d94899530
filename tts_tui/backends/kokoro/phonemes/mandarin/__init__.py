"""Mandarin phonemes: words by jieba, their pinyin by pypinyin, in the symbols that Kokoro was trained on."""
