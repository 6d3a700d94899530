"""Engines and APIs: each turns one chunk of text into float32 PCM, and knows nothing of files, widgets or playback."""
