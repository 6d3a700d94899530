"""English in Kokoro's symbols, by misaki's lexicons and rules; `bench/symbols.py` sets it beside misaki's own."""
