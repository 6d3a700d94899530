"""AllTalk: a server of its own for several engines, versions 1 and 2 (github.com/erew123/alltalk_tts)."""
